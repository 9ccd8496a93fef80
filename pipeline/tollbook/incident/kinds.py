"""What kind of event it was, from its weapons and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from ..lexicon import table
from ..values import Claim, Weapon


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


UNKNOWN = "unknown"


def kind_of(doc: Doc, claims: Sequence[Claim], weapons: Sequence[Weapon]) -> str:
    """The kind of an event.

    >>> import tollbook
    >>> doc = tollbook.load()("A suicide bomber killed six people in Kabul.")
    >>> kind_of(doc, doc._.casualty, doc._.weapon)
    'suicide_bombing'
    """
    starts = sorted({doc[c.trigger].sent.start for c in claims})
    words = " ".join(
        " " + " ".join(t.lower_ for t in doc[start].sent if not t.is_punct and not t.is_space) + " " for start in starts
    )
    classes = {w.cls for w in weapons}
    means = " ".join(f" {doc[w.extent.start : w.extent.end].text.lower()} " for w in weapons)
    for row in kinds():
        if classes.intersection(row.classes) or any(f" {word} " in f" {words} {means} " for word in row.words):
            return row.id
    harms = {c.harm for c in claims}
    return next((row.id for row in kinds() if harms.intersection(row.harms)), UNKNOWN)
