"""Chains: neighbours that say something of one another, as in "Homs, Syria" and "the villages of A, B and C"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from .beside import BEARINGS, LENGTHS, SKIPPED
from .mentions import Mention, is_great
from .words import DIRECTIONS, demonyms, heads

_STATING = frozenset({"admin1", "admin2", "country"})
"""What a second name is called where "A, B province" says that A lies there, whatever the gazetteer knows of A."""


_STATED = frozenset({"village", "town", "neighbourhood", "admin2", "unknown"})


_FARTHEST = 14
"""Tokens between two names beyond which neither says anything of the other."""


def tie(lower: list[str], found: list[Mention]) -> None:
    """Tie neighbours: "Homs, Syria", "the village of A in B", "A, B and C"."""
    for n, (one, two) in enumerate(itertools.pairwise(found)):
        if two.extent.start - one.extent.end > _FARTHEST:
            continue
        gap = _bare([w for w in lower[one.extent.end : two.extent.start] if w != "\n"])
        far = distance_told(gap)
        if far is not None:
            one.beside, one.far = two, far
        elif gap in ([","], ["("], ["["]):
            stated = two.types in _STATING or any(entry.type == "country" for entry in two.found)
            if _contains(two, one) or (stated and one.types in _STATED):
                one.within, one.stated = n + 1, stated and not _contains(two, one)
                one.score += 2.0
                two.score += 1.0
        elif len(gap) <= 6 and _is_within(gap):
            stated = (two.types in _STATING or is_great(two.found)) and one.types in _STATED
            if _contains(two, one) or not one.found or stated:
                one.within, one.stated = n + 1, stated and not _contains(two, one)
                one.score += 0.7
        elif gap in (["'s"], ["’s"]) and _contains(one, two):
            two.within = n
            two.score += 1.2
    for _ in range(2):
        _spread(lower, found)
    for members in _lists(lower, found):
        if len(members) > 2:
            _raise(members)
        _share(members)


_MILE_KM = 1.6
_MILES = frozenset({"mile", "miles"})
_METRES = frozenset({"metre", "metres", "meter", "meters"})
_ROUGHLY = frozenset(
    {"about", "some", "around", "roughly", "nearly", "almost", "just", "approximately", "only", "the", "-"}
)


def distance_told(gap: list[str]) -> float | None:
    """The kilometres that the words between two names give as their distance, or null.

    >>> distance_told(", about 30 km south of".split()), distance_told(", ten miles from".split()), distance_told(["in"])
    (30.0, 16.0, None)
    """
    told = [word for word in gap if word not in _ROUGHLY and word not in BEARINGS]
    if len(told) != 4 or told[0] not in (",", "(") or told[2] not in LENGTHS or told[3] not in ("of", "from"):
        return None
    number = _SPELT.get(told[1]) or (int(told[1]) if told[1].isdigit() else None)
    if number is None:
        return None
    return number * (_MILE_KM if told[2] in _MILES else 0.001 if told[2] in _METRES else 1.0)


_SPELT = {
    word: n
    for n, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 1
    )
} | {"a": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}

_JOINTS = ([","], ["and"], ["or"], [",", "and"], ["&"])
_DOUBTFUL = -1.0
_ENOUGH = 1.0
_KEPT = 0.8
_IN = frozenset({"in", "near", "inside", "outside", "around"})
"""Prepositions after which even a name that nothing knows is a place, and those listed with it are."""


def _lists(lower: list[str], found: list[Mention]) -> Iterator[list[Mention]]:
    """Yield the mentions of each list: "A, B and C"."""
    members: list[Mention] = []
    for one, two in itertools.pairwise(found):
        gap = _bare([w for w in lower[one.extent.end : two.extent.start] if w != "\n"])
        members = members or [one]
        if gap in _JOINTS:
            members.append(two)
            continue
        yield members
        members = []
    yield members


def _share(members: list[Mention]) -> None:
    """Let what the text says to contain the last of a list contain the others too: "the villages of A, B and C in D"."""
    last = members[-1] if members else None
    for one in members[:-1]:
        if last is not None and one.within is None and last.within is not None and one.types == last.types:
            one.within, one.stated = last.within, last.stated


def _raise(members: list[Mention]) -> None:
    """Let a list whose one member is called a village or stands in a known place be places all through."""
    called = {one.types for one in members} & {"village", "town", "neighbourhood", "admin2", "city"}
    known = sum(bool(one.found) and one.score >= _ENOUGH for one in members)
    if not called and 2 * known < len(members):
        return
    if not any(one.score >= _ENOUGH and (one.locative or one.types) for one in members):
        return
    for one in members:
        if _DOUBTFUL <= one.score < _ENOUGH:
            one.score = _ENOUGH
            if not one.found and one.types is None and len(called) == 1:
                one.types = next(iter(called))


def _spread(lower: list[str], found: list[Mention]) -> None:
    """Let what is said of the first of a list hold for the others."""
    for one, two in itertools.pairwise(found):
        gap = [w for w in lower[one.extent.end : two.extent.start] if w not in ("\n", "the", "in")]
        if gap in ([","], ["and"], ["or"], [",", "and"], ["&"], ["to"]) and one.within is None:
            stands = one.score >= 1.0 or (one.score >= _KEPT and one.locative in _IN)
            if stands and (one.locative or one.types) and two.score < 3:
                two.locative = two.locative or one.locative
                if (
                    one.types in ("village", "town", "neighbourhood", "admin2")
                    and two.types is None
                    and not two.part
                    and not two.found
                ):
                    two.types = one.types
                if not two.rule.endswith("+"):
                    two.score += 1.5 if one.locative in _IN and not two.found else 1.2
                    two.rule += "+"
            if two.types and one.types is None and not one.part and two.score >= 1.0 and not one.rule.endswith("+"):
                one.score += 1.2
                one.rule += "+"
                if not one.found or any(e.type == two.types for e in one.found):
                    one.types = two.types


def _bare(gap: list[str]) -> list[str]:
    """The words between two names without the head of the first: "district" of "A district, B province"."""
    for width in (3, 2, 1):
        head = heads().get(tuple(gap[:width]))
        if head is not None and not head.part:
            return gap[width:]
    return gap


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


_BETWEEN = frozenset(
    (
        ", ( of 's ’s part parts small large big main remote border besieged ancient coastal mountainous rural volatile "
        "restive troubled nearby"
    ).split()
)
"""Words between a place and what contains it that say no more: "the mosque in the small town of Salma"."""


_RULED = frozenset({"held", "controlled", "occupied", "run"})


def _is_of_rulers(gap: list[str], n: int) -> bool:
    """Whether a word stands in what tells who holds a place: "rebel-held"."""
    return any("-" in gap[i - 1 : i] and i - 2 <= n <= i for i, word in enumerate(gap) if word in _RULED and i > 1)


def _is_within(gap: list[str]) -> bool:
    """Whether the words between two names say that the first lies in the second."""
    if any(w in BEARINGS and gap[n + 1 : n + 2] == ["of"] and gap[n - 1] != "the" for n, w in enumerate(gap)):
        return False  # "Dorna, north of Bilan"
    gap = [w for n, w in enumerate(gap) if not _is_of_rulers(gap, n)]
    rest = [w for w in gap if w not in SKIPPED and w not in DIRECTIONS and w not in demonyms()]
    rest = [w for w in rest if (w,) not in heads() and w not in _BETWEEN]
    return rest in (["in"], []) and ("in" in gap or "of" in gap)
