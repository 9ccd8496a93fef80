"""Parts of a whole: ``including 21 children``, ``three of them women``, ``two women and a man``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..values import Count, Extent
from .groups import Group
from .refer import RULE
from .scene import Scene
from .sentence import BE, Hit
from .tables import part_markers_by_word

_COPULA = frozenset({"was", "were", "is", "are", "being", "a", "reportedly", "-", ":"})
_OF_THEM = frozenset({"them", "whom", "which", "those", "these"})
_BEFORE_LOOSE = frozenset({",", "–", "—", "(", "-", "--"})


def _marker_at(scene: Scene, at: int) -> int | None:
    """The end of a word at a token after which parts are told, or null."""
    for marker, loose in part_markers_by_word().get(scene.words[at], ()):
        if tuple(scene.words[at : at + len(marker)]) == marker:
            if loose and (at == scene.start or scene.words[at - 1] not in _BEFORE_LOOSE):
                return None
            return at + len(marker)
    return None


def _nearest_whole(hits: Sequence[Hit], at: int) -> Hit | None:
    """The claim that stands nearest before a marker."""
    best: Hit | None = None
    for hit in hits:
        if hit.whole is not None or hit.revised_by is not None or hit.rule == RULE or hit.group.end > at:
            continue
        if (
            best is None
            or hit.group.end > best.group.end
            or (hit.group.end == best.group.end and abs(hit.trigger.end - at) < abs(best.trigger.end - at))
        ):
            best = hit
    return best


def _can_hold(whole: Group, part: Group) -> bool:
    """Whether a part is no larger than its whole, where both are exact."""
    if whole.form in ("singular", "named"):
        return False
    if whole.number is None or part.number is None:
        return True
    top, low = whole.number.high, part.number.low
    return top is None or low is None or low <= top


def with_parts(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """The groups that were harmed in a sentence with their parts; a part found as a whole becomes a part."""
    wholes = [w for hit in split_apposition(scene, hits) for w in (hit, *_enumerated(scene, hit, hits))]
    wholes = [_share(scene, hit, wholes) for hit in wholes]
    found: list[Hit] = []
    for at in range(scene.start, scene.end):
        after = _marker_at(scene, at)
        while after is not None and after < scene.end and scene.words[after] in ("was", "were", "is", "are"):
            after += 1  # "among whom were six children"
        if after is not None and scene.words[after : after + 2] == ["those", "of"]:
            after += 2  # "13 deaths, including those of four children"
        first = scene.right(after) if after is not None else None
        if scene.words[at] == "all" and after is not None:
            first = first or scene.of_token.get(at)
        if first is None or after is None:
            continue
        if scene.words[at] == "all" and first.number is None:
            # "all of them traders" says who the whole are and counts nobody anew.
            wholes = [hit for hit in wholes if hit.group.head != first.head]
            continue
        members = [first, *scene.chain(first)]
        starts = {member.start for member in members}
        whole = _nearest_whole([hit for hit in wholes if hit.group.start not in starts], at)
        if whole is None:
            continue
        wholes = [_told_apart(whole, hit) if hit.group.start in starts else hit for hit in wholes]
        for n, member in enumerate(members):
            if _may_be_part(whole, member, wholes, found):
                member = member if n else _shared_out(scene, member, at, after)
                wholes = [hit for hit in wholes if hit.group.start != member.start]
                found.append(replace(whole, group=member, rule="part.including", whole=whole.group, firm=False))
    wholes = _summed(wholes)
    shares = _of_them(scene, wholes, found)
    shares += _of_whom(scene, wholes, [*found, *shares])
    shares += _among_them(scene, wholes)
    named = {hit.group.head for hit in shares if hit.group.victims is not None}
    wholes = [hit for hit in wholes if hit.group.head not in named or hit.whole is not None]
    return [*wholes, *found, *shares]


def _told_apart(whole: Hit, hit: Hit) -> Hit:
    """``31 casualties, including nine killed``, ``three deaths, including a boy who died later``: a part with its own word."""
    fates = ("killed_or_injured", hit.trigger.harm)
    fits = whole.trigger.harm in fates and hit.trigger.harm in ("killed", "injured") and hit.whole is None
    return replace(hit, whole=whole.group, rule="part.including") if fits and _can_hold(whole.group, hit.group) else hit


def _summed(wholes: Sequence[Hit]) -> list[Hit]:
    """``31 casualties: 9 killed and 22 wounded``: the dead and the hurt of a sentence that add up to its total."""
    total = next((w for w in wholes if w.trigger.harm == "killed_or_injured" and w.group.exact is not None), None)
    parts = [w for w in wholes if total is not None and w.group.start > total.group.start and w.whole is None]
    fates = [w.trigger.harm for w in parts]
    if total is None or fates != ["killed", "injured"] or sum(w.group.exact or 0 for w in parts) != total.group.exact:
        return [*wholes]
    return [replace(w, whole=total.group, rule=SUMMED) if w in parts else w for w in wholes]


def _share(scene: Scene, hit: Hit, wholes: Sequence[Hit]) -> Hit:
    """``90 were wounded and 21 of them are in serious condition``: a share that has a verb of its own is part of a figure."""
    of_whom = _opens_division(scene, hit.group.start - 2)
    if hit.whole is not None or not (of_whom or scene.is_share_of(hit.group)):
        return hit
    whole = _nearest_whole([w for w in wholes if w.trigger.harm == hit.trigger.harm], hit.group.start)
    return hit if whole is None or not _can_hold(whole.group, hit.group) else replace(hit, whole=whole.group)


_SHARES = {"most": None, "majority": None, "many": 3, "some": 3, "half": None}
"""Words for a share of a whole, with the lower bound that the manual reads from them."""


def _shared_out(scene: Scene, member: Group, at: int, after: int | None) -> Group:
    """``most of them women``: a share of the whole, whose number is vague."""
    marker = scene.words[at:after]
    share = next((n for n, word in enumerate(marker) if word in _SHARES), None)
    if share is None or member.number is not None or marker[-1] not in _OF_THEM:
        return member
    count = Count(Extent(at + share, at + share + 1), "vague", _SHARES[marker[share]], None)
    return replace(member, start=at, number=count, form="counted")


def _may_be_part(whole: Hit, member: Group, wholes: Sequence[Hit], found: Sequence[Hit]) -> bool:
    if member.is_thing or not (member.is_person or member.number is not None) or not _can_hold(whole.group, member):
        return False
    other = [hit for hit in wholes if hit.group.start == member.start and hit.trigger.token != whole.trigger.token]
    return not other and all(hit.group.start != member.start for hit in found)


def _of_them(scene: Scene, wholes: Sequence[Hit], parts: Sequence[Hit]) -> list[Hit]:
    """``three of them women``: a number of the whole, and who they are."""
    taken = {hit.group.start for hit in (*wholes, *parts)}
    found: list[Hit] = []
    for group in scene.groups:
        words = scene.words[group.start : group.end]
        if words[-1] not in _OF_THEM or "of" not in words or group.start in taken:
            continue
        at = group.end
        while at < scene.end and at not in scene.at_start and scene.words[at] in _COPULA:
            at += 1
        whole = _nearest_whole(wholes, group.start)
        if whole is None or not _can_hold(whole.group, group):
            continue
        if scene.words[at : at + 2] == ["those", "of"]:
            at += 2  # "seven bodies, four of them those of soldiers"
        who = scene.at_start.get(at)
        if who is None or not who.is_person or (who.number is not None and who.form != "singular"):
            if _is_bare_share(scene, group, whole):
                found.append(_nameless(scene, whole, group))
            continue
        part = replace(who, start=group.start, number=group.number, form="counted")
        found.append(replace(whole, group=part, rule=OF_THEM, whole=whole.group, firm=False))
        others = [m for m in scene.chain(who) if m.number is not None and m.is_person and _can_hold(whole.group, m)]
        found += [replace(whole, group=m, rule=OF_THEM, whole=whole.group, firm=False) for m in others]
    return found


def _among_them(scene: Scene, wholes: Sequence[Hit]) -> list[Hit]:
    """``The toll has climbed to seven, and a girl is among them``; ``, a girl among them``: who belongs to the figure."""
    taken = {hit.group.start for hit in wholes}
    found: list[Hit] = []
    for group in scene.groups:
        behind = scene.words[group.end : group.end + 3]
        told = behind[:2] == ["among", "them"] and scene.words[group.start - 1] in (",", "and")
        told = told or (behind[1:] == ["among", "them"] and behind[0] in BE)
        if not told or not group.is_person or group.start in taken:
            continue
        if group.number is not None and group.number.high == 0:
            continue
        whole = _nearest_whole(wholes, group.start)
        if whole is not None and whole.group.end <= group.start and _can_hold(whole.group, group):
            found.append(replace(whole, group=group, rule=OF_THEM, whole=whole.group, firm=False))
    return found


def _of_whom(scene: Scene, wholes: Sequence[Hit], parts: Sequence[Hit]) -> list[Hit]:
    """``17 were hurt, of whom ten were women and three children``; ``, six critically``."""
    taken = {hit.group.start for hit in (*wholes, *parts)}
    opening = next((i for i in range(scene.start, scene.end) if _opens_division(scene, i)), None)
    found: list[Hit] = []
    for group in scene.groups:
        if group.number is None or group.victims is not None or group.start in taken:
            continue
        whole = _nearest_whole(wholes, group.start)
        if whole is None or whole.trigger.end > group.start or not _can_hold(whole.group, group):
            continue
        if _is_how_badly(scene, group) and whole.trigger.harm == "injured":
            found.append(_nameless(scene, whole, group))
            continue
        if opening is None or group.start < opening:
            continue
        at = group.end
        while at < scene.end and scene.words[at] in _COPULA:
            at += 1
        who = scene.at_start.get(at)
        if who is None or at == group.end or not who.is_person or who.number is not None:
            continue
        members = [replace(who, start=group.start, number=group.number, form="counted")]
        members += [m for m in scene.chain(who) if m.number is not None and m.is_person]
        found += [replace(whole, group=m, rule=OF_THEM, whole=whole.group, firm=False) for m in members]
    return found


def _nameless(scene: Scene, whole: Hit, group: Group) -> Hit:
    """A share that names nobody; those who were hurt fatally are dead, and no part of the injured."""
    group = replace(group, victims=None)
    fatal = scene.words[group.end : group.end + 1] in (["fatally"], ["fatal"])
    if fatal and whole.trigger.harm in ("injured", "killed_or_injured"):
        part = whole.group if whole.trigger.harm == "killed_or_injured" else whole.whole
        trigger = replace(whole.trigger, harm="killed")
        return replace(whole, trigger=trigger, group=group, rule=OF_THEM, whole=part, firm=True)
    return replace(whole, group=group, rule=OF_THEM, whole=whole.group, firm=True)


def _opens_division(scene: Scene, at: int) -> bool:
    before = at - 2 if at > scene.start and scene.words[at - 1] == "out" else at - 1
    return scene.words[at : at + 2] in (["of", "whom"], ["of", "them"], ["of", "these"], ["of", "those"]) and (
        before >= scene.start and scene.words[before] in (",", ";", "(", "–", "—", "-")
    )


def _is_how_badly(scene: Scene, group: Group) -> bool:
    """``, six critically``: a number in a clause of its own that says nothing but how badly people were hurt."""
    after = scene.words[group.end : group.end + 2]
    apart = scene.words[group.start - 1] in (",", "(", "–", "—") and group.start > scene.start
    return apart and after[:1] != [] and after[0] in _HOW_BADLY and after[1:] in ([","], ["."], [")"], [";"], [])


_HOW_BADLY = frozenset({"critically", "seriously", "badly", "severely", "gravely", "lightly", "slightly", "fatally"})
OF_THEM = "part.of_them"
SUMMED = "part.summed"
_HOW = frozenset(
    """critically seriously badly severely gravely lightly slightly fatal by in with for at on from burnt burned charred
    mutilated beheaded decapitated bound blindfolded handcuffed""".split()
)
_CLAUSE_MARKS = frozenset({",", ";", "(", "-", "–", "—", "and"})


def _is_bare_share(scene: Scene, group: Group, whole: Hit) -> bool:
    """``12 were hurt, two of them critically``: a share right behind its whole that names nobody."""
    if scene.words[group.end - 1] != "them" or scene.words[group.start - 1] not in _CLAUSE_MARKS:
        return False
    follower = scene.words[group.end] if group.end < scene.end else "."
    if follower in ("in", "at", "near", "from") and group.end + 1 in scene.places:
        return False  # "most of them in Jonglei"
    near = group.start - max(whole.trigger.end, whole.group.end) <= 10
    beside = whole.group.end == group.start - 1
    return follower in _HOW and (beside or (near and whole.trigger.end <= group.start))


def split_apposition(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """Make parts of the groups that add up to the one before them: ``three civilians, two women and a man``."""
    found: list[Hit] = []
    i = 0
    while i < len(hits):
        whole = hits[i]
        size, total, members = whole.group.exact, 0, 0
        while size is not None and size > 1 and total < size and i + members + 1 < len(hits):
            follower = hits[i + members + 1]
            value = follower.group.exact
            if value is None or follower.trigger.token != whole.trigger.token or follower.group.start < whole.group.end:
                break
            total += value
            members += 1
        found.append(whole)
        if members and total == size and _by_comma(scene, whole, hits[i + 1]):
            told = [m for m in hits[i + 1 : i + members + 1] if m.group.form != "named"]
            found += [replace(m, whole=whole.group, rule="part.apposition") for m in told]
            i += members
        i += 1
    return found


def _by_comma(scene: Scene, whole: Hit, follower: Hit) -> bool:
    between = scene.words[whole.group.end : follower.group.start]
    return bool({",", ":", "(", "-", "--", "–", "—", ";"} & set(between)) and "and" not in between


_ENUMERATION_REACH = 9
_SAY = frozenset({"says", "said", "say", "confirmed", "announced", "reported"})


def _enumeration(scene: Scene, whole: Hit) -> int | None:
    """The token after the colon, bracket or dash behind which the members of a whole are told."""
    reached = whole.trigger.rule == "noun.toll" and scene.words[whole.group.end : whole.group.end + 1] == ["dead"]
    at = whole.group.end + reached
    if scene.words[at : at + 1] in ([":"], ["("], ["–"], ["—"], ["-"], ["--"]):
        return at + 1
    for i in range(max(at, whole.trigger.end), min(scene.end, max(at, whole.trigger.end) + _ENUMERATION_REACH)):
        if scene.words[i] == ":" or (scene.words[i] == "(" and i == whole.trigger.end):
            return i + 1
        if i in scene.harm_at or (i in scene.at_start and scene.at_start[i].number is not None):
            return None
    return None


def _enumerated(scene: Scene, whole: Hit, hits: Sequence[Hit]) -> list[Hit]:
    """``seven people: four children, two men and a woman``: what comes after a colon or a bracket."""
    number, at = whole.group.number, _enumeration(scene, whole)
    size = number.low if number is not None and number.op in ("eq", "gte") else whole.group.exact
    if size is None or size < 2 or whole.whole is not None or at is None:
        return []
    first = scene.at_start.get(at)
    if first is None or any(hit.group.start == first.start for hit in hits):
        return []
    members = [first, *scene.chain(first)]
    sizes = [member.exact for member in members]
    total = sum(n for n in sizes if n is not None)
    far = at > whole.group.end + 1 or whole.group.exact is None
    if None in sizes or total > size or (far and total != size) or not all(m.is_person for m in members):
        return []
    told = [m for m in members if m.form != "named"]
    return [replace(whole, group=m, whole=whole.group, rule="part.enumerated", firm=False) for m in told]
