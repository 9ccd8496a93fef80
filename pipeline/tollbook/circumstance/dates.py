"""When a harm happened: the date of the claim's sentence, else of its group, else of the nearest sentence before it."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Claim, When
from .context import Context

REACH = 4
"""Most sentences between a claim and the sentence that dates it."""


LEAD = 5
"""How many sentences open an article."""


def _own(context: Context, claim: Claim) -> When | None:
    """The date in the claim's sentence: of the period for a running toll, of the event for any other."""
    here = context.in_sentence(claim, context.dates)
    wanted = "since" if claim.scope in ("period", "conflict") else "event"
    return next((d for d in here if d.role == wanted), None)


def _tells(context: Context, claim: Claim, date: When) -> bool:
    """Whether a date elsewhere may be the claim's: before it, in its paragraph, or where the article opens."""
    at, to = claim.trigger, date.extent.start
    return to < at or context.paragraph[at] == context.paragraph[to] or context.sentence[to] < LEAD


def date_of(context: Context, claim: Claim, thread: Sequence[Claim]) -> tuple[str, str] | None:
    """The id of the date of a claim and the rule that chose it, or null."""
    own = _own(context, claim)
    if own is not None:
        return own.id, "date.own_sentence"
    if claim.scope in ("period", "conflict"):
        return None
    for other in (*context.group(claim), *sorted(thread, key=lambda one: abs(context.distance(claim, one)))):
        shared = None if other.id == claim.id else _own(context, other)
        if shared is not None:
            return shared.id, "date.thread"
    dates = context.days
    others = {context.sentence[one.trigger] for one in context.claims if one not in thread}
    others -= {context.sentence[one.trigger] for one in thread}
    near = [d for d in context.near(claim, dates, REACH) if _tells(context, claim, d)]
    near = [d for d in near if context.distance(claim, d) < 0 or context.sentence[d.extent.start] not in others]
    if not near:
        return None
    # What stands before dates a sentence more often than what follows.
    nearest = min(
        near, key=lambda d: (abs(context.distance(claim, d)) + (context.distance(claim, d) > 0), d.extent.start)
    )
    return nearest.id, "date.nearby"
