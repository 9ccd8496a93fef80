"""Threads: which claims speak of one event, so that what the article says of it once holds for all of them.

Claims are taken in the order of the text. One that repeats, revises or is part of another goes with it. Any other goes on
with the event told before it, unless something parts it from that: another item of the page, a place that cannot be the
event's, another day, words that turn to another event ("elsewhere", "in a separate attack"), or that it is told as
something earlier. A place or day that an event before it had leads back to that event.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc

from ..lexicon import table
from ..spans import lowers
from ..values import Claim, Place, When
from .context import Context
from .places import BROAD, made_precise, may_contain, own_place, told_before

RUNNING = frozenset({"period", "conflict"})
"""Scopes that sum over more than events; such a claim is in no thread."""

TENFOLD = 10
OUTSIZE = 200
"""A figure this large, and ten times that of the event told before it, is no figure of that event."""

OUTSET = 4
"""Most sentences between the first claim of an event and the sentence that says where it was."""

_POINTS = frozenset({"facility", "neighbourhood", "village", "town", "city", "base", "unknown", "admin2"})
_NEAR_DEGREES = 0.25
"""Two points closer than this (about 25 km) may be a town and its quarter or village."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A row of ``turns.csv``: words that turn from one event to another, and where in the sentence they must stand."""

    form: str
    where: Literal["start", "any"]
    example: str
    counterexample: str


@lru_cache(maxsize=1)
def turns() -> tuple[Turn, ...]:
    """The table."""
    return table("circumstance", "turns", Turn, ("form",))


@dataclass(slots=True)
class Thread:
    """An event while its claims are being gathered.

    Attributes:
        grounds: For each of its claims, by id, the rule that brought it here.
    """

    number: int
    line: int
    item: int
    background: bool
    claims: list[Claim] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    grounds: dict[str, str] = field(default_factory=dict)


def turn_of(doc: Doc, claim: Claim) -> Turn | None:
    """The words by which the sentence of a claim turns to another event, or null.

    >>> import tollbook
    >>> doc = tollbook.load()("Two men died in Homs. In a separate attack, three died.")
    >>> [row and row.form for row in (turn_of(doc, claim) for claim in doc._.casualty)]
    [None, 'in a separate']
    """
    sent = doc[claim.trigger].sent
    words = " " + " ".join(word for word in lowers(sent) if word[-1].isalnum()) + " "
    return next(
        (
            row
            for row in turns()
            if (words.startswith(f" {row.form} ") if row.where == "start" else f" {row.form} " in words)
        ),
        None,
    )


def places_part(one: Place, other: Place) -> bool:
    """Whether two places cannot be one event's."""
    if (one.entry is not None and one.entry == other.entry) or one.name == other.name:
        return False
    if one.country is not None and other.country is not None and one.country != other.country:
        return True
    if one.id in other.within or other.id in one.within:
        return False
    if one.type in _POINTS and other.type in _POINTS:
        return not _near(one, other)
    if may_contain(one, other) or may_contain(other, one):
        return False
    return _different_provinces(one, other)


def places_meet(one: Place, other: Place) -> bool:
    """Whether two mentions are of one place, no wider than a town and what is round it."""
    if one.type in BROAD or other.type in BROAD:
        return False
    if (one.entry is not None and one.entry == other.entry) or one.name == other.name:
        return True
    return one.id in other.within or other.id in one.within


def _different_provinces(one: Place, other: Place) -> bool:
    first = one.name if one.type == "admin1" else one.admin1
    second = other.name if other.type == "admin1" else other.admin1
    return first is not None and second is not None and first != second


def _is_rough(place: Place) -> bool:
    """Whether a place has the coordinates of another, that it lies in or near."""
    return place.entry is None and place.precision is not None and place.precision >= 4


def _near(one: Place, other: Place) -> bool:
    if (
        one.lat is None
        or one.lon is None
        or other.lat is None
        or other.lon is None
        or _is_rough(one)
        or _is_rough(other)
    ):
        return not _different_provinces(one, other)
    return abs(one.lat - other.lat) <= _NEAR_DEGREES and abs(one.lon - other.lon) <= _NEAR_DEGREES


def days_part(one: When, other: When) -> bool:
    """Whether two dates, both resolved to days, do not meet."""
    if not (one.start and one.end and other.start and other.end):
        return False
    width = min(len(one.start), len(other.start))
    return one.end[:width] < other.start[:width] or other.end[:width] < one.start[:width]


