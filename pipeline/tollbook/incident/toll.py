"""The toll of one event of a document, under a named policy: what its claims say, as `tollbook.tally` counts it."""

from __future__ import annotations

from collections.abc import Mapping

from ..rivals import RIVAL_SHARE
from ..tally import Choice, Counted, Sum, choose, of_harm, tally
from ..tally import sums as rival_sums
from ..values import Harm, Toll
from .counted import under

POLICIES: Mapping[str, Choice] = {
    "as_read": "read",
    "acled": "lowest",
    "ucdp_low": "lowest",
    "latest": "latest",
    "highest": "largest",
}
"""How ``best`` is chosen among rival sums. ``acled`` and ``ucdp_low`` take the lowest stated figure
(ACLED codebook: lowest until corroborated; UCDP GED: the low estimate)."""


def sums(claims: list[Counted], harm: Harm, policy: str = "as_read") -> list[Sum]:
    """The rival sums of one harm, in order of the text."""
    return rival_sums(of_harm(under(policy, claims), harm))


def chosen(rivals: list[Sum], policy: str) -> Sum | None:
    """The sum that a policy takes, or null where none amounts to a figure."""
    return choose(rivals, POLICIES[policy])


def toll(claims: list[Counted], harm: Harm, policy: str = "as_read") -> Toll | None:
    """The toll of one harm of an event, or null where no claim tells of it.

    Args:
        claims: The claims of the event.
        harm: Which harm.
        policy: A key of `POLICIES`.

    >>> import tollbook
    >>> from tollbook.incident.counted import counted
    >>> doc = tollbook.load()("At least 40 villagers, including nine children, were killed in Homs.")
    >>> found = toll(counted(doc, doc._.casualty), "killed")
    >>> (found.low, found.best, found.high, found.children)
    (40, 40, None, 9)
    """
    return tally(under(policy, claims), harm, POLICIES[policy])


def disputed(claims: list[Counted], harm: Harm) -> bool:
    """Whether sums that name exact figures differ; one far below the largest is some of its people told apart."""
    exact = {s.best for s in sums(claims, harm) if not s.vague and all(c.op == "eq" for c in s.claims)}
    figures = {figure for figure in exact if figure is not None}
    top = max(figures, default=0)
    return any(figure != top and (figure == 0 or RIVAL_SHARE * figure >= top) for figure in figures)
