"""The narrower place inside a claim's own where its event was: what the report adds at its outset holds for the whole event.

A headline says "in Dorna", the report that follows "near the village of Bilan": each figure of that event is of Bilan. So
it is with the quarter of a town and the village of a district.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Claim, Place
from .clause import is_listed_with
from .context import Context
from .geography import NARROWNESS, narrowness, places_part
from .parting import days_part
from .standing import is_aside

_TOWNS = frozenset({"town", "city"})
_BUILDINGS = frozenset({"facility", "base"})
"""Of which a town has many: what else must be told for one to be the place, see ``sites.py``."""

_STATED = frozenset({"village", "unknown", "town"})
_FORMERLY = frozenset({"once", "previously", "formerly", "earlier"})
_OUTSET = 3
"""Most sentences from the first of an event to the one that says where exactly it was."""

_AFTERWARDS = frozenset({"displaced", "detained"})
"""Harms that follow an event, and need not befall people where it was."""


def inner_of(context: Context, claim: Claim, thread: Sequence[Claim], outer: Place) -> Place | None:
    """The one narrowest place inside a claim's that the article gives for its event, or null.

    Args:
        thread: The claims of its event, itself included. outer: What was found to be its place.
    """
    if claim.scope != "incident" or claim.harm == "detained":
        return None
    district = any(p.type == "admin2" and p.name == outer.name for p in context.places)
    if outer.type not in _TOWNS and not district:
        return None
    sentences = _of_event(context, claim, thread)
    found = [
        p
        for p in context.places
        if context.sentence[p.extent.start] in sentences
        and context.together(claim, p)
        and _may_lie_in(context, p, outer, district)
        and not is_aside(context, p)
    ]
    if any(is_listed_with(context, one, p) for one in found for p in context.places):
        return None
    least = min((narrowness(p) for p in found), default=None)
    narrow = [p for p in found if narrowness(p) == least]
    return narrow[0] if len({p.name for p in narrow}) == 1 else None


def _may_lie_in(context: Context, place: Place, outer: Place, district: bool) -> bool:
    """Whether a place may be a part of another, which may be a district, as far as text, kinds and coordinates tell."""
    if (
        place.role != "incident"
        or place.type in _BUILDINGS
        or place.country != outer.country
        or place.entry == outer.entry is not None
    ):
        return False
    if district:
        alike = outer.admin1 is None or place.admin1 is None or outer.admin1 == place.admin1
        inner = narrowness(place) <= min(NARROWNESS.index("unknown"), narrowness(outer))
        return inner and place.name != outer.name and alike and not places_part(outer, place)
    around = {p.name for p in context.places if p.id in place.within}
    if place.type in _STATED:
        return outer.name in around
    return place.type == "neighbourhood" and not places_part(outer, place)


def _of_event(context: Context, claim: Claim, thread: Sequence[Claim]) -> set[int]:
    """The sentences that tell of an event at its outset, and in which no other is told."""
    own = {context.sentence[one.trigger] for one in thread if one.harm not in _AFTERWARDS}
    ids = {one.id for one in thread}
    others = {context.sentence[one.trigger] for one in context.told if one.id not in ids} - own
    first = min((context.sentence[one.trigger] for one in thread if one.zone != "headline"), default=None)
    if first is None:
        first = min(own, default=0)
    found: set[int] = set()
    for at in range(first, first + _OUTSET + 1):
        if at in others:
            break
        if _FORMERLY.isdisjoint(context.words[i] for i in context.tokens_of(at)) and not _is_dated(context, own, at):
            found.add(at)
    return found


def _is_dated(context: Context, own: set[int], at: int) -> bool:
    """Whether a sentence tells of another day than those of an event."""
    days = [day for day in context.days if context.sentence[day.extent.start] in own]
    here = [day for day in context.days if context.sentence[day.extent.start] == at]
    return bool(days and here) and at not in own and all(days_part(one, other) for one in days for other in here)
