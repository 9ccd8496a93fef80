"""What the rooms hand on: one frozen value for each finding.

Rooms speak to one another through these classes alone. Positions are token offsets, half-open, in the ``Doc`` that the
value was read from (`Extent`); characters appear only when the record is written. Ids are given by the room that finds
a value, in order of position: ``q1`` quantities, ``a1`` actors, ``w1`` weapons, ``p1`` places, ``d1`` dates, ``c1``
casualty claims, ``t1`` attributions, ``i1`` incidents. Unknown is ``None``, never 0 and never an empty string.

What each enumeration means is in ``corpus/guidelines.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .page import Article, Extent, Mark, Parsed, Zone
from .vocabulary import (
    ActorKind,
    Harm,
    Modality,
    Op,
    PlaceRole,
    PlaceType,
    Responsibility,
    Scope,
    Stance,
    Status,
    WeaponClass,
    WeaponRole,
    ZoneLabel,
)

__all__ = [
    "Actor", "ActorKind", "Article", "Attribution", "Circumstance", "Claim", "Count", "Evidence", "Extent", "Harm",
    "Incident", "Mark", "Modality", "Op", "Parsed", "Place", "PlaceRole", "PlaceType", "Quantity", "Responsibility",
    "Scope", "Stance", "Status", "Toll", "Victims", "Weapon", "WeaponClass", "WeaponRole", "When", "Zone",
    "ZoneLabel",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """A stated number with its modifier, by the table of operators of the guidelines.

    Attributes:
        extent: The tokens that carry it (``At least 53``), or null where nothing does (a named victim, a bare plural).
        low, high: Integers, or null where that side is open.

    >>> Count(Extent(0, 3), "gte", 53, None).low
    53
    """

    extent: Extent | None
    op: Op
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, a range or a vague word in the text.

    Attributes:
        kind: ``count`` (of people or things), ``measure`` (a quantity with a unit: 500 kg, 30 km, nine percent),
            ``share`` (half, two thirds, most: a fraction of a group), ``other`` (a number that counts nothing: a
            date, a time, a score, an age, a designation, a rank).
        count: Operator, bounds and extent with the modifier.
        noun: The token that it counts, or null (elliptical, or no parse).
        unit: Of a measure, quantulum3's name of the unit.
        value: Of a measure or a share, the number.
    """

    id: str
    extent: Extent
    kind: Literal["count", "measure", "share", "other"]
    count: Count
    noun: int | None
    rule: str
    unit: str | None = None
    value: float | None = None
    cues: tuple[Extent, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of somebody who acts or speaks.

    Attributes:
        name: Canonical name, or the mention's own words where the table has none.
        catalogue: Id of the table's row, or null.
        country: ISO 3166-1 alpha-2, or null.
        title: Of a person, what the text calls them (``head of the Observatory``); affiliation is the id of another
            mention.
        refers_to: Id of the first mention of the same actor in this article; its own id for that one.
        adjective: Whether the mention is an adjective ("Turkish drone").
        of_site: Whether it only says whose site or vehicle is meant ("police station"), which does nothing.
    """

    id: str
    extent: Extent
    name: str
    kind: ActorKind
    rule: str
    catalogue: str | None = None
    country: str | None = None
    title: Extent | None = None
    affiliation: str | None = None
    refers_to: str | None = None
    adjective: bool = False
    of_site: bool = False


@dataclass(frozen=True, slots=True)
class Weapon:
    """A mention of a weapon system, munition, platform or method of violence.

    Attributes:
        extent: Designation with its head noun (``TU-22M3 bombers``).
        cls: The guidelines' class.
        type: Finer type of the catalogue (``bomber``), or null.
        system: Canonical designation (``Tu-22M3``); null for a generic mention.
        catalogue: Id of the catalogue's entry; null for a generic mention or an unlisted system.
        count: How many, where the text says so.
        operator: Tokens that name whose it is, or null.
        base: Tokens that name where it is based or took off from, or null. Actors and places are found by other rooms;
            the record links both extents to their ids.
    """

    id: str
    extent: Extent
    cls: WeaponClass
    role: WeaponRole
    rule: str
    type: str | None = None
    system: str | None = None
    catalogue: str | None = None
    count: Count | None = None
    operator: Extent | None = None
    base: Extent | None = None
    cues: tuple[Extent, ...] = ()

    @property
    def defends(self) -> bool:
        """Whether it is some air defence, which harms nobody on the ground; an S-300 by name may be fired at a town."""
        return self.cls == "air_defence" and self.system is None


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place by name.

    Attributes:
        name: Canonical name: all spellings of one place share it.
        geonameid: GeoNames' id, or null. ``entry`` is the gazetteer's own id, which every resolved place has.
        lat, lon: Degrees, WGS 84, or null.
        country: ISO 3166-1 alpha-2, or null; admin1 is the name of the first-level division.
        precision: UCDP's where_prec, 1 (exact) to 7, or null where unresolved.
        within: Ids of mentions of containing places that the text states.
    """

    id: str
    extent: Extent
    name: str
    type: PlaceType
    role: PlaceRole
    rule: str
    entry: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: int | None = None
    within: tuple[str, ...] = ()
    cues: tuple[Extent, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A date or a period as ISO 8601 prefixes: unknown parts are absent (``2017-11``).

    Attributes:
        start, end: Prefixes, inclusive; equal for a single day. Null where the expression is relative and the article
            has no publication date, or where that side is open ("since March 2011" has no end).
        precision: UCDP's date_prec: 1 exact day, 2 two to six days, 3 week, 4 month, 5 year.
        relative: Whether it was resolved against the publication date.
        role: ``event`` (when something happened), ``since`` (start of a running period), ``published``, ``background``.
        weekday: Of a day that is named by its weekday, its number, Monday 0: without a publication date all that is known.
    """

    id: str
    extent: Extent
    start: str | None
    end: str | None
    precision: int
    rule: str
    relative: bool = False
    role: Literal["event", "since", "published", "background"] = "event"
    cues: tuple[Extent, ...] = ()
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Victims:
    """Who was harmed, as the text says it.

    Attributes:
        extent: The noun phrase without the number, or null (elliptical).
        demographic: Any of child, woman, man, elderly, female, male, in the guidelines' order.
        role: Any of the guidelines' roles.
        nationality: Canonical name of nationality or affiliation, or null.
        head: The token of the head noun, or null.
        named: Whether it is a person's name.
    """

    extent: Extent | None
    status: Status = "unknown"
    demographic: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    nationality: str | None = None
    head: int | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field of a value is as it is.

    Attributes:
        field: The field's name.
        rule: Id of the rule that set it.
        cues: The tokens that the rule went by, apart from those of the value itself; empty where it went by none.
    """

    field: str
    rule: str
    cues: tuple[Extent, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One stated figure, or named or described victim, for one group with one outcome.

    Attributes:
        extent: The quote: the shortest stretch with number, victims and harm.
        trigger: The token that carries the harm.
        subset_of, same_as: Ids of other claims.
        superseded_by: Id of the claim that revises this one ("rose to 31 from 24").
        zone: The zone that it stands in.
        agent: The tokens of a perpetrator that the clause itself names ("strikes by the regime killed"), or null.
        instrument: The tokens of a means that the clause itself names, or null.
        rule: Id of the frame or table row that found it; cues are the tokens that it matched.
        confidence: 0 to 1, by the rule's precision on the gold corpus.
        background: Whether the text itself puts it before the event that it tells of ("linked to an attack that killed").
        evidence: Why it has its scope, its modality, its status and so on.
    """

    id: str
    extent: Extent
    harm: Harm
    count: Count
    victims: Victims
    trigger: int
    zone: ZoneLabel
    rule: str
    scope: Scope = "incident"
    modality: Modality = "asserted"
    subset_of: str | None = None
    same_as: str | None = None
    superseded_by: str | None = None
    agent: Extent | None = None
    instrument: Extent | None = None
    furniture: bool = False
    confidence: float = 1.0
    cues: tuple[Extent, ...] = ()
    background: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One report of what somebody says.

    Attributes:
        source: Tokens of the source with title or apposition; null for an unnamed passive ("it was reported").
        actor: Id of the actor mention that is the source, or null.
        source_type: Kind of the source, or null.
        cue: The reporting words. content: What is said, may be long; null if not found.
        relay: The outlet that was told (``AFP``), or null.
    """

    id: str
    extent: Extent
    cue: Extent
    stance: Stance
    rule: str
    source: Extent | None = None
    actor: str | None = None
    source_type: ActorKind | None = None
    content: Extent | None = None
    relay: Extent | None = None


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Where, when, by what and by whom one claim's harm happened, and who says so. Each by the id of a finding.

    Attributes:
        claim: Id of the claim, or null for a deed that is told without a figure.
        place, when, weapon, attribution: Ids, or null.
        perpetrator: Id of the actor mention, or null.
        event: Number of the event that the claim speaks of, or null for a running total.
        evidence: For each field that is set, the rule that set it and its cues.
    """

    claim: str | None
    extent: Extent
    place: str | None = None
    when: str | None = None
    weapon: str | None = None
    perpetrator: str | None = None
    responsibility: Responsibility = "unattributed"
    attribution: str | None = None
    event: int | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Toll:
    """Figures of one harm in one incident: integers, or null where unknown.

    >>> Toll(low=53, best=53, high=None).best
    53
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    by_status: tuple[tuple[Status, int], ...] = ()
    children: int | None = None
    women: int | None = None
    men: int | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One event, as a summary of the claims that speak of it. The main incident, of headline and lead, comes first.

    A deed that is told without a figure is an incident without claims, its toll empty. ``responsibility`` is how far the
    text commits itself to the first of the perpetrators.
    """

    id: str
    extent: Extent
    kind: str
    claims: tuple[str, ...]
    toll: tuple[tuple[Harm, Toll], ...]
    place: str | None = None
    when: str | None = None
    perpetrators: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    attributions: tuple[str, ...] = ()
    disputed: bool = False
    rule: str = "incident.cluster"
    responsibility: Responsibility = "unattributed"
