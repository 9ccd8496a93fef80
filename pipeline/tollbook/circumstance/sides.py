"""Whose side those who were harmed are of: a side harms its foes, and tells of its own losses."""

from __future__ import annotations

from itertools import pairwise

from ..values import Actor, Claim
from .context import OF_STATE, Context
from .reach import ARMED
from .sources import attribution_at
from .voices import is_others_charge, of_issuer, said_by


def own_side(claim: Claim, actor: Actor) -> bool:
    """Whether an actor that another sentence names would have harmed its own."""
    if claim.victims.status == "security":
        return actor.kind in OF_STATE
    return claim.victims.status == "combatant" and actor.kind == "armed_group"


_OWN_MEN = frozenset(
    "own men troops soldiers forces fighters members officers personnel police policemen guards units losses dead".split()
)
_OURS = frozenset({"its", "their", "our"})
_LOST = frozenset({"lost", "lose", "buried", "mourn"})
_BEFORE = 4
"""Most words before a claim that say whose people they were: "put its own losses at"."""


def are_own_men(context: Context, claim: Claim, actor: Actor) -> bool:
    """Whether a side that speaks calls those who were harmed its own: "none of its men was hurt", "we lost two men"."""
    words = context.words[max(0, claim.extent.start - _BEFORE) : claim.extent.end]
    owned = any(
        (one in _OURS and other in _OWN_MEN) or (one == "we" and other in _LOST) for one, other in pairwise(words)
    )
    attribution = attribution_at(context, claim) if owned else None
    if attribution is None:
        return False
    speaker = context.actor_at(attribution.source)
    if speaker is None:
        return False
    if speaker.kind in OF_STATE and not _OF_GROUPS.isdisjoint(words):
        return False  # "11 of its fighters", an army says of a group
    return said_by(context, attribution.source, actor) or _of_one_side(speaker, actor)


_OF_GROUPS = frozenset({"fighters", "members"})


def _of_one_side(speaker: Actor, actor: Actor) -> bool:
    """Whether who speaks of its own, and a doer, are of one side: two forces of a state, two names for rebels."""
    if speaker.kind == actor.kind == "armed_group":
        return None in (speaker.catalogue, actor.catalogue)
    if speaker.kind not in OF_STATE or actor.kind not in OF_STATE:
        return False
    return speaker.country == actor.country or None in (speaker.country, actor.country)


def harms_own(context: Context, claim: Claim, actor: Actor) -> bool:
    """Whether a party's own paper would own up, without saying so, to the harm of people whom it does not fight."""
    if context.issuer is None or claim.victims.status not in ("civilian", "security", "mixed") or claim.count.high == 0:
        return False
    return of_issuer(context, actor) and not is_others_charge(context, claim)


def foes(context: Context, claim: Claim) -> bool:
    """Whether those who were harmed fight a state: who killed them need not have harmed others."""
    return claim.victims.status == "combatant" or "attacker" in claim.victims.role or _are_attackers(context, claim)


def _are_attackers(context: Context, claim: Claim) -> bool:
    """Whether "them" are those who attacked before: "soldiers caught up with the attackers and killed six of them"."""
    at = next((i for i in range(claim.extent.start, claim.extent.end) if context.words[i] == "them"), None)
    if at is None or context.words[at - 1] != "of":
        return False
    here = [
        a for a in context.actors if a.extent.end <= at and context.sentence[a.extent.start] == context.sentence[at]
    ]
    return bool(here) and here[-1].kind in ("unknown_attacker", "armed_group")


def of_whom(context: Context, claim: Claim) -> list[Actor]:
    """The sides whose people were harmed, by the words for them: "Taliban losses", "members of the front"."""
    agent = claim.agent
    named = [
        a
        for a in context.actors
        if a.kind in ARMED and a.extent.overlaps(claim.extent) and not (agent is not None and agent.overlaps(a.extent))
    ]
    told = {deed.actor.id for deed in context.deeds}
    return [a for a in named if a.id not in told]
