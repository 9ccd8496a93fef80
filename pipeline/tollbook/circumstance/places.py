"""Where a harm happened: the most specific place of the claim's own words, else of what the article adds to them.

A place in the sentence of the claim is its place; a broader one there ("in eastern Syria") is made precise by a narrower
one that a nearby sentence puts inside it. A place with another role (a dateline, a home base, Britain in
"Britain-based") is never the place of a harm.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Claim, Place
from .clause import is_listed_with, narrowest, of_list, own_place, start_of_road
from .context import Context
from .geography import AREAS, NARROWNESS, may_contain, narrowness, places_part
from .lands import is_land, is_spread, is_summed, of_sum
from .narrowing import inner_of
from .parting import sums_up
from .periods import is_of_bulletin
from .sites import site_of
from .standing import is_aside, is_locative

OUTSET = 4
"""How many sentences open an article: headline, lead and what follows them."""

LEAD = 3
"""Most sentences back in a paragraph that lead up to a claim."""

REACH = 10
"""Most sentences between a claim and a sentence that makes its place precise."""


def _candidates(context: Context) -> list[Place]:
    """Places where something may have happened."""
    for role in ("incident", "background", "source_base"):
        found = [p for p in context.places if p.role == role and (role == "incident" or p.type != "country")]
        if found:
            return found
    return []


_HEADING = 10
"""Most tokens of the heading of an item."""


def _titles(context: Context, place: Place) -> bool:
    """Whether a place stands in the few words that head an item of a list: "27 November, L'Estère. Gunmen entered"."""
    sent = context.doc[place.extent.start].sent
    opens = sent.start == 0 or context.paragraph[sent.start - 1] != context.paragraph[sent.start]
    return opens and context.items[sent.start] > 0 and len(sent) <= _HEADING


def told_before(context: Context, claim: Claim, since: int) -> Place | None:
    """The place that the sentences of the paragraph before the claim's lead up to; none from before a sentence number."""
    at = context.sentence[claim.trigger]
    found = [
        p
        for p in context.places
        if context.together(claim, p)
        and max(since, at - LEAD) < context.sentence[p.extent.start] < at
        and (
            context.paragraph[p.extent.start] == context.paragraph[claim.trigger] or _is_just_before(context, claim, p)
        )
        and p.role in ("incident", "background")
        and (p.role == "incident" or _titles(context, p) or is_locative(context, claim, p))
        and p.type != "country"
        and not is_aside(context, p)
    ]
    last = max((context.sentence[p.extent.start] for p in found), default=None)
    here = [p for p in found if context.sentence[p.extent.start] == last]
    chosen = narrowest(here, context, claim)
    if chosen is None:
        return None
    told = [p for p in context.places if context.sentence[p.extent.start] == last]
    return start_of_road(context, chosen, told) or of_list(context, claim, chosen, here)


def _is_just_before(context: Context, claim: Claim, place: Place) -> bool:
    """Whether a place is where the sentence before the claim's, though of another paragraph, says what was attacked."""
    if context.distance(claim, place) != -1 or place.role != "incident" or is_aside(context, place):
        return False
    used = any(w.role == "used" and context.distance(claim, w) == -1 for w in context.weapons)
    return used and is_locative(context, claim, place)


def made_precise(
    context: Context, claim: Claim, own: Place | None, thread: Sequence[Claim], reach: int
) -> Place | None:
    """A narrower place inside the claim's own, or any where it has none, from the sentences round it.

    What stands in the sentence of a claim of another event tells where that happened.
    """
    others = {context.sentence[one.trigger] for one in context.claims if one not in thread}
    others -= {context.sentence[one.trigger] for one in thread}
    near = [
        p
        for p in context.near(claim, _candidates(context), reach)
        if (own is None or may_contain(own, p))
        and context.sentence[p.extent.start] not in others
        and not is_aside(context, p)
        and not _is_behind_another(context, claim, p, thread)
    ]
    if own is not None:
        near = [p for p in near if narrowness(p) < narrowness(own)]
    near = [p for p in near if p.type != "country"] or near
    ahead = [p for p in near if context.distance(claim, p) > 0 and (own is not None or _leads_to(context, claim, p))]
    behind = [p for p in near if context.distance(claim, p) < 0]
    return _closest(context, claim, ahead if (claim.zone == "headline" and ahead) or not behind else behind)


