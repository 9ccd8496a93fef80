"""How far a run has come, on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

Progress: TypeAlias = Callable[[int, int], None]
"""What is told of the numbers of records written and articles left out so far."""


@contextmanager
def shown(console: Console, *, quiet: bool = False) -> Iterator[Progress]:
    """Show the numbers of records and rejects while the block runs, if the console is a terminal; else nothing.

    Args:
        quiet: Show nothing at all.

    >>> import io
    >>> screen = io.StringIO()
    >>> with shown(Console(file=screen)) as progress:
    ...     progress(3, 1)
    >>> screen.getvalue()
    ''
    """
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,.0f} articles"),
        TextColumn("{task.fields[speed]}"),
        TextColumn("{task.fields[left_out]}"),
        TimeElapsedColumn(),
    )
    bar = Bar(*columns, console=console, transient=True, disable=quiet or not console.is_terminal)
    task = bar.add_task("articles", total=None, left_out="", speed="loading the pipeline")

    def update(written: int, left_out: int) -> None:
        bar.update(task, completed=written, left_out=f"{left_out:,} left out" if left_out else "", speed="")

    with bar:
        yield update
