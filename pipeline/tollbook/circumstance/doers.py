"""Who is said to have done it: what a claim's own sentence says, and what the article says of its event elsewhere.

A claim's sentence names a doer as the agent of its clause, as one of whom a deed is told there, or as the operator of its
means. Where it names none, other claims of the same event do, or a party that tells of its enemy's losses, or else
whoever the sentences round it say attacked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..values import Actor, Attribution, Claim, Extent, Weapon
from .accounts import boasting, denying
from .beside import Means
from .context import Context
from .deeds import Deed
from .geography import places_part
from .parting import days_part
from .places import own_place
from .sources import attribution_at
from .threads import Thread

REACH = 3
"""Most sentences between a claim and the sentence that names its perpetrator."""

FAR = 8
"""Most sentences behind a claim in which somebody claims it or is blamed for it."""

ARMED = frozenset({"armed_group", "government", "military", "police"})
VIOLENT = frozenset(
    {"killed", "injured", "killed_or_injured", "abducted", "displaced", "detained", "missing", "unharmed"}
)
"""Harms that somebody does, or might have done."""

UNDONE = frozenset({"unharmed", "displaced"})
"""Harms whose doer is told with them or not at all: whoever attacked nearby drove nobody out."""

TAKEN = frozenset({"detained", "abducted", "missing"})
_ARRESTING = ("arrest", "detain")

TELLING = frozenset({"outlet", "monitor", "ngo", "health", "rescue", "witness"})
"""Kinds of actor that tell of harm and do none."""

_LAYING = frozenset("laid laying planted planting placed sowed sown mined buried".split())
"""Verbs that say who laid what went off later."""

_UNCLAIMED = (
    "no one",
    "nobody",
    "no group",
    "none",
    "no organisation",
    "no organization",
    "no immediate claim",
    "no claim",
)
"""How a sentence says that nobody has claimed what it tells."""

_TARGETS = frozenset(
    """target targets position positions base bases camp camps post posts checkpoint checkpoints convoy convoys vehicle
    vehicles barracks headquarters outpost outposts""".split()
)
"""What is attacked, so that the force before it did nothing: "military targets in which soldiers were killed"."""

Doer = tuple[Actor, str]
"""An actor, and the rule that made it the doer."""


def _agent(context: Context, claim: Claim) -> Doer | None:
    """The agent that the clause itself names."""
    actor = context.actor_at(claim.agent)
    if actor is None or actor.kind in TELLING:
        return None
    behind = context.words[actor.extent.end : actor.extent.end + 1]
    if not _TARGETS.isdisjoint(behind):
        return None
    return actor, "perpetrator.agent"


def _operator(context: Context, weapon: Weapon | None) -> Actor | None:
    """Whose the means is: its operator if named near it, or an adjective among its words ("Turkish drone")."""
    if weapon is None:
        return None
    sentence = context.sentence
    if weapon.operator is not None and abs(sentence[weapon.operator.start] - sentence[weapon.extent.start]) <= 1:
        actor = context.actor_at(weapon.operator)
        if actor is not None:
            return actor
    window = Extent(max(0, weapon.extent.start - 2), weapon.extent.end)
    return next((a for a in context.actors if a.adjective and window.contains(a.extent)), None)


def _harmed(context: Context, claim: Claim, actor: Actor) -> bool:
    """Whether an actor is the one that was harmed, or stands among its words."""
    if claim.extent.contains(actor.extent) and claim.victims.extent is not None:
        return claim.victims.extent.overlaps(actor.extent)
    return False


def _doers(context: Context, claim: Claim, reach: tuple[int, int], thread: Sequence[Claim]) -> list[Deed]:
    """What is said of actors in a stretch of sentences round the claim, the nearest first; what stands before goes first."""
    low, high = reach
    near = [
        deed
        for deed in context.deeds
        if low <= context.distance(claim, deed) <= high
        and context.together(claim, deed)
        and not _harmed(context, claim, deed.actor)
        and not _of_others(context, claim, deed, thread)
    ]
    return sorted(near, key=lambda d: (abs(context.distance(claim, d)), context.distance(claim, d) > 0, _gap(claim, d)))


def _of_others(context: Context, claim: Claim, deed: Deed, thread: Sequence[Claim]) -> bool:
    """Whether another sentence tells of a deed together with the figures of other events alone."""
    at = context.sentence[deed.word]
    if at == context.sentence[claim.trigger]:
        return False
    own = {one.id for one in thread}
    there = [one.id for one in context.doc._.casualty or () if context.sentence[one.trigger] == at]
    return bool(there) and own.isdisjoint(there)


def _gap(claim: Claim, deed: Deed) -> int:
    return min(abs(deed.extent.start - claim.extent.end), abs(claim.extent.start - deed.extent.end))


def _told(
    context: Context, claim: Claim, reach: tuple[int, int], thread: Sequence[Claim], *means: Means
) -> Deed | None:
    """The nearest that is said of an actor; elsewhere than in the claim's sentence the actor must have a name."""
    here = reach == (0, 0)
    for deed in _doers(context, claim, reach, thread):
        if deed.means == "claims" and not here and not answers(context, thread, deed):
            continue
        if (
            deed.means == "does"
            and not here
            and _lay_waiting(context, claim)
            and context.words[deed.word] not in _LAYING
        ):
            continue
        if context.distance(claim, deed) == 0 and _arrests_after(context, claim, deed):
            continue
        if not here and not _takes(claim, deed):
            continue
        if deed.rule.startswith("deed.release") and (claim.harm not in TAKEN or deed.actor.kind != "armed_group"):
            continue
        if deed.means in means and (here or (deed.actor.kind in ARMED and not _elsewhere(context, claim, deed))):
            return deed
    return None


