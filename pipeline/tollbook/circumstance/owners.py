"""Whose people "its forces" and "his men" are: a side that speaks of its own is the side that did it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..spans import by_id
from ..values import Actor, Attribution

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


def _owner(
    words: Sequence[str],
    sentence: Sequence[int],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    actor: Actor,
) -> Actor | None:
    """Who speaks of his own, else the last side named before in the sentence."""
    others = [a for a in actors if a.id != actor.id and not a.extent.overlaps(actor.extent)]
    holding = [one for one in attributions if one.content is not None and one.content.contains(actor.extent)]
    inner = min(holding, key=lambda one: len(one.content or ()), default=None)
    if inner is not None and inner.source is not None:
        source = inner.source
        return next(_sides([a for a in others if a.extent.overlaps(source)], actors), None)
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
