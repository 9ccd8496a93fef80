"""Plain tables: one row for each claim, or one for each incident."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection

from .about import About
from .events import Event, article_ids, events, rows_of
from .policies import Policy
from .tolls import bounds

Kind: TypeAlias = Literal["claims", "incidents"]

_TEXT, _INT, _FLOAT, _BOOL = "text", "int", "float", "bool"

CLAIMS = {
    "record_id": _TEXT, "claim_id": _TEXT, "title": _TEXT, "publisher": _TEXT, "published": _TEXT, "url": _TEXT,
    "harm": _TEXT, "count_text": _TEXT, "op": _TEXT, "low": _INT, "high": _INT, "figure": _INT, "victims": _TEXT,
    "status": _TEXT, "demographic": _TEXT, "role": _TEXT, "nationality": _TEXT, "scope": _TEXT, "modality": _TEXT,
    "place": _TEXT, "country": _TEXT, "admin1": _TEXT, "lat": _FLOAT, "lon": _FLOAT, "date_start": _TEXT,
    "date_end": _TEXT, "weapon": _TEXT, "weapon_class": _TEXT, "weapon_system": _TEXT, "perpetrator": _TEXT,
    "responsibility": _TEXT, "source": _TEXT, "source_type": _TEXT, "relay": _TEXT, "stance": _TEXT, "quote": _TEXT,
    "quote_start": _INT, "quote_end": _INT, "zone": _TEXT, "furniture": _BOOL, "subset_of": _TEXT, "same_as": _TEXT,
    "superseded_by": _TEXT, "confidence": _FLOAT, "verdict": _TEXT, "reviewer": _TEXT,
}  # fmt: skip
"""Columns of the table of claims with their types."""

_TOLL = ("low", "best", "high", "civilian", "combatant", "security", "children", "women", "men")

INCIDENTS = {
    "record_id": _TEXT, "incident_id": _TEXT, "position": _INT, "title": _TEXT, "publisher": _TEXT, "published": _TEXT,
    "url": _TEXT, "kind": _TEXT, "date_start": _TEXT, "date_end": _TEXT, "date_precision": _INT, "place": _TEXT,
    "place_type": _TEXT, "admin1": _TEXT, "country": _TEXT, "lat": _FLOAT, "lon": _FLOAT, "place_precision": _INT,
    "geonameid": _INT, "perpetrators": _TEXT, "responsibility": _TEXT,
    "weapons": _TEXT, "sources": _TEXT, "claims": _INT, "disputed": _BOOL,
    "reviewed": _BOOL,
    **{f"{harm}_{name}": _INT for harm in ("killed", "injured") for name in _TOLL},
    **{f"{harm}_best": _INT for harm in ("killed_or_injured", "missing", "abducted", "detained", "displaced")},
}  # fmt: skip
"""Columns of the table of incidents with their types."""

NOTES = {
    "figure": "the claim's figure under the policy",
    "low, high": "the bounds as read, or as a reviewer corrected them; empty where open",
    "killed_civilian": "within the best figure, as are the other groups; empty where the text does not say",
    "place_precision": "UCDP's where_prec, 1 exact to 7",
    "date_precision": "UCDP's date_prec, 1 a day to 5 a year",
    "demographic, role": "JSON arrays",
}


def about(export: str, kind: Kind, policy: Policy) -> About:
    """What the export says of itself."""
    return About(f"{export} ({kind})", policy, "Tollbook's own columns", NOTES)


def columns(kind: Kind) -> dict[str, str]:
    """The columns of a table with their types.

    >>> columns("claims")["low"]
    'int'
    """
    return CLAIMS if kind == "claims" else INCIDENTS


def rows(connection: Connection, kind: Kind, policy: Policy, said: About) -> Iterator[dict[str, Any]]:
    """The rows of a table."""
    if kind == "incidents":
        for event in events(connection):
            yield incident(event, policy)
        return
    for articles in article_ids(connection):
        for row in rows_of(connection, _ALL_CLAIMS, articles):
            if row["verdict"] == "rejected":
                said.leave_out("rejected by a reviewer")
            else:
                yield _claim(row, policy)


_ALL_CLAIMS = "SELECT * FROM claim_list WHERE article_id IN ({articles}) ORDER BY number"


def _claim(row: dict[str, Any], policy: Policy) -> dict[str, Any]:
    figure = bounds(row["op"], row["low"], row["high"], policy).best
    return {**row, "furniture": bool(row["furniture"]), "figure": figure}


def incident(event: Event, policy: Policy) -> dict[str, Any]:
    """The row of an incident."""
    found: dict[str, Any] = {
        **event.row,
        "perpetrators": "; ".join(dict.fromkeys(one["name"] for one in event.actors)) or None,
        "weapons": "; ".join(dict.fromkeys(one["system"] or one["text"] for one in event.weapons)) or None,
        "sources": "; ".join(event.sources) or None,
        "claims": len(event.claims),
        "disputed": bool(event.row["disputed"]),
        "reviewed": event.reviewed,
    }
    for harm in ("killed", "injured"):
        toll = event.figures(harm, policy)
        found.update({f"{harm}_{name}": None if toll is None else getattr(toll, name) for name in _TOLL})
    for harm in ("killed_or_injured", "missing", "abducted", "detained", "displaced"):
        toll = event.figures(harm, policy)
        found[f"{harm}_best"] = None if toll is None else toll.best
    return found
