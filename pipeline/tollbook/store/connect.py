"""Open a database, and say plainly what went wrong with it."""

from __future__ import annotations

import importlib.util
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy import Engine as Database
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from ..errors import StoreError
from .urls import Address, Engine

DUCKDB_MEMORY = "1GB"
"""What DuckDB may hold in memory; it would take four fifths of the machine's by itself."""

DUCKDB_ROW_GROUP = 8_192
"""Rows of a table that DuckDB stores together. It reads and writes the last such group again whenever it puts its log into
the file, so that with its own 122,880 the memory and time of a load would grow with the articles that are there."""

LOCK_SECONDS = 15
"""How long to wait for another program that writes to the same SQLite file."""

_LIBRARIES: dict[Engine, tuple[str, tuple[str, ...]]] = {
    "sqlite": ("", ()),
    "postgresql": ("postgres", ("psycopg",)),
    "duckdb": ("duckdb", ("duckdb", "duckdb_engine", "pyarrow")),
}
"""For each engine the extra of the package that brings what it needs, and the modules."""

_CAUSES = (
    ("database is locked", "another program is writing to it: wait until it is done, or stop it, and run this again"),
    ("could not set lock", "another program has it open: close it there and run this again"),
    ("already attached", "it is open here already: close it and run this again"),
    ("conflicting lock", "another program has it open: close it there and run this again"),
    ("disk is full", "no space left: free some and run the same command again; what was loaded stays loaded"),
    ("no space left", "no space left: free some and run the same command again; what was loaded stays loaded"),
    (
        "disk full",
        "no space left on the server: free some and run the same command again; what was loaded stays loaded",
    ),
    ("readonly database", "it may only be read: change its permissions, or write to another file"),
    ("read-only", "it may only be read: change its permissions, or write to another database"),
    ("unable to open database file", "cannot be opened: is the folder there, and may you write to it?"),
    ("file is not a database", "is no SQLite database: name another file, or move this one away"),
    ("not a valid duckdb database file", "is no DuckDB database: name another file, or move this one away"),
    ("malformed", "is damaged: restore it from a copy, or load the records into a new file"),
    ("permission denied", "no rights: ask its owner for the rights to CREATE, SELECT, INSERT, UPDATE and DELETE there"),
    ("must be owner", "no rights: the tables belong to somebody else"),
    ("password authentication failed", "user or password is wrong: write postgresql://user:password@host/database"),
    (
        "no password supplied",
        "a password is asked for: write postgresql://user:password@host/database, or set PGPASSWORD",
    ),
    ("connection refused", "no server answers there: is it running, and are host and port right?"),
    ("could not translate host name", "no such host: check the address"),
    ("failed to resolve host", "no such host: check the address"),
    ("no such file or directory", "no server answers there: is it running, and are host and port right?"),
    ("timeout expired", "no server answers there in time: check host and port"),
    ("connection timeout", "no server answers there in time: check host and port"),
    ("does not exist", "there is no such database, user or table: create the database with 'createdb' first"),
    ("server closed the connection", "the server went away: run the same command again; what was loaded stays loaded"),
    ("terminating connection", "the server went away: run the same command again; what was loaded stays loaded"),
    ("connection is lost", "the server went away: run the same command again; what was loaded stays loaded"),
)
"""What a library's message holds, and what it means for the user; the first that fits."""


def database(address: Address, *, read_only: bool = False) -> Database:
    """The SQLAlchemy engine of an address; nothing is opened yet.

    Raises:
        StoreError: Where a library for it is not installed, with the command that installs it.
    """
    extra, modules = _LIBRARIES[address.engine]
    for module in modules:
        if importlib.util.find_spec(module) is None:
            raise StoreError(f"{address.shown}: {module} is not installed: run pip install 'tollbook[{extra}]'")
    if address.engine == "sqlite":
        engine = create_engine("sqlite://", poolclass=NullPool, creator=partial(_sqlite, address, read_only))
        event.listen(engine, "begin", _begin_reading if read_only else _begin_writing)
        return engine
    if address.engine == "duckdb" and not read_only:
        return _duckdb_for_writing(address)
    return create_engine(address.url, poolclass=NullPool, connect_args=_arguments(address, read_only))


def _duckdb_for_writing(address: Address) -> Database:
    """DuckDB takes the size of row groups only of a file that is attached to a database in memory."""
    file = str(address.path).replace("'", "''")
    config = {"memory_limit": DUCKDB_MEMORY, "temp_directory": f"{address.path}.tmp"}
    url = address.url.set(database=":memory:")
    engine = create_engine(url, poolclass=NullPool, connect_args={"config": config})

    def attach(raw: Any, record: object) -> None:
        raw.execute(f"ATTACH '{file}' AS tollbook (ROW_GROUP_SIZE {DUCKDB_ROW_GROUP})")
        raw.execute("USE tollbook")

    event.listen(engine, "connect", attach)
    return engine


def _sqlite(address: Address, read_only: bool) -> sqlite3.Connection:
    """A connection whose transactions begin where SQLAlchemy says so, not where the driver thinks fit."""
    file = Path(address.url.database or "").absolute().as_uri()
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(
        f"{file}?mode={mode}", uri=True, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _arguments(address: Address, read_only: bool) -> dict[str, Any]:
    if address.engine == "duckdb":
        return {"read_only": True, "config": {"memory_limit": DUCKDB_MEMORY}}
    options = "-c default_transaction_read_only=on" if read_only else "-c client_min_messages=warning"
    return {"connect_timeout": 10, "options": options, "application_name": "tollbook"}


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA query_only = ON")
    connection.exec_driver_sql("BEGIN")


def explained(address: Address, error: BaseException) -> StoreError:
    """What a library's error means, in one line, without the statement that met it.

    >>> from .urls import parse
    >>> print(explained(parse("tollbook.db"), sqlite3.OperationalError("database is locked")))
    tollbook.db: another program is writing to it: wait until it is done, or stop it, and run this again
    """
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    message = str(cause).strip()
    lowered = message.lower()
    meaning = next((meaning for words, meaning in _CAUSES if words in lowered), None)
    if meaning is None:
        meaning = " ".join(message.split())[:300] or type(cause).__name__
    elif address.engine == "postgresql":
        meaning += f" ({message.splitlines()[0][:200]})"
    return StoreError(f"{address.shown}: {meaning}")


@contextmanager
def speaking(address: Address) -> Iterator[None]:
    """Turn every error of a database or its libraries within the block into a `StoreError`."""
    try:
        yield
    except StoreError:
        raise
    except (DBAPIError, sqlite3.Error, OSError) as error:
        raise explained(address, error) from error
    except Exception as error:
        if type(error).__module__.split(".")[0] in ("psycopg", "duckdb", "_duckdb", "duckdb_engine", "sqlalchemy"):
            raise explained(address, error) from error
        raise


def must_exist(address: Address) -> None:
    """Refuse to read a file that is not there, in place of making an empty one.

    Raises:
        StoreError: Where it is not there.
    """
    path = address.path
    if path is not None and not os.path.exists(path):
        raise StoreError(f"{address.shown}: no such file: make it with 'tollbook load RECORDS --to {address.shown}'")
