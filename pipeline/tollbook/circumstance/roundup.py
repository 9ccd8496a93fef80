"""Reports that tell of many events in a row, of which each sentence about a deed is likely one of its own."""

from __future__ import annotations

from ..values import Place
from .clause import own_place
from .context import Context
from .geography import AREAS, places_part

ROUND_UP = 4
"""How many places, none of which can be another's, make a report a round-up of events."""


def is_round_up(context: Context) -> bool:
    """Whether the claims of running text have so many places that each sentence about a deed is likely one of its own."""
    apart: list[Place] = []
    for claim in context.claims:
        place = own_place(context, claim)
        if (
            place is None
            or place.type in AREAS
            or claim.background
            or context.items[claim.trigger]
            or context.lines[claim.trigger]
        ):
            continue
        apart += [place] if all(places_part(place, other) for other in apart) else []
    return len(apart) >= ROUND_UP
