"""The explanation of one article on standard output: in colours on a terminal, plain in a pipe, or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .. import api
from ..read.plain import doc_of
from . import as_json, as_text
from .choose import chosen
from .gather import explanation, narrowed


def show(source: str, *, ident: str | None, published: str | None, claim: str | None, as_data: bool) -> None:
    """Explain the article of a file or of standard input.

    Raises:
        TollbookError: Where no article, or no claim of it, is found; see `choose.chosen` and `gather.narrowed`.
    """
    article = chosen(source, ident, published)
    nlp = api.load()
    found = explanation(nlp, nlp(doc_of(nlp, article)))
    if claim is not None:
        found = narrowed(found, claim)
    if as_data:
        sys.stdout.write(as_json.encoded(found) + "\n")
    elif sys.stdout.isatty():
        _coloured(as_text.lines(found))
    else:
        sys.stdout.writelines(line.plain + "\n" for line in as_text.lines(found))


def _coloured(lines: Iterable[as_text.Line]) -> None:
    """Print lines with colours; what does not fit into the width goes on below, beside the line's name."""
    console = Console(highlight=False)
    for line in lines:
        if not line.name.text and not line.indent:
            console.print(_text(line.pieces))
            continue
        grid = Table.grid(padding=0)
        grid.add_column(width=line.indent + len(line.name.text), no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(Text(" " * line.indent + line.name.text, line.name.style), _text(line.pieces))
        console.print(grid)


def _text(pieces: Iterable[as_text.Piece]) -> Text:
    return Text.assemble(*((as_text.printable(piece.text), piece.style) for piece in pieces))
