"""Dates of figures that sum over a time: since when, or over which week or month."""

from __future__ import annotations

from collections.abc import Iterable

from ..values import Claim, When
from .context import Context

_BACK = 2
"""Most sentences between a figure and the sentence that tells since when it runs."""

_OPENING = 3
"""How many sentences open a bulletin."""

_BULLETINS = frozenset("bulletin digest monthly weekly quarterly situation documented".split())
_COUNTING = frozenset("documented recorded counted logged registered verified tallied monitored tracked".split())
"""Words of bodies that count over a time."""


def since(context: Context, claim: Claim) -> When | None:
    """Since when a running figure runs, as the sentences of its paragraph before it tell.

    "The war began in April 2023. Some 9,000 have been killed."
    """
    found = [d for d in context.dates if d.role == "since" and _leads_up(context, claim, d, _BACK)]
    return found[-1] if found else None


def of_bulletin(context: Context, claim: Claim) -> When | None:
    """The week or month over which a bulletin counts: that of its paragraph, else of its title and lead.

    "In March the centre documented 40 raids. They killed nine people."
    """
    if claim.modality == "hypothetical" or context.lines[claim.trigger]:
        return None
    here = [d for d in _spans(context) if _leads_up(context, claim, d, 3 * _BACK)]
    counted = [d for d in here if _counts(context, d)]
    if counted:
        return counted[-1]
    opening = [d for d in _spans(context) if context.sentence[d.extent.start] <= _OPENING]
    if context.items[claim.trigger] or not _is_bulletin(context):
        return None
    return opening[0] if opening else None


def is_of_bulletin(context: Context, claim: Claim) -> bool:
    """Whether a claim without a place is one of the sums that a bulletin opens with or ends on, not of one of its items."""
    own = any(context.distance(claim, d) == 0 and d.role == "event" and d.precision == 1 for d in context.dates)
    if own or context.items[claim.trigger] or not _is_bulletin(context):
        return False
    return of_bulletin(context, claim) is not None


def _spans(context: Context) -> Iterable[When]:
    return (
        d for d in context.dates if d.role == "event" and d.precision in (2, 3, 4) and not context.lines[d.extent.start]
    )


def _counts(context: Context, date: When) -> bool:
    """Whether the sentence of a date tells of counting."""
    sent = context.doc[date.extent.start].sent
    return not _COUNTING.isdisjoint(context.words[sent.start : sent.end])


def _is_bulletin(context: Context) -> bool:
    words = (word for i, word in enumerate(context.words) if context.sentence[i] <= 1)
    return not _BULLETINS.isdisjoint(words)


def _leads_up(context: Context, claim: Claim, date: When, back: int) -> bool:
    """Whether a date stands before a claim, in its paragraph and at most so many sentences back."""
    at, to = claim.trigger, date.extent.start
    near = 0 <= context.sentence[at] - context.sentence[to] <= back and to < at
    return near and context.paragraph[at] == context.paragraph[to] and context.together(claim, date)
