"""Resolution: one consistent reading of all the names of an article."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from ..values import PlaceType
from .compiling import distance_km
from .gazetteer import Entry, Gazetteer
from .keys import skeleton, squash
from .mentions import Mention

_SETTLEMENT = frozenset({"city", "town", "village", "neighbourhood"})
_AREA = frozenset({"admin1", "admin2", "region"})
_OTHERS = 3
"""How much must be said of places in other countries for one in none of them to be doubted."""
_KNOWN_POPULATION = 100_000
"""The same for one that is called by its main name."""
_ALIAS_POPULATION = 25_000
"""A place of fewer, called by a lesser name, is not meant where an article speaks of another country and not of its own."""
_TOWNS = 2
"""So many mentions of towns an article must hold for one of them to be the town that it is about."""
_AROUND_KM = 80.0
"""How far from the town that an article is about its other towns may lie."""
_MOST = 0.7
"""The share of an article's mentions of towns that must lie there."""
_LOCAL = frozenset({"facility", "base", "neighbourhood", "village", "unknown", None})
"""Kinds of places that nothing knows which lie where the article's towns do."""
_SLACK_KM = 25.0
"""How much farther two places may lie than the text says, at least."""
_TOWN_KM = 12.0
"""What lies farther from a town than this is no part of it."""
_WORLD_CITY = 2_000_000
"""A city of so many is known to every reader: London is not the one in Ohio unless the article says so."""
_STRAY_POPULATION = 200_000
"""A place of more inhabitants is meant, even if nothing else in the article speaks of its country."""


def resolve(mentions: Sequence[Mention], peoples: Counter[str], gazetteer: Gazetteer) -> Counter[str]:
    """Choose for each mention the place that it means, and return how much the article speaks of each country."""
    focus = focus_of(mentions, peoples)
    for mention in mentions:
        if not mention.found:
            mention.found = _sounding(mention, focus, gazetteer)
    for mention in mentions:
        if mention.within is not None and not mention.stated:
            mentions[mention.within].inner += mention.found
    for anchored in (False, True):
        anchors = (
            [(squash(m.name), m.entry) for m in mentions if m.entry and m.entry.type != "country"] if anchored else []
        )
        for mention in mentions:
            mention.entry = _best(mention, mentions, focus, anchors)
        for mention in mentions:
            if mention.within is not None and mention.entry is not None and mention.entry.type in _SETTLEMENT:
                mentions[mention.within].holds += (mention.entry,)
        focus = focus_of(mentions, peoples)
    _agree(mentions)
    return focus


def settle(mentions: Sequence[Mention], literal: Sequence[Mention], focus: Counter[str], peoples: Counter[str]) -> None:
    """Take their places from mentions that nothing backs, and put those without one where the article's others lie.

    Args:
        mentions: The mentions, resolved.
        literal: Those of them that mean places.
        focus: How much the article speaks of each country. peoples: how much of that by its people.
    """
    places = focus_of(literal, Counter())
    for mention in mentions:
        if mention.entry is not None and _is_stray(mention.entry, mention, mentions, (places, focus, peoples)):
            mention.entry = None
    anchor = _anchor(mentions, focus)
    for mention in mentions:
        if mention.entry is None and mention.beside is not None:
            mention.entry_near = mention.beside.entry
        elif mention.entry is None and mention.around:
            mention.entry_around = _nearest_around(mention, focus, anchor)
        if mention.entry is None and mention.entry_around is None and mention.types in _LOCAL:
            mention.entry_near = mention.entry_near or anchor


def _anchor(mentions: Sequence[Mention], focus: Counter[str]) -> Entry | None:
    """The town that an article is about, if most of the towns that it names lie around it."""
    towns = [m.entry for m in mentions if m.entry is not None and m.entry.type in _SETTLEMENT and m.entry.country]
    if len(towns) < _TOWNS:
        return None
    named = Counter(town.id for town in towns)
    best = max(towns, key=lambda town: (named[town.id], town.population, town.id))
    near = sum(distance_km(best.lat, best.lon, town.lat, town.lon) <= _AROUND_KM for town in towns)
    leads = best.country is not None and focus[best.country] >= max(focus.values(), default=0)
    return best if leads and near >= _MOST * len(towns) else None


