"""Words of harm: the verbs, nouns, adjectives and phrases of a sentence that say what befell people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..values import Harm
from .tables import POSSESSIVES, adjectives, guards, idioms, nouns, splits, verbs
from .words import NOUN_TAGS

Kind = Literal["verb", "noun", "adjective", "idiom"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase of harm.

    Attributes:
        start, end: Its tokens. token: the one that carries the clause.
        use: Where the people stand: of a verb ``transitive``, ``intransitive`` or ``either``; of a noun and an
            adjective the uses of its row; of a phrase its role.
        form: Of a verb, which inflected form it is.
        strict: Whether it holds only for people.
        rule: Id of the table row.
    """

    start: int
    end: int
    token: int
    harm: Harm
    kind: Kind
    use: tuple[str, ...]
    form: str
    strict: bool
    rule: str


def _phrase_end(words: Sequence[str], at: int, end: int, form: tuple[str, ...]) -> int | None:
    """The end of a phrase that starts at a token, or null; an adjective may stand before its last word."""
    i = at
    for n, part in enumerate(form):
        if i >= end:
            return None
        if part == "POSS":
            if words[i] not in POSSESSIVES:
                return None
        elif words[i] != part:
            last = n == len(form) - 1
            gap = 0
            while last and n and i + gap < end and gap < 4 and words[i + gap] != part:
                gap += 1
            if not (last and n and gap and gap < 4 and i + gap < end and _fills(words[i : i + gap])):
                return None
            i += gap
        i += 1
    return i


_BEFORE_WOUNDS = frozenset(
    """serious severe minor various multiple some slight light critical grave the a an and fatal gunshot bullet shrapnel
    head major leg burn moderate degree degrees of varying third second - bodily non life threatening grievous local
    nearby blast mine explosive traumatic brain facial chest abdominal spinal eye hand superficial crush penetrating
    splinter fragmentation gunfire puncture
    stab knife machete shell deep extensive horrific permanent internal smoke inhalation fatal war combat""".split()
)


def _fills(words: Sequence[str]) -> bool:
    """Whether words may stand before the last one of a phrase: ``sustained serious head injuries``."""
    return all(word in _BEFORE_WOUNDS for word in words)


def find_harms(words: Sequence[str], tags: Sequence[str], start: int, end: int) -> list[Trigger]:
    """The words of harm of a sentence, left to right, without overlap."""
    found: list[Trigger] = []
    at = start
    while at < end:
        guarded = _guarded(words, at, end)
        if guarded is not None:
            at = guarded
            continue
        trigger = (
            _idiom(words, at, end)
            or _split(words, tags, at, end)
            or _word(words, tags, at)
            or _left(words, tags, at)
            or _to_hospital(words, tags, at, end)
        )
        if trigger is None:
            at += 1
            continue
        found.append(trigger)
        at = max(trigger.end, at + 1)
    return found


def _guarded(words: Sequence[str], at: int, end: int) -> int | None:
    """The end of a phrase in which a word of harm tells of none, or null."""
    for form in guards().get(words[at], ()):
        if at + len(form) <= end and tuple(words[at : at + len(form)]) == form:
            return at + len(form)
    return None


def _idiom(words: Sequence[str], at: int, end: int) -> Trigger | None:
    for form, row in idioms().get(words[at], ()):
        stop = _phrase_end(words, at, end, form)
        if stop is not None and not (
            form[0] == "with"
            and {"found", "riddled", "discovered", "corpses", "bodies", "body"} & set(words[max(0, at - 6) : at])
        ):
            rule = "idiom." + row.form.split()[0].split("/")[0] + "_" + row.form.split()[-1].split("/")[0]
            return Trigger(at, stop, at, row.harm, "idiom", (row.role,), _form(words[at]), row.strict, rule)
    return None


def _left(words: Sequence[str], tags: Sequence[str], at: int) -> Trigger | None:
    """``families left Homs``, ``have left villages``: that people left where they live; who may is asked later."""
    if words[at] not in ("left", "leave") or tags[at] not in ("VBD", "VBN", "VBP") or at + 1 >= len(words):
        return None
    if tags[at - 1] == "IN":
        return None
    whither = at + 1
    while whither < len(words) and whither < at + 4 and tags[whither] in ("DT", "PRP$", "CD", "JJ", "RB"):
        whither += 1  # "left seven nearby villages"
    named = whither == at + 1 and tags[whither] in ("NNP", "NNPS")
    if not named and (whither >= len(words) or words[whither] not in PLACES_LEFT):
        return None
    return Trigger(at, at + 1, at, "displaced", "idiom", ("subject",), "past", True, LEFT)


_CARRIED = frozenset(
    "brought rushed taken carried ferried driven evacuated flown airlifted transferred admitted moved referred".split()
)
_HOSPITALS = frozenset({"hospital", "hospitals", "clinic", "clinics", "infirmary"})
_LONGEST_HOSPITAL = 7


