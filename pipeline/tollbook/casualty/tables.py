"""The tables of the room, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal, TypeAlias

from ..lexicon import table
from ..values import Harm, Modality, Scope, Status

VictimKind = Literal["person", "group", "elliptic", "result", "thing"]
MaybeStatus = Literal["", "civilian", "combatant", "security", "mixed", "unknown"]


@dataclass(frozen=True, slots=True)
class VictimWord:
    """A row of ``victims.csv``: a head noun or phrase that names people."""

    form: str
    plural: str
    status: Status
    demographic: tuple[str, ...]
    role: tuple[str, ...]
    kind: VictimKind
    example: str


HARMED = VictimWord("harmed", "harmed", "unknown", (), (), "person", "The wounded were arrested.")
"""Stands for people who are named by what befell them: the wounded."""
SOLDIERS = VictimWord("losses", "losses", "security", (), (), "elliptic", "Army losses stood at 12.")
FIGHTERS = VictimWord("losses", "losses", "combatant", (), (), "elliptic", "Rebel losses stood at 12.")
"""Stand for those whom one side has lost."""


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A row of ``qualifiers.csv``: a word beside a head noun that says who they are."""

    form: str
    status: MaybeStatus
    demographic: tuple[str, ...]
    role: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class HarmVerb:
    """A row of ``verbs.csv``. ``use``: where the victims stand, ``object`` being right behind the verb and nowhere else;
    strict verbs want victims known to be people."""

    base: str
    s: str
    past: str
    participle: str
    ing: str
    harm: Harm
    use: Literal["transitive", "intransitive", "either", "object"]
    strict: bool
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class HarmNoun:
    """A row of ``nouns.csv``. ``use``: ``event`` (of whom), ``count`` (how many), ``people``, ``body``, ``toll``."""

    form: str
    plural: str
    harm: Harm
    use: tuple[str, ...]
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class HarmAdjective:
    """A row of ``adjectives.csv``. ``use``: ``predicate``, ``attribute``, ``nominal``; strict: of people alone."""

    form: str
    harm: Harm
    use: tuple[str, ...]
    strict: bool
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class Idiom:
    """A row of ``idioms.csv``. ``role``: where the people stand."""

    form: str
    harm: Harm
    role: Literal["subject", "object", "either", "possessor"]
    strict: bool
    example: str


@dataclass(frozen=True, slots=True)
class Split:
    """A row of ``splits.csv``: words before and after those whom a harm befell."""

    form: str
    close: str
    harm: Harm
    strict: bool
    example: str


@dataclass(frozen=True, slots=True)
class ModalityCue:
    """A row of ``modality.csv``. ``where``: where it must stand, by the comment of the table."""

    form: str
    value: Modality
    where: Literal["auxiliary", "beside", "noun", "clause", "mark", "governor", "report"]
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class ScopeCue:
    """A row of ``scope.csv``."""

    form: str
    value: Scope
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of ``voids.csv`` or ``background.csv``."""

    form: str
    kind: Literal["unsaid", "career", "before", "then"]
    example: str


@dataclass(frozen=True, slots=True)
class Guard:
    """A row of ``guards.csv``: a phrase in which a word of harm tells of none."""

    form: str
    example: str


@dataclass(frozen=True, slots=True)
class PartMarker:
    """A row of ``parts.csv``: words after which parts are told."""

    form: str
    loose: bool
    example: str


ATTRIBUTIVE = frozenset(
    """dead wounded injured missing displaced slain murdered massacred executed assassinated martyred deceased lifeless
    abducted kidnapped detained captured""".split()
)
"""Words of harm that may stand inside a noun phrase: two dead soldiers."""

POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your"})


def expand(form: str) -> list[tuple[str, ...]]:
    """Every sequence of words that a phrase stands for.

    >>> expand("lost/lose POSS life")[0]
    ('lost', 'POSS', 'life')
    """
    return [tuple(words) for words in product(*(part.split("/") for part in form.split()))]


@lru_cache(maxsize=1)
def victims() -> Mapping[tuple[str, ...], tuple[VictimWord, bool]]:
    """Rows of ``victims.csv`` by the words of a form, and whether that form is the plural."""
    found: dict[tuple[str, ...], tuple[VictimWord, bool]] = {}
    for row in table("casualty", "victims", VictimWord, ("form",)):
        found.setdefault(tuple(row.form.replace("-", " - ").split()), (row, row.form == row.plural))
        if row.plural:
            found.setdefault(tuple(row.plural.replace("-", " - ").split()), (row, True))
    return found


@lru_cache(maxsize=1)
def longest_victims() -> Mapping[str, int]:
    """Most words of a form of ``victims.csv``, by the form's last word."""
    found: dict[str, int] = {}
    for form in victims():
        found[form[-1]] = max(found.get(form[-1], 0), len(form))
    return found


@lru_cache(maxsize=1)
def complemented() -> frozenset[str]:
    """Heads whose "of" or "from" says who they are: members of a family."""
    singular = _TAKES_OF | {row.form for row in table("casualty", "victims", VictimWord, ("form",)) if row.role}
    rows = table("casualty", "victims", VictimWord, ("form",))
    return frozenset(singular | {row.plural for row in rows if row.form in singular and row.plural})


_TAKES_OF = frozenset(
    """member leader head group family crew commander chief official officer employee worker resident figure supporter
    civilian woman man person child soldier fighter staff victim other inhabitant citizen gang pair passenger brother
    son daughter wife sister national deputy band boy girl""".split()
)


