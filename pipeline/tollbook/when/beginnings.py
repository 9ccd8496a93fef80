"""Days since when something runs: "since March", "the war, which began with protests in March"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc

from ..lexicon import read_table, table_path
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
    at = extent.start - 1
    while at >= 0 and (doc[at].is_space or doc[at].lower_ in ("the", "about", "around", "at", "early", "late", "ever")):
        at -= 1
    return at if at >= 0 else None


_TO_VERB = 6
"""Most words between a verb of beginning and its day: "began with peaceful protests in March"."""


def beginning(doc: Doc, extent: Extent) -> Extent | None:
    """The words that make a date the start of a running period: "since", "the war began in", or a later "since then"."""
    at = word_before(doc, extent)
    if at is None:
        return None
    if doc[at].lower_ == "since":
        return Extent(at, at + 1)
    if _is_over(doc, extent):
        return None
    first = max(doc[extent.start].sent.start if doc.has_annotation("SENT_START") else 0, at - WINDOW)
    for i in range(at - 1, first - 1, -1):
        if doc[i].lower_ in _CLAUSE_ENDS:
            break
        if doc[i].lower_ == "since" and _HARMING.isdisjoint(token.lower_ for token in doc[i:at]):
            return Extent(i, i + 1)
    for i in range(max(first + 1, at - 1), at + 1):
        if _starts().get(f"{doc[i - 1].lower_} {doc[i].lower_}") == "alone":
            return Extent(i - 1, i + 1)
    verb = _verb(doc, first, at)
    for i in range((verb or first) - 1, first - 1, -1):
        if doc[i].lower_ == "since" or _starts().get(doc[i].lower_) == "noun":
            return Extent(i, i + 1)
    return _counted_from(doc, extent)


def _verb(doc: Doc, first: int, at: int) -> int | None:
    """The verb of beginning that a day belongs to: nothing but its own phrases stands between."""
    for i in range(at, max(first, at - _TO_VERB) - 1, -1):
        word = doc[i].lower_
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
    if not _HARMING.isdisjoint(token.lower_ for token in sent):
        return None
    for i in range(sent.end, min(len(doc) - 1, extent.end + _THEN)):
        if "\n\n" in doc[i].text or (doc[i].is_digit and len(doc[i]) == 4):
            return None
        if doc[i].lower_ == "since" and doc[i + 1].lower_ == "then":
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
    return any(doc[i].lower_ in _ENDING for i in range(first, extent.start))


_CLAUSE_ENDS = frozenset({",", ";", ":", "(", ")", "and", "but", "–", "—"})
"""What stands between "since" and a date that it does not belong to."""
