"""What the first sentence tells again of the headline, in other words or without a number."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from ..values import Claim
from .wholes import sentence_of, size_of

_HARMED = frozenset({"killed", "injured", "abducted", "detained", "missing"})


def of_headline(doc: Doc, claim: Claim, before: Sequence[Claim]) -> Claim | None:
    """The headline's claim that the lead repeats: ``Blast hurts dozens`` ... ``dozens of shoppers were hurt``.

    One person of the headline is the one of the lead, whatever they are called: ``leader killed`` ... ``a commander was
    killed``. Nothing else of that harm may stand in either.
    """
    if claim.zone == "headline" or claim.furniture or claim.subset_of is not None or claim.harm not in _HARMED:
        return None
    told = [one for one in before if one.harm == claim.harm and not one.furniture]
    if len(told) != 1 or told[0].zone != "headline" or told[0].scope != claim.scope or told[0].background:
        return None
    other, start = told[0], sentence_of(doc, claim)
    if any(one.zone != "headline" and sentence_of(doc, one) < start for one in before):
        return None
    kinds = {other.victims.status, claim.victims.status} - {"unknown"}
    if len(kinds) > 1 or other.subset_of is not None or other.superseded_by is not None:
        return None
    return other if _is_one_count(other, claim) else None


def _is_one_count(other: Claim, claim: Claim) -> bool:
    vague = other.count.op == claim.count.op and claim.count.op in ("vague", "plural")
    if vague:
        return other.count.low == claim.count.low and claim.count.op == "vague"
    return size_of(other) == size_of(claim) == 1


def of_only_dead(claim: Claim, before: Sequence[Claim]) -> Claim | None:
    """``A guard was killed`` ... ``The victim was named as Bako``: the only one of whom it is told that they died."""
    if not claim.rule.startswith("refer:part.of_dead") or size_of(claim) != 1 or claim.subset_of is not None:
        return None
    told = [one for one in before if one.harm == claim.harm and not one.furniture and one.subset_of is None]
    first = [one for one in told if one.same_as is None]
    alone = len(first) == 1 and size_of(first[0]) == 1 and first[0].background == claim.background
    return first[0] if alone and first[0].scope == claim.scope else None
