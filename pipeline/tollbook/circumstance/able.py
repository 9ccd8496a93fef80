"""Who cannot have done it: bands without aircraft bomb nobody from the air, whatever else is told of them beside it."""

from __future__ import annotations

from collections.abc import Mapping

from ..spans import by_id
from ..values import Actor, Weapon
from .claimants import nameless
from .context import Context
from .reach import Doer

_FROM_THE_AIR = frozenset(
    """air airstrike airstrikes air-strike air-strikes airraid jet jets warplane warplanes aerial helicopter helicopters
    aircraft plane planes gunship gunships""".split()
)
_SURE = frozenset({"perpetrator.agent", "perpetrator.operator"})
"""Rules by which the text itself ties somebody to the harm or its means."""


def _is_from_the_air(context: Context, weapon: Weapon) -> bool:
    words = context.words[weapon.extent.start : weapon.extent.end]
    return weapon.cls in ("aircraft", "helicopter") or not _FROM_THE_AIR.isdisjoint(words)


def _is_band(actor: Actor) -> bool:
    """Whether an actor is some armed group that no state's air force is part of."""
    return actor.kind == "armed_group" and (nameless(actor) or actor.rule.startswith("head"))


def without_the_unable(
    context: Context, doers: Mapping[str, Doer | None], means: Mapping[str, tuple[str, str] | None]
) -> dict[str, Doer | None]:
    """The doers of harms, without bands that are only told of near an air strike."""
    weapons = by_id(context.weapons)
    found: dict[str, Doer | None] = {}
    for claim, doer in doers.items():
        chosen = means.get(claim)
        weapon = None if chosen is None else weapons[chosen[0]]
        unable = doer is not None and doer[1] not in _SURE and _is_band(doer[0])
        found[claim] = None if unable and weapon is not None and _is_from_the_air(context, weapon) else doer
    return found
