"""One event told apart by place and day, as ACLED counts events: one location, one day, one row.

An incident is told apart only where its claims do so themselves: each place and day has figures of its own, and these add
up to the figure of the whole. Otherwise it stays one row, as imprecise as what it sums up; no total is ever divided.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from typing import Any, TypeAlias

from .events import Event, Piece, Record
from .geography import first_day, last_day
from .policies import Policy

HARMS = ("killed", "injured", "killed_or_injured", "abducted")
"""Harm that happens where and when the event does; who was arrested or fled was so elsewhere, or later."""

NEAR_KM = 25
"""UCDP's "near": how far apart places may lie to be one small area, and a building from the town that it is named by."""

_SETTLEMENTS = ("city", "town", "village")
_SPOTS = ("facility", "neighbourhood", "base")
_AREAS = ("admin2", "admin1", "country")
_RANKS = (*_SETTLEMENTS, *_SPOTS, "unknown", "natural", "admin2", "admin1", "region", "country")

_Days: TypeAlias = tuple[date, date]

_PLACE = ("place", "place_text", "place_type", "place_precision", "country", "admin1", "lat", "lon", "geonameid")
_DATE = ("date_start", "date_end", "date_precision")


@dataclass(frozen=True, slots=True)
class _Site:
    """The place of a claim. ``within``: ids of the mentions that the text says contain it."""

    key: object
    row: Record

    @property
    def type(self) -> str:
        return str(self.row["place_type"])

    @property
    def within(self) -> frozenset[str]:
        return frozenset(json.loads(self.row["within"]))

    def km(self, other: _Site) -> float | None:
        """How far from another it lies, or null where either is not on the map."""
        here, there = ((one.row["lat"], one.row["lon"]) for one in (self, other))
        if None in (*here, *there):
            return None
        (a, b), (c, d) = ((radians(lat), radians(lon)) for lat, lon in (here, there))
        return 12_742 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def _site(row: Record) -> _Site | None:
    if row["place_id"] is None:
        return None
    named = (row["place"], row["country"], row["admin1"])
    return _Site(row["entry"] or row["geonameid"] or named, row)


def _is_apart(a: _Site | None, b: _Site | None) -> bool:
    """Whether two places are certainly two: neither may lie in the other."""
    if a is None or b is None or a.key == b.key or b.row["place_id"] in a.within or a.row["place_id"] in b.within:
        return False
    if _differ(a, b, "country"):
        return True
    types = {a.type, b.type}
    if types <= set(_SETTLEMENTS) or (a.type == b.type and a.type in _AREAS):
        return True
    if types & {"unknown", "natural", "region", "country"}:
        return False
    if types & set(_AREAS):
        return _differ(a, b, "admin1")
    km = a.km(b)
    return km is not None and km > NEAR_KM


def _differ(a: _Site, b: _Site, column: str) -> bool:
    return None not in (a.row[column], b.row[column]) and a.row[column] != b.row[column]


def _days(row: Record) -> _Days | None:
    try:
        return date.fromisoformat(first_day(row["date_start"]) or ""), date.fromisoformat(
            last_day(row["date_end"]) or ""
        )
    except ValueError:  # a record may hold a day that no calendar has
        return None


def _is_day(days: _Days | None) -> bool:
    return days is not None and days[0] == days[1]


@dataclass(slots=True)
class _Cell:
    """A place and a day with the claims that tell of it; its site and days are the most exact that they name."""

    site: _Site | None
    days: _Days | None
    date: Record
    claims: list[Record] = field(default_factory=list)

    def fits(self, site: _Site | None, days: _Days | None) -> bool:
        """Whether it may be the same place and day."""
        if _is_apart(self.site, site):
            return False
        return self.days is None or days is None or (self.days[0] <= days[1] and days[0] <= self.days[1])

    def take(self, claim: Record, site: _Site | None, days: _Days | None) -> None:
        """Add a claim that fits."""
        self.claims.append(claim)
        self.site = self.site or site
        if self.days is None and days is not None:
            self.days, self.date = days, claim


def pieces(event: Event, policy: Policy) -> list[Event]:
    """An event as one for each place and day, where its claims tell these apart; else the event itself, as precise as all
    that it sums up.
    """
    cells = _cells(event.claims)
    if len(cells) < 2:
        return [event]
    for total in ((), _totals(event, policy)):
        found = [cell for cell in cells if any(one["claim_id"] not in total for one in cell.claims)]
        made = [_piece(event, found, cell, n, total) for n, cell in enumerate(found, 1)]
        undivided = tuple(harm for harm in HARMS if not _adds_up(event, made, harm, policy))
        needed = ("killed",) if event.figures("killed", policy) is not None else HARMS
        if len(made) > 1 and not set(needed).intersection(undivided):
            return [replace(one, piece=Piece(n, event, undivided)) for n, one in enumerate(made, 1)]
    return [_blurred(event, cells)]


