"""The gazetteer: places by name, from a read-only SQLite file that is compiled once on each machine.

The file lies in the user's cache folder: ``$TOLLBOOK_CACHE``, or ``tollbook`` under ``$XDG_CACHE_HOME`` or
``~/.cache``. ``python -m tollbook.place.gazetteer`` builds it; so does the first use. It carries a stamp of what it was
made of and is rebuilt when that changes.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..errors import GazetteerError
from ..values import PlaceType
from .compiling import compile_to, stamp
from .keys import skeleton, squash

REBUILD = "python -m tollbook.place.gazetteer --force"
"""The command that makes the file anew."""

_COLUMNS = "e.id, e.name, e.type, e.lat, e.lon, e.country, e.admin1, e.geonameid, e.population, e.own"
_NAMED = f"SELECT {_COLUMNS}, a.main FROM alias a JOIN entry e USING (number) WHERE a.key = ? ORDER BY e.number"
_SOUNDING = (
    f"SELECT {_COLUMNS}, 0 FROM sound s JOIN entry e USING (number) WHERE s.key = ? AND s.country = ? ORDER BY e.number"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    Attributes:
        id: ISO code of a country, ``SY.07`` for a division, ``gn:170794`` for GeoNames, else an id of our own.
        admin1: Id of the first-level division, or null; a division's is its own.
        population: Inhabitants; for what has none counted, a number that stands for how well known it is.
        own: Whether our own tables list it. main: whether it was looked up by its main name.
    """

    id: str
    name: str
    type: PlaceType
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    geonameid: int | None
    population: int
    own: bool
    main: bool


@dataclass(frozen=True, slots=True)
class Word:
    """How a word is mostly written: ``margin`` is the log ratio of lower case to capitalised, ``frequency`` a log."""

    margin: float
    frequency: float


def cache_folder() -> Path:
    """Where compiled files lie."""
    if own := os.environ.get("TOLLBOOK_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "tollbook"


class Gazetteer:
    """An open gazetteer. Lookups are kept in memory for the life of the process.

    Raises:
        GazetteerError: Where the file is damaged, with the command that rebuilds it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._named: dict[str, tuple[Entry, ...]] = {}
        self._sounding: dict[tuple[str, str], tuple[Entry, ...]] = {}
        self._words: dict[str, Word | None] = {}
        self._by_id: dict[str, Entry | None] = {}
        try:
            self._db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self.stamp = str(self._db.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()[0])
        except (sqlite3.Error, TypeError) as error:
            raise self._damaged(error) from None

    def _damaged(self, error: Exception) -> GazetteerError:
        return GazetteerError(f"the gazetteer {self.path} is damaged ({error}); rebuild it with: {REBUILD}")

    def _rows(self, query: str, *values: str) -> list[tuple[object, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._damaged(error) from None

    def named(self, key: str) -> tuple[Entry, ...]:
        """Every place with a name of this squashed key, in a fixed order.

        >>> [e.name for e in gazetteer().named("deirezzor") if e.type == "city"]
        ['Deir ez-Zor']
        """
        found = self._named.get(key)
        if found is None:
            found = self._named[key] = tuple(_entry(row) for row in self._rows(_NAMED, key))
        return found

    def sounding(self, key: str, country: str) -> tuple[Entry, ...]:
        """Every place of a country with a name of this skeleton."""
        found = self._sounding.get((key, country))
        if found is None:
            found = tuple(_entry(row) for row in self._rows(_SOUNDING, key, country))
            self._sounding[key, country] = found
        return found

    def word(self, key: str) -> Word | None:
        """How a lower-case word is mostly written; null if it is neither a key nor ordinary."""
        if key not in self._words:
            rows = self._rows("SELECT margin, frequency FROM word WHERE key = ?", key)
            self._words[key] = Word(*rows[0]) if rows else None  # type: ignore[arg-type]
        return self._words[key]

    def by_id(self, entry: str) -> Entry | None:
        """The place with an id."""
        if entry not in self._by_id:
            rows = self._rows(f"SELECT {_COLUMNS}, 1 FROM entry e WHERE e.id = ?", entry)
            self._by_id[entry] = _entry(rows[0]) if rows else None
        return self._by_id[entry]


def _entry(row: tuple[object, ...]) -> Entry:
    *values, own, main = row
    return Entry(*values, bool(own), bool(main))  # type: ignore[arg-type, call-arg]


def _tell(message: str) -> None:
    sys.stderr.write(f"tollbook: {message}\n")
    sys.stderr.flush()


def file_path() -> Path:
    """Where the file of this version lies: what it is made of is in its name, so that versions do not overwrite another."""
    return cache_folder() / f"gazetteer-{hashlib.sha256(stamp().encode()).hexdigest()[:12]}.sqlite"


def build(*, force: bool = False) -> Path:
    """Compile the gazetteer unless a fresh one is there, and return where it lies.

    Processes that build at the same time wait for the first of them. The file appears whole or not at all.

    Raises:
        GazetteerError: Where the cache folder cannot be written.
    """
    path = file_path()
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # SQLite's own lock is held across processes and falls with the process that holds it.
        lock = sqlite3.connect(folder / "gazetteer.lock", timeout=600, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")
            if force or _stamp_of(path) != stamp():
                _compile(path)
        finally:
            lock.close()
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"cannot write the gazetteer in {folder}: {error}") from None
    return path


def _stamp_of(path: Path) -> str | None:
    """The stamp of a file, or null where there is none or it is damaged."""
    try:
        return Gazetteer(path).stamp if path.exists() else None
    except GazetteerError:
        return None


def _compile(path: Path) -> None:
    _tell(f"compiling the gazetteer into {path} (once on this machine, about half a minute)")
    begun = time.monotonic()
    handle, name = tempfile.mkstemp(prefix="gazetteer-", suffix=".tmp", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        compile_to(temporary)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    _tell(f"gazetteer ready: {path.stat().st_size / 1e6:.0f} MB in {time.monotonic() - begun:.0f} s")


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of this machine, opened once in the life of the process; compiled first where it is missing or stale.

    Raises:
        GazetteerError: Where the file is damaged, with the command that rebuilds it.
    """
    path = file_path()
    if path.exists():
        opened = Gazetteer(path)
        if opened.stamp == stamp():
            return opened
    return Gazetteer(build())


def find(name: str, *, country: str | None = None, limit: int = 20) -> list[Entry]:
    """Look a name up, best known first; where no spelling is exact, those that sound alike in the country.

    >>> [(e.name, e.country) for e in find("Türkiye")]
    [('Turkey', 'TR')]
    """
    opened = gazetteer()
    found = [e for e in opened.named(squash(name)) if country in (None, e.country)]
    if not found and country:
        found = list(opened.sounding(skeleton(name), country))
    return sorted(found, key=lambda e: (-e.population, e.id))[:limit]


def main(arguments: list[str]) -> int:
    """Build the file: ``--force`` also where a fresh one is there."""
    if set(arguments) - {"--force"}:
        _tell(f"usage: python -m tollbook.place.gazetteer [--force]; got {' '.join(arguments)}")
        return 2
    try:
        path = build(force="--force" in arguments)
    except GazetteerError as error:
        _tell(str(error))
        return 1
    _tell(f"gazetteer: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
