"""What ``tollbook evaluate`` does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from ..api import load
from .collections import READERS, Case, folder, read_collection
from .figures import FIGURES, Figure
from .measures import Counts, score
from .predict import predicted, saved
from .table import Line, markdown, plain
from .view import View, view_of


def lines_of(name: str, figures: Sequence[Figure], cases: Sequence[Case], views: Sequence[View]) -> list[Line]:
    """The figures of a collection, given its cases and the views of their records."""
    return [Line(name, figure.name, score(_counts(figure, cases, views)), figure.wanted) for figure in figures]


def _counts(figure: Figure, cases: Sequence[Case], views: Sequence[View]) -> list[Counts]:
    counted = [figure.count(case, view) for case, view in zip(cases, views, strict=True)]
    return [counts for counts in counted if counts is not None]


def _records(cases: Sequence[Case], kept: Mapping[str, Mapping[str, Any]] | None) -> Iterable[Mapping[str, Any]]:
    if kept is None:
        yield from predicted(load(), cases)
    else:
        yield from (kept[case.id] for case in cases)


def main(
    gold: Path | None,
    records: Path | None,
    collections: Path | None,
    limit: int | None,
    against: Path | None,
    *,
    sets: Sequence[str] | None = None,
    save: Path | None = None,
    as_markdown: bool = False,
) -> int:
    """Measure, and print one table.

    Args:
        gold: A folder or file of gold records.
        records: Records to measure, in place of reading the texts anew; what has no record is left out.
        collections: The folder of the public collections; see `collections.folder`.
        limit: At most so many records of each collection, evenly taken.
        against: Records of an earlier run to compare with.
        sets: Names of the collections to measure; all by default.
        save: Where to write the records that were measured.
        as_markdown: Print the table as Markdown.

    Returns:
        The exit status: 0, or 1 where a floor is not held.
    """
    kept = None if records is None else saved(records)
    where = folder(collections)
    lines: list[Line] = []
    measured: list[Mapping[str, Any]] = []
    for name in sets or READERS:
        cases = None if where is None else read_collection(name, where, limit=limit)
        if cases is None:
            click.echo(f"skipped: {name}, its file is absent", err=True)
            continue
        if kept is not None:
            cases = [case for case in cases if case.id in kept]
        read = list(_records(cases, kept))
        measured += read
        lines += lines_of(name, FIGURES[name], cases, [view_of(one) for one in read])
    click.echo(markdown(lines) if as_markdown else plain(lines))
    if save is not None:
        save.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in measured), encoding="utf8")
    return 0
