"""Who the people of an elliptical figure are: those of the group that it goes on with.

``two policemen were killed and nine wounded``: the nine are policemen. Only a figure without people of its own, "others" and
a part are read so; any other mention says itself who its people are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from ..values import Claim, Evidence

_OTHERS = frozenset({"other", "others", "another", "more", "rest", "remainder", "remaining"})
_RANKS = frozenset(
    {"leader", "leaders", "commander", "commanders", "chief", "chiefs", "man", "men", "members", "member"}
)
_SIDES = frozenset({"while", "whereas", "but", "against"})
_REACH = 2
"""How many claims back "others" may go on with a group of an earlier sentence."""


def with_status(doc: Doc, claims: Sequence[Claim]) -> list[Claim]:
    """Set the status of figures that go on with a group before them."""
    found: list[Claim] = []
    known: dict[str, Claim] = {}
    for claim in claims:
        told = _told_by(doc, claim, found, known) if claim.victims.status == "unknown" else None
        if told is not None:
            goes_on = Evidence(
                "status", "status.goes_on", () if told.victims.extent is None else (told.victims.extent,)
            )
            victims = replace(claim.victims, status=told.victims.status)
            claim = replace(claim, victims=victims, evidence=(*claim.evidence, goes_on))
        found.append(claim)
        known[claim.id] = claim
    return found


def _told_by(doc: Doc, claim: Claim, before: Sequence[Claim], known: dict[str, Claim]) -> Claim | None:
    """The claim that says who the people of this one are, or null."""
    parent = known.get(claim.subset_of or "")
    if (
        parent is not None
        and _says_nobody(doc, claim, _RANKS)
        and doc[parent.trigger].sent.start == doc[claim.trigger].sent.start
        and parent.victims.status in ("combatant", "security", "civilian")
    ):
        return parent
    if claim.count.high == 0 or not _says_nobody(doc, claim, _OTHERS):
        return None
    here = doc[claim.trigger].sent.start
    others = claim.victims.extent is not None
    for other in reversed(before[-_REACH - 2 :]):
        same = doc[other.trigger].sent.start == here
        if not same and not others:
            return None
        if other.subset_of is not None and other.subset_of != claim.subset_of:
            continue
        between = {doc[i].lower_ for i in range(min(other.extent.end, claim.extent.start), claim.extent.start)}
        if _SIDES & between:
            return None
        return other if other.victims.status != "unknown" else None
    return None


def _says_nobody(doc: Doc, claim: Claim, empty: frozenset[str]) -> bool:
    """Whether a claim's words name nobody: none at all, or nothing but such as "others"."""
    extent = claim.victims.extent
    if extent is None:
        return True
    return claim.victims.head is not None and doc[claim.victims.head].lower_ in empty and not claim.victims.named
