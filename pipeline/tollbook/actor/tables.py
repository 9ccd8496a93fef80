"""The tables of the room ``actor``, read into rows and turned into one list of forms to look for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from ..lexicon import table
from ..values import ActorKind

Layer: TypeAlias = Literal["name", "country", "people", "capital", "adjective", "head", "modifier", "title"]
"""What a form is: a name of ``actors.csv``, one of the four kinds of word of ``demonyms.csv``, a noun, a modifier, a title."""

Sort: TypeAlias = Literal["body", "force", "people", "attacker", "document", "short"]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A row of ``actors.csv``: somebody with a name of their own."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    parent: str | None
    aliases: tuple[str, ...]
    ucdp: str | None
    acled: str | None
    example: str


@dataclass(frozen=True, slots=True)
class Demonym:
    """A row of ``demonyms.csv``: a country, by its ISO 3166-1 code, and the words for it."""

    id: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Head:
    """A row of ``heads.csv``: nouns that make a mention."""

    id: str
    forms: tuple[str, ...]
    kind: ActorKind
    sort: Sort
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class Modifier:
    """A row of ``modifiers.csv``: words before such a noun."""

    id: str
    forms: tuple[str, ...]
    kind: ActorKind | None
    example: str


@dataclass(frozen=True, slots=True)
class Title:
    """A row of ``titles.csv``: words before a person's name."""

    id: str
    forms: tuple[str, ...]
    kind: ActorKind
    example: str


@dataclass(frozen=True, slots=True)
class Act:
    """A row of ``acts.csv``: words beside which a bare name speaks or acts."""

    id: str
    pos: Literal["speech", "act", "deed", "violence"]
    forms: tuple[str, ...]
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class NameEnd:
    """A row of ``names.csv``: last words of the names of bodies."""

    id: str
    forms: tuple[str, ...]
    kind: ActorKind
    example: str


@lru_cache(maxsize=1)
def actors() -> Mapping[str, ActorRow]:
    """The rows of ``actors.csv`` by id.

    >>> actors()["sohr"].kind, actors()["sohr"].name
    ('monitor', 'Syrian Observatory for Human Rights')
    """
    return {row.id: row for row in table("actor", "actors", ActorRow)}


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Demonym]:
    """The rows of ``demonyms.csv`` by country code."""
    return {row.id: row for row in table("actor", "demonyms", Demonym)}


@lru_cache(maxsize=1)
def heads() -> Mapping[str, Head]:
    """The rows of ``heads.csv`` by id."""
    return {row.id: row for row in table("actor", "heads", Head)}


@lru_cache(maxsize=1)
def modifiers() -> Mapping[str, Modifier]:
    """The rows of ``modifiers.csv`` by id."""
    return {row.id: row for row in table("actor", "modifiers", Modifier)}


@lru_cache(maxsize=1)
def titles() -> Mapping[str, Title]:
    """The rows of ``titles.csv`` by id."""
    return {row.id: row for row in table("actor", "titles", Title)}


@lru_cache(maxsize=4)
def acts(pos: Literal["speech", "act", "deed", "violence"]) -> frozenset[str]:
    """The forms of ``acts.csv`` of one part of speech.

    >>> "said" in acts("speech"), "said" in acts("deed")
    (True, False)
    """
    return frozenset(form for row in table("actor", "acts", Act) if row.pos == pos for form in row.forms)


@lru_cache(maxsize=1)
def name_ends() -> Mapping[str, ActorKind]:
    """The kind of body that a last word tells.

    >>> name_ends()["observatory"]
    'monitor'
    """
    return {form: row.kind for row in table("actor", "names", NameEnd) for form in row.forms}


@dataclass(frozen=True, slots=True)
class Key:
    """What a form stands for: the layer, the row's id, and the form as the table writes it."""

    layer: Layer
    row: str
    form: str


@lru_cache(maxsize=1)
def forms() -> Mapping[str, tuple[Key, ...]]:
    """Every form of the tables in lower case, with what it may stand for.

    >>> [(key.layer, key.row) for key in forms()["sohr"]]
    [('name', 'sohr')]
    """
    found: dict[str, list[Key]] = {}

    def add(layer: Layer, row: str, form: str) -> None:
        for spelling in {form: None, form.replace("'", "’"): None}:
            found.setdefault(spelling.lower(), []).append(Key(layer, row, spelling))

    for actor in actors().values():
        for form in (actor.name, *actor.aliases):
            add("name", actor.id, form)
    for country in countries().values():
        for form in dict.fromkeys((country.name, *country.names)):
            add("country", country.id, form)
        for layer, words in (
            ("adjective", country.adjectives),
            ("people", country.people),
            ("capital", country.capitals),
        ):
            for form in words:
                add(layer, country.id, form)  # type: ignore[arg-type]
    for layer, rows in (("head", heads()), ("modifier", modifiers()), ("title", titles())):
        for row in rows.values():
            for form in row.forms:
                add(layer, row.id, form)  # type: ignore[arg-type]
    return {form: tuple(keys) for form, keys in found.items()}
