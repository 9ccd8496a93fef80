"""Nouns of harm: the death of whom, how many casualties, whose bodies, the running toll."""

from __future__ import annotations

from dataclasses import replace

from ..values import Count, Extent
from .groups import Group
from .harms import Trigger
from .scene import Scene
from .sentence import Hit
from .tallies import POSSESSIVE_MARKS, figures_after, reached_before, risen, tally, tally_of_noun

_BEFORE_COUNT = frozenset(
    """confirmed reported possible serious further more other additional known verified recorded documented violent new
    combat battlefield war related - child early minor severe critical conflict terror suspected total official
    separate daily civil fresh bloody brutal extrajudicial targeted""".split()
)
_LOST = frozenset(
    "lost lose loses losing loss claimed claim claims claiming cost costs costing took taken take takes taking".split()
)


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
    at = _behind_time(scene, trigger.end)
    if at >= scene.end or scene.words[at] not in ("of", "among", "to"):
        return []
    if scene.words[at] != "of" and trigger.form == "singular":
        return []
    group = scene.right(at + 1)
    if group is None and scene.words[at] == "of" and scene.doc[at].head.i > at:
        group = scene.group_of(scene.doc[at].head, trigger)
    if group is None or (group.number is None and group.form == "plural" and _is_ranked(scene, trigger)):
        return []
    return _chained(scene, group, trigger, rule)


def _behind_time(scene: Scene, at: int) -> int:
    """The token behind a day or a place that parts a noun of harm from its people: ``the kidnapping on Monday of``."""
    if at + 2 < scene.end and scene.words[at] in ("on", "in", "last", "near"):
        i = at + 1
        while i < min(scene.end, at + 5) and scene.tags[i] in ("NNP", "NNPS", "CD", "NN"):
            i += 1
        if i > at + 1 and i < scene.end and scene.words[i] == "of":
            return i
    return at


_RANKS = frozenset({"worst", "deadliest", "bloodiest", "biggest", "largest", "latest", "first", "single"})


def _is_ranked(scene: Scene, trigger: Trigger) -> bool:
    """``the worst mass killing of policemen since 2019``: how an event compares, and nobody counted."""
    return not _RANKS.isdisjoint(scene.words[max(scene.start, trigger.start - 4) : trigger.start])


def _event(scene: Scene, trigger: Trigger) -> list[Hit]:
    return _of(scene, trigger, "noun.of") or _possessor(scene, trigger)


