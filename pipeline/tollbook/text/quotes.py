"""Quotations: the stretches between quotation marks, curly or straight, also where a mark is missing.

A quotation ends at its closing mark, or with its paragraph where that mark is missing; a paragraph that opens with a
mark after one that did not close goes on with the same speaker, and is a quotation of its own. So one missing mark
never swallows the rest of an article.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from ..values import Extent

_OPEN = {"“": "”", "``": "''", "«": "»", "„": "“"}
_STRAIGHT = frozenset({'"', "''", "``"})


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
        text = doc[i].text
        straight = text in _STRAIGHT
        if text not in _OPEN and not (straight and _opens(doc, i)):
            i += 1
            continue
        closing = _STRAIGHT if straight else frozenset({_OPEN[text], '"'})
        limit = ends[i]
        close = next((j for j in range(i + 1, limit) if doc[j].text in closing), None)
        end = limit if close is None else close + 1
        if end - i > 2:
            yield Extent(i, end)
        i = max(end, i + 1)
