"""Words of harm that tell of none where they stand: what is asked, cars that are abandoned, a fate that is known."""

from __future__ import annotations

from .harms import LEFT, PLACES_LEFT, Trigger
from .scene import Scene


def _leaves_a_place(scene: Scene, trigger: Trigger) -> bool:
    """``have abandoned Homs``, ``abandoned their farms``: whether what people left is where they live."""
    at = trigger.end
    while at < scene.end and (scene.tags[at] in ("DT", "PRP$", "JJ", "RB", "CD") and at not in scene.places):
        at += 1
    return at in scene.places or (at < scene.end and scene.words[at] in PLACES_LEFT)


_UNKNOWN = frozenset({"unknown", "unclear", "uncertain", "known"})
_SUSPECTS = frozenset({"suspect", "suspects", "suspected", "alleged", "wanted"})
_SUSPECTS_REACH = 5


def _is_asked(scene: Scene, trigger: Trigger) -> bool:
    """``agree on how many people died``: whether the number is the question."""
    before = scene.words[max(scene.start, trigger.start - 6) : trigger.start]
    return any(before[n : n + 2] == ["how", "many"] for n in range(len(before)))


def tells_none(scene: Scene, trigger: Trigger) -> bool:
    """Whether what stands round a word of harm says that it makes no claim."""
    if trigger.rule.startswith(("idiom.abandoned", LEFT)):
        return not _leaves_a_place(scene, trigger)
    if trigger.rule == "idiom.pick_up":
        return _SUSPECTS.isdisjoint(scene.words[trigger.end : trigger.end + _SUSPECTS_REACH])
    if trigger.rule == "idiom.fate_of":
        return _UNKNOWN.isdisjoint(scene.words[trigger.end : scene.end])
    return _is_asked(scene, trigger)
