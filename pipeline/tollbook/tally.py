"""What adds up to what: the figures of one harm of an event, from its claims.

Which counts are added is told in ``adding.py``, and which of their sums is taken in ``rivals.py``. A part is never added to
its whole, nor a repetition at all, and attackers who died are left out. What is told of some of the people, their status or
their age, is looked for in every repetition of the figure that is taken, and counted once.

The room ``incident`` makes its claims of a document, ``store`` of the rows of a database; both count here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from .adding import Adds, added, standing
from .rivals import People, as_read, is_rival, largest
from .values import Toll
from .vocabulary import Harm, Modality, Op, Status, ZoneLabel

Choice: TypeAlias = Literal["read", "lowest", "latest", "largest"]
"""Which of the rival counts is ``best``. ``read``: the headline's own, else the largest; ``lowest``: of all of them."""

UNTOLD = ("unknown", "mixed")
"""Statuses that say nothing of how many were civilians, fighters or soldiers."""


class Bounds(NamedTuple):
    """What a claim amounts to: null where open or unknown. ``vague``: a word, no figure."""

    low: int | None
    best: int | None
    high: int | None
    vague: bool


def as_stated(op: Op, low: int | None, high: int | None) -> Bounds:
    """What a claim's own words amount to: of a range the middle, rounded down; of a bare plural no figure.

    >>> as_stated("range", 35, 40).best, as_stated("lte", None, 20).best, as_stated("plural", 2, None).best
    (37, 20, None)
    """
    best = low if low is not None else high
    if op in ("range", "alt") and low is not None and high is not None:
        best = (low + high) // 2
    return Bounds(low, None if op == "plural" else best, high, op in ("vague", "plural"))


@dataclass(frozen=True, slots=True)
class Counted:
    """A claim as counting sees it.

    Attributes:
        bounds: What it amounts to, see `as_stated`.
        sentence: Number of its sentence, rising.
        adds: Whether its words add it to what was said before; nth: which of all the harmed somebody is: see ``adding.py``.
        counted: Whether words state its number. named: Whether it says whom it counts.
        told_with: Whether "with" leads it in ("the toll rose to 12, with several civilians killed").
        brings: Whether the text says that it brought its whole to what that is.
        boasted: Whether those who say so did it, or claim it of their enemy; of_enemy: whether those who say so fight whom
            it counts: see ``boasts.py``.
    """

    id: str
    harm: Harm
    op: Op
    bounds: Bounds
    status: Status = "unknown"
    demographic: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    subset_of: str | None = None
    same_as: str | None = None
    superseded_by: str | None = None
    attribution: str | None = None
    sentence: int = 0
    adds: Adds = "no"
    nth: int | None = None
    counted: bool = True
    named: bool = True
    told_with: bool = False
    brings: bool = False
    zone: ZoneLabel = "body"
    modality: Modality = "asserted"
    boasted: bool = False
    of_enemy: bool = False

    @property
    def figure(self) -> int | None:
        """The one number that stands for it."""
        return self.bounds.best if self.bounds.best is not None else self.bounds.low


@dataclass(frozen=True, slots=True)
class Sum:
    """Claims of one harm that are added: the groups of one sentence, with what later sentences add.

    Attributes:
        risen: Whether the text says that new deaths brought it to this.
    """

    claims: tuple[Counted, ...]
    risen: bool = False

    @property
    def low(self) -> int | None:
        """Sum of the lower bounds that are known."""
        return _total(one.bounds.low for one in self.claims)

    @property
    def best(self) -> int | None:
        """Sum of the stated figures."""
        return _total(one.bounds.best for one in self.claims)

    @property
    def high(self) -> int | None:
        """Sum of the upper bounds, or null where any side is open."""
        return (
            None if any(one.bounds.high is None for one in self.claims) else _total(c.bounds.high for c in self.claims)
        )

    @property
    def vague(self) -> bool:
        """Whether no claim of it states a figure."""
        return all(one.bounds.vague for one in self.claims)

    @property
    def ceiling(self) -> bool:
        """Whether its claims say only how many it were at most."""
        return all(one.op in ("lte", "lt") for one in self.claims)

    @property
    def boasted(self) -> bool:
        """Whether those who say so are those who did it."""
        return all(one.boasted for one in self.claims)

    @property
    def feared(self) -> bool:
        """Whether no claim of it is asserted."""
        return all(one.modality == "possible" for one in self.claims)

    @property
    def headlined(self) -> bool:
        """Whether the headline states it; "patients and a midwife" is no figure of all."""
        plural = any(one.op == "plural" for one in self.claims)
        return not (self.vague or plural) and any(one.zone == "headline" for one in self.claims)

    @property
    def rounded(self) -> bool:
        """Whether a claim of it says that there are more."""
        return any(one.op == "gt" for one in self.claims)

    @property
    def tells(self) -> frozenset[str]:
        """The claims that it adds, by the first that told each."""
        return frozenset(one.same_as or one.id for one in self.claims)

    @property
    def people(self) -> frozenset[People]:
        """What its claims say of those they count."""
        return frozenset((one.status, one.demographic, one.role) for one in self.claims)


