"""The gazetteer entry of a place that an annotator describes by name, country, kind and coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..place.gazetteer import Entry, Gazetteer, gazetteer
from ..place.keys import skeleton, squash
from ..values import PlaceType
from .matching import kilometres

NEAR_KM = 60.0
"""How far from the annotator's coordinates an entry of the same name may lie."""

AREA_KM = 200.0
"""The same for regions and natural features, whose middle is a matter of opinion."""

SOUNDING_KM = 20.0
"""The same for an entry whose name is only written like the annotator's."""

SAME_KM = 10.0
"""Entries whose distances differ by no more are told apart by their size."""

_SETTLEMENTS: tuple[PlaceType, ...] = ("city", "town", "village", "neighbourhood")
_SITES: tuple[PlaceType, ...] = ("facility", "base")
_AREAS: tuple[PlaceType, ...] = ("region", "natural", "admin1", "admin2")

_WANTED: dict[PlaceType, tuple[tuple[PlaceType, ...], ...]] = {
    "country": (("country",),),
    "admin1": (("admin1",),),
    "admin2": (("admin2",), _SETTLEMENTS, ("region", "natural")),
    "region": (_AREAS, _SETTLEMENTS),
    "natural": (("natural",), ("region",), ("admin2", *_SITES), _SETTLEMENTS),
    **dict.fromkeys(_SETTLEMENTS, (_SETTLEMENTS, ("admin2", *_SITES), ("natural", "region"))),
    **dict.fromkeys(_SITES, (_SITES, _SETTLEMENTS, ("natural", "admin2", "region"))),
    "unknown": ((*_SETTLEMENTS, *_SITES, "admin2", "region", "natural", "admin1"),),
}
"""For each kind of place the kinds of entries that it may be, the likelier ones first."""

_GENERIC = re.compile(
    r"\b(province|governorate|region|oblast|state|department|district|county|prefecture|raion|city|town|village|of|the)\b",
    re.IGNORECASE,
)


def entry_of(
    names: Iterable[str],
    kind: PlaceType,
    country: str | None,
    at: tuple[float, float] | None,
    opened: Gazetteer | None = None,
) -> Entry | None:
    """The entry of a place, or null where the gazetteer has none.

    A country or a first-level division is found by its name. Any other place is the entry of that name, in that country,
    nearest to its coordinates; without coordinates it is none.

    Args:
        names: What the place is called: its usual name, then the words of the text.
        kind: What it is.
        country: ISO 3166-1 alpha-2; null for what lies in none or several.
        at: Latitude and longitude.
        opened: The gazetteer; that of this machine by default.

    >>> entry_of(["Homs"], "city", "SY", (34.7, 36.7)).id, entry_of(["Homs"], "admin1", "SY", None).id
    ('gn:169577', 'SY.11')
    >>> entry_of(["Homs"], "city", "SY", (10.0, 10.0)) is None
    True
    """
    opened = opened or gazetteer()
    names = list(dict.fromkeys(names))
    plain = [stripped for name in names if (stripped := _GENERIC.sub("", name).strip())]
    for keys in (names, plain):
        found = [entry for name in keys for entry in opened.named(squash(name))]
        chosen = _chosen(found, kind, country, at, None)
        if chosen is not None:
            return chosen
    if country is None or kind == "country":
        return None
    found = [entry for name in (*names, *plain) for entry in opened.sounding(skeleton(name), country)]
    return _chosen(found, kind, country, at, SOUNDING_KM)


def _chosen(
    found: Iterable[Entry], kind: PlaceType, country: str | None, at: tuple[float, float] | None, reach: float | None
) -> Entry | None:
    found = [one for one in found if one.country in (country, None)]
    for kinds in _WANTED[kind]:
        fitting = {one.id: one for one in found if one.type in kinds}
        if kind in ("country", "admin1"):
            near = [(0.0 if at is None else _distance(one, at), one) for one in fitting.values()]
        elif at is None:
            return None
        else:
            near = [(_distance(one, at), one) for one in fitting.values()]
            far = AREA_KM if kind in ("region", "natural") else NEAR_KM
            near = [(distance, one) for distance, one in near if distance <= (reach or far)]
        if near:
            least = min(distance for distance, _ in near)
            return min(
                ((-one.population, distance, one.id, one) for distance, one in near if distance <= least + SAME_KM),
                key=lambda key: key[:3],
            )[3]
    return None


def _distance(entry: Entry, at: tuple[float, float]) -> float:
    return kilometres(entry.lat, entry.lon, *at)