def _to_hospital(words: Sequence[str], tags: Sequence[str], at: int, end: int) -> Trigger | None:
    """``brought to Azadi Hospital``, ``taken to the town's two clinics``: somebody is hurt, whatever its name is."""
    if words[at] not in _CARRIED or words[at + 1 : at + 2] != ["to"] or tags[at] not in ("VBN", "VBD"):
        return None
    for i in range(at + 2, min(end, at + 2 + _LONGEST_HOSPITAL)):
        if words[i] in _HOSPITALS:
            return Trigger(at, i + 1, at, "injured", "idiom", ("either",), _form(words[at]), True, TO_HOSPITAL)
        if tags[i] not in _OF_HOSPITAL:
            return None
    return None


_OF_HOSPITAL = frozenset({"DT", "CD", "JJ", "NN", "NNP", "NNPS", "POS", "PRP$", "HYPH", "``", "''", "NNS"})
TO_HOSPITAL = "idiom.to_hospital"
LEFT = "idiom.left_place"
PLACES_LEFT = frozenset(
    """town towns village villages city cities camp camps area areas district districts region country neighbourhood
    neighborhood quarter valley island homes houses farms ranches land lands settlement settlements""".split()
)
"""Nouns for where people live."""
_SPLIT_REACH = 14
_SPLIT_ENDS = frozenset("; : . that who which when while after before because but if".split())


def _split(words: Sequence[str], tags: Sequence[str], at: int, end: int) -> Trigger | None:
    """A phrase that closes round its victims: ``took 45 civilians hostage``, ``drove them from their homes``."""
    rows = splits().get(words[at], ()) if tags[at].startswith("V") or words[at].endswith("ing") else ()
    for closing, row in rows:
        for i in range(at + 1, min(end, at + 1 + _SPLIT_REACH)):
            if words[i] in _SPLIT_ENDS or (tags[i] in ("VBD", "VBZ", "MD") and words[i] != closing[0]):
                break
            if i > at + 1 and _phrase_end(words, i, end, closing) is not None and words[i] == closing[0]:
                rule = f"split.{row.form.split('/')[0]}_{closing[-1]}"
                return Trigger(at, at + 1, at, row.harm, "idiom", ("object",), _form(words[at]), row.strict, rule)
    return None


def _form(word: str) -> str:
    return "ing" if word.endswith("ing") else "past"


def _is_headline_verb(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """``Gunmen kidnap chief``: a verb in the present that the tagger takes for a noun, between a plural and a noun."""
    if words[at] not in verbs() or at == 0 or at + 1 >= len(words) or tags[at] not in ("NN", "NNP"):
        return False
    return (tags[at - 1] in ("NNS", "NNPS") or words[at - 1].endswith("men")) and tags[at + 1] in (
        NOUN_TAGS | {"JJ", "CD"}
    )


def _beside_another(words: Sequence[str], at: int) -> bool:
    """``killed and burned``, ``burned and killed``: what is coordinated with another verb of harm adds no harm to it."""
    before = at > 1 and words[at - 1] == "and"
    return before or (at + 2 < len(words) and words[at + 1] == "and" and words[at + 2] in verbs())


_NOT_DEAD = frozenset(
    {"died", "dies", "dying", "wounded", "injured", "hurt", "fatally", "wounding", "injuring", "survived"}
)
_SHOT_AT = frozenset("at down up off into out back first in through film footage video rockets rocket missiles".split())


def _shoots_nobody(words: Sequence[str], at: int) -> bool:
    """``shot at the crowd``, ``shot down``, ``shot and wounded``, ``20 were shot, five fatally``: not whom it killed."""
    if words[at] in ("shooting", "shoots") or at + 1 >= len(words) or words[at + 1] in _SHOT_AT:
        return True
    return not _NOT_DEAD.isdisjoint(words[at + 1 : at + 1 + _SHOT_REACH])


_SHOT_REACH = 8


def _word(words: Sequence[str], tags: Sequence[str], at: int) -> Trigger | None:
    word, tag = words[at], tags[at]
    if not tag:
        return None
    if word in nouns() and (tag in NOUN_TAGS or word not in verbs()) and not _is_headline_verb(words, tags, at):
        noun, plural = nouns()[word]
        form = "plural" if plural else "singular"
        return Trigger(at, at + 1, at, noun.harm, "noun", noun.use, form, False, f"noun.{noun.form}")
    if word in adjectives() and not (word in verbs() and tag in ("VBD", "VBG", "VBZ", "VBP")):
        row = adjectives()[word]
        if word not in verbs():
            return Trigger(at, at + 1, at, row.harm, "adjective", row.use, "", row.strict, f"adjective.{row.form}")
    if word in verbs():
        if words[at + 1 : at + 2] == ["-"] and words[at + 2 : at + 3] != ["-"] and tag in NOUN_TAGS:
            return None  # "knife-wielding"
        verb, name = verbs()[word]
        if (verb.base == "burn" and _beside_another(words, at)) or (verb.base == "shoot" and _shoots_nobody(words, at)):
            return None
        return Trigger(at, at + 1, at, verb.harm, "verb", (verb.use,), name, verb.strict, f"verb.{verb.base}")
    return None