def _total(numbers: Iterable[int | None]) -> int | None:
    known = [n for n in numbers if n is not None]
    return sum(known) if known else None


def of_harm(claims: Iterable[Counted], harm: str) -> list[Counted]:
    """The claims of one harm that count: the attackers' own deaths do not."""
    return [one for one in claims if one.harm == harm and "attacker" not in one.role]


def sums(counted: Sequence[Counted]) -> list[Sum]:
    """The rival sums of claims of one harm, in order of the text."""
    raised = {one.subset_of for one in counted if one.brings}
    # What a side tells of its enemy's dead is a boast where civilians are told of too: the same people may be meant.
    civilians = any(one.status == "civilian" for one in counted)
    tops: list[Counted] = []
    for claim in standing(counted):
        if not (tops and _is_told_with(claim, tops[-1])):
            boasts = claim.of_enemy and civilians and not claim.boasted
            tops.append(replace(claim, boasted=True) if boasts else claim)
    own = {one.id: one for one in tops}
    groups = added([_sided(one, counted) for one in tops])
    return [Sum(tuple(own[one.id] for one in group), any(one.id in raised for one in group)) for group in groups]


def _sided(claim: Counted, counted: Iterable[Counted]) -> Counted:
    """The claim with the status of its parts where it says none: "eleven fallen, namely eight soldiers"."""
    if claim.status != "unknown":
        return claim
    parts = {one.status for one in counted if one.subset_of == claim.id}
    side = next((side for side in _SIDES if side in parts and parts <= {side, "civilian"}), None)
    return claim if side is None else replace(claim, status=side)


_SIDES: tuple[Status, ...] = ("security", "combatant")


def _is_told_with(claim: Counted, whole: Counted) -> bool:
    """Whether a claim tells of some of those just counted: "the toll rose to 12, with several civilians killed"."""
    fits = (claim.bounds.low or 0) <= (whole.figure or 0) and claim.sentence == whole.sentence
    return claim.told_with and fits and whole.status in UNTOLD and claim.status not in UNTOLD


def stated(candidates: Sequence[Sum]) -> list[Sum]:
    """Sums with a figure, else those with a vague word that amounts to one."""
    known = [one for one in candidates if one.best is not None]
    return [one for one in known if not one.vague] or known


def choose(candidates: Sequence[Sum], how: Choice) -> Sum | None:
    """The sum whose figure is taken, or null where none amounts to a figure."""
    known = stated(candidates)
    if not known:
        return None
    match how:
        case "latest":
            return known[-1]
        case "largest":
            return largest(known)
        case "read":
            return as_read(known)
        case "lowest":
            return _lowest(known)


def _lowest(known: Sequence[Sum]) -> Sum:
    """The lowest figure for all of them: a few who are told apart are no count of the whole, nor is "up to" or none one
    where another figure is stated."""
    read = as_read(known)
    whole = [one for one in known if one is read or is_rival(one, read)]
    firm = [one for one in whole if one.best and not one.ceiling] or [one for one in whole if one.best] or whole
    return min(firm, key=lambda one: one.best or 0)


