"""Versions of the schema: make a database, bring an older one up to date, refuse what is neither.

A database is never altered silently: `ready` makes the tables in an empty one, accepts one of this version, and refuses
every other with the command to run.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from alembic.ddl import impl
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, PrimaryKeyConstraint, UniqueConstraint, inspect

from ..errors import StoreError
from .schema import METADATA, REPLACED
from .urls import Address
from .views import VIEWS, statements

VERSIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "tollbook_version"
"""Where a database keeps its version: a name of our own, since others keep theirs beside our tables."""

State: TypeAlias = Literal["empty", "current", "older", "foreign"]


@lru_cache(maxsize=1)
def _teach_duckdb() -> None:
    """Tell Alembic of DuckDB, where the tables are the same and the constraints fewer.

    No links: DuckDB forbids to delete, in one transaction, first what links and then what is linked to, as the replacing
    of an article must. No keys of findings: their indexes would take four times the room of all columns. No other indexes:
    columns are stored in blocks with their bounds. What is loaded is checked by `integrity`.
    """

    class DuckDB(impl.DefaultImpl):
        __dialect__ = "duckdb"

        def create_table(self, table: Any, **settings: Any) -> None:
            for link in list(table.foreign_key_constraints):
                table.constraints.discard(link)
            if table.name in REPLACED:
                for key in [
                    one for one in table.constraints if isinstance(one, PrimaryKeyConstraint | UniqueConstraint)
                ]:
                    table.constraints.discard(key)
                table.primary_key = PrimaryKeyConstraint()
            super().create_table(table, **settings)

        def create_index(self, index: Any, **settings: Any) -> None:
            """None."""


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(VERSIONS), version_locations=[str(VERSIONS)])


def _context(connection: Connection, script: ScriptDirectory, **options: Any) -> MigrationContext:
    _teach_duckdb()
    return MigrationContext.configure(
        connection,
        opts={
            "version_table": VERSION_TABLE,
            "target_metadata": METADATA,
            "transactional_ddl": True,
            "script": script,
            **options,
        },
    )


def newest() -> str:
    """The version that this Tollbook writes.

    >>> newest()
    '0001'
    """
    return str(_script().get_current_head())


def version(connection: Connection) -> str | None:
    """The version of a database, or null where it holds none of our tables."""
    return _context(connection, _script()).get_current_revision()


def state(connection: Connection) -> State:
    """Whether a database is empty of our tables, of this version, of an older one, or of one that is not known here."""
    found = version(connection)
    if found is None:
        names = set(inspect(connection).get_table_names())
        return "foreign" if names.intersection(METADATA.tables) else "empty"
    if found == newest():
        return "current"
    return "older" if found in {one.revision for one in _script().walk_revisions()} else "foreign"


def upgrade(connection: Connection) -> None:
    """Bring a database to this version, within the transaction of the connection, and make its views anew."""
    script = _script()
    engine = connection.dialect.name
    drop = [one for one in statements(engine) if one.startswith("DROP")]  # type: ignore[arg-type]
    if version(connection) is not None:
        for statement in drop:
            connection.exec_driver_sql(statement)

    def steps(revision: Any, context: Any) -> Any:
        return script._upgrade_revs("head", revision)

    context = _context(connection, script, fn=steps)
    with Operations.context(context):
        context.run_migrations()
    for statement in statements(engine):  # type: ignore[arg-type]
        connection.exec_driver_sql(statement)
    if engine == "postgresql":
        _comment(connection)


def _comment(connection: Connection) -> None:
    """Write what tables and columns mean into the database."""
    quoted: Callable[[str], str] = connection.dialect.identifier_preparer.quote
    for table in METADATA.sorted_tables:
        lines = [(f"TABLE {quoted(table.name)}", table.comment)]
        lines += [(f"COLUMN {quoted(table.name)}.{quoted(c.name)}", c.comment) for c in table.columns]
        for target, comment in lines:
            connection.exec_driver_sql(f"COMMENT ON {target} IS {_literal(comment or '')}")
    for name, (comment, _) in VIEWS.items():
        connection.exec_driver_sql(f"COMMENT ON VIEW {name} IS {_literal(comment)}")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


def ready(connection: Connection, address: Address) -> None:
    """Make sure that a database can be written to: make the tables where it is empty.

    Raises:
        StoreError: Where it is of another version, with the command to run.
    """
    match state(connection):
        case "empty":
            upgrade(connection)
        case "current":
            pass
        case other:
            raise StoreError(refusal(address, other, version(connection)))


def readable(connection: Connection, address: Address) -> None:
    """Make sure that a database holds our tables, of this version.

    Raises:
        StoreError: Where it does not, with the command to run.
    """
    found = state(connection)
    if found == "empty":
        raise StoreError(
            f"{address.shown}: holds no tables of Tollbook: run tollbook load RECORDS --to {address.shown}"
        )
    if found != "current":
        raise StoreError(refusal(address, found, version(connection)))


def refusal(address: Address, found: State, known: str | None) -> str:
    """Why a database of another version is not touched.

    >>> from .urls import parse
    >>> refusal(parse("old.db"), "older", "0000")
    'old.db: is of version 0000, this Tollbook writes 0001: make a copy, then run tollbook migrate old.db'
    """
    if found == "older":
        return (
            f"{address.shown}: is of version {known}, this Tollbook writes {newest()}: make a copy, then run "
            f"tollbook migrate {address.shown}"
        )
    if known is not None:
        return (
            f"{address.shown}: is of version {known}, which this Tollbook does not know (it writes {newest()}): "
            "install the newer Tollbook that made it"
        )
    return (
        f"{address.shown}: holds tables of the same names that are not Tollbook's: name another database (in PostgreSQL "
        "another schema will do: add ?options=-csearch_path%3Dtollbook)"
    )