def _cells(claims: Sequence[Record]) -> list[_Cell]:
    """The places and days of an event in order of the text, without figures that sum up several of them."""
    first = _firsts(claims)
    own = [one for one in claims if first[one["claim_id"]] == one["claim_id"] and one["superseded_by"] is None]
    exact = sorted((one for one in own if one["harm"] in HARMS), key=_exactness)
    cells: list[_Cell] = []
    for claim in exact:
        site, days = _site(claim), _days(claim)
        fitting = [cell for cell in cells if cell.fits(site, days)]
        if not fitting and (site is not None or days is not None):
            fitting = [_Cell(site, days, claim)]
            cells += fitting
        if len(fitting) == 1:
            fitting[0].take(claim, site, days)
    _drop_wholes(cells, first)
    homes = {one["claim_id"]: cell for cell in cells for one in cell.claims}
    for cell in cells:
        members = [one for one in claims if homes.get(first[one["claim_id"]]) is cell]
        cell.claims = members
    return sorted((cell for cell in cells if cell.claims), key=lambda cell: int(cell.claims[0]["number"]))


def _exactness(claim: Record) -> tuple[bool, int, int]:
    rank = len(_RANKS) if claim["place_type"] is None else _RANKS.index(claim["place_type"])
    settlement = 0 if claim["place_type"] in _SETTLEMENTS else rank
    return not _is_day(_days(claim)), settlement, int(claim["number"])


def _firsts(claims: Iterable[Record]) -> dict[str, str]:
    """For each claim the one that it repeats, or itself."""
    earlier = {one["claim_id"]: one["same_as"] for one in claims}
    found: dict[str, str] = {}
    for ident in earlier:
        at, seen = ident, {ident}
        while (following := earlier[at]) in earlier and following not in seen:
            at = following
            seen.add(at)
        found[ident] = at
    return found


def _drop_wholes(cells: Sequence[_Cell], first: dict[str, str]) -> None:
    """Take out figures whose parts are told of several places or days."""
    homes: dict[str, set[int]] = {}
    for n, cell in enumerate(cells):
        for claim in cell.claims:
            whole = first.get(claim["subset_of"] or "")
            if whole is not None:
                homes.setdefault(whole, set()).add(n)
    for cell in cells:
        cell.claims = [one for one in cell.claims if len(homes.get(one["claim_id"], ())) < 2]


def _totals(event: Event, policy: Policy) -> tuple[str, ...]:
    """The one claim, with its repetitions, that states the figure of the killed by itself."""
    killed = event.figures("killed", policy)
    first = _firsts(event.claims)
    stating = [
        one for one in event.claims
        if one["harm"] == "killed" and killed is not None and killed.best is not None and killed.best == one["low"]
    ]  # fmt: skip
    whole = {first[one["claim_id"]] for one in stating}
    return tuple(ident for ident, at in first.items() if at in whole) if len(whole) == 1 else ()


def _piece(event: Event, cells: Sequence[_Cell], cell: _Cell, number: int, total: Sequence[str]) -> Event:
    row: dict[str, Any] = dict(event.row)
    if any(one.site is not None for one in cells):
        row |= dict.fromkeys(_PLACE) if cell.site is None else {name: cell.site.row[name] for name in _PLACE}
    if any(one.days is not None for one in cells):
        row |= dict.fromkeys(_DATE) if cell.days is None else {name: cell.date[name] for name in _DATE}
    claims = tuple(one for one in cell.claims if one["claim_id"] not in total)
    return replace(event, row=row, claims=claims, tolls={}, piece=Piece(number, event))


def _adds_up(event: Event, made: Sequence[Event], harm: str, policy: Policy) -> bool:
    """Whether the pieces of an event have its figure of a harm between them."""
    whole = event.figures(harm, policy)
    parts = [found.best for one in made if (found := one.figures(harm, policy)) is not None]
    if whole is None or None in parts:
        return whole is None and not parts
    return whole.best is not None and whole.best == sum(n for n in parts if n is not None)


def _blurred(event: Event, cells: Sequence[_Cell]) -> Event:
    """The event as one row that is as imprecise as the places and days that it sums up."""
    row: dict[str, Any] = dict(event.row)
    sites = [cell.site for cell in cells if cell.site is not None]
    pairs = [(a, b) for a, b in combinations(sites, 2) if _is_apart(a, b)]
    if pairs:
        least = 2 if all((km := a.km(b)) is not None and km <= NEAR_KM for a, b in pairs) else 4
        if any(_differ(a, b, "country") for a, b in pairs):
            least = 7
        row["place_precision"] = max(row["place_precision"] or 0, least)
    days = [cell.days for cell in cells if cell.days is not None]
    if any(a[1] < b[0] or b[1] < a[0] for a, b in combinations(days, 2)):
        start, end = min(first for first, _ in days), max(last for _, last in days)
        row |= {"date_start": str(start), "date_end": str(end), "date_precision": _date_precision(start, end)}
    return replace(event, row=row)


def _date_precision(start: date, end: date) -> int:
    """UCDP's date_prec of a period: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 longer.

    >>> [_date_precision(date(2018, 5, 1), date(2018, 5, day)) for day in (1, 3, 7, 20)]
    [1, 2, 3, 4]
    """
    days = (end - start).days + 1
    return next((n for n, most in enumerate((1, 6, 7, 31), 1) if days <= most), 5)
