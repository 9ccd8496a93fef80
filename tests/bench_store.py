"""How fast records are loaded, against the bare insertion of the same rows into the same tables.

    python tests/bench_store.py [RECORDS] [URL...]

The bare load is what each engine's own driver does fastest: ``executemany`` for SQLite, COPY for PostgreSQL, Arrow for
DuckDB. It is handed finished rows, and only its own time counts: of inserting and committing. The load is timed from the
line of JSON on: decoding, checking, looking up what is there, inserting, committing. Both write the same batches into
tables with the same keys, indexes and full-text search.

Without URLs: SQLite, DuckDB where it is installed, and a PostgreSQL server of our own where its programs are there.
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

from tollbook.store import migrate, writers
from tollbook.store.connect import database
from tollbook.store.load import BATCH_ARTICLES, Line, Loader
from tollbook.store.rows import Rows, entry, rows
from tollbook.store.schema import LOADED
from tollbook.store.urls import Address, parse


def _batches(address: Address, number: int) -> Iterator[list[bytes]]:
    lines = store_records.made(number)
    while batch := list(itertools.islice(lines, BATCH_ARTICLES[address.engine])):
        yield batch


def bare(address: Address, number: int) -> tuple[float, int]:
    """Seconds and rows of the bare insertion."""
    seconds, count, article = 0.0, 0, 0
    runs: set[str] = set()
    with database(address).connect() as connection:
        with connection.begin():
            migrate.ready(connection, address)
        for batch in _batches(address, number):
            made: Rows = {}
            for line in batch:
                article += 1
                for table, some in rows(entry(line), article, 1, "").items():
                    made.setdefault(table, []).extend(some)
            made["runs"] = [row for row in {row[0]: row for row in made["runs"]}.values() if row[0] not in runs]
            runs.update(row[0] for row in made["runs"])
            start = time.perf_counter()
            with connection.begin():
                for table in LOADED:
                    writers.insert(connection, table, made[table])
            seconds += time.perf_counter() - start
            count += sum(map(len, made.values()))
    return seconds, count


def loaded(address: Address, number: int) -> tuple[float, list[float]]:
    """Seconds of the load, and the process's peak memory in MB after each tenth of it."""
    seconds, peaks = 0.0, []
    step = max(1, number // 10)
    with Loader(address) as loader:
        for n, line in enumerate(store_records.made(number), 1):
            start = time.perf_counter()
            loader.add(Line(line))
            seconds += time.perf_counter() - start
            if n % step == 0:
                peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        start = time.perf_counter()
        loader.flush()
        seconds += time.perf_counter() - start
    assert loader.loaded.new == number, loader.loaded
    return seconds, peaks


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pairs = [(url, url) for url in sys.argv[2:]]
        if not pairs:
            pairs.append((f"{folder}/bare.db", f"{folder}/load.db"))
            if importlib.util.find_spec("duckdb") and importlib.util.find_spec("pyarrow"):
                pairs.append((f"{folder}/bare.duckdb", f"{folder}/load.duckdb"))
            if postgres.programs() is not None and importlib.util.find_spec("psycopg"):
                server = stack.enter_context(postgres.server())
                pairs.append((server.database(), server.database()))
        for first, second in pairs:
            address = parse(second)
            seconds, peaks = loaded(address, number)
            bare_seconds, count = bare(parse(first), number)
            print(
                f"{address.engine:10} {number:,} records, {count:,} rows: {number / seconds:,.0f} records/s, "
                f"{count / seconds:,.0f} rows/s; bare {count / bare_seconds:,.0f} rows/s; "
                f"{bare_seconds / seconds:.2f} of its rate; peak memory after 10 %, 50 %, 100 %: "
                f"{peaks[0]:.0f}, {peaks[4]:.0f}, {peaks[-1]:.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
