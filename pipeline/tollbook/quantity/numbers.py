"""Read a bare number, in digits or words, at a position of a list of lower-case words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from ..values import Op
from .tables import number_words, vague_words

_DASH = "-‐‑‒–—−"
DASHES = frozenset(_DASH)
"""Tokens that join the parts of a compound."""

_GROUPED = re.compile(r"^\d{1,3}(?:[,.]\d{3})+$")
_PLAIN = re.compile(r"^\d+(?:\.\d+)?$")
_SHORT = re.compile(r"^(\d+(?:\.\d+)?)(k|bn|mn)$")
_RANGE = re.compile(rf"^(\d[\d,.]*)[{_DASH}](\d[\d,.]*)$")
_SCALE_OF_SUFFIX = {"k": 1000, "mn": 10**6, "bn": 10**9}
_LONGEST_FIGURE = 15
_HALVES = frozenset(product(("half",), ("a", "an"), ("million", "billion", "dozen")))
"""What "more than half" is not: half a million."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was read.

    Attributes:
        start, end: Positions of its words.
        low, high: Bounds; null where open.
        op: ``eq``, ``range`` or ``vague``.
        share: Whether it is a fraction of a group.
        value: The number itself, where it is one and no whole number.
        rule: ``digits``, ``words`` or ``vague``.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    op: Op
    rule: str
    share: bool = False
    value: float | None = None


def figure(text: str, *, scaled: bool = False) -> float | None:
    """The value of a figure in digits, or null.

    A full stop before three digits parts thousands ("300.000 people"), unless a scale word follows ("1.250 million").

    >>> figure("1,200"), figure("300.000"), figure("1.250", scaled=True), figure("2014a")
    (1200.0, 300000.0, 1.25, None)
    """
    if len(text) > _LONGEST_FIGURE or not text[:1].isdigit() or not text.isascii():
        return None
    if _GROUPED.match(text) and not (scaled and "." in text) and not text.startswith("0"):
        return float(text.replace(",", "").replace(".", ""))
    if _PLAIN.match(text):
        return float(text)
    short = _SHORT.match(text)
    return float(short[1]) * _SCALE_OF_SUFFIX[short[2]] if short else None


def _scale_at(words: Sequence[str], at: int) -> tuple[int, int]:
    """The product of the scale words from a position on, and the position after them."""
    factor = 1
    while at < len(words):
        word = number_words().get(words[at])
        if word is None or word.kind != "scale":
            break
        factor *= word.value
        at += 1
    return factor, at


def _whole(start: int, end: int, value: float, rule: str) -> Number:
    number = round(value)
    fraction = None if abs(value - number) < 1e-9 else value
    return Number(start, end, number, number, "eq", rule, value=fraction)


def _digits(words: Sequence[str], at: int) -> Number | None:
    parts = _RANGE.match(words[at])
    if parts:
        factor, end = _scale_at(words, at + 1)
        low, high = figure(parts[1], scaled=factor > 1), figure(parts[2], scaled=factor > 1)
        if low is None or high is None or low >= high:
            return None
        return Number(at, end, round(low * factor), round(high * factor), "range", "digits")
    follows_scale = at + 1 < len(words) and words[at + 1] in number_words()
    value = figure(words[at], scaled=follows_scale)
    if value is None:
        return None
    end = at + 1
    if words[at].isdigit() and len(words[at]) <= 3 and not words[at].startswith("0"):
        while end < len(words) and len(words[end]) == 3 and words[end].isdigit():  # 340 000
            value = value * 1000 + int(words[end])
            end += 1
    factor, end = _scale_at(words, end)
    return _whole(at, end, value * factor, "digits")


def _small(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """A number below one hundred in words, and the position after it."""
    word = number_words().get(words[at]) if at < len(words) else None
    if word is None or word.kind == "scale":
        return None
    if word.kind == "unit":
        return word.value, at + 1
    after = at + 1
    if after + 1 < len(words) and words[after] in DASHES:
        after += 1
    unit = number_words().get(words[after]) if after < len(words) else None
    if unit is not None and unit.kind == "unit" and 0 < unit.value < 10:
        return word.value + unit.value, after + 1
    return word.value, at + 1


def _spelled(words: Sequence[str], at: int) -> Number | None:
    """A number in words: ``two hundred and fifty-three``, ``a thousand``, ``half a million``, ``two dozen``."""
    total, end = 0, at
    opening = _small(words, at)
    if opening is None and words[at] in ("a", "an"):
        follower = number_words().get(words[at + 1]) if at + 1 < len(words) else None
        if follower is None or follower.kind != "scale" or follower.value == 20:
            return None
        opening = 1, at + 1
    if opening is None:
        return None
    while opening is not None:
        value, end = opening
        factor, after = _scale_at(words, end)
        total += value * factor
        end = after
        if factor == 1:
            break
        resume = after + 1 if after < len(words) and words[after] == "and" else after
        opening = _small(words, resume)
        if opening is not None and opening[0] == 0:
            break
    return _whole(at, end, total, "words")


def read_number(words: Sequence[str], at: int) -> Number | None:
    """The longest number, range or vague word that starts at a position, without its modifier; null if none does.

    >>> read_number("two hundred and fifty - three men".split(), 0)
    Number(start=0, end=6, low=253, high=253, op='eq', rule='words', share=False, value=None)
    >>> read_number("1.2 million fled".split(), 0).low, read_number("tens of thousands fled".split(), 0).high
    (1200000, 99999)
    >>> read_number("the end".split(), 0) is None
    True
    """
    if words[at : at + 3] == ["half", "a", "million"] or words[at : at + 3] == ["half", "a", "billion"]:
        return _whole(at, at + 3, number_words()[words[at + 2]].value / 2, "words")
    found = _digits(words, at) if words[at][:1].isdigit() else _spelled(words, at)
    vague = vague_words().starting(words, at)
    if vague is not None and tuple(words[vague[0] - 1 : vague[0] + 2]) in _HALVES:
        vague = None
    if vague is not None and (found is None or vague[0] >= found.end):
        end, row = vague
        low, high = row.bounds
        return Number(at, end, low, high, row.op, f"vague.{row.form.replace(' ', '_')}", share=row.kind == "share")
    return found
