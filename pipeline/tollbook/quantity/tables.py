"""The tables of the room, compiled for look-up by the words of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeVar

from ..lexicon import Lookup, table
from ..values import Op

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A row of ``numbers.csv``: a word that spells a number, or multiplies the one before it."""

    form: str
    value: int
    kind: Literal["unit", "ten", "scale"]
    example: str


@dataclass(frozen=True, slots=True)
class VagueWord:
    """A row of ``vague.csv``: a phrase and the bounds that the annotation manual reads from it."""

    form: str
    kind: Literal["count", "share"]
    op: Op
    low: str
    high: str
    example: str
    counterexample: str

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """Both bounds; null where the manual leaves that side open."""
        return (int(self.low) if self.low else None, int(self.high) if self.high else None)


@dataclass(frozen=True, slots=True)
class Modifier:
    """A row of ``modifiers.csv``: how exact the number beside it is."""

    form: str
    side: Literal["before", "after"]
    op: Op
    example: str


@dataclass(frozen=True, slots=True)
class Context:
    """A row of ``contexts.csv``: words beside which a number counts nothing."""

    form: str
    side: Literal["before", "after"]
    reason: Literal["date", "age", "time", "name", "rank"]
    example: str


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A row of ``units.csv``: a word after a number with which it measures."""

    form: str
    unit: str
    ask: bool
    example: str


@dataclass(frozen=True, slots=True)
class Symbol:
    """A row of ``symbols.csv``: a sign before a number that makes it money."""

    form: str
    unit: str
    example: str


def _by_form(rows: Iterable[T], *, side: str | None = None) -> Lookup[T]:
    return Lookup({row.form: row for row in rows if side is None or row.side == side})  # type: ignore[attr-defined]


@lru_cache(maxsize=1)
def number_words() -> Mapping[str, NumberWord]:
    """Rows of ``numbers.csv`` by their form, with those that are written as one: ``thirtythree``."""
    words = {row.form: row for row in table("quantity", "numbers", NumberWord, ("form",))}
    units = [row for row in words.values() if row.kind == "unit" and 0 < row.value < 10]
    for ten in [row for row in words.values() if row.kind == "ten"]:
        for unit in units:
            form = ten.form + unit.form
            words[form] = NumberWord(form, ten.value + unit.value, "unit", ten.example)
    return words


@lru_cache(maxsize=1)
def vague_words() -> Lookup[VagueWord]:
    """Phrases of ``vague.csv``."""
    return _by_form(table("quantity", "vague", VagueWord, ("form",)))


@lru_cache(maxsize=2)
def modifiers(side: Literal["before", "after"]) -> Lookup[Modifier]:
    """Phrases of ``modifiers.csv`` that stand on one side of the number."""
    return _by_form(table("quantity", "modifiers", Modifier, ()), side=side)


@lru_cache(maxsize=2)
def contexts(side: Literal["before", "after"]) -> Lookup[Context]:
    """Phrases of ``contexts.csv`` that stand on one side of the number."""
    return _by_form(table("quantity", "contexts", Context, ()), side=side)


@lru_cache(maxsize=1)
def unit_words() -> Lookup[UnitWord]:
    """Forms of ``units.csv``."""
    return _by_form(table("quantity", "units", UnitWord, ("form",)))


@lru_cache(maxsize=1)
def symbols() -> Mapping[str, Symbol]:
    """Rows of ``symbols.csv`` by their form."""
    return {row.form: row for row in table("quantity", "symbols", Symbol, ("form",))}
