"""The claims of a document with what counting needs to know of them; see ``tally.py`` of the ground floor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from spacy.tokens import Doc

from ..adding import adds, nth
from ..boasts import Party, is_of_enemy, is_own_deed
from ..spans import by_id, characters, lowers
from ..tally import Bounds, Counted, as_stated
from ..values import Actor, Attribution, Circumstance, Claim

_ACLED_VAGUE = ((2000, 1000), (200, 100), (40, 20), (24, 12), (20, 10))
"""Lower bound of a vague word in the guidelines' reading, and what ACLED puts for it."""


def counted(doc: Doc, claims: Iterable[Claim]) -> list[Counted]:
    """Claims of a document as counting sees them."""
    circumstances = {c.claim: c for c in doc._.circumstance or ()}
    told: dict[str, Attribution] = by_id(doc._.attribution or ())
    actors: dict[str, Actor] = by_id(doc._.actor or ())
    return [_counted(doc, claim, circumstances.get(claim.id), told, actors) for claim in claims]


def under(policy: str, claims: list[Counted]) -> list[Counted]:
    """Claims as a policy reads them: ACLED puts figures of its own for vague words."""
    return claims if policy != "acled" else [replace(one, bounds=_acled(one.bounds)) for one in claims]


def _counted(
    doc: Doc,
    claim: Claim,
    circumstance: Circumstance | None,
    told: Mapping[str, Attribution],
    actors: Mapping[str, Actor],
) -> Counted:
    victims, count = claim.victims, claim.count
    own = _own(doc, claim)
    attribution = None if circumstance is None else circumstance.attribution
    boasted, of_enemy = False, False
    if circumstance is not None and attribution is not None:
        telling = told[attribution]
        teller = None if telling.actor is None else _party(actors[telling.actor])
        doer = None if circumstance.perpetrator is None else _party(actors[circumstance.perpetrator])
        source = None if telling.source is None else (telling.source.start, telling.source.end)
        of_enemy = is_of_enemy(victims.status, victims.role, teller)
        boasted = is_own_deed(circumstance.responsibility, doer, teller, source)
        boasted = boasted or (of_enemy and telling.stance == "claim")
    return Counted(
        id=claim.id,
        harm=claim.harm,
        op=count.op,
        bounds=as_stated(count.op, count.low, count.high),
        status=victims.status,
        demographic=victims.demographic,
        role=victims.role,
        subset_of=claim.subset_of,
        same_as=claim.same_as,
        superseded_by=claim.superseded_by,
        attribution=attribution,
        sentence=doc[claim.trigger].sent.start,
        adds=adds(characters(doc), _characters(doc, claim.extent.start, claim.extent.end), own),
        nth=nth(characters(doc), own),
        counted=count.extent is not None and not claim.rule.endswith(":pronoun"),
        named=victims.extent is not None,
        told_with="with" in lowers(doc)[max(0, claim.extent.start - 2) : claim.extent.start + 1],
        brings=any(one.rule == "link.brought_to" for one in claim.evidence),
        zone=claim.zone,
        modality=claim.modality,
        boasted=boasted,
        of_enemy=of_enemy,
    )


def _acled(bounds: Bounds) -> Bounds:
    if not bounds.vague or bounds.best is None:
        return bounds
    figure = next((acled for low, acled in _ACLED_VAGUE if bounds.best >= low), min(3, bounds.best))
    return bounds._replace(low=figure, best=figure)


def _party(actor: Actor) -> Party:
    return Party(actor.name, actor.kind, actor.catalogue, actor.refers_to, actor.extent.start, actor.extent.end)


def _own(doc: Doc, claim: Claim) -> tuple[int, int]:
    """The characters of a claim's number and people."""
    told = [one for one in (claim.count.extent, claim.victims.extent) if one is not None] or [claim.extent]
    return _characters(doc, min(one.start for one in told), max(one.end for one in told))


def _characters(doc: Doc, start: int, end: int) -> tuple[int, int]:
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
