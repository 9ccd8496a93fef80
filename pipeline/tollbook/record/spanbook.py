"""Spans and relations of a record, each span written once, in order of the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from ..values import Extent
from .schema import Relation, SpanInfo

Key = tuple[int, int, str]


@dataclass(slots=True)
class CharacterBook:
    """Collects the spans of one text and numbers them when all are known.

    A caller holds the key of a span until `ids` gives its id.

    >>> book = CharacterBook("Two men died")
    >>> book.relate(book.note(0, 12, "CLAIM"), book.note(0, 3, "QUANTITY"), "COUNT")
    >>> [(one.id, one.text) for one in book.spans()], book.relations()[0].child
    ([('s1', 'Two men died'), ('s2', 'Two')], 's2')
    """

    text: str
    _keys: set[Key] = field(default_factory=set)
    _relations: list[tuple[Key, Key, str]] = field(default_factory=list)

    def note(self, start: int, end: int, label: str) -> Key:
        """Note a span and return its key."""
        self._keys.add((start, end, label))
        return start, end, label

    def relate(self, head: Key, child: Key, label: str) -> None:
        """Note a relation between two spans."""
        self._relations.append((head, child, label))

    def ids(self) -> dict[Key, str]:
        """The id of each span, in order of position, longer ones first."""
        ordered = sorted(self._keys, key=lambda key: (key[0], -key[1], key[2]))
        return {key: f"s{n}" for n, key in enumerate(ordered, 1)}

    def spans(self) -> list[SpanInfo]:
        """The spans in order."""
        return [
            SpanInfo(id=one, start=start, end=end, label=label, text=self.text[start:end])
            for (start, end, label), one in self.ids().items()
        ]

    def relations(self) -> list[Relation]:
        """The relations in order of their spans, each once."""
        ids = self.ids()
        ordered = sorted(set(self._relations), key=lambda r: (r[0], r[1], r[2]))
        return [Relation(head=ids[head], child=ids[child], label=label) for head, child, label in ordered]


class SpanBook(CharacterBook):
    """The same for a document, whose spans are given in tokens."""

    __slots__ = ("doc",)

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc.text)
        self.doc = doc

    def add(self, extent: Extent, label: str) -> Key:
        """Note a span and return its key."""
        return self.note(*self.characters(extent), label)

    def characters(self, extent: Extent) -> tuple[int, int]:
        """The characters of an extent."""
        last = self.doc[extent.end - 1]
        return self.doc[extent.start].idx, last.idx + len(last.text)
