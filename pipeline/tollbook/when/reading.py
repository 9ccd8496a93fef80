"""What a reading of the grammar is given, and the register of all of them.

A reading gives a rule its meaning: from the words that it matched, and what is known of the day of writing, to a
`Period`, or to null where the words are no date after all (31 February, "in May 12 people"). A relative expression that
nothing anchors gives a period without days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from .grammar import Rule
from .periods import Period
from .tables import tables


@dataclass(slots=True)
class Now:
    """What is known when an expression is read.

    Attributes:
        anchor: The day of writing, or null.
        year: The year of writing, where no more is known than that.
        told: The day that was last spoken of, which "the next day" follows.
        told_long: A day of the month or year that was last spoken of, for "that year".
        years: Years of full dates of the article, by month and day: "August 15" is that of "August 15, 2022".
        covered: The first and last day of the week that a bulletin is of, which is its "this week".
    """

    anchor: date | None = None
    year: int | None = None
    told: date | None = None
    told_long: date | None = None
    years: Mapping[tuple[int, int], int] = field(default_factory=dict)
    covered: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule matched: the words of its names in lower case, the periods of its names, the words on both sides."""

    rule: Rule
    words: Mapping[str, tuple[str, ...]]
    found: Mapping[str, Period]
    before: str = ""
    after: str = ""

    def word(self, name: str) -> str | None:
        """The first word of a name, or null."""
        words = self.words.get(name)
        return words[0] if words else None


Reading = Callable[[Match, Now], Period | None]
READINGS: dict[str, Reading] = {}
"""Every reading by the name that the grammar gives it."""


def reading(function: Reading) -> Reading:
    """Enter a function ``read_x`` as the reading ``x``."""
    READINGS[function.__name__.removeprefix("read_")] = function
    return function


def number_of(word: str | None) -> int | None:
    """The value of a number or an ordinal, or null.

    >>> [number_of(w) for w in ("three", "27th", "05", "several", None)]
    [3, 27, 5, None, None]
    """
    if word is None:
        return None
    row = tables().numbers.get(word)
    if row is not None:
        return row.value
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else None


def full_year(digits: str) -> int:
    """The year of four or two digits; two digits are read as 1950 to 2049.

    >>> full_year("90"), full_year("17"), full_year("1863")
    (1990, 2017, 1863)
    """
    number = int(digits)
    return number if number > 99 else number + (1900 if number >= 50 else 2000)
