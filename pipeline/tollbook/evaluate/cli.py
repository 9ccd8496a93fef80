"""What ``tollbook evaluate`` does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from ..api import load
from ..errors import OutputError
from . import gold as own
from .collections import READERS, Case, folder, read_collection, read_lines
from .compare import as_html, as_text, compared
from .figures import FIGURES, Figure
from .floors import FILE, Broken, broken, read_floors
from .goldfigures import CLAIMS, GOLD_FIGURES
from .layers import matched_claims
from .measures import score
from .predict import predicted, saved
from .table import Line, markdown, placed, plain
from .view import View, view_of

Data = Mapping[str, Any]

GROUPS = ("conflict", "outlet")
"""Keys of gold's ``article.meta`` by which claims F1 is parted."""

HELD_OUT = "test"
"""The part of the gold corpus whose texts nobody reads who writes rules."""

FLOOR_BROKEN = 1
"""Exit status where a figure is below its floor."""


@dataclass(slots=True)
class _Run:
    """What has been measured so far."""

    kept: Mapping[str, Data] | None
    lines: list[Line] = field(default_factory=list)
    records: list[Data] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    """Articles that are there to measure alone: a comparison counts what changed in them and does not show it."""

    def measure(self, name: str, figures: Sequence[Figure], cases: Sequence[Case]) -> list[View]:
        """Add the figures of some cases; the views of their records."""
        records = list(predicted(load(), cases)) if self.kept is None else [self.kept[case.id] for case in cases]
        views = [view_of(one) for one in records]
        self.lines += lines_of(name, figures, cases, views)
        self.records += records
        return views

    def known(self, cases: Sequence[Case]) -> list[Case]:
        """The cases that there is a record of, or will be."""
        return [case for case in cases if self.kept is None or case.id in self.kept]


def lines_of(name: str, figures: Sequence[Figure], cases: Sequence[Case], views: Sequence[View]) -> list[Line]:
    """The figures of a collection, given its cases and the views of their records."""
    lines = []
    for figure in figures:
        counted = [figure.count(case, view) for case, view in zip(cases, views, strict=True)]
        lines.append(Line(name, figure.name, score([one for one in counted if one is not None]), figure.wanted))
    return lines


def _measure_collections(run: _Run, where: Path | None, names: Sequence[str], limit: int | None) -> None:
    for name in names:
        cases = None if where is None else read_collection(name, where, limit=limit)
        if cases is None:
            click.echo(f"skipped: {name}, its file is absent", err=True)
        else:
            run.measure(name, FIGURES[name], run.known(cases))


def _measure_gold(run: _Run, path: Path) -> None:
    for split, every in own.splits(path).items():
        cases = run.known(every)
        views = run.measure(f"gold {split}", GOLD_FIGURES, cases)
        for key in GROUPS:
            run.lines += list(_grouped(f"gold {split}", key, cases, views))
        if split == HELD_OUT:
            run.missed += list(_missed(cases, views))
            run.hidden.update(case.id for case in cases)


def _grouped(name: str, key: str, cases: Sequence[Case], views: Sequence[View]) -> Iterator[Line]:
    """Claims F1 for each value of a key of the gold's ``article.meta``."""
    for value in sorted({own.group(case, key) or "" for case in cases} - {""}):
        chosen = [(case, view) for case, view in zip(cases, views, strict=True) if own.group(case, key) == value]
        figure = Figure(f"{CLAIMS.name}, {key} {value}", CLAIMS.count)
        yield from lines_of(name, [figure], [case for case, _ in chosen], [view for _, view in chosen])


def _missed(cases: Sequence[Case], views: Sequence[View]) -> Iterator[str]:
    """The gold claims that no claim matches, for whoever mends a broken floor."""
    for case, view in zip(cases, views, strict=True):
        claims = case.view.claims if case.view is not None else ()
        matched = {i for i, _ in matched_claims(claims, view.claims)}
        for i, claim in enumerate(claims):
            if i not in matched:
                quote = " ".join(case.text[slice(*claim.quote)].split())
                yield f"{case.id}: {claim.harm} {claim.low}-{claim.high}: {quote}"


def _floors(run: _Run, path: Path | None) -> list[Broken]:
    """The floors that are not held; those of gold lie beside its folder."""
    file = path.parent / FILE if path is not None else None
    return broken(run.lines, read_floors(file)) if file is not None and file.exists() else []


def _written(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf8")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}") from None


def main(
    gold: Path | None,
    records: Path | None,
    collections: Path | None,
    limit: int | None,
    against: Path | None,
    *,
    sets: Sequence[str] | None = None,
    save: Path | None = None,
    page: Path | None = None,
    into: Path | None = None,
    as_markdown: bool = False,
) -> int:
    """Measure gold and public collections, and print one table.

    Args:
        gold: A file of gold records, or a folder of folders of them; ``corpus/gold`` of the checkout by default.
        records: Records to measure, by the ids of their articles, in place of reading the texts anew; what has no
            record is left out.
        collections: The folder of the public collections; see `collections.folder`.
        limit: At most so many records of each collection, evenly taken, for a quick look.
        against: Records of an earlier run: claims gained, lost and changed since are printed after the table.
        sets: What to measure: names of collections, and ``gold``; everything by default.
        save: Where to write the records that were measured.
        page: Where to write the comparison as a page of HTML.
        into: A page of Markdown whose table is renewed.
        as_markdown: Print the table as Markdown.

    Returns:
        The exit status: 0, or 1 where a floor is not held.

    Raises:
        InputError: For a collection, a gold file or a file of records that cannot be read.
        OutputError: For a file that cannot be written.
    """
    run = _Run(None if records is None else saved(records))
    asked = tuple(sets or ("gold", *READERS))
    path = gold or own.default()
    if "gold" in asked and path is not None:
        _measure_gold(run, path)
    elif "gold" in asked:
        click.echo("skipped: gold, there is none", err=True)
    _measure_collections(run, folder(collections), [name for name in asked if name != "gold"], limit)
    click.echo(markdown(run.lines) if as_markdown else plain(run.lines))
    if save is not None:
        _written(save, "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in run.records))
    if into is not None:
        _written(into, placed(into.read_text(encoding="utf8"), markdown(run.lines)))
    if against is not None:
        every = compared(read_lines(against), run.records)
        differences = [one for one in every if one.article not in run.hidden]
        click.echo(f"\n{as_text(differences)}")
        if len(differences) < len(every):
            click.echo(
                f"not shown: {len(every) - len(differences)} in gold {HELD_OUT}, which is there to measure alone"
            )
        if page is not None:
            _written(page, as_html(differences))
    found = _floors(run, path)
    for one in [*found, *(run.missed if found else ())]:
        click.echo(f"below its floor: {one}" if isinstance(one, Broken) else f"missed: {one}", err=True)
    return FLOOR_BROKEN if found else 0
