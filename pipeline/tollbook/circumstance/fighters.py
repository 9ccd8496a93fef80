"""Who did it by what fighters are told to do beside a harm, and what is nobody's doing that anybody knows of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..values import Actor, Claim
from .acting import attacks
from .context import OF_STATE, Context
from .nearby import deeds_round, elsewhere, is_item
from .reach import ARMED, REACH, UNDONE, Doer
from .sides import foes, own_side


def acting(context: Context, claim: Claim) -> Actor | None:
    """Fighters who act in the sentence of a harm, whatever they are told to do: "were killed when rebels stopped a bus"."""
    if claim.harm in UNDONE or claim.scope != "incident" or "attacker" in claim.victims.role:
        return None
    here = [a for a in context.actors if context.distance(claim, a) == 0]
    return next((a for a in sorted(here, key=lambda a: context.gap(claim, a)) if _may_act(context, claim, a)), None)


def _may_act(context: Context, claim: Claim, actor: Actor) -> bool:
    """Whether fighters who were not harmed themselves do something that may have done a harm."""
    harmed = claim.victims.extent is not None and claim.victims.extent.overlaps(actor.extent)
    return (
        actor.kind in ("armed_group", "unknown_attacker")
        and not actor.rule.startswith("pronoun")
        and context.together(claim, actor)
        and not harmed
        and not own_side(claim, actor)
        and attacks(context.doc, actor)
    )


def strangers(context: Context, claim: Claim, thread: Sequence[Claim]) -> Actor | None:
    """Gunmen of whom the sentence beside a harm tells: "Nurse killed in clinic. Gunmen forced their way into the ward"."""
    return next(
        (
            deed.actor
            for deed in deeds_round(context, claim, (-1, 1), thread)
            if deed.means == "does" and deed.actor.kind == "unknown_attacker" and not elsewhere(context, claim, deed)
        ),
        _intruders(context, claim) if is_item(context, claim) else None,
    )


def _intruders(context: Context, claim: Claim) -> Actor | None:
    """Fighters who act in the item of a harm, whatever they are told to do."""
    return next(
        (a for a in context.actors if abs(context.distance(claim, a)) <= 1 and _may_act(context, claim, a)), None
    )


def caught_up(context: Context, claim: Claim, other: Claim, force: Actor) -> bool:
    """Whether a state's force killed those who had done the harm: "the army caught up with the raiders and killed six"."""
    if foes(context, claim) or not foes(context, other) or force.kind not in OF_STATE:
        return False
    return context.distance(claim, other) != 0 and any(
        deed.means in ("does", "blamed")
        and deed.actor.kind in ("armed_group", "unknown_attacker")
        and not own_side(claim, deed.actor)
        and context.together(claim, deed)
        and context.distance(claim, deed) <= REACH
        for deed in context.deeds
    )


def accountable(context: Context, claim: Claim) -> Doer | None:
    """Who answers for one figure of a row: "rebels were responsible for 221 of the deaths and the army for 130"."""
    at = claim.count.extent.start if claim.count.extent is not None else claim.extent.start
    if context.words[at - 1 : at] != ("for",):
        return None
    last = next((a for a in context.actors if a.extent.end == at - 1 and a.kind in ARMED), None)
    return None if last is None else (last, "perpetrator.agent")


_SHOTS = frozenset("bullet bullets round rounds shot shots fire shell shells gunfire".split())


def went_astray(context: Context, claim: Claim) -> bool:
    """Whether it was a stray bullet, of which nobody says whose it was."""
    here = [context.words[i] for i in context.tokens_of(context.sentence[claim.trigger])]
    return any(one == "stray" and other in _SHOTS for one, other in pairwise(here))


def of_unknown(context: Context, claim: Claim) -> bool:
    """Whether the clause lays the harm to people of whom nobody knows who they are: "by parties it could not identify"."""
    agent = claim.agent
    if agent is None or any(weapon.extent.overlaps(agent) for weapon in context.weapons):
        return False
    before = context.words[max(0, agent.start - 2) : agent.start]
    return "by" in before and not _PARTIES.isdisjoint(context.words[agent.start : agent.end])


_PARTIES = frozenset(
    "parties party persons elements assailants perpetrators actors sides others culprits hands source sources".split()
)
"""Nouns for somebody whom a clause leaves unnamed."""
