"""Figures behind a label: ``Killed: 12; wounded: 30``, ``Dead - 3``, ``Fatalities: 6 (4 civilians, 2 militants)``."""

from __future__ import annotations

from dataclasses import replace

from .groups import Group
from .harms import Trigger
from .scene import Scene
from .sentence import Hit

_BEFORE = frozenset({";", ",", ".", "•", "*", "|", "(", "-", "–", "—", ":", "/", "and", "&"})
_MARKS = frozenset({":", "=", "-", "–", "—"})


def labelled(scene: Scene, trigger: Trigger) -> list[Hit]:
    """Whoever stands behind a word of harm that is a label, at the start of an entry and with a mark between."""
    at = trigger.end + (2 if scene.words[trigger.end : trigger.end + 2] == ["in", "action"] else 0)
    if trigger.form in ("base", "s", "ing") or at + 1 >= scene.end or scene.words[at] not in _MARKS:
        return []
    if scene.words[at] != ":" and not _stands_apart(scene, at):
        return []
    group = scene.at_start.get(at + 1)
    if group is None or group.number is None or group.is_thing or not (group.victims is None or group.is_person):
        return []
    if group.number.high == 0:
        return []
    if group.end in scene.harm_at and scene.harm_at[group.end].kind != "noun":
        return []
    opens = (
        trigger.start == scene.start
        or scene.words[trigger.start - 1] in _BEFORE
        or scene.doc[trigger.start - 1].is_space
    )
    if not opens and not _is_counted(scene, trigger):
        return []
    counted = scene.at_end.get(trigger.start)
    if counted is not None and group.victims is None and counted.is_person and counted.number is None:
        group = replace(group, victims=counted.victims, row=counted.row, head=counted.head)
    return [Hit(member, trigger, "label", firm=True) for member in [group, *_more(scene, group, trigger)]]


def _more(scene: Scene, group: Group, trigger: Trigger) -> list[Group]:
    """Those that are counted along with the first: ``Killed: 12 civilians and 3 soldiers``."""
    return scene.chain(group, trigger) if group.victims is not None else []


def _is_counted(scene: Scene, trigger: Trigger) -> bool:
    """``Civilians killed: 12``: whether whom the label counts stands before it, and opens the entry."""
    near = scene.at_end.get(trigger.start)
    return (
        near is not None
        and near.number is None
        and near.form == "plural"
        and (near.start == scene.start or scene.words[near.start - 1] in _BEFORE)
    )


def _stands_apart(scene: Scene, at: int) -> bool:
    return bool(scene.doc[at].whitespace_) and bool(scene.doc[at - 1].whitespace_)
