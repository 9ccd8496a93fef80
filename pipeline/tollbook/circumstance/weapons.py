"""By what a harm was done: the means that the clause names, else the one used in the same sentence, group or paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Claim, Weapon
from .context import Context

REACH = 2
"""Most sentences between a claim and the sentence that names its means."""

VIOLENT = frozenset({"killed", "injured", "killed_or_injured"})


def _own(context: Context, claim: Claim) -> Weapon | None:
    if claim.instrument is not None:
        named = [w for w in context.weapons if w.extent.overlaps(claim.instrument)]
        if named:
            return named[0]
    here = [w for w in context.in_sentence(claim, context.weapons) if w.role == "used"]
    return here[0] if here else None


def weapon_of(context: Context, claim: Claim, thread: Sequence[Claim]) -> tuple[str, str] | None:
    """The id of the weapon of a claim and the rule that chose it, or null."""
    if claim.harm not in VIOLENT or claim.scope in ("period", "conflict"):
        return None
    own = _own(context, claim)
    if own is not None:
        return own.id, "weapon.clause" if claim.instrument is not None else "weapon.own_sentence"
    for other in (*context.group(claim), *sorted(thread, key=lambda one: abs(context.distance(claim, one)))):
        shared = None if other.id == claim.id else _own(context, other)
        if shared is not None:
            return shared.id, "weapon.thread"
    others = {context.sentence[one.trigger] for one in context.claims if one not in thread}
    near = context.near(claim, [w for w in context.weapons if w.role == "used"], REACH)
    near = [w for w in near if context.sentence[w.extent.start] not in others]
    if not near:
        return None
    nearest = min(near, key=lambda w: (abs(context.distance(claim, w)), context.distance(claim, w) > 0, w.extent.start))
    return nearest.id, "weapon.nearby"
