"""Rows in the manner of Airwars: for each group of people a least and a greatest number of killed and injured."""

from __future__ import annotations

from typing import Any

from .about import About
from .events import Event
from .policies import Policy
from .tolls import Figures

GROUPS = tuple(
    "civilian_non_combatants children women men belligerents member_of_armed_forces "
    "persons_directly_participating_in_hostilities civilian_role_in_military persons_hors_de_combat "
    "medical_and_religious_personnel_state medical_and_religious_personnel_non_state healthcare_personnel journalists "
    "human_rights_defenders trade_unionists other_civilian_non_combatants other_protected_persons undetermined".split()
)
BOUNDS = ("killed_min", "killed_max", "injured_min", "injured_max")

COLUMNS = (
    "incident_id",
    "incident_date",
    "incident_date_end",
    "location_name",
    "country",
    "latitude",
    "longitude",
    "geolocation_accuracy",
    "civilian_harm_reported",
    "harm_grading_suggested",
    "strike_type",
    "belligerents",
    "belligerent_type",
    "sources",
    "source_url",
    *BOUNDS,
    *(f"{group}_{bound}" for group in GROUPS for bound in BOUNDS),
)

_ROLES = {"healthcare_personnel": "medic", "journalists": "journalist"}
_STATUSES = {"civilian_non_combatants": "civilian", "member_of_armed_forces": "security"}
_DEMOGRAPHICS = {"children": "children", "women": "women", "men": "men"}
_FILLED = {*_ROLES, *_STATUSES, *_DEMOGRAPHICS, "belligerents", "undetermined"}

EMPTY = {
    f"{group}_{bound}": "not told from a report of one article"
    for group in GROUPS
    if group not in _FILLED
    for bound in BOUNDS
}

NOTES = {
    "killed_min": "the lowest count of the killed, all groups; empty is unknown, never 0",
    "killed_max": "the highest count; empty where a count is open ('at least 53')",
    "civilian_non_combatants": "those who are said to be civilians; Airwars presumes it where nothing else is said, which is "
    "left to the reader: see undetermined",
    "children": "within the other groups, as are women, men, healthcare_personnel and journalists",
    "belligerents": "fighters, soldiers and police",
    "undetermined": "killed or injured of whom no status is said: best less those of a known status",
    "civilian_harm_reported": "yes where a civilian is said to have been killed or injured; empty otherwise",
    "harm_grading_suggested": "a suggestion from one article: contested where the perpetrator is denied or sources differ, "
    "fair where two sources are named, else weak; confirmed and discounted are for people",
    "belligerent_type": "Airwars' default",
    "geolocation_accuracy": "the type of the place, in Airwars' words",
}

_ACCURACY = {
    "village": "village",
    "town": "town",
    "city": "city",
    "neighbourhood": "neighbourhood_area",
    "facility": "nearby_landmark",
    "base": "nearby_landmark",
    "admin2": "district",
    "admin1": "province_governorate",
}
_STRIKES = {"air_strike": "Airstrike", "drone_strike": "Drone strike", "shelling": "Artillery"}


def about(policy: Policy) -> About:
    """What the export says of itself."""
    return About("airwars", policy, "Airwars: names of groups and gradings of its published schema", NOTES, EMPTY)


def row(event: Event, policy: Policy, said: About) -> dict[str, Any] | None:
    """The row of an incident, or null where it tells of no harm to life or limb."""
    killed, injured = event.figures("killed", policy), event.figures("injured", policy)
    if killed is None and injured is None:
        said.leave_out("nobody is said to have been killed or injured")
        return None
    r = event.row
    found: dict[str, Any] = {
        "incident_id": event.id,
        "incident_date": r["date_start"],
        "incident_date_end": r["date_end"],
        "location_name": r["place"],
        "country": r["country"],
        "latitude": r["lat"],
        "longitude": r["lon"],
        "geolocation_accuracy": _ACCURACY.get(r["place_type"] or ""),
        "civilian_harm_reported": "yes" if any((one and one.civilian) for one in (killed, injured)) else None,
        "harm_grading_suggested": _grading(event),
        "strike_type": _STRIKES.get(r["kind"]),
        "belligerents": "; ".join(dict.fromkeys(one["name"] for one in event.actors)) or None,
        "belligerent_type": "Suspected" if event.actors else None,
        "sources": "; ".join(event.sources) or None,
        "source_url": r["url"],
        **_bounds("", killed, injured),
    }
    for group in _FILLED:
        parts = [
            _group(event, group, harm, policy, whole) for harm, whole in (("killed", killed), ("injured", injured))
        ]
        found.update(_bounds(f"{group}_", *parts))
    return found


def _grading(event: Event) -> str:
    if event.row["disputed"] or any(one["responsibility"] == "denied" for one in event.claims):
        return "contested"
    return "fair" if len(event.sources) > 1 else "weak"


def _bounds(prefix: str, killed: Figures | None, injured: Figures | None) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for harm, one in (("killed", killed), ("injured", injured)):
        found[f"{prefix}{harm}_min"] = None if one is None else one.low
        found[f"{prefix}{harm}_max"] = None if one is None else one.high
    return found


def _group(event: Event, group: str, harm: str, policy: Policy, whole: Figures | None) -> Figures | None:
    """The figures of one group. A part whose whole is open is known by its own figure alone."""
    if whole is None:
        return None
    if group in _ROLES:
        return event.group(harm, policy, _ROLES[group])
    if group == "belligerents":
        sides = [n for n in (whole.combatant, whole.security) if n is not None]
        return _part(sum(sides) if sides else None, whole)
    if group == "undetermined":
        known = [n for n in (whole.civilian, whole.combatant, whole.security) if n is not None]
        rest = None if whole.best is None else whole.best - sum(known)
        return _part(rest if rest else None, whole)
    return _part(getattr(whole, _DEMOGRAPHICS.get(group) or _STATUSES[group]), whole)


def _part(number: int | None, whole: Figures) -> Figures | None:
    if number is None:
        return None
    exact = whole.low is not None and whole.low == whole.high
    return Figures(low=number, high=number if exact else None)
