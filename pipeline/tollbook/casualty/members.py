"""Who stands beside those whom a harm befell: names that a count has told of already, and whoever shared their fate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from .groups import Group
from .harms import Trigger
from .scene import Scene

_COMITATIVE = (("along", "with"), ("together", "with"), ("alongside",), ("as", "well", "as"), ("in", "addition", "to"))
_ENDS_LIST = frozenset(". , ; and in on at when by near ! while whose who after before as (".split())


def without_members(scene: Scene, groups: Sequence[Group]) -> list[Group]:
    """``three villagers, Hatem Ali, his son Walid and a cook, Jasim Adel``: the groups without those who are named."""
    found: list[Group] = []
    members: list[Group] = []
    for n, group in enumerate(groups):
        if group not in members:
            found.append(group)
        if group.exact is None or group.exact > 1:
            singles = list(takewhile(lambda one: one.form in ("named", "singular"), groups[n + 1 :]))
            members = singles if singles and _tells_members(scene, group, singles) else []
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


def comitatives(scene: Scene, trigger: Trigger) -> list[Group]:
    """Who shared the fate of a subject: ``was killed along with his two sons``."""
    stop = min([scene.end, trigger.end + 20, *(t.start for t in scene.triggers if t.start >= trigger.end)])
    for i in range(trigger.end, stop):
        if scene.words[i] == "(" and i == trigger.end:
            return []  # "31 people killed (12 men, as well as 19 women)"
        for form in _COMITATIVE:
            if tuple(scene.words[i : i + len(form)]) == form:
                group = scene.right(i + len(form))
                return [group, *scene.chain(group, trigger)] if group is not None and not group.is_thing else []
        own = scene.at_start.get(i + 1) if _joins_kin(scene, i, trigger) else None
        if own is not None and own.is_person and not _ENDS_LIST.isdisjoint(scene.words[own.end : own.end + 1]):
            return [own, *scene.chain(own, trigger)]
    return []


def _joins_kin(scene: Scene, at: int, trigger: Trigger) -> bool:
    """``died with | his two sons``, ``died there, and | his two boys``: a word that joins whoever is one's own."""
    if scene.words[at + 1 : at + 2] not in (["his"], ["her"], ["their"], ["my"]):
        return False
    beside = scene.words[at] == "with" and at == trigger.end
    return beside or scene.words[at - 1 : at + 1] == [",", "and"]
