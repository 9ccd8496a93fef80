"""Quotations: the stretches between quotation marks, curly or straight, double or single, also where a mark is missing.

A quotation in double marks ends at its closing mark, or with its paragraph where that mark is missing; a paragraph that
opens with a mark after one that did not close goes on with the same speaker, and is a quotation of its own. So one
missing mark never swallows the rest of an article. A single mark may be an apostrophe, and counts only in pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..spans import spaced, spaces, texts
from ..values import Extent

_OPEN = {"“": "”", "``": "''", "«": "»", "„": "“"}
_STRAIGHT = frozenset({'"', "''", "``"})
_SINGLE = {"‘": "’", "'": "'"}
_MARKS = frozenset({*_OPEN, *_STRAIGHT, *_SINGLE})
_LONGEST_SINGLE = 300
"""Most tokens between two single marks."""
_SPEECH_END = frozenset(".,!?…") | {"..."}


@dataclass(frozen=True, slots=True)
class _Words:
    """The tokens of a document: texts, whether a space follows, whether they are nothing but white space."""

    texts: Sequence[str]
    spaced: Sequence[bool]
    blank: Sequence[bool]


def _paragraph_ends(words: _Words) -> list[int]:
    """For each token the index just after its paragraph."""
    end = len(words.texts)
    ends = [end] * end
    for i in range(end - 1, -1, -1):
        if "\n" in words.texts[i]:
            end = i
        ends[i] = end
    return ends


def _opens(words: _Words, i: int) -> bool:
    return i == 0 or words.spaced[i - 1] or words.blank[i - 1] or words.texts[i - 1] in "([—–-:"


def _single_close(words: _Words, i: int, limit: int) -> int | None:
    """The mark that closes a single one: after a stop or comma if there is such a mark, else the first after a word.

    The mark of a plural possessive ("the rebels' camp") stands before a word; one that closes what somebody called
    something stands there too, so that a word in ``s`` leaves it open.
    """
    texts, spaced = words.texts, words.spaced
    if spaced[i] or i + 1 >= limit:
        return None
    scare: int | None = None
    for j in range(i + 1, min(limit, i + _LONGEST_SINGLE)):
        if texts[j] == texts[i] == "‘":
            break
        if texts[j] != _SINGLE[texts[i]] or spaced[j - 1]:
            continue
        if texts[j - 1] in _SPEECH_END:
            return j
        before_word = j + 1 < limit and spaced[j] and texts[j + 1][0].isalnum()
        if scare is None and not (before_word and texts[j - 1].lower().endswith("s")):
            scare = j
    return scare


def quotations(doc: Doc) -> Iterator[Extent]:
    """Yield each quotation with its marks, in order.

    >>> import spacy
    >>> doc = spacy.blank("en")('"We left," he said. "They shot.')
    >>> [doc[e.start : e.end].text for e in quotations(doc)]
    ['"We left,"', '"They shot.']
    """
    words = _Words(texts(doc), spaced(doc), spaces(doc))
    if _MARKS.isdisjoint(words.texts):
        return
    ends = _paragraph_ends(words)
    i = 0
    while i < len(ends):
        end = _end_of_quotation(words, i, ends[i]) if words.texts[i] in _MARKS else None
        if end is not None and end - i > 2:
            yield Extent(i, end)
        i = max(end or 0, i + 1)


def _end_of_quotation(words: _Words, i: int, limit: int) -> int | None:
    """Just after the quotation that opens at a token, or null where none does."""
    text = words.texts[i]
    if text in _SINGLE:
        close = _single_close(words, i, limit) if _opens(words, i) else None
        return None if close is None else close + 1
    straight = text in _STRAIGHT
    if text not in _OPEN and not (straight and _opens(words, i)):
        return None
    closing = _STRAIGHT if straight else frozenset({_OPEN[text], '"'})
    close = next((j for j in range(i + 1, limit) if words.texts[j] in closing), None)
    return limit if close is None else close + 1
