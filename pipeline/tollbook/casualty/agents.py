"""Who and what a clause itself says did the harm: the subject, the by-phrase, the means."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from ..spans import subtree_extent, trimmed
from ..values import Actor, Extent, Weapon
from .scene import Scene
from .sentence import Hit
from .words import NOUN_TAGS

_MEANS = frozenset({"by", "in", "with", "from", "during", "under", "to", "after", "when", "following"})
_DOERS = frozenset({"by", "from"})
_CUT = ("acl", "acl:relcl", "appos", "conj", "cc", "punct", "parataxis", "advcl", "nmod")
_AFTERWARDS = ("idiom.bury", "verb.bury", "idiom.to_hospital", "noun.remains", "noun.body", "noun.corpse")
"""What is done to the dead and the hurt by those who did not harm them."""
_NO_DOER = frozenset({"PRP", "EX", "WP", "WDT", "CD", "DT"})


def agents_of(
    scene: Scene, hit: Hit, actors: Sequence[Actor], weapons: Sequence[Weapon]
) -> tuple[Extent | None, Extent | None]:
    """The perpetrator and the means that the clause of a harm names; null where it names none."""
    agent: Extent | None = None
    instrument: Extent | None = None
    if hit.trigger.rule.startswith(_AFTERWARDS):
        return None, None
    actors = [actor for actor in actors if not actor.of_site]
    for token, doer in _candidates(scene, hit):
        weapon = next((w for w in weapons if w.extent.start <= token.i < w.extent.end), None)
        if weapon is not None:
            instrument = instrument or weapon.extent
        named = _within(scene, token, actors, doer and weapon is None)
        if named is not None and not named.overlaps(hit.group.extent):
            agent = agent or named
    if instrument is not None and instrument.overlaps(hit.group.extent):
        instrument = None
    return agent, instrument


def _candidates(scene: Scene, hit: Hit) -> list[tuple[Token, bool]]:
    """Tokens that may do the harm, the likeliest first, and whether they would be whoever did it."""
    trigger = scene.doc[hit.trigger.token]
    found: list[tuple[Token, bool]] = []
    if hit.agent is not None:
        token = scene.doc[hit.agent]
        if token.tag_ in ("WDT", "WP") and trigger.dep_ == "acl:relcl":
            token = trigger.head
        passive = any(c.dep_ == "aux:pass" for c in trigger.children)
        found.append((token, not passive or _case(token) in _DOERS))
    for child in trigger.children:
        named = child.dep_ == "nmod" or (child.dep_.startswith("obl") and child.i != hit.agent)
        if named and _case(child) in _MEANS:
            found.append((child, _case(child) in _DOERS))
    return [(t, doer) for t, doer in found if scene.start <= t.i < scene.end]


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "case"), "")


def _within(scene: Scene, token: Token, actors: Sequence[Actor], doer: bool) -> Extent | None:
    """The doer that a noun names: itself, an adjective of it (``Russian strikes``), or its own by-phrase."""
    for child in token.children:
        if child.dep_ in ("nmod", "obl:agent", "obl") and _case(child) in _DOERS:
            return _phrase(scene.doc, child, actors)
    group = scene.of_token.get(token.i)
    if (
        doer
        and token.tag_ in NOUN_TAGS
        and not (group is not None and group.is_thing and _known(token, actors) is None)
    ):
        return _phrase(scene.doc, token, actors)
    if token.tag_ in _NO_DOER:
        return None
    for actor in actors:
        if token.left_edge.i <= actor.extent.start and actor.extent.end <= token.i and actor.kind != "person":
            return actor.extent
    return None


def _known(token: Token, actors: Sequence[Actor]) -> Actor | None:
    return next((a for a in actors if a.extent.start <= token.i < a.extent.end), None)


def _phrase(doc: Doc, token: Token, actors: Sequence[Actor]) -> Extent | None:
    """The noun phrase of a token, without clauses; a preposition and what follows a known actor are left out."""
    if token.tag_ not in NOUN_TAGS and token.tag_ not in ("JJ", "CD"):
        return None
    actor = _known(token, actors)
    extent = trimmed(doc, subtree_extent(doc, token.i, without=(*_CUT, "case")))
    return extent.joined(actor.extent) if actor is not None else extent
