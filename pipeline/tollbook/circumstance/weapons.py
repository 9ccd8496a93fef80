"""By what a harm was done: the means that the clause names, else the one used in the same sentence, group or paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Claim, Weapon
from .context import Context

REACH = 2
"""Most sentences between a claim and the sentence that names its means."""

_LEAD = 2
"""The number of the last sentence that may be a headline or a lead."""

_OWN_WORDS = 3
"""Most tokens between a claim and the word that says what was done to these people."""

_TO_CARRIER = 6
"""Most tokens between a munition and the platform that it came from."""

_FROM = frozenset({"from", "by"})
_TO_WOUNDS = 3
"""Most tokens between what wounded and its wounds: bullet and shrapnel wounds."""

_VAGUE = frozenset({"fire", "shots"})
_PERSONS = frozenset({"bomber", "attacker"})
_DEEDS = frozenset(
    """shot gunned stabbed knifed beheaded decapitated strangled hanged stoned hacked burned burnt beaten beheading
    beheadings decapitation stabbing lynching""".split()
)
_CARRIERS = frozenset({"aircraft", "helicopter", "uav", "naval", "armour"})
_CARRIED = frozenset({"bomb", "missile", "rocket", "mortar", "cluster", "incendiary", "chemical", "artillery", "mine"})
VIOLENT = frozenset({"killed", "injured", "killed_or_injured", "unharmed", "missing"})


def _own(context: Context, claim: Claim) -> Weapon | None:
    here = [w for w in context.in_sentence(claim, context.weapons) if w.role == "used" and _may_be(context, claim, w)]
    if claim.instrument is not None:
        named = [w for w in context.weapons if w.extent.overlaps(claim.instrument)]
        if named:
            return _dropped(context, named[0], here)
    return _dropped(context, _telling(context, here), here) if here else None


def _telling(context: Context, here: Sequence[Weapon]) -> Weapon:
    """The first of several that says more than that there was fire: they set off | a bomb | and opened fire."""
    return next((w for w in here if context.words[w.extent.end - 1] not in _VAGUE), here[0])


def _may_be(context: Context, claim: Claim, weapon: Weapon) -> bool:
    """Whether a weapon of the same sentence may be a claim's: what was done to some is not what others died by.

    Wounds by bullets are theirs who have them, "shot" theirs who were; nor is a bomber's own death the work of a bomber.
    """
    if "attacker" in claim.victims.role:
        return not _is_person(context, weapon)
    return not _is_personal(context, weapon) or context.gap(claim, weapon) <= _OWN_WORDS


def _is_person(context: Context, weapon: Weapon) -> bool:
    return context.words[weapon.extent.end - 1].rstrip("s") in _PERSONS


def _is_personal(context: Context, weapon: Weapon) -> bool:
    """Whether a weapon is told of single people: he was shot, treated for gunshot wounds, a sniper hit him."""
    following = context.words[weapon.extent.end : weapon.extent.end + _TO_WOUNDS]
    wounds = any(word.startswith(("wound", "injur")) for word in following)
    return context.words[weapon.extent.start] in _DEEDS or wounds


def _is_of_some(context: Context, weapon: Weapon) -> bool:
    """Whether a weapon tells nothing of the claims of other sentences."""
    return _is_person(context, weapon) or _is_personal(context, weapon)


def _may_tell(claim: Claim, other: Claim) -> bool:
    """Whether the means of another claim may be a claim's: not those of a part, nor of what somebody denies."""
    return other.subset_of is None and (other.modality != "denied" or claim.modality == "denied")


def _dropped(context: Context, weapon: Weapon, here: Sequence[Weapon]) -> Weapon:
    """What a platform dropped or fired, where the same sentence names it: two helicopters dropped | barrel bombs |."""
    if weapon.cls not in _CARRIERS:
        return weapon
    carried = [w for w in here if w.cls in _CARRIED or w.type == "grenade"]
    after = next((w for w in carried if w.extent.start > weapon.extent.end), None)
    return after or next((w for w in carried if _is_fired_from(context, w, weapon)), weapon)


def _is_fired_from(context: Context, carried: Weapon, carrier: Weapon) -> bool:
    """Whether the text says of a munition where it came from: missiles fired from a drone, bombs dropped by jets."""
    between = context.words[carried.extent.end : carrier.extent.start]
    return 0 < len(between) <= _TO_CARRIER and not _FROM.isdisjoint(between)


def weapon_of(context: Context, claim: Claim, thread: Sequence[Claim]) -> tuple[str, str] | None:
    """The id of the weapon of a claim and the rule that chose it, or null."""
    if claim.harm not in VIOLENT:
        return None
    own = _own(context, claim)
    if own is not None:
        return own.id, "weapon.clause" if claim.instrument is not None else "weapon.own_sentence"
    if claim.scope != "incident":
        return None  # a sum over events is of no one means
    told = _just_before(context, claim, thread)
    before = [one for one in thread if one.trigger < claim.trigger]
    others = (*context.group(claim), *sorted(before, key=lambda one: abs(context.distance(claim, one))))
    if told is not None:
        theirs = any(_own(context, one) is told for one in others if one.id != claim.id)
        return told.id, "weapon.thread" if theirs else "weapon.nearby"
    for other in others:
        # What some of a figure died by is not what the others did.
        shared = _own(context, other) if other.id != claim.id and _may_tell(claim, other) else None
        if shared is not None and (claim.subset_of == other.id or not _is_of_some(context, shared)):
            return shared.id, "weapon.thread"
    nearest = _nearby(context, claim, thread)
    return None if nearest is None else (nearest.id, "weapon.nearby")


def _nearby(context: Context, claim: Claim, thread: Sequence[Claim]) -> Weapon | None:
    """What was used in the sentence before, a method also in the one before that; after a headline or lead, in the next."""
    others = {context.sentence[one.trigger] for one in context.claims if one not in thread}
    used = [w for w in context.weapons if w.role == "used" and not _is_of_some(context, w)]
    near = context.near(claim, used, REACH)
    opens = claim.zone == "headline" or context.sentence[claim.trigger] <= _LEAD
    fitting = [
        w
        for w in near
        if context.sentence[w.extent.start] not in others
        and (
            context.distance(claim, w) == -1
            or (context.distance(claim, w) < 0 and w.cls == "method")
            or (context.distance(claim, w) == 1 and opens)
        )
    ]
    nearest = min(
        fitting,
        key=lambda w: (abs(context.distance(claim, w)), context.distance(claim, w) > 0, w.extent.start),
        default=None,
    )
    if nearest is None:
        return None
    return _dropped(
        context, nearest, [w for w in fitting if context.distance(claim, w) == context.distance(claim, nearest)]
    )


def _just_before(context: Context, claim: Claim, thread: Sequence[Claim]) -> Weapon | None:
    """What was used in the sentence before, where that tells of nobody else's harm."""
    others = {context.sentence[one.trigger] for one in context.claims if one not in thread and one.harm in VIOLENT}
    here = context.paragraph[claim.trigger]
    used = [
        w
        for w in context.near(claim, [w for w in context.weapons if w.role == "used"], 1)
        if context.distance(claim, w) == -1
        and not _is_of_some(context, w)
        and context.sentence[w.extent.start] not in others
        and context.paragraph[w.extent.start] == here
    ]
    return _dropped(context, used[0], used) if used else None
