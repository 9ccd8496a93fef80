"""What parts one event from another, besides places: words that turn, days, means and figures that cannot be one event's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc

from ..lexicon import table
from ..spans import lowers
from ..values import Claim, When
from .context import Context

TENFOLD = 10
OUTSIZE = 200
"""A figure this large, and ten times that of the event told before it, is no figure of that event."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A row of ``turns.csv``: words that turn from one event to another, and where in the sentence they must stand."""

    form: str
    where: Literal["start", "any"]
    example: str
    counterexample: str


@lru_cache(maxsize=1)
def turns() -> tuple[Turn, ...]:
    """The table."""
    return table("circumstance", "turns", Turn, ("form",))


def turn_of(doc: Doc, claim: Claim) -> Turn | None:
    """The words by which the sentence of a claim turns to another event, or null.

    >>> import tollbook
    >>> doc = tollbook.load()("Two men died in Homs. In a separate attack, three died.")
    >>> [row and row.form for row in (turn_of(doc, claim) for claim in doc._.casualty)]
    [None, 'in a separate']
    """
    sent = doc[claim.trigger].sent
    words = " " + " ".join(word for word in lowers(sent) if word[-1].isalnum()) + " "
    return next((row for row in turns() if _stands(row, words)), None)


def _stands(row: Turn, words: str) -> bool:
    return words.startswith(f" {row.form} ") if row.where == "start" else f" {row.form} " in words


def days_part(one: When, other: When) -> bool:
    """Whether two dates, both resolved to days, do not meet."""
    if not (one.start and one.end and other.start and other.end):
        return False
    width = min(len(one.start), len(other.start))
    return one.end[:width] < other.start[:width] or other.end[:width] < one.start[:width]


def means_part(context: Context, claim: Claim, told: Iterable[Claim]) -> bool:
    """Whether the sentence of a claim names other means than those of the claims of an event."""
    own = _means(context, claim)
    others = {cls for one in told for cls in _means(context, one)}
    return bool(own and others) and "method" not in own | others and own.isdisjoint(others)


def _means(context: Context, claim: Claim) -> set[str]:
    return {w.cls for w in context.in_sentence(claim, context.weapons) if w.role == "used"}


def outgrows(claim: Claim, told: Iterable[Claim]) -> bool:
    """Whether a figure is out of all proportion to what was told of the event: it sums over more than that."""
    size = claim.count.low or claim.count.high or 0
    sizes = [other.count.low or other.count.high or 0 for other in told if other.harm == claim.harm]
    return size >= OUTSIZE and bool(sizes) and size >= TENFOLD * max(sizes)
