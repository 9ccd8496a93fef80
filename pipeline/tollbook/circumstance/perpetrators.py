"""Who is said to have done it, and with what certainty.

The perpetrator is the agent that the clause names, else the operator of its means, else whoever the sentences round it
say attacked. How far the text commits itself follows the guidelines: the outlet's own voice is ``reported_as_fact``, a
cited source that names somebody other than itself is ``accused``, words of doubt make it ``suspected``, the
perpetrator's own word ``claimed``, and a denial that nobody contradicts ``denied``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import table
from ..values import Actor, Attribution, Claim, Extent, Responsibility, Weapon
from .context import Context
from .deeds import Deed, Means

REACH = 3
"""Most sentences between a claim and the sentence that names its perpetrator."""

FAR = 8
"""Most sentences behind a claim in which somebody claims it or is blamed for it."""

ARMED = frozenset({"armed_group", "government", "military", "police", "unknown_attacker"})
VIOLENT = frozenset({"killed", "injured", "killed_or_injured", "abducted", "displaced", "detained"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row of ``doubts.csv``: a word near a perpetrator that says how sure the text is."""

    form: str
    responsibility: Responsibility
    example: str


@lru_cache(maxsize=1)
def _doubts() -> dict[str, Responsibility]:
    return {row.form: row.responsibility for row in table("circumstance", "doubts", Doubt, ("form",))}


def _agent(context: Context, claim: Claim) -> tuple[Actor, str] | None:
    """The agent that the clause itself names."""
    actor = context.actor_at(claim.agent)
    return None if actor is None else (actor, "perpetrator.agent")


def _operator(context: Context, weapon: Weapon | None) -> Actor | None:
    """Whose the means is: its operator, or an adjective among its words ("Turkish drone")."""
    if weapon is None:
        return None
    actor = context.actor_at(weapon.operator)
    if actor is None:
        window = Extent(max(0, weapon.extent.start - 2), weapon.extent.end)
        actor = next((a for a in context.actors if a.adjective and window.contains(a.extent)), None)
    return actor


def _harmed(context: Context, claim: Claim, actor: Actor) -> bool:
    """Whether an actor is the one that was harmed, or stands among its words."""
    if claim.extent.contains(actor.extent) and claim.victims.extent is not None:
        return claim.victims.extent.overlaps(actor.extent)
    return False


def _doers(context: Context, claim: Claim, reach: tuple[int, int]) -> list[Deed]:
    """What is said of actors in a stretch of sentences round the claim, the nearest first; what stands before goes first."""
    low, high = reach
    near = [
        deed
        for deed in context.deeds
        if low <= context.distance(claim, deed) <= high
        and context.together(claim, deed)
        and not _harmed(context, claim, deed.actor)
    ]
    return sorted(near, key=lambda d: (abs(context.distance(claim, d)), context.distance(claim, d) > 0, _gap(claim, d)))


def _gap(claim: Claim, deed: Deed) -> int:
    return min(abs(deed.extent.start - claim.extent.end), abs(claim.extent.start - deed.extent.end))


def _told(context: Context, claim: Claim, reach: tuple[int, int], *means: Means) -> Actor | None:
    """The nearest actor of which something is said."""
    return next((deed.actor for deed in _doers(context, claim, reach) if deed.means in means), None)


def _attacker_near(context: Context, claim: Claim) -> Actor | None:
    """Whoever operates a means in the sentences round the claim, the nearest first."""
    near = sorted(
        context.near(claim, [w for w in context.weapons if w.role == "used"], REACH),
        key=lambda w: (abs(context.distance(claim, w)), w.extent.start),
    )
    for weapon in near:
        actor = _operator(context, weapon)
        if actor is not None and actor.kind in ARMED | {"community", "other", "person"}:
            return actor
    return None


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


def _own_side(claim: Claim, actor: Actor) -> bool:
    """Whether an actor that another sentence names would have harmed its own."""
    if claim.victims.status == "security":
        return actor.kind in ("military", "police", "government")
    return claim.victims.status == "combatant" and actor.kind == "armed_group"


def _boasting(context: Context, claim: Claim, attribution: Attribution | None) -> Actor | None:
    """A party to the war that tells of its enemy's losses: "the air force said 15 insurgents were killed"."""
    speaker = None if attribution is None else context.actor_at(attribution.source)
    if speaker is None or attribution is None or attribution.stance == "deny":
        return None
    if claim.victims.status == "combatant" and speaker.kind in ("military", "police"):
        return speaker
    return speaker if claim.victims.status == "security" and speaker.kind == "armed_group" else None


