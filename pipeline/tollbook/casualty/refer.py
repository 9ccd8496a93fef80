"""What is told of the dead and the wounded once their number is known: ``two of the dead were policemen``.

Such a group is part of a figure that mostly stands in a sentence before, and the link is made later; here it is only
found, and kept from being read as a figure of its own.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from ..values import Count
from .groups import Group
from .harms import Trigger
from .members import whose_names
from .references import Reference, identified, past_adverbs, references
from .scene import Scene
from .sentence import BE, Hit

_TELLS = frozenset({"include", "included", "includes", "including", "were", "are", "was", ":", "comprised", "comprise"})
_INCLUDES = frozenset({"include", "included"})
_NOUNS = frozenset({"people", "persons", "civilians", "residents", "villagers", "patients"})
RULE = "part.of_dead"


def told_of(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """The hits of a sentence with what it tells of the dead; hits that only repeat a reference are left out."""
    known = references(scene)
    found = _of_those(scene, hits) if scene.told is not None else []
    if not known:
        return [*hits, *found]
    for reference in known:
        found += _told(scene, reference)
    hits = [*(h for h in hits if not _is_told_worse(scene, h, hits, known)), *_wholes(scene, hits, known)]
    found = _without_later_harm(hits, known, found)
    inside = {i for r in known if not r.counted for i in range(r.start, r.end)}
    taken = {hit.group.start for hit in found}
    kept = [
        hit
        for hit in hits
        if hit.rule == "noun.tally"  # "the number of those killed has risen to 40"
        or (hit.trigger.token not in inside and not (hit.group.start in taken and hit.trigger.token in inside))
    ]
    return [*(hit for hit in kept if hit.group.start not in taken), *found]


def _is_told_worse(scene: Scene, hit: Hit, hits: Sequence[Hit], known: Sequence[Reference]) -> bool:
    """``four of | the 12 wounded | died``: the four are dead, the word "wounded" tells of the 12."""
    inside = any(r.counted and r.start <= hit.trigger.token < r.end and hit.group.start < r.start for r in known)
    others = [h for h in hits if h.group.start == hit.group.start and h.trigger.token != hit.trigger.token]
    return inside and any(other.trigger.harm != hit.trigger.harm for other in others)


def _wholes(scene: Scene, hits: Sequence[Hit], known: Sequence[Reference]) -> list[Hit]:
    """The wholes inside a share: ``four of the 12 wounded``."""
    found: list[Hit] = []
    for reference in known:
        share = scene.of_token.get(reference.start)
        if not reference.counted or share is None or share.start >= reference.start:
            continue
        numbers = [scene.reader.inside[i] for i in range(reference.start, reference.end) if scene.inside_count(i)]
        if not numbers or any(_counts_again(hit, numbers[0].count) for hit in hits):
            continue
        whole = Group(reference.start, reference.end, reference.token, numbers[0].count, None, None, "counted", True)
        found.append(replace(_hit(scene, reference, whole), rule="whole_of_share", whole=None, firm=True))
    return found


def _counts_again(hit: Hit, count: Count) -> bool:
    return hit.group.number is not None and hit.group.number.extent == count.extent


def _without_later_harm(hits: Sequence[Hit], known: Sequence[Reference], found: Sequence[Hit]) -> list[Hit]:
    """What is told of the harmed, without those whom the sentence says befell worse: ``two of the injured died``."""
    inside = {i for r in known for i in range(r.start, r.end)}
    later = {hit.group.start: hit.trigger.harm for hit in hits if hit.trigger.token not in inside}
    return [hit for hit in found if later.get(hit.group.start, hit.trigger.harm) == hit.trigger.harm]


def _told(scene: Scene, reference: Reference) -> list[Hit]:
    before = scene.words[reference.start - 1] if reference.start > scene.start else ""
    if before in ("among", "amongst"):
        return _among(scene, reference)
    if before == "of":
        return _of(scene, reference) + _of_other_side(scene, reference)
    named = identified(scene, reference.end)
    if named is not None:
        return _members(scene, reference, scene.right(named))
    end = past_adverbs(scene, reference.end)  # "the fatalities reportedly included"
    if scene.words[end + 1 : end + 2] and scene.words[end] in _NOUNS and scene.words[end + 1] in _INCLUDES:
        end += 1  # "the injured people included"
    after = scene.words[end] if end < scene.end else ""
    if after in _TELLS:
        first = scene.right(end + 1)
        return _members(scene, reference, first, need_number=after in ("were", "are", "was"))
    return []


def _of_those(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """``Six of them were boys``, ``The other two were brothers``: some of those of the sentence before."""
    assert scene.told is not None
    taken = {hit.group.start for hit in hits}
    found = _listed(scene, taken)
    for group in scene.groups:
        words = scene.words[group.start : group.end]
        of_them = words[-1:] == ["them"] and words[-2:-1] == ["of"]
        rest = words[:2] == ["the", "other"] and group.victims is None
        if _opens_division(scene, group):
            found += _divided(scene, Reference(scene.start, group.start, group.start, scene.told, False))
            break
        if _is_among_them(scene, group):
            found.append(_hit(scene, Reference(group.end, group.end, group.end, scene.told, False), group))
            continue
        if group.number is None or group.start in taken or not (of_them or rest) or group.start - scene.start > 2:
            continue
        who = _complement_of_be(scene, group.end)
        if who is None or (scene.triggers and any(t.start >= group.end for t in scene.triggers)):
            continue
        reference = Reference(group.start, group.end, group.end, scene.told, False)
        found.append(_hit(scene, reference, replace(who, start=group.start, number=group.number, form="counted")))
    return found


def _opens_division(scene: Scene, group: Group) -> bool:
    """``Seven were men and two were women``: a bare number that opens the sentence behind a figure, and who they were."""
    bare = group.number is not None and group.victims is None and not scene.triggers
    if (
        not bare
        or group.start - scene.start > 1
        or any(w not in _LEADS for w in scene.words[scene.start : group.start])
    ):
        return False
    who = _complement_of_be(scene, group.end)
    return who is not None and who.form == "plural"


_OPENINGS = (
    ("they", "include"), ("they", "included"), ("these", "include"), ("these", "included"), ("among", "them", "was"),
    ("among", "them", "were"), ("among", "them", "are"), ("among", "them", "is"),
)  # fmt: skip


def _listed(scene: Scene, taken: Set[int]) -> list[Hit]:
    """``They included five children``, ``Among them were two nurses``: at the head of the sentence after a figure."""
    assert scene.told is not None
    at = next((i for i in range(scene.start, scene.end) if scene.words[i] not in _LEADS), scene.end)
    opening = next((o for o in _OPENINGS if tuple(scene.words[at : at + len(o)]) == o), None)
    if opening is None or any(trigger.start < at + len(opening) for trigger in scene.triggers):
        return []
    end = at + len(opening)
    first = scene.right(end)
    if first is not None and first.start in taken:
        return []
    return _members(scene, Reference(at, end, at, scene.told, False), first)


_LEADS = frozenset({"“", '"', "and", "also", "``", "'", "‘"})


def _is_among_them(scene: Scene, group: Group) -> bool:
    """``Two relatives of a minister are among them.``"""
    after = scene.words[group.end : group.end + 3]
    return (
        group.is_person and after[:1] != [] and after[0] in BE and after[1:] == ["among", "them"] and not scene.triggers
    )


def _hit(scene: Scene, reference: Reference, group: Group) -> Hit:
    trigger = Trigger(
        reference.token, reference.token + 1, reference.token, reference.harm, "noun", ("refer",), "", False, "refer"
    )
    whole = next((g for g in scene.groups if reference.counted and reference.start <= g.start < reference.end), None)
    if whole is None or whole.number is None or whole.start == group.start:
        whole = None
    return Hit(group, trigger, RULE, whole=whole)


def _members(scene: Scene, reference: Reference, first: Group | None, *, need_number: bool = False) -> list[Hit]:
    if first is None or first.is_thing or (need_number and first.number is None and first.form != "named"):
        return []
    members = [first, *scene.chain(first)]
    members = _without_names(scene, [*members, *_behind_clause(scene, members[-1])])
    return [
        _hit(scene, reference, m) for m in members if m.is_person or (m.number is not None and m.victims is not None)
    ]


def _behind_clause(scene: Scene, first: Group) -> list[Group]:
    """``seven women who sold tea and | five children``: whom a list goes on with behind what it says of the first."""
    if scene.words[first.end : first.end + 1] != ["who"]:
        return []
    later = [g for g in scene.groups if g.start > first.end and scene.words[g.start - 1] in ("and", "plus")]
    return [g for g in later if g.number is not None and g.is_person][:1]


def _among(scene: Scene, reference: Reference) -> list[Hit]:
    """``among the dead were three women``; ``two policemen were among the dead``; ``two officers among dead``."""
    at = reference.end
    if scene.words[at : at + 2] == [",", "there"]:
        at += 1
    if at < scene.end and scene.words[at] == "there":
        at += 1
    if at < scene.end and scene.words[at] == ":":
        return _members(scene, reference, scene.right(at + 1), need_number=True)
    if at < scene.end and scene.words[at] in BE:
        members = _members(scene, reference, scene.right(at + 1))
        one = scene.words[at] in ("is", "was") and members and members[0].group.form in ("singular", "named")
        return members[:1] if one else members
    i = reference.start - 2
    while i >= scene.start and (scene.words[i] in BE or scene.tags[i] == "RB" or scene.words[i] in (",", ")")):
        i -= 1
    last = scene.at_end.get(i + 1) or scene.named_at(i)
    if last is None and scene.words[i + 1 : i + 2] == [","]:
        last = scene.over_insertion(i + 1)
    bare = i == reference.start - 2
    if last is None:  # "two traders from Mali were among the dead"
        subjects = [c for c in scene.doc[reference.token].children if c.dep_ == "nsubj"]
        last = scene.group_of(subjects[0]) if subjects else None
    if last is None or last.end > reference.start or (bare and not last.is_person):
        return []
    groups = scene.conjuncts(last)
    counted = whose_names(scene, groups)
    return [_hit(scene, reference, m) for m in ([counted] if counted else _without_names(scene, groups))]


def _without_names(scene: Scene, groups: Sequence[Group]) -> list[Group]:
    """Groups without the names in apposition to the one before: ``the hotel's owner, Ali Guled, and a cook``."""
    found: list[Group] = []
    for group in groups:
        apposed = bool(found) and group.form == "named" and scene.words[group.start - 1] == ","
        if not (apposed and found[-1].form == "singular"):
            found.append(group)
    return found


