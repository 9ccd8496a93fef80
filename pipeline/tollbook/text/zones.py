"""Zones: which part of the page a word stands in.

Headline, byline, dateline, caption and furniture are told by what the reader of the file saw (headings, bold lines,
a title), by their place, and by the words of ``furniture.csv``; what is left is body. Zones are made of whole lines,
the dateline excepted, and every word stands in exactly one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from spacy.attrs import IDX, IS_SPACE
from spacy.tokens import Doc

from ..items import LEAST, TOWN_LINE
from ..lexicon import table
from ..values import Article, Extent, Mark, Zone, ZoneLabel
from .datelines import dateline_end, is_dateline
from .sentences import BULLETS, is_hard_wrapped

HEADLINE_LIMIT = 220
"""Most characters of a first line that is taken for a headline."""

DECK_LIMIT = 140
"""Most characters of a later line before the body that is taken for a part of the headline."""

_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}"
_MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? )?"
_NUMERIC = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
_DATE = rf"{_WEEKDAY}(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}}|{_NUMERIC})"
_TIME = r"(?:(?:,| at| -| \||T)? ?\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[APap]\.?[Mm]\.?)?(?: ?\(?[A-Z]{2,4}\)?)?)?"
_BYLINE = re.compile(
    rf"(?:By|BY|by|From|FROM|Written by|Reported by|Story by) {_NAME}(?:(?:,| and| in| with|, in) {_NAME}){{0,5}}$"
    r"|(?i:published|updated|posted|last updated|first published)\b.{0,60}$"
    rf"|{_DATE}{_TIME}(?: by \w+)?$"
)
_CREDIT = re.compile(r"^[\W_]*(?:[A-Z]{2,4}|30)?[\W_]*$")
_SENTENCE_END = re.compile(r"[.!?:;,][\"”’')\]]*$")
_FULL_STOP = re.compile(r"\.[\"”’')\]]*$")
_TAIL_WORDS = 6
"""Most words that follow a form of the kind ``tail``."""
_DATELINE_LINES = 12
"""How many lines down a dateline is looked for."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A row of ``furniture.csv``."""

    id: str
    zone: Literal["caption", "furniture"]
    where: Literal["start", "whole", "end", "tail"]
    form: str
    block: bool
    example: str
    counterexample: str

    def holds(self, folded: str) -> bool:
        """Whether a line in lower case follows this row."""
        if self.where == "whole":
            return folded == self.form
        if self.where == "end":
            return folded.rstrip(".").endswith(self.form) and len(folded) < 300
        if self.where == "tail":
            _, found, after = folded.rpartition(self.form)
            return bool(found) and len(after.split()) <= _TAIL_WORDS
        rest = folded[len(self.form) :]
        return folded.startswith(self.form) and not (rest[:1].isalpha() and self.form[-1].isalpha())


@lru_cache(maxsize=1)
def _furniture() -> tuple[Furniture, ...]:
    return table("text", "furniture", Furniture)


