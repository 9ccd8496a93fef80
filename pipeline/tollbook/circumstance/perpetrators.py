"""Who is said to have done it, and with what certainty.

How far the text commits itself follows the guidelines: the outlet's own voice is ``reported_as_fact``, a cited source
that names somebody other than itself is ``accused``, words of doubt make it ``suspected``, the perpetrator's own word
``claimed``, and a denial that nobody contradicts ``denied``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import table
from ..told import Told, words_at
from ..values import Actor, Attribution, Claim, Extent, Responsibility
from .claimants import answers, of_main
from .context import Context, Located
from .deeds import Deed
from .naming import noun_for
from .reach import FAR, REACH, Doer
from .voices import of_issuer, of_own_side, said_by, says_own, speaks_for


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


def _beside(context: Context, thread: Sequence[Claim], one: Located) -> bool:
    """Whether something is said close to what the article tells of an event."""
    return any(context.together(claim, one) and -REACH <= context.distance(claim, one) <= FAR for claim in thread)


def _of_another(context: Context, thread: Sequence[Claim], deed: Deed) -> bool:
    """Whether the sentence that says so tells of another event's figures, and none of this one's."""
    at = context.sentence[deed.word]
    here = [one for one in context.claims if context.sentence[one.trigger] == at]
    ids = {one.id for one in thread}
    return bool(here) and not any(one.id in ids for one in here)


def _holds(context: Context, claim: Claim, actor: Actor) -> Attribution | None:
    """The perpetrator's own words in which the claim stands, the innermost."""
    holding = [
        one
        for one in context.attributions
        if one.content is not None
        and one.content.contains(claim.extent)
        and (
            said_by(context, one.source, actor)
            or says_own(context, one, actor)
            or of_own_side(context, one.source, actor)
        )
    ]
    return min(holding, key=lambda one: len(one.content or ()), default=None)


def _claimed(context: Context, claim: Claim, actor: Actor, thread: Sequence[Claim]) -> Told[Responsibility] | None:
    """That the perpetrator itself says that it did it, or null."""
    if _rejected(context, claim, actor) is not None:
        return None
    own = _holds(context, claim, actor)
    repeated = _repeats(context, claim, actor)
    if not repeated:
        if own is not None:
            return None if own.stance == "deny" else Told("claimed", "responsibility.own_words", (own.cue,))
        if of_issuer(context, actor):
            return Told("claimed", "responsibility.issuer")
    claims = (
        deed.extent
        for deed in context.deeds
        if (deed.means == "claims" or (not repeated and _owned_up(context, deed)))
        and speaks_for(context, deed.actor, actor)
        and (
            (answers(context, thread, deed) and (context.running or _beside(context, thread, deed)))
            or of_main(context, thread, deed)
        )
    )
    first = next(claims, None)
    return None if first is None else Told("claimed", "responsibility.claims", (first,))


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
        if one.stance == "deny" and said_by(context, one.source, actor) and _of_doing(context, one)
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


def _doubt(context: Context, actor: Actor, claim: Claim) -> Told[Responsibility] | None:
    """A word of doubt just before the perpetrator, or anywhere between it and the harm in one sentence."""
    if abs(context.distance(claim, actor)) > 0:
        window = range(max(0, actor.extent.start - 3), actor.extent.end)
    else:
        low = min(actor.extent.start - 3, claim.extent.start)
        window = range(max(0, low), max(actor.extent.end, claim.extent.end))
    harmed = claim.victims.extent  # a suspected militant who was killed casts no doubt on who did it
    if harmed is not None and claim.count.extent is not None and claim.count.extent.end <= harmed.start:
        harmed = claim.count.extent.joined(harmed)
    doubts = (
        i
        for i in window
        if context.words[i] in _doubts() and not (harmed is not None and harmed.start <= i < harmed.end)
    )
    at = next(doubts, None)
    return None if at is None else Told(_doubts()[context.words[at]], "responsibility.doubt", words_at(at))


def _doubted(context: Context, actor: Actor, thread: Sequence[Claim]) -> Told[Responsibility] | None:
    """A word of suspicion before any mention of the perpetrator in what is told of the event."""
    for one in context.actors:
        if one.id == actor.id or not _is_same(context, one, actor) or not _beside(context, thread, one):
            continue
        if any(claim.victims.extent is not None and claim.victims.extent.overlaps(one.extent) for claim in thread):
            continue
        window = range(max(0, one.extent.start - 3), one.extent.end)
        at = next((i for i in window if _doubts().get(context.words[i]) == "suspected"), None)
        if at is not None:
            return Told("suspected", "responsibility.doubted", words_at(at))
    return None


def _is_same(context: Context, one: Actor, other: Actor) -> bool:
    """Whether two mentions are of one actor, or the same common noun for whoever attacked."""
    if context.same_actor(one, other):
        return True
    plain = one.kind == other.kind == "armed_group" and one.catalogue is None and other.catalogue is None
    return plain and context.words[one.extent.end - 1] == context.words[other.extent.end - 1]


def _accuser(context: Context, claim: Claim, actor: Actor, attribution: Attribution | None) -> bool:
    """Whether the perpetrator is named in the words of a cited source other than itself."""
    if attribution is None or attribution.source is None or attribution.content is None:
        return False
    if _OWN_STAFF.match(context.doc[attribution.source.start : attribution.source.end].text):
        return False
    if said_by(context, attribution.source, actor):
        return False
    if not attribution.content.overlaps(actor.extent):
        return False
    return not _outlet_says(context, claim)


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
        and not _OWN_STAFF.match(context.doc[one.source.start : one.source.end].text)
        and not said_by(context, one.source, deed.actor)
        for one in context.attributions
    )


def _accused(
    context: Context, claim: Claim, actor: Actor, attribution: Attribution | None, thread: Sequence[Claim]
) -> Told[Responsibility] | None:
    """Whether somebody other than the outlet and the perpetrator says that it was the perpetrator."""
    if attribution is not None and _accuser(context, claim, actor, attribution):
        if context.words[attribution.cue.start] in _SUSPECTING:
            return Told("suspected", "responsibility.suspected", (attribution.cue,))
        return Told("accused", "responsibility.source_names", (attribution.cue,))
    said = [d for d in context.deeds if context.same_actor(d.actor, actor) and context.together(claim, d)]
    near = [d for d in said if -REACH <= context.distance(claim, d) <= FAR] or [
        d for d in said if _is_blame(d) and _beside(context, thread, d) and not _of_another(context, thread, d)
    ]
    if not near or context.zone(actor.extent.start) == "headline":
        return None
    told = (near[0].extent,)
    if all(d.rule.startswith("deed.suspect") for d in near):
        return Told("suspected", "responsibility.suspected", told)
    if all(_is_blame(d) for d in near):
        return Told("accused", "responsibility.blamed", told)
    if _outlet_says(context, claim) or not all(_is_blame(d) or _in_others_words(context, d) for d in near):
        return None
    return Told("accused", "responsibility.others_words", told)


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
    doubt = _doubt(context, actor, claim) or _doubted(context, actor, thread)
    suspected = doubt is not None and doubt.value == "suspected"
    denied = None if suspected else _denied(context, claim, actor, thread)
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
