"""Spans and relations of a record, each span written once, in order of the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from ..values import Extent
from .schema import Relation, SpanInfo

Key = tuple[int, int, str]


@dataclass(slots=True)
class SpanBook:
    """Collects the spans of one document and numbers them when all are known.

    A caller holds the key of a span until `ids` gives its id.
    """

    doc: Doc
    _keys: set[Key] = field(default_factory=set)
    _relations: list[tuple[Key, Key, str]] = field(default_factory=list)

    def add(self, extent: Extent, label: str) -> Key:
        """Note a span and return its key."""
        start, end = self.characters(extent)
        self._keys.add((start, end, label))
        return start, end, label

    def relate(self, head: Key, child: Key, label: str) -> None:
        """Note a relation between two spans."""
        self._relations.append((head, child, label))

    def characters(self, extent: Extent) -> tuple[int, int]:
        """The characters of an extent."""
        last = self.doc[extent.end - 1]
        return self.doc[extent.start].idx, last.idx + len(last.text)

    def ids(self) -> dict[Key, str]:
        """The id of each span, in order of position, longer ones first."""
        ordered = sorted(self._keys, key=lambda key: (key[0], -key[1], key[2]))
        return {key: f"s{n}" for n, key in enumerate(ordered, 1)}

    def spans(self) -> list[SpanInfo]:
        """The spans in order."""
        text = self.doc.text
        return [
            SpanInfo(id=one, start=start, end=end, label=label, text=text[start:end])
            for (start, end, label), one in self.ids().items()
        ]

    def relations(self) -> list[Relation]:
        """The relations in order of their spans, each once."""
        ids = self.ids()
        ordered = sorted(set(self._relations), key=lambda r: (r[0], r[1], r[2]))
        return [Relation(head=ids[head], child=ids[child], label=label) for head, child, label in ordered]