def _arrests_after(context: Context, claim: Claim, deed: Deed) -> bool:
    """Whether somebody made arrests after the harm, and did not do it: "police arrested five after a blast killed two"."""
    return claim.harm not in TAKEN and context.words[deed.word].startswith(_ARRESTING)


def _takes(claim: Claim, deed: Deed) -> bool:
    """Whether a deed of another sentence fits the harm: who took people killed nobody, and rebels at war hold nobody."""
    if claim.harm not in TAKEN:
        return deed.rule != "deed.abduct"
    return claim.harm != "detained" or deed.actor.kind != "armed_group" or deed.rule == "deed.abduct"


def _lay_waiting(context: Context, claim: Claim) -> bool:
    """Whether a mine or what a war left behind did the harm: who fights there now need not have laid it."""
    here = context.in_sentence(claim, context.weapons)
    return bool(here) and all(weapon.cls == "mine" for weapon in here)


def _elsewhere(context: Context, claim: Claim, told: Deed | Weapon) -> bool:
    """Whether the sentence of a deed or a means puts it where or when the claim's sentence does not."""
    at = context.sentence[told.word if isinstance(told, Deed) else told.extent.start]
    if at == context.sentence[claim.trigger]:
        return False
    place = own_place(context, claim)
    there = [p for p in context.places if p.role == "incident" and context.sentence[p.extent.start] == at]
    if place is not None and there and all(places_part(place, other) for other in there):
        return True
    own = [d for d in context.days if context.sentence[d.extent.start] == context.sentence[claim.trigger]]
    its = [d for d in context.days if context.sentence[d.extent.start] == at]
    return bool(own and its) and all(days_part(one, other) for one in own for other in its)


def _attacker_near(context: Context, claim: Claim, weapons: Sequence[Weapon]) -> Actor | None:
    """Whoever operates a means in the sentences round the claim, the nearest first."""
    near = sorted(
        context.near(claim, [w for w in weapons if w.role == "used" and not _elsewhere(context, claim, w)], REACH),
        key=lambda w: (abs(context.distance(claim, w)), w.extent.start),
    )
    operators = [actor for weapon in near if (actor := _operator(context, weapon)) is not None]
    return next((actor for actor in operators if actor.kind in ARMED), None)


def own_side(claim: Claim, actor: Actor) -> bool:
    """Whether an actor that another sentence names would have harmed its own."""
    if claim.victims.status == "security":
        return actor.kind in ("military", "police", "government")
    return claim.victims.status == "combatant" and actor.kind == "armed_group"


