"""Who attacked, who is blamed, who claims and who denies: what the article says of its actors, wherever it says so.

Read from the words beside each mention of an actor, as most of these sentences are not parsed: a verb of attack behind
it, a deed behind its name, "by" or "blamed" before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc

from ..lexicon import table
from ..spans import lowers
from ..values import Actor, Extent

Means = Literal["does", "blamed", "claims", "denies"]

ACTING = frozenset(
    {"armed_group", "government", "military", "police", "unknown_attacker", "community", "other", "person", "official"}
)
"""Kinds of actor that may attack; outlets, monitors, medics and witnesses tell of it."""

_AUXILIARIES = frozenset(
    """have has had who which that also later then reportedly allegedly apparently repeatedly immediately again still
    publicly , since on sunday monday tuesday wednesday thursday friday saturday today yesterday overnight""".split()
)
_PASSIVES = frozenset({"was", "were", "been", "being", "are", "is", "be", "got"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nobody", "neither"})
_LEFT = frozenset(
    """the a an of suspected alleged armed unidentified unknown local members fighters militants its his their some
    several two three four five six seven eight nine ten dozens gunmen men elements""".split()
)
_MODIFIERS = frozenset(
    """'s ’s - army military government air forces troops militant rebel armed ground artillery rocket missile drone mortar
    tank suicide deadly recent new latest cross border heavy intense aerial naval special own massive""".split()
)
_AFTER_DENIAL = frozenset(
    """killing involvement responsibility any carrying targeting having that being it the its attacking responsible
    shelling bombing striking firing accusations accusation allegations allegation charge charges claims reports report
    role hitting using""".split()
)
_OWNING_UP = frozenset({"admitted", "admits", "admit", "acknowledged", "boasted", "boasts"})
_TRANSITIVE = frozenset({"attack", "kill", "abduct"})
_NO_OBJECT = frozenset(
    """by in at near during on dead de*ad after when as while for over with from outside inside and or but
    , . ; : |""".split()
) | {"\n", "\n\n"}
"""What stands behind a participle that a headline uses without its auxiliary: "Soldier shot dead by rebels"."""

_TRAPS = frozenset({"mine", "mines", "landmine", "landmines", "bomb", "ied", "device", "explosive"})
_UNREAL = frozenset({"could", "would", "might", "may", "should", "if"})
_REACH = 5
_LONGEST_APPOSITION = 16
_SPOKEN = frozenset({"claims", "denies", "blamed"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of ``deeds.csv``."""

    id: str
    kind: Literal["verb", "noun", "by"]
    means: Means
    forms: tuple[str, ...]
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What an article says of an actor.

    Attributes:
        actor: The mention.
        means: That it attacked (does), is blamed, claims or denies.
        extent: From the actor to the word that says so.
    """

    actor: Actor
    means: Means
    extent: Extent
    rule: str


@lru_cache(maxsize=3)
def _forms(kind: str) -> Mapping[str, tuple[tuple[tuple[str, ...], Row], ...]]:
    """Forms of a kind by their first word (of the kind ``by``, by their last), the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for row in table("circumstance", "deeds", Row):
        if row.kind == kind:
            for form in row.forms:
                words = tuple(form.split())
                found.setdefault(words[-1 if kind == "by" else 0], []).append((words, row))
    return {word: tuple(sorted(rows, key=lambda one: -len(one[0]))) for word, rows in found.items()}


