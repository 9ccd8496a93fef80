"""Agreement of annotations layer by layer: claims and their fields, links, spans, attributions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from .collections import Case
from .matching import Stretch, kilometres, overlap, overlap_of, pairs, texts_agree
from .measures import Counts
from .view import AttributionView, ClaimView, MentionView, View

Count = Callable[[Case, View], Counts | None]

LITERAL = frozenset({"Literal", "Mixed", "Embedded_Literal", "Literal_Modifier", "Coercion"})
"""Kinds of GeoWebNews that name a place as a place; demonyms and metonyms are others."""

NEAR_KM = 161.0
"""100 miles, the field's usual bound for a place that is put where it is."""

_TEXTS = ("number", "victims", "nationality", "place", "when", "perpetrator", "weapon", "source")


def _gold(case: Case) -> View:
    if case.view is None:
        raise ValueError(f"{case.id}: the collection has no layers of annotation")
    return case.view


def matched_claims(gold: Sequence[ClaimView], found: Sequence[ClaimView]) -> list[tuple[int, int]]:
    """Claims of the same harm and bounds whose quotes overlap, one to one."""

    def weight(one: ClaimView, other: ClaimView) -> float:
        if (one.harm, one.low, one.high) != (other.harm, other.low, other.high):
            return 0
        return overlap(one.quote, other.quote)

    return pairs(gold, found, weight)


def claims(case: Case, view: View) -> Counts:
    """Claims by harm, bounds and overlapping quotes."""
    gold = _gold(case).claims
    return Counts(hits=len(matched_claims(gold, view.claims)), gold=len(gold), found=len(view.claims))


def agree(name: str, one: ClaimView, other: ClaimView) -> bool:
    """Whether two claims agree in a field; texts agree where one holds the other's words."""
    first, second = getattr(one, name), getattr(other, name)
    return texts_agree(first, second) if name in _TEXTS else bool(first == second)


def field_agrees(name: str) -> Count:
    """How many matched claims agree in a field."""

    def count(case: Case, view: View) -> Counts:
        gold = _gold(case).claims
        matched = matched_claims(gold, view.claims)
        return Counts(hits=sum(agree(name, gold[i], view.claims[k]) for i, k in matched), gold=len(matched))

    return count


def whole(names: Iterable[str]) -> Count:
    """Claims that are found and agree in every one of some fields: what a reader need not correct at all."""
    fields = tuple(names)

    def count(case: Case, view: View) -> Counts:
        gold = _gold(case).claims
        matched = matched_claims(gold, view.claims)
        hits = sum(all(agree(name, gold[i], view.claims[k]) for name in fields) for i, k in matched)
        return Counts(hits=hits, gold=len(gold), found=len(view.claims))

    return count


def _roots(claims: Iterable[ClaimView], name: str) -> dict[str, str]:
    """Whom each linked claim is linked to; a chain of repetitions ends at the first mention."""
    direct = {claim.id: getattr(claim, name) for claim in claims if getattr(claim, name) is not None}
    if name != "same_as":
        return direct
    return {child: _end(child, direct) for child in direct}


def _end(start: str, direct: dict[str, str]) -> str:
    seen = {start}
    at = direct[start]
    while at in direct and at not in seen:
        seen.add(at)
        at = direct[at]
    return at


def links(name: str) -> Count:
    """Links between claims: both ends must be matched claims."""

    def count(case: Case, view: View) -> Counts:
        gold = _gold(case).claims
        match = {gold[i].id: view.claims[k].id for i, k in matched_claims(gold, view.claims)}
        wanted, given = _roots(gold, name), _roots(view.claims, name)
        hits = sum(
            match.get(child) is not None
            and given.get(match[child]) is not None
            and _same(name, match.get(root), given[match[child]], given)
            for child, root in wanted.items()
        )
        return Counts(hits=hits, gold=len(wanted), found=len(given))

    return count


def _same(name: str, wanted: str | None, given: str, links: dict[str, str]) -> bool:
    if wanted is None:
        return False
    return wanted == given or (name == "same_as" and links.get(wanted) == given)


def texts(layer: str) -> Count:
    """Mentions of a layer, each distinct text of an article once, matched one to one."""

    def count(case: Case, view: View) -> Counts:
        gold = _distinct(getattr(_gold(case), layer))
        found = _distinct(getattr(view, layer))

        def weight(one: str, other: str) -> float:
            return 0 if not texts_agree(one, other) else 2 if one == other else 1

        return Counts(hits=len(pairs(gold, found, weight)), gold=len(gold), found=len(found))

    return count


def _distinct(mentions: Iterable[MentionView]) -> list[str]:
    return list(dict.fromkeys(" ".join(one.text.casefold().split()) for one in mentions))


def attributions(case: Case, view: View) -> Counts:
    """Attributions whose cues overlap and whose sources do, or are both absent; one to one."""
    gold = [one for one in _gold(case).attributions if one.cue]

    def weight(one: AttributionView, other: AttributionView) -> float:
        if bool(one.source) != bool(other.source) or (one.source and not overlap_of(one.source, other.source)):
            return 0
        return overlap_of(one.cue, other.cue)

    return Counts(hits=len(pairs(gold, view.attributions, weight)), gold=len(gold), found=len(view.attributions))


def attribution_part(name: str) -> Count:
    """The cues, the sources or the contents of attributions, by overlap."""

    def count(case: Case, view: View) -> Counts:
        gold = [getattr(one, name) for one in _gold(case).attributions if getattr(one, name)]
        found = [getattr(one, name) for one in view.attributions if getattr(one, name)]
        return overlapping(gold, found)

    return count


def overlapping(gold: Sequence[Sequence[Stretch]], found: Sequence[Sequence[Stretch]]) -> Counts:
    """Things that share a character with one of the other side; each may stand in several stretches."""
    return Counts(
        hits=sum(any(overlap_of(one, other) for other in found) for one in gold),
        gold=len(gold),
        found=len(found),
        right=sum(any(overlap_of(one, other) for other in gold) for one in found),
    )


def spans(layer: str, kinds: Collection[str]) -> Count:
    """Mentions of a layer against annotated spans of some kinds, by overlap."""

    def count(case: Case, view: View) -> Counts:
        gold = [[one.span] for one in _gold(case).places if one.kind in kinds]
        return overlapping(gold, [[one.span] for one in getattr(view, layer)])

    return count


def within_161_km(case: Case, view: View) -> Counts:
    """Of the literal place names that were found, those put within 100 miles; one without coordinates is not."""
    hits = gold = 0
    for one in _gold(case).places:
        near = [other for other in view.places if overlap(one.span, other.span)]
        if one.kind not in LITERAL or not near or one.lat is None or one.lon is None:
            continue
        gold += 1
        best = max(near, key=lambda other: overlap(one.span, other.span))
        if best.lat is not None and best.lon is not None:
            hits += kilometres(one.lat, one.lon, best.lat, best.lon) <= NEAR_KM
    return Counts(hits=hits, gold=gold)
