"""The table of cues, read into rows and turned into an index by word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from ..lexicon import table
from ..values import Stance

Frame: TypeAlias = Literal[
    "speech", "object", "clause", "infinitive", "address", "quotation", "complement", "noun", "source", "adverb"
]
Form: TypeAlias = Literal["base", "third", "past", "participle", "ing", "fixed"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of ``cues.csv``.

    Attributes:
        forms: Of a verb the base, the third person, the past, the participle where it differs, and the form in -ing.
        frames: In which company it reports something; see the head of the table.
    """

    id: str
    forms: tuple[str, ...]
    pos: Literal["verb", "noun", "preposition", "adverb"]
    stance: Stance
    frames: tuple[Frame, ...]
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of a cue: its words, and which form of the verb it is."""

    cue: Cue
    words: tuple[str, ...]
    form: Form


@lru_cache(maxsize=1)
def cues() -> Mapping[str, Cue]:
    """The rows of ``cues.csv`` by id.

    >>> cues()["deny"].stance
    'deny'
    """
    return {row.id: row for row in table("attribution", "cues", Cue)}


def _form(cue: Cue, n: int) -> Form:
    if cue.pos != "verb":
        return "fixed"
    if n == len(cue.forms) - 1:
        return "ing"
    return ("base", "third", "past", "participle")[n]  # type: ignore[return-value]


@lru_cache(maxsize=1)
def index() -> Mapping[str, tuple[Entry, ...]]:
    """Entries by their first word, the longest first.

    >>> [entry.words for entry in index()["according"]]
    [('according', 'to')]
    """
    found: dict[str, list[Entry]] = {}
    for cue in cues().values():
        for n, form in enumerate(cue.forms):
            words = tuple(form.split())
            found.setdefault(words[0], []).append(Entry(cue, words, _form(cue, n)))
    return {word: tuple(sorted(entries, key=lambda e: -len(e.words))) for word, entries in found.items()}
