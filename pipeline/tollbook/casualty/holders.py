"""Who holds those who were taken: authorities detain, armed groups abduct.

The word often does not say ("captured", "taken prisoner", "still held"); the side that did it does.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Literal

from .scene import Scene
from .sentence import Hit

_EITHER = (
    "verb.capture",
    "verb.seize",
    "idiom.being_held",
    "idiom.still_held",
    "split.take_prisoner",
    "idiom.take_prisoner",
    "idiom.lead_away",
    "idiom.round_up",
    "idiom.is_holding",
    "idiom.taken_from",
)


def taken_by(scene: Scene, hit: Hit, harmed: Set[int]) -> Hit:
    """A hit with the harm that the side which did it makes of it: ``two soldiers were captured by rebels``."""
    if not hit.trigger.rule.startswith(_EITHER):
        return hit
    row = hit.group.row
    if row is not None and row.status == "combatant":
        return hit
    side = _side(scene, hit, harmed)
    if side is None:
        return hit
    harm: Literal["abducted", "detained"] = "abducted" if side == "armed" else "detained"
    return replace(hit, trigger=replace(hit.trigger, harm=harm))


def _side(scene: Scene, hit: Hit, harmed: Set[int]) -> Literal["armed", "state"] | None:
    """The side that is named nearest: before an active word of harm, behind a passive one; those who were harmed left out."""
    before, behind = range(hit.trigger.start - 1, scene.start - 1, -1), range(hit.trigger.end, scene.end)
    tokens = [*behind, *before] if hit.group.end <= hit.trigger.start else [*before, *behind]
    for i in tokens:
        if i in harmed:
            continue
        if i in scene.fighters:
            return "armed"
        group = scene.of_token.get(i)
        status = group.row.status if group is not None and group.row is not None else ""
        if status == "combatant" or scene.words[i] in ("rebel", "militant", "gunmen", "insurgents", "alliance"):
            return "armed"
        if status == "security" or i in scene.forces:
            return "state"
    return None
