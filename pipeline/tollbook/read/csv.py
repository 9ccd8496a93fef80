"""Tables with named columns, parted by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ..errors import InputError
from ..values import Article
from .rows import FIELDS, to_article

_DELIMITERS = ",;\t|"
_CELL_LIMIT = 2**31 - 1
"""Longest cell that the parser hands on: how long a text may be is `check`'s to say, with a line number."""


def read(text: str, source: str) -> Iterator[Article | InputError]:
    """Yield the article of each row, or why there is none.

    The header names the columns: ``text``, the optional ones of `rows.FIELDS`, and any others, in any order and case.

    >>> table = 'id,text,desk\\n1,"Two men died, he said.",asia\\n2,,asia\\n3,short\\n'
    >>> [item.text if isinstance(item, Article) else str(item) for item in read(table, "a.csv")]
    ['Two men died, he said.', 'a.csv:3: empty text', 'a.csv:4: 2 cells where the header has 3']
    """
    header_line = text.lstrip().split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header_line.count)
    csv.field_size_limit(_CELL_LIMIT)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    line = 1
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield InputError(source, f"no table row: {error}", line=line)
            line = rows.line_num + 1
            continue
        if header is None and any(cells):
            header = [cell.strip() for cell in cells]
            if "text" not in map(str.lower, header):
                yield InputError(source, f"no column named text among {', '.join(header)}", line=line)
                return
            header = [name.lower() if name.lower() in ("text", *FIELDS) else name for name in header]
        elif header is not None and any(cells):
            yield _article(header, cells, source, line)
        line = rows.line_num + 1
    if header is None:
        yield InputError(source, "empty file")


def _article(header: list[str], cells: list[str], source: str, line: int) -> Article | InputError:
    if len(cells) != len(header):
        return InputError(source, f"{len(cells)} cells where the header has {len(header)}", line=line)
    try:
        return to_article(dict(zip(header, cells, strict=True)), source, line)
    except InputError as error:
        return error
