"""Speakers: whether a place only says who speaks or of what body, as in "said Omar Bilan, a spokesman in Dorna"."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Extent
from .words import harm_words, role_words

_LINKS = frozenset({"in", "at", "for", "of"})
_QUOTES = frozenset({",", '"', "”", "'", "’", "''"})
_FILLERS = frozenset("the a an city town village central eastern western northern southern nearby neighbouring".split())
_TURNS = frozenset(
    """who where as when that adding after while but which whose killed him her them were was been have had bed
    hospital""".split()
)
"""Words behind which a sentence is no longer about who speaks."""

_NEAR = 6
"""Most words before a speaker that may tell of harm to that person."""

_FAR = 18
"""Most words between the verb and the place."""


def speaks(texts: Sequence[str], lower: Sequence[str], here: Extent, start: int) -> str | None:
    """The preposition that ties a place, in a sentence that starts at a token, to who speaks; null where none does.

    >>> text = "Nine died , said Omar Bilan , a spokesman for a group in Dorna .".split()
    >>> speaks(text, [word.lower() for word in text], Extent(13, 14), 0)
    'in'
    >>> text = "Police said the men were killed in Dorna .".split()
    >>> speaks(text, [word.lower() for word in text], Extent(7, 8), 0) is None
    True
    """
    at = here.start - 1
    while at > start and lower[at] in _FILLERS:
        at -= 1
    if at <= start or lower[at] not in _LINKS:
        return None
    told = _is_behind(texts, lower, at, start) or (lower[at] != "of" and _is_before(texts, here, at, start))
    return lower[at] if told else None


def _is_behind(texts: Sequence[str], lower: Sequence[str], at: int, start: int) -> bool:
    """``said Omar Bilan, a spokesman in Dorna``: the verb stands before the speaker."""
    for i in range(at - 1, max(start, at - _FAR) - 1, -1):
        if lower[i] in _TURNS:
            return False
        if lower[i : i + 2] == ["according", "to"]:
            return not role_words("teller").isdisjoint(lower[i + 2 : at])
        if lower[i] in ("said", "says", "added", "told"):
            inverted = i > start and lower[i - 1] in _QUOTES
            return inverted and (texts[i + 1][:1].isupper() or lower[i + 1] in ("a", "an", "the", "one", "another"))
    return False


def _is_before(texts: Sequence[str], here: Extent, at: int, start: int) -> bool:
    """``elders in Dorna told``, ``Omar Bilan, a nurse in Dorna, said``: the verb stands behind."""
    led = [text.lower() for text in texts[max(start, at - _NEAR) : at]]
    if led[-1] not in role_words("teller") or not harm_words().isdisjoint(led):
        return False
    for text in texts[here.end : here.end + _FAR // 2]:
        if text.lower() in role_words("speech"):
            return True
        if text[:1].islower() and text not in ("who", "has", "have", "also"):
            return False
    return False
