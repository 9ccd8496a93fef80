"""The room ``incident``: claims of one event, brought together, with the toll that they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from spacy.language import Language
from spacy.tokens import Doc

from ..batches import Batched
from ..errors import ModelError
from ..spans import by_id, write
from ..stages import factory
from ..tally import Counted
from ..values import Circumstance, Harm, Incident, Place, Toll, Weapon
from .cluster import Cluster, clusters
from .counted import counted
from .kinds import kind_of
from .toll import POLICIES, disputed, toll

_NARROW_FIRST = (
    "facility", "neighbourhood", "village", "town", "city", "base", "unknown", "admin2", "natural", "admin1",
    "region", "country",
)  # fmt: skip


def _unique(ids: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in ids if one is not None))


OUTSET = 3
"""Sentences, the headline among them, in which an article says what it is about."""


def _is_alone(doc: Doc, gathered: Iterable[Cluster]) -> bool:
    """Whether headline and lead tell of no figure, so that a deed without one may be what the article is about."""
    outset = next((sent.end for n, sent in enumerate(doc.sents, 1) if n == OUTSET), len(doc))
    starts = {bool(cluster.claims): cluster.extent.start for cluster in gathered if cluster.extent.start < outset}
    return False in starts and True not in starts


def _is_main(doc: Doc, cluster: Cluster, alone: bool, lead: int) -> tuple[int, int, int]:
    """Rank of an event: the headline's first, then the lead's, then the others; figures before bare deeds.

    Of several in the headline, in the lead or after it, one with dead or wounded comes first, then what is told earlier.

    Args:
        alone: Whether a deed without a figure may be what the article is about.
        lead: Where the first sentence with a figure ends.
    """
    if not cluster.claims:
        return 0 if alone else 3, 0, cluster.extent.start
    first = cluster.claims[0].trigger
    killed = any(claim.harm in ("killed", "killed_or_injured", "injured") for claim in cluster.claims)
    told = cluster.claims[0].background
    if any(claim.zone == "headline" for claim in cluster.claims) and not told:
        return 0, 0 if killed else 1, first
    return 1 if first < lead and not told else 2, 0 if killed else 1, first


class IncidentBuilder(Batched):
    """Bring the claims of a document together into incidents, the main one first.

    A deed that is told without a figure is an incident without claims and toll, behind those with figures.

    Writes ``doc.spans["incident"]`` (from the first to the last word of an event's first claim; label: kind) and
    ``doc._.incident`` (`Incident` values).

    Args:
        policy: How the best figure is chosen among rivals: ``as_read``, ``acled``, ``ucdp_low``, ``latest``,
            ``highest``; see `tollbook.incident.toll.POLICIES`.

    >>> import tollbook
    >>> doc = tollbook.load()("At least 40 villagers, including nine children, were killed in an air strike on Homs.")
    >>> [(i.kind, dict(i.toll)["killed"].best) for i in doc._.incident]
    [('air_strike', 40)]
    """

    def __init__(self, nlp: Language, name: str = "incident", *, policy: str = "as_read") -> None:
        if policy not in POLICIES:
            raise ModelError(f"policy {policy!r} of the room incident is none of {', '.join(POLICIES)}")
        self.name = name
        self.policy = policy

    def match(self, doc: Doc) -> Iterable[Incident]:
        """Yield the incidents, the main one first."""
        gathered = clusters(doc)
        alone = _is_alone(doc, gathered)
        first = (cluster.claims[0] for cluster in gathered if cluster.claims)
        told = [claim.trigger for claim in first if not claim.background]
        lead = doc[min(told)].sent.end if told else 0
        ordered = sorted(gathered, key=lambda cluster: _is_main(doc, cluster, alone, lead))
        for number, cluster in enumerate(ordered, 1):
            yield self._incident(doc, cluster, f"i{number}")

    def _incident(self, doc: Doc, cluster: Cluster, ident: str) -> Incident:
        circumstances = {c.claim: c for c in doc._.circumstance}
        own = [circumstances[claim.id] for claim in cluster.claims]
        own += [cluster.deed] if cluster.deed is not None else []
        places, weapons = by_id(doc._.place or ()), by_id(doc._.weapon or ())
        claims = counted(doc, cluster.claims)
        weapon_ids = _distinct_weapons([weapons[one] for one in _unique(c.weapon for c in own)])
        return Incident(
            id=ident,
            extent=cluster.extent,
            kind=kind_of(doc, cluster.claims, [weapons[one] for one in weapon_ids], cluster.deed),
            claims=tuple(claim.id for claim in cluster.claims),
            toll=self._toll(claims),
            place=_place([places[c.place] for c in own if c.place is not None]),
            when=next((c.when for c in own if c.when is not None), None),
            perpetrators=_distinct_actors(doc, _unique(c.perpetrator for c in own)),
            weapons=weapon_ids,
            attributions=_unique(c.attribution for c in own),
            disputed=_disputed(own, claims),
            rule="incident.cluster" if cluster.claims else "incident.deed",
            responsibility=next((c.responsibility for c in own if c.perpetrator is not None), "unattributed"),
        )

    def _toll(self, claims: list[Counted]) -> tuple[tuple[Harm, Toll], ...]:
        found: list[tuple[Harm, Toll]] = []
        told = {claim.harm for claim in claims}
        for harm in (harm for harm in get_args(Harm) if harm in told):
            figures = toll(claims, harm, self.policy)
            if figures is not None:
                found.append((harm, figures))
        return tuple(found)

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: value.kind)


def _place(places: list[Place]) -> str | None:
    """The narrowest place of the claims, the first of equals."""
    narrowest = min(places, key=lambda p: (_NARROW_FIRST.index(p.type), p.extent.start), default=None)
    return None if narrowest is None else narrowest.id


def _distinct_weapons(weapons: list[Weapon]) -> tuple[str, ...]:
    """One mention of each weapon that the claims name."""
    seen: dict[Any, str] = {}
    for weapon in weapons:
        seen.setdefault(weapon.system or weapon.cls, weapon.id)
    return tuple(seen.values())


def _distinct_actors(doc: Doc, ids: tuple[str, ...]) -> tuple[str, ...]:
    """One mention of each actor."""
    actors = by_id(doc._.actor or ())
    seen: dict[Any, str] = {}
    for one in ids:
        actor = actors[one]
        seen.setdefault(actor.catalogue or actor.refers_to or actor.name, one)
    return tuple(seen.values())


def _disputed(own: Iterable[Circumstance], claims: list[Counted]) -> bool:
    denied = any(one.responsibility == "denied" for one in own)
    return denied or any(disputed(claims, harm) for harm in ("killed", "injured"))


@Language.factory(
    factory("incident"),
    requires=["doc._.casualty", "doc._.circumstance"],
    assigns=["doc.spans", "doc._.incident"],
    default_config={"policy": "as_read"},
)
def create_incident(nlp: Language, name: str, policy: str) -> IncidentBuilder:
    """Make the component with a policy for its tolls."""
    return IncidentBuilder(nlp, name, policy=policy)
