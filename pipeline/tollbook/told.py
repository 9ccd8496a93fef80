"""A value as it was read: with the rule that gave it and the words that the rule looked at."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from .values import Evidence, Extent

Value = TypeVar("Value", covariant=True)


class Told(NamedTuple, Generic[Value]):
    """A value, the id of its rule, and its cues.

    >>> Told("period", "scope.phrase", (Extent(3, 5),)).evidence("scope").rule
    'scope.phrase'
    """

    value: Value
    rule: str
    cues: tuple[Extent, ...] = ()

    def evidence(self, field: str) -> Evidence:
        """What a claim keeps of it."""
        return Evidence(field, self.rule, self.cues)


def words_at(*tokens: int) -> tuple[Extent, ...]:
    """Each of some tokens as a cue."""
    return tuple(Extent(at, at + 1) for at in tokens)
