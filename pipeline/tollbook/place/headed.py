"""Headed names: names of several words that a noun beside them makes places, wherever they stand in the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from .runs import PARTICLES
from .words import heads, others

_KINDS = frozenset({"village", "town", "city", "neighbourhood", "admin2"})
_LONGEST = 4
_NOT_FIRST = frozenset(
    {"the", "a", "an", "in", "on", "at", "of", "near", "from", "this", "that", "another", "one", "two"}
)

_HOLY = frozenset({"sheikh", "shaykh", "shaikh", "sheik", "sidi", "saint", "imam", "sultan", "mulla", "pir"})

Names = Mapping[str, tuple[tuple[str, ...], ...]]
"""Names by their first word, the longest first."""


def headed_names(words: Sequence[str], lower: Sequence[str]) -> Names:
    """Every name of two and more words after "village of" or before "village", by its first word.

    >>> text = "They came to the village of Kan Thar and left Old Mill village .".split()
    >>> headed_names(text, [word.lower() for word in text])
    {'Kan': (('Kan', 'Thar'),), 'Old': (('Old', 'Mill'),)}
    """
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for i, word in enumerate(lower):
        head = heads().get((word,))
        if head is None or head.part or head.type not in _KINDS or words[i] != word:
            continue
        if head.side != "after" and lower[i + 1 : i + 2] == ["of"]:
            name = _forwards(words, i + 2)
        elif head.side != "before":
            name = _backwards(words, lower, i)
        else:
            continue
        if len(name) > 1:
            found[name[0]].add(name)
    return {first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in sorted(found.items())}


def _forwards(words: Sequence[str], i: int) -> tuple[str, ...]:
    end = stop = i
    while end < len(words) and end - i < _LONGEST:
        if words[end][0].isupper() and _may_be_named(words[end], end == i):
            stop = end + 1
        elif end == i or not (words[end] in PARTICLES or words[end] == "-"):
            break
        end += 1
    return tuple(words[i:stop])


def _backwards(words: Sequence[str], lower: Sequence[str], i: int) -> tuple[str, ...]:
    start = i
    while start > 0 and i - start < _LONGEST and _is_name(words[start - 1], i - start > 0):
        start -= 1
        if start > 1 and words[start - 1] == "-" and _is_name(words[start - 2], True):
            start -= 1  # Dan-Gulbi
    while start < i and lower[start] in _NOT_FIRST:
        start += 1
    return tuple(words[start:i])


def _is_name(word: str, opens: bool) -> bool:
    return word[0].isupper() and word.isalpha() and _may_be_named(word, opens)


def _may_be_named(word: str, opens: bool) -> bool:
    """Whether a word may stand in a name; a holy man's title may open it: Sheikh Miskin."""
    return others().get(word.lower()) is None or (opens and word.lower() in _HOLY)
