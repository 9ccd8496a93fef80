"""Gold as spaCy wants it, so that ``spacy evaluate`` and ``nlp.evaluate`` score the rooms.

    python -m tollbook.evaluate.reference corpus/gold/train gold.spacy
    python -m spacy evaluate PIPELINE gold.spacy

Every annotated layer becomes the span group of its room, with the labels that the room gives; a layer that was not
annotated is left out, and spaCy then has no score for its room.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from .. import api
from ..values import Article
from .gold import LAYERS, read_gold

ROOMS: Mapping[str, tuple[str, str]] = {
    "casualties": ("casualty", "harm"),
    "weapons": ("weapon", "class"),
    "places": ("place", "type"),
    "dates": ("when", "role"),
}
"""For each layer its room, and the key of a finding that is the label of its span."""


def reference(nlp: Language, record: Mapping[str, Any]) -> Doc:
    """The document of a gold record: a span group for each annotated layer, the article for the rooms to read.

    >>> import tollbook
    >>> gold = tollbook.read("Two men were killed in Homs.")
    >>> doc = reference(tollbook.load(), gold)
    >>> [(span.text, span.label_) for span in doc.spans["place"]]
    [('Homs', 'city')]
    """
    doc = nlp.make_doc(record["text"])
    spans = {span["id"]: span for span in record["spans"]}
    annotated = record["article"]["meta"].get("layers", LAYERS)
    for layer, (room, key) in ROOMS.items():
        if layer in annotated:
            doc.spans[room] = list(_spans(doc, (({**spans[one["span"]]}, one[key]) for one in record[layer])))
    return doc


def _spans(doc: Doc, found: Iterable[tuple[Mapping[str, Any], str]]) -> Iterator[Span]:
    for span, label in found:
        made = doc.char_span(span["start"], span["end"], label=label, alignment_mode="expand")
        if made is not None:
            yield made


def to_docbin(nlp: Language, records: Iterable[Mapping[str, Any]]) -> DocBin:
    """The documents of some gold records."""
    return DocBin(docs=[reference(nlp, record) for record in records])


def article_of(record: Mapping[str, Any]) -> Article:
    """What is known of the article of a gold record before it is read."""
    article = record["article"]
    known = {key: article[key] for key in ("id", "title", "publisher", "published", "url", "language", "byline")}
    return Article(text=record["text"], **known)


def main(arguments: list[str]) -> int:
    """Write the documents of a gold file or folder."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m tollbook.evaluate.reference GOLD OUT.spacy\n")
        return 2
    source, target = map(Path, arguments)
    files = sorted(source.rglob("*.jsonl")) if source.is_dir() else [source]
    to_docbin(api.load(), (record for file in files for record in read_gold(file))).to_disk(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
