"""Rows in the columns of ACLED's event data: one for each place and day of an incident, where its claims tell them apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..lexicon import table
from .about import About
from .events import Event
from .geography import country, first_day
from .policies import Policy

COLUMNS = tuple(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude "
    "longitude geo_precision source source_scale notes fatalities tags timestamp".split()
)

_SIDES = "needs the other side of the event, which a report of harm seldom names"
EMPTY = {
    "actor2": _SIDES,
    "assoc_actor_2": _SIDES,
    "inter2": _SIDES,
    "interaction": _SIDES,
    "civilian_targeting": "needs to know whether civilians were the main or only target",
    "region": "ACLED's own division of the world",
    "admin3": "the gazetteer holds no third-level divisions",
    "source_scale": "ACLED's own grading of sources",
    "tags": "ACLED's own tags",
    "timestamp": "when ACLED last changed the row",
}

NOTES = {
    "event_id_cnty": "Tollbook's own: record and incident, and a number where the incident is told apart by place and day",
    "event_date": "the first day that the stated date allows",
    "time_precision": "1 a day, 2 within a week, 3 within a month; empty where the date is less precise; of an incident of "
    "several days that gives no figures for each, that of the whole period",
    "sub_event_type": "by the kind of incident; empty where the kind alone does not tell it",
    "inter1": "1 for forces of a state; ACLED's other codes need knowledge of the actor",
    "iso": "ISO 3166-1 numeric",
    "country": "GeoNames' English name",
    "geo_precision": "1 for UCDP's 1; 2 for 2 and 3; 3 for 4 and 5; empty for a country, which ACLED does not record; of an "
    "incident in several places that gives no figures for each, 2 where they lie within 25 km, else 3",
    "notes": "the quotes that the figures were read from, and the injured, for whom ACLED has no column",
    "fatalities": "all the dead whatever their status; 0 where no death is reported, as ACLED has it. ACLED divides a total "
    "of several places or days evenly; here it stays one row unless the article itself gives figures that add up to it",
}

UNIT = (
    "One row is one place and day of one incident of one article, or one incident where it is not told apart by these"
)

_TIME = {1: 1, 2: 2, 3: 2, 4: 3}
_GEO = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
_STATE = ("government", "military", "police")
UNIDENTIFIED = "Unidentified Armed Group"


@dataclass(frozen=True, slots=True)
class EventType:
    """A row of ``acled.csv``: ACLED's types for a kind of incident."""

    id: str
    disorder_type: str
    event_type: str
    sub_event_type: str
    example: str


@lru_cache(maxsize=1)
def _types() -> Mapping[str, EventType]:
    return {one.id: one for one in table("store", "acled", EventType)}


def about(policy: Policy) -> About:
    """What the export says of itself."""
    return About("acled", policy, "ACLED: column names of the published data", NOTES, EMPTY, unit=UNIT)


def row(event: Event, policy: Policy, said: About) -> dict[str, Any] | None:
    """The row of an incident, or of a piece of it."""
    r = event.row
    date = first_day(r["date_start"])
    kind = _types().get(r["kind"])
    where = country(r["country"])
    names = list(dict.fromkeys(_name(one) for one in event.actors))
    return {
        "event_id_cnty": event.id,
        "event_date": date,
        "year": date[:4] if date else None,
        "time_precision": _TIME.get(r["date_precision"]),
        "disorder_type": (kind and kind.disorder_type) or None,
        "event_type": (kind and kind.event_type) or None,
        "sub_event_type": (kind and kind.sub_event_type) or None,
        "actor1": names[0] if names else None,
        "assoc_actor_1": "; ".join(names[1:]) or None,
        "inter1": 1 if event.actors and event.actors[0]["kind"] in _STATE else None,
        "iso": where.numeric if where else None,
        "country": where.name if where else None,
        "admin1": r["admin1"],
        "admin2": r["place"] if r["place_type"] == "admin2" else None,
        "location": r["place"],
        "latitude": r["lat"],
        "longitude": r["lon"],
        "geo_precision": _GEO.get(r["place_precision"]),
        "source": "; ".join(dict.fromkeys(one for one in (r["publisher"], *event.sources) if one)) or None,
        "notes": _notes(event, policy),
        "fatalities": _fatalities(event, policy),
    }


def _name(actor: dict[str, Any]) -> str:
    return UNIDENTIFIED if actor["kind"] == "unknown_attacker" else str(actor["name"])


def _fatalities(event: Event, policy: Policy) -> int | None:
    killed = event.figures("killed", policy)
    if killed is None:
        return 0
    return killed.best if killed.best is not None else killed.low


def _notes(event: Event, policy: Policy) -> str | None:
    quotes = list(dict.fromkeys(" ".join(one["quote"].split()) for one in event.claims))
    of_all = event.piece is not None and "injured" in event.piece.undivided
    told_by = event.piece.whole if event.piece is not None and of_all else event
    injured = told_by.figures("injured", policy)
    if injured is not None and injured.best is not None:
        quotes.append(f"[injured{' in all of its places and days' if of_all else ''}: {injured.best}]")
    return " | ".join(quotes) or None
