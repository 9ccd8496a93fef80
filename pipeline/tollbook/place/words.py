"""The room's word tables, indexed by lower-case form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..lexicon import table
from ..values import PlaceType

Kind = Literal["organisation", "title", "event", "never"]
RoleKind = Literal[
    "speech",
    "body",
    "care",
    "launch",
    "pressure",
    "post",
    "title",
    "taking",
    "burial",
    "seat",
    "ward",
    "teller",
    "meeting",
]
MetonymKind = Literal["act", "state", "holder", "person", "will", "relation", "dealing", "bent"]

DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest northeastern "
    "northwestern southeastern southwestern north-eastern north-western south-eastern south-western upper lower greater "
    "inner outer downtown mid n. s. e. w. ne nw se sw rural western-central coastal nearby neighbouring neighboring".split()
)
"""Words that tell which part of a place, or on which side of it; by themselves they are no names."""


@dataclass(frozen=True, slots=True)
class Head:
    """A common noun that stands beside a name and says what it names, see ``heads.csv``."""

    form: tuple[str, ...]
    type: PlaceType
    side: Literal["before", "after", "both"]
    part: bool
    loose: bool
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class Other:
    """Words that tell that a name is not a place's, see ``others.csv``."""

    form: tuple[str, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Demonym:
    """Words for a people, and its country or null."""

    form: tuple[str, ...]
    iso2: str | None


@dataclass(frozen=True, slots=True)
class HarmWord:
    """Words whose sentence tells of a strike or of harm."""

    form: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleWord:
    """Words beside a place that tell what it is to the story, see ``role_words.csv``."""

    form: tuple[str, ...]
    kind: RoleKind


@dataclass(frozen=True, slots=True)
class Metonym:
    """Words beside a name that tell that those who hold the place are meant, see ``metonyms.csv``."""

    form: tuple[str, ...]
    kind: MetonymKind


@dataclass(frozen=True, slots=True)
class Site:
    """Nouns that end the name of a building or a road, see ``sites.csv``."""

    form: tuple[str, ...]
    type: PlaceType
    body: bool


@dataclass(frozen=True, slots=True)
class Sport:
    """Words of matches, races and teams, see ``sports.csv``."""

    form: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenName:
    """Given names of persons."""

    form: tuple[str, ...]


@lru_cache(maxsize=1)
def heads() -> Mapping[tuple[str, ...], Head]:
    """Heads by the lower-case words of each form.

    >>> heads()["refugee", "camp"].type
    'facility'
    """
    return {tuple(form.split()): row for row in table("place", "heads", Head, ()) for form in row.form}


@lru_cache(maxsize=1)
def others() -> Mapping[str, Kind]:
    """Kinds of the words that are no places."""
    return {form: row.kind for row in table("place", "others", Other, ()) for form in row.form}


@lru_cache(maxsize=1)
def demonyms() -> Mapping[str, str | None]:
    """The country of each demonym, in lower case.

    >>> demonyms()["syrian"], demonyms()["kurdish"]
    ('SY', None)
    """
    return {form.lower(): row.iso2 for row in table("place", "demonyms", Demonym, ()) for form in row.form}


@lru_cache(maxsize=1)
def openings() -> frozenset[str]:
    """The first words of demonyms of several words.

    >>> "boko" in openings()
    True
    """
    return frozenset(form.split()[0] for form in demonyms() if " " in form)


@lru_cache(maxsize=1)
def harm_words() -> frozenset[str]:
    """Words of harm, in lower case."""
    return frozenset(form for row in table("place", "harm_words", HarmWord, ()) for form in row.form)


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names of persons, in lower case."""
    return frozenset(form for row in table("place", "given_names", GivenName, ()) for form in row.form)


@lru_cache(maxsize=1)
def metonyms() -> Mapping[str, frozenset[MetonymKind]]:
    """Words beside a name that tell that those who hold the place are meant, in lower case.

    >>> sorted(metonyms()["denies"]), sorted(metonyms()["claims"])
    (['act'], ['act', 'will'])
    """
    found: dict[str, frozenset[MetonymKind]] = {}
    for row in table("place", "metonyms", Metonym, ()):
        for form in row.form:
            found[form] = found.get(form, frozenset()) | {row.kind}
    return found


@lru_cache(maxsize=1)
def sites() -> Mapping[str, Site]:
    """The row of each noun that ends the name of a site, in lower case.

    >>> sites()["arena"].type, sites()["academy"].body
    ('facility', True)
    """
    return {form: row for row in table("place", "sites", Site, ()) for form in row.form}


@lru_cache(maxsize=1)
def sports() -> frozenset[str]:
    """Words of matches, races and teams, in lower case."""
    return frozenset(form for row in table("place", "sports", Sport, ()) for form in row.form)


@lru_cache(maxsize=8)
def role_words(kind: RoleKind) -> frozenset[str]:
    """Words of one kind that tell what a place is to the story, in lower case.

    >>> "rushed" in role_words("care")
    True
    """
    return frozenset(
        form for row in table("place", "role_words", RoleWord, ()) if row.kind == kind for form in row.form
    )
