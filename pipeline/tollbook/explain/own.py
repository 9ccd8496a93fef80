"""What a claim's own sentence says: harm, figure, people, scope, modality, and its links to other claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..spans import text_of
from ..values import Claim, Evidence, Extent, Quantity
from .page import Page, grounds, ruled
from .rules import rule
from .shape import NOTHING, Alternative, Reading, Rule, Value

OPERATORS = {
    "eq": "{low}", "gte": "at least {low}", "gt": "more than {low}", "lte": "up to {high}", "lt": "at most {high}",
    "approx": "about {low}", "approx_below": "nearly {low}", "range": "{low} to {high}", "alt": "{low} or {high}",
    "vague": "{low} to {high}", "plural": "{low} or more",
}  # fmt: skip
"""How a count is told to people, by its operator."""


def own_readings(page: Page, claim: Claim) -> Iterator[Reading]:
    """The values of a claim that its own sentence gives, in the order of the record."""
    why = grounds(claim.evidence)
    verb, _, construction = claim.rule.partition(":")
    trigger = Extent(claim.trigger, claim.trigger + 1)
    yield Reading(
        "harm", claim.harm, claim.harm, None, page.words(trigger), rule("casualty", verb), (), _other_harms(page, claim)
    )
    yield _count(page, claim)
    words = page.words_or_none(claim.victims.extent)
    yield Reading(
        "victims", None if words is None else words.text, _one_line(page, claim.victims.extent), None, words,
        rule("casualty", construction), (page.words(trigger),),
    )  # fmt: skip
    yield _set(page, why, "status", claim.victims.status, "status.default")
    yield _set(page, why, "demographic", claim.victims.demographic)
    yield _set(page, why, "role", claim.victims.role)
    yield _set(page, why, "nationality", claim.victims.nationality)
    yield _set(page, why, "scope", claim.scope)
    yield _set(page, why, "modality", claim.modality)
    for field in ("subset_of", "same_as", "superseded_by"):
        yield _link(page, why, claim, field)
    yield Reading("zone", claim.zone, claim.zone, None, None, _zone(page, claim))


def figure(claim: Claim) -> str:
    """A count for people.

    >>> import tollbook
    >>> [figure(claim) for claim in tollbook.load()("At least 40 people were killed in Homs.")._.casualty]
    ['at least 40']
    """
    count = claim.count
    if count.op == "vague" and count.high is None:
        return "vague" if count.low is None else f"vague, {count.low} or more"
    return OPERATORS[count.op].format(low=_number(count.low), high=_number(count.high))


def _number(value: int | None) -> str:
    return "open" if value is None else f"{value:,}"


def _one_line(page: Page, extent: Extent | None) -> str:
    return "" if extent is None else page.text(extent)


def _set(page: Page, why: dict[str, Evidence], field: str, value: Value, default: str | None = None) -> Reading:
    """A value with the evidence that the claim keeps of it."""
    found = why.get(field) if value not in (None, ()) else None
    shown = ", ".join(value) if isinstance(value, tuple) else str(value or "")
    if found is None:
        return Reading(field, value, shown, None, None, ruled("casualty", default))
    return Reading(field, value, shown, None, None, rule("casualty", found.rule), page.cues(found.cues))


def _zone(page: Page, claim: Claim) -> Rule:
    zones = (zone for zone in page.found("text") if zone.label != "quotation")
    found = next((zone.rule for zone in zones if zone.extent.start <= claim.extent.start < zone.extent.end), None)
    return ruled("text", found)


# The figure


def _count(page: Page, claim: Claim) -> Reading:
    count, extent = claim.count, claim.count.extent
    value: Value = {"op": count.op, "low": count.low, "high": count.high}
    quantity = next((one for one in page.found("quantity") if extent is not None and one.extent.overlaps(extent)), None)
    if quantity is not None:
        found = rule("quantity", quantity.rule)
    elif extent is not None:
        found = rule("count", "count.article")
    else:
        plain = "plural" if count.op == "plural" else "named" if claim.victims.named else "singular"
        found = rule("count", f"count.{plain}")
    return Reading(
        "count", value, f"{figure(claim)} ({count.op})", None, page.words_or_none(extent), found, (),
        tuple(_other_figures(page, claim)),
    )  # fmt: skip


def _other_figures(page: Page, claim: Claim) -> Iterator[Alternative]:
    """The other numbers of the sentence, and why none of them is this figure."""
    sentence = page.sentence(claim.trigger)
    for one in page.found("quantity"):
        mine = claim.count.extent is not None and one.extent.overlaps(claim.count.extent)
        if page.sentence(one.extent.start) == sentence and not mine:
            yield Alternative(page.text(one.extent), one.id, page.words(one.extent), None, None, _counts(page, one))


def _counts(page: Page, quantity: Quantity) -> str:
    """What a number counts, if not these people."""
    owner = next(
        (c for c in page.claims.values() if c.count.extent is not None and c.count.extent.overlaps(quantity.extent)),
        None,
    )
    if owner is not None:
        return f"the figure of {owner.id} ({owner.harm})"
    if quantity.kind == "measure":
        return f"a measure ({quantity.unit})"
    if quantity.kind == "share":
        return "a share of a group"
    if quantity.kind == "other":
        return rule("quantity", quantity.rule).says
    if quantity.noun is not None:
        return f'it counts "{page.doc[quantity.noun].text}", and no harm was read of them'
    return "no harm was read of those whom it counts"


def numbers(page: Page) -> Iterator[Alternative]:
    """The counts and shares of the text that are in no claim, and why."""
    parsed = {one.extent.start for one in page.found("syntax")}
    claimed = [claim.count.extent for claim in page.claims.values() if claim.count.extent is not None]
    for one in page.found("quantity"):
        if one.kind not in ("count", "share") or any(one.extent.overlaps(extent) for extent in claimed):
            continue
        why = _counts(page, one)
        if page.sentence(one.extent.start) not in parsed:
            why = "its sentence holds no word that asks for a reading"
        yield Alternative(page.text(one.extent), one.id, page.words(one.extent), None, None, why)


def _other_harms(page: Page, claim: Claim) -> tuple[Alternative, ...]:
    """The other words of harm of the sentence."""
    sentence = page.sentence(claim.trigger)
    found: dict[int, Alternative] = {}
    for one in page.claims.values():
        if page.sentence(one.trigger) == sentence and one.trigger != claim.trigger and one.trigger not in found:
            words = page.words(Extent(one.trigger, one.trigger + 1))
            found[one.trigger] = Alternative(one.harm, one.id, words, None, None, f"what befell those of {one.id}")
    return tuple(found.values())


# Links


def _link(page: Page, why: dict[str, Evidence], claim: Claim, field: str) -> Reading:
    target: str | None = getattr(claim, field)
    others = tuple(_other_links(page, claim)) if field == "same_as" else ()
    if target is None:
        return Reading(field, None, "", None, None, NOTHING, (), others)
    other = page.claims[target]
    found = why.get(field)
    named = f"link.{claim.rule.partition(':')[2]}" if found is None else found.rule
    shown = f'{target} ({figure(other)}, "{page.text(other.extent)}")'
    return Reading(
        field, target, shown, target, page.words(other.extent), rule("casualty", named), page.cues(_cues(found)), others
    )


def _cues(found: Evidence | None) -> Iterable[Extent]:
    return () if found is None else found.cues


def _other_links(page: Page, claim: Claim) -> Iterator[Alternative]:
    """Claims before this one with its figure and harm that it is said not to repeat, and why."""
    stated = claim.count.low if claim.count.low is not None else claim.count.high
    if claim.count.op in ("vague", "plural") or not stated or stated == 1:
        return
    for other in page.claims.values():
        if other.id == claim.id:
            return
        figure_of = other.count.low if other.count.low is not None else other.count.high
        same = other.harm == claim.harm and figure_of == stated and other.count.op not in ("vague", "plural")
        linked = {claim.same_as, claim.subset_of, claim.superseded_by} | {None}
        if same and other.id not in linked and (other.same_as is None or other.same_as != claim.same_as):
            why = _unlike(page, claim, other)
            yield Alternative(other.id, other.id, page.words(other.extent), None, None, why)


def _unlike(page: Page, claim: Claim, other: Claim) -> str:
    if page.sentence(claim.trigger) == page.sentence(other.trigger):
        return "the same figure, but in one sentence"
    if other.same_as is not None:
        return f"it repeats {other.same_as} itself"
    if claim.scope != other.scope:
        return f"the same figure, but of the scope {other.scope}"
    if claim.furniture or other.furniture:
        return "the same figure, but one stands in the furniture of the page"
    if claim.background != other.background:
        return "the same figure, but one is told as something earlier"
    if (claim.subset_of is None) != (other.subset_of is None):
        return "the same figure, but one is a part and the other a whole"
    people: Sequence[str] = [text_of(page.doc, one.victims.extent) or "nobody named" for one in (claim, other)]
    return f'the same figure, but of other people or another day: "{people[0]}", "{people[1]}"'
