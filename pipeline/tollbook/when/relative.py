"""Readings of expressions that count from the day of writing, or from the day that was last spoken of."""

from __future__ import annotations

from datetime import date, timedelta

from . import periods
from .periods import Grain, Period
from .reading import Match, Now, number_of, reading
from .tables import Unit, tables

_GRAINS: dict[str, Grain] = {
    "hour": "day", "day": "day", "weekend": "weekend", "week": "week", "month": "month", "year": "year",
}  # fmt: skip
_VAGUENESS = {"hour": None, "day": None, "weekend": 2, "week": 2, "month": 4, "year": 5}
"""UCDP's date_prec of so many units ago: days are counted, weeks are said roughly."""


def _unit(match: Match, name: str = "unit") -> Unit:
    return tables().units[match.words[name][-1]]


def _around(when: date, unit: str) -> Period:
    """The calendar's unit round a day."""
    if unit == "week":
        return periods.week_of(when, relative=True)
    if unit == "weekend":
        return periods.weekend_of(when, relative=True)
    if unit == "month":
        return periods.month(when.year, when.month, relative=True)
    if unit == "year":
        return periods.year(when.year, relative=True)
    return periods.day(when, relative=True)


def _base(now: Now, *, told: bool) -> date | None:
    return (now.told or now.anchor) if told else now.anchor


@reading
def read_deictic(match: Match, now: Now) -> Period | None:
    """Today, yesterday, overnight."""
    row = tables().deictics[match.words["word"][0]]
    if now.anchor is None:
        return periods.unknown("day" if row.first == row.last else "weekend")
    first, last = now.anchor + timedelta(days=row.first), now.anchor + timedelta(days=row.last)
    return periods.span(first, last, grain="day" if first == last else "weekend", relative=True)


@reading
def read_day_before_yesterday(match: Match, now: Now) -> Period | None:
    """The day before yesterday."""
    row = tables().deictics[match.words["word"][0]]
    if now.anchor is None:
        return periods.unknown("day")
    return periods.day(now.anchor + timedelta(days=row.first - 1), relative=True)


@reading
def read_part_of_day(match: Match, now: Now) -> Period | None:
    """This morning, last night, that evening, the previous evening."""
    word = match.words["select"][0]
    before = word in ("last", "previous", "preceding")
    told = word in ("that", "same") or (before and word != "last")
    if told and now.told is None and not before:
        return None
    base = _base(now, told=told)
    if base is None:
        return periods.unknown("day")
    return periods.day(base - timedelta(days=before), relative=True)


@reading
def read_weekday(match: Match, now: Now) -> Period | None:
    """Sunday, last Sunday, next Sunday: the latest one up to the day of writing, unless a word says otherwise."""
    selector = tables().selectors.get(match.word("select") or "")
    base = _base(now, told=selector is not None and selector.told)
    if base is None:
        return periods.unknown("day")
    if selector is None and now.covered is not None:
        base = now.covered[1]
    weekday = tables().weekdays[match.words["weekday"][0]].day
    if selector is not None and selector.shift > 0:
        return periods.day(periods.latest_weekday(weekday, base + timedelta(days=7)), relative=True)
    if selector is not None and selector.shift < 0:
        base -= timedelta(days=1)
    return periods.day(periods.latest_weekday(weekday, base), relative=True)


@reading
def read_weekday_of_week(match: Match, now: Now) -> Period | None:
    """Sunday last week."""
    if now.anchor is None:
        return periods.unknown("day")
    shift = tables().selectors[match.words["select"][0]].shift
    weekday = tables().weekdays[match.words["weekday"][0]].day
    monday = now.anchor - timedelta(days=now.anchor.weekday()) + timedelta(weeks=shift)
    return periods.day(monday + timedelta(days=weekday), relative=True)


@reading
def read_ordinal_day(match: Match, now: Now) -> Period | None:
    """The 26th: the latest such day of a month up to the day of writing."""
    number = number_of(match.words["day"][0])
    if now.anchor is None or number is None:
        return periods.unknown("day")
    when = now.anchor
    while when.day != number:
        when -= timedelta(days=1)
    return periods.day(when, relative=True)


@reading
def read_selected_unit(match: Match, now: Now) -> Period | None:
    """Last week, this year, the month."""
    unit = _unit(match)
    word = match.word("select")
    shift = tables().selectors[word].shift if word else 0
    if unit.unit in ("hour", "day") or unit.times > 1 or match.words["unit"][0].endswith("s"):
        return None
    if now.anchor is None:
        return periods.unknown(_GRAINS[unit.unit])
    base = now.anchor
    if unit.unit == "week" and now.covered is not None and shift <= 0:
        first, last = (day + timedelta(weeks=shift) for day in now.covered)
        return periods.span(first, last, grain="week", relative=True)
    if unit.unit == "weekend":
        away = 7 if shift > 0 else -7 if shift < 0 and base.weekday() >= 5 else 0
        return _around(base + timedelta(days=away), "weekend")
    return _around(periods.shifted(base, unit.unit, shift), unit.unit)


