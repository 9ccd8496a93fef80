"""How a place stands in its sentence: whether harm is told to have been there, or it is named in passing."""

from __future__ import annotations

from ..values import Claim, Place
from .context import Context

_LOCATIVES = frozenset({"in", "at", "near", "on", "outside", "across", "inside", "around", "of"})
_MOTIONS = frozenset({"from", "to", "towards", "toward", "via", "into", "for", "with", "against", "by", "through"})
_ENDS = frozenset({"to", "towards", "toward", "into", "for"})
_ROADS = frozenset({"road", "highway", "motorway", "roads"})
_LEAVING = frozenset({"left", "leave", "leaving", "fled", "flee", "fleeing", "abandoned"})
_TAKEN = frozenset({"abducted", "detained", "missing", "displaced"})


def is_locative(context: Context, claim: Claim, place: Place) -> bool:
    """Whether a locative preposition stands just before the place; "from" is one where people were taken or driven out."""
    before = [context.doc[i].lower_ for i in range(max(0, place.extent.start - 4), place.extent.start)]
    last = next((word for word in reversed(before) if word in _LOCATIVES or word in _MOTIONS), "")
    if last == "to":
        return not _ROADS.isdisjoint(before)
    if claim.harm == "displaced" and before[-1:] and before[-1] in _LEAVING:
        return True
    return last in _LOCATIVES or (last == "from" and claim.harm in _TAKEN)


_ASIDE = frozenset(
    """hospital hospitals clinic morgue morgues mortuary treated admitted evacuated flown airlifted transferred rushed buried
    fled fleeing cemetery funeral taken brought ferried""".split()
)
_SPEAKING = frozenset("said says told tells warned warns added announced spoke speaking stated wrote".split())
_HEARERS = frozenset(
    "reporters journalists him her them us the a news conference parliament lawmakers afp reuters".split()
)
_MEETINGS = frozenset(
    "talks council summit negotiations authorities government diplomats diplomat analysts analyst".split()
)
"""Nouns before "in" and the place where people meet, or where those who speak sit."""

_VISITING = frozenset("visited visiting toured touring visits tours supporting".split())
_OWNED = frozenset("mayor governor mayors governors spokesman spokeswoman prosecutor officials authorities".split())
"""What is a place's own, and tells who speaks: "according to Tame's mayor"."""


def _is_of_speech(context: Context, place: Place) -> bool:
    """Whether a place is where somebody spoke, met or sits: "he said in Geneva", "talks in Cairo", "Tame's mayor"."""
    start, end, words = place.extent.start, place.extent.end, context.words
    here = context.sentence[start]
    before = [words[i] for i in range(max(0, start - 5), start) if context.sentence[i] == here and words[i].strip()]
    while before and before[-1] == "the":
        before.pop()
    if words[end : end + 1] in (("'s",), ("’s",)) and not _OWNED.isdisjoint(words[end + 1 : end + 4]):
        return True
    if before and before[-1] in _VISITING:
        return True
    if before[-2:] in (["support", "of"], ["solidarity", "with"]):
        return True
    if not before or before[-1] not in ("in", "at"):
        return False
    led = before[:-1]
    while led and led[-1] in _HEARERS:
        led.pop()
    return bool(led) and (led[-1] in _SPEAKING or (before[-2:-1] != [] and before[-2] in _MEETINGS))


_BURIALS = frozenset({"funeral", "cemetery"})
_KILLED = frozenset({"killed", "kills", "killing", "blew"})
_SITES = frozenset({"hospital", "hospitals", "clinic", "morgue", "morgues", "mortuary", "funeral", "cemetery"})
_STRUCK = frozenset(
    """hit hits struck strikes bombed shelled attacked attack targeted destroyed damaged raided stormed bombing shelling
    airstrike""".split()
)
_WINDOW = 7


def is_aside(context: Context, place: Place) -> bool:
    """Whether a place is where people were treated, buried, fled to, met or spoke, not where harm befell them."""
    return context.once(("is_aside", place.id), lambda: _is_aside(context, place))


_FIRING = frozenset({"fired", "launched", "lobbed", "shot", "shelled", "attacked", "rocketed"})
_ANSWERING = frozenset({"after", "following", "because", "response", "retaliation"})


def _is_answered(context: Context, place: Place) -> bool:
    """Whether a place was fired at before, and what answered it hit another: "jets hit Dorna after men fired at the base"."""
    first = context.doc[place.extent.start].sent.start
    turn = next((i for i in range(place.extent.start - 1, first, -1) if context.words[i] in _ANSWERING), None)
    if turn is None or _FIRING.isdisjoint(context.words[turn : place.extent.start]):
        return False
    before = context.words[first:turn]
    hit = any(p.role == "incident" and first <= p.extent.start < turn for p in context.places)
    return hit and not _STRUCK.isdisjoint(before)


def _is_aside(context: Context, place: Place) -> bool:
    if _is_of_speech(context, place) or _is_answered(context, place):
        return True
    start = max(0, place.extent.start - _WINDOW)
    here = context.sentence[place.extent.start]
    before = [context.words[i] for i in range(start, place.extent.start) if context.sentence[i] == here]
    words = set(before)
    ways = (_LOCATIVES | _MOTIONS) - {"of"}
    if next((word for word in reversed(before) if word in ways), "") not in _ENDS:
        words -= {"fled", "fleeing"}  # who fled a place came to harm there
    named = {context.words[i] for i in range(place.extent.start, place.extent.end)}
    after = range(place.extent.end, min(len(context.words), place.extent.end + _WINDOW))
    around = (*range(max(0, place.extent.start - 2 * _WINDOW), place.extent.start), *after)
    struck = {context.words[i] for i in around if context.sentence[i] == here}
    if words & _ASIDE <= _SITES and struck & _STRUCK:
        return False
    if words & _ASIDE <= _BURIALS and struck & _KILLED:
        return False
    named |= {context.words[i] for i in range(place.extent.end, min(len(context.words), place.extent.end + 1))}
    if "hospital" in named and place.role == "background" and not struck & _STRUCK:
        return True
    return bool(words & _ASIDE) or ("hospital" in named and not words & {"on", "hit", "struck", "outside", "near"})
