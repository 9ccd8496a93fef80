"""Running figures: the number killed has reached 31, a toll that rose to 31 from 24, the dead that somebody puts at 41."""

from __future__ import annotations

from dataclasses import replace

from ..values import Count, Extent
from .groups import Group
from .harms import Trigger
from .scene import Scene
from .sentence import BE, Hit

_COUNTERS = frozenset({"number", "toll", "total", "tally"})
_REACHED = frozenset(
    """to at as of is was are were reached reaching reaches hit hits exceeded exceeds exceeding passed passes topped tops
    surpassed surpasses now stands stood totalled totaled totals counts : – — - by than had have has be""".split()
)
_QUOTES = frozenset({"“", '"', "``", "‘"})
_TALLY_STOP = frozenset({";", "when", "while", "because", "but"})
_TALLY_REACH = 45
POSSESSIVE_MARKS = frozenset({"'s", "’s", "'", "’"})


def tally_of_noun(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``the number of casualties stands at 40``, ``the number killed at 13``: the figure after a counting word."""
    before = scene.words[max(scene.start, trigger.start - 7) : trigger.start]
    counts = [n for n, word in enumerate(before) if word in _COUNTERS]
    counter = trigger.start - len(before) + counts[0] if counts else trigger.start
    reached = reached_before(scene, counter, trigger) if counts else []
    people = next((g for g in scene.groups if counter < g.start and g.end <= trigger.start and g.is_person), None)
    if reached:
        return reached if people is None else [_told_as(reached[0], people)]
    if not counts and is_put_at(scene, trigger):
        return [_of_owner(scene, trigger, hit) for hit in figures_after(scene, trigger, trigger.end, "noun.tally")[:1]]
    if not counts or not (counts[-1] == len(before) - 1 or before[counts[-1] + 1] == "of"):
        return []
    if any(scene.reader.number_at(i) for i in range(trigger.start - len(before), trigger.start)):
        return []
    found = figures_after(scene, trigger, trigger.end, "noun.tally")
    return [_told_as(hit, people) if people is not None and hit.group.victims is None else hit for hit in found]


_PUT = frozenset(
    {"put", "puts", "putting", "place", "places", "placed", "placing", "estimate", "estimates", "estimated"}
)
_PUT_REACH = 12
_OWNERS = frozenset({"the", "its", "their", "our"})


def number_behind(scene: Scene, at: int) -> bool:
    """Whether a number stands behind "at", also in quotation marks."""
    at += scene.words[at] in _QUOTES if at < scene.end else 0
    quantity = scene.reader.inside.get(at)
    return quantity is not None and quantity.kind == "count" and quantity.extent.start == at


def is_put_at(scene: Scene, trigger: Trigger) -> bool:
    """``put the dead at 41 and the wounded at 60``: people by their fate alone, counted by whoever says so."""
    owner = scene.words[trigger.start - 1] if trigger.start > scene.start else ""
    stands = (owner in _OWNERS or owner in POSSESSIVE_MARKS) and scene.words[trigger.end : trigger.end + 1] == ["at"]
    if not stands or trigger.start - 1 <= scene.start or not number_behind(scene, trigger.end + 1):
        return False
    return bool(_PUT & set(scene.words[max(scene.start, trigger.start - _PUT_REACH) : trigger.start - 1]))


def _of_owner(scene: Scene, trigger: Trigger, hit: Hit) -> Hit:
    """``put the army's dead at 43``: the side whose losses they are."""
    side = scene.of_side(trigger.start) if scene.words[trigger.start - 1] in POSSESSIVE_MARKS else None
    return hit if side is None or hit.group.row is not None else replace(hit, group=replace(hit.group, row=side))


def risen(scene: Scene, trigger: Trigger, group: Group) -> Group:
    """``toll up to 28``, ``toll now up to 28``: how far it has risen, not a bound."""
    number = group.number
    near = 0 <= group.start - trigger.end <= 1
    if number is None or number.extent is None or number.op != "lte" or not near or scene.words[group.start] != "up":
        return group
    extent = Extent(number.extent.start + 2, number.extent.end)
    return replace(group, start=extent.start, number=Count(extent, "eq", number.high, number.high))


_BROUGHT = frozenset(
    """bring brings brought bringing take takes took taking raise raises raised raising push pushing rose rises risen
    rising climbed climbs climbing increased""".split()
)


def reached_before(scene: Scene, at: int, trigger: Trigger) -> list[Hit]:
    """``bringing to 31 the number killed``, ``rose to 13 the number of dead``: the figure before the counting word."""
    i = at
    while i > scene.start and i not in scene.at_end and scene.tags[i - 1] in ("DT", "JJ", "NN", "PRP$", "POS"):
        i -= 1
    group = scene.at_end.get(i)
    if group is None or group.number is None or group.victims is not None:
        return []
    if scene.words[group.start - 1] != "to" or scene.words[group.start - 2] not in _BROUGHT:
        return []
    return [Hit(group, trigger, "noun.tally", firm=True)]


def tally(scene: Scene, trigger: Trigger, group: Group) -> list[Hit]:
    """``the number of people killed has reached 31``: the figure after a group that is being counted."""
    before = scene.words[max(scene.start, group.start - 4) : group.start]
    if before[-1:] != ["of"] or not _COUNTERS & set(before):
        return []
    counter = next(i for i in range(group.start - 1, scene.start - 1, -1) if scene.words[i] in _COUNTERS)
    found = reached_before(scene, counter, trigger) or figures_after(
        scene, trigger, max(group.end, trigger.end), "noun.tally"
    )
    return [_told_as(hit, group) if hit.group.victims is None else hit for hit in found]


def _told_as(hit: Hit, people: Group) -> Hit:
    """A figure with the people that it counts."""
    return replace(hit, group=replace(hit.group, victims=people.victims, row=people.row, head=people.head))


def figures_after(scene: Scene, trigger: Trigger, at: int, rule: str) -> list[Hit]:
    """The figure that a toll has reached, and the one it had before."""
    current: Group | None = None
    former: list[Group] = []
    i, limit = at, min(scene.end, at + _TALLY_REACH)
    while i < limit:
        group = scene.at_start.get(i)
        if group is None or group.number is None or group.number.extent is None:
            if scene.words[i] in _TALLY_STOP or (i in scene.harm_at and current is not None):
                break
            i += 1
            continue
        before = scene.words[group.start - 1 - (scene.words[group.start - 1] in _QUOTES)]
        if before == "from" and group.number.op == "range" and group.victims is None:
            return _revised(group, trigger, rule)
        if group.end in scene.harm_at and trigger.rule == "noun.loss":
            break
        if not group.is_thing and group.number.low != 0 and (group.is_person or group.victims is None):
            if _is_of_other_harm(scene, group):
                break
            if before == "from":
                former.append(group)
            elif current is None and (before in _REACHED or _says_reached(scene, group) or group.start == at):
                current = group
            elif (
                current is not None
                and before == "at"
                and scene.words[group.start - 2] in _LATER
                and group.victims is None
            ):
                former, current = [*former, current], group  # "put the dead at 20 and later at 26"
        i = group.end
    if current is None:
        return []
    old = [Hit(group, trigger, rule, revised_by=current, firm=True) for group in former]
    return [Hit(current, trigger, rule, firm=True), *_counted_along(scene, current, trigger, rule), *old]


def _counted_along(scene: Scene, group: Group, trigger: Trigger, rule: str) -> list[Hit]:
    """``the toll was 34 guards and six soldiers``: who is counted beside the first, where both say who they are."""
    if not group.is_person or scene.words[group.start - 1] not in ("was", "is", "at", "stands", "stood", ":"):
        return []
    return [Hit(g, trigger, rule) for g in scene.chain(group) if g.is_person and g.number is not None]


def _is_of_other_harm(scene: Scene, group: Group) -> bool:
    """``the toll was 34, adding that | 33 people | were wounded``: whether a clause of its own says what befell people."""
    i = group.end
    while i < scene.end and scene.words[i] in BE:
        i += 1
    return i > group.end and i in scene.harm_at and scene.harm_at[i].kind == "verb"


def _revised(group: Group, trigger: Trigger, rule: str) -> list[Hit]:
    """``raised the toll from 54 to 56``: two figures, of which the second stands."""
    assert group.number is not None
    extent, low, high = group.number.extent, group.number.low, group.number.high
    if extent is None or extent.end - extent.start < 3 or low is None or high is None:
        return []
    new = replace(group, start=extent.end - 1, number=Count(Extent(extent.end - 1, extent.end), "eq", high, high))
    old = replace(group, end=extent.start + 1, number=Count(Extent(extent.start, extent.start + 1), "eq", low, low))
    return [Hit(new, trigger, rule, firm=True), Hit(old, trigger, rule, revised_by=new, firm=True)]


_LATER = frozenset({"later", "then", "now", "subsequently", "finally"})
_PASSED = frozenset(
    """exceeded exceeding exceeds exceed surpassed surpasses surpassing topped tops topping passed passes passing""".split()
)


def _says_reached(scene: Scene, group: Group) -> bool:
    return scene.words[group.start] in _PASSED or (scene.words[group.start - 1].endswith(("ly", "ing")))
