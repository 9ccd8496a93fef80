"""The room ``quantity``: counts, ranges, vague words, measures, and the numbers that count nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from ..batches import Batched
from ..spans import lowers, write
from ..stages import factory
from ..values import Count, Extent, Quantity
from .measures import measure
from .scan import Found, find_numbers

_COUNTING = frozenset({"nummod", "amod", "det", "advmod", "compound", "obl:unmarked", "nmod:unmarked"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


class QuantityRoom(Batched):
    """Find every number of a document, with its modifier.

    Writes ``doc.spans["quantity"]`` (label: the kind) and ``doc._.quantity`` (`Quantity` values).

    Articles ("a soldier") are no quantities of their own.

    >>> import spacy, tollbook
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("tollbook_quantity", name="quantity")
    >>> doc = nlp("At least 53 people and dozens of horses walked nine miles on 3 May.")
    >>> [(doc[q.extent.start : q.extent.end].text, q.kind, q.count.op) for q in doc._.quantity]
    [('At least 53', 'count', 'gte'), ('dozens of', 'count', 'vague'), ('nine', 'measure', 'eq'), ('3', 'other', 'eq')]
    """

    def __init__(self, nlp: Language, name: str = "quantity") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Quantity]:
        """Yield the quantities of a document, in order."""
        words = lowers(doc)
        for n, found in enumerate(_over_sentences(doc, words), 1):
            yield _quantity(doc, f"q{n}", found)

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: value.kind)


def _over_sentences(doc: Doc, words: Sequence[str]) -> Iterable[Found]:
    if not doc.has_annotation("SENT_START"):
        yield from find_numbers(doc, words, 0, len(doc))
        return
    for sent in doc.sents:
        yield from find_numbers(doc, words, sent.start, sent.end)


def _quantity(doc: Doc, name: str, found: Found) -> Quantity:
    extent = Extent(found.start, found.end)
    unit, value = found.unit, found.number.value
    if found.kind == "measure":
        if value is None and found.number.low is not None:
            value = float(found.number.low)
        asked = measure(_window(doc, found)) if found.ask else None
        if asked is not None:
            value, unit = asked
    count = Count(extent, found.op, found.low, found.high)
    noun = _noun(doc, found) if found.kind in ("count", "share", "measure") else None
    return Quantity(name, extent, found.kind, count, noun, found.rule, unit, value)


def _window(doc: Doc, found: Found) -> str:
    """The bare number and the unit's words, with single spaces."""
    start, end = found.number.start, found.number.end
    reach = min(end + 3, len(doc))
    parts = [t.text for t in doc[end:reach] if t.text.isalpha() or t.text in ("/", "°")]
    return f"{doc[start:end].text} {' '.join(parts[:2])}"


def _noun(doc: Doc, found: Found) -> int | None:
    """The token that a number counts, by the parse, or null."""
    last = doc[found.number.end - 1]
    if not last.tag_:
        return None
    token = _top(doc, found)
    if token.tag_ in _NOUNS and token.i >= found.end:
        return int(token.i)
    of = next((child for child in token.children if child.dep_ == "nmod" and child.i > token.i), None)
    if of is not None and of.tag_ in _NOUNS and any(c.lower_ == "of" for c in of.children if c.dep_ == "case"):
        return int(of.i)
    head = token.head
    if token.dep_ in _COUNTING and head.i >= found.end and head.tag_ in _NOUNS:
        return int(head.i)
    return None


def _top(doc: Doc, found: Found) -> Token:
    """The token of a quantity that hangs on something outside it."""
    inside = range(found.start, found.end)
    for i in range(found.number.start, found.number.end):
        if doc[i].head.i not in inside or doc[i].head.i == i:
            return doc[i]
    return doc[found.number.start]


@Language.factory(factory("quantity"), assigns=["doc.spans", "doc._.quantity"])
def create_quantity(nlp: Language, name: str) -> QuantityRoom:
    """Make the component; no settings."""
    return QuantityRoom(nlp, name)
