"""Nouns of harm: the death of whom, how many casualties, whose bodies, the running toll."""

from __future__ import annotations

from dataclasses import replace

from ..values import Count, Extent
from .groups import Group
from .harms import Trigger
from .scene import Scene
from .sentence import BE, Hit

_BEFORE_COUNT = frozenset(
    """confirmed reported possible serious further more other additional known verified recorded documented violent new
    combat battlefield war related - child early minor severe critical conflict terror suspected total official
    separate daily civil fresh bloody brutal extrajudicial targeted""".split()
)
_COUNTERS = frozenset({"number", "toll", "total", "tally"})
_REACHED = frozenset(
    """to at of is was are were reached reaching reaches hit hits exceeded exceeds exceeding passed passes topped tops
    surpassed surpasses now stands stood totalled totaled totals counts : – — - by than had have has""".split()
)
_LOST = frozenset(
    "lost lose loses losing loss claimed claim claims claiming cost costs costing took taken take takes taking".split()
)
_TALLY_STOP = frozenset({";", "when", "while", "because", "but"})
_TALLY_REACH = 45
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def of_noun(scene: Scene, trigger: Trigger) -> list[Hit]:
    """The groups that a noun of harm befell."""
    readers = {
        "event": _event, "count": _counted, "body": _bodies, "people": _people, "toll": _toll,
        "life": _lives,
    }  # fmt: skip
    if "people" not in trigger.use and "toll" not in trigger.use:
        found = tally_of_noun(scene, trigger)
        if found:
            return found
    for use in trigger.use:
        found = readers[use](scene, trigger)
        if found:
            return found
    return []


def _chained(scene: Scene, group: Group, trigger: Trigger, rule: str) -> list[Hit]:
    return [Hit(member, trigger, rule) for member in [group, *scene.chain(group, trigger)]]


def _of(scene: Scene, trigger: Trigger, rule: str) -> list[Hit]:
    """The group after ``death of`` or ``fatalities among``."""
    at = trigger.end
    if at >= scene.end or scene.words[at] not in ("of", "among", "to"):
        return []
    if scene.words[at] != "of" and trigger.form == "singular":
        return []
    group = scene.right(at + 1)
    if group is None and scene.words[at] == "of" and scene.doc[at].head.i > at:
        group = scene.group_of(scene.doc[at].head, trigger)
    return _chained(scene, group, trigger, rule) if group is not None else []


def _event(scene: Scene, trigger: Trigger) -> list[Hit]:
    return _of(scene, trigger, "noun.of") or _possessor(scene, trigger)


