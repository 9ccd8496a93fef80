"""What the tests of the room ``store`` share: fresh databases of every engine, and their contents to compare."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import postgres
import pytest
import store_records
from sqlalchemy import select

from tollbook.store.connect import database
from tollbook.store.load import Line, Loaded, Refused, load
from tollbook.store.schema import METADATA
from tollbook.store.urls import Address, parse

ENGINES = ("sqlite", "postgresql", "duckdb")

Dump = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server; the test skips, and says why, where there is none to start."""
    if postgres.programs() is None:
        pytest.skip(f"no PostgreSQL server of version {postgres.OLDEST} or later: apt-get install postgresql")
    pytest.importorskip("psycopg", reason="no psycopg: pip install 'tollbook[postgres]'")
    with postgres.server() as running:
        yield running


@pytest.fixture
def fresh_of(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Address]:
    """Make the address of a new, empty database of an engine."""
    made = iter(range(1_000_000))

    def make(engine: str) -> Address:
        if engine == "postgresql":
            return parse(request.getfixturevalue("server").database())
        if engine == "duckdb" and not (importlib.util.find_spec("duckdb") and importlib.util.find_spec("pyarrow")):
            pytest.skip("no DuckDB: pip install 'tollbook[duckdb]'")
        return parse(str(tmp_path / f"{next(made)}.{'duckdb' if engine == 'duckdb' else 'db'}"))

    return make


@pytest.fixture(params=ENGINES)
def fresh(request: pytest.FixtureRequest, fresh_of: Callable[[str], Address]) -> Callable[[], Address]:
    """Make the address of a new, empty database; the test runs for each engine."""
    return lambda: fresh_of(request.param)


@pytest.fixture(scope="session")
def records() -> tuple[bytes, ...]:
    """Real records, as lines of JSON."""
    return store_records.real()


def loaded(address: Address, lines: Iterable[bytes], **options: Any) -> Loaded:
    """Load lines that must all be accepted."""
    refused: list[Refused] = []
    done = load([Line(line, "test", n) for n, line in enumerate(lines, 1)], address, refuse=refused.append, **options)
    assert refused == []
    return done


def dump(address: Address) -> Dump:
    """Every row of every table but for the times of loading, in an order of its own."""
    found: Dump = {}
    with database(address, read_only=True).connect() as connection:
        for table in METADATA.sorted_tables:
            columns = [column for column in table.columns if column.name != "loaded_at"]
            rows = [tuple(row) for row in connection.execute(select(*columns))]
            found[table.name] = sorted(rows, key=repr)
    return found


def answers(address: Address, sql: str) -> list[tuple[Any, ...]]:
    """The rows that a question gives."""
    with database(address, read_only=True).connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


def change(address: Address, *statements: str) -> None:
    """Run statements as somebody with rights would."""
    with database(address).begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
