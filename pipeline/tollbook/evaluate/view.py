"""A record as the measures see it: texts in place of ids, so that differently made annotations can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .matching import Stretch

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A casualty claim; links are ids of claims of the same view; ``date`` is where ``when`` starts and ends."""

    id: str
    harm: str
    low: int | None
    high: int | None
    quote: Stretch
    victims: str | None = None
    status: str = "unknown"
    scope: str = "incident"
    modality: str = "asserted"
    demographic: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    place: str | None = None
    perpetrator: str | None = None
    responsibility: str = "unattributed"
    weapon: str | None = None
    source: str | None = None
    subset_of: str | None = None
    same_as: str | None = None
    furniture: bool = False
    op: str | None = None
    number: str | None = None
    nationality: str | None = None
    when: str | None = None
    date: tuple[str | None, str | None] | None = None


@dataclass(frozen=True, slots=True)
class MentionView:
    """A weapon, a place, a date or an actor: its text, where it stands, and what it is said to be."""

    text: str
    span: Stretch
    id: str = ""
    kind: str | None = None
    role: str | None = None
    country: str | None = None
    admin1: str | None = None
    entry: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class AttributionView:
    """An attribution; each part may stand in several stretches."""

    cue: tuple[Stretch, ...]
    source: tuple[Stretch, ...] = ()
    content: tuple[Stretch, ...] = ()
    source_text: str | None = None
    stance: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident: who, where, when, and for each harm the best figure."""

    best: Mapping[str, int | None]
    low: Mapping[str, int | None] = field(default_factory=dict)
    high: Mapping[str, int | None] = field(default_factory=dict)
    place: MentionView | None = None
    start: str | None = None
    end: str | None = None
    perpetrators: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """An annotated article."""

    claims: tuple[ClaimView, ...] = ()
    weapons: tuple[MentionView, ...] = ()
    places: tuple[MentionView, ...] = ()
    dates: tuple[MentionView, ...] = ()
    actors: tuple[MentionView, ...] = ()
    attributions: tuple[AttributionView, ...] = ()
    incidents: tuple[IncidentView, ...] = ()
    article: str | None = None
    by_id: Mapping[str, MentionView] = field(default_factory=dict)

    @property
    def main(self) -> IncidentView | None:
        """The incident that headline and lead are about."""
        return self.incidents[0] if self.incidents else None


def _stretch(span: Any) -> tuple[Stretch, ...]:
    return () if span is None else ((span[0], span[1]),)


def _mentions(record: Data, layer: str, spans: Mapping[str, Data], **names: str) -> tuple[MentionView, ...]:
    """The mentions of a layer; ``names`` gives the record's key for each attribute that is called otherwise."""
    found = []
    for one in record[layer]:
        span = spans[one["span"]]
        values = {key: one.get(names.get(key, key)) for key in _COPIED}
        found.append(MentionView(text=span["text"], span=(span["start"], span["end"]), id=one["id"], **values))
    return tuple(found)


_COPIED = ("kind", "role", "country", "admin1", "entry", "name", "lat", "lon", "start", "end")


def _claim(claim: Data, mentions: Mapping[str, MentionView], sources: Mapping[str, str | None]) -> ClaimView:
    def text(key: str) -> str | None:
        return mentions[claim[key]].text if claim[key] is not None else None

    when = mentions.get(claim["when"])
    return ClaimView(
        id=claim["id"],
        harm=claim["harm"],
        low=claim["count"]["low"],
        high=claim["count"]["high"],
        quote=(claim["quote"][0], claim["quote"][1]),
        victims=claim["victims"]["text"],
        status=claim["victims"]["status"],
        scope=claim["scope"],
        modality=claim["modality"],
        demographic=tuple(sorted(claim["victims"]["demographic"])),
        role=tuple(sorted(claim["victims"]["role"])),
        place=text("place"),
        perpetrator=text("perpetrator"),
        responsibility=claim["responsibility"],
        weapon=text("weapon"),
        source=sources.get(claim["attribution"]) if claim["attribution"] is not None else None,
        subset_of=claim["subset_of"],
        same_as=claim["same_as"],
        furniture=claim["furniture"],
        op=claim["count"]["op"],
        number=claim["count"]["text"],
        nationality=claim["victims"]["nationality"],
        when=text("when"),
        date=None if when is None else (when.start, when.end),
    )


def _incident(incident: Data, mentions: Mapping[str, MentionView]) -> IncidentView:
    date = incident["date"] or {}
    return IncidentView(
        best={harm: toll["best"] for harm, toll in incident["toll"].items()},
        low={harm: toll["low"] for harm, toll in incident["toll"].items()},
        high={harm: toll["high"] for harm, toll in incident["toll"].items()},
        place=mentions[incident["place"]] if incident["place"] is not None else None,
        start=date.get("start"),
        end=date.get("end"),
        perpetrators=tuple(mentions[one].text for one in incident["perpetrators"]),
        claims=tuple(incident["claims"]),
    )


def view_of(record: Data) -> View:
    """The view of a record, given as plain data.

    >>> import tollbook
    >>> view = view_of(tollbook.read("Two civilians were killed in Homs."))
    >>> [(claim.harm, claim.low, claim.place) for claim in view.claims]
    [('killed', 2, 'Homs')]
    """
    spans = {span["id"]: span for span in record["spans"]}
    weapons = _mentions(record, "weapons", spans, kind="class")
    places = _mentions(record, "places", spans, kind="type")
    dates = _mentions(record, "dates", spans)
    actors = _mentions(record, "actors", spans)
    by_id = {one.id: one for one in (*weapons, *places, *dates, *actors)}
    sources = {one["id"]: one["source"] for one in record["attributions"]}
    return View(
        claims=tuple(_claim(claim, by_id, sources) for claim in record["casualties"]),
        weapons=weapons,
        places=places,
        dates=dates,
        actors=actors,
        attributions=tuple(
            AttributionView(
                cue=_stretch(one["cue_span"]),
                source=_stretch(one["source_span"]),
                content=_stretch(one["content_span"]),
                source_text=one["source"],
                stance=one["stance"],
            )
            for one in record["attributions"]
        ),
        incidents=tuple(_incident(one, by_id) for one in record["incidents"]),
        article=record["article"]["id"],
        by_id=by_id,
    )