def answers(context: Context, thread: Sequence[Claim], deed: Deed) -> bool:
    """Whether who claims a deed claims this event: the one of its own sentence, else the one that was told just before."""
    at = context.sentence[deed.word]
    if any(one.id == "" for one in thread):  # a deed without a figure, gathered from its own mentions
        return True
    ids = {one.id for one in thread}
    near = [
        one
        for one in context.claims
        if one.scope == "incident"
        and one.harm in VIOLENT
        and context.together(one, deed)
        and -REACH <= context.distance(one, deed) <= FAR
    ]
    told = [context.sentence[one.trigger] for one in near]
    before = [there for there in told if there <= at]
    chosen = max(before) if before else min(told, default=None)
    return any(one.id in ids for one in near if context.sentence[one.trigger] == chosen)


def of_main(context: Context, thread: Sequence[Claim], deed: Deed) -> bool:
    """Whether an entry of a running story tells of no figures, but of who did what the story is about."""
    if not context.running or deed.means == "does" or context.zone(deed.word) == "furniture":
        return False
    at = context.items[deed.word]
    if at == 0 or any(context.items[one.trigger] == at for one in context.claims):
        return False
    main = bool(context.claims) and any(one.id == context.claims[0].id for one in thread)
    return main and (context.words[deed.word] in _OWN or _of_known(context, deed))


_OWN = frozenset({"men", "fighters", "members", "forces"})
"""Whom a side has there that says so: "its men are inside"."""

_KNOWN_DEEDS = frozenset(
    """attack assault siege bombing raid blast explosion shelling strike airstrike shooting massacre ambush killing killings
    attacks bombings hostage-taking stabbing""".split()
)


def _of_known(context: Context, deed: Deed) -> bool:
    """Whether the sentence of a deed speaks of an attack as of a known one: "responsibility for the attack"."""
    here = context.tokens_of(context.sentence[deed.word])
    known = (i for i in here if context.words[i] in _KNOWN_DEEDS)
    return any(not {"the", "this"}.isdisjoint(context.words[max(here[0], i - 3) : i]) for i in known)


def _nameless(actor: Actor) -> bool:
    """Whether words say what somebody did and not who it was: "gunmen", "a suicide bomber"."""
    return actor.kind == "unknown_attacker" or (
        actor.kind == "armed_group"
        and actor.catalogue is None
        and actor.rule.startswith("head")
        and "name" not in actor.rule
    )


def _unclaimed(context: Context, claim: Claim) -> bool:
    """Whether the claim's own sentence says that nobody has claimed it: who did other things nearby did not do this."""
    told = " ".join(context.words[i] for i in context.tokens_of(context.sentence[claim.trigger]))
    return " responsibility " in told and any(f" {form} " in f" {told}" for form in _UNCLAIMED)


def _claimant(context: Context, claim: Claim, thread: Sequence[Claim]) -> Actor | None:
    """The group by name that claims the event of a claim, whatever its own sentence calls those who came."""
    if "attacker" in claim.victims.role:
        return None
    elsewhere = [deed for deed in context.deeds if of_main(context, thread, deed)]
    own = (
        deed.actor
        for deed in (*_doers(context, claim, (-REACH, FAR), thread), *elsewhere)
        if deed.means == "claims"
        and deed.actor.kind == "armed_group"
        and deed.actor.catalogue is not None
        and not deed.actor.rule.startswith("pronoun")
        and (deed in elsewhere or answers(context, thread, deed))
    )
    return next(own, None)


def direct(context: Context, claim: Claim, weapon: Weapon | None) -> Doer | None:
    """The doer that a claim's own sentence names, or the operator of its means near it."""
    found = _agent(context, claim)
    if found is not None:
        return found
    here = _told(context, claim, (0, 0), (), "does", "blamed", "claims")
    if here is not None:
        return here.actor, "perpetrator.deed"
    operator = _operator(context, weapon)
    if operator is None or weapon is None or abs(context.distance(claim, weapon)) > REACH:
        return None
    if operator.kind in TELLING:
        return None
    if own_side(claim, operator) and not (operator.adjective and operator.country is not None):  # a foreign power's soldiers may be anybody's foes
        return None
    return operator, "perpetrator.operator"


