"""What is said of actors round a claim, in its own sentence and in those near it."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Actor, Claim, Weapon
from .beside import Means
from .claimants import answers
from .clause import own_place
from .context import OF_STATE, Context
from .deed import Deed
from .deeds import AIM
from .geography import places_part
from .parting import days_part
from .reach import ARMED, TAKEN
from .sides import foes

_ARRESTING = ("arrest", "detain")
_LAYING = frozenset("laid laying planted planting placed sowed sown mined buried".split())
"""Verbs that say who laid what went off later."""


def _harmed(context: Context, claim: Claim, actor: Actor) -> bool:
    """Whether an actor is the one that was harmed, or stands among its words."""
    if claim.extent.contains(actor.extent) and claim.victims.extent is not None:
        return claim.victims.extent.overlaps(actor.extent)
    return False


def deeds_round(context: Context, claim: Claim, reach: tuple[int, int], thread: Sequence[Claim]) -> list[Deed]:
    """What is said of actors in a stretch of sentences round the claim, the nearest first; what stands before goes first."""
    low, high = reach
    near = [
        deed
        for deed in context.deeds
        if deed.rule != AIM
        and low <= context.distance(claim, deed) <= high
        and context.together(claim, deed)
        and not _harmed(context, claim, deed.actor)
        and not _of_others(context, claim, deed, thread)
        and not _of_foes(context, claim, deed)
    ]
    return sorted(near, key=lambda d: (abs(context.distance(claim, d)), context.distance(claim, d) > 0, _gap(claim, d)))


def is_item(context: Context, claim: Claim) -> bool:
    """Whether a claim stands in an item of a list, with a headline of its own: what it tells is one event."""
    return context.items[claim.trigger] > 0


def _of_others(context: Context, claim: Claim, deed: Deed, thread: Sequence[Claim]) -> bool:
    """Whether another sentence tells of a deed together with the figures of other events alone."""
    at = context.sentence[deed.word]
    there = [one for one in context.told if context.sentence[one.trigger] == at]
    if at == context.sentence[claim.trigger] or is_item(context, claim):
        return False
    own = {one.id for one in thread}
    if not there or any(one.id in own for one in there):
        return False
    return deed.means != "blamed" or not all(_is_aside(context, deed, one) for one in there)


def _of_foes(context: Context, claim: Claim, deed: Deed) -> bool:
    """Whether another sentence tells of a state's deed with the losses of those who fight it, and of no others."""
    if deed.actor.kind not in OF_STATE or context.distance(claim, deed) == 0 or foes(context, claim):
        return False
    at = context.sentence[deed.word]
    there = [one for one in context.told if context.sentence[one.trigger] == at]
    return bool(there) and all(foes(context, one) for one in there)


_RELATIVES = frozenset({"which", "who", "that", "whose"})
_BEFORE_ASIDE = 4
"""Most words between an actor and the clause that tells more of it."""


def _aside(context: Context, deed: Deed) -> int | None:
    """Where a clause begins that tells more of the actor: "blamed Islamic State, which killed 19 soldiers last month"."""
    end = deed.actor.extent.end
    return next(
        (i for i in range(end, end + _BEFORE_ASIDE) if context.words[i : i + 1] and context.words[i] in _RELATIVES),
        None,
    )


def _is_aside(context: Context, deed: Deed, claim: Claim) -> bool:
    """Whether a figure is told of the actor in passing."""
    aside = _aside(context, deed)
    return aside is not None and aside < claim.trigger


def _gap(claim: Claim, deed: Deed) -> int:
    return min(abs(deed.extent.start - claim.extent.end), abs(claim.extent.start - deed.extent.end))


def told(context: Context, claim: Claim, reach: tuple[int, int], thread: Sequence[Claim], *means: Means) -> Deed | None:
    """The nearest that is said of an actor; elsewhere than in the claim's sentence the actor must have a name."""
    here = reach == (0, 0)
    for deed in deeds_round(context, claim, reach, thread):
        if deed.means == "claims" and not here and not answers(context, thread, deed):
            continue
        if (
            deed.means == "does"
            and not here
            and lay_waiting(context, claim)
            and context.words[deed.word] not in _LAYING
        ):
            continue
        if context.distance(claim, deed) == 0 and _arrests_after(context, claim, deed):
            continue
        if not here and not _takes(claim, deed):
            continue
        if deed.rule.startswith("deed.release") and (claim.harm not in TAKEN or deed.actor.kind != "armed_group"):
            continue
        if deed.means in means and (here or (deed.actor.kind in ARMED and not elsewhere(context, claim, deed))):
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


def lay_waiting(context: Context, claim: Claim) -> bool:
    """Whether a mine or what a war left behind did the harm: who fights there now need not have laid it."""
    here = context.in_sentence(claim, context.weapons)
    return bool(here) and all(weapon.cls == "mine" for weapon in here)


def elsewhere(context: Context, claim: Claim, told: Deed | Weapon) -> bool:
    """Whether the sentence of a deed or a means puts it where or when the claim's sentence does not."""
    at = context.sentence[told.word if isinstance(told, Deed) else told.extent.start]
    if at == context.sentence[claim.trigger]:
        return False
    aside = _aside(context, told) if isinstance(told, Deed) and told.means == "blamed" else None
    here = [i for i in context.tokens_of(at) if aside is None or i < aside]
    place = own_place(context, claim)
    there = [p for p in context.places if p.role == "incident" and p.extent.start in here]
    if place is not None and there and all(places_part(place, other) for other in there):
        return True
    own = [d for d in context.days if context.sentence[d.extent.start] == context.sentence[claim.trigger]]
    its = [d for d in context.days if d.extent.start in here]
    return bool(own and its) and all(days_part(one, other) for one in own for other in its)
