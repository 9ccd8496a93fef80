"""Looking the gazetteer up by hand: what ``tollbook places NAME`` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from .gazetteer import Entry, find, gazetteer

COLUMNS = ("name", "type", "country", "admin1", "lat", "lon", "population", "entry")
"""The columns of the table, which are keys of the JSON objects too."""


def rows(name: str, country: str | None = None, limit: int = 20) -> list[dict[str, Any]]:
    """The places of a name, best known first.

    Args:
        name: In any usual spelling; case, accents, spaces and punctuation do not count.
        country: ISO 3166-1 alpha-2, in any case; where no spelling is exact there, places that sound alike are shown.
        limit: At most so many.

    >>> [(row["name"], row["type"]) for row in rows("Dayr az Zawr", "sy")][:2]
    [('Deir ez-Zor', 'admin1'), ('Deir ez-Zor', 'city')]
    """
    opened = gazetteer()
    found = find(name, country=country.upper() if country else None, limit=limit)
    return [_row(entry, opened.by_id(entry.admin1) if entry.admin1 else None) for entry in found]


def _row(entry: Entry, division: Entry | None) -> dict[str, Any]:
    return {
        "name": entry.name,
        "type": entry.type,
        "country": entry.country,
        "admin1": division.name if division is not None else None,
        "lat": entry.lat,
        "lon": entry.lon,
        "population": entry.population if entry.geonameid is not None else None,
        "entry": entry.id,
        "geonameid": entry.geonameid,
    }


def as_json(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """One object to a line."""
    for row in found:
        yield json.dumps(row, ensure_ascii=False)


def as_table(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A table with a head, columns as wide as what they hold.

    >>> for line in as_table([dict.fromkeys(COLUMNS, "x")]):
    ...     print(line)
    name  type  country  admin1  lat  lon  population  entry
    x     x     x        x       x    x    x           x
    """
    cells = [COLUMNS, *(tuple("" if row[key] is None else str(row[key]) for key in COLUMNS) for row in found)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(COLUMNS))]
    for line in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
