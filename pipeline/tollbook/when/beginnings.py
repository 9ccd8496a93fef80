"""Days since when something runs: "since March", "the war, which began with protests in March"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc

from ..lexicon import read_table, table_path
from ..spans import lowers, spaces
from ..values import Extent

WINDOW = 12
"""How many words before a date are looked at for the start of something that runs."""


@dataclass(frozen=True, slots=True)
class Start:
    """A row of ``starts.csv``: a verb of beginning, a noun for what runs long, or words that say both, the last two of them."""

    form: str
    kind: Literal["verb", "noun", "alone"]
    example: str


@lru_cache(maxsize=1)
def _starts() -> dict[str, str]:
    return {row.form: row.kind for row in read_table(table_path("when", "starts"), Start, unique=("form",))}


def word_before(doc: Doc, extent: Extent) -> int | None:
    """The word before a date, articles and "about" left out."""
    words, blank = lowers(doc), spaces(doc)
    at = extent.start - 1
    while at >= 0 and (blank[at] or words[at] in ("the", "about", "around", "at", "early", "late", "ever")):
        at -= 1
    return at if at >= 0 else None


_TO_VERB = 6
"""Most words between a verb of beginning and its day: "began with peaceful protests in March"."""


def beginning(doc: Doc, extent: Extent) -> Extent | None:
    """The words that make a date the start of a running period: "since", "the war began in", or a later "since then"."""
    at = word_before(doc, extent)
    if at is None:
        return None
    words = lowers(doc)
    if words[at] == "since":
        return Extent(at, at + 1)
    if _is_over(doc, extent):
        return None
    first = max(doc[extent.start].sent.start if doc.has_annotation("SENT_START") else 0, at - WINDOW)
    for i in range(at - 1, first - 1, -1):
        if words[i] in _CLAUSE_ENDS:
            break
        if words[i] == "since" and _HARMING.isdisjoint(words[i:at]):
            return Extent(i, i + 1)
    for i in range(max(first + 1, at - 1), at + 1):
        if _starts().get(f"{words[i - 1]} {words[i]}") == "alone":
            return Extent(i - 1, i + 1)
    verb = _verb(words, first, at)
    for i in range((verb or first) - 1, first - 1, -1):
        if words[i] == "since" or _starts().get(words[i]) == "noun":
            return Extent(i, i + 1)
    return _counted_from(doc, extent)


def _verb(words: Sequence[str], first: int, at: int) -> int | None:
    """The verb of beginning that a day belongs to: nothing but its own phrases stands between."""
    for i in range(at, max(first, at - _TO_VERB) - 1, -1):
        word = words[i]
        if word in _CLAUSE_ENDS or word in _HARMING:
            return None
        if _starts().get(word) == "verb":
            return i
    return None


_THEN = 40
"""Most words between a day and the "since then" that goes back to it."""


def _counted_from(doc: Doc, extent: Extent) -> Extent | None:
    """The "since then" of the sentence behind a day of no deed: "A truce failed in July 2015. Since then 90 have died"."""
    sent = doc[extent.start].sent if doc.has_annotation("SENT_START") else doc[:]
    words = lowers(doc)
    if not _HARMING.isdisjoint(words[sent.start : sent.end]):
        return None
    for i in range(sent.end, min(len(doc) - 1, extent.end + _THEN)):
        word = words[i]
        if "\n\n" in word or (len(word) == 4 and word.isdigit()):
            return None
        if word == "since" and words[i + 1] == "then":
            return Extent(i, i + 2)
    return None


_HARMING = frozenset(
    """kill killed killing kills died dead attack attacked bombing raid massacre blast shot wounded injured ambush
    ambushed abducted kidnapped arrested detained disappeared""".split()
)
"""Words of a deed to which "since" goes back, which is no beginning: "the worst since a bomb killed nine last year"."""

_ENDING = frozenset({"ending", "ended", "ends", "end"})


def _is_over(doc: Doc, extent: Extent) -> bool:
    """Whether the words before a day say that what began on it has ended: "ending a siege that had begun on Sunday"."""
    first = max(doc[extent.start].sent.start if doc.has_annotation("SENT_START") else 0, extent.start - WINDOW)
    return not _ENDING.isdisjoint(lowers(doc)[first : extent.start])


_CLAUSE_ENDS = frozenset({",", ";", ":", "(", ")", "and", "but", "–", "—"})
"""What stands between "since" and a date that it does not belong to."""
