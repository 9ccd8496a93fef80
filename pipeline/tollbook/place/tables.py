"""The rows of the room's own tables: countries, first-level divisions, and what GeoNames lacks or spells otherwise."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ..lexicon import table, table_path
from ..values import PlaceType

SUPPLEMENTS = (
    "places_levant",
    "places_asia",
    "places_europe",
    "places_sahara",
    "places_africa",
    "places_americas",
    "places_shared",
)
"""Tables of the places that GeoNames lacks or names otherwise, by the part of the world."""

SPELLINGS = "spellings"
"""The table of settlements of GeoNames that only are spelled otherwise: they keep their names and get aliases."""

GAZETTEER_TABLES = ("countries", "admin1", *SUPPLEMENTS, SPELLINGS)
"""Tables that are compiled into the gazetteer."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; ``iso2`` is its ISO 3166-1 code, or XK for Kosovo."""

    iso2: str
    name: str
    aliases: tuple[str, ...]
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Division:
    """A first-level division; ``code`` is the one that GeoNames gives it within its country."""

    country: str
    code: str
    name: str
    aliases: tuple[str, ...]
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Supplement:
    """A place that GeoNames' table of settlements lacks or spells otherwise.

    Attributes:
        country: ISO code, or null for a region or a water that several countries share.
        admin1: Name of the first-level division as in ``admin1.csv``, or null.
    """

    id: str
    name: str
    type: PlaceType
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    aliases: tuple[str, ...]


def countries() -> tuple[Country, ...]:
    """Every country."""
    return table("place", "countries", Country, ("iso2",))


def divisions() -> tuple[Division, ...]:
    """Every first-level division."""
    return table("place", "admin1", Division, ())


def supplements() -> tuple[Supplement, ...]:
    """Every place of our own."""
    return tuple(row for name in SUPPLEMENTS for row in table("place", name, Supplement, ("id",)))


def spellings() -> tuple[Supplement, ...]:
    """Every settlement of GeoNames that gets aliases."""
    return table("place", SPELLINGS, Supplement, ("id",))


def tables_digest() -> str:
    """A digest of the tables that are compiled into the gazetteer."""
    digest = hashlib.sha256()
    for name in GAZETTEER_TABLES:
        digest.update(Path(table_path("place", name)).read_bytes())
    return digest.hexdigest()
