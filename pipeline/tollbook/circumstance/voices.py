"""Who speaks for whom: the words of an army's spokesman, of its ministry and of its commander are the army's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..values import Actor, Attribution, Claim, Extent
from .accounts import home_of
from .context import OF_STATE, Context
from .owners import holding, innermost, is_owned


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


def of_own_side(context: Context, source: Extent | None, actor: Actor, ministers: bool = False) -> bool:
    """Whether words for a source are of the actor's ministry, or of one of its own: "its commander".

    Args:
        ministers: Whether a minister counts, who answers for soldiers and tells of no deed of his own.
    """
    if source is None:
        return False
    if context.words[source.start] in ("its", "their"):
        before = [
            a
            for a in context.actors
            if a.extent.end <= source.start and context.sentence[a.extent.start] == context.sentence[source.start]
        ]
        return any(a.id == actor.id for a in before)
    return any(
        _of_ministry(context, speaker, actor, ministers)
        for speaker in context.actors
        if speaker.extent.overlaps(source)
    )


_MINISTRIES = frozenset({"ministry", "minister", "army", "military", "general", "armed"})
"""Words for those at the head of a state's forces."""


def _of_ministry(context: Context, speaker: Actor, actor: Actor, ministers: bool) -> bool:
    """Whether a state's defence ministry or army speaks of soldiers of whom nothing says that they are another's."""
    if actor.kind != "military" or not actor.rule.startswith(_PLAIN):
        return False
    if speaker.kind not in OF_STATE and not (ministers and speaker.kind == "official"):
        return False
    if _MINISTRIES.isdisjoint(context.words[speaker.extent.start : speaker.extent.end]):
        return False
    return actor.catalogue is None and (None in (actor.country, speaker.country) or actor.country == speaker.country)


_PLAIN = ("head.forces", "head.army", "head.units", "head.group", "unit")
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
    if issuer.kind not in OF_STATE or actor.kind not in OF_STATE:
        return False
    plain = actor.country is None and actor.catalogue is None and actor.rule.startswith(_PLAIN)
    home = issuer.country or home_of(context)
    return home == actor.country or (plain and not _of_foes(context, actor))


_FOES = frozenset({"enemy", "enemies", "hostile", "foreign", "occupation", "mercenary"})


def _of_foes(context: Context, actor: Actor) -> bool:
    """Whether the words for a force, or those just before, make it the enemy's: "enemy troops", "the enemy's units"."""
    before = max(0, actor.extent.start - 2)
    return not _FOES.isdisjoint(context.words[before : actor.extent.end])


def is_others_charge(context: Context, claim: Claim) -> bool:
    """Whether a paper repeats what others charge its own side with: "it has been alleged that a drone killed 11"."""
    inner = innermost(holding(context.attributions, claim.extent))
    if context.issuer is None or inner is None or inner.stance not in ("claim", "accuse"):
        return False
    return not said_by(context, inner.source, context.issuer)


def answers_for(context: Context, source: Extent | None, actor: Actor) -> bool:
    """Whether a source speaks for an actor, or for the paper's own side, of which the actor is."""
    if said_by(context, source, actor):
        return True
    return context.issuer is not None and of_issuer(context, actor) and said_by(context, source, context.issuer)


_OWN_STAFF = re.compile(r"[A-Z]{3,6} (?:activists|sources|monitors|team|teams|correspondents?|staff)\b")
"""How a monitor that publishes its own report speaks of its people: it is the outlet there."""


def _is_body_of(context: Context, speaker: Actor | None, issuer: Actor) -> bool:
    """Whether a body that speaks is the one whose paper it is, by whatever part of its name."""
    if speaker is None:
        return False
    home = (None, issuer.country or home_of(context))
    return context.same_actor(speaker, issuer) or (
        speaker.kind == issuer.kind != "armed_group" and speaker.country in home
    )


_OF_NAMES = frozenset("for of and the a in on".split())
_OUTSET = 3
"""Sentences in which an organisation that publishes a report of its own names itself."""


def is_own_voice(context: Context, source: Extent) -> bool:
    """Whether a source is who publishes the article: its staff, the side whose paper it is, the organisation itself.

    A person who speaks for it is a source of his own.

    >>> import tollbook
    >>> text = "(Centre for Rights, Duala, 4 May 2022) Rebels killed a teacher in Buea, the Centre for Rights said today."
    >>> [one.responsibility for one in tollbook.load()(text)._.circumstance]
    ['reported_as_fact']
    """
    if _OWN_STAFF.match(context.doc[source.start : source.end].text):
        return True
    speaker = context.actor_at(source)
    single = speaker is None or speaker.title is not None or speaker.rule.startswith(("person", "pronoun"))
    if not single and context.issuer is not None and _is_body_of(context, speaker, context.issuer):
        return True
    said = _name(context.words[source.start : source.end])
    article = context.doc._.article
    publisher = _name(re.findall(r"\w+", (article.publisher or "").lower())) if article is not None else ()
    return len(said) > 1 and (said == publisher or _heads(context, said))


def _name(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _OF_NAMES)


def _heads(context: Context, said: tuple[str, ...]) -> bool:
    """Whether a bracket at the outset begins with a name: "(Centre for Rights, Duala, 4 May)"."""
    words, first = context.words, context.sentence[0] if context.sentence else 0
    for at in range(len(words)):
        if context.sentence[at] >= first + _OUTSET:
            return False
        if words[at] == "(" and _name(words[at + 1 : at + 2 * len(said) + 2])[: len(said)] == said:
            return True
    return False