@reading
def read_weekend(match: Match, now: Now) -> Period | None:
    """The weekend: the latest one that had begun."""
    return periods.unknown("weekend") if now.anchor is None else _around(now.anchor, "weekend")


@reading
def read_stretch(match: Match, now: Now) -> Period | None:
    """The past 24 hours, the last three weeks, the next two days."""
    unit = _unit(match, "count_unit" if "count_unit" in match.words else "unit")
    plural = (match.words.get("count_unit") or match.words["unit"])[-1].endswith("s")
    word = match.word("count")
    if word is None and (plural or "count_unit" in match.words) and match.rule.name == "stretch":
        count = None
        if not plural or tables().selectors[match.words["select"][0]].shift == 0:
            return None
    else:
        count = 1 if word is None else number_of(word)
    if now.anchor is None:
        return periods.unknown("span" if unit.unit in ("hour", "day") else _GRAINS[unit.unit])
    forward = tables().selectors[match.words["select"][0]].shift > 0
    if count is None or count > 200:
        return _open_stretch(now.anchor, unit, forward=forward)
    away = periods.shifted(now.anchor, unit.unit, (1 if forward else -1) * count * unit.times)
    first, last = sorted((now.anchor, away))
    return periods.span(first, last, grain="span", relative=True)


def _open_stretch(anchor: date, unit: Unit, *, forward: bool) -> Period:
    """Some days up to now: nobody says since when."""
    if unit.unit == "hour":
        return periods.day(anchor, relative=True)
    precision = {"day": 2, "weekend": 4, "week": 4}.get(unit.unit, 5)
    here = anchor.isoformat()
    return Period(here if forward else None, None if forward else here, "span", relative=True, precision=precision)


@reading
def read_recent(match: Match, now: Now) -> Period | None:
    """Recent days."""
    unit = _unit(match)
    if now.anchor is None:
        return periods.unknown(_GRAINS[unit.unit])
    return _open_stretch(now.anchor, unit, forward=False)


@reading
def read_offset(match: Match, now: Now) -> Period | None:
    """Three days ago, a week earlier."""
    unit = _unit(match)
    direction = tables().directions[match.words["direction"][0]]
    base = _base(now, told=not direction.from_now)
    count = number_of(match.words["count"][0])
    if unit.unit == "hour" and not direction.from_now:
        return None
    if unit.unit == "hour" and base is not None:
        count = 0 if count is None or unit.form == "minutes" else count
    if base is None or count is None or (direction.sign > 0 and now.told is None):
        return periods.unknown(_GRAINS[unit.unit])
    if count * unit.times > 900:
        return None
    when = periods.shifted(base, unit.unit, direction.sign * count * unit.times)
    if unit.unit in ("month", "year"):
        return _around(when, unit.unit)
    vagueness = _VAGUENESS[unit.unit]
    if vagueness is not None and count * unit.times > 1:
        vagueness = 3
    return Period(when.isoformat(), when.isoformat(), "day", relative=True, precision=vagueness)


@reading
def read_neighbour(match: Match, now: Now) -> Period | None:
    """The previous day, the following week, that month."""
    unit = _unit(match)
    if unit.unit == "hour" or unit.times > 1 or match.words["unit"][0].endswith("s"):
        return None
    word = match.word("select")
    shift = tables().selectors[word].shift if word else 0
    if unit.unit == "week" and now.covered is not None and shift < 0:
        first, last = (day + timedelta(weeks=shift) for day in now.covered)
        return periods.span(first, last, grain="week", relative=True)
    told = now.told_long if unit.unit in ("month", "year") else now.told
    if told is None and shift >= 0:
        return None if shift == 0 else periods.unknown(_GRAINS[unit.unit])
    base = told or now.anchor
    if base is None:
        return periods.unknown(_GRAINS[unit.unit])
    return _around(periods.shifted(base, unit.unit, shift), unit.unit)


@reading
def read_day_before(match: Match, now: Now) -> Period | None:
    """The day before, the week after."""
    unit = _unit(match)
    sign = tables().directions[match.words["direction"][0]].sign
    base = _base(now, told=True)
    if base is None or (sign > 0 and now.told is None):
        return periods.unknown(_GRAINS[unit.unit])
    return _around(periods.shifted(base, unit.unit, sign), unit.unit)


@reading
def read_in_the_unit(match: Match, now: Now) -> Period | None:
    """Earlier in the day, later in the week."""
    unit = _unit(match)
    if unit.unit == "day":
        base = _base(now, told=True)
        return periods.unknown("day") if base is None else periods.day(base, relative=True)
    if now.anchor is None:
        return periods.unknown(_GRAINS[unit.unit])
    return _around(now.anchor, unit.unit)


@reading
def read_nth_year(match: Match, now: Now) -> Period | None:
    """Its fifth year, its second decade: the year in which the first began; of a decade nothing is counted."""
    number = number_of(match.word("index"))
    if number is None:
        return None
    if now.anchor is None or match.words["unit"][0] == "decade":
        return periods.unknown("decade" if match.words["unit"][0] == "decade" else "year")
    return periods.year(now.anchor.year - number + 1, relative=True)
