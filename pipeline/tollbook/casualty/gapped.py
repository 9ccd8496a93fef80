"""Numbers without a word of harm of their own: one for each place, and the one that stood before ("up from 19")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .groups import Group
from .scene import Scene
from .sentence import Hit


def with_gapped(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """``killed 12 in Dorna, four in Tarsin and two in Bel``: bare numbers, each with its place, of one harm."""
    found = list(hits)
    starts = {hit.group.start for hit in hits}
    for hit in hits:
        at = max(hit.group.end, hit.trigger.end)
        while hit.group.number is not None and (group := _gapped(scene, at)) is not None and group.start not in starts:
            starts.add(group.start)
            found.append(replace(hit, group=group, rule="gapped"))
            at = group.end
    return sorted(found, key=lambda hit: (hit.trigger.start, hit.group.start)) if len(found) > len(hits) else found


def with_former(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """``22 people were hurt, up from | 19 | this morning``: the figure before, which no longer holds."""
    found = list(hits)
    for at in range(scene.start, scene.end - 2):
        if tuple(scene.words[at : at + 2]) not in _UP_FROM or (old := scene.at_start.get(at + 2)) is None:
            continue
        now = [hit for hit in hits if hit.group.end <= at and hit.group.number is not None and hit.revised_by is None]
        told = any(hit.group.start == old.start for hit in hits) or old.number is None or old.victims is not None
        if now and not told:
            found.append(replace(now[-1], group=old, rule="former", revised_by=now[-1].group, firm=True))
    return found


_UP_FROM = {("up", "from"), ("down", "from")}
_AT_PLACE = frozenset({"in", "at", "near"})
_MEANS_OR_DAY = frozenset({"by", "on"})


def _gapped(scene: Scene, at: int) -> Group | None:
    """The bare number behind a place and a comma or "and", where a place follows it too."""
    joint = _behind_place(scene, at)
    if joint is None:
        return None
    while joint < scene.end and scene.words[joint] in (",", ";", "and"):
        joint += 1
    group = scene.at_start.get(joint)
    bare = group is not None and group.number is not None and group.victims is None and not scene.is_share_of(group)
    return group if bare and group is not None and _behind_place(scene, group.end) is not None else None


_LONGEST_PLACE = 9


def _is_of_place(scene: Scene, at: int) -> bool:
    """Whether a token may stand in the phrase of a place: ``the suburbs of the capital Damascus``."""
    if scene.tags[at] in ("NNP", "NNPS"):
        return True
    named = any(i in scene.places for i in range(at + 1, min(scene.end, at + 6)))
    return named and (scene.words[at] == "of" or scene.tags[at] in ("DT", "NN", "NNS", "JJ"))


def _behind_place(scene: Scene, at: int) -> int | None:
    """The token behind ``in Gidan Wawa``, which ends a clause or an item, or null."""
    i = at + 1
    while i < min(scene.end, at + _LONGEST_PLACE) and (i in scene.places or _is_of_place(scene, i)):
        i += 1
    if at < scene.end and scene.words[at] in _MEANS_OR_DAY:
        while i < scene.end and i <= at + 2 and scene.tags[i] in ("NN", "NNS", "JJ") and i not in scene.harm_at:
            i += 1  # "two by snipers and three by mines", "seven on Sunday and four on Monday"
    elif at >= scene.end or scene.words[at] not in _AT_PLACE:
        return None
    return i if i > at + 1 and (i >= scene.end or scene.words[i] in (",", ";", "and", ".")) else None
