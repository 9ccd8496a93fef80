"""By what a harm was done: the means that the clause names, else the one used in the same sentence, group or paragraph.

What is dropped or fired is the means, not what carries it. What hurt a part of the people, what is denied, and what killed
over a whole week says nothing of the other figures of an event.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Claim, Weapon
from .context import Context

REACH = 2
"""Most sentences between a claim and the sentence that names its means."""

VIOLENT = frozenset({"killed", "injured", "killed_or_injured", "unharmed", "missing"})
_CARRIERS = frozenset({"aircraft", "helicopter"})
_CARRIED = frozenset({"bomb", "missile", "rocket", "mortar", "incendiary", "chemical", "cluster"})


def _own(context: Context, claim: Claim) -> Weapon | None:
    here: list[Weapon] = [w for w in context.in_sentence(claim, context.weapons) if w.role == "used"]
    named = [w for w in context.weapons if claim.instrument is not None and w.extent.overlaps(claim.instrument)]
    chosen = next(iter((*named, *here)), None)
    if chosen is None or chosen.cls not in _CARRIERS:
        return chosen
    return next((w for w in here if w.cls in _CARRIED and w.extent.start > chosen.extent.start), chosen)


def _may_tell(context: Context, claim: Claim, other: Claim) -> bool:
    """Whether the means of another claim of the event may be those of a claim."""
    if context.groups[other.id] == context.groups[claim.id]:
        return other.subset_of is None or claim.subset_of is not None
    return other.subset_of is None and (other.modality != "denied" or claim.modality == "denied")


def weapon_of(context: Context, claim: Claim, thread: Sequence[Claim]) -> tuple[str, str] | None:
    """The id of the weapon of a claim and the rule that chose it, or null."""
    if claim.harm not in VIOLENT or claim.scope in ("period", "conflict"):
        return None
    own = _own(context, claim)
    if own is not None:
        return own.id, "weapon.clause" if claim.instrument is not None else "weapon.own_sentence"
    if claim.scope == "series" or claim.harm == "missing":
        return None
    for other in (*context.group(claim), *sorted(thread, key=lambda one: abs(context.distance(claim, one)))):
        told = other.id != claim.id and _may_tell(context, claim, other)
        shared = _own(context, other) if told else None
        if shared is not None:
            return shared.id, "weapon.thread"
    others = {context.sentence[one.trigger] for one in context.claims if one not in thread}
    near = context.near(claim, [w for w in context.weapons if w.role == "used"], REACH)
    near = [w for w in near if context.sentence[w.extent.start] not in others]
    if not near:
        return None
    nearest = min(near, key=lambda w: (abs(context.distance(claim, w)), context.distance(claim, w) > 0, w.extent.start))
    return nearest.id, "weapon.nearby"
