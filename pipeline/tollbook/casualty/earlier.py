"""Tolls that hold no longer: ``a previous toll had put the dead at 36``, ``police had initially reported five dead``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from ..spans import lowers
from ..values import Claim, Evidence
from .wholes import sentence_of, size_of

_BEFORE = frozenset({"previous", "earlier", "initial", "preliminary", "first", "early"})
_TOLL = frozenset(
    {"toll", "tolls", "count", "figure", "figures", "estimate", "estimates", "report", "reports", "tally"}
)
_AT_FIRST = (("initially",), ("previously",), ("earlier",), ("at", "first"), ("originally",))
_TOLD = frozenset("reported said put given gave told stated announced reports confirmed spoken counted got".split())
_REACH = 5
"""Words between a word for earlier and what was told then."""


def _is_told_earlier(doc: Doc, claim: Claim) -> bool:
    """Whether the sentence says before the number that it is what was told at first."""
    start = sentence_of(doc, claim)
    words = lowers(doc[start : claim.count.extent.start if claim.count.extent is not None else claim.extent.start])
    for at, word in enumerate(words):
        near = set(words[at + 1 : at + 1 + _REACH])
        if word in _BEFORE and not _TOLL.isdisjoint(near):
            return True
        if any(tuple(words[at : at + len(form)]) == form for form in _AT_FIRST):
            around = near | set(words[max(0, at - 2) : at])
            if not _TOLD.isdisjoint(around):
                return True
    return False


def with_earlier_tolls(doc: Doc, claims: Sequence[Claim]) -> list[Claim]:
    """Let the first larger toll of the same harm take the place of one that was given earlier."""
    found = list(claims)
    for n, claim in enumerate(claims):
        size = size_of(claim)
        open_to = claim.subset_of is None and claim.superseded_by is None and claim.scope == "incident"
        if size is None or not open_to or not _is_told_earlier(doc, claim):
            continue
        later = next((other for other in claims if _replaces(doc, other, claim, size)), None)
        if later is not None:
            ground = Evidence("superseded_by", "link.earlier_toll")
            found[n] = replace(claim, same_as=None, superseded_by=later.id, evidence=(*claim.evidence, ground))
    return found


def _replaces(doc: Doc, other: Claim, claim: Claim, size: int) -> bool:
    """Whether a claim is the toll that came after another: more people, of the same harm, told elsewhere or beside it."""
    larger = (size_of(other) or 0) > size and other.harm == claim.harm and other.scope == claim.scope
    stands = other.subset_of is None and other.superseded_by is None and other.same_as is None and not other.furniture
    return larger and stands and not other.background and not _is_told_earlier(doc, other)
