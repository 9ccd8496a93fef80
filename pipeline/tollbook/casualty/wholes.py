"""Parts of a figure that other sentences tell, after all claims are known: what a total was brought to, what adds up to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from ..spans import lowers
from ..values import Claim, Evidence

_BRINGS = frozenset(
    """bring brings bringing brought raise raises raising raised takes taking took push pushes pushing pushed makes making
    made""".split()
)
_TOLLS = ("noun.toll", "noun.tally")
_CAUSES = frozenset({"after", "as", "with", "when", "once", "including"})
_SO = frozenset({"so", "now", "thus"})
_FORMERLY = frozenset({"first", "initially", "earlier", "originally", "previously", "preliminary"})
_REACH = 12
"""How many sentences back a total may stand from what adds up to it."""
_LEAST = 5
"""Smaller figures add up by chance."""


def size_of(claim: Claim) -> int | None:
    """The stated number, whatever its modifier; null where it has none."""
    if claim.count.op in ("vague", "plural", "range", "alt"):
        return None
    return claim.count.low if claim.count.low is not None else claim.count.high


def with_wholes(doc: Doc, claims: Sequence[Claim]) -> list[Claim]:
    """Make parts of the figures that a total was brought to, and of those that add up to one told before."""
    return _listed(
        doc, _adding_up(doc, [_share_of(doc, one, claims[:n]) for n, one in enumerate(_within_totals(doc, claims))])
    )


def as_part(claim: Claim, whole: Claim, rule: str) -> Claim:
    """A claim as part of another, over whose span it is summed."""
    grounds: tuple[Evidence, ...] = (Evidence("subset_of", rule),)
    if claim.scope != whole.scope:
        grounds += (Evidence("scope", "scope.of_whole"),)
    return replace(claim, subset_of=whole.id, scope=whole.scope, evidence=(*claim.evidence, *grounds))


def sentence_of(doc: Doc, claim: Claim) -> int:
    """The first token of the sentence that tells of a claim."""
    return int(doc[claim.trigger].sent.start)


def _within_totals(doc: Doc, claims: Sequence[Claim]) -> list[Claim]:
    """``two of the injured died, bringing the toll to 13``, ``the toll rose to 15 after three bodies were found``."""
    found = list(claims)
    for total in claims:
        if total.rule.split(":")[-1] not in _TOLLS or total.superseded_by is not None:
            continue
        for n, claim in enumerate(found):
            beside = _is_smaller(claim, total) and sentence_of(doc, claim) == sentence_of(doc, total)
            if beside and _brings_about(doc, claim, total):
                found[n] = as_part(claim, total, "link.brought_to")
        for n in _of_rise(doc, found, total):
            found[n] = as_part(found[n], total, "link.brought_to")
    return found


def _of_rise(doc: Doc, claims: Sequence[Claim], total: Claim) -> list[int]:
    """``The toll has risen to 11 from nine. A cook and a waiter died overnight``: who the new dead are, by their number."""
    former = next(
        (c for c in claims if c.superseded_by == total.id and sentence_of(doc, c) == sentence_of(doc, total)), None
    )
    here = doc[total.trigger].sent
    new = [
        n
        for n, claim in enumerate(claims)
        if _is_smaller(claim, total) and here.start <= claim.trigger and sentence_of(doc, claim) <= here.end
    ]
    rise = (size_of(total) or 0) - (size_of(former) or 0) if former is not None else 0
    return new if rise > 0 and sum(size_of(claims[n]) or 0 for n in new) == rise else []


def _is_smaller(claim: Claim, total: Claim) -> bool:
    if (
        (claim.harm, claim.scope) != (total.harm, total.scope)
        or claim.id == total.id
        or claim.superseded_by is not None
    ):
        return False
    part, whole = size_of(claim), size_of(total)
    return claim.subset_of is None and claim.same_as is None and part is not None and whole is not None and part < whole


def _brings_about(doc: Doc, claim: Claim, total: Claim) -> bool:
    before = lowers(doc[max(0, claim.extent.start - 4) : claim.extent.start])
    if not _FORMERLY.isdisjoint(before):
        return False
    if claim.trigger < total.trigger:
        between = lowers(doc[claim.trigger : total.extent.end])
        return not _BRINGS.isdisjoint(between) or len(_SO & set(between)) > 1
    return not _CAUSES.isdisjoint(lowers(doc[total.trigger : claim.extent.end]))


_TAKEN = frozenset({"abducted", "detained"})
_STILL = frozenset({"still", "remain", "remains", "remained", "remaining"})
_UNNAMED = frozenset({"unidentified", "unclaimed"})
_RUNNING = frozenset({"period", "conflict"})
_BEFORE = 2
"""How many sentences back the whole of a share may stand."""


def _share_of(doc: Doc, claim: Claim, before: Sequence[Claim]) -> Claim:
    """``six were abducted. Four are still missing``, ``three bodies remain unidentified``, ``163 in August alone``."""
    if claim.subset_of is not None or claim.same_as is not None or claim.furniture or size_of(claim) is None:
        return claim
    words = set(lowers(doc[claim.trigger].sent))
    if claim.harm in ("missing", *_TAKEN) and _STILL & words and claim.victims.extent is None:
        return _within(doc, claim, [c for c in before if c.harm in _TAKEN], "link.still_missing")
    if claim.harm == "killed" and _STILL & words and _UNNAMED & words:
        return _within(doc, claim, [c for c in before if c.harm == "killed"], "link.part_of_dead")
    if "alone" in words and claim.scope == "period":
        running = [c for c in before if c.harm == claim.harm and c.scope in _RUNNING]
        return _within(doc, claim, running, "link.alone")
    return claim


def _within(doc: Doc, claim: Claim, before: Sequence[Claim], rule: str) -> Claim:
    """A claim as part of the nearest larger figure of some that were told, or as it was."""
    size = size_of(claim) or 0
    starts = [sent.start for sent in doc.sents if sent.start <= sentence_of(doc, claim)][-_BEFORE - 1 :]
    for other in reversed(before):
        larger = other.superseded_by is None and other.subset_of is None and (size_of(other) or 0) > size
        if larger and sentence_of(doc, other) in starts:
            part = as_part(claim, other, rule)
            return replace(part, scope=claim.scope) if rule == "link.alone" else part
    return claim


def _adding_up(doc: Doc, claims: Sequence[Claim]) -> list[Claim]:
    """``18 died`` ... ``11 bodies lay on the shore. Seven more were in the water``: what adds up exactly to a total."""
    found = list(claims)
    if len(claims) < 3:
        return found
    order = {sent.start: n for n, sent in enumerate(doc.sents)}
    places = {claim.id: order[sentence_of(doc, claim)] for claim in claims}
    for n, one in enumerate(claims[1:], 1):
        first, second = found[n - 1], one
        total = _total(claims[: n - 1], places, first, second)
        if total is None:
            continue
        if _is_used_up(found[n - 1]):
            found[n] = _as_told(second, found[n - 2])
            continue
        if first.subset_of is None:
            found[n - 1] = as_part(first, total, "link.adds_up")
        found[n] = as_part(second, total, "link.adds_up")
    return found


def _listed(doc: Doc, claims: Sequence[Claim]) -> list[Claim]:
    """``Five die`` ... ``Three rebels, a soldier and a student were killed``: a sentence whose figures add up to a total."""
    found = list(claims)
    by_sentence: dict[tuple[int, str], list[int]] = {}
    for n, claim in enumerate(claims):
        if claim.same_as is None and claim.subset_of is None and not claim.background and not claim.furniture:
            by_sentence.setdefault((sentence_of(doc, claim), claim.harm), []).append(n)
    for (start, harm), members in by_sentence.items():
        sizes = [size_of(claims[n]) for n in members]
        if len(members) < 2 or None in sizes or any(claims[n].count.op != "eq" for n in members):
            continue
        total = _summed(doc, claims, sum(size or 0 for size in sizes), start, harm)
        if total is not None and _is_mixture(claims[n] for n in members) and total.zone != "headline":
            continue
        if total is not None and all(_may_hold(total, claims[n]) for n in members) and not _is_elsewhere(doc, start):
            for n in members:
                found[n] = as_part(claims[n], total, "link.adds_up")
    return found


def _is_mixture(members: Iterable[Claim]) -> bool:
    """Whether fighters are told of beside others, whom a figure that is no headline's seldom sums up."""
    statuses = {claim.victims.status for claim in members}
    return "combatant" in statuses and len(statuses) > 1


