"""The shape of an annotation draft: its parts, their fields, and what a value may be.

Every field is looked at by itself, so that all that is wrong in a file is told at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, get_args, get_type_hints

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
)

Demographic = Literal["child", "woman", "man", "elderly", "female", "male"]
VictimRole = Literal[
    "medic", "rescuer", "journalist", "aid_worker", "peacekeeper", "official", "teacher", "student", "religious",
    "prisoner", "attacker", "commander",
]  # fmt: skip
DateRole = Literal["event", "since", "published", "background"]
Outlet = Literal["wire", "local", "monitor", "communique", "live_blog", "ngo", "headlines"]
Kind = Literal["casualty", "tempting"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that is wrong with a draft.

    >>> str(Problem("a.json", "claims[2].place", "'Homs' is not in the text"))
    "a.json: claims[2].place: 'Homs' is not in the text"
    """

    file: str
    field: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.field, self.reason) if part)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the parts. A field without a default must be given; ``article`` strings are references, see the manual."""


class ClaimDraft(Part, frozen=True, kw_only=True):
    """A casualty claim; ``number`` and ``victims`` stand inside ``quote``."""

    id: str
    harm: Harm
    number: str | None
    op: Op
    low: int | None
    high: int | None
    victims: str | None
    status: Status
    demographic: list[Demographic] = []
    role: list[VictimRole] = []
    nationality: str | None = None
    subset_of: str | None = None
    same_as: str | None = None
    superseded_by: str | None = None
    scope: Scope
    modality: Modality
    place: str | None = None
    when: str | None = None
    weapon: str | None = None
    perpetrator: str | None = None
    responsibility: Responsibility
    source: str | None = None
    quote: str
    furniture: bool = False


class WeaponDraft(Part, frozen=True, kw_only=True):
    """A weapon mention."""

    text: str
    class_: WeaponClass = msgspec.field(name="class")
    system: str | None = None
    count: int | None = None
    operator: str | None = None
    role: WeaponRole


class PlaceDraft(Part, frozen=True, kw_only=True):
    """A place mention; ``at`` is latitude and longitude, null for a place that nobody can put on a map."""

    text: str
    name: str
    type: PlaceType
    country: str | None
    admin1: str | None = None
    at: tuple[float, float] | None
    role: PlaceRole


class DateDraft(Part, frozen=True, kw_only=True):
    """A date or period."""

    text: str
    start: str | None
    end: str | None
    role: DateRole


class ActorDraft(Part, frozen=True, kw_only=True):
    """A perpetrator or an operator."""

    text: str
    name: str
    kind: ActorKind
    country: str | None = None


class AttributionDraft(Part, frozen=True, kw_only=True):
    """A report of what somebody says; source and content are looked for nearest to the cue."""

    source: str | None
    cue: str
    content: str | None
    relay: str | None = None
    stance: Stance


class TollDraft(Part, frozen=True, kw_only=True):
    """The figures of one harm."""

    low: int | None
    best: int | None
    high: int | None
    by_status: dict[Status, int] = {}
    children: int | None = None
    women: int | None = None
    men: int | None = None


class IncidentDraft(Part, frozen=True, kw_only=True):
    """An incident; the main one stands first."""

    kind: str
    claims: list[str]
    place: str | None = None
    date: str | None = None
    perpetrators: list[str] = []
    weapons: list[str] = []
    toll: dict[str, Any]
    sources: list[str] = []
    disputed: bool = False


class ArticleDraft(Part, frozen=True, kw_only=True):
    """The whole file, its lists not yet looked into."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    conflict: str
    outlet: Outlet
    kind: Kind
    text: str
    claims: list[Any]
    weapons: list[Any]
    places: list[Any]
    dates: list[Any]
    actors: list[Any]
    attributions: list[Any]
    incidents: list[Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft whose shape is right. Each part comes with its place in the file (``claims[2]``), for messages."""

    file: str
    article: ArticleDraft
    claims: tuple[tuple[str, ClaimDraft], ...]
    weapons: tuple[tuple[str, WeaponDraft], ...]
    places: tuple[tuple[str, PlaceDraft], ...]
    dates: tuple[tuple[str, DateDraft], ...]
    actors: tuple[tuple[str, ActorDraft], ...]
    attributions: tuple[tuple[str, AttributionDraft], ...]
    incidents: tuple[tuple[str, IncidentDraft, Mapping[str, TollDraft]], ...]


ACTOR_KINDS: Mapping[str, ActorKind] = {
    "state": "government", "country": "government", "army": "military", "militia": "armed_group",
    "rebel": "armed_group", "rebels": "armed_group", "insurgent": "armed_group", "insurgents": "armed_group",
    "gang": "armed_group", "cartel": "armed_group", "criminal": "armed_group", "gunmen": "unknown_attacker",
    "unknown": "unknown_attacker", "civilian": "person", "security": "police", "security_forces": "police",
    "media": "outlet", "coalition": "military", "paramilitary": "armed_group", "individual": "person",
}  # fmt: skip
"""Other words for the kinds of actors, which mean the same."""


class _Reader:
    """Reads the parts of one draft and keeps what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def problem(self, field: str, reason: str) -> None:
        self.problems.append(Problem(self.file, field, reason))

    def part(self, kind: type[T], data: Any, where: str) -> T | None:
        """A part, or null where any of its fields is wrong."""
        if not isinstance(data, dict):
            self.problem(where, f"{_shown(data)} is no object")
            return None
        before = len(self.problems)
        hints = get_type_hints(kind)
        values: dict[str, Any] = {}
        fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}  # type: ignore[arg-type]
        prefix = f"{where}." if where else ""
        for key in data.keys() - fields.keys():
            self.problem(f"{prefix}{key}", f"no field of this part; it has {', '.join(fields)}")
        for key, field in fields.items():
            if key not in data:
                if field.required:
                    self.problem(f"{prefix}{key}", "is missing")
                continue
            value = data[key]
            if value is None and not field.required and type(None) not in get_args(hints[field.name]):
                continue  # null for an empty list, or for no
            try:
                values[field.name] = msgspec.convert(_usual(kind, key, value), hints[field.name])
            except msgspec.ValidationError as error:
                self.problem(f"{prefix}{key}", _reason(hints[field.name], value, error))
        return kind(**values) if len(self.problems) == before else None

    def parts(self, kind: type[T], data: Iterable[Any], layer: str) -> tuple[tuple[str, T], ...]:
        """The parts of a layer that are right, with their places in the file."""
        found = ((f"{layer}[{n}]", self.part(kind, one, f"{layer}[{n}]")) for n, one in enumerate(data))
        return tuple((where, part) for where, part in found if part is not None)

    def incidents(self, data: Iterable[Any]) -> Iterable[tuple[str, IncidentDraft, Mapping[str, TollDraft]]]:
        """The incidents that are right, with their tolls."""
        for where, one in self.parts(IncidentDraft, data, "incidents"):
            tolls: dict[str, TollDraft] = {}
            for harm, toll in one.toll.items():
                if harm not in get_args(Harm):
                    self.problem(f"{where}.toll.{harm}", f"unknown label; it is one of {', '.join(get_args(Harm))}")
                found = self.part(TollDraft, toll, f"{where}.toll.{harm}")
                if found is not None:
                    tolls[harm] = found
            yield where, one, tolls


