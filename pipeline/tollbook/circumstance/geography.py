"""How places lie to one another: which is narrower, which may hold which, which cannot be one event's."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Place

NARROWNESS = (
    "facility", "neighbourhood", "village", "town", "city", "base", "unknown", "admin2", "natural", "admin1",
    "region", "country",
)  # fmt: skip
"""Types of place, the narrowest first."""

BROAD = frozenset({"admin1", "region", "country", "natural"})

AREAS = BROAD - {"natural"}
"""Kinds that a narrower place nearby makes precise; a river, a lake or mountains are as precise as they will be."""

_POINTS = frozenset({"facility", "neighbourhood", "village", "town", "city", "base", "unknown", "admin2"})
_NEAR_DEGREES = 0.25
"""Two points closer than this (about 25 km) may be a town and its quarter or village."""

_TOWNS = frozenset({"town", "city"})
_ONE_TOWN_DEGREES = 0.05
"""Two towns of different names further apart than this (about 5 km) are no one place, however near they lie."""

_OF_TOWN_DEGREES = 0.15
"""A quarter further than this from a town (about 15 km) is another's."""

_FAR_DEGREES = 1.0
"""A lake, a river or mountains further than this from a place are not where that is."""


def narrowness(place: Place) -> int:
    """Rank of a place's type: 0 is the narrowest."""
    return NARROWNESS.index(place.type)


def may_contain(outer: Place, inner: Place) -> bool:
    """Whether what is known of two places allows the first to contain the second, or both to be one."""
    if outer.entry is not None and outer.entry == inner.entry:
        return True
    if outer.country is not None and inner.country is not None and outer.country != inner.country:
        return False
    if narrowness(outer) < narrowness(inner) or (outer.type, inner.type) == ("region", "admin1"):
        return False
    if (outer.type == "admin1" or (outer.type == "region" and outer.admin1 is not None)) and inner.admin1 is not None:
        return inner.admin1 == (outer.admin1 or outer.name)
    if inner.type == "natural" and outer.type != "country":
        return False
    return outer.type in BROAD or outer.type == "admin2" or outer.id in inner.within


def places_part(one: Place, other: Place) -> bool:
    """Whether two places cannot be one event's."""
    if (one.entry is not None and one.entry == other.entry) or one.name == other.name:
        return False
    if one.country is not None and other.country is not None and one.country != other.country:
        return True
    if one.id in other.within or other.id in one.within:
        return False
    alike = {one.type, other.type} <= _TOWNS or one.type == other.type == "village"
    if alike and not _near(one, other, _ONE_TOWN_DEGREES):
        return True
    if {one.type, other.type} in ({"neighbourhood", "town"}, {"neighbourhood", "city"}):
        return not _near(one, other, _OF_TOWN_DEGREES)
    if one.type in _POINTS and other.type in _POINTS:
        return not _near(one, other, _NEAR_DEGREES)
    if "natural" in (one.type, other.type):
        return not BROAD.issuperset({one.type, other.type}) and not _near(one, other, _FAR_DEGREES)
    if may_contain(one, other) or may_contain(other, one):
        return False
    return _different_provinces(one, other)


def may_be_one(one: Place, other: Place) -> bool:
    """Whether two mentions may be of one event's place: not two that part, unless they meet."""
    return places_meet(one, other) or not places_part(one, other)


def places_meet(one: Place, other: Place) -> bool:
    """Whether two mentions are of one place, no wider than a town and what is round it."""
    if one.type in BROAD or other.type in BROAD:
        return False
    if (one.entry is not None and one.entry == other.entry) or one.name == other.name:
        return True
    return one.id in other.within or other.id in one.within


def is_site_of_town(place: Place, told: Sequence[Place]) -> bool:
    """Whether a place is a building or the like in or near a town that was told of, or near another building of it."""
    if place.type not in ("facility", "natural"):
        return False
    towns = [other for other in told if other.type in (*_TOWNS, "facility")]
    return bool(towns) and not any(places_part(place, other) for other in towns)


def _different_provinces(one: Place, other: Place) -> bool:
    first = one.name if one.type == "admin1" else one.admin1
    second = other.name if other.type == "admin1" else other.admin1
    return first is not None and second is not None and first != second


def _is_rough(place: Place) -> bool:
    """Whether a place has the coordinates of another, that it lies in or near."""
    return place.entry is None and place.precision is not None and place.precision >= 4


def _near(one: Place, other: Place, degrees: float) -> bool:
    rough = _is_rough(one) or _is_rough(other)
    if rough or one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return not _different_provinces(one, other)
    return abs(one.lat - other.lat) <= degrees and abs(one.lon - other.lon) <= degrees
