"""Read and write what a room found: one span group and one attribute to each room.

A finding is a frozen value with an ``extent`` and, mostly, a label. `write` puts the values of a room on the document
(``doc._.weapon``) and their extents into its span group (``doc.spans["weapon"]``), also when there are none, so that
"looked and found nothing" differs from "did not look". ``span._.weapon`` of a span of the group gives its value back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from spacy.attrs import DEP, HEAD, IS_SPACE, LOWER, ORTH, SENT_START, SPACY, TAG
from spacy.tokens import Doc, Span

from .values import Extent

_KEPT = "tollbook."
_One = TypeVar("_One")


def texts(doc: Doc | Span) -> Sequence[str]:
    """The tokens' texts; faster than asking each token.

    >>> import spacy
    >>> doc = spacy.blank("en")("Two men died")
    >>> texts(doc), texts(doc[1:])
    (['Two', 'men', 'died'], ['men', 'died'])
    """
    return _once(doc, "texts", lambda doc: _strings(doc, ORTH))


def spaced(doc: Doc) -> list[bool]:
    """For each token whether a space follows it."""
    return _flags(doc, SPACY)


def spaces(doc: Doc) -> Sequence[bool]:
    """For each token whether it is nothing but white space."""
    return _once(doc, "spaces", lambda doc: _flags(doc, IS_SPACE))


def starts(doc: Doc) -> Sequence[bool]:
    """For each token whether a sentence starts there, as far as that was told."""
    return _once(doc, "starts", lambda doc: [one == 1 for one in _column(doc, SENT_START)])


def _flags(doc: Doc, attribute: int) -> list[bool]:
    return [one != 0 for one in _column(doc, attribute)]


def _column(doc: Doc, attribute: int) -> list[int]:
    column: Any = doc.to_array([attribute])
    hashes: list[int] = column.ravel().tolist()
    return hashes


def lowers(doc: Doc | Span) -> Sequence[str]:
    """The tokens' texts in lower case."""
    return _once(doc, "lowers", lambda doc: _strings(doc, LOWER))


def _once(doc: Doc | Span, name: str, look_up: Callable[[Doc], list[_One]]) -> list[_One]:
    """What every room asks of a document's tokens and no room changes: looked up once and kept with the document."""
    if isinstance(doc, Span):
        return _once(doc.doc, name, look_up)[doc.start : doc.end]
    known: list[_One] | None = doc.user_data.get(_KEPT + name)
    if known is None or len(known) != len(doc):
        known = doc.user_data[_KEPT + name] = look_up(doc)
    return known


def characters(doc: Doc) -> str:
    """The text of a document, put together at the first asking."""
    known: str | None = doc.user_data.get(_KEPT + "characters")
    if known is None:
        known = doc.user_data[_KEPT + "characters"] = doc.text
    return known


def tags(doc: Doc) -> list[str]:
    """The tokens' Penn tags; empty where a sentence was not parsed."""
    return _strings(doc, TAG)


def _strings(doc: Doc, attribute: int) -> list[str]:
    strings = doc.vocab.strings
    hashes = _column(doc, attribute)
    known = {one: strings[one] for one in set(hashes)}
    return [known[one] for one in hashes]


def span_of(doc: Doc, extent: Extent, label: str = "") -> Span:
    """The span of an extent.

    >>> import spacy
    >>> span_of(spacy.blank("en")("Two men died"), Extent(0, 2)).text
    'Two men'
    """
    return Span(doc, extent.start, extent.end, label=label)


def extent_of(span: Span) -> Extent:
    """The extent of a span."""
    return Extent(span.start, span.end)


def text_of(doc: Doc, extent: Extent | None) -> str | None:
    """The characters of an extent, or null."""
    return None if extent is None else doc[extent.start : extent.end].text


def trimmed(doc: Doc, extent: Extent) -> Extent:
    """Drop spaces and punctuation from both ends, as long as something is left.

    >>> import spacy
    >>> trimmed(spacy.blank("en")(", two men ,"), Extent(0, 4))
    Extent(start=1, end=3)
    """
    start, end = extent.start, extent.end
    while end - start > 1 and (doc[start].is_space or doc[start].is_punct):
        start += 1
    while end - start > 1 and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    return Extent(start, end)


