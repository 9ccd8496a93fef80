"""One table of figures, as plain text for a terminal and as Markdown for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .measures import Score

HEADER = ("collection", "figure", "value", "95 % interval", "of", "precision", "recall", "wanted")
BEGIN, END = "<!-- evaluation: begin -->", "<!-- evaluation: end -->"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a figure of a collection, and what the project wants it to be at least."""

    collection: str
    name: str
    score: Score
    wanted: float | None = None

    @property
    def missed(self) -> bool:
        """Whether the figure is below what is wanted."""
        return self.wanted is not None and self.score.value is not None and self.score.value < self.wanted


def percent(value: float | None) -> str:
    """A share as a percentage, or a dash where there is none.

    >>> percent(0.8661), percent(None)
    ('86.6', '–')
    """
    return "–" if value is None else f"{100 * value:.1f}"


def cells(line: Line) -> tuple[str, ...]:
    """The cells of a line."""
    score = line.score
    of = f"{score.hits:g}/{score.gold}" + ("" if score.found is None else f" ({score.found} given)")
    interval = "" if score.low is None else f"{percent(score.low)} to {percent(score.high)}"
    wanted = "" if line.wanted is None else f"{percent(line.wanted)}{' !' if line.missed else ''}"
    rate = score.found is None
    return (
        line.collection,
        line.name,
        percent(score.value),
        interval,
        of,
        "" if rate else percent(score.precision),
        "" if rate else percent(score.recall),
        wanted,
    )


def plain(lines: Sequence[Line]) -> str:
    """The table as text in columns; ``!`` marks what is below what is wanted."""
    return columns([HEADER, *(cells(line) for line in lines)], left=2)


def columns(rows: Sequence[Sequence[str]], *, left: int) -> str:
    """Rows as text in columns, the first of them aligned to the left.

    >>> print(columns([("what", "of"), ("a", "10")], left=1))
    what  of
    a     10
    """
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if k < left else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def markdown(lines: Sequence[Line]) -> str:
    """The table as Markdown."""
    rule = "|---|---|" + "---:|" * (len(HEADER) - 2)
    rows = ["| " + " | ".join(cells(line)) + " |" for line in lines]
    return "\n".join(["| " + " | ".join(HEADER) + " |", rule, *rows])


def placed(page: str, table: str) -> str:
    """A page with a table between its marks, in place of what stood there.

    Raises:
        ValueError: For a page without the marks.

    >>> placed(f"Figures:\\n{BEGIN}\\nold\\n{END}\\n", "new").split("\\n")[2]
    'new'
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no marks {BEGIN} and {END} on the page")
    return f"{before}{BEGIN}\n{table}\n{END}{after}"
