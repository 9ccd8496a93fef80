"""JSON Lines: one object to a line, with a ``text``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import jsonlines

from ..errors import InputError
from ..values import Article
from .encodings import decode
from .rows import to_article


class _Lines:
    """Lines as text where they can be decoded, and the number of the last one that was handed out."""

    def __init__(self, lines: Iterable[str | bytes]) -> None:
        self.number = 0
        self._lines = lines

    def __iter__(self) -> Iterator[str | bytes]:
        for line in self._lines:
            self.number += 1
            yield line if isinstance(line, str) else _decoded(line)


def _decoded(line: bytes) -> str | bytes:
    try:
        return decode(line, "")
    except InputError:
        return line


def read(lines: Iterable[str | bytes], source: str) -> Iterator[Article | InputError]:
    """Yield the article of each line, or why there is none; empty lines are passed over.

    Args:
        lines: The lines, as text or as bytes.
        source: The name of the file, for messages.

    >>> lines = ['{"text": "Two men died.", "id": 1}', "", "{oops", '{"title": "No text"}']
    >>> [item.id if isinstance(item, Article) else str(item) for item in read(lines, "a.jsonl")]
    ['1', 'a.jsonl:3: no JSON: Expecting property name enclosed in double quotes, at character 2', 'a.jsonl:4: no text']
    """
    numbered = _Lines(lines)
    # The decoder is named because jsonlines takes a faster one where it finds it, which reads surrogates otherwise.
    reader = jsonlines.Reader(numbered, loads=json.loads)
    while True:
        try:
            row = reader.read(type=dict, skip_empty=True)
            yield to_article(row, source, numbered.number)
        except EOFError:
            return
        except jsonlines.InvalidLineError as error:
            yield InputError(source, _reason(error), line=error.lineno)
        except RecursionError:
            yield InputError(source, "no JSON that can be read: nested too deeply", line=numbered.number)
        except InputError as error:
            yield error


def _reason(error: jsonlines.InvalidLineError) -> str:
    cause = error.__cause__
    if isinstance(cause, json.JSONDecodeError):
        return f"no JSON: {cause.msg}, at character {cause.colno}"
    if isinstance(cause, UnicodeDecodeError):
        return f"neither UTF-8 nor Windows-1252, at byte {cause.start + 1}"
    if isinstance(cause, ValueError):
        return f"no JSON: {cause}"
    return "no JSON object"
