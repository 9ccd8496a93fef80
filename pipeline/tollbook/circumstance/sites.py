"""The named building of an event whose other sentences give only its town.

A headline says "siege of a hotel in Dorna", a later sentence "the gate of the Bilan Hotel": that is where all of it happened.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Claim, Place
from .context import Context
from .geography import places_part
from .standing import is_aside

_OUTER = frozenset({"town", "city", "admin2"})
_BUILDINGS = frozenset({"facility", "base"})

_OPENING = 7
"""How many sentences open an article, in which it says where exactly its event was."""

_NEAR = 5
"""Most sentences between a claim of an event and the sentence that names its site, further down."""


def site_of(context: Context, claim: Claim, thread: Sequence[Claim], town: Place) -> Place | None:
    """The building in a claim's town in which its event happened, or null."""
    if (
        town.type not in _OUTER
        or claim.background
        or claim.zone == "furniture"
        or claim.harm in ("displaced", "detained")
    ):
        return None
    buildings = [p for p in context.places if p.role == "incident" and _may_lie_in(p, town)]
    if not buildings:
        return None
    told = {context.sentence[one.trigger] for one in thread}
    others = {context.sentence[one.trigger] for one in context.claims} - told
    found = [
        p
        for p in buildings
        if context.sentence[p.extent.start] not in others
        and _is_of_part(context, claim, p)
        and _is_near(context, told, p)
        and not is_aside(context, p)
    ]
    called = [p for p in found if _is_called(context, told, p)]
    return called[0] if len({p.name for p in called}) == 1 else None


def _may_lie_in(place: Place, town: Place) -> bool:
    """Whether a place may be a building of a town or district."""
    if place.type not in _BUILDINGS or place.country != town.country:
        return False
    return not places_part(town, place)


def _is_of_part(context: Context, claim: Claim, place: Place) -> bool:
    """Whether a place stands in the claim's part of the page, or in another entry that follows the same story."""
    at = place.extent.start
    return context.together(claim, place) or (
        context.running and not context.lines[at] and not context.lines[claim.trigger]
    )


def _is_near(context: Context, told: set[int], place: Place) -> bool:
    """Whether a place stands where the article opens, or near a sentence that tells of the event."""
    at = context.sentence[place.extent.start]
    return (at <= _OPENING and min(told) <= _OPENING) or any(abs(at - one) <= _NEAR for one in told)


def _is_called(context: Context, told: set[int], place: Place) -> bool:
    """Whether the sentences of the event, or those that open the article, speak of such a building: "the hotel"."""
    head = context.words[place.extent.end - 1]
    named = {i for p in context.places for i in range(p.extent.start, p.extent.end)}
    spoken = (
        i
        for i, word in enumerate(context.words)
        if word == head and i not in named and (context.sentence[i] in told or context.sentence[i] <= 2)
    )
    return any(True for _ in spoken)
