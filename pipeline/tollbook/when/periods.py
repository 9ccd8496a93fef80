"""Stretches of days as ISO 8601 prefixes, and their arithmetic.

A prefix leaves out what is unknown: ``2017-11-27`` a day, ``2017-11`` a month, ``2017`` a year. Nothing here reads
text.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeAlias

from dateutil.relativedelta import relativedelta

Grain: TypeAlias = Literal["day", "weekend", "week", "month", "season", "year", "decade", "span"]
Part: TypeAlias = Literal["first", "middle", "last", "start", "end"]

PRECISION: dict[Grain, int] = {
    "day": 1, "weekend": 2, "span": 2, "week": 3, "month": 4, "season": 5, "year": 5, "decade": 5,
}  # fmt: skip
"""UCDP's date_prec of a period whose days are not known."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days.

    Attributes:
        start, end: ISO prefixes, inclusive, or null.
        grain: What the expression named: a day, a week, a month.
        relative: Whether the day of writing was needed to know it.
        precision: UCDP's date_prec, where the expression is vaguer than its days ("two weeks ago"); else null.
        month_day: Month and day of an expression that named no year, so that a range can lend it one.
    """

    start: str | None
    end: str | None
    grain: Grain
    relative: bool = False
    precision: int | None = None
    month_day: tuple[int, int | None] | None = None


def first_day(prefix: str) -> date:
    """The first day of a prefix.

    >>> first_day("2017-11")
    datetime.date(2017, 11, 1)
    """
    parts = [int(part) for part in prefix[:10].split("-")]
    year, month, day = [*parts, 1, 1][:3]
    return date(year, month, day)


def last_day(prefix: str) -> date:
    """The last day of a prefix.

    >>> last_day("2016-02"), last_day("2016")
    (datetime.date(2016, 2, 29), datetime.date(2016, 12, 31))
    """
    parts = [int(part) for part in prefix[:10].split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = [*parts, 12][:2]
    return date(year, month, calendar.monthrange(year, month)[1])


def is_prefix(text: str | None) -> bool:
    """Whether a string starts with a date of the calendar, or is a prefix of one.

    >>> [is_prefix(t) for t in ("2017-11-27T08:46", "2017-11", "2017-13", "Monday", None)]
    [True, True, False, False, False]
    """
    if not text:
        return False
    try:
        last_day(text)
    except ValueError:
        return False
    return True


def day(when: date, *, relative: bool = False) -> Period:
    """The period of one day."""
    return Period(when.isoformat(), when.isoformat(), "day", relative)


def month(year: int, number: int, *, relative: bool = False) -> Period:
    """The period of a month."""
    prefix = f"{year:04d}-{number:02d}"
    return Period(prefix, prefix, "month", relative)


def year(number: int, *, relative: bool = False) -> Period:
    """The period of a year."""
    return Period(f"{number:04d}", f"{number:04d}", "year", relative)


def span(first: date, last: date, *, grain: Grain = "span", relative: bool = False) -> Period:
    """The period from one day to another; null where they are the wrong way round is the caller's to see."""
    return Period(first.isoformat(), last.isoformat(), grain, relative)


def unknown(grain: Grain) -> Period:
    """A relative expression that nothing anchors."""
    return Period(None, None, grain, relative=True)


def week_of(when: date, *, relative: bool = False) -> Period:
    """The week, Monday to Sunday, of a day.

    >>> week_of(date(2017, 11, 29)).start
    '2017-11-27'
    """
    monday = when - timedelta(days=when.weekday())
    return span(monday, monday + timedelta(days=6), grain="week", relative=relative)


def weekend_of(when: date, *, relative: bool = False) -> Period:
    """The latest Saturday and Sunday that had begun on a day.

    >>> weekend_of(date(2017, 11, 26)).start, weekend_of(date(2017, 11, 27)).start
    ('2017-11-25', '2017-11-25')
    """
    saturday = when - timedelta(days=(when.weekday() - 5) % 7)
    return span(saturday, saturday + timedelta(days=1), grain="weekend", relative=relative)


def latest_weekday(weekday: int, on_or_before: date) -> date:
    """The latest day with that name, Monday 0.

    >>> latest_weekday(6, date(2017, 11, 27))
    datetime.date(2017, 11, 26)
    """
    return on_or_before - timedelta(days=(on_or_before.weekday() - weekday) % 7)


