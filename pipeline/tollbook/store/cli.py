"""What the commands ``load``, ``extract --to``, ``query``, ``export``, ``review``, ``migrate`` and ``metadata`` do."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import click
from rich.console import Console

from ..errors import InputError, StoreError
from ..run.batch import Report, stream
from ..run.output import whole
from ..run.progress import shown
from . import as_flat, datasette, exporting, migrate, querying
from . import reviews as decisions
from .connect import database, must_exist, speaking
from .load import Line, Loader, Refused, lines_of
from .urls import Address, parse

STANDARD_INPUT = "-"
SOME_LEFT_OUT = 1

FILE_WIDTH = 200
"""Characters to a line of a table that does not go to a terminal."""


def say(text: str) -> None:
    """One line for the user, on standard error."""
    click.echo(f"tollbook: {text.encode('utf8', 'backslashreplace').decode()}", err=True)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        with cast(BinaryIO, gzip.open(name) if name.endswith(".gz") else open(name, "rb")) as handle:
            yield handle
    except OSError as error:
        raise InputError(name, (error.strerror or str(error)).lower()) from None
    except EOFError:
        raise InputError(name, "ends in the middle of compressed data") from None


def _check_inputs(names: Sequence[str], address: Address) -> None:
    for name in names:
        if name == STANDARD_INPUT:
            continue
        path = Path(name)
        if not path.exists():
            raise InputError(name, "no such file")
        if path.is_dir():
            raise InputError(name, "is a folder: name files of records, one JSON object a line")
        if address.path is not None and path.resolve() == address.path.resolve():
            raise InputError(name, "is the database itself")


def _lines(names: Sequence[str]) -> Iterator[Line]:
    for name in names:
        with _opened(name) as handle:
            yield from lines_of("standard input" if name == STANDARD_INPUT else name, handle)


@contextmanager
def _counted(loader: Loader) -> Iterator[None]:
    """Say what came of a load, also of one that was broken off."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):  # a signal
        say(f"interrupted: {loader.loaded} in {loader.address.shown}; run the same command again to go on")
        raise
    except StoreError:
        if loader.loaded.total:
            say(f"before that: {loader.loaded} in {loader.address.shown}")
        raise
    say(f"{loader.address.shown}: {loader.loaded}")


def load(records: Sequence[str], to: str, *, again: bool = False) -> int:
    """Load files of records into a database.

    Args:
        records: Files, ``.gz`` or not, or ``-`` for standard input.
        to: The database.
        again: Whether an extraction that was loaded before and replaced since takes its place again.

    Returns:
        The exit status: 1 where records were left out.

    Raises:
        InputError: For a file that cannot be read. StoreError: for a database that cannot be written.
    """
    address = parse(to)
    _check_inputs(records, address)
    console = Console(stderr=True)
    loader = Loader(address, again=again, refuse=_complain)
    with _counted(loader), loader, shown(console) as progress:
        for n, line in enumerate(_lines(records)):
            loader.add(line)
            if n % 100 == 0:
                progress(n + 1 - loader.loaded.refused, loader.loaded.refused)
    return SOME_LEFT_OUT if loader.loaded.refused else 0


def _complain(refused: Refused) -> None:
    say(str(refused))


def extract(inputs: Sequence[str], to: str, *, workers: int = 1) -> Report:
    """Read articles and load their records as they come, without a file between."""
    address = parse(to)
    ours = () if address.path is None else (address.path.resolve(),)
    loader = Loader(address, refuse=_complain)
    with _counted(loader), loader, shown(Console(stderr=True)) as progress:
        return stream(inputs, lambda line: loader.add(Line(line)), workers=workers, leave_out=ours, progress=progress)


def query(sql: str, source: str, form: str) -> None:
    """Answer a question on standard output: as a table, JSON or CSV."""
    out = sys.stdout
    if sql == STANDARD_INPUT:
        sql = sys.stdin.read()
    with querying.ask(parse(source), sql) as answer:
        width = None if out.isatty() else FILE_WIDTH
        for part in querying.as_table(answer, width) if form == "table" else querying.FORMATS[form](answer):
            out.write(part)
    out.flush()


def export(name: str, source: str, out: Path, *, policy: str | None = None, rows: as_flat.Kind = "incidents") -> None:
    """Write an export and its side file, and say how many rows it has."""
    said = exporting.export(parse(source), name, out, policy=policy, rows=rows)
    say(f"{out}: {said.rows:,} rows under the policy {said.policy.name}; {exporting.about_path(out).name} says how")
    for reason, number in sorted(said.left_out.items()):
        say(f"{number:,} incidents or claims {'apart' if 'listed' in reason else 'left out'}: {reason}")


def review(source: str, decision: decisions.Review) -> None:
    """Write down what a person decided about a claim."""
    decisions.add(parse(source), decision)


def upgrade(url: str) -> None:
    """Bring a database to the version of this Tollbook, in one transaction."""
    address = parse(url)
    must_exist(address)
    with speaking(address), database(address).connect() as connection, connection.begin():
        found = migrate.state(connection)
        if found == "foreign":
            raise StoreError(migrate.refusal(address, found, migrate.version(connection)))
        if found == "current":
            say(f"{address.shown}: is of version {migrate.newest()} already")
            return
        migrate.upgrade(connection)
    say(f"{address.shown}: is of version {migrate.newest()} now")


def metadata(name: str, out: Path | None) -> None:
    """Write the metadata file for Datasette."""
    text = datasette.metadata_json(name)
    if out is None:
        click.echo(text, nl=False)
        return
    with whole(out) as handle:
        handle.write(text.encode("utf8"))
