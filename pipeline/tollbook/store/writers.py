"""The fastest way into each engine, within a transaction that the caller opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Boolean, Connection, Double, Integer, text

from .rows import Row
from .schema import METADATA, columns

LOCK_KEY = 0x746F6C6C
"""PostgreSQL's advisory lock that two loads of Tollbook into one database take in turn."""


def begin(connection: Connection) -> None:
    """Keep other loads out until the transaction ends; SQLite and DuckDB do that by themselves."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})


def insert(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Put rows into a table, their cells in the order of its columns."""
    if not rows:
        return
    raw: Any = connection.connection.driver_connection
    match connection.dialect.name:
        case "sqlite":
            raw.executemany(_insert_statement(table), rows)
        case "postgresql":
            with raw.cursor() as cursor, cursor.copy(_copy_statement(table)) as copy:
                for row in rows:
                    copy.write_row(row)
        case _:
            _insert_arrow(raw, table, rows)


@lru_cache(maxsize=64)
def _insert_statement(table: str) -> str:
    names = columns(table)
    listed = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{table}" ({listed}) VALUES ({", ".join("?" * len(names))})'


@lru_cache(maxsize=64)
def _copy_statement(table: str) -> str:
    listed = ", ".join(f'"{name}"' for name in columns(table))
    return f'COPY "{table}" ({listed}) FROM STDIN'


def _insert_arrow(raw: Any, table: str, rows: Sequence[Row]) -> None:
    import pyarrow

    names = columns(table)
    arrays = [
        pyarrow.array(cells, type=kind)
        for cells, kind in zip(zip(*rows, strict=True), _arrow_types(table), strict=True)
    ]
    listed = ", ".join(f'"{name}"' for name in names)
    raw.register("incoming", pyarrow.Table.from_arrays(arrays, names=list(names)))
    # Where this fails the transaction is at its end, and what was registered in it with it.
    raw.execute(f'INSERT INTO "{table}" ({listed}) SELECT {listed} FROM incoming')
    raw.unregister("incoming")


@lru_cache(maxsize=64)
def _arrow_types(table: str) -> tuple[Any, ...]:
    import pyarrow

    kinds = {BigInteger: pyarrow.int64(), Integer: pyarrow.int64(), Double: pyarrow.float64(), Boolean: pyarrow.bool_()}
    return tuple(
        next((kind for cls, kind in kinds.items() if isinstance(column.type, cls)), pyarrow.string())
        for column in METADATA.tables[table].columns
    )
