"""Rival counts of one harm of an event: which is taken as read, and which count the same people.

The room ``incident`` counts from the document and ``store`` anew from the claims; both choose here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

People = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What a claim says of those it counts: status, demographic, role."""

MORE = 1.25
"""How far above a headline's "more than 60" the figure may lie that it rounds down."""

RIVAL_SHARE = 3
"""A figure below a third of another's is no rival of it."""


class Rival(Protocol):
    """A count among others of the same event.

    Attributes:
        best: Its figure. boasted: Whether those who say so did it; feared: whether nobody asserts it.
        headlined: Whether the headline states it. risen: Whether the text says that new deaths brought it to this.
        rounded: Whether it is said to be more. people: Whom it counts.
        tells: The claims that it adds, by the first that told each.
        high: Its upper bound. ceiling: Whether it says only how many they were at most.
    """

    @property
    def best(self) -> int | None: ...
    @property
    def boasted(self) -> bool: ...
    @property
    def feared(self) -> bool: ...
    @property
    def headlined(self) -> bool: ...
    @property
    def risen(self) -> bool: ...
    @property
    def rounded(self) -> bool: ...
    @property
    def people(self) -> frozenset[People]: ...
    @property
    def tells(self) -> frozenset[str]: ...
    @property
    def high(self) -> int | None: ...
    @property
    def ceiling(self) -> bool: ...


Count = TypeVar("Count", bound=Rival)


def largest(stated: Sequence[Count]) -> Count:
    """The largest of some counts: a later total includes what the lead could only count in part."""
    return max(stated, key=lambda one: one.best or 0)


def as_read(stated: Sequence[Count]) -> Count:
    """The headline's figure, else the largest; boasts and fears only where there is nothing else.

    Args:
        stated: Counts with a figure, at least one, in order of the text.
    """
    left = [one for one in stated if not one.boasted] or stated
    left = [one for one in left if not one.feared] or left
    tops = {one.high for one in left if not one.ceiling}
    left = [one for one in left if not (one.ceiling and one.high in tops)]  # "up to 42", and then "between 37 and 42"
    headlines = [one for one in left if one.headlined]
    if not headlines:
        return largest(left)
    chosen = largest(headlines)
    later = [one for one in left if one.risen and (one.best or 0) > (chosen.best or 0)]
    if later:
        return largest(later)
    if not chosen.rounded:
        return _of_all(chosen, left)
    least = chosen.best or 0
    return largest([one for one in left if least <= (one.best or 0) <= MORE * least])


def _of_all(headline: Count, stated: Sequence[Count]) -> Count:
    """The count of all of the people where a headline counts one group of them: "five soldiers", and then six dead.

    So does one that tells its people again beside others: "a leader", and then "a leader and two guards".
    """
    least = headline.best or 0
    again = [one for one in stated if headline.tells < one.tells and least < (one.best or 0) <= RIVAL_SHARE * least]
    if again:
        return largest(again)
    if any(status in ("unknown", "mixed") for status, _, _ in headline.people):
        return headline
    wider = [
        one
        for one in stated
        if least < (one.best or 0) <= RIVAL_SHARE * least
        and (headline.people < one.people or all(who[0] in ("unknown", "mixed") for who in one.people))
    ]
    return largest(wider) if wider else headline


def is_rival(one: Rival, chosen: Rival) -> bool:
    """Whether a count is of the same people as the chosen one: no small share of them, nor a group of them told apart."""
    size, whole = one.best or 0, chosen.best or 0
    if RIVAL_SHARE * size < whole:
        return False
    if size >= whole or all(status != "unknown" for status, _, _ in chosen.people):
        return True
    return not one.people.isdisjoint(chosen.people | {("unknown", (), ())})
