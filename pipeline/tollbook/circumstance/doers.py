"""Who is said to have done it: what a claim's own sentence says, and what the article says of its event elsewhere.

A claim's sentence names a doer as the agent of its clause, as one of whom a deed is told there, or as the operator of its
means. Where it names none, other claims of the same event do, or a party that tells of its enemy's losses, or else
whoever the sentences round it say attacked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..values import Actor, Claim, Extent, Weapon
from .accounts import boasting, denying
from .across import across
from .claimants import answers, is_explicit, nameless, of_main, unclaimed
from .context import OF_STATE, Context
from .deed import Deed
from .deeds import AGAINST, AIM
from .fighters import accountable, acting, caught_up, of_unknown, strangers, went_astray
from .nearby import deeds_round, elsewhere, lay_waiting, told
from .owners import is_owned
from .reach import ARMED, FAR, REACH, TELLING, UNDONE, VIOLENT, Doer
from .sides import are_own_men, foes, harms_own, of_whom, own_side
from .sources import attribution_at
from .thread import Thread

_TARGETS = frozenset(
    """target targets position positions base bases camp camps post posts checkpoint checkpoints convoy convoys vehicle
    vehicles barracks headquarters outpost outposts""".split()
)
"""What is attacked, so that the force before it did nothing: "military targets in which soldiers were killed"."""


def _agent(context: Context, claim: Claim) -> Doer | None:
    """The agent that the clause itself names."""
    actor = context.actor_at(claim.agent)
    if actor is None or actor.kind in TELLING:
        return None
    behind = context.words[actor.extent.end : actor.extent.end + 1]
    if not _TARGETS.isdisjoint(behind) or _was_struck(context, claim, actor) or _tells(context, claim, actor):
        return None
    return actor, "perpetrator.agent"


def _tells(context: Context, claim: Claim, actor: Actor) -> bool:
    """Whether an actor only tells of it between the deed and its harm: "rebels shelled it, the army said, killing ten"."""
    if not context.words[claim.trigger].endswith("ing"):
        return False
    said = range(actor.extent.end, min(actor.extent.end + 2, claim.trigger))
    return "," in context.words[actor.extent.end : claim.trigger] and any(
        one.cue.start in said and one.source is not None for one in context.attributions
    )


def _was_struck(context: Context, claim: Claim, actor: Actor) -> bool:
    """Whether the clause is of whoever struck an actor, not of it: "struck a convoy of the rebels, killing nine"."""
    words, start, end = context.words, actor.extent.start, actor.extent.end
    before = words[start - 2 if words[start - 1 : start] == ("the",) else start - 1]
    return words[claim.trigger].endswith("ing") and before in AGAINST and "," in words[end : claim.trigger]


def _operator(context: Context, weapon: Weapon | None) -> Actor | None:
    """Whose the means is: its operator if named near it, or an adjective among its words ("Turkish drone")."""
    if weapon is None:
        return None
    sentence, lines, items, at = context.sentence, context.lines, context.items, weapon.extent.start
    there = weapon.operator.start if weapon.operator is not None else at
    near = abs(sentence[there] - sentence[at]) <= 1 and (lines[there], items[there]) == (lines[at], items[at])
    if weapon.operator is not None and near:
        actor = context.actor_at(weapon.operator)
        if actor is not None:
            return actor
    window = Extent(max(0, weapon.extent.start - 2), weapon.extent.end)
    return next((a for a in context.actors if a.adjective and window.contains(a.extent)), None)


def _attacker_near(context: Context, claim: Claim, weapons: Sequence[Weapon]) -> Actor | None:
    """Whoever operates a means in the sentences round the claim, the nearest first."""
    used = [w for w in weapons if w.role == "used" and not w.defends and not elsewhere(context, claim, w)]
    near = sorted(
        context.near(claim, used, REACH),
        key=lambda w: (abs(context.distance(claim, w)), w.extent.start),
    )
    operators = [actor for weapon in near if (actor := _operator(context, weapon)) is not None]
    return next((actor for actor in operators if actor.kind in ARMED), None)


def _claimant(context: Context, claim: Claim, thread: Sequence[Claim], explicit: bool = False) -> Actor | None:
    """The group by name that claims the event of a claim, whatever its own sentence calls those who came.

    Args:
        explicit: Whether only who claims an attack as such counts, not who tells of a deed of its own.
    """
    if "attacker" in claim.victims.role:
        return None
    claims = [d for d in context.deeds if d.means == "claims" and d.rule != AIM]
    apart = [d for d in claims if _claims_event(context, claim, thread, d) and (not explicit or _is_sure(context, d))]
    own = (
        deed.actor
        for deed in (*deeds_round(context, claim, (-REACH, FAR), thread), *apart)
        if (deed.means == "claims" or (deed.means == "does" and is_owned(context.words, context.sentence, deed.actor)))
        and deed.actor.kind == "armed_group"
        and deed.actor.catalogue is not None
        and not deed.actor.rule.startswith("pronoun")
        and (deed in apart or (not explicit and answers(context, thread, deed)))
        and (deed.means != "claims" or is_explicit(context, deed) or _is_close(context, claim, deed))
    )
    found = next(own, None)
    if found is None or not is_owned(context.words, context.sentence, found):
        return found
    return next((a for a in context.actors if a.id == found.refers_to), found)


def _is_close(context: Context, claim: Claim, deed: Deed) -> bool:
    """Whether what a side tells of its own may be the harm: it comes behind, or stands in one paragraph with it."""
    same = context.paragraph[claim.trigger] == context.paragraph[deed.word]
    return context.running or same or context.distance(claim, deed) > 0


def _is_sure(context: Context, deed: Deed) -> bool:
    """Whether a side claims an attack as such, or in an entry of its own in a running story."""
    return is_explicit(context, deed) or context.running


def _claims_event(context: Context, claim: Claim, thread: Sequence[Claim], deed: Deed) -> bool:
    """Whether who claims something anywhere in the article claims the event of a claim."""
    return of_main(context, thread, deed) or (
        answers(context, thread, deed)
        and context.lines[deed.word] == context.lines[claim.trigger]
        and (context.running or context.together(claim, deed))
    )


def _on_own(claim: Claim, deed: Deed) -> bool:
    """Whether a state's deed that only stands beside a harm would have harmed its own: "amid regime shelling, a soldier"."""
    nobody_s = deed.rule == "deed.deed" and deed.actor.country is None and deed.actor.kind != "armed_group"
    return nobody_s and own_side(claim, deed.actor)


