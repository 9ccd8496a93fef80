"""The metadata file for Datasette: titles, what tables and columns mean, facets, full-text search, units, questions."""

from __future__ import annotations

import json
from typing import Any

from .schema import METADATA
from .views import VIEWS

FACETS = {
    "articles": ["publisher", "language"],
    "claims": ["harm", "op", "scope", "modality", "responsibility", "zone"],
    "victims": ["status"],
    "places": ["role", "type", "country"],
    "weapons": ["class", "role", "system"],
    "actors": ["kind", "country"],
    "attributions": ["source_type", "stance"],
    "incidents": ["kind", "disputed"],
    "tolls": ["harm"],
    "reviews": ["verdict", "reviewer"],
    "claim_list": ["harm", "status", "country", "weapon_class", "source_type", "verdict"],
    "incident_list": ["kind", "country", "admin1", "disputed"],
    "weapons_by_incident": ["class", "system"],
    "tolls_by_day_admin1": ["country", "admin1"],
}
"""By which columns a reader narrows a table down."""

UNITS = {
    "places": {"lat": "degree", "lon": "degree"},
    "claim_list": {"lat": "degree", "lon": "degree"},
    "incident_list": {"lat": "degree", "lon": "degree"},
}

SEARCH = {"articles": ("article_search", "id"), "claims": ("quote_search", "number")}
"""Tables with full-text search: the index, and the column that it counts by."""

ORDER = {"articles": "id", "claims": "number", "incident_list": "date_start", "tolls_by_day_admin1": "day"}

QUERIES = {
    "deadliest": {
        "title": "Incidents by reported dead",
        "sql": "SELECT date_start, place, country, kind, killed_low, killed_best, killed_high, sources, title "
        "FROM incident_list ORDER BY killed_best DESC LIMIT 100",
    },
    "search_articles": {
        "title": "Articles that hold words",
        "sql": "SELECT a.title, a.published, snippet(article_search, 1, '', '', ' ... ', 30) AS found "
        "FROM article_search JOIN articles a ON a.id = article_search.rowid "
        "WHERE article_search MATCH :words ORDER BY rank LIMIT 100",
    },
    "search_quotes": {
        "title": "Claims whose quotes hold words",
        "sql": "SELECT l.harm, l.low, l.high, l.quote, l.source, l.title FROM quote_search "
        "JOIN claim_list l ON l.number = quote_search.rowid WHERE quote_search MATCH :words ORDER BY rank LIMIT 100",
    },
}


def metadata(name: str) -> dict[str, Any]:
    """The metadata of a database of that name (Datasette's name of a file is the file's without its ending).

    >>> metadata("tollbook")["databases"]["tollbook"]["tables"]["claims"]["fts_table"]
    'quote_search'
    """
    tables = {table.name: _table(table.name) for table in METADATA.sorted_tables}
    tables |= {view: _view(view) for view in VIEWS}
    for index, _ in SEARCH.values():
        tables |= {f"{index}{part}": {"hidden": True} for part in ("", "_data", "_idx", "_docsize", "_config")}
    tables["tollbook_version"] = {"hidden": True}
    return {
        "title": "Tollbook",
        "description": "Who is said to have been harmed, how many, how, where, when, by what and by whom, and who says so. "
        "Everything here is reported; nothing is verified.",
        "databases": {name: {"tables": tables, "queries": QUERIES}},
    }


def _table(name: str) -> dict[str, Any]:
    table = METADATA.tables[name]
    described = {column.name: column.comment or "" for column in table.columns}
    return {"title": _title(name), "description": table.comment or "", "columns": described, **_more(name)}


def _view(name: str) -> dict[str, Any]:
    return {"title": _title(name), "description": VIEWS[name][0], **_more(name)}


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _more(name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if name in FACETS:
        found["facets"] = FACETS[name]
    if name in UNITS:
        found["units"] = UNITS[name]
    if name in SEARCH:
        found["fts_table"], found["fts_pk"] = SEARCH[name]
    if name in ORDER:
        found["sort"] = ORDER[name]
    return found


def metadata_json(name: str) -> str:
    """The same as JSON."""
    return json.dumps(metadata(name), indent=2, ensure_ascii=False) + "\n"
