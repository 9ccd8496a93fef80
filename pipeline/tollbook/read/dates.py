"""The date and time that an article carries for itself, as an ISO 8601 prefix.

This reads the few forms in which sites and agencies print a date of publication. Dates inside the report are the room
``when``'s matter.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
_DATES = tuple(
    re.compile(rf"(?<![\w/.-]){_WEEKDAY}{pattern}(?![\d/-])", re.IGNORECASE)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
        r"(?P<year>(?:19|20)\d\d)/(?P<month>[01]?\d)/(?P<day>[0-3]?\d)",
        r"(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>(?:19|20)?\d\d)",
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    )
)
_CLOCK = (
    r"(?P<hour>[0-2]?\d)(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?)?(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*\(?(?:Z|UTC|GMT|[A-Z]{1,4}T)?(?:[+-]\d{1,2}:?(?:\d\d)?)?\)?(?![\w]))?"
)
_AFTER = re.compile(rf"(?:T|\s*(?:,|\||at|-|–|—|·|@)?\s*){_CLOCK}", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<![\d:.]){_CLOCK}\s*(?:,|\||on|-|–|—|·)?\s*$", re.IGNORECASE)
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
_MONTH_AND_YEAR = re.compile(rf"{_MONTH},?\s+{_YEAR}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as it is printed: where it stands, with its time, and its ISO prefix."""

    start: int
    end: int
    iso: str


def printed_dates(line: str) -> Iterator[Printed]:
    """Yield the full dates of a line, in order, each with the time beside it.

    A date in figures is day first, unless that cannot be.

    >>> [d.iso for d in printed_dates("27/11/2017 08:46 by admin; updated March 3rd, 2019 at 1:05 p.m. EST")]
    ['2017-11-27T08:46', '2019-03-03T13:05']
    >>> [d.iso for d in printed_dates("KABUL (Sept. 1) - Shelled on 31/13/2017 or 1.2.3.2017")]
    []
    """
    matches = sorted(
        (match for pattern in _DATES for match in pattern.finditer(line)), key=lambda m: (m.start(), -m.end())
    )
    end = 0
    for match in matches:
        day = _day(match)
        if day is None or match.start() < end:
            continue
        found = _with_time(line, match, day, end)
        end = found.end
        yield found


def _day(match: re.Match[str]) -> str | None:
    year, month, day = match["year"], match["month"], int(match["day"])
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    if number > 12 and "sep" in match.re.groupindex:
        number, day = day, number
    if len(year) == 2:
        year = ("19" if year >= "70" else "20") + year
    try:
        return datetime.date(int(year), number, day).isoformat()
    except ValueError:
        return None


def _with_time(line: str, match: re.Match[str], day: str, floor: int) -> Printed:
    after = _AFTER.match(line, match.end())
    time = _time(after)
    if after is not None and time is not None:
        return Printed(match.start(), after.end(), f"{day}T{time}")
    before = _BEFORE.search(line, floor, match.start())
    time = _time(before)
    if before is not None and time is not None:
        return Printed(before.start(), match.end(), f"{day}T{time}")
    return Printed(match.start(), match.end(), day)


def _time(match: re.Match[str] | None) -> str | None:
    if match is None or (match["minute"] is None and match["half"] is None):
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 else None


def iso_prefix(value: str) -> str | None:
    """The ISO prefix of a value that should be a date and nothing else, to the minute; null where it is none.

    The clock is the one that the article prints: seconds and time zone are left off.

    >>> [iso_prefix(v) for v in ("2017-11-27T08:46:10Z", "2017-11-27 08:46", "Mon, 27 Nov 2017 08:46:00 +0000")]
    ['2017-11-27T08:46', '2017-11-27T08:46', '2017-11-27T08:46']
    >>> [iso_prefix(v) for v in ("2017-11", "2017", "March 2019", "27/11/2017", "last Monday", "2017-13-01")]
    ['2017-11', '2017', '2019-03', '2017-11-27', None, None]
    """
    value = value.strip()
    if _YEAR_ONLY.fullmatch(value):
        return value
    month = _MONTH_AND_YEAR.fullmatch(value)
    if month is not None:
        return f"{month['year']}-{_MONTHS.index(month['month'][:3].lower()) + 1:02}"
    found = next(printed_dates(value), None)
    if found is None or re.search(r"\w", value[: found.start] + value[found.end :]):
        return None
    return found.iso
