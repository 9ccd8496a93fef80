"""Who is said to have done it, and with what certainty.

How far the text commits itself follows the guidelines: the outlet's own voice is ``reported_as_fact``, a cited source
that names somebody other than itself is ``accused``, words of doubt make it ``suspected``, the perpetrator's own word
``claimed``, and a denial that nobody contradicts ``denied``.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..told import Told
from ..values import Actor, Attribution, Claim, Extent, Responsibility
from .across import is_fight
from .claimants import answers, is_explicit, of_main
from .context import OF_STATE, Context
from .deed import Deed
from .doubts import believed, believed_to_be, doubt_of, doubted, is_beside
from .naming import noun_for
from .owners import holding, innermost
from .reach import FAR, REACH, Doer
from .sources import attribution_at
from .voices import answers_for, is_others_charge, is_own_voice, of_issuer, of_own_side, said_by, says_own, speaks_for


def _of_another(context: Context, thread: Sequence[Claim], deed: Deed) -> bool:
    """Whether the sentence that says so tells of another event's figures, and none of this one's."""
    at = context.sentence[deed.word]
    here = [one for one in context.claims if context.sentence[one.trigger] == at]
    ids = {one.id for one in thread}
    return bool(here) and not any(one.id in ids for one in here)


def _holds(context: Context, claim: Claim, actor: Actor) -> Attribution | None:
    """The perpetrator's own words in which the claim stands, the innermost."""
    return innermost(
        one
        for one in holding(context.attributions, claim.extent)
        if said_by(context, one.source, actor)
        or says_own(context, one, actor)
        or of_own_side(context, one.source, actor)
    )


def _claimed(context: Context, claim: Claim, actor: Actor, thread: Sequence[Claim]) -> Told[Responsibility] | None:
    """That the perpetrator itself says that it did it, or null."""
    if _rejected(context, claim, actor) is not None:
        return None
    own = _holds(context, claim, actor)
    repeated = _repeats(context, claim, actor)
    if not repeated:
        if own is not None:
            return None if own.stance == "deny" else Told("claimed", "responsibility.own_words", (own.cue,))
        if of_issuer(context, actor) and not is_others_charge(context, claim):
            return Told("claimed", "responsibility.issuer")
    told = _told_by_outlet(context, claim, actor, thread)
    claims = (
        deed
        for deed in context.deeds
        if (deed.means == "claims" or (not repeated and _owned_up(context, deed)))
        and speaks_for(context, deed.actor, actor)
        and (is_explicit(context, deed) or not (told or _is_told_by_foes(context, claim, actor)))
        and (
            (answers(context, thread, deed) and (context.running or is_beside(context, thread, deed)))
            or of_main(context, thread, deed)
        )
    )
    first = next(claims, None)
    if first is None:
        return None
    foe = context.running or claim.victims.status in ("combatant", "security")
    if not foe and not is_explicit(context, first) and _denied(context, claim, actor, thread) is not None:
        return None  # "it had not hit the clinic; it said its aircraft had struck a camp"
    return Told("claimed", "responsibility.claims", (first.extent,))


def _told_by_outlet(context: Context, claim: Claim, actor: Actor, thread: Sequence[Claim]) -> bool:
    """Whether the outlet's own voice says of the event that an actor did it: what the actor then tells adds nothing."""
    ids = {context.sentence[one.trigger]: one for one in thread if one.zone != "headline"}
    named = [one.agent for one in thread if one.zone != "headline" and one.agent is not None]
    named += [d.extent for d in context.deeds if d.means == "does" and context.sentence[d.word] in ids]
    return any(
        context.same_actor(context.actor_at(extent), actor)
        and all(
            one.source is None or is_own_voice(context, one.source) for one in holding(context.attributions, extent)
        )
        for extent in named
    )


def _owned_beside(context: Context, claim: Claim, actor: Actor, thread: Sequence[Claim]) -> Extent | None:
    """Where a side owns up to another figure of the same deed: "the army said it killed 15; monitors confirmed eight"."""
    if claim.victims.status in ("civilian", "security"):
        return None
    for other in thread:
        beside = other.id != claim.id and other.harm == claim.harm and other.victims.status == "combatant"
        if not beside or context.sentence[claim.trigger] - context.sentence[other.trigger] not in (0, 1):
            continue
        own = _holds(context, other, actor)
        if own is not None and own.stance != "deny":
            return own.cue
    return None


def _is_told_by_foes(context: Context, claim: Claim, actor: Actor) -> bool:
    """Whether the side that was harmed gives the figure: "rebels said their men killed 50; the army put its losses at two"."""
    attribution = attribution_at(context, claim)
    speaker = context.actor_at(attribution.source) if attribution is not None else None
    if attribution is None or speaker is None or speaker.kind not in OF_STATE or claim.victims.status != "security":
        return False
    return not context.running and not answers_for(context, attribution.source, actor)


