"""The shape of an explanation, as the program `tollbook explain --json` writes it.

One JSON object for each article. Offsets count Unicode code points of ``text``, half-open, as in a record, and the ids are
those of the record (``c1`` a claim, ``p3`` a place, ``i1`` an incident). A value is what the record has, in its own type;
null is unknown. `json_schema` gives the shape as JSON Schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec

SCHEMA = "tollbook.explanation/1"
"""Name and version of the shape, in every explanation."""

Value: TypeAlias = str | int | bool | tuple[str, ...] | Mapping[str, str | int | None] | None
"""What a field holds: a count is ``{"op": …, "low": …, "high": …}``, the days of a date are ``{"start": …, "end": …}``."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the text: offsets, and its characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id as it stands in the record or the tables, what it says, and an example of its own."""

    id: str
    says: str
    example: str


NOTHING = Rule("none", "nothing that the article says was read as this", "")
"""The rule of a value that is null."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a value was not.

    Attributes:
        value: What it would have been.
        id: The finding's id, or null.
        words: Where it stands, or null.
        rank: 1 for what would have been taken without the winner, 2 for what would have been taken without either, and so on;
            null for what would not have been taken at all.
        rule: By which rule it would have been taken, or null.
        why: Why it lost.
    """

    value: str
    id: str | None
    words: Words | None
    rank: int | None
    rule: Rule | None
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One value with all that it was read from.

    Attributes:
        field: The field of the record.
        value: Its value. id: of the finding that it names, or null.
        shown: The value for people.
        words: The words that carry it, or null where none does.
        rule: The rule that set it.
        cues: Other words that the rule went by.
        via: The claim that the value is taken from, where it is taken from another.
        alternatives: What lost: those with a rank first.
    """

    field: str
    value: Value
    shown: str
    id: str | None
    words: Words | None
    rule: Rule
    cues: tuple[Words, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    via: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimStory:
    """One claim: its quote, its values, and the incident that it is in, or why it is in none."""

    id: str
    quote: Words
    paragraph: int
    incident: str | None
    left_out: str | None
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class FindingStory:
    """One weapon, place, date, actor or attribution: its words and its values. ``claims`` are those that name it."""

    id: str
    kind: str
    words: Words
    paragraph: int
    claims: tuple[str, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A claim of an incident and what joined it to the others."""

    claim: str
    rule: Rule
    why: str


@dataclass(frozen=True, slots=True)
class Addition:
    """Claims whose figures are added: one of the rival sums of a toll. ``best`` is its figure; ``chosen``: whether it won."""

    claims: tuple[str, ...]
    low: int | None
    best: int | None
    high: int | None
    chosen: bool
    why: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that a toll does not count, and why."""

    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class TollStory:
    """How the figures of one harm came out.

    Attributes:
        low_from, high_from: Claims whose figures are the lowest and the highest of the rivals, or leave that side open.
    """

    harm: str
    low: int | None
    best: int | None
    high: int | None
    low_from: tuple[str, ...]
    high_from: tuple[str, ...]
    policy: str
    sums: tuple[Addition, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class DeedStory:
    """A deed that is told without a figure: the words that tell of it, and where, when, by what and by whom it was done."""

    words: Words
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class IncidentStory:
    """One incident: which claims it brings together and why, its values, and its tolls.

    ``deed`` is what is told of it without a figure, or null; an incident without claims has nothing else.
    """

    id: str
    kind: str
    members: tuple[Member, ...]
    deed: DeedStory | None
    readings: tuple[Reading, ...]
    tolls: tuple[TollStory, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that a person should see: a finding's words and what they are. ``id`` is the finding's, or null."""

    start: int
    end: int
    kind: str
    id: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article with why it was read as it was.

    Attributes:
        id: The record's id. article: what the input called it, or null.
        paragraphs: Where each paragraph of the text stands; numbered from 1 elsewhere.
        marks: Findings in the order of the text, longer ones first.
        narrowed: Whether only some of its claims, with what belongs to them, are told.
        left_out: Claims that are in no incident, and why.
        numbers: Numbers of the text that are in no claim, and why.
    """

    schema: str
    id: str
    article: str | None
    source: str
    title: str | None
    published: str | None
    text: str
    narrowed: bool
    paragraphs: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    claims: tuple[ClaimStory, ...]
    findings: tuple[FindingStory, ...]
    incidents: tuple[IncidentStory, ...]
    left_out: tuple[LeftOut, ...]
    numbers: tuple[Alternative, ...]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an explanation.

    >>> json_schema()["$id"]
    'tollbook.explanation/1'
    """
    schema = msgspec.json.schema(Explanation)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "Tollbook explanation",
        **schema,
    }
