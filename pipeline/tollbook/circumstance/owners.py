"""Whose people "its forces" and "his men" are: a side that speaks of its own is the side that did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..spans import by_id
from ..values import Actor, Attribution, Extent

_POSSESSIVES = frozenset({"its", "his", "her", "their", "our", "my"})
_BETWEEN = frozenset("own elite special ground air armed security local young remaining allied".split())
"""What may stand between the possessive and its noun: "its own elite troops"."""

_SIDES = frozenset({"armed_group", "military", "police", "government"})
_OWNED = _SIDES | {"unknown_attacker", "other"}


def owned(
    words: Sequence[str], sentence: Sequence[int], actors: Sequence[Actor], attributions: Sequence[Attribution]
) -> tuple[Actor, ...]:
    """The actors of a document, each that is somebody's own people tied to that side.

    >>> import tollbook
    >>> doc = tollbook.load()("The army's spokesman said its men killed two rebels near Arauca.")
    >>> [one.responsibility for one in doc._.circumstance]
    ['claimed']
    """
    found = []
    for actor in actors:
        if actor.kind == "official" and actor.affiliation is None:
            found.append(_speaking(words, sentence, actors, actor))
            continue
        owner = _owner(words, sentence, actors, attributions, actor) if is_owned(words, sentence, actor) else None
        found.append(actor if owner is None else _tied(actor, owner))
    return tuple(found)


def _tied(actor: Actor, owner: Actor) -> Actor:
    return replace(
        actor,
        kind=owner.kind,
        country=owner.country,
        catalogue=owner.catalogue,
        affiliation=owner.affiliation,
        refers_to=owner.refers_to or owner.id,
    )


_GROUPS = frozenset(
    "group movement militia militants rebels insurgents faction organisation organization gang cartel".split()
)
"""Nouns for a group that was named before."""


def _speaking(words: Sequence[str], sentence: Sequence[int], actors: Sequence[Actor], actor: Actor) -> Actor:
    """One who speaks, tied to whom he speaks for: "the group's spokesman", "its commander"."""
    start = actor.extent.start
    before = [a for a in actors if a.extent.end < start and a.kind in _SIDES and not a.rule.startswith("person")]
    if words[start - 1 : start] in (("'s",), ("’s",), ("'",), ("’",)) and words[start - 2] in _GROUPS:
        groups = [a for a in before if a.kind == "armed_group"]
        return replace(actor, affiliation=groups[-1].id) if groups else actor
    if words[start - 1 : start] in (("its",), ("their",)):
        here = [a for a in before if sentence[a.extent.start] == sentence[start]]
        return replace(actor, affiliation=here[-1].id) if here else actor
    return actor


def is_owned(words: Sequence[str], sentence: Sequence[int], actor: Actor) -> bool:
    """Whether a possessive stands before a common noun for people who fight."""
    start = actor.extent.start
    if actor.kind not in _OWNED or "name" in actor.rule or actor.rule.startswith("pronoun"):
        return False
    if words[start] in _POSSESSIVES:
        return True
    before = start - 1
    while before > 0 and words[before] in _BETWEEN:
        before -= 1
    return before >= 0 and words[before] in _POSSESSIVES and sentence[before] == sentence[start]


def holding(attributions: Iterable[Attribution], told: Extent) -> Iterator[Attribution]:
    """The attributions in whose content something is told."""
    return (one for one in attributions if one.content is not None and one.content.contains(told))


def innermost(held: Iterable[Attribution]) -> Attribution | None:
    """Of attributions that hold one thing, that with the shortest content: in "he said that she said", hers."""
    return min(held, key=lambda one: len(one.content or ()), default=None)


def _owner(
    words: Sequence[str],
    sentence: Sequence[int],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    actor: Actor,
) -> Actor | None:
    """Who speaks of his own, else the last side named before in the sentence."""
    others = [a for a in actors if a.id != actor.id and not a.extent.overlaps(actor.extent)]
    inner = innermost(holding(attributions, actor.extent))
    if inner is not None and inner.source is not None:
        source = inner.source
        speaking = [a for a in others if a.extent.overlaps(source)]
        if speaking:  # a report has no people of its own: "rejected a report that its troops"
            return next(_sides(speaking, actors), None)
    here = [
        a
        for a in others
        if a.extent.start < actor.extent.start and sentence[a.extent.start] == sentence[actor.extent.start]
    ]
    return next(_sides(here[::-1], actors), None)


def _sides(named: Sequence[Actor], actors: Sequence[Actor]) -> Iterator[Actor]:
    """The sides among some mentions: themselves, or those whom they speak for."""
    known = by_id(actors)
    for one in named:
        if one.kind in _SIDES and not one.rule.startswith("person"):
            yield one
    for one in named:
        body = known.get(one.affiliation or "")
        if body is not None and body.kind in _SIDES:
            yield body
