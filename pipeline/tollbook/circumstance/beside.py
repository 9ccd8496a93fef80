"""What stands beside the mentions of actors, told word by word: most sentences that tell of deeds are not parsed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc

from ..lexicon import table
from ..spans import lowers, spaces, starts
from ..values import Actor, Extent

Means = Literal["does", "blamed", "claims", "denies"]
"""What is said of an actor: that it attacked, is blamed, claims or denies."""

OPEN = frozenset({"[", "(", '"', "“", "'", "‘"})
CLOSE = frozenset({"]", ")", '"', "”", "'", "’"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nobody", "neither", "nor"})
STOPS = frozenset({".", ";", ":", "!", "?"})
_SHOOTING = frozenset({"shot", "shoots", "shooting"})

_OF_GROUP = frozenset(
    """guerrillas guerrilla guerillas rebels rebel fighters fighter members member militants militiamen insurgents
    terrorists terrorist commandos commands command units unit forces troops soldiers gunmen men urban combatants cell
    cells squad squads sappers group front column columns subversives elements organization organisation commando gang
    channels channel
    """.split()
)
"""Nouns behind a name that are of the name's own people: "FMLN urban commandos"."""


_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_BRANCHES = frozenset("branch wing affiliate arm chapter faction province offshoot".split())


@dataclass(frozen=True, slots=True)
class Row:
    """A row of ``deeds.csv``."""

    id: str
    kind: Literal["verb", "noun", "by", "alone"]
    means: Means
    forms: tuple[str, ...]
    example: str
    counterexample: str


@lru_cache(maxsize=4)
def _forms(kind: str) -> Mapping[str, tuple[tuple[tuple[str, ...], Row], ...]]:
    """Forms of a kind by their first word (of the kind ``by``, by their last), the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for row in table("circumstance", "deeds", Row):
        if row.kind == kind:
            for form in row.forms:
                words = tuple(form.split())
                found.setdefault(words[-1 if kind == "by" else 0], []).append((words, row))
    return {word: tuple(sorted(rows, key=lambda one: -len(one[0]))) for word, rows in found.items()}


class Beside:
    """The words of a document without the line breaks inside its sentences, and the actors among them.

    Positions are those of the words that are left; `extent` turns them back into the document's.
    """

    def __init__(self, doc: Doc, actors: Sequence[Actor]) -> None:
        kept = [i for i, blank in enumerate(spaces(doc)) if not blank]
        every = lowers(doc)
        self.words = [every[i] for i in kept]
        self._kept = kept
        self._place = {i: n for n, i in enumerate(kept)}
        begins = starts(doc)
        # Only over what was left out, white space, can a line break part two words.
        gaps = {i: kept[n - 1] for n, i in enumerate(kept) if n and i > kept[n - 1] + 1}
        self.opens = [begins[i] or (i in gaps and _parted(doc, gaps[i], i)) for i in kept]
        self.spans = {actor.id: self._span(actor) for actor in actors}
        self.starting = {start: end for start, end in self.spans.values()}
        self.ending = {end: start for start, end in self.spans.values()}

    def _span(self, actor: Actor) -> tuple[int, int]:
        at = [self._place[i] for i in range(actor.extent.start, actor.extent.end) if i in self._place]
        return at[0], at[-1] + 1

    def extent(self, start: int, end: int) -> Extent:
        """The document's stretch of some words."""
        return Extent(self._kept[start], self._kept[end - 1] + 1)

    def token(self, at: int) -> int:
        """The document's token of a word."""
        return self._kept[at]

    def place(self, token: int) -> int:
        """The word of a token of the document."""
        return self._place[token]

    def sentence_end(self, at: int) -> int:
        """Where the sentence of a word ends."""
        end = at + 1
        while end < len(self.words) and not self.opens[end]:
            end += 1
        return end

    def sentence_start(self, at: int) -> int:
        """Where the sentence of a word starts."""
        while at > 0 and not self.opens[at]:
            at -= 1
        return at

    def inside(self, at: int, end: int) -> bool:
        """Whether a place behind a mention is still in its sentence."""
        return at < len(self.words) and not any(self.opens[i] for i in range(end, at + 1) if i < len(self.opens))

    def past(self, actor: Actor) -> int:
        """Where the words behind a mention begin: its short form in brackets and its own people's noun belong to it."""
        at = self.spans[actor.id][1]
        while at < len(self.words) and not self.opens[at]:
            if self.words[at] in CLOSE and self.words[at] not in OPEN:
                at += 1
            elif self.words[at] in OPEN and (end := self._bracketed(at)) > at:
                at = end
            elif at in self.starting and not actor.adjective:
                at = self.starting[at]  # a second mention that goes with it: "ELN guerrillas"
            elif self.words[at] in _OF_GROUP and not actor.adjective:
                at += 1
            elif self.words[at] in _POSSESSIVES and (end := self._branch(at)) > at:
                at = end
            elif self.words[at] == "of" and not actor.adjective and self.form(at + 2, "verb") is not None:
                at += 2  # "the Liberation Army of Zelba attacked"
            else:
                break
        return at

    def _branch(self, at: int) -> int:
        """Behind a part of a group that is named as its own: "the movement's northern wing"; or the same place."""
        for end in range(at + 1, min(at + 4, len(self.words))):
            if self.words[end] in _BRANCHES:
                return end + 1
        return at

    def _bracketed(self, at: int) -> int:
        """Behind a short form in brackets, or the same place."""
        for end in range(at + 1, min(at + 9, len(self.words))):
            if self.words[end] in ("]", ")"):
                return end + 1
            if self.words[end] in STOPS or self.words[end] == ",":
                return at
        return at + 1 if self.words[at] in ('"', "“", "'", "‘") else at

    def form(self, at: int, kind: str) -> tuple[int, Row] | None:
        """The form that begins at a word: where it ends, and its row."""
        for form, row in _forms(kind).get(self.words[at], ()) if at < len(self.words) else ():
            end = at + len(form)
            if tuple(self.words[at:end]) == form:
                downed = form[-1] in _SHOOTING and self.words[end : end + 1] == ["down"]
                return None if downed else (end, row)  # "shot down 31 drones": what flew, and nobody on the ground
        return None

    def ending_form(self, at: int) -> tuple[int, Row] | None:
        """The form of the kind ``by`` that ends with a word: where it starts, and its row."""
        for form, row in _forms("by").get(self.words[at], ()):
            start = at - len(form) + 1
            if start >= 0 and tuple(self.words[start : at + 1]) == form:
                return start, row
        return None

    def ending_form_of(self, words: tuple[str, ...]) -> Row | None:
        """The row of a form of the kind ``by``, whose words may stand apart in the text."""
        return next((row for form, row in _forms("by").get(words[-1], ()) if form == words), None)

    def before(self, at: int, count: int) -> Iterator[str]:
        """Words before a place, the nearest first, of its sentence."""
        floor = self.sentence_start(min(at, len(self.words) - 1))
        for i in range(at - 1, max(floor, at - count) - 1, -1):
            yield self.words[i]


def _parted(doc: Doc, one: int, other: int) -> bool:
    """Whether an empty line stands between two words."""
    return any(doc[i].text.count("\n") > 1 for i in range(one + 1, other))
