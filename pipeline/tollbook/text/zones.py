"""Zones: which part of the page a word stands in.

Headline, byline, dateline, caption and furniture are told by what the reader of the file saw (headings, bold lines,
a title), by their place, and by the words of ``furniture.csv``; what is left is body. Zones are made of whole lines,
the dateline excepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc

from ..lexicon import table
from ..values import Article, Extent, Zone, ZoneLabel
from .sentences import is_hard_wrapped

HEADLINE_LIMIT = 220
"""Most characters of a first line that is taken for a headline."""

_AGENCIES = "AFP|AP|Reuters|REUTERS|ANI|PTI|IANS|EFE|DPA|dpa|UPI|Xinhua|TASS|Interfax|SANA|CNN|BBC|VOA|RFE/RL|NNA|AA"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{2,4}})?)"
_NAME = r"[A-Z][\w'’.\-]*(?: (?:[A-Z][\w'’.\-]*|de|of|al|el|la|las|los|the|and)){0,5}"
DATELINE = re.compile(
    rf"(?P<place>{_NAME}(?:, {_NAME}){{0,2}})"
    rf"(?:,? {_DATE}|,? ?\((?:{_AGENCIES}|{_DATE}|[A-Z][\w./ ]{{1,24}})\)|,? (?:{_AGENCIES}))*"
    rf"\s*(?:—|–|--|-(?= )|:(?= )|(?<=\)):)\s*(?:\((?:{_AGENCIES})\)\s*(?:—|–|--|-)?\s*)?"
)
"""A dateline at the start of a paragraph: place, perhaps date and agency, then a dash or colon."""

_BYLINE = re.compile(
    r"(?:by |from )[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,4}(?:,? (?:in|and|with) .{1,60})?$|(?:published|updated|posted)\b.{0,60}$|"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?: \d{1,2}:\d{2})?(?: by \w+)?$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"^[\W_]*(?:[A-Z]{2,4})?[\W_]*$")


@dataclass(frozen=True, slots=True)
class Furniture:
    """A row of ``furniture.csv``."""

    id: str
    zone: Literal["caption", "furniture"]
    where: Literal["start", "whole", "end"]
    form: str
    example: str
    counterexample: str


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
    for row in _furniture():
        if row.where == "whole":
            hit = folded == row.form
        elif row.where == "end":
            hit = folded.rstrip(".").endswith(row.form) and len(folded) < 300
        else:
            rest = folded[len(row.form) :]
            hit = folded.startswith(row.form) and not (rest[:1].isalpha() and row.form[-1].isalpha())
        if hit:
            return row
    return None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: characters, half-open, without its break."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines that hold anything; in a hard-wrapped text, its paragraphs."""
    pattern = r"[^\n]+(?:\n[^\n]+)*" if is_hard_wrapped(text) else r"[^\n]+"
    for match in re.finditer(pattern, text):
        if match.group().strip():
            yield Line(match.start(), match.end(), match.group())


def _label(line: Line, article: Article | None, *, first: bool, last: bool, seen_body: bool) -> tuple[ZoneLabel, str]:
    kinds = {
        mark.kind
        for mark in (article.marks if article else ())
        if mark.start < line.end and line.start < mark.end and mark.end - mark.start >= 0.8 * len(line.text.strip())
    }
    stripped = line.text.strip()
    row = furniture_rule(stripped)
    if row is not None:
        return row.zone, f"furniture.{row.id}"
    if "title" in kinds or (article is not None and article.title and stripped == article.title and not seen_body):
        return "headline", "zone.title"
    if "byline" in kinds or (not seen_body and len(stripped) < 90 and _BYLINE.match(stripped)):
        return "byline", "zone.byline"
    if last and len(stripped) < 12 and _SEPARATOR.match(stripped):
        return "furniture", "zone.credit"
    if re.fullmatch(r"[\W_]+", stripped):
        return "furniture", "zone.separator"
    if first and not last and len(stripped) <= HEADLINE_LIMIT and stripped[-1] not in ".:;,\"”)":
        return "headline", "zone.first_line"
    if "heading" in kinds and not seen_body and len(stripped) <= HEADLINE_LIMIT:
        return "headline", "zone.heading"
    return "body", "zone.body"


def _dateline_end(line: Line) -> int | None:
    match = DATELINE.match(line.text)
    if match is None or match.end() > 90 or match.end() >= len(line.text.rstrip()):
        return None
    return line.start + match.end()


def zones(doc: Doc, article: Article | None) -> list[Zone]:
    """Divide a document into zones, in order. Quotations are found apart, by `quotes`."""
    found: list[Zone] = []
    lines = list(lines_of(doc.text))
    final = max((n for n, line in enumerate(lines) if re.search(r"\w", line.text)), default=-1)
    seen_body = dateline_seen = False
    for n, line in enumerate(lines):
        label, rule = _label(line, article, first=n == 0, last=n >= final, seen_body=seen_body)
        split = _dateline_end(line) if label == "body" and not dateline_seen and n < 8 else None
        if split is not None:
            dateline_seen = True
            found += _zone(doc, line.start, split, "dateline", "zone.dateline")
            found += _zone(doc, split, line.end, label, rule)
        else:
            found += _zone(doc, line.start, line.end, label, rule)
        seen_body = seen_body or label == "body"
    return _without_gaps(found)


def _zone(doc: Doc, start: int, end: int, label: ZoneLabel, rule: str) -> list[Zone]:
    span = doc.char_span(start, end, alignment_mode="contract")
    if span is None or not len(span):
        return []
    return [Zone(Extent(span.start, span.end), label, rule)]


def _without_gaps(found: list[Zone]) -> list[Zone]:
    return sorted(found, key=lambda zone: zone.extent)
