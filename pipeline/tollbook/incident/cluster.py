"""Which claims make an incident: those of one event that may stand in a toll; a deed without a figure is one by itself.

Which event a claim speaks of is told by the room ``circumstance``. Running totals, denied and hypothetical harm, and what
stands in the page's furniture are in no incident; a sum over several events is an incident of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from ..values import Circumstance, Claim, Extent

COUNTED_SCOPES = frozenset({"incident", "series"})
COUNTED_MODALITIES = frozenset({"asserted", "possible"})


@dataclass(slots=True)
class Cluster:
    """Claims of one event while it is being gathered, and the deed without a figure that is told of it, or is all of it."""

    claims: list[Claim] = field(default_factory=list)
    deed: Circumstance | None = None

    @property
    def extent(self) -> Extent:
        """Where it is first told."""
        return self.claims[0].extent if self.claims or self.deed is None else self.deed.extent

    @property
    def ids(self) -> set[str]:
        """The ids of its claims."""
        return {claim.id for claim in self.claims}


def counts(claim: Claim) -> bool:
    """Whether a claim may stand in an incident's toll: not a running total, not denied, not hypothetical, no furniture."""
    return claim.scope in COUNTED_SCOPES and claim.modality in COUNTED_MODALITIES and not claim.furniture


@dataclass(frozen=True, slots=True)
class Clustering:
    """What the gathering of claims looks at: the event that each claim was said to speak of."""

    events: dict[str, int | None]

    def linked(self, claim: Claim, cluster: Cluster) -> bool:
        """Whether a claim names one of the cluster's, or is named by one; the same figure of another event is not meant."""
        return any(self._names(claim, c) or self._names(c, claim) for c in cluster.claims)

    def _names(self, one: Claim, other: Claim) -> bool:
        if other.id in (one.same_as, one.superseded_by):
            return self.events[one.id] == self.events[other.id] or None in (self.events[one.id], self.events[other.id])
        return other.id == one.subset_of

    def together(self, claim: Claim, cluster: Cluster) -> bool:
        """Whether a claim speaks of the cluster's event; a sum over several events is one of its own."""
        event = self.events[claim.id]
        return any(
            self.events[other.id] == event and (claim.scope == "series") == (other.scope == "series")
            for other in cluster.claims
        )


def clusters(doc: Doc) -> list[Cluster]:
    """Gather the claims of a document into events, in order of their first claims."""
    found: tuple[Any, ...] = doc._.circumstance or ()
    view = Clustering({c.claim: c.event for c in found if c.claim is not None})
    gathered: list[Cluster] = []
    for claim in doc._.casualty or ():
        if not counts(claim):
            continue
        home = next((c for c in gathered if view.linked(claim, c)), None)
        if home is None:
            home = next((c for c in reversed(gathered) if view.together(claim, c)), None)
        if home is None:
            home = Cluster()
            gathered.append(home)
        home.claims.append(claim)
    for deed in (c for c in found if c.claim is None):
        home = next((c for c in gathered if any(view.events[claim.id] == deed.event for claim in c.claims)), None)
        if home is None:
            gathered.append(Cluster(deed=deed))
        else:
            home.deed = home.deed or deed
    return gathered
