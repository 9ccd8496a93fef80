"""A run as the command line shows it: progress on a terminal, records as JSON lines or as a table, in a file or not."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from rich.console import Console

from . import pretty
from .batch import Report, extract, stream, write_rejects
from .output import rejects_path, whole
from .progress import Progress, shown

SHOWN_RECORDS = 40
"""How many records are shown as a table where a file holds them all."""

FILE_WIDTH = 160
"""Characters to a line of a table that is written to a file."""


def lines(inputs: Sequence[str], workers: int) -> Report:
    """Write each record to standard output as soon as it is there."""
    out = sys.stdout.buffer

    def write(line: bytes) -> None:
        out.write(line + b"\n")
        out.flush()

    # A bar on the same screen as the records would cut them up.
    with shown(_errors(), quiet=sys.stdout.isatty()) as progress:
        return stream(inputs, write, workers=workers, progress=progress)


def file(inputs: Sequence[str], output: Path, workers: int) -> Report:
    """Write the records to a file, and show the first of them as a table if a person is looking."""
    console = _errors()
    with shown(console) as progress:
        report = extract(inputs, output, workers=workers, progress=progress)
    if console.is_terminal and output.is_file():
        console.print(pretty.table(_first(output, SHOWN_RECORDS)))
        more = report.written - SHOWN_RECORDS
        rest = f"; the table shows the first {SHOWN_RECORDS}" if more > 0 else ""
        console.print(f"{report.written:,} records in {output}{rest}", highlight=False, markup=False)
    return report


def table(inputs: Sequence[str], workers: int) -> Report:
    """Print one table of all records to standard output."""
    with shown(_errors()) as progress:
        rows, report = _rows(inputs, workers, progress)
    Console(width=None if sys.stdout.isatty() else FILE_WIDTH).print(pretty.table_of(rows))
    return report


def table_file(inputs: Sequence[str], output: Path, workers: int) -> Report:
    """Write one table of all records to a file, and the rejects next to it."""
    with whole(output) as handle:
        with shown(_errors()) as progress:
            rows, report = _rows(inputs, workers, progress)
        text = io.StringIO()
        Console(file=text, width=FILE_WIDTH).print(pretty.table_of(rows))
        handle.write(text.getvalue().encode("utf8"))
    return write_rejects(report, rejects_path(output))


def _rows(inputs: Sequence[str], workers: int, progress: Progress) -> tuple[list[pretty.Row], Report]:
    rows: list[pretty.Row] = []

    def write(line: bytes) -> None:
        rows.extend(pretty.rows(json.loads(line)))

    return rows, stream(inputs, write, workers=workers, progress=progress)


def _first(path: Path, number: int) -> Iterator[pretty.Record]:
    with path.open("rb") as handle:
        yield from (json.loads(line) for line in islice(handle, number))


def _errors() -> Console:
    return Console(stderr=True)
