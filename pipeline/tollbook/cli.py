"""The command line.

The libraries that read and annotate are imported by the commands that need them, so that ``--help`` and ``--version``
answer at once.
"""

from __future__ import annotations

import json
import signal
import sys
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from .errors import TollbookError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .evaluate.draftshape import Problem
    from .run.batch import Report

SOME_LEFT_OUT = 1
"""Exit status where the rest was processed."""

FAILED = 2
"""Exit status where nothing could be done: an output that cannot be written, a missing model, a wrong option."""

SHOWN_REJECTS = 10
"""How many rejects are named on standard error where a file names them all."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Read who is said to have been harmed, how many, how, where, when, by what and by whom, and who says so.",
)


class Format(StrEnum):
    """How records are written."""

    jsonl = "jsonl"
    pretty = "pretty"


def _version(asked: bool) -> None:
    if asked:
        from . import __version__

        typer.echo(f"tollbook {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options of every command."""


@app.command()
def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="IN...",
            help="Files (text, Markdown, HTML, JSONL, CSV), folders of them, or - for standard input.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="OUT", help="File to write, whole or not at all. [default: standard output]"
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, help="Processes that work. The output is the same for any number.")
    ] = 1,
    format: Annotated[
        Format | None,
        typer.Option(help="JSON lines, or a table for people. [default: pretty on a terminal, else jsonl]"),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Load the records into this database, and write no file; see load."),
    ] = None,
) -> None:
    """Read articles and write one annotated record for each.

    What cannot be read is left out and named: in OUT.rejects.jsonl next to OUT, or on standard error. The exit status is
    then 1.
    """
    from .run import show

    if to is not None:
        if output is not None or format is not None:
            raise typer.BadParameter("goes with neither --output nor --format", param_hint="--to")
        from .store import cli as store

        report = store.extract(inputs, to, workers=workers)
    elif output is None:
        on_terminal = sys.stdout.isatty()
        pretty = format is Format.pretty or (format is None and on_terminal)
        report = show.table(inputs, workers) if pretty else show.lines(inputs, workers)
    elif format is Format.pretty:
        report = show.table_file(inputs, output, workers)
    else:
        report = show.file(inputs, output, workers)
    _account_for(report)


def _account_for(report: Report) -> None:
    """Say on standard error what was left out, and leave with the status that tells of it."""
    if not report.rejects:
        return
    limit = SHOWN_REJECTS if report.rejects_file is not None else len(report.rejects)
    for reject in report.rejects[:limit]:
        _complain(str(reject))
    total = report.written + len(report.rejects)
    where = f"; all with their reasons in {report.rejects_file}" if report.rejects_file is not None else ""
    _complain(f"{len(report.rejects):,} of {total:,} left out{where}")
    raise typer.Exit(SOME_LEFT_OUT)


def _complain(text: str) -> None:
    typer.echo(f"tollbook: {text}", err=True)


@app.command()
def evaluate(
    gold: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Gold records, a file or folders. [default: corpus/gold]")
    ] = None,
    records: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Records to measure, in place of reading the texts anew.")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--collections", metavar="FOLDER", help="Public collections. [default: beside the project]"),
    ] = None,
    sets: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME", help="Measure this one (repeat for several) alone.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many records of each collection, for a quick look.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="OLD", help="Records of an earlier run: show the claims gained and lost.")
    ] = None,
    page: Annotated[Path | None, typer.Option(metavar="HTML", help="Write that comparison as a page.")] = None,
    save: Annotated[Path | None, typer.Option(metavar="OUT", help="Write the records that were measured.")] = None,
    into: Annotated[Path | None, typer.Option(metavar="MD", help="Renew the table of a Markdown page.")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the table as Markdown.")] = False,
) -> None:
    """Measure the pipeline on gold and on public collections; exit with 1 where a floor is not held."""
    from .evaluate import cli, collections

    known = ("gold", *collections.READERS)
    for name in sets or ():
        if name not in known:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(known)}", param_hint="--set")
    status = cli.main(
        gold, records, folder, limit, against, sets=sets, save=save, page=page, into=into, as_markdown=markdown
    )
    raise typer.Exit(status)


@app.command()
def gold(
    drafts: Annotated[
        list[Path],
        typer.Argument(metavar="DRAFTS...", help="Annotation drafts, or folders of them.", show_default=False),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="OUT", help="File to write, whole or not at all. [default: standard output]"
        ),
    ] = None,
) -> None:
    """Compile annotation drafts into gold records, one to a line, sorted by the ids of their articles.

    Where anything is wrong with a draft, nothing is written, everything that is wrong is named, and the exit status is 2.
    """
    from .evaluate.annotation import compile_to

    _refuse(compile_to(drafts, output))


@app.command()
def agreement(
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="Gold or drafts: a file or a folder.")],
    second: Annotated[Path, typer.Argument(metavar="SECOND", help="Another annotation of the same articles.")],
    listed: Annotated[
        bool, typer.Option("--list", help="Name each disagreement after the table: article, words, field, both values.")
    ] = False,
) -> None:
    """Show how far two annotations of the same articles agree. The figures are the same whichever comes first."""
    from .evaluate.annotation import compare

    _refuse(compare(first, second, listed=listed))


def _refuse(problems: Sequence[Problem]) -> None:
    """Name what is wrong with drafts, and leave with the status that tells of it."""
    for problem in problems:
        _complain(str(problem))
    if problems:
        files = len({problem.file for problem in problems})
        _complain(f"problems: {len(problems):,}, in drafts: {files:,}")
        raise typer.Exit(FAILED)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from .record.schema import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


DATABASE = "Database: tollbook.db, sqlite:///file, postgresql://user@host/name, duckdb:///file."


@app.command()
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
    from .store import cli

    raise typer.Exit(cli.load(records, to, again=again))


class Answers(StrEnum):
    """How the answer to a query is written."""

    table = "table"
    json = "json"
    csv = "csv"


@app.command()
def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT, or - to read it from standard input.")],
    source: Annotated[str, typer.Option("--from", metavar="URL", help=DATABASE)] = "tollbook.db",
    format: Annotated[Answers, typer.Option(help="How the answer is written.")] = Answers.table,
) -> None:
    """Ask a database in SQL; nothing can be changed by it."""
    from .store import cli

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


@app.command()
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
    from .store import cli

    cli.export(shape.value, source, output, policy=policy and policy.value, rows=rows.value)


class Verdict(StrEnum):
    """What is decided about a claim."""

    accepted = "accepted"
    rejected = "rejected"
    corrected = "corrected"


@app.command()
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
    from .store import cli
    from .store.reviews import Review

    cli.review(source, Review(article, claim, verdict.value, by, low, high, harm, status, note))


@app.command()
def migrate(url: Annotated[str, typer.Argument(metavar="URL", help=DATABASE)] = "tollbook.db") -> None:
    """Bring a database of an older version up to date, whole or not at all."""
    from .store import cli

    cli.upgrade(url)


@app.command()
def metadata(
    name: Annotated[str, typer.Option(help="The database's file name without its ending.")] = "tollbook",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="File to write. [default: standard output]")
    ] = None,
) -> None:
    """Write the metadata file with which Datasette shows a database well."""
    from .store import cli

    cli.metadata(name, output)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    """End as an exception does, so that drafts of output files are removed on the way out."""
    raise SystemExit(128 + number)


def main() -> None:
    """Run the command line; an error of ours is one line and an exit status."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    try:
        app()
    except TollbookError as error:
        _complain(str(error))
        sys.exit(FAILED)
