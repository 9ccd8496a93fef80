"""An event while its claims are being gathered, and what parts a claim from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..values import Claim, Place, When
from .anew import is_old
from .geography import places_meet, places_part
from .parting import days_part, is_of_sum, outgrows


@dataclass(slots=True)
class Thread:
    """An event while its claims are being gathered.

    Attributes:
        summed: Whether it is no one event but what several of them add up to.
        grounds: For each of its claims, by id, the rule that brought it here.
    """

    number: int
    line: int
    item: int
    background: bool
    summed: bool = False
    claims: list[Claim] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    grounds: dict[str, str] = field(default_factory=dict)

    def parted_by(self, claim: Claim, place: Place | None, date: When | None) -> str | None:
        """The rule that parts a claim from it, or null where nothing does."""
        if self.background != claim.background:
            return "thread.background_parts"
        if outgrows(claim, self.claims):
            return "thread.outgrows"
        if self.summed and is_of_sum(claim, self.claims):
            return "thread.sum_parts"
        here = place is not None and any(places_meet(place, other) for other in self.places)
        if place is not None and not here and any(places_part(place, other) for other in self.places):
            return "thread.place_parts"
        if is_old(date, self.dates):
            return "thread.day_parts"
        if date is not None and any(days_part(date, other) for other in self.dates):
            return "thread.day_parts"
        return None

    def accepts(self, claim: Claim, place: Place | None, date: When | None) -> bool:
        """Whether nothing parts a claim from it, and it is no sum over many events."""
        summed = claim.scope == "incident" and all(one.scope == "series" for one in self.claims)
        return not summed and self.parted_by(claim, place, date) is None