def _possessor(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``the mayor's murder``."""
    i = trigger.start - 1
    while i > scene.start and scene.words[i] in _BEFORE_COUNT:
        i -= 1
    if i <= scene.start or scene.words[i] not in _POSSESSIVE:
        return []
    group = scene.at_end.get(i) or scene.named_at(i - 1)
    return [Hit(group, trigger, "noun.possessor")] if group is not None else []


def _counted(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``nine confirmed deaths``, ``no casualties``, ``many civilian injuries``."""
    i = trigger.start
    while i > scene.start and (
        scene.words[i - 1] in _BEFORE_COUNT
        or (i - 1 in scene.harm_at and scene.harm_at[i - 1].kind == "noun")
        or (scene.words[i - 1] in ("and", ",", "or", "/") and i - 2 in scene.harm_at)
    ):
        i -= 1
    spared = _spared(scene, trigger, i)
    if spared is not None:
        return [Hit(spared, trigger, "noun.zero", firm=True)]
    group = scene.at_end.get(i)
    if trigger.form == "singular" and trigger.rule in ("noun.killing", "noun.murder", "noun.arrest"):
        return []
    if group is not None and group.number is not None:
        return [Hit(group, trigger, "noun.count", firm=group.victims is None or group.is_person)]
    summed = _amount_after(scene, trigger) if trigger.form == "plural" else None
    if summed is not None and (figures := figures_after(scene, trigger, summed, "noun.tally")):
        return figures
    if group is not None and trigger.form == "plural" and group.is_person:
        return [Hit(replace(group, form="plural"), trigger, "noun.bare")]
    if trigger.harm == "killed_or_injured" and trigger.form == "plural" and _exists(scene, trigger):
        bare = Group(trigger.start, trigger.end, trigger.token, None, None, None, "plural")
        return [Hit(bare, trigger, "noun.exist", firm=True)]
    return []


_AMOUNTS = frozenset(
    "amount amounts amounted total totals totalled totaled number numbered exceed exceeded surpassed".split()
)
_AMOUNT_REACH = 20


def _amount_after(scene: Scene, trigger: Trigger) -> int | None:
    """The verb of ``civilian casualties since May amounted to 25,671``, or null."""
    for i in range(trigger.end, min(scene.end, trigger.end + _AMOUNT_REACH)):
        if scene.words[i] in _AMOUNTS and scene.tags[i] in ("VBD", "VBP", "VBN", "VB"):
            return i
        if i in scene.harm_at or (scene.tags[i] in ("VBD", "VBZ", "MD") or scene.words[i] in (";", ":", "who", "that")):
            return None
    return None


def _spared(scene: Scene, trigger: Trigger, start: int) -> Group | None:
    """``no immediate reports of casualties``, ``did not cause any casualties``, ``without casualties``: nobody."""
    i = start - 1
    if i >= scene.start and scene.words[i] == "of" and scene.words[i - 1] in ("reports", "report"):
        no = next((n for n in range(i - 2, max(scene.start, i - 5) - 1, -1) if scene.words[n] == "no"), None)
    elif (
        i >= scene.start
        and scene.words[i] == "any"
        and {"not", "n't", "without"} & set(scene.words[max(scene.start, i - 6) : i])
    ):
        no = i
    else:
        no = i if i >= scene.start and scene.words[i] in ("without", "neither") else None
    if no is None:
        return None
    return Group(no, start, no, _none(no), None, None, "counted")


def _none(at: int) -> Count:
    return Count(Extent(at, at + 1), "eq", 0, 0)


def _exists(scene: Scene, trigger: Trigger) -> bool:
    """``there were casualties``, ``casualties were reported``, ``caused casualties``."""
    around = scene.words[max(scene.start, trigger.start - 2) : trigger.start]
    after = scene.words[trigger.end : min(trigger.end + 3, scene.end)]
    return "were" in around or "caused" in around or "causing" in around or {"were", "reported"} <= set(after)


def _bodies(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``the bodies of nine men``, ``two bodies were found``; that no body was seen is no claim."""
    if any(scene.words[i] in ("no", "none", "any") for i in range(max(scene.start, trigger.start - 4), trigger.start)):
        return []
    found = _of(scene, trigger, "noun.body") if scene.words[trigger.end : trigger.end + 1] == ["of"] else []
    if found:
        if not found[0].group.is_person:
            return []
        counted = scene.reader.body_count(trigger.start, scene.start)
        if counted is not None and counted.extent is not None and found[0].group.number is None:
            group = replace(found[0].group, number=counted, start=counted.extent.start, form="counted")
            return [replace(found[0], group=group)]
        return found
    if scene.words[trigger.end : trigger.end + 1] == ["of"]:
        return []
    i = trigger.start
    while i > scene.start and i not in scene.at_end and scene.tags[i - 1] in ("JJ", "JJR", "VBN", "HYPH", "NN"):
        i -= 1
    counted_group = scene.at_end.get(i) or scene.of_token.get(trigger.token)  # "hundreds of bodies" is one group
    if counted_group is not None and scene.words[counted_group.start] == "some":
        return []  # "with some bodies burnt beyond recognition" counts nobody anew
    if counted_group is not None and counted_group.number is not None and not counted_group.is_thing:
        return [Hit(counted_group, trigger, "noun.body", firm=True)]
    return []


def _people(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``two hostages``, ``6.5 million displaced persons``; ``the number of detainees reached 15``."""
    group = scene.of_token.get(trigger.token)
    if group is None or group.head != trigger.token:
        return []
    if group.number is not None and group.form == "counted":
        return [] if _is_free_or_told(scene, group) else [Hit(group, trigger, "noun.people")]
    return [replace(hit, trigger=trigger, rule="noun.tally") for hit in tally(scene, trigger, group)]


_FREED = frozenset(
    """freed free frees freeing released release releases releasing rescued rescue rescues liberated liberate executed
    killed shot executing killing murdered beheaded kill execute murder behead shoot""".split()
)


def _is_free_or_told(scene: Scene, group: Group) -> bool:
    """``freed four hostages``, ``executed eight detainees``: what befell them is another harm, or none."""
    before = scene.words[group.start - 1] if group.start > scene.start else ""
    if before == "of" and (event := scene.harm_at.get(group.start - 2)) is not None and event.harm == "killed":
        return True  # "the deaths of two hostages"
    killing = scene.harm_at.get(group.start - 1)
    if killing is not None and killing.harm == "killed":
        return True
    after = scene.words[group.end : group.end + 3]
    near = [scene.harm_at[i] for i in range(group.end, min(group.end + 4, scene.end)) if i in scene.harm_at]
    told = any(t.kind != "noun" for t in near)
    return before in _FREED or told or bool({"freed", "released", "rescued"} & set(after))


def _lives(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``claimed 12 lives``, ``12 lives were lost``, ``the loss of a soldier's life``."""
    if scene.words[trigger.start - 3 : trigger.start] == ["no", "loss", "of"]:
        spared = Group(
            trigger.start - 3, trigger.start - 2, trigger.start - 3, _none(trigger.start - 3), None, None, "counted"
        )
        return [Hit(spared, trigger, "noun.zero", firm=True)]
    around = scene.words[max(scene.start, trigger.start - 8) : min(scene.end, trigger.end + 4)]
    if not _LOST & set(around):
        return []
    possessed = _possessor(scene, trigger)
    if possessed:
        return possessed
    group = scene.at_end.get(trigger.start) or scene.of_token.get(trigger.token)
    if group is not None and group.number is not None and group.victims is None:
        return [Hit(group, trigger, "noun.lives", firm=True)]
    return []


def _toll(scene: Scene, trigger: Trigger) -> list[Hit]:
    """The running figure: ``the toll rose to 31 from 24``."""
    follower = scene.words[trigger.end : trigger.end + 4]
    if "casualties" in follower or ("deaths" in follower and "injuries" in follower):
        trigger = replace(trigger, harm="killed_or_injured")
    elif {"injured", "wounded"} & set(follower[:3]) and "of" in follower[:1]:
        trigger = replace(trigger, harm="injured")
    found = _reached_before(scene, trigger.start, trigger) or figures_after(scene, trigger, trigger.end, "noun.toll")
    found = [replace(hit, group=_risen(scene, trigger, hit.group)) for hit in found]
    side = scene.of_side(trigger.start) if trigger.rule == "noun.loss" else None
    if side is None:
        return found
    return [replace(h, group=replace(h.group, row=side)) if h.group.row is None else h for h in found]


def tally_of_noun(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``the number of casualties stands at 40``, ``the number killed at 13``: the figure after a counting word."""
    before = scene.words[max(scene.start, trigger.start - 7) : trigger.start]
    counts = [n for n, word in enumerate(before) if word in _COUNTERS]
    counter = trigger.start - len(before) + counts[0] if counts else trigger.start
    reached = _reached_before(scene, counter, trigger) if counts else []
    people = next((g for g in scene.groups if counter < g.start and g.end <= trigger.start and g.is_person), None)
    if reached:
        return reached if people is None else [_told_as(reached[0], people)]
    if not counts and is_put_at(scene, trigger):
        return figures_after(scene, trigger, trigger.end, "noun.tally")[:1]
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


def is_put_at(scene: Scene, trigger: Trigger) -> bool:
    """``put the dead at 41 and the wounded at 60``: people by their fate alone, counted by whoever says so."""
    stands = scene.words[trigger.start - 1 : trigger.start] == ["the"] and scene.words[
        trigger.end : trigger.end + 1
    ] == ["at"]
    if not stands or trigger.start - 1 <= scene.start or scene.reader.number_at(trigger.end + 1) is None:
        return False
    return bool(_PUT & set(scene.words[max(scene.start, trigger.start - _PUT_REACH) : trigger.start - 1]))


def _risen(scene: Scene, trigger: Trigger, group: Group) -> Group:
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


def _reached_before(scene: Scene, at: int, trigger: Trigger) -> list[Hit]:
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
    found = _reached_before(scene, counter, trigger) or figures_after(
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
        before = scene.words[group.start - 1]
        if before == "from" and group.number.op == "range" and group.victims is None:
            return _revised(group, trigger, rule)
        if group.end in scene.harm_at and trigger.rule == "noun.loss":
            break
        if not group.is_thing and group.number.low != 0 and (group.is_person or group.victims is None):
            if _is_of_other_harm(scene, group):
                break
            if before == "from":
                former.append(group)
            elif current is None and (before in _REACHED or _says_reached(scene, group)):
                current = group
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


def _says_reached(scene: Scene, group: Group) -> bool:
    return scene.words[group.start] in ("exceeded", "exceeding", "exceeds", "surpassed", "topped") or (
        scene.words[group.start - 1].endswith(("ly", "ing"))
    )
