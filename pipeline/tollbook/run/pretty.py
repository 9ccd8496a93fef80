"""Records as a table that a person can read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from rich.table import Table
from rich.text import Text

COLUMNS = ("Article", "Incident", "Place", "Date", "Killed", "Injured", "By whom", "Source")

TITLE_WIDTH = 60
"""Most characters of an article's name in the table."""

Record = dict[str, Any]


Row: TypeAlias = tuple[str, ...]
"""The cells of one line of the table, in the order of `COLUMNS`."""


def table(records: Iterable[Record]) -> Table:
    """A table with one row for each incident, and one for each article that has none.

    >>> table([{"article": {"title": "Quiet day", "id": None}, "text": "", "incidents": []}]).row_count
    1
    """
    return table_of(cells for record in records for cells in rows(record))


def table_of(lines: Iterable[Row]) -> Table:
    """A table of rows that are made already."""
    shown = Table(show_lines=False, pad_edge=False)
    for name in COLUMNS:
        shown.add_column(name, justify="right" if name in ("Killed", "Injured") else "left", overflow="fold")
    for cells in lines:
        shown.add_row(*(Text(_printable(cell)) for cell in cells))
    return shown


def rows(record: Record) -> list[Row]:
    """The cells of a record: a row for each incident; the article is named in the first."""
    name = _name(record)
    if not record["incidents"]:
        return [(name, "no incident", *[""] * 6)]
    places = {place["id"]: place for place in record["places"]}
    actors = {actor["id"]: actor["name"] for actor in record["actors"]}
    found: list[Row] = []
    for incident in record["incidents"]:
        found.append(
            (
                name,
                incident["kind"].replace("_", " "),
                _place(places.get(incident["place"])),
                _date(incident["date"]),
                figure(incident["toll"].get("killed")),
                figure(incident["toll"].get("injured")),
                ", ".join(dict.fromkeys(actors[one] for one in incident["perpetrators"])),
                ", ".join(incident["sources"]),
            )
        )
        name = ""
    return found


def figure(toll: dict[str, Any] | None) -> str:
    """A toll in few characters: what is known of it and no more.

    >>> figure({"low": 53, "best": 53, "high": None, "children": 21})
    '53+ (21 children)'
    >>> figure({"low": 10, "best": 12, "high": 15, "children": None}), figure(None)
    ('12 (10-15)', '')
    """
    if toll is None:
        return ""
    low, best, high = toll["low"], toll["best"], toll["high"]
    if low is not None and low == high:
        text = f"{low:,}"
    elif low is not None and high is not None:
        text = f"{low:,}-{high:,}" if best is None else f"{best:,} ({low:,}-{high:,})"
    elif low is not None:
        text = f"{low:,}+" if best in (None, low) else f"{best:,} ({low:,}+)"
    else:
        text = f"up to {high:,}" if high is not None else "?" if best is None else f"{best:,}"
    children = toll.get("children")
    return f"{text} ({children:,} children)" if children else text


def _name(record: Record) -> str:
    article = record["article"]
    name: str = article["title"] or article["id"] or record["text"].strip().split("\n", 1)[0]
    return name if len(name) <= TITLE_WIDTH else name[: TITLE_WIDTH - 1].rstrip() + "…"


def _place(place: dict[str, Any] | None) -> str:
    if place is None:
        return ""
    return f"{place['name']}, {place['country']}" if place["country"] else str(place["name"])


def _date(date: dict[str, Any] | None) -> str:
    if date is None:
        return ""
    ends = [one for one in (date["start"], date["end"]) if one]
    return " to ".join(dict.fromkeys(ends))


def _printable(text: str) -> str:
    """A text without what could steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
