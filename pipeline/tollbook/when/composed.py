"""Readings of expressions that are made of others: parts of a period, and ranges between two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from . import periods
from .periods import Period
from .reading import Match, Now, number_of, reading
from .tables import tables


@reading
def read_same(match: Match, now: Now) -> Period | None:
    """A part of a day is that day."""
    return match.found["x"]


@reading
def read_so_far(match: Match, now: Now) -> Period | None:
    """Earlier this week, so far this year: that week and that year, of which nobody says up to what day."""
    return match.found["x"]


@reading
def read_phase(match: Match, now: Now) -> Period | None:
    """Early 2014, mid-October, the end of the year."""
    return periods.part_of(match.found["x"], tables().phases[match.words["phase"][0]].part)


def _index(match: Match) -> int | None:
    """Which one: 0 is the first, -1 the last."""
    word = match.words["index"][0]
    if word in ("last", "final", "closing", "latter"):
        return -1
    number = 1 if word == "opening" else number_of(word)
    return None if number is None else number - 1


@reading
def read_slice(match: Match, now: Now) -> Period | None:
    """The first half of 2016, the last quarter of the year."""
    index = _index(match)
    parts = {"half": 2, "third": 3, "thirds": 3, "quarter": 4}[match.words["part"][0]]
    return None if index is None else periods.slice_of(match.found["x"], index, parts)


@reading
def read_month_half(match: Match, now: Now) -> Period | None:
    """The second half of May."""
    period = match.found["x"]
    if period.start is None or period.end is None:
        return period
    first, last = periods.first_day(period.start), periods.last_day(period.end)
    if _index(match) == 0:
        return periods.span(first, first.replace(day=15), relative=period.relative)
    return periods.span(first.replace(day=16), last, relative=period.relative)


@reading
def read_run(match: Match, now: Now) -> Period | None:
    """The first week of May, the last three months of 2016, the second day of the month."""
    period, index = match.found["x"], _index(match)
    unit = tables().units[match.words["unit"][0]]
    word = match.word("count")
    count = 1 if word is None else number_of(word)
    if period.start is None:
        return period
    if index is None or count is None or unit.unit == "hour" or unit.unit == "weekend":
        return None
    return periods.run_of(period, count * unit.times, unit.unit, last=index < 0, skip=max(index, 0))


@reading
def read_week_from(match: Match, now: Now) -> Period | None:
    """The week of 5 May, the week ending 5 May."""
    period = match.found["x"]
    if period.start is None:
        return periods.unknown("week")
    here = periods.first_day(period.start)
    first, last = sorted((here, here + timedelta(days=match.rule.settings["days"])))
    return periods.span(first, last, grain="week", relative=period.relative)


@reading
def read_doubled(match: Match, now: Now) -> Period | None:
    """Yesterday, Sunday: two names of one day; null where they are not the same day."""
    one, other = match.found["x"], match.found["y"]
    if one.start is None or other.start is None:
        return (other if one.start is None else one) if one.start != other.start else one
    return replace(one, relative=one.relative and other.relative) if one.start == other.start else None


@reading
def read_range(match: Match, now: Now) -> Period | None:
    """From one to the other."""
    return periods.joined(match.found["x"], match.found["y"])


@reading
def read_pair(match: Match, now: Now) -> Period | None:
    """Saturday and Sunday, January and February 2016: neighbours make one period, others stay apart."""
    both = periods.joined(match.found["x"], match.found["y"])
    if both is None or both.start is None or both.end is None:
        return None
    limit = 2 if match.found["x"].grain == "day" else 62
    days = (periods.last_day(both.end) - periods.first_day(both.start)).days + 1
    return both if days <= limit else None