_LOSING = frozenset("lost lose loses losing loss losses".split())


def _lost(context: Context, claim: Claim, deed: Deed) -> bool:
    """Whether a side tells of its own losses beside what it did: "said its forces had killed nine and lost two men"."""
    words = context.words[claim.trigger : claim.trigger + 1]
    return deed.means == "claims" and not _LOSING.isdisjoint(words) and claim.victims.status != "civilian"


def direct(context: Context, claim: Claim, weapon: Weapon | None) -> Doer | None:
    """The doer that a claim's own sentence names, or the operator of its means near it."""
    found = _agent(context, claim) or accountable(context, claim)
    if found is not None:
        return found
    if went_astray(context, claim):
        return None
    foe = across(context, claim)
    if foe is not None:
        return foe, "perpetrator.across"
    here = told(context, claim, (0, 0), (), "does", "blamed", "claims")
    if here is not None and not _on_own(claim, here) and not _lost(context, claim, here):
        return here.actor, "perpetrator.deed"
    fighters = acting(context, claim)
    if fighters is not None:
        return fighters, "perpetrator.acting"
    operator = _operator(context, weapon)
    if operator is None or weapon is None or abs(context.distance(claim, weapon)) > REACH:
        return None
    if operator.kind in TELLING or operator.rule == "head.sources":
        return None
    # A foreign power's soldiers may be anybody's foes.
    if own_side(claim, operator) and not (operator.adjective and operator.country is not None):
        return None
    return operator, "perpetrator.operator"


