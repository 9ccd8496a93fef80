"""Who speaks for whom: the words of an army's spokesman, of its ministry and of its commander are the army's own."""

from __future__ import annotations

from ..values import Actor, Attribution, Extent
from .context import OF_STATE, Context
from .owners import is_owned


def said_by(context: Context, source: Extent | None, actor: Actor) -> bool:
    """Whether anybody whom the words for a source name is the actor or speaks for it: "the army's spokesman, Col. Bello"."""
    return source is not None and any(
        speaks_for(context, speaker, actor) for speaker in context.actors if speaker.extent.overlaps(source)
    )


def speaks_for(context: Context, speaker: Actor | None, actor: Actor) -> bool:
    """Whether a speaker is the actor, belongs to it, or speaks as one of its side."""
    if speaker is None:
        return False
    if actor.rule.startswith("person") and speaker.refers_to != actor.refers_to:
        return False  # whoever speaks for an army is no commander of whom he tells
    if context.same_actor(speaker, actor):
        return True
    of = next((a for a in context.actors if a.id == speaker.affiliation), None)
    return of is not None and context.same_actor(of, actor)


def of_own_side(context: Context, source: Extent | None, actor: Actor) -> bool:
    """Whether words for a source are of the actor's ministry, or of one of its own: "its commander"."""
    if source is None:
        return False
    if context.words[source.start] in ("its", "their"):
        before = [
            a
            for a in context.actors
            if a.extent.end <= source.start and context.sentence[a.extent.start] == context.sentence[source.start]
        ]
        return any(a.id == actor.id for a in before)
    return any(_of_ministry(context, speaker, actor) for speaker in context.actors if speaker.extent.overlaps(source))


_MINISTRIES = frozenset({"ministry", "army", "military", "general", "armed"})
"""Words for those at the head of a state's forces."""


def _of_ministry(context: Context, speaker: Actor, actor: Actor) -> bool:
    """Whether a state's defence ministry or army speaks of soldiers of whom nothing says that they are another's."""
    if speaker.kind not in OF_STATE or actor.kind != "military" or not actor.rule.startswith(_PLAIN):
        return False
    if _MINISTRIES.isdisjoint(context.words[speaker.extent.start : speaker.extent.end]):
        return False
    return actor.catalogue is None and (None in (actor.country, speaker.country) or actor.country == speaker.country)


_PLAIN = ("head.forces", "head.army", "head.units", "unit")
"""Rules of mentions of forces that are a state's own."""


def says_own(context: Context, said: Attribution, actor: Actor) -> bool:
    """Whether somebody speaks of his own people, whoever they are: "our forces", the officer said."""
    own = said.content is not None and said.content.contains(actor.extent)
    return own and is_owned(context.words, context.sentence, actor)


def of_issuer(context: Context, actor: Actor) -> bool:
    """Whether an actor is of the side whose own communique the article is."""
    issuer = context.issuer
    if issuer is None or actor.kind == "unknown_attacker":
        return False
    if context.same_actor(issuer, actor):
        return True
    of_state = issuer.kind in OF_STATE and actor.kind in OF_STATE
    return of_state and issuer.country == actor.country
