"""Victims who are told of alone, after the toll of their event: "a barber whose brother died in the attack"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from ..items import Layout
from ..spans import lowers, texts
from ..values import Claim
from .wholes import as_part, size_of

_FEW = 3
_MANY = 5
"""A toll of fewer is as likely to be that of other people."""

_ON_TOP = frozenset(
    """another more other others additional further also later separately meanwhile elsewhere second third fourth earlier
    previous previously attacker attackers assailant assailants bomber""".split()
)
_DENIALS = frozenset({"denied", "denies", "denying", "deny"})
_UNTOLD = frozenset({"unknown", "mixed"})
_FIGHTERS = frozenset({"combatant", "security"})
_HARMS = frozenset({"killed", "injured"})


def told_singly(doc: Doc, claims: Sequence[Claim], page: Layout) -> list[Claim]:
    """Make the few who are told of without a day or place of their own parts of the toll told last before them."""
    placed = {place.extent.start for place in doc._.place or () if place.role == "incident"}
    placed |= {date.extent.start for date in doc._.when or () if date.role in ("event", "since")}
    found = list(claims)
    for n, claim in enumerate(found):
        if not _is_few(claim) or page.items[claim.trigger] or _has_own_event(doc, claim, placed):
            continue
        total = next((one for one in reversed(found[:n]) if _is_top(one) and one.harm == claim.harm), None)
        if total is None or not (_is_known(doc, claim) or _is_in_paragraph_of(doc, total, claim)):
            continue
        if _is_toll_of(doc, total, claim):
            found[n] = as_part(claim, total, "link.told_singly")
    return found


def _is_few(claim: Claim) -> bool:
    plain = claim.harm in _HARMS and claim.count.op == "eq" and claim.victims.extent is not None
    linked = (claim.subset_of, claim.same_as, claim.superseded_by)
    told = claim.modality == "asserted" and claim.scope == "incident" and "attacker" not in claim.victims.role
    return plain and told and linked == (None, None, None) and 0 < (size_of(claim) or 0) <= _FEW and _is_top(claim)


_KNOWN = frozenset("the my our his her their your whose this that these".split())
_KIN = frozenset(
    """brother brothers sister sisters father son sons daughter daughters husband wife uncle aunt cousin cousins nephew
    nephews niece nieces grandson granddaughter grandfather grandmother""".split()
)
_DEED = frozenset(
    "attack blast bombing explosion raid strike airstrike shelling shooting massacre ambush assault".split()
)


def _is_known(doc: Doc, claim: Claim) -> bool:
    """Whether a claim tells of people or of a deed as known: "the boy", "whose brother", "died in the attack"."""
    first = claim.count.extent or claim.victims.extent or claim.extent
    led = lowers(doc[max(0, min(first.start, claim.extent.start) - 1) : first.end + 1])
    if claim.victims.named or not _KNOWN.isdisjoint(led) or not _KIN.isdisjoint(lowers(_people(doc, claim))):
        return True
    if any(zone.label == "quotation" and zone.extent.contains(claim.extent) for zone in doc._.text or ()):
        return True
    after = lowers(doc[claim.trigger + 1 : doc[claim.trigger].sent.end])
    return any(word == "the" and not _DEED.isdisjoint(after[n + 1 : n + 3]) for n, word in enumerate(after))


def _people(doc: Doc, claim: Claim) -> Span:
    extent = claim.victims.extent or claim.extent
    return doc[extent.start : extent.end]


def _is_in_paragraph_of(doc: Doc, total: Claim, claim: Claim) -> bool:
    return not any("\n\n" in word for word in texts(doc[total.trigger : claim.trigger]))


def _is_top(claim: Claim) -> bool:
    return claim.subset_of is None and claim.same_as is None and not claim.furniture and not claim.background


def _has_own_event(doc: Doc, claim: Claim, placed: set[int]) -> bool:
    """Whether the sentence of a claim gives it a day or place, or tells it as something on top of what was told."""
    sent = doc[claim.trigger].sent
    words = lowers(sent)
    if "when" in words[claim.trigger - sent.start :] or not _DENIALS.isdisjoint(words):
        return True
    return not _ON_TOP.isdisjoint(words) or any(sent.start <= at < sent.end for at in placed)


def _is_toll_of(doc: Doc, total: Claim, claim: Claim) -> bool:
    """Whether a figure told in an earlier sentence is a toll that may hold the people of a claim."""
    if (
        total.scope != "incident"
        or (total.count.low or 0) < _MANY
        or doc[total.trigger].sent == doc[claim.trigger].sent
    ):
        return False
    if total.victims.status in _UNTOLD:
        return claim.victims.status not in _FIGHTERS
    return claim.victims.status == total.victims.status


def at_nearest(doc: Doc, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, a part that another sentence tells tied to the last mention of its whole before it."""
    by_id = {claim.id: claim for claim in claims}
    return [_tied(doc, claim, by_id) if claim.subset_of in by_id else claim for claim in claims]


def _tied(doc: Doc, claim: Claim, by_id: Mapping[str, Claim]) -> Claim:
    whole = by_id[claim.subset_of or ""]
    here = doc[claim.trigger].sent
    if whole.trigger >= here.start:
        return claim
    first = whole.same_as or whole.id
    mentions = [
        one
        for one in by_id.values()
        if first in (one.id, one.same_as) and one.subset_of is None and one.trigger < here.start and not one.furniture
    ]
    nearest = max(mentions, key=lambda one: one.trigger, default=whole)
    return claim if nearest.trigger <= whole.trigger else replace(claim, subset_of=nearest.id)
