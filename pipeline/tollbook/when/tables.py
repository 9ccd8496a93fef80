"""The tables of the room as dataclasses, and their rows by form."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, Literal, TypeVar

from ..lexicon import read_table, table_path
from .periods import Part

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Month:
    """A row of ``months.csv``."""

    form: str
    month: int
    weak: bool
    example: str


@dataclass(frozen=True, slots=True)
class Weekday:
    """A row of ``weekdays.csv``."""

    form: str
    day: int
    weak: bool
    example: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of ``units.csv``."""

    form: str
    unit: Literal["hour", "day", "weekend", "week", "month", "year"]
    times: int
    example: str


@dataclass(frozen=True, slots=True)
class Number:
    """A row of ``numbers.csv``."""

    form: str
    value: int | None
    kind: Literal["cardinal", "ordinal", "article", "vague"]
    example: str


@dataclass(frozen=True, slots=True)
class Deictic:
    """A row of ``deictics.csv``."""

    form: str
    first: int
    last: int
    example: str


@dataclass(frozen=True, slots=True)
class Selector:
    """A row of ``selectors.csv``."""

    form: str
    shift: int
    told: bool
    example: str


@dataclass(frozen=True, slots=True)
class Direction:
    """A row of ``directions.csv``."""

    form: str
    sign: int
    from_now: bool
    example: str


@dataclass(frozen=True, slots=True)
class Season:
    """A row of ``seasons.csv``."""

    form: str
    month: int
    example: str


@dataclass(frozen=True, slots=True)
class Phase:
    """A row of ``phases.csv``."""

    form: str
    part: Part
    example: str


@dataclass(frozen=True, slots=True)
class Name:
    """A row of ``names.csv``."""

    form: str
    side: Literal["before", "after"]
    example: str


@dataclass(frozen=True, slots=True)
class Word:
    """A row of ``parts.csv`` or ``counted.csv``."""

    form: str
    example: str


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of the room, its rows by form."""

    months: dict[str, Month]
    weekdays: dict[str, Weekday]
    units: dict[str, Unit]
    numbers: dict[str, Number]
    deictics: dict[str, Deictic]
    selectors: dict[str, Selector]
    directions: dict[str, Direction]
    seasons: dict[str, Season]
    phases: dict[str, Phase]
    parts: dict[str, Word]
    counted: dict[str, Word]
    names: dict[str, Name]

    def by_name(self) -> dict[str, dict[str, Any]]:
        """The tables by the names of their files."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def _by_form(name: str, kind: type[Row]) -> dict[str, Row]:
    return {getattr(row, "form", ""): row for row in read_table(table_path("when", name), kind, unique=("form",))}


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables, read once in the life of the process.

    >>> tables().months["nov."].month
    11
    """
    return Tables(
        months=_by_form("months", Month),
        weekdays=_by_form("weekdays", Weekday),
        units=_by_form("units", Unit),
        numbers=_by_form("numbers", Number),
        deictics=_by_form("deictics", Deictic),
        selectors=_by_form("selectors", Selector),
        directions=_by_form("directions", Direction),
        seasons=_by_form("seasons", Season),
        phases=_by_form("phases", Phase),
        parts=_by_form("parts", Word),
        counted=_by_form("counted", Word),
        names=_by_form("names", Name),
    )
