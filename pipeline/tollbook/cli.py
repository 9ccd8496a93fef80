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
from .store import commands

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
def explain(
    source: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="A file of any kind that extract reads, or - for standard input.")
    ],
    ident: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Of several articles, the one with this id.")
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="When it was published, as 2017-11-27.")
    ] = None,
    claim: Annotated[str | None, typer.Option("--claim", metavar="ID", help="Only this claim, such as c3.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for a program.")] = False,
) -> None:
    """Show why an article is read as it is: for each value the words, the rule, its cues, and what lost, with why.

    The text comes first, with what was read marked in it; then each claim, each incident with how its toll came out, and
    each place, weapon, date, actor and attribution.
    """
    from .explain.show import show

    show(source, ident=ident, published=published, claim=claim, as_data=as_json)


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
def places(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name of a place, in any usual spelling.")],
    country: Annotated[
        str | None,
        typer.Option(
            "--country", metavar="XX", help="Only of this country (ISO 3166-1 alpha-2); names that sound alike too."
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object to a line, not a table.")] = False,
) -> None:
    """Look a name up in the gazetteer, best known place first. Exit status 1 where there is none."""
    from .place import lookup

    found = lookup.rows(name, country, limit)
    if not found:
        _complain(f"no place is called {name!r}" + (f" in {country.upper()}" if country else ""))
        raise typer.Exit(SOME_LEFT_OUT)
    for line in lookup.as_json(found) if as_json else lookup.as_table(found):
        typer.echo(line)


@app.command()
def schema(
    explanation: Annotated[
        bool, typer.Option("--explanation", help="That of an explanation, as explain --json writes it.")
    ] = False,
) -> None:
    """Print the JSON Schema of a record."""
    from .explain import shape
    from .record import schema as record

    found = shape.json_schema() if explanation else record.json_schema()
    typer.echo(json.dumps(found, indent=2, ensure_ascii=False))


@app.command()
def weapons(
    query: Annotated[
        str,
        typer.Argument(metavar="QUERY", help="A name however it is written, a class, a type, or part of a name."),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object to a line.")] = False,
) -> None:
    """Look up the catalogue of weapon systems: aliases, class path and crosswalk; exit with 1 where nothing fits."""
    from .weapon.listing import listing

    found = False
    for line in listing(query, as_json=as_json):
        typer.echo(line)
        found = True
    if not found:
        _complain(f"nothing in the catalogue fits {query!r}")
        raise typer.Exit(SOME_LEFT_OUT)


commands.add_to(app)


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
