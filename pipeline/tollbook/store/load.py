"""Records into a database.

The same record again changes nothing. Another record of the same article takes the place of that article's rows; the
claims that were there go to ``claim_history`` with the run that made them, and reviews stay. A record that was loaded
once and replaced since is not loaded again unless asked for, so that a load that was stopped anywhere can be repeated
from its beginning.

Articles go in by batches, each in one transaction: a load that is killed leaves whole articles.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.exc import DataError, IntegrityError

from ..errors import RecordError
from . import integrity, migrate, schema, writers
from .connect import database, speaking
from .rows import Entry, Rows, entry, rows
from .urls import Address
from .views import HISTORIC_VALUES, WHOLE_CLAIMS

BATCH_ARTICLES = {"sqlite": 200, "postgresql": 200, "duckdb": 500}
BATCH_BYTES = 32_000_000
"""A batch is full with this many articles or bytes of records, whichever comes first."""

DUCKDB_BYTES_OPEN = 128_000_000
"""After so many bytes of records a DuckDB file is closed and opened again: what DuckDB keeps of it in memory, the blocks that
it wrote and where they stand, would grow with everything that is loaded."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record as a line of JSON, and where it stands."""

    json: bytes
    source: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that was left out, and why."""

    source: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{where}: {self.reason}" if where else self.reason


@dataclass(frozen=True, slots=True)
class Loaded:
    """How a load went, in articles.

    Attributes:
        new: Articles that the database did not hold.
        replaced: Articles whose rows a new extraction replaced.
        unchanged: Records that were loaded before.
        refused: Records that were left out.
    """

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        """All records that were seen."""
        return self.new + self.replaced + self.unchanged + self.refused

    def __str__(self) -> str:
        return (
            f"{self.new:,} new, {self.replaced:,} replaced, {self.unchanged:,} unchanged"
            f"{f', {self.refused:,} left out' if self.refused else ''}"
        )


@dataclass(slots=True)
class _Plan:
    """What a batch comes to: rows to put in, and the articles whose rows are taken away first."""

    rows: Rows = field(default_factory=dict)
    replaced: list[int] = field(default_factory=list)
    updates: list[tuple[Any, ...]] = field(default_factory=list)
    tally: Loaded = field(default_factory=Loaded)

    @property
    def written(self) -> list[int]:
        """The articles whose rows are put in."""
        return [row[0] for row in self.rows.get("extractions", ())]


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Look for garbage in cycles rarely: records hold none, and the search would cost as much time as reading them."""
    before = gc.get_threshold()
    gc.set_threshold(2_000_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Loader:
    """Loads records one by one, in batches.

    Args:
        address: The database.
        again: Whether a record that was loaded before and replaced since takes its place again.
        refuse: Called with each record that is left out.
        batch: Articles in a batch.

    Raises:
        StoreError: Where the database cannot be opened or written, before any record is read.

    >>> import json, tempfile, tollbook
    >>> from .urls import parse
    >>> where = parse(tempfile.mkdtemp() + "/tollbook.db")
    >>> line = json.dumps(tollbook.read("Two men died in Homs.")).encode()
    >>> with Loader(where) as loader:
    ...     loader.add(Line(line))
    ...     loader.add(Line(b"{}", "r.jsonl", 2))
    >>> str(loader.loaded)
    '1 new, 0 replaced, 0 unchanged, 1 left out'
    """

    def __init__(
        self,
        address: Address,
        *,
        again: bool = False,
        refuse: Callable[[Refused], object] | None = None,
        batch: int | None = None,
    ) -> None:
        self.address = address
        self.loaded = Loaded()
        self._again = again
        self._refuse = refuse
        self._batch = batch or BATCH_ARTICLES[address.engine]
        self._waiting: dict[str, tuple[Entry, Line]] = {}
        self._bytes = 0
        self._stack = ExitStack()

    def __enter__(self) -> Loader:
        with ExitStack() as opening, speaking(self.address):
            opening.enter_context(_rare_collections())
            self._writer = opening.enter_context(_Writer(self.address, self._again))
            self._stack = opening.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack, speaking(self.address):
            if kind is None:
                self.flush()

    def add(self, line: Line) -> None:
        """Take a record; it is written with its batch."""
        try:
            one = entry(line.json)
        except RecordError as error:
            self._leave_out(Refused(line.source, line.number, str(error)))
            return
        if one.record_id in self._waiting:
            self.flush()
        self._waiting[one.record_id] = (one, line)
        self._bytes += len(line.json)
        if len(self._waiting) >= self._batch or self._bytes >= BATCH_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        waiting, size = list(self._waiting.values()), self._bytes
        self._waiting.clear()
        self._bytes = 0
        if not waiting:
            return
        with speaking(self.address):
            tally, refused = self._writer.write(waiting, size)
        self.loaded = _sum(self.loaded, tally)
        for one in refused:
            self._leave_out(one)

    def _leave_out(self, one: Refused) -> None:
        self.loaded = replace(self.loaded, refused=self.loaded.refused + 1)
        if self._refuse is not None:
            self._refuse(one)


class _Writer:
    """Writes batches into a database, each in one transaction."""

    def __init__(self, address: Address, again: bool) -> None:
        self._address = address
        self._again = again
        self._bytes = 0

    def __enter__(self) -> _Writer:
        self._connection = database(self._address).connect()
        with ExitStack() as opening:
            opening.callback(self._connection.close)
            with self._connection.begin():
                writers.begin(self._connection)
                migrate.ready(self._connection, self._address)
            opening.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()

    def write(self, batch: list[tuple[Entry, Line]], size: int) -> tuple[Loaded, list[Refused]]:
        """Write a batch of so many bytes of records."""
        refused: list[Refused] = []
        tally = self._write(batch, refused)
        self._bytes += size
        if self._address.engine == "duckdb" and self._bytes >= DUCKDB_BYTES_OPEN:
            self._connection.close()
            self._connection = database(self._address).connect()
            self._bytes = 0
        return tally, refused

    def _write(self, batch: list[tuple[Entry, Line]], refused: list[Refused]) -> Loaded:
        """Write a batch; where a record of it cannot be written, all others."""
        try:
            with self._connection.begin():
                writers.begin(self._connection)
                return write(self._connection, [one for one, _ in batch], again=self._again)
        except Exception as error:
            if not _is_of_a_record(error):
                raise
            reason = " ".join(str(getattr(error, "orig", error)).split())[:300]
        if self._address.engine == "sqlite":  # what a link forbids at its end leaves a transaction open there
            raw: Any = self._connection.connection.driver_connection
            raw.rollback()
        if len(batch) == 1:
            line = batch[0][1]
            refused.append(Refused(line.source, line.number, reason))
            return Loaded()
        half = len(batch) // 2
        return _sum(self._write(batch[:half], refused), self._write(batch[half:], refused))


def _sum(a: Loaded, b: Loaded) -> Loaded:
    return Loaded(a.new + b.new, a.replaced + b.replaced, a.unchanged + b.unchanged, a.refused + b.refused)


def _is_of_a_record(error: Exception) -> bool:
    """Whether it is the fault of what was to be written: then others can still be."""
    names = {cls.__name__ for cls in type(error).__mro__}
    ours = isinstance(error, integrity.BrokenError | IntegrityError | DataError | OverflowError | UnicodeError)
    return ours or not names.isdisjoint(
        (
            "IntegrityError",
            "DataError",
            "ProgramLimitExceeded",
            "ConstraintException",
            "ConversionException",
            "ArrowInvalid",
        )
    )


def write(connection: Connection, entries: list[Entry], *, again: bool = False) -> Loaded:
    """Write records of different articles within the transaction of a connection."""
    plan = _plan(connection, entries, again)
    writers.insert(connection, "runs", plan.rows.pop("runs"))
    if plan.replaced:
        _clear(connection, plan.replaced)
        for row in plan.updates:
            connection.execute(
                update(schema.articles).where(schema.articles.c.id == row[0]),
                dict(zip(schema.columns("articles")[1:], row[1:], strict=True)),
            )
    for table in schema.LOADED:
        writers.insert(connection, table, plan.rows.get(table, ()))
    if connection.dialect.name == "duckdb":
        integrity.check(connection, plan.written)
    return plan.tally


def _plan(connection: Connection, entries: list[Entry], again: bool) -> _Plan:
    known = _known(connection, [one.record_id for one in entries])
    seen = _seen(connection, [article for article, _ in known.values()])
    next_id = connection.execute(select(func.coalesce(func.max(schema.articles.c.id), 0))).scalar_one() + 1
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    plan = _Plan()
    new = replaced = unchanged = 0
    for one in entries:
        if one.record_id not in known:
            made = rows(one, next_id + new, 1, now)
            new += 1
        else:
            article, current = known[one.record_id]
            earlier = seen[article]
            if one.digest == earlier[current] or (one.digest in earlier.values() and not again):
                unchanged += 1
                continue
            made = rows(one, article, max(earlier) + 1, now)
            plan.replaced.append(article)
            plan.updates += made.pop("articles")
            replaced += 1
        for table, some in made.items():
            plan.rows.setdefault(table, []).extend(some)
    plan.rows["runs"] = _new_runs(connection, plan.rows.get("runs", []))
    plan.tally = Loaded(new, replaced, unchanged)
    return plan


def _known(connection: Connection, record_ids: list[str]) -> dict[str, tuple[int, int]]:
    """Number and current extraction of the articles that are there already."""
    a = schema.articles.c
    found = connection.execute(select(a.record_id, a.id, a.extraction).where(a.record_id.in_(record_ids)))
    return {record_id: (article, extraction) for record_id, article, extraction in found}


def _seen(connection: Connection, articles: list[int]) -> dict[int, dict[int, str]]:
    """For each article the hashes of its extractions by their numbers."""
    e = schema.extractions.c
    found: dict[int, dict[int, str]] = {}
    for article, number, digest in connection.execute(
        select(e.article_id, e.number, e.digest).where(e.article_id.in_(articles))
    ):
        found.setdefault(article, {})[number] = digest
    return found


def _new_runs(connection: Connection, candidates: Iterable[Any]) -> list[Any]:
    runs = {row[0]: row for row in candidates}
    if not runs:
        return []
    known = set(connection.execute(select(schema.runs.c.id).where(schema.runs.c.id.in_(runs))).scalars())
    return [row for key, row in runs.items() if key not in known]


_TO_HISTORY = f"""
INSERT INTO claim_history (article_id, extraction, claim_id, run_id, harm, count_text, op, low, high, victims, status,
  scope, modality, place, date_start, weapon, perpetrator, source, quote, quote_start, quote_end)
SELECT c.article_id, a.extraction, c.id, a.run_id,
{HISTORIC_VALUES}
{WHOLE_CLAIMS}
WHERE c.article_id IN
"""


def _clear(connection: Connection, articles: list[int]) -> None:
    """Keep the claims of articles as history, and take their rows away."""
    listed = ", ".join(str(int(article)) for article in articles)
    connection.execute(text(f"{_TO_HISTORY} ({listed})"))
    for table in schema.REPLACED:
        connection.execute(text(f'DELETE FROM "{table}" WHERE article_id IN ({listed})'))


def load(lines: Iterable[Line], address: Address, **options: Any) -> Loaded:
    """Load records; see `Loader` for the options."""
    with Loader(address, **options) as loader:
        for line in lines:
            loader.add(line)
    return loader.loaded


def lines_of(name: str, stream: Iterable[bytes]) -> Iterator[Line]:
    """The lines of a file that hold something, with their numbers."""
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield Line(line, name, number)
