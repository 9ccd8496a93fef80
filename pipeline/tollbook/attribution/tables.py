"""The table of cues, read into rows and turned into an index by word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from ..lexicon import table
from ..values import Stance

Frame: TypeAlias = Literal[
    "speech",
    "bracket",
    "object",
    "clause",
    "infinitive",
    "figure",
    "number",
    "tally",
    "address",
    "quotation",
    "complement",
    "noun",
    "source",
    "adverb",
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
    return ("base", "third", "past", "participle")[n]


@lru_cache(maxsize=1)
def noun_forms() -> frozenset[str]:
    """Forms that are nouns as well: claims, reports.

    >>> "claims" in noun_forms(), "says" in noun_forms()
    (True, False)
    """
    return frozenset(form for cue in cues().values() if cue.pos == "noun" for form in cue.forms) | _OTHER_NOUNS


_OTHER_NOUNS = frozenset(
    """plan plans question questions support decision decisions states state document documents record records detail
    details note notes name names list lists quote quotes offer offers object objects post posts text texts tweet tweets
    outline outlines label labels brand brands term terms link links shouts shout cry cries rule rules rate rates rank
    ranks judge judges guess guesses praise mock challenge challenges attack attacks protest protests blame answer
    answers counter counters comment comments remark remarks love hate dislike favor favour welcome champion champions
    reference references credit faults fault voice voices chant chants signal signals hint hints address back backs
    charges appeal appeals order orders address addresses debate debates talk talks points point poll polls lies lie
    worry worries wonder wonders regret regrets dream dreams suspects suspect""".split()
)


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
