"""How fast records are loaded, against the bare insertion of the same rows into the same tables.

    python tests/bench_store.py [RECORDS] [URL URL]...

The bare load is what each engine's own driver does fastest: ``executemany`` for SQLite, COPY for PostgreSQL, Arrow for
DuckDB. It is handed finished rows, and only its own time counts: of inserting and committing. The load is timed from the
line of JSON on: decoding, checking, looking up what is there, inserting, committing. Both write the same batches into
tables with the same keys, links, indexes and full-text search; DuckDB's tables have no links and few keys, and the check
that stands for them there is part of both.

A pair of URLs is two empty databases of one engine. Without any: SQLite, DuckDB where it is installed, and a PostgreSQL
server of our own where its programs are there.
"""

from __future__ import annotations

import importlib.util
import itertools
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import postgres
import store_records

from tollbook.store import integrity, migrate, writers
from tollbook.store.connect import database
from tollbook.store.load import BATCH_ARTICLES, DUCKDB_BYTES_OPEN, Line, Loader
from tollbook.store.rows import Rows, entry, rows
from tollbook.store.schema import LOADED
from tollbook.store.urls import Address, parse


def _batches(address: Address, number: int) -> Iterator[list[bytes]]:
    lines = store_records.made(number)
    while batch := list(itertools.islice(lines, BATCH_ARTICLES[address.engine])):
        yield batch


class Bare:
    """The bare insertion of finished rows; a DuckDB file is opened again as often as a load does it."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.connection = database(address).connect()
        self.articles = 0
        self.bytes = 0
        self.runs: set[str] = set()
        with self.connection.begin():
            migrate.ready(self.connection, address)

    def insert(self, batch: list[bytes]) -> tuple[float, int]:
        """Insert the rows of a batch; the seconds that this alone took, and how many rows it were."""
        made: Rows = {}
        for line in batch:
            self.articles += 1
            for table, some in rows(entry(line), self.articles, 1, "").items():
                made.setdefault(table, []).extend(some)
        made["runs"] = [row for row in {row[0]: row for row in made["runs"]}.values() if row[0] not in self.runs]
        self.runs.update(row[0] for row in made["runs"])
        start = time.perf_counter()
        with self.connection.begin():
            for table in LOADED:
                writers.insert(self.connection, table, made[table])
            if self.connection.dialect.name == "duckdb":
                integrity.check(self.connection, range(self.articles - len(batch) + 1, self.articles + 1))
        took = time.perf_counter() - start
        self.bytes += sum(map(len, batch))
        if self.address.engine == "duckdb" and self.bytes >= DUCKDB_BYTES_OPEN:
            self.connection.close()
            self.connection = database(self.address).connect()
            self.bytes = 0
        return took, sum(map(len, made.values()))


def measure(load_into: Address, bare_into: Address, number: int) -> str:
    """Load batch by batch into both, in turn, so that what else the machine does weighs on both."""
    seconds, bare_seconds, count, peaks = 0.0, 0.0, 0, []
    bare = Bare(bare_into)
    with Loader(load_into) as loader:
        for batch in _batches(load_into, number):
            start = time.perf_counter()
            for line in batch:
                loader.add(Line(line))
            loader.flush()
            seconds += time.perf_counter() - start
            took, written = bare.insert(batch)
            bare_seconds += took
            count += written
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    bare.connection.close()
    assert loader.loaded.new == number, loader.loaded
    shown = ", ".join(str(peaks[int(part * (len(peaks) - 1))]) for part in (0.1, 0.5, 1.0))
    return (
        f"{load_into.engine:10} {number:,} records, {count:,} rows: {number / seconds:,.0f} records/s, "
        f"{count / seconds:,.0f} rows/s; bare {count / bare_seconds:,.0f} rows/s; {bare_seconds / seconds:.2f} of its rate; "
        f"peak memory after 10 %, 50 %, 100 %: {shown} MB"
    )


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pairs = list(itertools.pairwise(sys.argv[2:]))[::2]
        if not pairs:
            pairs.append((f"{folder}/bare.db", f"{folder}/load.db"))
            if importlib.util.find_spec("duckdb") and importlib.util.find_spec("pyarrow"):
                pairs.append((f"{folder}/bare.duckdb", f"{folder}/load.duckdb"))
            if postgres.programs() is not None and importlib.util.find_spec("psycopg"):
                server = stack.enter_context(postgres.server())
                pairs.append((server.database(), server.database()))
        for first, second in pairs:
            print(measure(parse(first), parse(second), number), flush=True)


if __name__ == "__main__":
    main()