def _of_event(
    context: Context, claim: Claim, thread: Sequence[Claim], known: Mapping[str, Doer | None], reach: int
) -> Actor | None:
    """Whoever other claims of the event name, the nearest first."""
    near = [one for one in thread if one.id != claim.id and abs(context.distance(claim, one)) <= reach]
    lost = of_whom(context, claim)
    fights = foes(context, claim)
    for other in sorted(near, key=lambda one: (foes(context, one) and not fights, abs(context.distance(claim, one)))):
        shared = known.get(other.id)
        if shared is None or (own_side(claim, shared[0]) and not _fought(claim, other, shared)):
            continue
        if not _goes_with(context, claim, other):
            continue
        if caught_up(context, claim, other, shared[0]):
            continue
        if are_own_men(context, claim, shared[0]):
            continue
        if not any(context.same_actor(shared[0], one) for one in lost) and not harms_own(context, claim, shared[0]):
            return shared[0]
    return None


def _fought(claim: Claim, other: Claim, shared: Doer) -> bool:
    """Whether other dead of the same side fell in a fight with somebody."""
    return shared[1] == "perpetrator.across" and claim.victims.status == other.victims.status


def _goes_with(context: Context, claim: Claim, other: Claim) -> bool:
    """Whether one doer may have done both harms: who arrests is not who was arrested for it, who abducts killed nobody."""
    if (claim.harm == "detained") != (other.harm == "detained"):
        return False
    apart = (claim.harm == "abducted") != (other.harm == "abducted")
    return not apart or context.paragraph[claim.trigger] == context.paragraph[other.trigger]


def doers_of(
    context: Context, events: Mapping[str, Thread], known: Mapping[str, Doer | None]
) -> dict[str, Doer | None]:
    """The doer of each claim's harm, or null.

    Args:
        events: The threads of the claims. known: What `direct` found for each claim.
    """
    found: dict[str, Doer | None] = {}
    for claim in context.claims:
        thread = events.get(claim.id)
        found[claim.id] = _doer_of(context, claim, [claim] if thread is None else thread.claims, known)
    shared = dict(found)
    for claim in context.claims:
        thread = events.get(claim.id)
        if found[claim.id] is None and thread is not None and _may_share(context, claim):
            actor = _of_event(context, claim, thread.claims, found, len(context.words))
            shared[claim.id] = None if actor is None else (actor, "perpetrator.event")
    return {id: None if doer is not None and _is_means(context, doer[0]) else doer for id, doer in shared.items()}


_MEANS = frozenset("sniper snipers suicide bomber bombers lone".split())
"""Words that say by what means somebody killed, and nothing of who it was."""


def _is_means(context: Context, actor: Actor) -> bool:
    """Whether words for a doer name no party: "a sniper killed a girl", "a suicide bomber", but "an army sniper"."""
    return nameless(actor) and _MEANS.issuperset(context.words[actor.extent.start : actor.extent.end])


def _may_share(context: Context, claim: Claim) -> bool:
    """Whether the doer of an event that is told elsewhere may be that of a claim: not of a sum or a threat."""
    real = claim.scope == "incident" and claim.modality != "hypothetical"
    apart = claim.harm in UNDONE or "attacker" in claim.victims.role
    return (
        real
        and not apart
        and not unclaimed(context, claim)
        and not of_unknown(context, claim)
        and not went_astray(context, claim)
    )


def _doer_of(context: Context, claim: Claim, thread: Sequence[Claim], known: Mapping[str, Doer | None]) -> Doer | None:
    if claim.harm not in VIOLENT or claim.scope == "conflict":
        return None
    found = known.get(claim.id)
    if claim.scope != "incident" or claim.modality == "hypothetical":
        return found or _own_sum(context, claim)
    if found is not None:
        return _or_claimant(context, claim, thread, found)
    if (
        unclaimed(context, claim)
        or "attacker" in claim.victims.role
        or of_unknown(context, claim)
        or went_astray(context, claim)
    ):
        return None
    shared = _of_event(context, claim, context.group(claim), known, FAR)
    if shared is None and claim.harm != "displaced":
        shared = _of_event(context, claim, thread, known, FAR)
    if shared is not None:
        return _or_claimant(context, claim, thread, (shared, "perpetrator.event"))
    attribution = attribution_at(context, claim)
    foe = boasting(context, claim, attribution)
    if foe is not None:
        return foe, "perpetrator.own_account"
    denier = denying(context, claim, attribution)
    if denier is not None and not own_side(claim, denier):
        return denier, "perpetrator.denier"
    if claim.harm in UNDONE:
        return None
    actor = _nearby(context, claim, thread)
    if (
        actor is None
        or own_side(claim, actor)
        or harms_own(context, claim, actor)
        or are_own_men(context, claim, actor)
    ):
        return None
    return _or_claimant(context, claim, thread, (actor, "perpetrator.nearby"))