def tally(claims: Iterable[Counted], harm: str, how: Choice) -> Toll | None:
    """The figures of one harm of an event, or null where no claim tells of it.

    Args:
        claims: The claims of the event, in order of the text.
        harm: Which harm.
        how: Which of the rival counts is best.

    >>> twelve = Counted("c1", "killed", "eq", as_stated("eq", 12, 12))
    >>> again = Counted("c2", "killed", "eq", as_stated("eq", 12, 12), same_as="c1", sentence=1)
    >>> three = Counted("c3", "killed", "eq", as_stated("eq", 3, 3), status="civilian", subset_of="c2", sentence=1)
    >>> found = tally([twelve, again, three], "killed", "read")
    >>> found.best, found.by_status
    (12, (('civilian', 3),))
    """
    counted = of_harm(claims, harm)
    candidates = sums(counted)
    if not candidates:
        return None
    chosen = choose(candidates, how)
    if chosen is None:
        return Toll(low=min((one.low for one in candidates if one.low is not None), default=None))
    known = stated(candidates)
    parts = Parts(counted)
    children, women, men = (parts.group(chosen, one) for one in ("child", "woman", "man"))
    return Toll(_low(known, counted, chosen), chosen.best, _high(known), parts.by_status(chosen), children, women, men)


def _low(known: Sequence[Sum], counted: Sequence[Counted], chosen: Sum) -> int | None:
    """The lowest figure of all of them, but none below the largest exact part of the dead or wounded."""
    read = as_read(known)
    rivals = [one for one in known if one is read or one is chosen or is_rival(one, read)]
    lows = [one.low for one in rivals if one.low is not None]
    parts = [one for one in counted if one.subset_of is not None and one.op == "eq" and one.modality == "asserted"]
    told = [one.bounds.low for one in parts if one.bounds.low is not None and one.bounds.low <= (chosen.best or 0)]
    return max(min(lows), max(told, default=0)) if lows else None


def _high(known: Sequence[Sum]) -> int | None:
    highs = [one.high for one in known]
    return None if any(high is None for high in highs) else max((n for n in highs if n is not None), default=None)


class Parts:
    """What the claims of one harm tell of some of the people of a figure, wherever the figure is repeated."""

    def __init__(self, counted: Sequence[Counted]) -> None:
        by_id = {one.id: one for one in counted}
        self._first = {one.id: _first(one, by_id) for one in counted}
        self._mentions: dict[str, list[Counted]] = {}
        for one in counted:
            self._mentions.setdefault(self._first[one.id], []).append(one)
        self._parts = [one for one in counted if one.subset_of is not None]

    def by_status(self, chosen: Sum) -> tuple[tuple[Status, int], ...]:
        """How many of the chosen claims were civilians, fighters, soldiers: as they say themselves, else by their parts."""
        found: dict[Status, int] = {}
        for claim in chosen.claims:
            for status, number in self._statuses(claim).items():
                found[status] = found.get(status, 0) + number
        return tuple(sorted(found.items()))

    def _statuses(self, claim: Counted) -> dict[Status, int]:
        own = self._of_status(claim)
        if own is not None:
            return dict([own])
        found: dict[Status, int] = {}
        for mention in self._mentions[self._first[claim.id]]:
            # The parts of one mention are different people; what two mentions tell may be of the same.
            for status, number in self._parts_of(mention).items():
                found[status] = max(found.get(status, 0), number)
        return found

    def _parts_of(self, mention: Counted) -> dict[Status, int]:
        found: dict[Status, int] = {}
        seen: set[str] = set()
        for part in self._parts:
            first = self._first[part.id]
            if part.subset_of != mention.id or part.superseded_by is not None or first in seen:
                continue
            seen.add(first)
            told = self._of_status(part)
            if told is not None:
                found[told[0]] = found.get(told[0], 0) + told[1]
        return found

    def _of_status(self, claim: Counted) -> tuple[Status, int] | None:
        """The status that a claim gives its people, or a repetition of it, with how many they are."""
        for one in (claim, *self._mentions[self._first[claim.id]]):
            if one.status not in UNTOLD and one.bounds.low is not None:
                return one.status, one.bounds.low
        return None

    def group(self, chosen: Sum, demographic: str) -> int | None:
        """How many of the chosen claims, or of their parts, are of one demographic; the largest where it is repeated."""
        own = [one.bounds.low for one in chosen.claims if one.demographic[:1] == (demographic,)]
        if any(low is not None for low in own):
            return _total(own)
        lows = [one.bounds.low for one in self._parts if demographic in one.demographic and one.same_as is None]
        most = chosen.best
        return max((low for low in lows if low is not None and (most is None or low <= most)), default=None)


def _first(claim: Counted, by_id: Mapping[str, Counted]) -> str:
    """The claim that a claim repeats, of those at hand; itself where it repeats none."""
    seen = {claim.id}
    while (earlier := by_id.get(claim.same_as or "")) is not None and earlier.id not in seen:
        claim = earlier
        seen.add(claim.id)
    return claim.id