def subtree_extent(doc: Doc, head: int, *, without: Sequence[str] = ()) -> Extent:
    """The stretch of a token's subtree, leaving out the subtrees of its children with the dependencies ``without``.

    Only the contiguous stretch round the head is kept, so that a clause left out in the middle cuts what follows it.
    """
    token = doc[head]
    dropped = {t.i for child in token.children if child.dep_ in without for t in child.subtree}
    kept = {t.i for t in token.subtree} - dropped
    start = end = head
    while start - 1 in kept:
        start -= 1
    while end + 1 in kept:
        end += 1
    return Extent(start, end + 1)


def write(doc: Doc, room: str, values: Iterable[Any], label: Callable[[Any], str]) -> Doc:
    """Write a room's findings, sorted as given, and return the document."""
    found = tuple(values)
    doc.spans[room] = [span_of(doc, value.extent, label(value)) for value in found]
    setattr(doc._, room, found)
    return doc


def unwrapped(doc: Doc) -> tuple[Doc, list[int]]:
    """A copy of a document without the line breaks inside its sentences, and where each of its tokens stands.

    Hard-wrapped text breaks names and phrases at any word; rules that look at neighbours read the copy. Tags, heads and
    sentence starts are kept. Where there is nothing to leave out, the document itself is returned.

    >>> import spacy
    >>> doc = spacy.blank("en")("Two\\nmen died")
    >>> [t.text for t in unwrapped(doc)[0]], unwrapped(doc)[1]
    (['Two', 'men', 'died'], [0, 2, 3])
    """
    blanks = [i for i, blank in enumerate(spaces(doc)) if blank]
    marked = doc.has_annotation("SENT_START")
    dropped = {i for i in blanks if i + 1 < len(doc) and not (marked and doc[i + 1].is_sent_start)}
    dropped -= {i for i in dropped if doc[i].is_sent_start or doc[i].text.count("\n") > 1}
    if not dropped:
        return doc, list(range(len(doc)))
    kept = [i for i in range(len(doc)) if i not in dropped]
    place = {i: n for n, i in enumerate(kept)}
    parsed = doc.has_annotation("DEP")
    words, gaps = texts(doc), spaced(doc)
    found, names = (tags(doc), _strings(doc, DEP)) if parsed else ([], [])
    heads = doc.to_array([HEAD]).astype("int64").ravel().tolist() if parsed else []
    opens = starts(doc)
    copy = Doc(
        doc.vocab,
        words=[words[i] for i in kept],
        spaces=[gaps[i] or i + 1 in dropped for i in kept],
        tags=[found[i] for i in kept] if parsed else None,
        deps=[names[i] for i in kept] if parsed else None,
        heads=[place.get(i + heads[i], place[i]) for i in kept] if parsed else None,
        sent_starts=None if parsed or not marked else [opens[i] for i in kept],
    )
    return copy, kept


def by_id(values: Iterable[Any]) -> dict[str, Any]:
    """Index findings by their ids."""
    return {value.id: value for value in values}


def sentence_of(doc: Doc, extent: Extent) -> Span:
    """The sentence in which an extent starts."""
    sent: Span = doc[extent.start].sent
    return sent


def free_of_overlap(values: Iterable[Any]) -> list[Any]:
    """Keep the longest of overlapping findings, the earlier of equal ones; in order of position.

    >>> from types import SimpleNamespace as N
    >>> [v.extent for v in free_of_overlap([N(extent=Extent(0, 1)), N(extent=Extent(0, 3)), N(extent=Extent(4, 5))])]
    [Extent(start=0, end=3), Extent(start=4, end=5)]
    """
    kept: list[Any] = []
    taken: set[int] = set()
    for value in sorted(values, key=lambda v: (-len(v.extent), v.extent.start)):
        tokens = range(value.extent.start, value.extent.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(value)
    return sorted(kept, key=lambda v: v.extent.start)
