"""Rows in the columns of UCDP's Georeferenced Event Dataset (GED)."""

from __future__ import annotations

from typing import Any

from .about import About
from .events import Event
from .geography import country, first_day, last_day
from .policies import Policy

COLUMNS = tuple(
    "id relid year type_of_violence conflict_name dyad_name side_a side_b number_of_sources source_article source_office "
    "source_date source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude "
    "longitude country event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
    "high low".split()
)

_CODED = "coded by UCDP from knowledge of the whole conflict; not told by one report"
EMPTY = {
    "relid": "UCDP's own release id",
    "type_of_violence": _CODED,
    "conflict_name": _CODED,
    "dyad_name": _CODED,
    "side_b": _CODED,
    "adm_2": "the gazetteer holds no second-level divisions, save where the place itself is one",
    "deaths_a": "needs the side of each of the dead",
    "deaths_b": "needs the side of each of the dead",
}

NOTES = {
    "id": "Tollbook's own: record and incident; UCDP's are numbers",
    "side_a": "those who are said to have done it, as far as the article names them",
    "number_of_sources": "sources whose figures the article gives; relays do not count",
    "source_article": "address, else headline",
    "country": "GeoNames' English name; UCDP uses Gleditsch and Ward's",
    "event_clarity": "2 where a figure sums up several events",
    "deaths_civilians": "dead who are said to be civilians; where an article names more of them than best, best",
    "deaths_unknown": "best less deaths_civilians, fighters and soldiers among them: sides are not told apart",
    "date_start": "the first day that the stated date allows",
    "date_end": "the last day that the stated date allows",
}


def about(policy: Policy) -> About:
    """What the export says of itself."""
    return About("ucdp", policy, "UCDP GED: column names of the published data set", NOTES, EMPTY)


def row(event: Event, policy: Policy, said: About) -> dict[str, Any] | None:
    """The row of an incident, or null where nobody is said to have died."""
    killed = event.figures("killed", policy)
    if killed is None or not (killed.best or killed.low or killed.high):
        said.leave_out("nobody is said to have been killed")
        return None
    r = event.row
    start, end = first_day(r["date_start"]), last_day(r["date_end"])
    where = country(r["country"])
    civilians = killed.civilian if killed.civilian is None or killed.best is None else min(killed.civilian, killed.best)
    return {
        "id": event.id,
        "year": start[:4] if start and end and start[:4] == end[:4] else None,
        "side_a": "; ".join(dict.fromkeys(one["name"] for one in event.actors)) or None,
        "number_of_sources": len(event.sources) or None,
        "source_article": r["url"] or r["title"],
        "source_office": r["publisher"],
        "source_date": (r["published"] or "")[:10] or None,
        "source_headline": r["title"],
        "source_original": "; ".join(event.sources) or None,
        "where_prec": r["place_precision"],
        "where_coordinates": r["place"],
        "where_description": r["place_text"],
        "adm_1": r["admin1"],
        "adm_2": r["place"] if r["place_type"] == "admin2" else None,
        "latitude": r["lat"],
        "longitude": r["lon"],
        "country": where.name if where else None,
        "event_clarity": 2 if any(one["scope"] == "series" for one in event.claims) else 1,
        "date_prec": r["date_precision"],
        "date_start": start,
        "date_end": end,
        "deaths_civilians": civilians,
        "deaths_unknown": None if killed.best is None else killed.best - (civilians or 0),
        "best": killed.best,
        "high": killed.high,
        "low": killed.low,
    }
