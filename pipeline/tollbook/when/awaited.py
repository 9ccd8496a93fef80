"""Days and months that are still to come: "the funeral will be held on Friday", "to be tried in June"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..values import Extent
from .periods import Period, first_day

REACH = 9
"""Most words between what says that a thing is to come and its day."""

_MODALS = frozenset({"will", "shall", "would", "wo", "'ll", "’ll", "could"})
_PLANS = frozenset({"expected", "planned", "due", "scheduled", "slated", "upcoming", "set", "vowed", "plans", "plan"})
_LINKED = frozenset({"to", "for", "on", "in", "at", "by"})
"""What follows a word of planning: "due in June", which "due to floods in June" does not say."""

_CALLS = frozenset({"called", "calls", "calling"})
_BEING = frozenset({"is", "are", "was", "were"})
_PASSIVE = frozenset({"be"})
_SCHEDULED = frozenset("opens begins starts resumes kicks premieres".split())
_RECALLED = frozenset({"be", "recalled", "remembered", "noted"})
_ENDS = frozenset(", ; : . after when who which that as while and but because before although ( ) ' ’ \" “ ”".split())
_PAST = frozenset(
    """attack attacks bombing bombings killing killings raid raids massacre blast explosion incident deaths death shooting
    violence clashes abduction kidnapping ambush assault murder airstrike shelling""".split()
)
"""Deeds whose day it is: "the army will look into the raid on Friday"."""


def is_awaited(words: Sequence[str], extent: Extent) -> bool:
    """Whether words before a date, in lower case and of its sentence, say that it is still to come.

    >>> is_awaited("the talks will go on in cairo on thursday".split(), Extent(8, 9))
    True
    >>> is_awaited("it would be recalled that gunmen struck in june".split(), Extent(8, 9))
    False
    """
    for at in range(extent.start - 1, max(-1, extent.start - 1 - REACH), -1):
        word = words[at]
        if word in _ENDS or word in _PAST:
            return False
        if word in _MODALS:
            return not (word == "would" and set(words[at + 1 : at + 3]) <= _RECALLED)
        if _is_plan(words, at, extent.start):
            return True
    return False


def _is_plan(words: Sequence[str], at: int, end: int) -> bool:
    """``due in June``, ``is to be tried on Monday``, ``called for a strike on Friday``, ``opens on Friday``."""
    word, following = words[at], words[at + 1 : min(at + 3, end)]
    if word in _PLANS:
        linked = list(following[:1]) in ([one] for one in _LINKED) or not following
        return linked and not (word == "due" and _is_cause(words, at))
    if word in _CALLS:
        return list(following[:1]) == ["for"]
    if word == "to":
        return list(following[:1]) == ["be"] or (at > 0 and words[at - 1] in _BEING)
    return word in _SCHEDULED


def _is_cause(words: Sequence[str], at: int) -> bool:
    """``due to floods``, not ``due to begin``: a noun follows, which nothing here can tell but by its place."""
    return words[at + 1 : at + 2] == ["to"] and words[at + 2 : at + 3] not in (["be"], ["begin"], ["start"], ["open"])


def next_one(period: Period, anchor: date) -> Period:
    """The coming day or month of a name that was read as the last one.

    >>> from . import periods
    >>> next_one(periods.day(date(2017, 11, 24), relative=True), date(2017, 11, 27)).start
    '2017-12-01'
    """
    start = period.start
    if start is None or first_day(start) >= anchor:
        return period
    if len(start) == 7:
        if start == anchor.isoformat()[:7]:
            return period
        start = f"{int(start[:4]) + 1:04d}{start[4:]}"
    else:
        start = (first_day(start) + timedelta(days=7)).isoformat()
    return replace(period, start=start, end=start)
