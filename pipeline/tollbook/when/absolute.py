"""Readings of dates that name their month or year."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from dateutil.easter import easter

from . import periods
from .periods import Period
from .reading import Match, Now, number_of, reading
from .tables import tables

AHEAD = timedelta(days=31)
"""How far beyond the day of writing a day without a year may lie before the year before is meant."""


def full_year(digits: str) -> int:
    """The year of four or two digits; two digits are read as 1950 to 2049.

    >>> full_year("90"), full_year("17"), full_year("1863")
    (1990, 2017, 1863)
    """
    number = int(digits)
    return number if number > 99 else number + (1900 if number >= 50 else 2000)


def calendar_period(year: int | None, month: int, day: int | None, now: Now) -> Period | None:
    """A day or a month, its year found out where the text gives none.

    >>> now = Now(anchor=date(2017, 1, 31))
    >>> calendar_period(None, 12, 3, now).start, calendar_period(None, 12, None, now).start
    ('2016-12-03', '2016-12')
    """
    stated = year is not None
    if year is None and day is not None:
        year = now.years.get((month, day))
    relative = year is None
    if year is None:
        year = _likely_year(month, day, now)
    if year is None:
        return replace(periods.unknown("day" if day else "month"), month_day=(month, day))
    if day is None:
        period = periods.month(year, month, relative=relative)
    elif day > calendar.monthrange(year, month)[1]:
        return None
    else:
        period = periods.day(date(year, month, day), relative=relative)
    return period if stated else replace(period, month_day=(month, day))


def _likely_year(month: int, day: int | None, now: Now) -> int | None:
    if now.anchor is None:
        return now.year
    limit = now.anchor + AHEAD if day is not None else now.anchor
    for year in (now.anchor.year + 1, now.anchor.year):
        if (day or 1) <= calendar.monthrange(year, month)[1] and date(year, month, day or 1) <= limit:
            return year
    return now.anchor.year - 1


def _month(match: Match) -> int:
    return tables().months[match.words["month"][0]].month


def _year(match: Match) -> int | None:
    stated = match.word("year") or match.word("yy")
    return full_year(stated) if stated else None


@reading
def read_calendar(match: Match, now: Now) -> Period | None:
    """A day, a month or a year by its own name."""
    year = _year(match)
    if match.word("month") is None:
        return periods.year(year) if year is not None else None
    day = number_of(match.word("day"))
    if day is not None and year is None and _counts_what_follows(match):
        return None
    return calendar_period(year, _month(match), day, now)


def _counts_what_follows(match: Match) -> bool:
    """Whether the figure after a month counts something ("in May 12 people died")."""
    if match.rule.name != "month-day" or not (match.word("day") or "").isdigit():
        return False
    return match.after in tables().counted or (match.before in ("in", "since") and match.after.isalpha())


@reading
def read_days(match: Match, now: Now) -> Period | None:
    """Several days of one month: 12-14 March, between 3 and 5 May."""
    whole = match.word("days")
    first, last = re.findall(r"\d+", whole) if whole else (match.word("first"), match.word("last"))
    low, high = number_of(first), number_of(last)
    if low is None or high is None or low >= high:
        return None
    start = calendar_period(_year(match), _month(match), low, now)
    end = calendar_period(_year(match), _month(match), high, now)
    if start is None or end is None:
        return None
    return periods.joined(start, end)


@reading
def read_month_of_year(match: Match, now: Now) -> Period | None:
    """March last year, November this year."""
    selector = tables().selectors.get(match.word("select") or "")
    base = now.told if selector is None or selector.told else now.anchor
    if base is None:
        return periods.unknown("month")
    return periods.month(base.year + (selector.shift if selector else 0), _month(match), relative=True)


@reading
def read_selected_month(match: Match, now: Now) -> Period | None:
    """Last March, next May."""
    selector = tables().selectors[match.words["select"][0]]
    base = now.told if selector.told else now.anchor
    if base is None:
        return periods.unknown("month")
    month = _month(match)
    if selector.shift < 0:
        year = base.year - (month >= base.month)
    else:
        year = base.year + (month <= base.month if selector.shift > 0 else month < base.month - 6)
    return periods.month(year, month, relative=True)


@reading
def read_numeric(match: Match, now: Now) -> Period | None:
    """27/11/2017, 2017-11-27; where the order of day and month is open, a near day of writing tells it, else the year
    alone stands."""
    first, second, third = (int(part) for part in re.findall(r"\d+", match.words["date"][0])[:3])
    if first > 31:
        return _valid(first, second, third)
    year = full_year(f"{third:02d}")
    found = [day for day in (_valid(year, second, first), _valid(year, first, second)) if day is not None]
    days = sorted({day.start for day in found if day.start})
    if len(days) == 1:
        return found[0]
    if not days:
        return None
    anchor = now.anchor
    if anchor is not None:
        near = [day for day in days if day is not None and abs(periods.first_day(day) - anchor) <= AHEAD]
        if len(near) == 1:
            return periods.day(periods.first_day(near[0]))
    return periods.year(year)


def _valid(year: int, month: int, day: int) -> Period | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return periods.day(date(year, month, day))


@reading
def read_years(match: Match, now: Now) -> Period | None:
    """2011-2014, 2016-17."""
    first, last = re.findall(r"\d+", match.words["years"][0])
    if len(last) == 2:
        last = first[:2] + last
    if not int(first) < int(last):
        return None
    return Period(first, last, "decade")


@reading
def read_decade(match: Match, now: Now) -> Period | None:
    """The 1990s."""
    first = int(match.words["decade"][0][:4])
    return Period(str(first), str(first + 9), "decade")


@reading
def read_season(match: Match, now: Now) -> Period | None:
    """Summer 2014, last summer, by the seasons of the northern year; "the summer" is the latest that had begun."""
    first = tables().seasons[match.words["season"][0]].month
    year = _year(match)
    relative = year is None
    if year is None:
        if now.anchor is None:
            return periods.unknown("season")
        word = match.word("select")
        if word is None:
            year = now.anchor.year - (periods.first_day(_season(now.anchor.year, first).start or "") > now.anchor)
            return replace(_season(year, first), relative=True)
        shift = tables().selectors[word].shift
        year = now.anchor.year + shift
        if shift < 0 and now.anchor > periods.last_day(_season(now.anchor.year, first).end or ""):
            year = now.anchor.year
    return replace(_season(year, first), relative=relative)


def _season(year: int, first: int) -> Period:
    last, year_of_last = (first + 2, year) if first < 12 else (2, year + 1)
    return Period(f"{year:04d}-{first:02d}", f"{year_of_last:04d}-{last:02d}", "season")


@reading
def read_feast(match: Match, now: Now) -> Period | None:
    """A feast on a fixed day of the year."""
    return calendar_period(_year(match), match.rule.settings["month"], match.rule.settings["day"], now)


@reading
def read_easter(match: Match, now: Now) -> Period | None:
    """A day counted from Easter Sunday of the western churches, by dateutil's tables."""
    away = timedelta(days=match.rule.settings["days"])
    year = _year(match)
    if year is not None:
        return periods.day(easter(year) + away)
    if now.anchor is None:
        return periods.unknown("day")
    this = easter(now.anchor.year) + away
    return periods.day(this if this <= now.anchor else easter(now.anchor.year - 1) + away, relative=True)


@reading
def read_fixed(match: Match, now: Now) -> Period | None:
    """A name that stands for one day of history."""
    return periods.day(date.fromisoformat(match.rule.settings["date"]))
