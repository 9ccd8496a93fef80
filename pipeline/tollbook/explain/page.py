"""What the parts of an explanation look at: a document, its findings by id, and the way from tokens to characters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc

from ..spans import by_id
from ..values import Circumstance, Claim, Evidence, Extent, Incident
from .rules import rule
from .shape import NOTHING, Rule, Words

KINDS = {"place": "place", "weapon": "weapon", "when": "date", "actor": "actor", "attribution": "attribution"}
"""Rooms whose findings are told by themselves, and what a finding of each is called."""


class Page:
    """A document that walked through all rooms.

    Attributes:
        claims, circumstances, incidents: By id of the claim or the incident.
        findings: The findings of the rooms of `KINDS`, by id.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._text = doc.text  # asked for once: spaCy puts it together anew each time
        self._sentences = _sentence_starts(doc)
        self.claims: dict[str, Claim] = by_id(self.found("casualty"))
        self.circumstances: dict[str, Circumstance] = {
            one.claim: one for one in self.found("circumstance") if one.claim is not None
        }
        self.incidents: dict[str, Incident] = by_id(self.found("incident"))
        self.findings: dict[str, Any] = {one.id: one for room in KINDS for one in self.found(room)}
        self.paragraphs = _paragraphs(doc)

    def found(self, room: str) -> tuple[Any, ...]:
        """What a room found."""
        return tuple(getattr(self.doc._, room) or ())

    def words(self, extent: Extent) -> Words:
        """An extent as characters."""
        last = self.doc[extent.end - 1]
        start, end = self.doc[extent.start].idx, last.idx + len(last.text)
        return Words(start, end, self._text[start:end])

    def words_or_none(self, extent: Extent | None) -> Words | None:
        """An extent as characters, or null."""
        return None if extent is None else self.words(extent)

    def cues(self, extents: Iterable[Extent]) -> tuple[Words, ...]:
        """Some extents as characters, each once, in order."""
        return tuple(self.words(extent) for extent in sorted(set(extents)))

    def text(self, extent: Extent) -> str:
        """The words of an extent on one line."""
        return " ".join(self.words(extent).text.split())

    def paragraph(self, extent: Extent) -> int:
        """The number of the paragraph in which an extent starts, from 1."""
        at = self.doc[extent.start].idx
        return next((n for n, (_, end) in enumerate(self.paragraphs, 1) if at < end), len(self.paragraphs))

    def sentence(self, token: int) -> int:
        """The first token of the sentence of a token: its name among sentences."""
        return self._sentences[token]


def grounds(evidence: Iterable[Evidence]) -> dict[str, Evidence]:
    """Why each field is as it is: of several reasons for one field the last holds."""
    return {one.field: one for one in evidence}


def ruled(room: str, ident: str | None) -> Rule:
    """A rule of a room, or that of nothing."""
    return NOTHING if ident is None else rule(room, ident)


def _sentence_starts(doc: Doc) -> list[int]:
    """For each token the first of its sentence."""
    found = [0] * len(doc)
    for sent in doc.sents:
        found[sent.start : sent.end] = [sent.start] * len(sent)
    return found


def _paragraphs(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Where the paragraphs stand: the zones of the page, those of one line joined."""
    found: list[tuple[int, int]] = []
    text = doc.text
    for zone in doc._.text or ():
        if zone.label == "quotation":
            continue
        span = doc[zone.extent.start : zone.extent.end]
        start = span.start_char + len(span.text) - len(span.text.lstrip())
        end = span.start_char + len(span.text.rstrip())
        if start >= end:
            continue
        if found and "\n" not in text[found[-1][1] : start]:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return tuple(found)
