"""Abbreviations that an article itself spells out: "Inland Medical Relief (IMR)" is no engineering vehicle."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from ..values import Extent

_PASSED = 4
"""Most small words inside a name that its abbreviation leaves out."""

_LONGEST = 7
_SMALL = frozenset({"of", "and", "for", "the", "in", "on", "to", "de", "la", "del", "&", "-"})


def spelled_out(doc: Doc) -> Iterator[tuple[str, Extent]]:
    """Yield each abbreviation in round brackets behind the name that it shortens, and where that name stands.

    >>> import spacy
    >>> doc = spacy.blank("en")("He works for Inland Medical Relief (IMR) in Loikaw (pop. 50,000).")
    >>> [(text, doc[name.start : name.end].text) for text, name in spelled_out(doc)]
    [('IMR', 'Inland Medical Relief')]
    """
    for i in range(1, len(doc) - 2):
        text = doc[i + 1].text
        if (
            doc[i].text == "("
            and doc[i + 2].text == ")"
            and text.isalpha()
            and text.isupper()
            and len(text) <= _LONGEST
        ):
            start = _start_of(doc, i, text)
            if start is not None:
                yield text, Extent(start, i)


def _start_of(doc: Doc, end: int, text: str) -> int | None:
    """Where the name before a token starts whose words have the letters of an abbreviation as initials, or null."""
    at, passed = end - 1, 0
    for letter in reversed(text):
        while at >= 0 and doc[at].text[:1] != letter and doc[at].lower_ in _SMALL and passed < _PASSED:
            at, passed = at - 1, passed + 1
        if at < 0 or doc[at].text[:1] != letter:
            return None
        at -= 1
    return at + 1