def _or_claimant(context: Context, claim: Claim, thread: Sequence[Claim], found: Doer) -> Doer:
    """A doer, or the group by name that claims what is laid to gunmen or a bomber."""
    if not nameless(found[0]) and not _came_after(context, claim, found) and not _disowns(context, found):
        return found
    claimant = _claimant(context, claim, thread, explicit=not nameless(found[0]))
    if claimant is None and (found[0].kind == "unknown_attacker" or len(found[0].extent) == 1):
        blamed = told(context, claim, (-REACH, FAR), thread, "blamed")
        named = blamed is not None and blamed.actor.kind == "armed_group" and blamed.actor.catalogue is not None
        claimant = blamed.actor if blamed is not None and named and "attacker" not in claim.victims.role else None
    return found if claimant is None else (claimant, "perpetrator.claimed")


def _disowns(context: Context, found: Doer) -> bool:
    """Whether whoever is only blamed, or told of near the harm, denies it: another side may claim it."""
    denying = (deed.actor for deed in context.deeds if deed.means == "denies")
    return found[1] in ("perpetrator.event", "perpetrator.nearby") and any(
        context.same_actor(one, found[0]) for one in denying
    )


def _came_after(context: Context, claim: Claim, found: Doer) -> bool:
    """Whether a state's forces are only told of with a harm that a group claims: they stormed the hotel that it held."""
    actor, rule = found
    came = (
        claim.harm != "detained" and actor.kind in OF_STATE and not actor.adjective
    )  # "a Turkish drone" is who did it
    return came and rule in _LOOSE and not foes(context, claim)


_LOOSE = frozenset({"perpetrator.deed", "perpetrator.event", "perpetrator.nearby"})
"""Rules by which somebody is a doer whom the clause of the harm does not name."""


def _own_sum(context: Context, claim: Claim) -> Doer | None:
    """The side whose own paper adds up its enemy's losses: "since Monday 64 rebels have been killed"."""
    if claim.modality == "hypothetical" or context.issuer is None:
        return None
    foe = boasting(context, claim, attribution_at(context, claim))
    return None if foe is None else (foe, "perpetrator.own_account")


def _nearby(context: Context, claim: Claim, thread: Sequence[Claim]) -> Actor | None:
    """Who is said to have attacked nearby, else who operates a means, else who claims it farther on, or denies it."""
    near = told(context, claim, (-REACH, REACH), thread, "does", "blamed", "claims")
    if near is not None:
        return near.actor
    attacker = None if lay_waiting(context, claim) else _attacker_near(context, claim, context.weapons)
    if attacker is not None:
        return attacker
    later = told(context, claim, (-REACH, FAR), thread, "claims", "blamed")
    if later is not None:
        return later.actor
    claimant = _claimant(context, claim, thread)
    if claimant is not None:
        return claimant
    denied = told(context, claim, (0, REACH), thread, "denies")
    if denied is not None:
        return denied.actor
    apart = [d for d in context.deeds if d.actor.kind in ARMED and of_main(context, thread, d)]
    told_apart = min(apart, key=lambda d: _WEIGHT.index(d.means), default=None)
    return strangers(context, claim, thread) if told_apart is None else told_apart.actor


_WEIGHT = ("claims", "blamed", "denies", "does")
"""Whoever claims an event did it, whoever else denies it."""
