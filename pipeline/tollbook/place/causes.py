"""What sentences tell of: harm from nature, disease or an accident, talk that only sounds like violence, or violence itself.

Where an earthquake, cholera or a striker "killed" is no place of an incident. The sentence decides first; where it names no
cause, the opening of the article does, if all that it names is such a cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from ..lexicon import Lookup, table

Kind: TypeAlias = Literal["nature", "disease", "accident", "sport", "market", "fiction", "violent"]

_TALK = frozenset({"sport", "market", "fiction"})
_OPENING = 130
"""How many tokens open an article and say what it is about."""
_LEAST = 3
"""How many signs of one kind, and none of violence but in talk, make the opening one of that kind."""
_FEW = 3
"""How many times as many signs of talk as of violence there must be, since talk borrows the words of violence."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A row of ``causes.csv``."""

    form: tuple[str, ...]
    kind: Kind
    example: str


@lru_cache(maxsize=1)
def _causes() -> Lookup[Kind]:
    return Lookup({form: row.kind for row in table("place", "causes", Cause, ()) for form in row.form})


class Causes:
    """The kinds of things of which the sentences of one article tell.

    >>> lower = "ten people died of cholera in Homs .".split()
    >>> Causes(lower).is_other(0, len(lower)), Causes("shells killed ten".split()).is_other(0, 3)
    (True, False)
    """

    def __init__(self, lower: Sequence[str]) -> None:
        self._lower = lower
        self._topic = self._about()

    def is_other(self, start: int, end: int) -> bool:
        """Whether a stretch of tokens tells of something else than violence."""
        kinds = self._signs(start, end)
        if self._topic in _TALK:
            return True
        if "violent" in kinds:
            return False
        return bool(kinds) or self._topic is not None

    def _about(self) -> Kind | None:
        """What the opening is about, where that is no violence."""
        signs = self._signs(0, min(len(self._lower), _OPENING))
        violent = signs.count("violent")
        for kind in sorted(set(signs) - {"violent"}):
            count = signs.count(kind)
            if count >= _LEAST and (not violent or (kind in _TALK and count >= _FEW * violent)):
                return kind
        return None

    def _signs(self, start: int, end: int) -> list[Kind]:
        return _causes().within(self._lower, start, end)