def _is_stray(
    entry: Entry,
    mention: Mention,
    mentions: Sequence[Mention],
    counted: tuple[Counter[str], Counter[str], Counter[str]],
) -> bool:
    """Whether a place of no great size lies in a country that nothing else in the article speaks of, while other things do."""
    places, focus, peoples = counted
    if entry.country is None or entry.type in ("country", "region", "natural") or entry.population >= _STRAY_POPULATION:
        return False
    if (entry.main and entry.population >= _KNOWN_POPULATION) or (
        mention.within is not None and mention.rule == "place.name"
    ):
        return False
    lesser = not entry.main and not entry.own and entry.population < _ALIAS_POPULATION
    others = sum(n + peoples[country] for country, n in places.items() if country != entry.country)
    if others < _OTHERS and not (lesser and sum(focus.values()) > focus[entry.country]):
        return False
    backed = any(
        one.entry is not None and one.entry.country == entry.country and one.name != mention.name for one in mentions
    )
    return not backed and not peoples[entry.country]


def _nearest_around(mention: Mention, focus: Counter[str], anchor: Entry | None) -> Entry | None:
    top = max(focus.values(), default=1)
    near = [
        entry
        for entry in mention.around
        if entry.country and focus[entry.country] >= 0.3 * top and entry.type != "country"
    ]
    if anchor is not None:
        near = [entry for entry in near if distance_km(anchor.lat, anchor.lon, entry.lat, entry.lon) <= _AROUND_KM]
    return max(near, key=lambda entry: (entry.main, entry.population, entry.id), default=None)


def focus_of(mentions: Iterable[Mention], peoples: Counter[str]) -> Counter[str]:
    """How much an article speaks of each country: by name, by its people, by places that can only be its own."""
    focus: Counter[str] = Counter(peoples)
    for mention in mentions:
        if mention.entry is not None:
            if mention.entry.country:
                focus[mention.entry.country] += 3 if mention.entry.type == "country" else 1
            continue
        best = max(mention.found, key=lambda e: (_type_fit(e.type, mention.types), e.population, e.id), default=None)
        if best is not None and best.country:
            countries = {entry.country for entry in mention.found}
            if best.type == "country":
                focus[best.country] += 3
            elif len(countries) == 1 or best.own or best.population >= 500_000:
                focus[best.country] += 1
    return focus