def _usual(kind: type, key: str, value: Any) -> Any:
    """A value in the word that the record uses for it."""
    if kind is ActorDraft and key == "kind" and isinstance(value, str):
        return ACTOR_KINDS.get(value, value)
    return value


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _reason(hint: Any, value: Any, error: msgspec.ValidationError) -> str:
    labels = _labels(hint)
    given = value if isinstance(value, list) else [value]
    wrong = [one for one in given if one is not None and one not in labels]
    if labels and wrong and all(isinstance(one, str) for one in given):
        return f"unknown label {', '.join(map(repr, wrong))}; it is one of {', '.join(labels)}"
    return f"{_shown(value)}: {str(error)[:1].lower()}{str(error)[1:]}"


def _labels(hint: Any) -> tuple[str, ...]:
    """The closed vocabulary inside a type, or nothing."""
    arguments = get_args(hint)
    if arguments and all(isinstance(one, str) for one in arguments):
        return arguments
    return next((labels for one in arguments if (labels := _labels(one))), ())


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"key {twice[0]!r} stands twice in one object")
    return dict(pairs)


def read_draft(file: str, raw: bytes) -> tuple[Draft | None, list[Problem]]:
    """Read a draft: the draft, or null where its head is wrong, and what is wrong with its parts.

    >>> read_draft("a.json", b'{"id": 3}')[1][0].field
    'id'
    """
    reader = _Reader(file)
    try:
        data = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once)
    except ValueError as error:
        reader.problem("", f"no JSON in UTF-8: {error}")
        return None, reader.problems
    article = reader.part(ArticleDraft, data, "")
    if article is None:
        for name, kind in _LAYERS.items():
            if isinstance(data, dict) and isinstance(data.get(name), list):
                reader.parts(kind, data[name], name)
        return None, reader.problems
    draft = Draft(
        file=file,
        article=article,
        claims=reader.parts(ClaimDraft, article.claims, "claims"),
        weapons=reader.parts(WeaponDraft, article.weapons, "weapons"),
        places=reader.parts(PlaceDraft, article.places, "places"),
        dates=reader.parts(DateDraft, article.dates, "dates"),
        actors=reader.parts(ActorDraft, article.actors, "actors"),
        attributions=reader.parts(AttributionDraft, article.attributions, "attributions"),
        incidents=tuple(reader.incidents(article.incidents)),
    )
    return draft, reader.problems


_LAYERS: Mapping[str, type[Part]] = {
    "claims": ClaimDraft, "weapons": WeaponDraft, "places": PlaceDraft, "dates": DateDraft, "actors": ActorDraft,
    "attributions": AttributionDraft, "incidents": IncidentDraft,
}  # fmt: skip

PUBLISHED = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")
"""A day of publication, or a longer or shorter prefix of it."""
