"""Policies: how figures are made of words, and which figure is taken where sources differ. Every export names its own.

A policy changes nothing in the database. ``as_read`` is what the records hold; the others count anew from the claims.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..lexicon import table
from ..tally import Choice


@dataclass(frozen=True, slots=True)
class VagueWord:
    """A row of ``vague.csv``: a vague word by the lower bound of its reading, and ACLED's figure for it."""

    id: str
    low: int
    acled: int
    example: str


@lru_cache(maxsize=1)
def acled_figures() -> Mapping[int, int]:
    """ACLED's figure for each lower bound of a vague word.

    >>> acled_figures()[24], acled_figures()[200]
    (12, 100)
    """
    return {row.low: row.acled for row in table("store", "vague", VagueWord)}


@dataclass(frozen=True, slots=True)
class Policy:
    """A way to make figures.

    Attributes:
        choose: Which of the rival counts of an incident is ``best``; ``read``: the headline's own, else the largest, and a
            boast of the attackers or a fear only where nobody states anything else.
        vague: What becomes of a vague word: the manual's reading (dozens: 24 to 99), ACLED's figure (12), or nothing.
        plural: What a bare plural ("civilians were killed") amounts to, or null for no figure.
        says: The policy in words, for side files.
    """

    name: str
    choose: Choice
    vague: Literal["reading", "acled", "nothing"]
    plural: int | None
    says: str


_READING = (
    "a vague word is the range of the annotation manual (dozens: 24 to 99) and its lower bound is the best figure"
)
_PLURAL = "a bare plural has no best figure"
_LOW_HIGH = (
    "low is the lowest and high the highest of the counts of the same people, empty where one is open, and no count of a "
    "small part of them is one"
)

POLICIES: Mapping[str, Policy] = {
    one.name: one
    for one in (
        Policy(
            "as_read",
            "read",
            "reading",
            None,
            "The headline's own count of an incident is best, else the largest, a boast of the attackers or a fear only where "
            f"nothing else is stated, and of a range the middle; {_READING}; {_PLURAL}; {_LOW_HIGH}.",
        ),
        Policy(
            "acled",
            "lowest",
            "acled",
            3,
            "ACLED's rule: the lowest reported figure for all of the dead is best; vague words become ACLED's figures "
            "(several, few, many 3, "
            "tens 10, dozens 12, scores 20, hundreds 100, thousands 1000, and so on), a bare plural 3, a range its lower "
            "end, 'up to N' and 'no one' count only where no other figure is reported; casualties that are not said to be "
            "dead are 0.",
        ),
        Policy(
            "ucdp_low",
            "lowest",
            "reading",
            None,
            "The lowest of the counts of all of the dead of an incident is best, as in UCDP's low estimate "
            "('up to N' and 'no one' count only "
            f"where no other figure is reported); {_READING}; {_PLURAL}; {_LOW_HIGH}.",
        ),
        Policy(
            "aoav",
            "largest",
            "nothing",
            None,
            "Vague words (several, dozens, many) and bare plurals are not recordable, as in AOAV's monitor: they give no "
            f"figure; the largest of the other counts is best; {_LOW_HIGH}.",
        ),
        Policy(
            "latest",
            "latest",
            "reading",
            None,
            f"The last count that the article gives is best; {_READING}; {_PLURAL}; {_LOW_HIGH}.",
        ),
        Policy(
            "highest",
            "largest",
            "reading",
            None,
            f"The largest of the counts of an incident is best; {_READING}; {_PLURAL}; {_LOW_HIGH}.",
        ),
    )
}
"""Every policy by its name."""
