"""An article and the parts of its page: the values that stand under all others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .vocabulary import ZoneLabel


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """A half-open stretch of tokens of one ``Doc``.

    >>> Extent(2, 5).overlaps(Extent(4, 6)), Extent(2, 5).contains(Extent(5, 6)), len(Extent(2, 5))
    (True, False, 3)
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Extent) -> bool:
        """Whether the two share a token."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Extent) -> bool:
        """Whether every token of the other is in this one."""
        return self.start <= other.start and other.end <= self.end

    def joined(self, other: Extent) -> Extent:
        """The shortest stretch that covers both."""
        return Extent(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Mark:
    """Formatting that the input carried and the text no longer shows: characters, half-open, of `Article.text`.

    ``kind`` is one of ``heading``, ``bold``, ``italic``, ``link``, ``image``, ``list``, ``quote``, ``rule``.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read.

    Attributes:
        id: The id that the input gave, as text, or null.
        text: What is annotated; every offset of the record counts code points of it.
        title, published, publisher, url, language, byline: As given, or as recognised in the text; null if unknown.
            ``published`` is an ISO date or date-time prefix (``2017-11-27T08:46``).
        source: Where it was read from, for messages: a path, with ``:line`` for a line of a file.
        marks: Formatting, see `Mark`.
        meta: Other keys of the input, untouched.
    """

    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    byline: str | None = None
    source: str = ""
    marks: tuple[Mark, ...] = ()
    meta: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the article with one function. Zones other than ``quotation`` do not overlap and cover the text."""

    extent: Extent
    label: ZoneLabel
    rule: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence that was tagged and parsed, and the trigger word that asked for it."""

    extent: Extent
    trigger: int | None = None