def shifted(when: date, unit: str, count: int) -> date:
    """A day so many units away.

    >>> shifted(date(2016, 3, 31), "month", -1)
    datetime.date(2016, 2, 29)
    """
    if unit == "hour":
        return when + timedelta(days=-(-count // 24) if count > 0 else count // 24 if count <= -24 else 0)
    if unit in ("week", "weekend"):
        return when + timedelta(weeks=count)
    if unit == "day":
        return when + timedelta(days=count)
    return when + (relativedelta(months=count) if unit == "month" else relativedelta(years=count))


def precision_of(period: Period) -> int:
    """UCDP's date_prec of a period: 1 a day, 2 up to six days, 3 a week, 4 up to a month, 5 longer.

    >>> precision_of(month(2017, 11)), precision_of(Period("2017-11-25", "2017-11-26", "weekend"))
    (4, 2)
    """
    if period.precision is not None:
        return period.precision
    if period.start is None and period.end is None:
        return PRECISION[period.grain]
    if period.start is None or period.end is None:
        return {10: 1, 7: 4}.get(len(period.start or period.end or ""), 5)
    days = (last_day(period.end) - first_day(period.start)).days + 1
    return 1 if days == 1 else 2 if days < 7 else 3 if days <= 8 else 4 if days <= 31 else 5


def part_of(period: Period, part: Part) -> Period:
    """A part of a month, a year or a longer period; a day stays whole.

    >>> part_of(year(2014), "first").end, part_of(month(2017, 11), "middle").start, part_of(year(2017), "end").start
    ('2014-04', '2017-11-11', '2017-12')
    """
    if period.start is None or period.end is None or period.grain in ("day", "weekend", "span"):
        return period
    first, last = first_day(period.start), last_day(period.end)
    if period.grain == "year":
        low, high = {"first": (1, 4), "middle": (5, 8), "last": (9, 12), "start": (1, 1), "end": (12, 12)}[part]
        return replace(period, start=f"{first.year:04d}-{low:02d}", end=f"{first.year:04d}-{high:02d}", grain="season")
    if period.grain == "month":
        low, high = {"first": (1, 10), "middle": (11, 20), "last": (21, 31), "start": (1, 10), "end": (21, 31)}[part]
        return span(
            first.replace(day=low), min(last, first + timedelta(days=high - 1)), grain="span", relative=period.relative
        )
    third = max(((last - first).days + 1) // 3, 1)
    if part in ("first", "start"):
        last = first + timedelta(days=third - 1)
    elif part == "middle":
        first, last = first + timedelta(days=third), last - timedelta(days=third)
    else:
        first = last - timedelta(days=third - 1)
    return span(first, last, relative=period.relative)


def slice_of(period: Period, index: int, parts: int) -> Period | None:
    """One of equal parts of a year, by months: the second half, the first quarter; index 0 is the first, -1 the last.

    >>> slice_of(year(2016), 0, 2)
    Period(start='2016-01', end='2016-06', grain='season', relative=False, precision=None, month_day=None)
    """
    if period.start is None or period.grain != "year" or not -1 <= index < parts:
        return None
    months = 12 // parts
    low = (index % parts) * months + 1
    number = first_day(period.start).year
    return Period(f"{number:04d}-{low:02d}", f"{number:04d}-{low + months - 1:02d}", "season", period.relative)


def run_of(period: Period, count: int, unit: str, *, last: bool, skip: int = 0) -> Period | None:
    """So many days, weeks or months at the start or the end of a period.

    >>> run_of(month(2016, 5), 1, "week", last=False, skip=1).start
    '2016-05-08'
    >>> run_of(year(2016), 3, "month", last=False).end
    '2016-03-31'
    """
    if period.start is None or period.end is None:
        return None
    first, final = first_day(period.start), last_day(period.end)
    if last:
        low, high = shifted(final, unit, -count) + timedelta(days=1), final
        if unit == "month":
            low = (final + timedelta(days=1)) - relativedelta(months=count)
    else:
        low = shifted(first, unit, skip * count)
        high = shifted(low, unit, count) - timedelta(days=1)
    if not first <= low <= high <= final:
        return None
    grain: Grain = "day" if low == high else "week" if unit == "week" else "span"
    return span(low, high, grain=grain, relative=period.relative)


def joined(left: Period, right: Period) -> Period | None:
    """The period from the start of one to the end of another; null where they are the wrong way round.

    A side that named no year takes that of the other, so "28 December to 3 January 2016" starts in 2015.
    """
    left = _before(left, right)
    relative = left.relative or right.relative
    if left.start is None or right.end is None:
        return Period(None, None, left.grain if left.grain != "day" else "span", relative=True) if relative else None
    if first_day(left.start) > last_day(right.end):
        return None
    return Period(left.start, right.end, "span" if left.grain == "day" else left.grain, relative)


def _before(left: Period, right: Period) -> Period:
    """The first side of a range, moved so that it lies before the second, as far as its words leave that open."""
    if right.end is None:
        return left
    end = last_day(right.end)
    if left.month_day is not None and right.month_day is None and left.grain in ("day", "month"):
        this = _with_year(left, end.year)
        return this if this.start is not None and first_day(this.start) <= end else _with_year(left, end.year - 1)
    if left.grain == right.grain == "day" and left.month_day is None and left.relative and left.start is not None:
        start = first_day(left.start)
        return day(start - timedelta(days=7), relative=True) if end < start <= end + timedelta(days=6) else left
    return left


def _with_year(period: Period, number: int) -> Period:
    if period.month_day is None:
        return period
    month_number, day_number = period.month_day
    if day_number is None:
        return month(number, month_number)
    if day_number > calendar.monthrange(number, month_number)[1]:
        return period
    return day(date(number, month_number, day_number))