def _rejected(context: Context, claim: Claim, actor: Actor) -> Deed | None:
    """What the actor rejects just before the claim: "rejected as false a report that its troops killed nine"."""
    return next(
        (
            deed
            for deed in context.deeds
            if deed.means == "denies"
            and context.distance(claim, deed) == 0
            and deed.word < claim.extent.start
            and "that" in context.words[deed.word : claim.extent.start]
            and speaks_for(context, deed.actor, actor)
        ),
        None,
    )


def _repeats(context: Context, claim: Claim, actor: Actor) -> bool:
    """Whether the claim's own sentence says that the actor is blamed for it: whoever repeats that does not own up to it."""
    return any(
        deed.means == "blamed" and context.distance(claim, deed) == 0 and context.same_actor(deed.actor, actor)
        for deed in context.deeds
    )


def _owned_up(context: Context, deed: Deed) -> bool:
    """Whether somebody says of its own side that it did it: "its spokesman said the group was behind the attack"."""
    return (
        not _is_blame(deed)
        and deed.means in ("blamed", "does")
        and any(
            one.content is not None
            and one.content.contains(deed.extent)
            and one.stance != "deny"
            and said_by(context, one.source, deed.actor)
            for one in context.attributions
        )
    )


def _denied(context: Context, claim: Claim, actor: Actor, thread: Sequence[Claim]) -> Told[Responsibility] | None:
    """That the perpetrator itself says, behind what is told of the event, that it did not do it; or null."""
    rejected = _rejected(context, claim, actor)
    if rejected is not None:
        return Told("denied", "responsibility.denies", (rejected.extent,))
    own = _holds(context, claim, actor)
    if own is not None and not _repeats(context, claim, actor):
        return Told("denied", "responsibility.own_words", (own.cue,)) if own.stance == "deny" else None
    denying = [
        one
        for one in context.attributions
        if one.stance == "deny"
        and (answers_for(context, one.source, actor) or of_own_side(context, one.source, actor, ministers=True))
        and _of_doing(context, one)
    ]
    said = [(one.extent, one.cue) for one in denying]
    own_deeds = [d for d in context.deeds if d.means == "denies" and speaks_for(context, d.actor, actor)]
    said += [(deed.extent, deed.extent) for deed in own_deeds]
    told = [(extent, cue) for extent, cue in said if not _named_after(context, claim, actor, extent)]
    apart = [deed.extent for deed in own_deeds if of_main(context, thread, deed)]
    cue = next((cue for extent, cue in told if extent in apart or _answers(context, thread, extent)), None)
    return None if cue is None else Told("denied", "responsibility.denies", (cue,))


def _named_after(context: Context, claim: Claim, actor: Actor, denial: Extent) -> bool:
    """Whether a claim behind a denial says itself who did it: it tells of something else than what was denied."""
    behind = context.paragraph[claim.trigger] > context.paragraph[denial.start]
    return behind and context.distance(claim, actor) == 0


_DOING = frozenset(
    """responsible responsibility involvement involved role hand behind carried carrying attacked attacking attack attacks
    killed killing targeted targeting hit hitting struck striking strike strikes shelled shelling bombed bombing fired firing
    shot shooting executed executing raided raid kidnapped kidnapping abducted abducting massacred massacre crime murder
    used using it this that accusation accusations allegation allegations charge charges claims report reports""".split()
)
"""Words for what somebody denies to have done; that nobody died there is another denial."""


def _of_doing(context: Context, denial: Attribution) -> bool:
    """Whether a denial is of having done it, not of a figure."""
    content = denial.content
    return content is None or not _DOING.isdisjoint(context.words[content.start : content.end])


def _answers(context: Context, thread: Sequence[Claim], denial: Extent) -> bool:
    """Whether a denial may be of this event: it comes behind it, and its sentence tells of no other's figures."""
    at = context.sentence[denial.start]
    told = [one for one in context.claims if context.sentence[one.trigger] == at]
    ids = {one.id for one in thread}
    if told and not any(one.id in ids for one in told):
        return False
    return any(
        context.lines[one.trigger] == context.lines[denial.start]
        and context.items[one.trigger] == context.items[denial.start]
        and 0 <= at - context.sentence[one.trigger] <= FAR
        for one in thread
    )


def _accuser(context: Context, claim: Claim, actor: Actor, attribution: Attribution | None) -> bool:
    """Whether the perpetrator is named in the words of a cited source other than itself."""
    if attribution is None or attribution.source is None or attribution.content is None:
        return False
    if is_own_voice(context, attribution.source):
        return False
    if said_by(context, attribution.source, actor):
        return False
    return attribution.content.overlaps(actor.extent)


def _outlet_says(context: Context, claim: Claim) -> bool:
    """Whether the outlet's own voice, anywhere in the group, names a doer: it outweighs a source that repeats it."""
    return any(
        context.actor_at(other.agent) is not None
        and not any(a.content is not None and a.content.contains(other.extent) for a in context.attributions)
        for other in context.group(claim)
        # A headline leaves out who says so; it is no voice of its own.
        if other.id != claim.id and other.zone != "headline"
    )


