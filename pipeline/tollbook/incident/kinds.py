"""What kind of event it was, from its weapons and its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from ..lexicon import table
from ..spans import lowers
from ..values import Circumstance, Claim, Weapon


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of ``kinds.csv``, in order of precedence.

    Attributes:
        classes: Weapon classes, any of which makes the event this kind; words: words or phrases near the claims.
        harms: Harms, any of which makes it this kind where nothing else does.
        acled: ACLED's sub-event type.
    """

    id: str
    acled: str
    classes: tuple[str, ...]
    words: tuple[str, ...]
    harms: tuple[str, ...]
    example: str


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """The table, in order of precedence."""
    return table("incident", "kinds", Kind)


@lru_cache(maxsize=1)
def _parted() -> Mapping[str, tuple[frozenset[str], tuple[str, ...]]]:
    """The words of each kind, and its phrases between spaces, so that they match whole words alone."""
    return {
        row.id: (
            frozenset(word for word in row.words if " " not in word),
            tuple(f" {phrase} " for phrase in row.words if " " in phrase),
        )
        for row in kinds()
    }


UNKNOWN = "unknown"


ATTACK = "attack"
VIOLENT = frozenset({"killed", "injured", "killed_or_injured"})
"""Harms that make an event more than the abduction, arrest or flight that is told with them."""


def kind_of(doc: Doc, claims: Sequence[Claim], weapons: Sequence[Weapon], deed: Circumstance | None = None) -> str:
    """The kind of an event: of claims, or of a deed without a figure.

    >>> import tollbook
    >>> doc = tollbook.load()("A suicide bomber killed six people in Kabul.")
    >>> kind_of(doc, doc._.casualty, doc._.weapon)
    'suicide_bombing'
    """
    told = [claim.trigger for claim in claims] + ([] if deed is None else [deed.extent.start])
    every = lowers(doc)
    sentences = {(sent.start, sent.end) for sent in (doc[at].sent for at in told)}
    words = " ".join(
        " " + " ".join(word for word in every[start:end] if word[-1].isalnum()) + " "
        for start, end in sorted(sentences)
    )
    classes = {w.cls for w in weapons}
    means = " ".join(f" {doc[w.extent.start : w.extent.end].text.lower()} " for w in weapons)
    text = f" {words} {means} "
    apart = set(text.split(" "))
    harms = {c.harm for c in claims} - {"unharmed"}
    held = next((row.id for row in kinds() if harms and harms <= set(row.harms) and not harms & VIOLENT), None)
    if held is not None:
        return held
    for row in kinds():
        single, phrases = _parted()[row.id]
        worded = not single.isdisjoint(apart) or any(phrase in text for phrase in phrases)
        named = worded or not classes.isdisjoint(row.classes)
        if named and not (row.harms and not VIOLENT & set(row.harms) and harms & VIOLENT):
            return row.id
    if not claims:
        return ATTACK
    return next((row.id for row in kinds() if harms.intersection(row.harms)), UNKNOWN)