_ELSEWHERE = frozenset({"separate", "separately", "elsewhere", "another", "meanwhile"})


def _is_elsewhere(doc: Doc, start: int) -> bool:
    """Whether a sentence says that it tells of something else."""
    return not _ELSEWHERE.isdisjoint(lowers(doc[start].sent))


def _may_hold(total: Claim, part: Claim) -> bool:
    """Whether people of a claim may be among those of a figure, by what both are said to be."""
    told = total.victims.status in ("unknown", "mixed") or part.victims.status in (total.victims.status, "unknown")
    return told and total.scope == part.scope and not (total.victims.role and total.victims.role != part.victims.role)


def _summed(doc: Doc, claims: Sequence[Claim], size: int, start: int, harm: str) -> Claim | None:
    """The last figure of a harm before a sentence that is just so large; smaller ones only of a headline."""
    fits = (
        one
        for one in reversed(claims)
        if one.harm == harm and sentence_of(doc, one) < start and size_of(one) == size and one.subset_of is None
    )
    return next((one for one in fits if not one.furniture and (size >= _LEAST or one.zone == "headline")), None)


def _is_used_up(claim: Claim) -> bool:
    """Whether a figure makes up its total together with the one before it, so that no other figure is missing."""
    return any(one.rule == "link.adds_up" for one in claim.evidence)


def _as_told(claim: Claim, earlier: Claim) -> Claim:
    """A figure as the earlier one of the same people, or as it was: "seven officers and four cooks ... the seven"."""
    if size_of(claim) != size_of(earlier) or len({claim.victims.status, earlier.victims.status} - {"unknown"}) > 1:
        return claim
    ground = Evidence("same_as", "link.same_figure")
    return replace(claim, same_as=earlier.id, evidence=(*claim.evidence, ground))


def _total(before: Sequence[Claim], places: dict[str, int], first: Claim, second: Claim) -> Claim | None:
    """The figure told before that two figures side by side add up to, or null."""
    if (
        first.harm != second.harm
        or places[second.id] - places[first.id] > 1
        or not (_is_plain(first) and _is_plain(second))
    ):
        return None
    if second.subset_of is not None or second.same_as is not None or first.same_as is not None:
        return None
    size = (size_of(first) or 0) + (size_of(second) or 0)
    for total in reversed(before):
        fits = total.harm == first.harm and size_of(total) == size and total.subset_of is None and not total.furniture
        if fits and size >= _LEAST and places[first.id] - places[total.id] <= _REACH:
            whole = total.same_as or total.id
            return total if first.subset_of in (None, total.id, whole) else None
    return None


def _is_plain(claim: Claim) -> bool:
    """Whether a claim states an exact figure of an event."""
    told = claim.count.op == "eq" and (size_of(claim) or 0) > 1
    return told and not claim.furniture and not claim.background
