"""The commands of the room ``store``, as typed: options, and the function of `cli` that each calls.

The libraries are imported when a command runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

DATABASE = "Database: tollbook.db, sqlite:///file, postgresql://user@host/name, duckdb:///file."


def load(
    records: Annotated[
        list[str],
        typer.Argument(
            metavar="RECORDS...",
            help="Files of records (.jsonl, .jsonl.gz), or - for standard input.",
            show_default=False,
        ),
    ],
    to: Annotated[str, typer.Option(metavar="URL", help=DATABASE)] = "tollbook.db",
    again: Annotated[
        bool, typer.Option("--again", help="Let an extraction that was replaced since take its place again.")
    ] = False,
) -> None:
    """Load records into a database: SQLite, PostgreSQL or DuckDB.

    The same records again change nothing; a new extraction of an article replaces its rows and keeps a history. Records
    that cannot be loaded are left out and named; the exit status is then 1.
    """
    from . import cli

    raise typer.Exit(cli.load(records, to, again=again))


class Answers(StrEnum):
    """How the answer to a query is written."""

    table = "table"
    json = "json"
    csv = "csv"


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT, or - to read it from standard input.")],
    source: Annotated[str, typer.Option("--from", metavar="URL", help=DATABASE)] = "tollbook.db",
    format: Annotated[Answers, typer.Option(help="How the answer is written.")] = Answers.table,
) -> None:
    """Ask a database in SQL; nothing can be changed by it."""
    from . import cli

    cli.query(sql, source, format.value)


class Export(StrEnum):
    """The shapes of rows."""

    ucdp = "ucdp"
    acled = "acled"
    airwars = "airwars"
    csv = "csv"
    parquet = "parquet"
    geojson = "geojson"


class Rows(StrEnum):
    """What a row of a plain table is."""

    incidents = "incidents"
    claims = "claims"


class PolicyName(StrEnum):
    """The policies for figures."""

    as_read = "as_read"
    acled = "acled"
    ucdp_low = "ucdp_low"
    aoav = "aoav"
    latest = "latest"
    highest = "highest"


def export(
    shape: Annotated[Export, typer.Option("--as", help="Whose columns, or which plain format.", show_default=False)],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT", help="File to write.", show_default=False)],
    source: Annotated[str, typer.Option("--from", metavar="URL", help=DATABASE)] = "tollbook.db",
    rows: Annotated[Rows, typer.Option(help="Of csv and parquet: one row for what.")] = Rows.incidents,
    policy: Annotated[
        PolicyName | None,
        typer.Option(help="How figures are made of words and rival counts. [default: acled for acled, else as_read]"),
    ] = None,
) -> None:
    """Write rows for other tools. OUT.about.json says which policy made the numbers and what is left empty."""
    from . import cli

    cli.export(shape.value, source, output, policy=policy and policy.value, rows=rows.value)


class Verdict(StrEnum):
    """What is decided about a claim."""

    accepted = "accepted"
    rejected = "rejected"
    corrected = "corrected"


def review(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its record_id.", show_default=False)],
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, as c1.", show_default=False)],
    verdict: Annotated[Verdict, typer.Argument(help="What is decided.", show_default=False)],
    by: Annotated[str, typer.Option(help="Who decides.", show_default=False)],
    source: Annotated[str, typer.Option("--in", metavar="URL", help=DATABASE)] = "tollbook.db",
    low: Annotated[int | None, typer.Option(min=0, help="The right lower bound.")] = None,
    high: Annotated[int | None, typer.Option(min=0, help="The right upper bound.")] = None,
    harm: Annotated[str | None, typer.Option(help="The right harm.")] = None,
    status: Annotated[str | None, typer.Option(help="The right status of the victims.")] = None,
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
) -> None:
    """Write down a decision about a claim; it outlives new extractions, and exports follow it."""
    from . import cli
    from .reviews import Review

    cli.review(source, Review(article, claim, verdict.value, by, low, high, harm, status, note))


def migrate(url: Annotated[str, typer.Argument(metavar="URL", help=DATABASE)] = "tollbook.db") -> None:
    """Bring a database of an older version up to date, whole or not at all."""
    from . import cli

    cli.upgrade(url)


def metadata(
    name: Annotated[str, typer.Option(help="The database's file name without its ending.")] = "tollbook",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="File to write. [default: standard output]")
    ] = None,
) -> None:
    """Write the metadata file with which Datasette shows a database well."""
    from . import cli

    cli.metadata(name, output)


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (load, query, export, review, migrate, metadata):
        app.command()(command)
