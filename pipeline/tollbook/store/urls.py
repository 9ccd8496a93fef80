"""Addresses of databases: what a user may write, and what the libraries want."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from ..errors import StoreError

Engine: TypeAlias = Literal["sqlite", "postgresql", "duckdb"]

DEFAULT = "tollbook.db"

_DRIVERS: dict[str, tuple[Engine, str]] = {
    "sqlite": ("sqlite", "sqlite"),
    "sqlite+pysqlite": ("sqlite", "sqlite"),
    "postgresql": ("postgresql", "postgresql+psycopg"),
    "postgresql+psycopg": ("postgresql", "postgresql+psycopg"),
    "postgres": ("postgresql", "postgresql+psycopg"),
    "duckdb": ("duckdb", "duckdb"),
}
_FORMS = "tollbook.db, sqlite:///file.db, postgresql://user@host/database, duckdb:///file.duckdb"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is.

    Attributes:
        engine: Which of the three.
        url: SQLAlchemy's form.
        shown: What messages say: without password.
    """

    engine: Engine
    url: URL
    shown: str

    @property
    def path(self) -> Path | None:
        """The file, or null for a server."""
        return None if self.engine == "postgresql" else Path(self.url.database or "")


def parse(text: str) -> Address:
    """Understand the address of a database: a URL, or the name of an SQLite or DuckDB file.

    >>> parse("tollbook.db").engine, parse("war.duckdb").engine, parse("postgresql://me:secret@db/war").shown
    ('sqlite', 'duckdb', 'postgresql://me:***@db/war')

    Raises:
        StoreError: Where it is none, with the forms that are understood.

    >>> parse("mysql://db/war")
    Traceback (most recent call last):
    ...
    tollbook.errors.StoreError: mysql://db/war: 'mysql' is no database that Tollbook writes: ...
    """
    if not text.strip() or "\0" in text:
        raise StoreError(f"{text!r} is no address of a database: write {_FORMS}")
    scheme = re.match(r"([A-Za-z][\w+.-]*):/", text)
    if scheme is None:
        return _file(text)
    if scheme[1].lower() not in _DRIVERS:
        raise StoreError(f"{_masked(text)}: {scheme[1]!r} is no database that Tollbook writes: write {_FORMS}")
    engine, driver = _DRIVERS[scheme[1].lower()]
    try:
        url = make_url(driver + text[len(scheme[1]) :])
    except (ArgumentError, ValueError):
        raise StoreError(f"{_masked(text)}: cannot be understood as an address: write {_FORMS}") from None
    if engine != "postgresql" and (url.host or not url.database or url.database == ":memory:"):
        raise StoreError(f"{_masked(text)}: names no file: write {engine}:///file or {engine}:////folder/file")
    return Address(engine, url, url.set(drivername=engine).render_as_string(hide_password=True))


def _file(text: str) -> Address:
    engine: Engine = "duckdb" if text.endswith((".duckdb", ".ddb")) else "sqlite"
    return Address(engine, URL.create(engine, database=text), text)


def _masked(text: str) -> str:
    return re.sub(r"(://[^/@:]*:)[^@]*@", r"\1***@", text)
