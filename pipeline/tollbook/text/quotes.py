"""Quotations: the stretches between quotation marks, curly or straight, double or single, also where a mark is missing.

A quotation in double marks ends at its closing mark, or with its paragraph where that mark is missing; a paragraph that
opens with a mark after one that did not close goes on with the same speaker, and is a quotation of its own. So one
missing mark never swallows the rest of an article. A single mark may be an apostrophe, and counts only in pairs.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from ..values import Extent

_OPEN = {"“": "”", "``": "''", "«": "»", "„": "“"}
_STRAIGHT = frozenset({'"', "''", "``"})
_SINGLE = {"‘": "’", "'": "'"}
_LONGEST_SINGLE = 300
"""Most tokens between two single marks."""
_SPEECH_END = frozenset(".,!?…") | {"..."}


def _paragraph_ends(doc: Doc) -> list[int]:
    """For each token the index just after its paragraph."""
    ends = [len(doc)] * len(doc)
    end = len(doc)
    for i in range(len(doc) - 1, -1, -1):
        if doc[i].is_space and "\n" in doc[i].text:
            end = i
        ends[i] = end
    return ends


def _opens(doc: Doc, i: int) -> bool:
    return i == 0 or bool(doc[i - 1].whitespace_) or doc[i - 1].is_space or doc[i - 1].text in "([—–-:"


def _single_close(doc: Doc, i: int, limit: int) -> int | None:
    """The mark that closes a single one: after a stop or comma if there is such a mark, else the first after a word.

    The mark of a plural possessive ("the rebels' camp") stands before a word; one that closes what somebody called
    something stands there too, so that a word in ``s`` leaves it open.
    """
    if doc[i].whitespace_ or i + 1 >= limit:
        return None
    scare: int | None = None
    for j in range(i + 1, min(limit, i + _LONGEST_SINGLE)):
        if doc[j].text == doc[i].text and doc[j].text == "‘":
            break
        if doc[j].text != _SINGLE[doc[i].text] or doc[j - 1].whitespace_:
            continue
        if doc[j - 1].text in _SPEECH_END:
            return j
        before_word = j + 1 < limit and doc[j].whitespace_ and doc[j + 1].text[0].isalnum()
        if scare is None and not (before_word and doc[j - 1].lower_.endswith("s")):
            scare = j
    return scare


def quotations(doc: Doc) -> Iterator[Extent]:
    """Yield each quotation with its marks, in order.

    >>> import spacy
    >>> doc = spacy.blank("en")('"We left," he said. "They shot.')
    >>> [doc[e.start : e.end].text for e in quotations(doc)]
    ['"We left,"', '"They shot.']
    """
    ends = _paragraph_ends(doc)
    i = 0
    while i < len(doc):
        end = _end_of_quotation(doc, i, ends[i])
        if end is not None and end - i > 2:
            yield Extent(i, end)
        i = max(end or 0, i + 1)


def _end_of_quotation(doc: Doc, i: int, limit: int) -> int | None:
    """Just after the quotation that opens at a token, or null where none does."""
    text = doc[i].text
    if text in _SINGLE:
        close = _single_close(doc, i, limit) if _opens(doc, i) else None
        return None if close is None else close + 1
    straight = text in _STRAIGHT
    if text not in _OPEN and not (straight and _opens(doc, i)):
        return None
    closing = _STRAIGHT if straight else frozenset({_OPEN[text], '"'})
    close = next((j for j in range(i + 1, limit) if doc[j].text in closing), None)
    return limit if close is None else close + 1
