"""Support: what the countries that an article speaks of say for and against its doubtful names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .keys import squash
from .mentions import Mention, is_great
from .resolve import focus_of

_SURNAMED = frozenset("US GB CA AU NZ IE ZA".split())
"""Countries whose settlements are called like the surnames of the people that an English text names."""

_REPEATED = -1.0
"""Least score of a name that stands elsewhere in the article as a place beyond doubt."""

_IN = frozenset({"in", "at", "near"})
"""Prepositions after which a name that is only just enough of a place is one wherever it stands."""

_DOUBTFUL = -0.5
"""Least score of a mention that support can save."""


def support(mentions: Sequence[Mention], peoples: Counter[str], threshold: float) -> None:
    """Add to the scores of names that lie in a country that the article speaks of; take from those that lie in none."""
    focus = focus_of([mention for mention in mentions if mention.score >= threshold], peoples)
    top = max(focus.values(), default=0)
    if not top:
        return
    sure = {
        squash(mention.name)
        for mention in mentions
        if mention.score >= threshold + 0.7
        or (mention.found and mention.score >= threshold and mention.locative in _IN)
    }
    for mention in mentions:
        if _REPEATED <= mention.score < threshold and squash(mention.name) in sure:
            mention.score = threshold
        countries = {entry.country for entry in mention.found}
        if not countries or is_great(mention.found):
            continue
        share = max((focus[country] / top for country in countries if country), default=0.0)
        if share >= 0.3 and _DOUBTFUL <= mention.score < threshold and not countries <= _SURNAMED:
            mention.score += 1.0
        elif share == 0.0 and None not in countries and mention.locative is None and mention.types is None:
            mention.score -= 0.7
