"""Tokens as symbols: what a word may be in an expression of time.

The grammar speaks of classes (``MONTH``, ``DAY``, ``UNIT``) and of single words. A token has the set of all classes
that it may stand for. Each such set is one character of an alphabet, so that a document becomes a string and a rule of
the grammar a regular expression over it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from .tables import tables

Classes = frozenset[str]

_H = "[-\u2010\u2011\u2012\u2013\u2212]"
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("DAY", re.compile(r"(?:0?[1-9]|[12]\d|3[01])$")),
    ("ORD", re.compile(r"(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th|d)$")),
    ("DAYS", re.compile(rf"(?:0?[1-9]|[12]\d|3[01]){_H}(?:0?[1-9]|[12]\d|3[01])$")),
    ("YEAR", re.compile(r"(?:1[89]|20)\d\d$")),
    ("YY", re.compile(r"\d\d$")),
    ("YEARS", re.compile(rf"(?:1[89]|20)\d\d(?:{_H}|/)(?:(?:1[89]|20)\d\d|\d\d)$")),
    ("DECADE", re.compile(r"(?:1[89]|20)\d0s$")),
    ("NUMERIC", re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d\d)$")),
    ("ISO", re.compile(r"(?:19|20)\d\d([-/])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?:t[\d:.z+]+)?$")),
    ("COUNT", re.compile(r"\d{1,3}$")),
    ("COMMA", re.compile(r",$")),
    ("DASH", re.compile(rf"(?:{_H}+|\u2014)$")),
    ("OPEN", re.compile(r"[(\[]$")),
    ("CLOSE", re.compile(r"[)\]]$")),
    ("SLASH", re.compile(r"/$")),
    ("POSS", re.compile(r"(?:['’]s?|['’]S)$")),
    ("END", re.compile(r"[.,;:!?)\]\"”]$")),
    ("LOWER", re.compile(r"[a-z]{2,}$")),
)

STARTERS = frozenset(
    {"MON", "WKD", "YEAR", "YEARS", "DECADE", "NUMERIC", "ISO", "DEICTIC", "UNIT", "PART", "SEASON", "FEAST"}
)
"""Classes without one of which a document holds no expression of time."""

_FEASTS = frozenset({"christmas", "easter", "eve", "9/11", "5th", "6th", "7th"})


def _month_classes(text: str, lower: str) -> Iterator[str]:
    row = tables().months.get(lower)
    if row is None:
        return
    yield "MON"
    own_capital = text[0].isupper() and (not text.isupper() or not row.weak)
    if not row.weak or (own_capital and lower in ("may", "march")):
        yield "MONTH"
    else:
        yield "MONTH_LIKE" if lower in ("may", "march") else "ABBREVIATED"


def classes_of(text: str, literals: Collection[str] = ()) -> Classes:
    """Everything that a token may be in an expression of time; empty for most words.

    Args:
        text: The token.
        literals: Words that the grammar names by themselves; such a word is its own class.

    >>> sorted(classes_of("May")), sorted(classes_of("may")), sorted(classes_of("12"))
    (['MON', 'MONTH'], ['LOWER', 'MON', 'MONTH_LIKE'], ['COUNT', 'DAY', 'YY'])
    >>> sorted(classes_of("second")), sorted(classes_of("12-14")), sorted(classes_of("harbour"))
    (['LOWER', 'ORD'], ['DAYS'], ['LOWER'])
    """
    lower = text.lower().replace("’", "'")
    known = tables()
    found = set(_month_classes(text, lower))
    weekday = known.weekdays.get(lower)
    if weekday is not None:
        found |= {"WKD"} if weekday.weak else {"WKD", "WEEKDAY"}
    number = known.numbers.get(lower)
    if number is not None:
        found.add("ORD" if number.kind == "ordinal" else "COUNT")
    for name, rows in (
        ("UNIT", known.units), ("DEICTIC", known.deictics), ("SELECT", known.selectors), ("PART", known.parts),
        ("DIRECTION", known.directions), ("SEASON", known.seasons), ("PHASE", known.phases), ("COUNTED", known.counted),
    ):  # fmt: skip
        if lower in rows:
            found.add(name)
    found.update(name for name, shape in _SHAPES if shape.match(text if name == "LOWER" else lower))
    if lower in _FEASTS:
        found.add("FEAST")
    if lower in literals:
        found.add(lower)
    return frozenset(found)


class Alphabet:
    """Gives each set of classes a character.

    >>> alphabet = Alphabet()
    >>> one, two = alphabet.char(frozenset({"DAY", "COUNT"})), alphabet.char(frozenset({"DAY"}))
    >>> alphabet.having("DAY") == one + two, alphabet.having("COUNT") == one
    (True, True)
    """

    def __init__(self) -> None:
        self._chars: dict[Classes, str] = {}

    def __len__(self) -> int:
        return len(self._chars)

    def char(self, classes: Classes) -> str:
        """The character of a set, a new one for a new set."""
        return self._chars.setdefault(classes, chr(0xE000 + len(self._chars)))

    def having(self, symbol: str) -> str:
        """The characters of all sets that hold a class."""
        return "".join(char for classes, char in self._chars.items() if symbol in classes)