class _Gathering:
    """Goes through the claims of a document and says to which thread each belongs."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.threads: list[Thread] = []
        self.of_group: dict[str, Thread] = {}
        self.current: dict[tuple[int, int], Thread] = {}
        self.previous: Claim | None = None

    def thread(self, claim: Claim) -> Thread:
        """The thread of the next claim."""
        context = self.context
        part = (context.lines[claim.trigger], context.items[claim.trigger])
        own, date = own_place(context, claim), self._date(claim)
        since = context.sentence[self.previous.trigger] if self.previous is not None else -1
        place = own or told_before(context, claim, since)
        linked = self.of_group.get(context.groups[claim.id])
        found, ground = (linked, "thread.linked") if linked else self._going_on(claim, part, place, date)
        if found is None:
            found = Thread(len(self.threads), *part, claim.background)
            self.threads.append(found)
            if place is None or place.type in BROAD:
                precise = made_precise(context, claim, place, (), OUTSET)
                found.places += [precise] if precise is not None else []
        found.claims.append(claim)
        found.grounds[claim.id] = ground
        found.places += [place] if place is not None else []
        found.dates += [date] if date is not None else []
        self.of_group.setdefault(context.groups[claim.id], found)
        self.current[part] = found
        self.previous = claim
        return found

    def _date(self, claim: Claim) -> When | None:
        here = self.context.in_sentence(claim, self.context.dates)
        return next((date for date in here if date.role == "event"), None)

    def _going_on(
        self, claim: Claim, part: tuple[int, int], place: Place | None, date: When | None
    ) -> tuple[Thread | None, str]:
        """The event that a claim goes on with, or null, and the rule that says so."""
        current = self.current.get(part)
        if self._turns(claim):
            return None, "thread.turns"
        parted = "thread.first" if current is None else parted_by(current, claim, place, date)
        if parted is None:
            return current, "thread.goes_on"
        if self.context.running:
            told = self._told_in_another_item(claim, part, place, date)
            if told is not None:
                return told, "thread.another_item"
        if place is None and date is None:
            return None, parted
        earlier = [t for t in reversed(self.threads) if (t.line, t.item) == part and t is not current]
        found = next((t for t in earlier if t.places and parted_by(t, claim, place, date) is None), None)
        return found, parted if found is None else "thread.leads_back"

    def _told_in_another_item(
        self, claim: Claim, part: tuple[int, int], place: Place | None, date: When | None
    ) -> Thread | None:
        """The event that an entry of a live blog, or a line of a list of headlines, takes up again."""
        others = [t for t in reversed(self.threads) if t.line == part[0] == 0 and t.item != part[1]]
        others = [t for t in others if parted_by(t, claim, place, date) is None]
        others = [t for t in others if not _means_part(self.context, claim, t)]
        if place is not None:
            return next((t for t in others if any(places_meet(place, other) for other in t.places)), None)
        first = self.threads[0] if self.threads else None
        elsewhere = any(
            self.context.items[p.extent.start] == part[1] and p.role == "incident" for p in self.context.places
        )
        return first if first in others and first.item == 0 and not elsewhere else None

    def _turns(self, claim: Claim) -> bool:
        before = self.previous
        if before is None or self.context.distance(claim, before) == 0:
            return False
        return turn_of(self.context.doc, claim) is not None


def parted_by(thread: Thread, claim: Claim, place: Place | None, date: When | None) -> str | None:
    """The rule that parts a claim from a thread, or null where nothing does."""
    if thread.background != claim.background:
        return "thread.background_parts"
    if _outgrows(thread, claim):
        return "thread.outgrows"
    if place is not None and any(places_part(place, other) for other in thread.places):
        return "thread.place_parts"
    if date is not None and any(days_part(date, other) for other in thread.dates):
        return "thread.day_parts"
    return None


def _means_part(context: Context, claim: Claim, thread: Thread) -> bool:
    """Whether the sentence of a claim names other means than those of an event."""
    own = {w.cls for w in context.in_sentence(claim, context.weapons) if w.role == "used"}
    told = {w.cls for one in thread.claims for w in context.in_sentence(one, context.weapons) if w.role == "used"}
    return bool(own and told) and "method" not in own | told and own.isdisjoint(told)


def _outgrows(thread: Thread, claim: Claim) -> bool:
    """Whether a figure is out of all proportion to what was told of the event: it sums over more than that."""
    size = claim.count.low or claim.count.high or 0
    told = [other.count.low or other.count.high or 0 for other in thread.claims if other.harm == claim.harm]
    return size >= OUTSIZE and bool(told) and size >= TENFOLD * max(told)


def threads(context: Context) -> dict[str, Thread]:
    """The thread of each claim that is in one, by the claim's id.

    >>> import tollbook
    >>> from tollbook.circumstance.context import context
    >>> doc = tollbook.load()("Shelling killed two men in Homs. Three others were hurt. In Aleppo, a bomb killed five.")
    >>> [thread.number for thread in threads(context(doc)).values()]
    [0, 0, 1]
    """
    gathering = _Gathering(context)
    return {claim.id: gathering.thread(claim) for claim in context.claims if claim.scope not in RUNNING}
