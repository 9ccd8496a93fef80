"""Who did it where two sides fought: the dead of each side are the other's doing."""

from __future__ import annotations

from ..values import Actor, Claim
from .context import OF_STATE, Context
from .deed import Deed
from .reach import ARMED

_FIGHTS = frozenset(
    """fighting clashes clash battle battles firefight firefights gunfight gunfights gunbattle duel duels exchange exchanges
    shootout shootouts skirmish skirmishes combat confrontation confrontations fire gunfire encounter encounters""".split()
)
_MET = frozenset(
    "clashed clash clashes clashing fought fighting battled battling skirmished battle battles skirmishes".split()
)
_AGAINST = frozenset({"with", "against"})
_BEFORE = 4
"""Most words between a fight and "between"."""

_BEHIND = 22
"""Most words from "between" to the second side."""


def across(context: Context, claim: Claim) -> Actor | None:
    """The side that fought those who were harmed, as the sentence or the one before it tells; or null.

    >>> import tollbook
    >>> doc = tollbook.load()("Four soldiers died in clashes between the army and the Taliban near Pasni.")
    >>> [one.name for one in doc._.actor if one.id == doc._.circumstance[0].perpetrator]
    ['Taliban']
    """
    at = context.sentence[claim.trigger]
    for number in (at, at - 1):
        sides = _sides(context, claim, number)
        if sides is not None:
            return _other(context, claim, sides)
    return None


def _sides(context: Context, claim: Claim, number: int) -> tuple[Actor, Actor] | None:
    """The two sides of a fight that a sentence names: "clashes between the army and rebels"."""
    words, tokens = context.words, context.tokens_of(number)
    for i in tokens:
        if words[i] != "between" or _FIGHTS.isdisjoint(words[max(tokens[0], i - _BEFORE) : i]):
            continue
        behind = [a for a in context.actors if i < a.extent.start <= i + _BEHIND and a.extent.start in tokens]
        armed = [a for a in behind if a.kind in ARMED and context.together(claim, a)]
        first = armed[0] if armed else None
        others = [a for a in armed if first is not None and _is_behind_and(context, first, a)]
        if first is not None and others:
            return first, others[0]
    return _opposed(context, claim, tokens)


_TO_FOE = 6
"""Most words between a fight and the side that was met in it."""


def _opposed(context: Context, claim: Claim, tokens: range) -> tuple[Actor, Actor] | None:
    """The two sides of a fight that one of them is told to have met: "the patrol clashed with rebels near Uchiza"."""
    words = context.words
    here = [a for a in context.actors if a.extent.start in tokens and context.together(claim, a)]
    armed = [a for a in here if a.kind in ARMED or a.kind == "community"]
    for i in tokens:
        if words[i] not in _MET or _AGAINST.isdisjoint(words[i + 1 : i + 3]):
            continue
        before = [a for a in armed if a.extent.end <= i]
        behind = [a for a in armed if i < a.extent.start <= i + _TO_FOE]
        if before and behind and not context.same_actor(before[-1], behind[0]):
            return before[-1], behind[0]
    return None


def is_fight(context: Context, deed: Deed) -> bool:
    """Whether a deed is that of two sides who fought each other: "fighting between rebels and soldiers"."""
    words = context.words[deed.word : deed.word + 3]
    return bool(words) and words[0] in _FIGHTS and "between" in words


def _is_behind_and(context: Context, first: Actor, other: Actor) -> bool:
    """Whether "and" stands before a second actor that is not the first again."""
    between = context.words[first.extent.end : other.extent.start]
    return "and" in between and not context.same_actor(first, other)


def _other(context: Context, claim: Claim, sides: tuple[Actor, Actor]) -> Actor | None:
    """The side that those who were harmed are not of."""
    one, other = sides
    harmed = claim.victims.extent
    named = [a for a in context.actors if harmed is not None and a.extent.overlaps(harmed)]
    for own, foe in ((one, other), (other, one)):
        if any(context.same_actor(a, own) for a in named) and not any(context.same_actor(a, foe) for a in named):
            return foe
    crowd = [side for side in sides if side.kind == "community"]
    if crowd:
        return _against_crowd(claim, crowd[0], other if crowd[0] is one else one)
    state = [side for side in sides if side.kind in OF_STATE]
    groups = [side for side in sides if side.kind == "armed_group"]
    if len(state) != 1 or len(groups) != 1:
        return None
    if claim.victims.status == "security":
        return groups[0]
    return state[0] if claim.victims.status == "combatant" else None


def _against_crowd(claim: Claim, crowd: Actor, force: Actor) -> Actor | None:
    """Who did harm where a crowd clashed with a force: "a boy was shot dead as protesters clashed with police"."""
    if force.kind not in OF_STATE:
        return None
    return crowd if claim.victims.status == "security" else force