def deeds(doc: Doc, actors: Sequence[Actor]) -> tuple[Deed, ...]:
    """Everything that a document says of its actors' deeds, in order.

    >>> import tollbook
    >>> doc = tollbook.load()("Rebels attacked the camp. The army blamed the Taliban, who denied killing 12 men.")
    >>> [(doc[d.actor.extent.start : d.actor.extent.end].text, d.means) for d in deeds(doc, doc._.actor)]
    [('Rebels', 'does'), ('Taliban', 'blamed'), ('Taliban', 'denies')]
    """
    words = lowers(doc)
    found = [
        deed
        for actor in actors
        if actor.kind in ACTING
        for deed in (*_by(words, actor), *_noun(words, actor), *(() if actor.adjective else _verb(words, actor)))
        # Of persons and officials it is told what they own up to; that one "killed" somebody is the clause's own word.
        if deed.means in _SPOKEN or actor.kind not in ("person", "official")
    ]
    return tuple(sorted(found, key=lambda one: (one.actor.extent.start, one.extent.end)))


def _at(words: Sequence[str], at: int, kind: str) -> tuple[int, Row] | None:
    """The form that begins at a word: where it ends, and its row."""
    for form, row in _forms(kind).get(words[at], ()) if at < len(words) else ():
        if tuple(words[at : at + len(form)]) == form:
            return at + len(form), row
    return None


def _verb(words: Sequence[str], actor: Actor) -> Iterator[Deed]:
    at = actor.extent.end
    passive = False
    if words[at : at + 1] == [","]:
        at = _past_apposition(words, at)
    for _ in range(_REACH):
        if at >= len(words) or words[at] in _NEGATIONS:
            return
        found = _at(words, at, "verb")
        if found is not None:
            end, row = found
            if passive or (row.means == "denies" and words[end : end + 1] and words[end] not in _AFTER_DENIAL):
                return
            if words[end - 1] in _OWNING_UP and words[end : end + 1] and words[end] not in _AFTER_DENIAL:
                return
            if row.id == "attack" and not _TRAPS.isdisjoint(words[end : end + _REACH]):
                return  # a patrol that hit a roadside bomb attacked nobody
            if row.id in _TRANSITIVE and end - at == 1 and (end >= len(words) or words[end] in _NO_OBJECT):
                return
            yield Deed(actor, row.means, Extent(actor.extent.start, end), f"deed.{row.id}")
            return
        if words[at] in _PASSIVES:
            passive = True
        elif words[at] not in _AUXILIARIES:
            return
        at += 1


def _past_apposition(words: Sequence[str], comma: int) -> int:
    """Behind the comma that closes an apposition: "Russia, a top ally of the president, launched"."""
    for at in range(comma + 1, min(comma + _LONGEST_APPOSITION, len(words))):
        if words[at] == ",":
            return at + 1 if words[comma + 1] in ("a", "an", "the", "its", "which", "who") else comma
        if words[at] in (".", ";", ":", "\n", "\n\n"):
            return comma
    return comma


def _noun(words: Sequence[str], actor: Actor) -> Iterator[Deed]:
    at = actor.extent.end
    for _ in range(_REACH):
        found = _at(words, at, "noun")
        if found is not None:
            end, row = found
            if _UNREAL.isdisjoint(words[end : end + _REACH]):
                yield Deed(actor, row.means, Extent(actor.extent.start, end), f"deed.{row.id}")
            return
        if at >= len(words) or words[at] not in _MODIFIERS:
            return
        at += 1


def _by(words: Sequence[str], actor: Actor) -> Iterator[Deed]:
    at = actor.extent.start - 1
    while at >= 0 and words[at] in _LEFT:
        if (hit := _ending(words, at)) is not None:
            break
        at -= 1
    hit = _ending(words, at) if at >= 0 else None
    if hit is not None:
        start, row = hit
        if start == 0 or words[start - 1] not in _NEGATIONS:
            yield Deed(actor, row.means, Extent(start, actor.extent.end), f"deed.{row.id}")


def _ending(words: Sequence[str], at: int) -> tuple[int, Row] | None:
    """The form of the kind ``by`` that ends with a word: where it starts, and its row."""
    for form, row in _forms("by").get(words[at], ()):
        start = at - len(form) + 1
        if start >= 0 and tuple(words[start : at + 1]) == form:
            return start, row
    return None