def _possessor(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``the mayor's murder``."""
    i = trigger.start - 1
    while i > scene.start and scene.words[i] in _BEFORE_COUNT:
        i -= 1
    if i <= scene.start or scene.words[i] not in POSSESSIVE_MARKS:
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
    group = scene.at_end.get(i) or _vaguely_counted(scene, i)
    if trigger.form == "singular" and trigger.rule in ("noun.killing", "noun.murder", "noun.arrest"):
        return []
    if group is not None and group.number is not None:
        return [Hit(group, trigger, "noun.count", firm=group.victims is None or group.is_person)]
    summed = _amount_after(scene, trigger) if trigger.form == "plural" else None
    if summed is not None and (figures := figures_after(scene, trigger, summed, "noun.tally")):
        return figures
    unsaid = (
        group is not None
        and "any" in scene.words[group.start - 1 : group.start + 1]
        and _DENIED.isdisjoint(scene.words[scene.start : i])
    )
    told = group is not None and (unsaid or _is_known(scene, group, trigger))
    if group is not None and trigger.form == "plural" and group.is_person and not told:
        return [Hit(replace(group, form="plural"), trigger, "noun.bare")]
    if trigger.harm == "killed_or_injured" and trigger.form == "plural" and _exists(scene, trigger):
        bare = Group(trigger.start, trigger.end, trigger.token, None, None, None, "plural")
        return [Hit(bare, trigger, "noun.exist", firm=True)]
    return []


_KEEPS_TRACK = frozenset(
    """track tracks tracking record records monitor monitors document documents count counts map maps cover covers covering
    covered""".split()
)


def _is_known(scene: Scene, group: Group, trigger: Trigger) -> bool:
    """``a group that tracks civilian casualties``, ``the police casualties were young``: nobody is told of anew."""
    verb = scene.doc[trigger.token].head
    tracked = verb.lower_ in _KEEPS_TRACK and verb.tag_ in ("VBZ", "VBP", "VBG", "VBD")
    definite = scene.words[group.start] == "the" or scene.words[group.start - 1] == "the"
    return tracked or (definite and scene.words[trigger.end : trigger.end + 2] in (["were", "among"], ["are", "among"]))


_DENIED = frozenset({"denied", "denies", "deny", "denying", "rejected", "rejects", "rejecting", "disputes", "disputed"})


def _vaguely_counted(scene: Scene, at: int) -> Group | None:
    """``scores of casualties``, ``hundreds of deaths``: a number whose "of" takes the noun of harm into the group."""
    group = scene.of_token.get(at)
    if group is None or group.number is None or group.number.extent is None or group.end != at + 1:
        return None
    if group.number.op != "vague" or not group.number.low:
        return None  # "none of the injuries", "the majority of casualties"
    return replace(group, end=group.number.extent.end, victims=None, row=None, head=group.start)


_AMOUNTS = frozenset(
    """amount amounts amounted total totals totalled totaled number numbered exceed exceeded surpassed rose rise risen
    climbed climb reached reach stood stand passed topped""".split()
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
        i -= i > scene.start and scene.words[i] in ("causing", "inflicting") and scene.words[i - 1] == "without"
        no = i if i >= scene.start and scene.words[i] in ("without", "neither") else None
    if no is None:
        return None
    return Group(no, start, no, _none(no), None, None, "counted")


def _none(at: int) -> Count:
    return Count(Extent(at, at + 1), "eq", 0, 0)


_CAUSED = frozenset({"were", "caused", "causing"})
_RESULTED = (["resulted", "in"], ["resulting", "in"], ["led", "to"])


def _exists(scene: Scene, trigger: Trigger) -> bool:
    """``there were casualties``, ``casualties were reported``, ``caused casualties``."""
    around = scene.words[max(scene.start, trigger.start - 2) : trigger.start]
    after = scene.words[trigger.end : min(trigger.end + 3, scene.end)]
    return not _CAUSED.isdisjoint(around) or around[-2:] in _RESULTED or {"were", "reported"} <= set(after)


def _bodies(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``the bodies of nine men``, ``two bodies were found``; that no body was seen is no claim."""
    if any(scene.words[i] in ("no", "none", "any") for i in range(max(scene.start, trigger.start - 4), trigger.start)):
        return []
    found = _of(scene, trigger, "noun.body") if scene.words[trigger.end : trigger.end + 1] == ["of"] else []
    if found:
        number, people = found[0].group.number, found[0].group.victims
        if not found[0].group.is_person and (number is None or people is not None):
            return []  # but "the bodies of the six"
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
        none = group.number.high == 0  # "no captive had been near it"
        return [] if none or _is_free_or_told(scene, group) else [Hit(group, trigger, "noun.people")]
    return [replace(hit, trigger=trigger, rule="noun.tally") for hit in tally(scene, trigger, group)]


_FREED = frozenset(
    """freed free frees freeing released release releases releasing rescued rescue rescues liberated liberate executed
    killed shot executing killing murdered beheaded kill execute murder behead shoot""".split()
)


_AWAY = frozenset({"freed", "released", "rescued", "escaped", "slipped", "walked", "returned"})


def _is_free_or_told(scene: Scene, group: Group) -> bool:
    """``freed four hostages``, ``executed eight detainees``: what befell them is another harm, or none."""
    before = scene.words[group.start - 1] if group.start > scene.start else ""
    if scene.words[group.start] in _FREED:
        return True  # "Rebels free 12 hostages"
    if before == "of" and (event := scene.harm_at.get(group.start - 2)) is not None and event.harm == "killed":
        return True  # "the deaths of two hostages"
    killing = scene.harm_at.get(group.start - 1)
    if killing is not None and killing.harm == "killed":
        return True
    after = scene.words[group.end : group.end + 3]
    near = [scene.harm_at[i] for i in range(group.end, min(group.end + 4, scene.end)) if i in scene.harm_at]
    told = any(t.kind != "noun" for t in near)
    return before in _FREED or told or bool(_AWAY & set(after))


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
    at = trigger.start - (scene.words[trigger.start - 1] == "more" and trigger.start > scene.start)
    group = scene.at_end.get(trigger.start) or scene.at_end.get(at) or scene.of_token.get(trigger.token)
    if group is not None and group.number is not None and (group.victims is None or group.is_person):
        return [Hit(group, trigger, "noun.lives", firm=True)]  # also "300 civilian lives"
    return []


def _toll(scene: Scene, trigger: Trigger) -> list[Hit]:
    """The running figure: ``the toll rose to 31 from 24``."""
    follower = scene.words[trigger.end : trigger.end + 4]
    if "casualties" in follower or ("deaths" in follower and "injuries" in follower):
        trigger = replace(trigger, harm="killed_or_injured")
    elif {"injured", "wounded"} & set(follower[:3]) and "of" in follower[:1]:
        trigger = replace(trigger, harm="injured")
    found = reached_before(scene, trigger.start, trigger) or figures_after(scene, trigger, trigger.end, "noun.toll")
    found = [replace(hit, group=risen(scene, trigger, hit.group)) for hit in found]
    side = scene.of_side(trigger.start) if trigger.rule == "noun.loss" else None
    if side is None:
        return found
    return [replace(h, group=replace(h.group, row=side)) if h.group.row is None else h for h in found]