def _is_behind_another(context: Context, claim: Claim, place: Place, thread: Sequence[Claim]) -> bool:
    """Whether the figures of another event stand between a claim and a place, and none of its own beyond them."""
    if claim not in context.told:
        return False  # a deed without a figure is in no event
    low, high = sorted((context.sentence[claim.trigger], context.sentence[place.extent.start]))
    own = {one.id for one in thread}
    between = [
        one for one in context.told if low < context.sentence[one.trigger] < high and not context.lines[one.trigger]
    ]
    return any(one.id not in own for one in between) and not any(one.id in own for one in between)


def _leads_to(context: Context, claim: Claim, place: Place) -> bool:
    """Whether what follows a claim may tell where it happened: in its paragraph, or where the article opens."""
    at, to = claim.trigger, place.extent.start
    beside = context.paragraph[at] == context.paragraph[to] or context.items[at] == context.items[to] > 0
    return context.sentence[at] < OUTSET or beside


def _of_event(context: Context, claim: Claim, own: Place | None, places: Sequence[Place]) -> Place | None:
    """The narrowest place of the event that the claim's own may contain."""
    shared = [p for p in places if own is None or (may_contain(own, p) and narrowness(p) < narrowness(own))]
    return narrowest(shared, context, claim)


def _led_to(context: Context, claim: Claim) -> Place | None:
    """The place, no wider than a district, that the sentences of the paragraph lead up to."""
    led = told_before(context, claim, -1)
    return None if led is None or led.type in AREAS or _is_in_passing(context, claim, led) else led


def _is_in_passing(context: Context, claim: Claim, place: Place) -> bool:
    """Whether a place is only that of what somebody is known for, of a flight, or of what another paragraph denies."""
    at = context.sentence[place.extent.start]
    here = [one for one in context.claims if context.sentence[one.trigger] == at and own_place(context, one) == place]
    beside = context.paragraph[place.extent.start] == context.paragraph[claim.trigger]
    return bool(here) and all(
        one.background > claim.background or _is_fled(claim, one) or (_is_denied(claim, one) and not beside)
        for one in here
    )


def _meant(context: Context, claim: Claim, thread: Sequence[Claim], places: Sequence[Place]) -> list[Place]:
    """Of the places of an event those that may be a claim's.

    Where people fled from, or where a harm is denied, tells of flight and denials alone; and a place counts for what is
    told before it only in its paragraph and where the article opens.
    """
    told = {context.sentence[one.trigger] for one in thread if not _is_fled(claim, one) and not _is_denied(claim, one)}
    apart = {context.sentence[one.trigger] for one in thread} - told
    left = [p for p in places if context.sentence[p.extent.start] not in apart] or places
    return [p for p in left if p.extent.start < claim.trigger or _leads_to(context, claim, p)]


_AFTERWARDS = frozenset({"displaced", "detained"})
"""Harms that follow an event, and need not befall people where it was."""


def _is_fled(claim: Claim, other: Claim) -> bool:
    """Whether another claim of an event tells of flight or of arrests, and a claim does not."""
    return other.harm in _AFTERWARDS and claim.harm not in _AFTERWARDS


def _is_denied(claim: Claim, other: Claim) -> bool:
    """Whether another claim of an event is denied, and a claim is not."""
    return other.modality == "denied" and claim.modality != "denied"


_SMALL = frozenset({"facility", "neighbourhood", "village", "unknown"})
"""Kinds of places that lie in or beside a town."""


def _of_lead(context: Context, claim: Claim, own: Place, places: Sequence[Place]) -> Place | None:
    """Of the town of a headline the quarter, village or building in or near it that the lead gives."""
    if claim.zone != "headline":
        return None
    led = [p for p in places if context.distance(claim, p) > 0 and context.sentence[p.extent.start] <= OUTSET + 1]
    return _beside(context, claim, own, led)


