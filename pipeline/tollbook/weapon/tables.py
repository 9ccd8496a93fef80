"""The tables of the room, each row as a frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..lexicon import table
from ..values import Op, WeaponClass, WeaponRole

Kind = Literal["platform", "launcher", "munition", "device", "method"]
Gate = Literal["free", "war"]


@dataclass(frozen=True, slots=True)
class Type:
    """A row of ``types.csv``: a type below a class, with what other institutions call it."""

    id: str
    cls: WeaponClass
    kind: Kind
    unroca: str | None
    aoav: str | None
    acled: str | None


@dataclass(frozen=True, slots=True)
class System:
    """A row of ``systems.csv``: a family, or a variant that names its family."""

    id: str
    name: str
    family: str | None
    type: str
    maker: str | None
    origin: str | None
    calibre: str | None
    nato: tuple[str, ...]
    native: str | None
    aliases: tuple[str, ...]
    gated: tuple[str, ...]
    strict: tuple[str, ...]
    cues: tuple[str, ...]
    ambiguous: bool
    example: str
    counterexample: str | None


@dataclass(frozen=True, slots=True)
class Noun:
    """A row of ``nouns.csv``: a noun that names weapons without a designation."""

    id: str
    cls: WeaponClass
    type: str | None
    kind: Literal["thing", "action", "person", "deed"]
    gate: Gate
    weak: bool
    alone: bool
    verb: bool
    forms: tuple[str, ...]
    after: tuple[str, ...]
    example: str
    counterexample: str | None


@dataclass(frozen=True, slots=True)
class Modifier:
    """A row of ``modifiers.csv``: words before a weapon noun that belong to its mention."""

    id: str
    forms: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class NotWeapon:
    """A row of ``not_weapons.csv``: what only looks like a weapon."""

    form: str
    where: Literal["phrase", "after", "before", "strikers"]
    example: str


@dataclass(frozen=True, slots=True)
class Context:
    """A row of ``contexts.csv``: a word that shows that an article speaks of war; figurative: also said of sport."""

    form: str
    figurative: bool
    example: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A row of ``themes.csv``: a word of a theme in which weapons are figures of speech, props or pits."""

    form: str
    themes: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Designation:
    """A row of ``designations.csv``: how one bureau or service numbers its weapons."""

    id: str
    type: str
    origin: str | None
    number: str
    spaced: bool
    example: str
    counterexample: str | None


@dataclass(frozen=True, slots=True)
class Number:
    """A row of ``numbers.csv``: a number before a weapon."""

    form: str
    op: Op
    low: int
    high: int | None
    example: str


@dataclass(frozen=True, slots=True)
class Deed:
    """A row of ``roles.csv``: the role that a word gives to a weapon that does it, and to one that it is done to."""

    id: str
    forms: tuple[str, ...]
    subject: WeaponRole | None
    object: WeaponRole | None
    hazard: WeaponRole | None
    example: str


@lru_cache(maxsize=1)
def types() -> Mapping[str, Type]:
    """The types by id."""
    return {row.id: row for row in table("weapon", "types", Type)}


@lru_cache(maxsize=1)
def systems() -> Mapping[str, System]:
    """The systems by id, families before their variants."""
    return {row.id: row for row in table("weapon", "systems", System)}


def nouns() -> tuple[Noun, ...]:
    """The nouns."""
    return table("weapon", "nouns", Noun)


def modifiers() -> tuple[Modifier, ...]:
    """The modifiers."""
    return table("weapon", "modifiers", Modifier)


def designations() -> tuple[Designation, ...]:
    """The ways of numbering."""
    return table("weapon", "designations", Designation)


def not_weapons() -> tuple[NotWeapon, ...]:
    """What only looks like a weapon."""
    return table("weapon", "not_weapons", NotWeapon, ())


@lru_cache(maxsize=1)
def contexts() -> Mapping[str, bool]:
    """Words that show that an article speaks of war, each with whether it is also said of sport and markets."""
    return {row.form: row.figurative for row in table("weapon", "contexts", Context, ("form",))}


@lru_cache(maxsize=1)
def themes() -> Mapping[str, frozenset[str]]:
    """Words of themes, each with its themes."""
    return {row.form: frozenset(row.themes) for row in table("weapon", "themes", Theme, ("form",))}


@lru_cache(maxsize=1)
def numbers() -> Mapping[str, Number]:
    """Number words by form."""
    return {row.form: row for row in table("weapon", "numbers", Number, ("form",))}


@lru_cache(maxsize=1)
def deeds() -> Mapping[str, Deed]:
    """What is done with weapons, by form."""
    return {form: row for row in table("weapon", "roles", Deed) for form in row.forms}
