"""Which claims speak of one event.

Claims are taken in the order of the text. One that repeats, revises or is part of another joins it; any other joins the
latest event that nothing parts it from. Two events are parted by places that cannot be one, by days that do not meet,
by words that turn to another event ("separately", "elsewhere", "in another attack"), by what somebody is only known for
("linked to an attack that killed"), and by scope: a sum over several events is an event of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from spacy.tokens import Doc

from ..lexicon import table
from ..spans import by_id
from ..values import Circumstance, Claim, Place, When

COUNTED_SCOPES = frozenset({"incident", "series"})
COUNTED_MODALITIES = frozenset({"asserted", "possible"})
_POINT_TYPES = frozenset({"facility", "neighbourhood", "village", "town", "city", "base", "unknown", "admin2"})


@dataclass(frozen=True, slots=True)
class Shift:
    """A row of ``shifts.csv``: words that turn from one event to another, and where in the sentence they must stand."""

    form: str
    where: Literal["start", "any"]
    example: str
    counterexample: str


@lru_cache(maxsize=1)
def _shifts() -> tuple[Shift, ...]:
    return table("incident", "shifts", Shift, ("form",))


@dataclass(slots=True)
class Cluster:
    """Claims of one event while it is being gathered."""

    claims: list[Claim] = field(default_factory=list)

    @property
    def ids(self) -> set[str]:
        """The ids of its claims."""
        return {claim.id for claim in self.claims}


def counts(claim: Claim) -> bool:
    """Whether a claim may stand in an incident's toll: not a running total, not denied, not hypothetical, no furniture."""
    return claim.scope in COUNTED_SCOPES and claim.modality in COUNTED_MODALITIES and not claim.furniture


def turns_to_another(doc: Doc, claim: Claim) -> bool:
    """Whether the sentence of a claim says that it turns to another event.

    >>> import tollbook
    >>> doc = tollbook.load()("Two men died in Homs. In a separate attack, three died.")
    >>> [turns_to_another(doc, claim) for claim in doc._.casualty]
    [False, True]
    """
    sent = doc[claim.trigger].sent
    words = " " + " ".join(t.lower_ for t in sent if not t.is_space and not t.is_punct) + " "
    for row in _shifts():
        if row.where == "start":
            if words.startswith(f" {row.form} "):
                return True
        elif f" {row.form} " in words:
            return True
    return False


def _places_part(one: Place | None, other: Place | None) -> bool:
    """Whether two places cannot be one event's."""
    if one is None or other is None or (one.entry is not None and one.entry == other.entry) or one.name == other.name:
        return False
    if one.country is not None and other.country is not None and one.country != other.country:
        return True
    if one.id in other.within or other.id in one.within:
        return False
    if one.type in _POINT_TYPES and other.type in _POINT_TYPES:
        return not _near(one, other)
    return _different_provinces(one, other)


def _different_provinces(one: Place, other: Place) -> bool:
    first = one.name if one.type == "admin1" else one.admin1
    second = other.name if other.type == "admin1" else other.admin1
    return first is not None and second is not None and first != second


_NEAR_DEGREES = 0.25
"""Two points closer than this (about 25 km) may be a town and its quarter or village."""


def _near(one: Place, other: Place) -> bool:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return not _different_provinces(one, other)
    return abs(one.lat - other.lat) <= _NEAR_DEGREES and abs(one.lon - other.lon) <= _NEAR_DEGREES


def _days_part(one: When | None, other: When | None) -> bool:
    """Whether two dates, both resolved to days, do not meet."""
    if one is None or other is None or None in (one.start, one.end, other.start, other.end):
        return False
    assert one.start
    assert one.end
    assert other.start
    assert other.end
    width = min(len(one.start), len(other.start))
    return one.end[:width] < other.start[:width] or other.end[:width] < one.start[:width]


@dataclass(frozen=True, slots=True)
class Clustering:
    """What the gathering of claims looks at."""

    doc: Doc
    circumstances: dict[str, Circumstance]
    places: dict[str, Place]
    dates: dict[str, When]

    def place(self, claim: Claim) -> Place | None:
        """The place of a claim."""
        return self.places.get(self.circumstances[claim.id].place or "")

    def own_date(self, claim: Claim) -> When | None:
        """The date of a claim, where its own sentence or group gives it."""
        circumstance = self.circumstances[claim.id]
        if ("when", "date.nearby") in circumstance.evidence:
            return None
        return self.dates.get(circumstance.when or "")

    def linked(self, claim: Claim, cluster: Cluster) -> bool:
        """Whether a claim names one of the cluster's, or is named by one."""
        ids = cluster.ids
        if ids.intersection({claim.subset_of or "", claim.same_as or "", claim.superseded_by or ""}):
            return True
        return any(claim.id in (c.subset_of, c.same_as, c.superseded_by) for c in cluster.claims)

    def parted(self, claim: Claim, cluster: Cluster) -> bool:
        """Whether anything parts a claim from an event."""
        if any(claim.background != other.background for other in cluster.claims):
            return True
        if any((claim.scope == "series") != (other.scope == "series") for other in cluster.claims):
            return True
        if any(_places_part(self.place(claim), self.place(other)) for other in cluster.claims):
            return True
        return any(_days_part(self.own_date(claim), self.own_date(other)) for other in cluster.claims)


def clusters(doc: Doc) -> list[Cluster]:
    """Gather the claims of a document into events, in order of their first claims."""
    found: tuple[Any, ...] = doc._.circumstance or ()
    view = Clustering(doc, {c.claim: c for c in found}, by_id(doc._.place or ()), by_id(doc._.when or ()))
    gathered: list[Cluster] = []
    previous: Claim | None = None
    for claim in doc._.casualty or ():
        if not counts(claim):
            continue
        home = next((c for c in gathered if view.linked(claim, c)), None)
        if home is None and (previous is None or not _new_turn(doc, claim, previous)):
            home = next((c for c in reversed(gathered) if not view.parted(claim, c)), None)
        if home is None:
            home = Cluster()
            gathered.append(home)
        home.claims.append(claim)
        previous = claim
    return gathered


def _new_turn(doc: Doc, claim: Claim, previous: Claim) -> bool:
    same_sentence = doc[claim.trigger].sent.start == doc[previous.trigger].sent.start
    return not same_sentence and turns_to_another(doc, claim)
