"""How fast records are loaded, against the bare insertion of the same rows into the same tables.

    python tests/bench_store.py [RECORDS] [URL...]

The bare load is what each engine's own driver does: ``executemany`` for SQLite, COPY for PostgreSQL, for DuckDB COPY of a
file that is written for it, and Arrow, its fastest (its ``executemany`` is a hundred times slower). It is handed finished
rows, and only its own time counts: of inserting and committing. The load is timed from the line of JSON on: decoding,
checking, looking up what is there, inserting, committing. All write the same batches into tables with the same keys, links,
indexes and full-text search; DuckDB's tables have no links and few keys, and the check that stands for them there is part
of each.

The URLs are empty databases of one engine: one for the load, one for each bare load. Without any: SQLite, DuckDB where it is
installed, and a PostgreSQL server of our own where its programs are there.
"""

from __future__ import annotations

import csv
import importlib.util
import itertools
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import postgres
import store_records
from sqlalchemy import Connection

from tollbook.store import integrity, migrate, writers
from tollbook.store.connect import database
from tollbook.store.load import BATCH_ARTICLES, DUCKDB_BYTES_OPEN, Line, Loader
from tollbook.store.rows import Row, Rows, entry, rows
from tollbook.store.schema import LOADED, columns
from tollbook.store.urls import Address, parse


def _batches(address: Address, number: int) -> Iterator[list[bytes]]:
    lines = store_records.made(number)
    while batch := list(itertools.islice(lines, BATCH_ARTICLES[address.engine])):
        yield batch


Insert: TypeAlias = Callable[[Connection, str, Sequence[Row]], None]


def _duckdb_copy(connection: Connection, table: str, some: Sequence[Row]) -> None:
    """DuckDB's COPY, which reads files alone."""
    if not some:
        return
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf8") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [["\\N" if cell is None else cell for cell in row] for row in some]
        )
        file.flush()
        connection.exec_driver_sql(
            f"COPY \"{table}\" ({', '.join(columns(table))}) FROM '{file.name}' (FORMAT csv, HEADER false, NULLSTR '\\N', "
            "DELIM ',', QUOTE '\"', ESCAPE '\"', AUTO_DETECT false, PARALLEL false, "
            "MAX_LINE_SIZE 20000000, BUFFER_SIZE 80000000)"
        )


INSERTS: dict[str, dict[str, Insert]] = {
    "sqlite": {"executemany": writers.insert},
    "postgresql": {"COPY": writers.insert},
    "duckdb": {"COPY": _duckdb_copy, "Arrow": writers.insert},
}


class Bare:
    """The bare insertion of finished rows; a DuckDB file is opened again as often as a load does it."""

    def __init__(self, address: Address, put: Insert) -> None:
        self.address = address
        self.put = put
        self.seconds = 0.0
        self.connection = database(address).connect()
        self.articles = 0
        self.bytes = 0
        self.runs: set[str] = set()
        with self.connection.begin():
            migrate.ready(self.connection, address)

    def insert(self, batch: list[bytes]) -> int:
        """Insert the rows of a batch, counting the seconds of this alone; how many rows it were."""
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
                self.put(self.connection, table, made[table])
            if self.connection.dialect.name == "duckdb":
                integrity.check(self.connection, range(self.articles - len(batch) + 1, self.articles + 1))
        self.seconds += time.perf_counter() - start
        self.bytes += sum(map(len, batch))
        if self.address.engine == "duckdb" and self.bytes >= DUCKDB_BYTES_OPEN:
            self.connection.close()
            self.connection = database(self.address).connect()
            self.bytes = 0
        return sum(map(len, made.values()))


def measure(load_into: Address, bare_into: Sequence[Address], number: int) -> str:
    """Load batch by batch into all, in turn, so that what else the machine does weighs on each."""
    seconds, count, peaks = 0.0, 0, []
    puts = INSERTS[load_into.engine]
    bares = {name: Bare(into, put) for into, (name, put) in zip(bare_into, puts.items(), strict=True)}
    with Loader(load_into) as loader:
        for batch in _batches(load_into, number):
            start = time.perf_counter()
            for line in batch:
                loader.add(Line(line))
            loader.flush()
            seconds += time.perf_counter() - start
            count += max(bare.insert(batch) for bare in bares.values())
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    for bare in bares.values():
        bare.connection.close()
    assert loader.loaded.new == number, loader.loaded
    shown = ", ".join(str(peaks[int(part * (len(peaks) - 1))]) for part in (0.1, 0.5, 1.0))
    against = "; ".join(
        f"bare {name} {count / bare.seconds:,.0f} rows/s, {bare.seconds / seconds:.2f} of its rate"
        for name, bare in bares.items()
    )
    return (
        f"{load_into.engine:10} {number:,} records, {count:,} rows: {number / seconds:,.0f} records/s, "
        f"{count / seconds:,.0f} rows/s; {against}; peak memory after 10 %, 50 %, 100 %: {shown} MB"
    )


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        given = [sys.argv[2:]] if sys.argv[2:] else []
        if not given:
            given.append([f"{folder}/{n}.db" for n in range(2)])
            if importlib.util.find_spec("duckdb") and importlib.util.find_spec("pyarrow"):
                given.append([f"{folder}/{n}.duckdb" for n in range(3)])
            if postgres.programs() is not None and importlib.util.find_spec("psycopg"):
                server = stack.enter_context(postgres.server())
                given.append([server.database() for _ in range(2)])
        for into, *bare_into in given:
            print(measure(parse(into), [parse(one) for one in bare_into], number), flush=True)


if __name__ == "__main__":
    main()
