"""Harms that the words round them settle: "50 dead or wounded civilians", "of the injured, three were shot"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .scene import Scene
from .sentence import Hit

_EITHER = (["or"], ["/"], ["and", "/", "or"], ["and/or"])


def either(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """One hit of ``50 dead or wounded civilians``: one number of people, of whom nobody says which befell whom."""
    found: list[Hit] = []
    for hit in hits:
        first = found[-1] if found else None
        if first is None or not _is_either(scene, first, hit):
            found.append(hit)
            continue
        group = replace(hit.group, start=first.group.start, number=first.group.number, form=first.group.form)
        trigger = replace(first.trigger, end=hit.trigger.end, harm="killed_or_injured")
        found[-1] = replace(first, group=group, trigger=trigger)
    return found


def _is_either(scene: Scene, first: Hit, second: Hit) -> bool:
    if {first.trigger.harm, second.trigger.harm} != {"killed", "injured"} or first.group.number is None:
        return False
    before_noun = second.group.number is None and second.trigger.end <= second.group.head
    return before_noun and scene.words[first.trigger.end : second.trigger.start] in _EITHER


_HURT = frozenset({"injured", "wounded", "hurt"})
_OPENING = 5


def of_hurt(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, where ``of those injured, three were shot`` tells by what they were hurt, not that they died."""
    opening = scene.words[scene.start : scene.start + _OPENING]
    if opening[:1] != ["of"] or _HURT.isdisjoint(opening):
        return list(hits)
    return [
        replace(hit, trigger=replace(hit.trigger, harm="injured")) if hit.trigger.rule == "verb.shoot" else hit
        for hit in hits
    ]


def without_members(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """Without those who are told as some of the people just counted: "killing eight neighbours, five children among them"."""
    return [hit for n, hit in enumerate(hits) if not (_is_member(scene, hit) and _follows(hits[:n], hit))]


def _is_member(scene: Scene, hit: Hit) -> bool:
    among = scene.words[hit.group.end : hit.group.end + 2] == ["among", "them"]
    return among and scene.words[hit.group.start - 1] == ","


def _follows(before: Sequence[Hit], hit: Hit) -> bool:
    return any(one.trigger == hit.trigger and one.group.end < hit.group.start for one in before)


_KILLED = ("verb.kill", "verb.die", "adjective.dead", "verb.slay")
_MANNERS = ("verb.behead", "verb.decapitate", "verb.hang", "verb.burn", "verb.stone", "verb.execute")


def of_manner(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, a bare number that tells how some of the dead died being part of them: "15 soldiers killed, two beheaded"."""
    found = list(hits)
    for n, hit in enumerate(hits):
        whole = next((one for one in hits[:n] if _is_whole_of(scene, one, hit)), None)
        if whole is not None:
            found[n] = replace(hit, whole=whole.group, rule="part.of_them")
    return found


def _is_whole_of(scene: Scene, whole: Hit, part: Hit) -> bool:
    if part.whole is not None or part.group.victims is not None or not part.trigger.rule.startswith(_MANNERS):
        return False
    larger = (whole.group.exact or 0) > (part.group.exact or 0) > 0
    return (
        larger and whole.trigger.rule.startswith(_KILLED) and scene.words[part.group.start - 1] in (",", "(", "-", "–")
    )
