"""Counting an incident anew from its claims: under another policy, or after people corrected them.

How claims add up is `tollbook.tally`, which the room ``incident`` counts by from the document; here what a claim amounts to
depends on the policy, and sentences are told from the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..tally import Bounds, Counted, as_stated, tally
from ..vocabulary import Op
from .policies import Policy, acled_figures


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one harm of an incident; null where unknown or open."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    civilian: int | None = None
    combatant: int | None = None
    security: int | None = None
    children: int | None = None
    women: int | None = None
    men: int | None = None


def bounds(op: Op, low: int | None, high: int | None, policy: Policy) -> Bounds:
    """What a claim amounts to under a policy.

    >>> from .policies import POLICIES
    >>> [bounds("vague", 24, 99, POLICIES[name]).best for name in ("as_read", "acled", "aoav")]
    [24, 12, None]
    """
    found = as_stated(op, low, high)
    if found.vague and policy.vague == "nothing" and (op == "plural" or low != high):
        return Bounds(None, None, None, True)
    if op == "plural":
        return found._replace(best=policy.plural)
    if policy.vague != "acled" or low is None:
        return found
    if op == "vague" and low != high:
        figure = acled_figures().get(low, low)
        return found._replace(low=figure, best=figure)
    return found._replace(best=low)


def figures(claims: Iterable[Counted], harm: str, policy: Policy) -> Figures | None:
    """The figures of one harm of an incident, or null where no claim tells of it.

    Args:
        claims: The claims of the incident, in order of the text, without those that were rejected; their bounds under the
            policy.

    >>> from .policies import POLICIES
    >>> def best(name, *counts):
    ...     said = [bounds(*one, POLICIES[name]) for one in counts]
    ...     claims = [Counted(f"c{n}", "killed", one[0], said[n], sentence=n) for n, one in enumerate(counts)]
    ...     return figures(claims, "killed", POLICIES[name]).best
    >>> [best(name, ("vague", 24, 99), ("eq", 31, 31)) for name in ("as_read", "acled")]
    [31, 31]
    """
    found = tally(claims, harm, policy.choose)
    if found is None:
        return None
    groups = {"children": found.children, "women": found.women, "men": found.men}
    return Figures(found.low, found.best, found.high, **dict(found.by_status), **groups)