def _of_event(
    context: Context, claim: Claim, thread: Sequence[Claim], known: Mapping[str, Doer | None], reach: int
) -> Actor | None:
    """Whoever other claims of the event name, the nearest first."""
    near = [one for one in thread if one.id != claim.id and abs(context.distance(claim, one)) <= reach]
    lost = _of_whom(context, claim)
    for other in sorted(near, key=lambda one: abs(context.distance(claim, one))):
        shared = known.get(other.id)
        if shared is None or own_side(claim, shared[0]):
            continue
        if not _goes_with(context, claim, other):
            continue
        if not any(context.same_actor(shared[0], one) for one in lost):
            return shared[0]
    return None


def _goes_with(context: Context, claim: Claim, other: Claim) -> bool:
    """Whether one doer may have done both harms: who arrests is not who was arrested for it, who abducts killed nobody."""
    if (claim.harm == "detained") != (other.harm == "detained"):
        return False
    apart = (claim.harm == "abducted") != (other.harm == "abducted")
    return not apart or context.paragraph[claim.trigger] == context.paragraph[other.trigger]


def _of_whom(context: Context, claim: Claim) -> list[Actor]:
    """The sides whose people were harmed, by the words for them: "Taliban losses", "members of the front"."""
    agent = claim.agent
    named = [
        a
        for a in context.actors
        if a.kind in ARMED and a.extent.overlaps(claim.extent) and not (agent is not None and agent.overlaps(a.extent))
    ]
    told = {deed.actor.id for deed in context.deeds}
    return [a for a in named if a.id not in told]


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
    return shared


def _may_share(context: Context, claim: Claim) -> bool:
    """Whether the doer of an event that is told elsewhere may be that of a claim: not of a sum or a threat."""
    real = claim.scope == "incident" and claim.modality != "hypothetical"
    apart = claim.harm in UNDONE or "attacker" in claim.victims.role
    return real and not apart and not _unclaimed(context, claim)


def _doer_of(context: Context, claim: Claim, thread: Sequence[Claim], known: Mapping[str, Doer | None]) -> Doer | None:
    if claim.harm not in VIOLENT or claim.scope == "conflict":
        return None
    found = known.get(claim.id)
    if claim.scope != "incident" or claim.modality == "hypothetical":
        return found or _own_sum(context, claim)
    if found is not None:
        claimant = _claimant(context, claim, thread) if _nameless(found[0]) else None
        return found if claimant is None else (claimant, "perpetrator.claimed")
    if _unclaimed(context, claim) or "attacker" in claim.victims.role:
        return None
    shared = _of_event(context, claim, context.group(claim), known, FAR) or _of_event(
        context, claim, thread, known, FAR
    )
    if shared is not None:
        return shared, "perpetrator.event"
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
    return None if actor is None or own_side(claim, actor) else (actor, "perpetrator.nearby")


def _own_sum(context: Context, claim: Claim) -> Doer | None:
    """The side whose own paper adds up its enemy's losses: "since Monday 64 rebels have been killed"."""
    if claim.modality == "hypothetical" or context.issuer is None:
        return None
    foe = boasting(context, claim, attribution_at(context, claim))
    return None if foe is None else (foe, "perpetrator.own_account")


def _nearby(context: Context, claim: Claim, thread: Sequence[Claim]) -> Actor | None:
    """Who is said to have attacked nearby, else who operates a means, else who claims it farther on, or denies it."""
    near = _told(context, claim, (-REACH, REACH), thread, "does", "blamed", "claims")
    if near is not None:
        return near.actor
    attacker = None if _lay_waiting(context, claim) else _attacker_near(context, claim, context.weapons)
    if attacker is not None:
        return attacker
    told = _told(context, claim, (-REACH, FAR), thread, "claims", "blamed") or _told(
        context, claim, (-REACH, REACH), thread, "denies"
    )
    if told is not None:
        return told.actor
    return next((d.actor for d in context.deeds if d.actor.kind in ARMED and of_main(context, thread, d)), None)