def _of_event(context: Context, claim: Claim, thread: Sequence[Claim]) -> Actor | None:
    """Whoever other claims of the event name, the nearest first."""
    for other in sorted(thread, key=lambda one: abs(context.distance(claim, one))):
        shared = None if other.id == claim.id else _agent(context, other)
        if shared is not None and not _own_side(claim, shared[0]):
            return shared[0]
    return None


def _perpetrator(
    context: Context, claim: Claim, weapon: Weapon | None, attribution: Attribution | None, thread: Sequence[Claim]
) -> tuple[Actor, str] | None:
    found = _agent(context, claim)
    if found is not None:
        return found
    here = _told(context, claim, (0, 0), "does", "blamed", "claims")
    if here is not None:
        return here, "perpetrator.deed"
    operator = _operator(context, weapon)
    if operator is not None and weapon is not None and abs(context.distance(claim, weapon)) <= REACH:
        return operator, "perpetrator.operator"
    shared = _of_event(context, claim, context.group(claim)) or _of_event(context, claim, thread)
    if shared is not None:
        return shared, "perpetrator.thread"
    foe = _boasting(context, claim, attribution)
    if foe is not None:
        return foe, "perpetrator.own_account"
    if claim.scope in ("period", "conflict"):
        return None
    near = (
        _told(context, claim, (-REACH, REACH), "does", "blamed", "claims")
        or _attacker_near(context, claim)
        or _told(context, claim, (-REACH, FAR), "claims", "blamed")
        or _told(context, claim, (-REACH, REACH), "denies")
    )
    return None if near is None or _own_side(claim, near) else (near, "perpetrator.nearby")


def _stance(context: Context, claim: Claim, actor: Actor) -> Responsibility | None:
    """What the perpetrator itself says of the harm, if anything: claimed or denied."""
    for one in context.attributions:
        speaks = context.same_actor(context.actor_at(one.source), actor)
        if speaks and one.content is not None and one.content.contains(claim.extent):
            return "denied" if one.stance == "deny" else "claimed"
    own = {
        deed.means
        for deed in context.deeds
        if context.same_actor(deed.actor, actor)
        and context.together(claim, deed)
        and -REACH <= context.distance(claim, deed) <= FAR
    }
    return "claimed" if "claims" in own else "denied" if "denies" in own else None


def _doubt(context: Context, actor: Actor, claim: Claim) -> Responsibility | None:
    """A word of doubt just before the perpetrator, or anywhere between it and the harm in one sentence."""
    if abs(context.distance(claim, actor)) > 0:
        window = range(max(0, actor.extent.start - 3), actor.extent.end)
    else:
        low = min(actor.extent.start - 3, claim.extent.start)
        window = range(max(0, low), max(actor.extent.end, claim.extent.end))
    return next((_doubts()[context.doc[i].lower_] for i in window if context.doc[i].lower_ in _doubts()), None)


def _accuser(context: Context, claim: Claim, actor: Actor, attribution: Attribution | None) -> bool:
    """Whether the perpetrator is named in the words of a cited source other than itself."""
    if attribution is None or attribution.source is None or attribution.content is None:
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
        if other.id != claim.id
    )


def _accused(context: Context, claim: Claim, actor: Actor, attribution: Attribution | None) -> bool:
    """Whether somebody other than the outlet and the perpetrator says that it was the perpetrator."""
    if _accuser(context, claim, actor, attribution):
        return True
    said = [d for d in context.deeds if context.same_actor(d.actor, actor) and context.together(claim, d)]
    near = [d for d in said if -REACH <= context.distance(claim, d) <= FAR]
    return bool(near) and all(d.means == "blamed" for d in near)


def perpetrator_of(
    context: Context,
    claim: Claim,
    weapon: Weapon | None,
    attribution: Attribution | None,
    thread: Sequence[Claim],
) -> tuple[str | None, Responsibility, str]:
    """The id of the perpetrator of a claim, the text's certainty, and the rule that chose; null and unattributed."""
    if claim.harm not in VIOLENT or claim.scope == "conflict":
        return None, "unattributed", "perpetrator.none"
    found = _perpetrator(context, claim, weapon, attribution, thread)
    if found is None:
        return None, "unattributed", "perpetrator.none"
    actor, rule = found
    if "attacker" in claim.victims.role and actor.extent.overlaps(claim.extent):
        return actor.id, "reported_as_fact", rule
    if actor.kind == "unknown_attacker":
        return actor.id, "unattributed", rule
    certainty = (
        _stance(context, claim, actor)
        or _doubt(context, actor, claim)
        or ("accused" if _accused(context, claim, actor, attribution) else None)
        or "reported_as_fact"
    )
    return _noun_for(context, actor).id, certainty, rule
