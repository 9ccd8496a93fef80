"""By which mention whoever did a harm is named: a name before "the group", a noun before an adjective."""

from __future__ import annotations

from ..values import Actor
from .context import COMMON, Context
from .owners import is_owned
from .reach import ARMED

_REBELS = frozenset({"rebel", "rebels", "guerrilla", "guerrillas", "units", "urban", "forces"})
"""Words for the one group that fights a state; militants and gunmen may be of any."""


_PRONOUNS = frozenset({"group", "it", "they"})
"""What stands for a group that was named before."""


def _group_for(context: Context, actor: Actor) -> Actor:
    """The named group that "rebels" are, where the article names no other: the last mention before, else the first."""
    start = actor.extent.start
    definite = start > 0 and context.words[start - 1] == "the"
    words = set(context.words[start : actor.extent.end])
    pronoun = words <= _PRONOUNS
    known = actor.catalogue is not None
    if not pronoun and (known or not words <= (COMMON if definite else _REBELS)):
        return _called(context, actor) or actor
    named = [a for a in context.actors if a.kind == "armed_group" and "name" in a.rule and a.catalogue is not None]
    if len({a.catalogue for a in named}) != 1:
        return actor
    if None not in (actor.country, named[0].country) and actor.country != named[0].country:
        return actor
    before = [a for a in named if a.extent.start < start]
    return before[-1] if before else named[0]


def _called(context: Context, actor: Actor) -> Actor | None:
    """The mention with the name of a group that others only describe: "the Zelban separatists", "the alliance"."""
    if "name" in actor.rule or actor.rule.startswith("pronoun"):
        return None
    named = [a for a in context.actors if a.kind == "armed_group" and "name" in a.rule and a.catalogue is not None]
    same = [a for a in named if _is_called(context, actor, a)]
    if len({a.catalogue for a in same}) != 1:
        return None
    before = [a for a in same if a.extent.start < actor.extent.start]
    return before[-1] if before else same[0]


def _is_called(context: Context, actor: Actor, named: Actor) -> bool:
    """Whether a name is that of a group described: of one row of the table, or by a word of the name."""
    if actor.catalogue is not None:
        return actor.catalogue == named.catalogue
    return context.same_actor(actor, named)


_BEFORE_NAMES = frozenset(
    """a an " “ ' ‘ self - styled so called jihadist islamist separatist leftist maoist marxist extremist terrorist
    paramilitary outlawed banned""".split()
)
"""Words between "members of" and the name of their group, besides those that many names share."""


_JOINING = frozenset({"and", "for"})
"""Words of names behind which another actor stands: "troops and the Red Column"."""


def _of_name(context: Context, actor: Actor) -> Actor | None:
    """The group or force whose people an actor are: "terrorists of the Red Column", "the movement Red Column"."""
    at = actor.extent.end
    words = context.words
    if words[at : at + 1] in (("of",), ("from",)):
        at += 1
    passed = _BEFORE_NAMES | (COMMON - _JOINING)
    while at < len(words) and (words[at] in passed or words[at].isspace()):
        at += 1
    return next(
        (
            a
            for a in context.actors
            if a.extent.start == at
            and a.kind in ("armed_group", "military", "police")
            and (a.catalogue is not None or a.rule.startswith("unit"))
        ),
        None,
    )


_NOBODY_S = frozenset({"doer.people", "head.gunmen"})
"""Rules of mentions that say nothing of whose people they are: "his men"."""


_ITS = frozenset({"its", "their"})
_FORCES = frozenset({"armed_group", "military", "police"})


def noun_for(context: Context, actor: Actor) -> Actor:
    """A noun phrase that names the same actor, where the perpetrator was read from an adjective or from "its forces"."""
    if actor.rule in _NOBODY_S and is_owned(context.words, context.sentence, actor):
        owner = next((a for a in context.actors if a.id == actor.refers_to), actor)
        return owner if owner.kind in ARMED and owner.catalogue is not None else actor
    if actor.refers_to not in (None, actor.id) and context.words[actor.extent.start - 1] in _ITS:
        owner = next((a for a in context.actors if a.id == actor.refers_to), actor)
        if owner.kind in _FORCES and not owner.adjective and is_owned(context.words, context.sentence, actor):
            return owner  # "the military said its forces had killed six"
    whose = _of_name(context, actor) if actor.catalogue is None else None
    if whose is not None:
        return whose
    if actor.kind == "armed_group":
        return _group_for(context, actor)
    if not actor.adjective or actor.country is None:
        return actor
    speaking = [a for a in context.actors if a.kind == "military" and _speaks(context, a)]
    acting = [deed.actor for deed in context.deeds if deed.means != "denies"] + speaking
    bodies = [
        a
        for a in acting
        if not a.adjective and a.country == actor.country and a.kind in ("military", "government") and a.title is None
    ]
    return min(bodies, key=lambda a: abs(a.extent.start - actor.extent.start), default=actor)


def _speaks(context: Context, actor: Actor) -> bool:
    """Whether a force, and no man of it, is a source: "a US drone fired; AFRICOM said that one man died"."""
    single = actor.title is not None or actor.rule.startswith(
        ("person", "pronoun", "head.military-officer", "head.rank")
    )
    return not single and any(
        one.source is not None and one.source.overlaps(actor.extent) and len(one.source) <= len(actor.extent) + 1
        for one in context.attributions
    )
