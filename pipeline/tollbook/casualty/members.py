"""Names beside a count: whom the count has told of already, who are no claims of their own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from .groups import Group
from .scene import Scene


def without_members(scene: Scene, groups: Sequence[Group]) -> list[Group]:
    """``three villagers, Hatem Ali, his son Walid and a cook, Jasim Adel``: the groups without those who are named."""
    found: list[Group] = []
    for n, group in enumerate(groups):
        before = next((one for one in reversed(groups[:n]) if one.exact is None or one.exact > 1), None)
        run = [] if before is None else groups[groups.index(before) + 1 :]
        singles = list(takewhile(lambda one: one.form in ("named", "singular"), run))
        if before is None or group not in singles or not _tells_members(scene, before, singles):
            found.append(group)
    return found


def _tells_members(scene: Scene, whole: Group, singles: Sequence[Group]) -> bool:
    if whole.exact is None or singles[0].form != "named" or scene.words[whole.end : singles[0].start] != [","]:
        return False
    apposed = [one for one in singles[1:] if one.form == "named" and scene.words[one.start - 1] == ","]
    return 2 <= len(singles) - len(apposed) <= whole.exact


def whose_names(scene: Scene, groups: Sequence[Group]) -> Group | None:
    """``two nurses, Brice Ali and Odile Omar, were among the dead``: those who are counted before their names, or null."""
    whole = scene.at_end.get(groups[0].start - 1) if groups[0].form == "named" else None
    told = whole is not None and scene.words[whole.end] == "," and whole.exact == len(groups) > 1
    return whole if told else None
