"""The program's records of the cases of a collection: read anew, or taken from a file of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..record import build
from ..values import Article
from .collections import Case, read_lines

BATCH = 64


def predicted(nlp: Language, cases: Sequence[Case]) -> Iterator[dict[str, Any]]:
    """Read the texts of cases, in batches, and yield their records in order.

    A text is taken as it is, so that offsets of the gold hold; the day of writing is that of the case.
    """
    for doc in nlp.pipe(_documents(nlp, cases), batch_size=BATCH):
        yield build.as_data(build.record(doc))


def _documents(nlp: Language, cases: Iterable[Case]) -> Iterator[Doc]:
    for case in cases:
        doc = nlp.make_doc(case.text)
        doc._.article = Article(text=case.text, id=case.id, published=case.published, source=case.id, **case.fields)
        yield doc


def saved(path: Path) -> dict[str, Mapping[str, Any]]:
    """Records of a file by the ids of their articles; one without an id has none.

    Raises:
        InputError: For a line that is no JSON object.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for record in read_lines(path):
        name = record.get("article", {}).get("id")
        if name is not None:
            found[name] = record
    return found
