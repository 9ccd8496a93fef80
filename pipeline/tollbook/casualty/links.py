"""Links between claims: the same figure told again, and a figure that a later one revises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from ..values import Claim

_GENERIC = frozenset("people persons person others dead individuals victims martyrs casualties fatalities killed civilians".split())


_ADDS = frozenset({"another", "more", "other", "others", "additional", "further"})


def _figure(claim: Claim) -> tuple[int | None, int | None] | None:
    """What is compared between two claims: the stated number, whatever its modifier; null where it has none."""
    count = claim.count
    if count.op in ("vague", "plural", "range", "alt"):
        return None
    return (count.low if count.low is not None else count.high, None)


def _goes_on(doc: Doc, claim: Claim) -> bool:
    """Whether a claim says that its people come on top of those before."""
    start = claim.count.extent.start if claim.count.extent is not None else claim.extent.start
    return any(doc[i].lower_ in _ADDS for i in range(max(start - 1, claim.extent.start), claim.extent.end))


def _head(doc: Doc, claim: Claim) -> str | None:
    return doc[claim.victims.head].lower_ if claim.victims.head is not None else None


def _compatible(doc: Doc, first: Claim, second: Claim) -> bool:
    if (first.subset_of is None) != (second.subset_of is None):
        return False
    a, b = _head(doc, first), _head(doc, second)
    small = second.count.low == 1 and second.count.high == 1
    if a == b:
        return not small or a is not None
    if small:
        return False
    if first.victims.demographic != second.victims.demographic and not {a, b} & _GENERIC:
        return False
    statuses = {first.victims.status, second.victims.status} - {"unknown"}
    return len(statuses) < 2


def linked(doc: Doc, claims: Sequence[Claim]) -> list[Claim]:
    """Set ``same_as`` of every claim that repeats an earlier one."""
    found: list[Claim] = []
    for claim in claims:
        figure = _figure(claim)
        first = None
        if figure is not None and claim.count.low != 0 and not claim.furniture and not _goes_on(doc, claim):
            for earlier in found:
                if (
                    earlier.harm == claim.harm
                    and earlier.same_as is None
                    and earlier.scope == claim.scope
                    and earlier.furniture == claim.furniture
                    and _figure(earlier) == figure
                    and doc[earlier.extent.start].sent.start != doc[claim.extent.start].sent.start
                    and _compatible(doc, earlier, claim)
                ):
                    first = earlier
                    break
        found.append(claim if first is None else replace(claim, same_as=first.id))
    return found