def _in_others_words(context: Context, deed: Deed) -> bool:
    """Whether a deed is told in the words of a cited source other than its doer."""
    return any(
        one.source is not None
        and one.content is not None
        and one.content.contains(deed.extent)
        and one.stance != "deny"
        and not said_by(context, one.source, deed.actor)
        and not is_own_voice(context, one.source)
        for one in context.attributions
    )


def _accused(
    context: Context, claim: Claim, actor: Actor, attribution: Attribution | None, thread: Sequence[Claim]
) -> Told[Responsibility] | None:
    """Whether somebody other than the outlet and the perpetrator says that it was the perpetrator."""
    said = [d for d in context.deeds if context.same_actor(d.actor, actor) and context.together(claim, d)]
    if any(is_fight(context, d) and is_beside(context, thread, d) for d in said):
        return None  # whoever tells of a fight between two sides accuses neither
    outlet = _outlet_says(context, claim) or _told_by_outlet(context, claim, actor, thread)
    if attribution is not None and not outlet and _accuser(context, claim, actor, attribution):
        if context.words[attribution.cue.start] in _SUSPECTING:
            return Told("suspected", "responsibility.suspected", (attribution.cue,))
        return Told("accused", "responsibility.source_names", (attribution.cue,))
    near = [d for d in said if -REACH <= context.distance(claim, d) <= FAR] or [
        d for d in said if _is_blame(d) and is_beside(context, thread, d) and not _of_another(context, thread, d)
    ]
    if not near or context.zone(actor.extent.start) == "headline":
        return None
    told = (near[0].extent,)
    if all(d.rule.startswith("deed.suspect") for d in near):
        return Told("suspected", "responsibility.suspected", told)
    if all(_is_blame(d) for d in near):
        return Told("accused", "responsibility.blamed", told)
    if attribution is None and claim.zone != "headline" and all(_leads(context, thread, d) for d in near):
        return None  # the article goes on in its own voice with what it took from a source
    if outlet or not all(_is_blame(d) or _in_others_words(context, d) for d in near):
        return None
    return Told("accused", "responsibility.others_words", told)


def _leads(context: Context, thread: Sequence[Claim], deed: Deed) -> bool:
    """Whether a deed is told with figures of the event, not as a charge of its own: "rebels killed three, officials said"."""
    return any(context.distance(claim, deed) == 0 for claim in thread)


_SUSPECTING = frozenset("suspect suspects suspected suspecting".split())


def _is_blame(deed: Deed) -> bool:
    """Whether words lay a deed to somebody, and do not state it: "is blamed for", not "is behind"."""
    return deed.means == "blamed" and deed.rule != "deed.behind"


def certainty_of(
    context: Context, claim: Claim, actor: Actor, attribution: Attribution | None, thread: Sequence[Claim]
) -> Told[Responsibility]:
    """How far the text commits itself to an actor's having done what a claim tells."""
    if actor.kind == "unknown_attacker":
        return Told("unattributed", "responsibility.unknown_attacker")
    claimed = _claimed(context, claim, actor, thread)
    if claimed is not None:
        return claimed
    doubt = (
        doubt_of(context, actor, claim)
        or doubted(context, actor, thread)
        or believed(context, actor, thread)
        or believed_to_be(context, actor, thread)
    )
    suspected = doubt is not None and doubt.value == "suspected"
    denied = _denied(context, claim, actor, thread)
    if suspected and denied is not None and denied.rule != "responsibility.own_words":
        denied = None
    beside = _owned_beside(context, claim, actor, thread)
    if denied is None and doubt is None and beside is not None:
        return Told("claimed", "responsibility.claims", (beside,))
    accused = denied or doubt or _accused(context, claim, actor, attribution, thread)
    return accused or Told("reported_as_fact", "responsibility.outlet")


NOBODY: Told[Responsibility] = Told("unattributed", "responsibility.nobody")
"""What is said where nobody is named."""


def _is_own_death(claim: Claim, actor: Actor) -> bool:
    """Whether a claim tells of the death of its own perpetrator."""
    return "attacker" in claim.victims.role and actor.extent.overlaps(claim.extent)


def named_by(context: Context, claim: Claim, actor: Actor) -> Actor:
    """The mention by which whoever did a harm is named."""
    return actor if _is_own_death(claim, actor) else noun_for(context, actor)


def perpetrator_of(
    context: Context,
    claim: Claim,
    attribution: Attribution | None,
    thread: Sequence[Claim],
    found: Doer | None,
) -> tuple[str | None, Told[Responsibility], str]:
    """The id of the perpetrator of a claim, the text's certainty, and the rule that chose; null and unattributed."""
    if found is None:
        return None, NOBODY, "perpetrator.none"
    actor, rule = found
    named = named_by(context, claim, actor).id
    if _is_own_death(claim, actor):
        return named, Told("reported_as_fact", "responsibility.attacker_died"), rule
    return named, certainty_of(context, claim, actor, attribution, thread), rule
