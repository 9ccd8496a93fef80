"""Chains: neighbours that say something of one another, as in "Homs, Syria" and "the villages of A, B and C"."""

from __future__ import annotations

import itertools

from .beside import SKIPPED
from .mentions import Mention
from .words import DIRECTIONS, demonyms, heads


def tie(lower: list[str], found: list[Mention]) -> None:
    """Tie neighbours: "Homs, Syria", "the village of A in B", "A, B and C"."""
    for n, (one, two) in enumerate(itertools.pairwise(found)):
        gap = [w for w in lower[one.extent.end : two.extent.start] if w != "\n"]
        if gap == [","] or gap == ["("]:
            if _contains(two, one):
                one.within = n + 1
                one.score += 2.0
                two.score += 1.0
        elif len(gap) <= 6 and _is_within(gap):
            if _contains(two, one) or not one.found:
                one.within = n + 1
                one.score += 0.7
        elif gap == ["'s"] and _contains(one, two):
            two.within = n
            two.score += 1.2
    for _ in range(2):
        _spread(lower, found)


def _spread(lower: list[str], found: list[Mention]) -> None:
    """Let what is said of the first of a list hold for the others."""
    for one, two in itertools.pairwise(found):
        gap = [w for w in lower[one.extent.end : two.extent.start] if w not in ("\n", "the", "in")]
        if gap in ([","], ["and"], ["or"], [",", "and"], ["&"], ["to"]) and one.within is None:
            if one.score >= 1.0 and (one.locative or one.types) and two.score < 3:
                two.locative = two.locative or one.locative
                if (
                    one.types in ("village", "town", "neighbourhood", "admin2")
                    and two.types is None
                    and not two.part
                    and not two.found
                ):
                    two.types = one.types
                if not two.rule.endswith("+"):
                    two.score += 1.2
                    two.rule += "+"
            if two.types and one.types is None and not one.part and two.score >= 1.0 and not one.rule.endswith("+"):
                one.score += 1.2
                one.rule += "+"
                if not one.found or any(e.type == two.types for e in one.found):
                    one.types = two.types


def _contains(outer: Mention, inner: Mention) -> bool:
    """Whether a place of one name lies in a place of the other."""
    for out in outer.found:
        for inn in inner.found:
            if out.id == inn.id:
                continue
            if out.type == "country" and out.country == inn.country:
                return True
            if out.type == "admin1" and out.id == inn.admin1:
                return True
            if (
                out.type in ("city", "admin2", "region")
                and out.country == inn.country
                and abs(out.lat - inn.lat) < 0.4
                and abs(out.lon - inn.lon) < 0.5
            ):
                return True
    return (not inner.found and any(out.type in ("country", "admin1", "admin2", "city") for out in outer.found)) or (
        inner.part and bool(outer.found)
    )


def _is_within(gap: list[str]) -> bool:
    """Whether the words between two names say that the first lies in the second."""
    rest = [w for w in gap if w not in SKIPPED and w not in DIRECTIONS and w not in demonyms()]
    rest = [w for w in rest if (w,) not in heads() and w not in (",", "(", "of", "'s", "’s", "part", "parts")]
    return rest in (["in"], []) and ("in" in gap or "of" in gap)