def _beside(context: Context, claim: Claim, town: Place, places: Sequence[Place]) -> Place | None:
    """The narrowest of some quarters, villages and buildings in or near a town."""
    if town.type not in ("town", "city"):
        return None
    return narrowest([p for p in places if p.type in _SMALL and not places_part(town, p)], context, claim)


def _closest(context: Context, claim: Claim, places: list[Place]) -> Place | None:
    """Of the nearest sentence that has any of them, the narrowest; of several equally narrow ones what holds them all."""
    if not places:
        return None
    least = min(abs(context.distance(claim, p)) for p in places)
    here = [p for p in places if abs(context.distance(claim, p)) == least]
    chosen = narrowest(here, context, claim)
    if chosen is None:
        return None
    told = [p for p in context.places if context.sentence[p.extent.start] == context.sentence[chosen.extent.start]]
    return start_of_road(context, chosen, told) or _covering(context, chosen, here)


_DISTRICT = NARROWNESS.index("admin2")


def _covering(context: Context, chosen: Place, here: list[Place]) -> Place | None:
    """The area that holds a place and those named beside it ("the villages of A and B in C" happened in C)."""
    beside = {p.name for p in here if p.type == chosen.type}
    if len(beside) == 1:
        return chosen
    wider = [p for p in here if narrowness(p) > narrowness(chosen) and may_contain(p, chosen)]
    spread = narrowness(chosen) >= _DISTRICT and any(is_listed_with(context, chosen, p) for p in here)
    return min(wider, key=lambda p: (narrowness(p), p.extent.start), default=None if spread else chosen)


def _is_loose(context: Context, claim: Claim, own: Place) -> bool:
    """Whether a town may stand for the division of its name: a headline's or lead's Idlib."""
    namesake = own.admin1 is not None and _squeezed(own.name) == _squeezed(own.admin1)
    return namesake and context.sentence[claim.trigger] < OUTSET


def _squeezed(name: str) -> str:
    """A name without what its spellings differ in."""
    return "".join(char for char in name.lower() if char.isalpha())


def _inside(context: Context, claim: Claim, own: Place, thread: Sequence[Claim]) -> Place | None:
    """The village or quarter of the same division that the sentences of the event name."""
    others = {context.sentence[one.trigger] for one in context.claims if one not in thread}
    others -= {context.sentence[one.trigger] for one in thread}
    found = [
        p
        for p in (*context.in_sentence(claim, context.places), *context.near(claim, context.places, LEAD))
        if p.role == "incident"
        and p.type in ("village", "neighbourhood", "unknown")
        and p.country == own.country
        and (p.admin1 is None or p.admin1 == own.admin1)
        and context.sentence[p.extent.start] not in others
        and not is_aside(context, p)
    ]
    after = {context.sentence[one.trigger] for one in thread if _is_fled(claim, one)}
    after -= {context.sentence[one.trigger] for one in thread if not _is_fled(claim, one)}
    return _closest(context, claim, [p for p in found if context.sentence[p.extent.start] not in after])


def _own_rule(context: Context, claim: Claim, own: Place) -> str:
    """Whether the sentence of a claim names its place or speaks of it again: "in the town", "there"."""
    return "place.own_sentence" if context.distance(claim, own) == 0 else "place.referred"


def _by_nearness(context: Context, claim: Claim, thread: Sequence[Claim]) -> tuple[str, str] | None:
    """The place of a claim that neither its sentence nor its event puts anywhere: one near it, else that of the lead."""
    opens = context.sentence[claim.trigger] < OUTSET
    near = made_precise(context, claim, None, thread, REACH if opens else LEAD)
    if near is not None:
        return near.id, "place.nearby"
    main = None if claim.background or claim.zone == "furniture" else _of_opening(context, claim)
    if main is None and context.items[claim.trigger]:
        told = [p for p in context.places if context.together(claim, p) and p.role == "background"]
        told = [p for p in told if p.type != "country" and is_locative(context, claim, p) and not is_aside(context, p)]
        return None if not told else (told[0].id, "place.nearby")
    return None if main is None else (main.id, "place.lead")