def furniture_rule(line: str) -> Furniture | None:
    """The row of ``furniture.csv`` that a line follows, or null.

    >>> furniture_rule("Read more: clashes in the south").id
    'read-more'
    >>> furniture_rule("Readers want more") is None
    True
    """
    folded = line.strip().lower().replace("’", "'").strip("*_#> ")
    return next((row for row in _furniture() if row.holds(folded)), None)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: characters, half-open, without its break."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines that hold anything; in a hard-wrapped text, its paragraphs.

    A line that goes on in lower case after a single break is one with the line before.

    >>> [line.text for line in lines_of("Two men\\ndied.\\nPolice came.")]
    ['Two men\\ndied.', 'Police came.']
    """
    joined = r"[^\n]+" if is_hard_wrapped(text) else r"[ \t]*[a-z][^\n]*"
    for match in re.finditer(rf"[^\n]+(?:\n{joined})*", text):
        if match.group().strip():
            yield Line(match.start(), match.end(), match.group())


@dataclass(slots=True)
class _Walk:
    """Goes down a page, line by line, and says what each line is."""

    title: str | None
    seen_body: bool = False
    seen_line: bool = False
    in_block: bool = False

    def label(self, line: Line, marks: Sequence[Mark], *, last: bool) -> tuple[ZoneLabel, str]:
        """The zone of the next line and the rule that says so."""
        label, rule = self._label(line.text.strip(), _kinds(line, marks), last=last)
        self.seen_line = True
        self.seen_body = self.seen_body or label == "body"
        return label, rule

    def _label(self, stripped: str, kinds: set[str], *, last: bool) -> tuple[ZoneLabel, str]:
        row = furniture_rule(stripped)
        if row is not None:
            opens = row.block and len(stripped) <= len(row.form) + 4
            self.in_block = opens or (self.in_block and row.zone == "furniture")
            return row.zone, f"furniture.{row.id}"
        if "title" in kinds or (not self.seen_body and stripped == self.title):
            return "headline", "zone.title"
        if "byline" in kinds or (not self.seen_body and len(stripped) < 90 and _BYLINE.match(stripped)):
            return "byline", "zone.byline"
        if not self.seen_body and len(stripped) < 90 and is_dateline(stripped):
            return "dateline", "zone.dateline_line"
        if last and self.seen_line and len(stripped) < 12 and _CREDIT.match(stripped):
            return "furniture", "zone.credit"
        if not re.search(r"[^\W_]", stripped):
            return "furniture", "zone.separator"
        self.in_block = self.in_block and len(stripped) <= HEADLINE_LIMIT and not _FULL_STOP.search(stripped)
        if self.in_block:
            return "furniture", "zone.block"
        if not self.seen_body and not last and _is_headline(stripped, first=not self.seen_line):
            return "headline", "zone.heading" if self.seen_line else "zone.first_line"
        return "body", "zone.body"


def _kinds(line: Line, marks: Sequence[Mark]) -> set[str]:
    """Kinds of formatting that hold for nearly all of a line."""
    length = 0.8 * len(line.text.strip())
    return {mark.kind for mark in marks if min(mark.end, line.end) - max(mark.start, line.start) >= length}


def _bold_start(line: Line, marks: Sequence[Mark]) -> int:
    """How many characters at the start of a line are bold."""
    return max((m.end - line.start for m in marks if m.kind == "bold" and m.start <= line.start < m.end), default=0)


def _marks_of(lines: Sequence[Line], marks: Sequence[Mark]) -> Mapping[int, list[Mark]]:
    """The marks that touch each line, by the line's number."""
    starts = [line.start for line in lines]
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        n = max(bisect_right(starts, mark.start) - 1, 0)
        while n < len(lines) and lines[n].start < mark.end:
            found[n].append(mark)
            n += 1
    return found


def _is_headline(stripped: str, *, first: bool) -> bool:
    """Whether a line before the body reads as a headline, a second one, or a line of a letterhead."""
    if len(stripped) > (HEADLINE_LIMIT if first else DECK_LIMIT) or stripped[0] in BULLETS:
        return False
    return _SENTENCE_END.search(stripped) is None


def zones(doc: Doc, article: Article | None) -> list[Zone]:
    """Divide a document into zones, in order. Quotations are found apart, by `quotes`."""
    text = doc.text
    lines = list(lines_of(text))
    final = max((n for n, line in enumerate(lines) if re.search(r"[^\W_]", line.text)), default=-1)
    marks_of = _marks_of(lines, article.marks if article else ())
    walk = _Walk(article.title.strip() if article and article.title else None)
    pieces: list[tuple[int, ZoneLabel, str]] = []
    towns = sum(TOWN_LINE.match(line.text) is not None for line in lines)
    dateline_seen = towns >= LEAST  # a list of the day's events, each line of another town
    for n, line in enumerate(lines):
        first, marks = not walk.seen_body, marks_of.get(n, ())
        label, rule = walk.label(line, marks, last=n >= final)
        split = None
        if label == "body" and not dateline_seen and n < _DATELINE_LINES:
            split = dateline_end(line.text, bold=_bold_start(line, marks), first=first)
        if split is None:
            pieces.append((line.start, label, rule))
        else:
            dateline_seen = True
            pieces += [(line.start, "dateline", "zone.dateline"), (line.start + split, label, rule)]
    return list(_zones(doc, pieces, len(text)))


def _zones(doc: Doc, pieces: list[tuple[int, ZoneLabel, str]], length: int) -> Iterator[Zone]:
    """Turn the characters where pieces start into extents of tokens without leading or trailing white space."""
    column: Any = doc.to_array([IS_SPACE, IDX])
    words: list[int] = np.flatnonzero(column[:, 0] == 0).tolist() if len(doc) else []
    begins: list[int] = column[:, 1].tolist() if len(doc) else []
    limits = [*(start for start, _, _ in pieces), length][1:]
    position = 0
    for (_, label, rule), limit in zip(pieces, limits, strict=True):
        start = position
        while position < len(words) and begins[words[position]] < limit:
            position += 1
        if position > start:
            yield Zone(Extent(words[start], words[position - 1] + 1), label, rule)