def _sounding(mention: Mention, focus: Counter[str], gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Places of the countries in focus whose names sound alike; only where no spelling is exact."""
    key = skeleton(mention.name)
    if len(key) < 4 or mention.part:
        return ()
    top = max(focus.values(), default=0)
    for country, weight in sorted(focus.items(), key=lambda item: (-item[1], item[0])):
        if weight >= max(2, 0.3 * top):
            found = gazetteer.sounding(key, country)
            if found:
                return found
    return ()


def _best(
    mention: Mention, mentions: Sequence[Mention], focus: Counter[str], anchors: Sequence[tuple[str, Entry]]
) -> Entry | None:
    mention.fits = ()
    if not mention.found:
        return None
    top = max(focus.values(), default=1)
    outer = mentions[mention.within] if mention.within is not None else None
    found = mention.found
    if mention.stated and outer is not None and outer.entry is not None:
        area = outer.entry
        found = tuple(entry for entry in found if contains(area, entry))
        if not found:
            return None
    if mention.beside is not None:
        found = _at_distance(mention, found)
        if not found:
            return None
    mention.fits = tuple((_fit(entry, mention, focus, top, outer, anchors), entry) for entry in found)
    return max(mention.fits, key=lambda fit: (fit[0], fit[1].id))[1]


def _at_distance(mention: Mention, found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Of the places of a name those that lie as far from another as the text says."""
    other = mention.beside
    ends = () if other is None else (other.entry,) if other.entry is not None else other.found
    reach = mention.far + max(_SLACK_KM, 0.5 * mention.far)
    near = tuple(e for e in found if any(distance_km(e.lat, e.lon, o.lat, o.lon) <= reach for o in ends))
    return near if ends else found


def _fit(
    entry: Entry,
    mention: Mention,
    focus: Counter[str],
    top: int,
    outer: Mention | None,
    anchors: Sequence[tuple[str, Entry]],
) -> float:
    """How well a place fits a mention."""
    fit = 0.45 * math.log10(entry.population + 10) + 0.4 * entry.main + 0.4 * entry.own
    if entry.main and entry.type in _SETTLEMENT and entry.population >= _WORLD_CITY:
        fit += 0.8
    if entry.type == "admin1":
        fit += 1.0 if mention.part_of or _holds_town(entry, mention) else -1.0 if _has_seat(entry, mention) else 0.0
    if mention.inner and any(contains(entry, e) and (e.population >= 50_000 or e.own) for e in mention.inner):
        fit += 2.5
    if mention.adjoins and entry.type == "country":
        fit += 3.0
    if mention.definite and entry.type in _SETTLEMENT:
        fit -= 1.0
    if mention.name.isupper() and len(squash(mention.name)) < 4:
        fit += 2.0 if entry.type == "country" else -1.0 if entry.type in _SETTLEMENT else 0.0
    if entry.country:
        fit += 2.0 * focus[entry.country] / top
    elif entry.type in ("region", "natural"):
        fit += 1.0
    if outer is not None and any(contains(out, entry) for out in ([outer.entry] if outer.entry else outer.found)):
        fit += 2.5
    fit += _type_fit(entry.type, mention.types)
    here = squash(mention.name)
    if entry.type in _SETTLEMENT and any(a.id == entry.admin1 and name != here for name, a in anchors):
        fit += 0.6  # The article names its division.
    if anchors and entry.type != "country":
        others = (a for name, a in anchors if a.id != entry.id and name != here)
        nearest = min((distance_km(entry.lat, entry.lon, a.lat, a.lon) for a in others), default=None)
        if nearest is not None:
            fit += 1.2 * math.exp(-nearest / 250.0)
    return fit


def _holds_town(entry: Entry, mention: Mention) -> bool:
    """Whether the text puts into a division a town away from the one of the same name: "Saraqib in Idlib"."""
    seats = [e for e in mention.found if e.type in _SETTLEMENT and e.admin1 == entry.id]
    return any(
        held.admin1 == entry.id and all(distance_km(held.lat, held.lon, e.lat, e.lon) > _TOWN_KM for e in seats)
        for held in mention.holds
    )


def _has_seat(entry: Entry, mention: Mention) -> bool:
    """Whether a division has a town of the same name, which the bare name means."""
    return mention.types is None and any(
        e.type in _SETTLEMENT
        and e.country == entry.country
        and ((e.main and e.population >= 500_000) or (e.admin1 == entry.id and e.population >= 20_000))
        for e in mention.found
    )


def _type_fit(kind: PlaceType, wanted: PlaceType | None) -> float:
    if wanted is None or wanted == "unknown":
        return -0.3 if kind == "admin1" else 0.0
    if kind == wanted:
        return 1.5
    if wanted in _SETTLEMENT:
        return 0.8 if kind in _SETTLEMENT else -1.5
    if wanted in ("admin1", "admin2") and kind == "country":
        return -2.0
    if wanted in _AREA:
        if kind in _AREA:
            return 1.0
        return -0.3 if kind in _SETTLEMENT else -1.0
    return -0.5


def contains(outer: Entry, inner: Entry) -> bool:
    """Whether one place lies in another, as far as the gazetteer can tell."""
    if outer.id == inner.id:
        return False
    if outer.type == "country":
        return outer.country == inner.country
    if outer.type == "admin1" and inner.admin1 is not None:
        return outer.id == inner.admin1
    reach = {"region": 400.0, "natural": 200.0, "admin1": 150.0, "admin2": 60.0, "city": 40.0}.get(outer.type, 0.0)
    return reach > 0 and distance_km(outer.lat, outer.lon, inner.lat, inner.lon) < reach


def _agree(mentions: Sequence[Mention]) -> None:
    """Let mentions of one name, not called differently, mean the place that the marked ones mean."""
    votes: dict[str, Counter[str]] = {}
    by_id: dict[str, Entry] = {}
    for mention in mentions:
        if mention.entry is not None:
            by_id[mention.entry.id] = mention.entry
            weight = 3 if mention.types or mention.holds or mention.within is not None else 1
            votes.setdefault(squash(mention.entry.name), Counter())[mention.entry.id] += weight
    for mention in mentions:
        if mention.entry is None or (mention.types and mention.types != "unknown") or mention.within is not None:
            continue
        ballot = votes[squash(mention.entry.name)]
        winner = by_id[max(ballot, key=lambda key: (ballot[key], key))]
        if winner.id != mention.entry.id and any(e.id == winner.id for e in mention.found):
            mention.entry = winner
