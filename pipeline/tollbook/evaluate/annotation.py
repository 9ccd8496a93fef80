"""What ``tollbook gold`` and ``tollbook agreement`` do."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ..record.check import encode
from ..run.output import whole
from .agreement import as_table, read_annotated, shared
from .disagreements import disagreements
from .drafts import Problem, compile_drafts


def compile_to(drafts: Sequence[Path], output: Path | None) -> list[Problem]:
    """Compile drafts and write their records, sorted by the ids of their articles, if nothing is wrong with any.

    Args:
        drafts: Files, and folders of files that end in ``.json``.
        output: A file of JSON lines; standard output where null.

    Returns:
        What is wrong; where it is anything, nothing was written.

    Raises:
        InputError: For a file that cannot be read.
        OutputError: For a file that cannot be written.
    """
    records, problems = compile_drafts(drafts)
    if problems:
        return problems
    lines = b"".join(encode(record) + b"\n" for record in records)
    if output is None:
        sys.stdout.buffer.write(lines)
        sys.stdout.buffer.flush()
    else:
        with whole(output) as stream:
            stream.write(lines)
    return []


def compare(first: Path, second: Path, *, listed: bool = False) -> list[Problem]:
    """Print how far two annotations of the same articles agree, and, if asked, each disagreement.

    Args:
        first, second: Gold in JSONL or drafts; files or folders. Articles that only one of them has are left out.
        listed: Print the disagreements after the table: article, words, field and both values, parted by tabs.

    Returns:
        What is wrong with drafts; where it is anything, nothing was printed.

    Raises:
        InputError: For broken gold, for two texts of one article, for no article in common.
    """
    (ours, problems), (theirs, more) = read_annotated(first), read_annotated(second)
    if problems or more:
        return [*problems, *more]
    cases = shared(ours, theirs, (str(first), str(second)))
    alone = [len(ours) - len(cases), len(theirs) - len(cases)]
    click.echo(as_table(cases))
    click.echo(f"\n{len(cases)} articles in both; in the first alone {alone[0]}, in the second alone {alone[1]}")
    if listed:
        click.echo("\n" + "\t".join(("article", "words", "field", "first", "second")))
        for pair in cases:
            for one in disagreements(*pair):
                click.echo(str(one))
    return []
