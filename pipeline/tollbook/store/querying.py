"""Ask a database in SQL, without being able to change it."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from ..errors import StoreError
from . import migrate
from .connect import database, must_exist, speaking
from .urls import Address

SHOWN_ROWS = 1_000
"""Most rows of a table on a screen."""

_ROWS_AT_A_TIME = 500
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question: names of columns, and rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def ask(address: Address, sql: str) -> Iterator[Answer]:
    """Ask one question; rows are fetched as they are taken.

    Raises:
        StoreError: Where the database cannot be read, or the question is no question or is not understood.
    """
    must_exist(address)
    with speaking(address), database(address, read_only=True).connect() as connection:
        with connection.begin():
            migrate.readable(connection, address)
        raw: Any = connection.connection.driver_connection
        asked = {"sqlite": _ask_sqlite, "postgresql": _ask_postgresql, "duckdb": _ask_duckdb}[address.engine]
        with asked(raw, sql) as answer:
            yield answer


@contextmanager
def _ask_sqlite(raw: sqlite3.Connection, sql: str) -> Iterator[Answer]:
    def allow(action: int, first: str | None, second: str | None, *more: str | None) -> int:
        # Full-text search declares its table to itself and looks whether it has changed; the file is open for reading.
        search = (action, first) in ((sqlite3.SQLITE_UPDATE, "sqlite_master"), (sqlite3.SQLITE_PRAGMA, "data_version"))
        return sqlite3.SQLITE_OK if action in _ALLOWED or search else sqlite3.SQLITE_DENY

    raw.set_authorizer(allow)
    with closing(raw.cursor()) as cursor:
        try:
            cursor.execute(sql)
        except sqlite3.DatabaseError as error:
            if any(word in str(error) for word in ("not authorized", "authorization denied", "prohibited")):
                raise StoreError("only questions are answered: write one SELECT") from None
            raise StoreError(f"SQL: {error}") from None
        except sqlite3.Warning as error:
            raise StoreError(f"SQL: {error}") from None
        if cursor.description is None:
            raise StoreError("only questions are answered: write one SELECT")
        yield Answer(tuple(one[0] for one in cursor.description), iter(cursor))


@contextmanager
def _ask_postgresql(raw: Any, sql: str) -> Iterator[Answer]:
    from psycopg.pq import ExecStatus

    with raw.cursor() as cursor:
        cursor.execute("SELECT 1")  # opens the transaction, which the connection makes read-only
        # The extended protocol takes one statement, and a cursor is declared for a question alone.
        declared = raw.pgconn.exec_params(b"DECLARE question NO SCROLL CURSOR FOR " + sql.rstrip("; \n\t").encode(), [])
        if declared.status != ExecStatus.COMMAND_OK:
            message = declared.error_message.decode("utf8", "replace").splitlines()[0]
            raise StoreError(f"SQL: {message.removeprefix('ERROR:').strip()}")
        cursor.execute(f"FETCH FORWARD {_ROWS_AT_A_TIME} FROM question")
        names = tuple(one.name for one in cursor.description)
        yield Answer(names, _fetched(cursor))
    raw.rollback()


def _fetched(cursor: Any) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchall():
        yield from rows
        cursor.execute(f"FETCH FORWARD {_ROWS_AT_A_TIME} FROM question")


@contextmanager
def _ask_duckdb(raw: Any, sql: str) -> Iterator[Answer]:
    import duckdb

    raw.execute("SET enable_external_access = false")
    raw.execute("SET lock_configuration = true")
    try:
        statements = raw.extract_statements(sql)
        if len(statements) != 1 or statements[0].type not in (
            duckdb.StatementType.SELECT,
            duckdb.StatementType.EXPLAIN,
        ):
            raise StoreError("only questions are answered: write one SELECT")
        cursor = raw.execute(sql)
    except duckdb.Error as error:
        raise StoreError(f"SQL: {str(error).splitlines()[0]}") from None

    def rows() -> Iterator[tuple[Any, ...]]:
        while chunk := cursor.fetchmany(_ROWS_AT_A_TIME):
            yield from chunk

    yield Answer(tuple(one[0] for one in cursor.description), rows())


def _plain(value: Any) -> Any:
    """A cell as JSON can hold it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value if isinstance(value, str | int | float | bool | type(None) | list | dict) else str(value)


def _distinct(names: Sequence[str]) -> list[str]:
    """Names of columns, the second of the same name with a number.

    >>> _distinct(["id", "id", "name"])
    ['id', 'id_2', 'name']
    """
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return found


def as_json(answer: Answer) -> Iterator[str]:
    """An array of objects, a line each.

    >>> list(as_json(Answer(("n",), iter([(1,), (None,)]))))
    ['[', '\\n{"n": 1}', ',\\n{"n": null}', '\\n]\\n']
    """
    names = _distinct(answer.columns)
    yield "["
    for n, row in enumerate(answer.rows):
        found = dict(zip(names, map(_plain, row), strict=True))
        yield (",\n" if n else "\n") + json.dumps(found, ensure_ascii=False)
    yield "\n]\n"


def as_csv(answer: Answer) -> Iterator[str]:
    """CSV with a header, null as an empty cell.

    >>> list(as_csv(Answer(("n", "word"), iter([(1, None)]))))
    ['n,word\\n', '1,\\n']
    """
    for row in _chain([answer.columns], answer.rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow([_plain(cell) for cell in row])
        yield line.getvalue()


def _chain(*parts: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    for part in parts:
        yield from part


def as_table(answer: Answer, width: int | None) -> Iterator[str]:
    """A table for people: the first rows, and a word on the rest."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(pad_edge=False)
    for name in answer.columns:
        shown.add_column(Text(_printable(name)), overflow="fold")
    rows = list(islice(answer.rows, SHOWN_ROWS))
    for row in rows:
        shown.add_row(*(Text("" if cell is None else _printable(str(_plain(cell)))) for cell in row))
    page = io.StringIO()
    Console(file=page, width=width).print(shown)
    yield page.getvalue()
    more = next(answer.rows, None) is not None
    yield f"the first {len(rows):,} rows; all with --format csv\n" if more else f"{len(rows):,} rows\n"


def _printable(text: str) -> str:
    """A text without what could steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


FORMATS: dict[str, Callable[[Answer], Iterator[str]]] = {"json": as_json, "csv": as_csv}
