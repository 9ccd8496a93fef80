"""Who is said to have done it, and with what certainty.

How far the text commits itself follows the guidelines: the outlet's own voice is ``reported_as_fact``, a cited source
that names somebody other than itself is ``accused``, words of doubt make it ``suspected``, the perpetrator's own word
``claimed``, and a denial that nobody contradicts ``denied``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import table
from ..told import Told, words_at
from ..values import Actor, Attribution, Claim, Responsibility
from .context import Context, Located
from .doers import FAR, REACH, Doer, doer_of

VIOLENT = frozenset(
    {"killed", "injured", "killed_or_injured", "abducted", "displaced", "detained", "missing", "unharmed"}
)
"""Harms that somebody does, or might have done."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row of ``doubts.csv``: a word near a perpetrator that says how sure the text is."""

    form: str
    responsibility: Responsibility
    example: str


@lru_cache(maxsize=1)
def _doubts() -> dict[str, Responsibility]:
    return {row.form: row.responsibility for row in table("circumstance", "doubts", Doubt, ("form",))}


_OWN_STAFF = re.compile(r"[A-Z]{3,6} (?:activists|sources|monitors|team|teams|correspondents?|staff)\b")
"""How a monitor that publishes its own report speaks of its people: it is the outlet there."""


def _speaks_for(context: Context, speaker: Actor | None, actor: Actor) -> bool:
    """Whether a speaker is the actor, belongs to it, or speaks as one of its side."""
    if speaker is None:
        return False
    if context.same_actor(speaker, actor):
        return True
    of = next((a for a in context.actors if a.id == speaker.affiliation), None)
    return of is not None and context.same_actor(of, actor)


def _noun_for(context: Context, actor: Actor) -> Actor:
    """A noun phrase that names the same actor, where the perpetrator was read from an adjective."""
    if not actor.adjective:
        return actor
    named = [
        a
        for a in context.actors
        if not a.adjective
        and a.country == actor.country
        and a.country is not None
        and a.kind in ("military", "government")
    ]
    return named[0] if named and actor.country is not None else actor


def _beside(context: Context, thread: Sequence[Claim], one: Located) -> bool:
    """Whether something is said close to what the article tells of an event."""
    return any(context.together(claim, one) and -REACH <= context.distance(claim, one) <= FAR for claim in thread)


def _stance(context: Context, claim: Claim, actor: Actor, thread: Sequence[Claim]) -> Told[Responsibility] | None:
    """What the perpetrator itself says of the event, if anything: claimed or denied."""
    spoken = [one for one in context.attributions if _speaks_for(context, context.actor_at(one.source), actor)]
    holding = [one for one in spoken if one.content is not None and one.content.contains(claim.extent)]
    if holding:
        denies = holding[0].stance == "deny"
        return Told("denied" if denies else "claimed", "responsibility.own_words", (holding[0].cue,))
    own = {
        deed.means: deed.extent
        for deed in context.deeds
        if _speaks_for(context, deed.actor, actor) and _beside(context, thread, deed)
    }
    if "claims" in own:
        return Told("claimed", "responsibility.claims", (own["claims"],))
    denials = [one.cue for one in spoken if one.stance == "deny" and _beside(context, thread, one)]
    if "denies" in own or denials:
        return Told("denied", "responsibility.denies", (own["denies"] if "denies" in own else denials[0],))
    return None


def _doubt(context: Context, actor: Actor, claim: Claim) -> Told[Responsibility] | None:
    """A word of doubt just before the perpetrator, or anywhere between it and the harm in one sentence."""
    if abs(context.distance(claim, actor)) > 0:
        window = range(max(0, actor.extent.start - 3), actor.extent.end)
    else:
        low = min(actor.extent.start - 3, claim.extent.start)
        window = range(max(0, low), max(actor.extent.end, claim.extent.end))
    at = next((i for i in window if context.doc[i].lower_ in _doubts()), None)
    return None if at is None else Told(_doubts()[context.doc[at].lower_], "responsibility.doubt", words_at(at))


def _accuser(context: Context, claim: Claim, actor: Actor, attribution: Attribution | None) -> bool:
    """Whether the perpetrator is named in the words of a cited source other than itself."""
    if attribution is None or attribution.source is None or attribution.content is None:
        return False
    if _OWN_STAFF.match(context.doc[attribution.source.start : attribution.source.end].text):
        return False
    if context.same_actor(context.actor_at(attribution.source), actor):
        return False
    if not attribution.content.overlaps(actor.extent):
        return False
    # The outlet's own voice, anywhere in the group, outweighs a source that repeats it.
    return not any(
        context.actor_at(other.agent) is not None
        and not any(a.content is not None and a.content.contains(other.extent) for a in context.attributions)
        for other in context.group(claim)
        # A headline leaves out who says so; it is no voice of its own.
        if other.id != claim.id and other.zone != "headline"
    )


def _accused(
    context: Context, claim: Claim, actor: Actor, attribution: Attribution | None
) -> Told[Responsibility] | None:
    """Whether somebody other than the outlet and the perpetrator says that it was the perpetrator."""
    if attribution is not None and _accuser(context, claim, actor, attribution):
        return Told("accused", "responsibility.source_names", (attribution.cue,))
    said = [d for d in context.deeds if context.same_actor(d.actor, actor) and context.together(claim, d)]
    near = [d for d in said if -REACH <= context.distance(claim, d) <= FAR]
    if near and all(d.means == "blamed" for d in near):
        return Told("accused", "responsibility.blamed", (near[0].extent,))
    return None


NOBODY: Told[Responsibility] = Told("unattributed", "responsibility.nobody")
"""What is said where nobody is named."""


def perpetrator_of(
    context: Context,
    claim: Claim,
    attribution: Attribution | None,
    thread: Sequence[Claim],
    known: Mapping[str, Doer | None],
) -> tuple[str | None, Told[Responsibility], str]:
    """The id of the perpetrator of a claim, the text's certainty, and the rule that chose; null and unattributed."""
    if claim.harm not in VIOLENT or claim.scope == "conflict":
        return None, NOBODY, "perpetrator.none"
    found = doer_of(context, claim, attribution, thread, known)
    if found is None:
        return None, NOBODY, "perpetrator.none"
    actor, rule = found
    if "attacker" in claim.victims.role and actor.extent.overlaps(claim.extent):
        return actor.id, Told("reported_as_fact", "responsibility.attacker_died"), rule
    if actor.kind == "unknown_attacker":
        return actor.id, Told("unattributed", "responsibility.unknown_attacker"), rule
    certainty = (
        _stance(context, claim, actor, thread)
        or _doubt(context, actor, claim)
        or _accused(context, claim, actor, attribution)
        or Told("reported_as_fact", "responsibility.outlet")
    )
    return _noun_for(context, actor).id, certainty, rule
