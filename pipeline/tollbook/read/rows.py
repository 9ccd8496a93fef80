"""One row of a table, whatever it was written in, becomes one article."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..errors import InputError
from ..values import Article
from .check import checked
from .dates import iso_prefix
from .front import furnish

FIELDS = ("id", "title", "published", "publisher", "url", "language")
"""The optional columns; ``text`` is required, and every other one is kept under ``article.meta``."""


def to_article(row: Mapping[str, Any], source: str, line: int | None) -> Article:
    """Make an article of a row. Its text is taken as it stands, so that offsets which the user has still hold.

    A value that its field cannot hold (a title that is a list, a ``published`` that is no date) is kept under
    ``meta``, untouched, and the field is null.

    Raises:
        InputError: For a row without a text, or with one that cannot be worked on.

    >>> row = {"id": 7, "text": "Two men died.", "published": "3 March 2019", "desk": "asia"}
    >>> article = to_article(row, "a.jsonl", 1)
    >>> article.id, article.published, article.meta, article.source
    ('7', '2019-03-03', {'desk': 'asia'}, 'a.jsonl:1')
    """
    text = row.get("text")
    if text is None:
        raise InputError(source, "no text", line=line)
    if not isinstance(text, str):
        raise InputError(source, f"text is {_kind(text)}, not a string", line=line)
    meta = {key: value for key, value in row.items() if key != "text" and key not in FIELDS}
    given: dict[str, Any] = {}
    for name in FIELDS:
        value = row.get(name)
        given[name] = _field(name, value)
        if value not in (None, "") and given[name] is None:
            meta[name] = value
    where = source if line is None else f"{source}:{line}"
    article = checked(Article(text, source=where, meta=meta, **given))
    return checked(furnish(article))


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "a truth value"
    return {int: "a number", float: "a number", list: "a list", dict: "an object"}.get(type(value), "no text")


def _field(name: str, value: Any) -> str | None:
    if value is None or value == "":
        return None
    if name == "id":
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return iso_prefix(str(value)) if name == "published" else str(value)
