"""Parts of a whole: ``including 21 children``, ``three of them women``, ``two women and a man``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .groups import Group
from .match import Hit, Scene

_MARKERS = (
    ("including",), ("includes",), ("included",), ("among", "them"), ("among", "whom"), ("comprising",), ("consisting", "of"),
    ("mostly",), ("mainly",), ("most", "of", "them"), ("many", "of", "them"), ("some", "of", "them"), ("such", "as"),
    ("all", "of", "them"), ("they", "included"), ("they", "include"), ("among", "those"), ("majority", "of", "them"),
    ("counting",), ("plus",), ("made", "up", "of"), ("one", "of", "whom"),
)  # fmt: skip
_MARKERS = tuple(m for m in _MARKERS if m not in {("such", "as"), ("counting",), ("plus",), ("all", "of", "them"), ("one", "of", "whom")})
_BE = frozenset({"was", "were", "is", "are", "being", "a", "reportedly"})


def _marker_at(words: Sequence[str], at: int) -> int | None:
    for marker in _MARKERS:
        if tuple(words[at : at + len(marker)]) == marker:
            return at + len(marker)
    return None


def _whole_before(hits: Sequence[Hit], at: int) -> Hit | None:
    """The claim that stands nearest before a marker."""
    best: Hit | None = None
    for hit in hits:
        reach = max(hit.group.end, hit.trigger.end) if hit.trigger.end <= at else hit.group.end
        if hit.group.start < at and reach <= at and hit.parent is None:
            if best is None or hit.group.end > best.group.end:
                best = hit
    return best


def _can_hold(whole: Group, part: Group) -> bool:
    """Whether a part is no larger than its whole, where both are exact."""
    if whole.form in ("singular", "named"):
        return whole.row is not None and whole.row.kind == "group"
    if whole.number is None or part.number is None:
        return True
    top = whole.number.high if whole.number.high is not None else None
    low = part.number.low
    return top is None or low is None or low <= top


def parts(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """The parts of the groups that were harmed in a sentence."""
    found: list[Hit] = []
    taken = {hit.group.start for hit in hits}
    for at in range(scene.start, scene.end):
        after = _marker_at(scene.words, at)
        if after is None:
            continue
        whole = _whole_before(hits, at)
        first = scene.right(after)
        if whole is None or first is None:
            continue
        for group in [first, *scene.chain(first)]:
            if group.start not in taken and not group.is_thing and _can_hold(whole.group, group):
                taken.add(group.start)
                found.append(replace(whole, group=group, rule="part.including", parent=whole.group, by_number=False))
    found += _of_them(scene, hits, taken)
    return [hit for hit in found if hit.group.is_person or hit.group.number is not None]


def _of_them(scene: Scene, hits: Sequence[Hit], taken: set[int]) -> list[Hit]:
    """``three of them women``: a number of the whole, and who they are."""
    found: list[Hit] = []
    for group in scene.groups:
        last = scene.words[group.end - 1]
        if last not in ("them", "whom", "those", "dead", "victims", "casualties", "wounded", "killed") or "of" not in scene.words[group.start : group.end]:
            continue
        whole = _whole_before(hits, group.start)
        at = group.end
        while at < scene.end and scene.words[at] in _BE:
            at += 1
        who = scene.at_start.get(at)
        if whole is None or who is None or who.number is not None or not who.is_person or group.start in taken:
            continue
        if not _can_hold(whole.group, group):
            continue
        part = replace(who, start=group.start, number=group.number, form="counted")
        taken.add(group.start)
        found.append(replace(whole, group=part, rule="part.of_them", parent=whole.group, by_number=False))
    return found


def split_apposition(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """Make parts of the groups that add up to the one before them: ``three civilians, two women and a man``."""
    found: list[Hit] = []
    i = 0
    while i < len(hits):
        whole = hits[i]
        run = [whole]
        while i + len(run) < len(hits) and _same_clause(hits[i + len(run)], whole):
            run.append(hits[i + len(run)])
        size = _exact(whole.group)
        total, members = 0, 0
        for member in run[1:]:
            value = _exact(member.group)
            if value is None:
                break
            total += value
            members += 1
            if size is not None and total >= size:
                break
        found.append(whole)
        if size is not None and size > 1 and members >= 1 and total == size and _by_comma(scene, whole, run[1]):
            found += [replace(m, parent=whole.group, rule="part.apposition") for m in run[1 : members + 1]]
            i += members + 1
        else:
            i += 1
    return found


def _same_clause(hit: Hit, whole: Hit) -> bool:
    return hit.trigger.token == whole.trigger.token and hit.group.start >= whole.group.end


def _exact(group: Group) -> int | None:
    if group.number is not None:
        return group.number.low if group.number.low == group.number.high else None
    return 1 if group.form in ("singular", "named") else None


def _by_comma(scene: Scene, whole: Hit, follower: Hit) -> bool:
    between = scene.words[whole.group.end : follower.group.start]
    return any(word in (",", ":", "(", "-", "–", "—", ";") for word in between) and "and" not in between
