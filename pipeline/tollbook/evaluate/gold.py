"""The project's own gold: records that people annotated, in the format of the record itself.

``corpus/gold/train`` and ``corpus/gold/test`` hold files of records, one to a line (a single file does as well). What
breaks the record's rules is refused with file, line and reason. ``article.meta`` may hold ``layers``, the layers that
were annotated (all, where it is absent), ``conflict`` and ``outlet``, by which figures are parted.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec

from ..errors import InputError, RecordError
from ..lexicon import PACKAGE
from ..record.check import decode
from ..record.schema import Record
from ..values import Harm
from .collections import Case
from .view import view_of

LAYERS = ("casualties", "weapons", "places", "dates", "actors", "attributions", "incidents")
"""The layers of a record that may be annotated."""


SPAN_LABELS = frozenset(
    {"CLAIM", "QUANTITY", "VICTIMS", "WEAPON", "PLACE", "DATE", "ACTOR", "CUE", "SOURCE", "CONTENT"}
    | {harm.upper() for harm in get_args(Harm)}
)
"""What a span of a record may be called."""

RELATION_LABELS = frozenset({"HARM", "COUNT", "VICTIMS", "PLACE", "DATE", "WEAPON", "PERPETRATOR", "SOURCE", "CONTENT"})
"""What a relation of a record may be called."""


def broken_gold(record: Record) -> Iterator[str]:
    """What is wrong with a record as gold, though it holds together: labels and layers that nobody knows."""
    for name in ("spans", "relations"):
        known = SPAN_LABELS if name == "spans" else RELATION_LABELS
        for n, one in enumerate(getattr(record, name)):
            if one.label not in known:
                yield f"{name}[{n}]: unknown label {one.label!r}"
    given = record.article.meta.get("layers", LAYERS)
    unknown = [one for one in given if one not in LAYERS]
    if unknown:
        yield f"article.meta.layers: {unknown} are none of {', '.join(LAYERS)}"
    for layer in LAYERS:
        if layer not in given and getattr(record, layer):
            yield f"{layer}: annotated, but not among article.meta.layers"


def read_gold(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of gold.

    Raises:
        InputError: For the first line that breaks the record's rules, with file, line and reason; for an article that
            stands twice.
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = decode(line)
        except RecordError as error:
            raise InputError(str(path), str(error), line=number) from None
        for reason in broken_gold(record):
            raise InputError(str(path), reason, line=number)
        name = record.article.id or record.id
        if seen.setdefault(name, number) != number:
            raise InputError(str(path), f"article {name!r} stands in line {seen[name]} already", line=number)
        yield msgspec.to_builtins(record)


def gold_case(record: dict[str, Any]) -> Case:
    """A gold record as a case: what the program is given is the text and what is known of the article."""
    article = record["article"]
    known = {key: article[key] for key in ("title", "publisher", "url", "language", "byline")}
    name = article["id"] or record["id"]
    return Case(name, record["text"], article["published"], record, view_of(record), known)


def splits(path: Path) -> dict[str, list[Case]]:
    """The cases of a gold file, or of each folder of gold files by its name, in sorted order.

    Raises:
        InputError: For broken gold, and for a path that holds none.
    """
    if path.is_file():
        return {path.stem: [gold_case(record) for record in read_gold(path)]}
    found: dict[str, list[Case]] = {}
    for file in sorted(path.rglob("*.jsonl")):
        found.setdefault(file.parent.name, []).extend(gold_case(record) for record in read_gold(file))
    if not found:
        raise InputError(str(path), "no gold: no file with the ending .jsonl")
    return found


def default() -> Path | None:
    """The gold of the checkout that this package lies in, or null."""
    path = PACKAGE.parents[1] / "corpus" / "gold"
    return path if path.is_dir() else None


def group(case: Case, key: str) -> str | None:
    """What the annotators say of an article: its conflict, the kind of its outlet."""
    value = case.gold["article"]["meta"].get(key)
    return None if value is None else str(value)
