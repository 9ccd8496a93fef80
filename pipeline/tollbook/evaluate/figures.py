"""What is counted in each collection, by the definitions that the field or the collection has given it.

A figure takes a case and the view of the program's record and gives `Counts`, or null where the case has nothing to say
to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from . import events, layers
from .collections import Case
from .measures import Counts
from .view import View

Count = Callable[[Case, View], Counts | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table: what it is called, how it is counted, and what the project wants it to be at least."""

    name: str
    count: Count
    wanted: float | None = None


def _fields(wanted: Mapping[str, float | None]) -> list[Figure]:
    return [Figure(f"{name} on matched claims", layers.field_agrees(name), want) for name, want in wanted.items()]


FIGURES: dict[str, Sequence[Figure]] = {
    "pitf": (
        Figure("killed exact, main incident", events.toll_exact("killed"), 0.86),
        Figure("injured exact, where coded", events.toll_exact("injured"), 0.86),
        Figure("killed among the claims", events.among_claims("killed"), 0.93),
        Figure("injured among the claims, where coded", events.among_claims("injured")),
        Figure("country of the incident", events.country, 0.92),
        Figure("within 50 km, where a locality is coded", events.within_50_km, 0.55),
        Figure("date, where one was read", events.date_right, 0.85),
        Figure("weapon class, where coded and read", events.weapon_class, 0.80),
    ),
    "isaf": (
        Figure("killed exact, main incident", events.toll_exact("killed"), 0.88),
        Figure("silent where nobody was killed", events.silent, 0.95),
        Figure("province", events.province, 0.90),
        Figure("date, where one was read", events.date_right, 0.85),
    ),
    "syria": (
        Figure("claims F1", layers.claims, 0.85),
        *_fields(
            {
                "status": 0.88,
                "scope": 0.96,
                "modality": 0.95,
                "demographic": 0.92,
                "place": 0.80,
                "perpetrator": 0.82,
                "responsibility": 0.80,
                "weapon": 0.80,
                "source": 0.80,
            }
        ),
        Figure("subset_of F1", layers.links("subset_of"), 0.62),
        Figure("same_as F1", layers.links("same_as"), 0.75),
        Figure("weapon mentions F1, each text once", layers.texts("weapons"), 0.82),
        Figure("places F1, each text once", layers.texts("places"), 0.80),
        Figure("attributions F1, cue and source", layers.attributions, 0.78),
        Figure("date of the main incident, where one was read", events.date_right, 0.85),
    ),
    "muc4": (
        Figure("victim number above one, with its effect", events.muc_numbers, 0.65),
        Figure("instruments found", events.muc_instruments, 0.75),
        Figure("perpetrator organisations found", events.muc_organizations, 0.60),
        Figure("organisations among all actors", events.muc_organizations_anywhere),
        Figure("confidence right, where found", events.muc_confidence, 0.55),
        Figure("day of the incident among the dates", events.muc_dates),
    ),
    "re3d": (
        Figure("Weapon and MilitaryPlatform spans F1", layers.spans("weapons", {"Weapon", "MilitaryPlatform"}), 0.75),
        Figure("Location spans F1", layers.spans("places", {"Location"}), 0.75),
    ),
    "polnear": (
        Figure("cue spans F1", layers.attribution_part("cue"), 0.70),
        Figure("source spans F1", layers.attribution_part("source"), 0.68),
        Figure("content spans F1", layers.attribution_part("content"), 0.72),
    ),
    "gwn": (
        Figure("literal place mentions F1", layers.spans("places", layers.LITERAL), 0.76),
        Figure("within 161 km, of those found", layers.within_161_km, 0.86),
    ),
    "wikievents": (
        Figure("Attacker heads found", events.arguments("Attacker"), 0.65),
        Figure("Victim heads found", events.arguments("Victim"), 0.75),
        Figure("Place heads found", events.arguments("Place"), 0.80),
    ),
}
"""The figures of each collection, in the order of the table."""