def _of_opening(context: Context, claim: Claim) -> Place | None:
    """The narrowest place where, by headline and lead, something happened."""
    item = context.items[claim.trigger]
    items = {item, 0} if context.running else {item}
    led = [
        p
        for p in context.places
        if context.sentence[p.extent.start] <= OUTSET
        and p.role == "incident"
        and p.type not in AREAS
        and context.items[p.extent.start] in items
        and not context.lines[p.extent.start]
        and not is_aside(context, p)
    ]
    return narrowest(led, context, claim)


def _is_sum(context: Context, claim: Claim, thread: Sequence[Claim]) -> bool:
    """Whether a claim sums up several events; one of the headline does where the lead does, since that is the same sum."""
    led = [one for one in thread if 0 <= context.distance(claim, one) <= 1] if claim.zone == "headline" else []
    return any(sums_up(context, one) for one in (claim, *led))


def _holds_all(context: Context, whole: Place) -> bool:
    """Whether no place of an event is parted from one: "the villages of A and B in C" are in C, whatever is told of C."""
    told = (p for p in context.places if p.role == "incident" and p.type not in AREAS)
    return not any(places_part(whole, p) for p in told)


def place_of(
    context: Context, claim: Claim, thread: Sequence[Claim], places: Sequence[Place]
) -> tuple[str, str] | None:
    """The id of the place of a claim and the rule that chose it, or null.

    Args:
        thread: The claims of its event, itself included. places: What the article says of where that was.
    """
    found = _place_of(context, claim, thread, places)
    outer = None if found is None else next((p for p in context.places if p.id == found[0]), None)
    inner = None if outer is None else inner_of(context, claim, thread, outer)
    return found if inner is None else (inner.id, "place.nearby")


def _place_of(
    context: Context, claim: Claim, thread: Sequence[Claim], places: Sequence[Place]
) -> tuple[str, str] | None:
    """The same, as wide as sentence and event first say."""
    own = own_place(context, claim)
    led = _led_to(context, claim) if own is None and claim.scope == "series" else None
    if claim.scope in ("period", "conflict") or (claim.scope == "series" and led is None and is_land(context, own)):
        return of_sum(context, claim, own)
    if own is not None and own.type in AREAS and _is_sum(context, claim, thread):
        whole = made_precise(context, claim, own, thread, OUTSET)
        if whole is None or not _holds_all(context, whole):
            return own.id, _own_rule(context, claim, own)
    if own is not None and own.type not in AREAS:
        inner = _inside(context, claim, own, thread) if _is_loose(context, claim, own) else None
        inner = inner or _of_lead(context, claim, own, places) or site_of(context, claim, thread, own)
        return (own.id, _own_rule(context, claim, own)) if inner is None else (inner.id, "place.nearby")
    group = [p for one in context.group(claim) if one.id != claim.id and (p := own_place(context, one)) is not None]
    shared = _of_event(context, claim, own, group)
    if shared is not None and own is None:
        shared = _beside(context, claim, shared, _meant(context, claim, thread, places)) or shared
    if shared is None and own is None:
        led = _led_to(context, claim)
        if led is not None:
            shares = any(own_place(context, one) == led for one in thread)
            return led.id, "place.event" if shares else "place.led_to"
        if is_summed(context, claim) or is_of_bulletin(context, claim):
            return of_sum(context, claim, None)
        if claim.modality == "hypothetical":
            return None  # what may yet happen need not happen where the event did
        shared = _of_event(context, claim, own, _meant(context, claim, thread, places))
    if shared is not None and shared.type not in AREAS:
        site = site_of(context, claim, thread, shared)
        return (shared.id, "place.event") if site is None else (site.id, "place.nearby")
    broad = shared or own
    if broad is not None and broad.type == "country" and is_spread(context, claim):
        return broad.id, _own_rule(context, claim, broad) if broad is own else "place.event"
    if broad is None:
        return _by_nearness(context, claim, thread)
    precise = made_precise(context, claim, broad, thread, REACH) or _of_event(context, claim, broad, places)
    if precise is not None:
        return precise.id, "place.nearby"
    return broad.id, _own_rule(context, claim, broad) if broad is own else "place.event"