def _of(scene: Scene, reference: Reference) -> list[Hit]:
    """``two of the dead were policemen``; ``of the 12 killed, nine were civilians and three police officers``."""
    group = scene.of_token.get(reference.start)
    if group is not None and group.start < reference.start - 1 and group.number is not None:
        who = _complement_of_be(scene, max(reference.end, group.end))
        if who is None:
            # "some of the victims escaped": victims without a number and without a fate are nobody's dead.
            vague = group.number.op == "vague" and scene.words[reference.token] == "victims"
            return [] if vague else [_hit(scene, reference, group)]
        first = _hit(scene, reference, replace(who, start=group.start, number=group.number, form="counted"))
        return [first, *(hit for hit in _divided(scene, reference) if hit.group.start > who.start)]
    return (
        _divided(scene, reference)
        if reference.start - 1 == scene.start or scene.words[reference.start - 2] in (",", ".")
        else []
    )


def _of_other_side(scene: Scene, reference: Reference) -> list[Hit]:
    """``responsible for 302 of these deaths and the rebels for 71``: the number behind the same preposition again."""
    share = scene.of_token.get(reference.start)
    if share is None or scene.words[share.start - 1] != "for" or scene.words[reference.token] != "deaths":
        return []
    others = (g for g in scene.groups if g.start > reference.end and scene.words[g.start - 1] == "for")
    return [_hit(scene, reference, g) for g in others if g.number is not None and g.victims is None]


def _complement_of_be(scene: Scene, at: int) -> Group | None:
    if at >= scene.end or scene.words[at] not in BE:
        return None
    who = scene.right(at + 1)
    if who is None or who.is_thing or not who.is_person or (who.number is not None and who.form != "singular"):
        return None
    return who


def _divided(scene: Scene, reference: Reference) -> list[Hit]:
    found: list[Hit] = []
    for group in scene.groups:
        if group.start < reference.end or group.number is None or group.victims is not None:
            continue
        who = _complement_of_be(scene, group.end)
        if who is not None:
            found.append(_hit(scene, reference, replace(who, start=group.start, number=group.number, form="counted")))
            found += [
                _hit(scene, reference, m) for m in scene.chain(who) if m.number is not None and m.victims is not None
            ]
    return found