@lru_cache(maxsize=1)
def qualifiers() -> Mapping[tuple[str, ...], Qualifier]:
    """Rows of ``qualifiers.csv`` by the words of their form."""
    rows = table("casualty", "qualifiers", Qualifier, ("form",))
    return {tuple(row.form.replace("-", " - ").split()): row for row in rows}


@lru_cache(maxsize=1024)
def unmasked(word: str) -> str:
    """The word of harm that a publisher has masked against filters: ``kil*led``, ``k*lled``; other words as they are.

    >>> unmasked("kil*led"), unmasked("k**led"), unmasked("tables")
    ('killed', 'killed', 'tables')
    """
    if "*" not in word or len(word) < 3:
        return word
    plain = word.replace("*", "")
    known = [*verbs(), *adjectives()]
    if plain in known:
        return plain
    pattern = re.compile(re.escape(word).replace(r"\*", "."))
    return next((form for form in known if pattern.fullmatch(form)), word)


@lru_cache(maxsize=1)
def verbs() -> Mapping[str, tuple[HarmVerb, str]]:
    """Rows of ``verbs.csv`` by inflected form, with the name of the form."""
    found: dict[str, tuple[HarmVerb, str]] = {}
    for row in table("casualty", "verbs", HarmVerb, ("base",)):
        for name in ("participle", "past", "base", "s", "ing"):
            found.setdefault(getattr(row, name), (row, name))
    return found


@lru_cache(maxsize=1)
def nouns() -> Mapping[str, tuple[HarmNoun, bool]]:
    """Rows of ``nouns.csv`` by form, and whether it is the plural."""
    found: dict[str, tuple[HarmNoun, bool]] = {}
    for row in table("casualty", "nouns", HarmNoun, ("form",)):
        found[row.form] = (row, False)
        if row.plural:
            found[row.plural] = (row, True)
    return found


@lru_cache(maxsize=1)
def adjectives() -> Mapping[str, HarmAdjective]:
    """Rows of ``adjectives.csv`` by form."""
    return {row.form: row for row in table("casualty", "adjectives", HarmAdjective, ("form",))}


@lru_cache(maxsize=1)
def idioms() -> Mapping[str, tuple[tuple[tuple[str, ...], Idiom], ...]]:
    """Phrases of ``idioms.csv`` by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Idiom]]] = {}
    for row in table("casualty", "idioms", Idiom, ("form",)):
        for words in expand(row.form):
            found.setdefault(words[0], []).append((words, row))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


@lru_cache(maxsize=1)
def splits() -> Mapping[str, tuple[tuple[tuple[str, ...], Split], ...]]:
    """Closing words of the phrases of ``splits.csv`` by their opening word."""
    found: dict[str, list[tuple[tuple[str, ...], Split]]] = {}
    for row in table("casualty", "splits", Split, ()):
        for opening in row.form.split("/"):
            found.setdefault(opening, []).extend((closing, row) for closing in expand(row.close))
    return {opening: tuple(rows) for opening, rows in found.items()}


@lru_cache(maxsize=8)
def phrases(name: str) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """Phrases of one of the tables of cues: words, value, place; the longest first."""
    found: list[tuple[tuple[str, ...], str, str]] = []
    if name == "modality":
        for row in table("casualty", name, ModalityCue, ()):
            found += [(words, row.value, row.where) for words in expand(row.form)]
    elif name == "scope":
        for cue in table("casualty", name, ScopeCue, ()):
            found += [(words, cue.value, "") for words in expand(cue.form)]
    else:
        for phrase in table("casualty", name, Phrase, ()):
            found += [(words, phrase.kind, "") for words in expand(phrase.form)]
    return tuple(sorted(found, key=lambda p: -len(p[0])))


YEAR = "YEAR"
"""What stands for any year in a phrase."""

NUM = "NUM"
"""What stands for any number in a phrase."""

Cue: TypeAlias = tuple[tuple[str, ...], str, str]


@lru_cache(maxsize=8)
def phrases_by_word(name: str) -> Mapping[str, Mapping[str, tuple[Cue, ...]]]:
    """The same phrases by their first and second word; the second is empty for a phrase of one."""
    found: dict[str, dict[str, list[Cue]]] = {}
    for phrase in phrases(name):
        first, second = (*phrase[0], "")[:2]
        found.setdefault(first, {}).setdefault(second, []).append(phrase)
    return {first: {second: tuple(rows) for second, rows in rest.items()} for first, rest in found.items()}


@lru_cache(maxsize=1)
def part_markers() -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Words after which parts are told, the longest first, and whether they are loose."""
    rows = table("casualty", "parts", PartMarker, ("form",))
    return tuple(sorted(((tuple(row.form.split()), row.loose) for row in rows), key=lambda m: -len(m[0])))


@lru_cache(maxsize=1)
def part_markers_by_word() -> Mapping[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    """The same markers by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for marker in part_markers():
        found.setdefault(marker[0][0], []).append(marker)
    return {first: tuple(markers) for first, markers in found.items()}


@lru_cache(maxsize=1)
def guards() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Phrases of ``guards.csv`` by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in table("casualty", "guards", Guard, ("form",)):
        for words in expand(row.form):
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}


def as_modality(value: str) -> Modality:
    """Check a value of ``modality.csv``."""
    known: dict[str, Modality] = {
        "asserted": "asserted", "possible": "possible", "denied": "denied", "hypothetical": "hypothetical",
        "negated": "negated",
    }  # fmt: skip
    return known[value]


def as_scope(value: str) -> Scope:
    """Check a value of ``scope.csv``."""
    known: dict[str, Scope] = {"incident": "incident", "series": "series", "period": "period", "conflict": "conflict"}
    return known[value]
