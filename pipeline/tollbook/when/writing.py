"""The day of writing: from the article's date of publication, its date line, or the dates of its head.

A date line counts before the date of publication, if it is at most some days older: "on Monday" is Monday to the
reporter. Where a date line gives no year, the year of publication or another date of the head gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc

from ..spans import lowers, texts
from ..values import Extent
from .periods import Period, first_day, is_prefix
from .reading import Now
from .scan import Candidate, Found, Scanner, Symbols
from .tables import tables

HEAD = 80
"""Words of the head of an article, in which a date line or a year is looked for."""

OLDEST_DATELINE = timedelta(days=10)
NEWEST_DATELINE = timedelta(days=-2)
"""How much older, and how much newer, than the given day of publication an article may be by its own date line."""

_DAY_RULES = frozenset(
    {"iso", "numeric", "day-month-yy", "day-month", "day-may", "day-month-year", "month-day", "month-day-year"}
)
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)-(?:0[1-9]|1[0-2])$")
_AFTER = frozenset({"--", "-", "–", "—", ")", "(", "/", "]", "["})


@dataclass(frozen=True, slots=True)
class Writing:
    """What is known of the day of writing, and the tokens of the dates that say so."""

    anchor: date | None
    year: int | None
    years: dict[tuple[int, int], int]
    shown: tuple[Extent, ...]

    def now(self) -> Now:
        """A fresh state for reading a document."""
        return Now(anchor=self.anchor, year=self.year, years=self.years)


def find_writing(doc: Doc, scanner: Scanner, symbols: Symbols, candidates: Sequence[Candidate]) -> Writing:
    """Find the day of writing of a document."""
    published = doc._.article.published if doc._.article is not None else None
    given = published if is_prefix(published) else None
    anchor = first_day(given) if given is not None and len(given) >= 10 else None
    candidates = [one for one in candidates if one.rule.name in _DAY_RULES]
    full = [
        (extent, p) for extent, p in _dated(doc, scanner, symbols, candidates, Now()) if p.start and p.month_day is None
    ]
    year = int(given[:4]) if given is not None else _year_of_head(doc, full)
    years = _years(full)
    shown = list(_shown(doc, scanner, symbols, candidates, Now(anchor=anchor, year=year, years=years)))
    for _, period in shown:
        own = first_day(period.start) if period.start is not None else None
        if own is not None and (anchor is None or NEWEST_DATELINE <= anchor - own <= OLDEST_DATELINE):
            anchor = own
            shown += [(e, p) for e, p in full if p.start == own.isoformat() and _is_headline(doc, e)]
            break
    return Writing(anchor, year, years, tuple(extent for extent, _ in shown))


def _dated(
    doc: Doc, scanner: Scanner, symbols: Symbols, candidates: Sequence[Candidate], now: Now
) -> Iterator[tuple[Extent, Period]]:
    """Dates that name a day, leftmost and longest first."""
    words = lowers(doc)
    at = 0
    for candidate in candidates:
        if candidate.start < at:
            continue
        period = scanner.meaning(words, symbols, candidate, now)
        if period is not None and period.grain == "day":
            at = candidate.end
            yield symbols.extent(candidate.start, candidate.end), period


def _years(full: Sequence[tuple[Extent, Period]]) -> dict[tuple[int, int], int]:
    """Years by month and day, of the dates that give all three; a day of two years is none."""
    found: dict[tuple[int, int], set[int]] = {}
    for _, period in full:
        when = first_day(period.start or "")
        found.setdefault((when.month, when.day), set()).add(when.year)
    return {key: next(iter(values)) for key, values in found.items() if len(values) == 1}


def _year_of_head(doc: Doc, full: Sequence[tuple[Extent, Period]]) -> int | None:
    """The year of a file number at the head ("2011-07-S-064"), of a chronology, or of the first full date there."""
    for word in texts(doc)[:HEAD]:
        match = _YEAR_MONTH.match(word) if word[0] in "12" else None
        if match:
            return int(match.group(1))
    titled = _year_of_title(doc)
    if titled is not None:
        return titled
    return next((first_day(p.start or "").year for extent, p in full if extent.end <= HEAD), None)


_CHRONICLES = frozenset({"timeline", "chronology", "chronicle", "diary", "log", "calendar"})


def _year_of_title(doc: Doc) -> int | None:
    """The year that a chronology has in its title: "Timeline - 2015"."""
    title = next((z.extent for z in doc._.text or () if z.label == "headline"), None)
    words = [] if title is None else texts(doc)[title.start : title.end]
    years = [int(word) for word in words if word.isdigit() and len(word) == 4 and word[:2] in ("19", "20")]
    return years[0] if len(years) == 1 and not _CHRONICLES.isdisjoint(word.lower() for word in words) else None


def _shown(
    doc: Doc, scanner: Scanner, symbols: Symbols, candidates: Sequence[Candidate], now: Now
) -> Iterator[tuple[Extent, Period]]:
    zones = [z.extent for z in doc._.text or () if z.label in ("byline", "dateline")]
    for extent, period in _dated(doc, scanner, symbols, candidates, now):
        if (
            any(zone.contains(extent) for zone in zones)
            or _is_date_line(doc, extent)
            or _opens_page(doc, extent, period)
        ):
            yield extent, period


_OPENING = 8
_STAMPS = frozenset("date dated published posted updated".split())


def _opens_page(doc: Doc, extent: Extent, period: Period) -> bool:
    """Whether a page opens with a day and its year, and goes on with a sentence: "Aug. 17, 2024 Two men died in Homs"."""
    if extent.start > _OPENING or extent.end >= len(doc) or period.month_day is not None:
        return False
    before = [token for token in doc[: extent.start] if token.is_alpha]
    stamped = all(token.lower_ in _STAMPS or token.lower_ in tables().months for token in before)
    return stamped and (doc[extent.end].is_title or doc[extent.end].is_space)


def _is_headline(doc: Doc, extent: Extent) -> bool:
    return any(z.label == "headline" and z.extent.contains(extent) for z in doc._.text or ())


def _is_date_line(doc: Doc, extent: Extent) -> bool:
    """Whether a date stands as in a date line: after nothing but names, before a dash or bracket."""
    words = texts(doc)
    if extent.start > HEAD or extent.end >= len(doc) or words[extent.end] not in _AFTER:
        return False
    start = extent.start
    while start > 0 and "\n" not in words[start - 1]:
        start -= 1
    before = words[start : extent.start]
    if len(before) > 9:
        return False
    return (not before or before[-1] in (",", "(")) and not any(word.islower() for word in before)


_WEEK = (timedelta(days=4), timedelta(days=7))
"""How far apart the first and the last day of what a weekly bulletin covers may lie."""

_LATE = timedelta(days=10)
"""How long after that week the bulletin may be written."""


def week_of_bulletin(doc: Doc, found: Sequence[Found], anchor: date | None) -> tuple[date, date] | None:
    """The first and last day of the week that the title of a bulletin gives: "3 to 9 October 2022"."""
    title = next((z.extent for z in doc._.text or () if z.label == "headline"), None)
    for one in found:
        start, end = one.period.start, one.period.end
        if title is None or anchor is None or not title.contains(one.extent):
            continue
        if start is None or end is None or len(start) < 10 or len(end) < 10 or one.period.relative:
            continue
        first, last = first_day(start), first_day(end)
        if _WEEK[0] <= last - first <= _WEEK[1] and timedelta(0) <= anchor - last <= _LATE:
            return first, last
    return None
