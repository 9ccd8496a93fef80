"""The shape of a record: one JSON object for each article. `json_schema` gives it as JSON Schema.

Offsets count Unicode code points of ``text``, half-open. An id that a field names is that of a finding of the same
record (``p3`` a place, ``d1`` a date, ``w1`` a weapon, ``a1`` an actor, ``t1`` an attribution, ``c1`` a casualty claim,
``s1`` a span). Unknown is null, never 0. What the values mean: ``corpus/guidelines.md``.
"""

from __future__ import annotations

from typing import Any

import msgspec

from ..values import (
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

SCHEMA = "tollbook.record/1"
"""Name and version of the shape, in every record."""


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of the parts: frozen, and no key but the declared ones."""


class ArticleInfo(Strict, frozen=True, kw_only=True):
    """Where the text comes from. ``sha256`` is that of the text in UTF-8."""

    id: str | None
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    byline: str | None
    sha256: str
    meta: dict[str, Any]


class SpanInfo(Strict, frozen=True, kw_only=True):
    """A stretch of the text with a label."""

    id: str
    start: int
    end: int
    label: str
    text: str


class Relation(Strict, frozen=True, kw_only=True):
    """A link from one span to another: COUNT, VICTIMS, WEAPON, PLACE, DATE, PERPETRATOR, SOURCE, CUE, CONTENT, PART_OF."""

    head: str
    child: str
    label: str


class CountInfo(Strict, frozen=True, kw_only=True):
    """A stated number: its words, its operator, its bounds."""

    text: str | None
    op: Op
    low: int | None
    high: int | None


class VictimsInfo(Strict, frozen=True, kw_only=True):
    """Who was harmed, as the text says it."""

    text: str | None
    status: Status
    demographic: list[str]
    role: list[str]
    nationality: str | None


class Casualty(Strict, frozen=True, kw_only=True):
    """One claim. ``span`` is the quote as a span, ``quote`` the same as offsets."""

    id: str
    span: str
    harm: Harm
    count: CountInfo
    victims: VictimsInfo
    subset_of: str | None
    same_as: str | None
    superseded_by: str | None
    scope: Scope
    modality: Modality
    place: str | None
    when: str | None
    weapon: str | None
    perpetrator: str | None
    responsibility: Responsibility
    attribution: str | None
    zone: ZoneLabel
    furniture: bool
    quote: tuple[int, int]
    rule: str
    confidence: float


class WeaponInfo(Strict, frozen=True, kw_only=True):
    """A weapon mention."""

    id: str
    span: str
    text: str
    class_: WeaponClass = msgspec.field(name="class")
    type: str | None
    system: str | None
    catalogue: str | None
    count: CountInfo | None
    operator: str | None
    role: WeaponRole
    base: str | None
    rule: str


class PlaceInfo(Strict, frozen=True, kw_only=True):
    """A place mention. ``lat`` and ``lon`` in degrees, WGS 84; ``precision`` is UCDP's where_prec, 1 to 7."""

    id: str
    span: str
    text: str
    name: str
    geonameid: int | None
    entry: str | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    type: PlaceType
    precision: int | None
    role: PlaceRole
    within: list[str]
    rule: str


class DateInfo(Strict, frozen=True, kw_only=True):
    """A date or period as ISO 8601 prefixes; ``precision`` is UCDP's date_prec, 1 to 5."""

    id: str
    span: str
    text: str
    start: str | None
    end: str | None
    precision: int
    relative: bool
    role: str
    rule: str


class ActorInfo(Strict, frozen=True, kw_only=True):
    """A mention of somebody who acts or speaks; ``refers_to`` is the first mention of the same actor."""

    id: str
    span: str
    text: str
    name: str
    kind: ActorKind
    catalogue: str | None
    country: str | None
    title: str | None
    affiliation: str | None
    refers_to: str | None
    adjective: bool
    rule: str


class AttributionInfo(Strict, frozen=True, kw_only=True):
    """One report of what somebody says; the texts with their offsets."""

    id: str
    span: str
    source: str | None
    source_span: tuple[int, int] | None
    source_type: ActorKind | None
    actor: str | None
    cue: str
    cue_span: tuple[int, int]
    content: str | None
    content_span: tuple[int, int] | None
    relay: str | None
    stance: Stance
    rule: str


class TollInfo(Strict, frozen=True, kw_only=True):
    """Figures of one harm; ``by_status`` parts them as far as the text does."""

    low: int | None
    best: int | None
    high: int | None
    by_status: dict[str, int]
    children: int | None
    women: int | None
    men: int | None


class IncidentDate(Strict, frozen=True, kw_only=True):
    """When an incident happened, and the date mention that says so."""

    id: str | None
    start: str | None
    end: str | None
    precision: int | None


class IncidentInfo(Strict, frozen=True, kw_only=True):
    """One event. ``sources`` are the names of those whose figures they are; the main incident comes first.

    A deed that is told without a figure has no claims and an empty toll. ``responsibility`` is how far the text commits
    itself to the first of the perpetrators.
    """

    id: str
    kind: str
    date: IncidentDate | None
    place: str | None
    perpetrators: list[str]
    weapons: list[str]
    claims: list[str]
    toll: dict[str, TollInfo]
    sources: list[str]
    disputed: bool
    rule: str
    responsibility: Responsibility = "unattributed"


class PipelineInfo(Strict, frozen=True, kw_only=True):
    """What read the article: package version, model, hash of all tables, and the policy of the tolls."""

    version: str
    model: str
    lexicons: str
    policy: str


class Record(Strict, frozen=True, kw_only=True):
    """One article, read."""

    schema: str
    id: str
    article: ArticleInfo
    text: str
    spans: list[SpanInfo]
    relations: list[Relation]
    casualties: list[Casualty]
    weapons: list[WeaponInfo]
    places: list[PlaceInfo]
    dates: list[DateInfo]
    actors: list[ActorInfo]
    attributions: list[AttributionInfo]
    incidents: list[IncidentInfo]
    pipeline: PipelineInfo
    warnings: list[str]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record.

    >>> sorted(json_schema())
    ['$defs', '$id', '$ref', '$schema', 'title']
    """
    schema = msgspec.json.schema(Record)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "Tollbook record",
        **schema,
    }
