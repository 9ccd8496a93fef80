"""Counting an incident anew from its claims: under another policy, or after people corrected them.

Which claims are added is told in ``adding.py``. A part is never added to its whole, nor a repetition at all, and attackers
who died are left out. The room ``incident`` counts so from the document; here it is done from the claims alone, so
sentences are told from the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..adding import Adds, added
from ..rivals import People, as_read, is_rival, largest
from .policies import Policy, acled_figures


@dataclass(frozen=True, slots=True)
class Claim:
    """What counting needs to know of a claim; its figures are those after review.

    Attributes:
        boasted: Whether those who say so did it. counted: Whether words state its number. named: Whether it says whom it
            counts.
    """

    id: str
    harm: str
    op: str
    low: int | None
    high: int | None
    status: str = "unknown"
    demographic: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    subset_of: str | None = None
    same_as: str | None = None
    superseded_by: str | None = None
    attribution: str | None = None
    sentence: int = 0
    adds: Adds = "no"
    nth: int | None = None
    zone: str = "body"
    modality: str = "asserted"
    boasted: bool = False
    counted: bool = True
    named: bool = True

    @property
    def figure(self) -> int | None:
        """The one number that stands for it."""
        if self.op in ("range", "alt") and self.low is not None and self.high is not None:
            return (self.low + self.high) // 2
        return self.low if self.low is not None else self.high


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one harm of an incident; null where unknown or open."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    civilian: int | None = None
    combatant: int | None = None
    security: int | None = None
    children: int | None = None
    women: int | None = None
    men: int | None = None


@dataclass(frozen=True, slots=True)
class _Bounds:
    low: int | None
    best: int | None
    high: int | None
    vague: bool


def _bounds(claim: Claim, policy: Policy) -> _Bounds:
    """What a claim amounts to under a policy."""
    low, high = claim.low, claim.high
    if claim.op == "plural":
        return _Bounds(low, policy.plural, high, True) if policy.vague != "nothing" else _Bounds(None, None, None, True)
    vague = claim.op == "vague" and low != high
    if vague and policy.vague == "nothing":
        return _Bounds(None, None, None, True)
    if vague and policy.vague == "acled" and low is not None:
        figure = acled_figures().get(low, low)
        return _Bounds(figure, figure, high, True)
    best = claim.figure if policy.vague != "acled" or low is None else low
    return _Bounds(low, best, high, claim.op == "vague")


@dataclass(frozen=True, slots=True)
class _Sum:
    """Claims that are added."""

    claims: tuple[Claim, ...]
    low: int | None
    best: int | None
    high: int | None
    vague: bool
    ceiling: bool

    risen: bool = False

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
        """Whether the headline states it."""
        return not self.vague and any(one.zone == "headline" for one in self.claims)

    @property
    def rounded(self) -> bool:
        """Whether a claim of it says that there are more."""
        return any(one.op == "gt" for one in self.claims)

    @property
    def people(self) -> frozenset[People]:
        """What its claims say of those they count."""
        return frozenset((one.status, one.demographic, one.role) for one in self.claims)


def _sum(claims: Sequence[Claim], policy: Policy) -> _Sum:
    found = [_bounds(one, policy) for one in claims]
    lows = [one.low for one in found if one.low is not None]
    bests = [one.best for one in found if one.best is not None]
    highs = [one.high for one in found if one.high is not None]
    return _Sum(
        tuple(claims),
        sum(lows) if lows else None,
        sum(bests) if bests else None,
        sum(highs) if len(highs) == len(found) else None,
        all(one.vague for one in found),
        all(one.op in ("lte", "lt") for one in claims),
    )


def _counted(claims: Iterable[Claim], harm: str) -> list[Claim]:
    return [one for one in claims if one.harm == harm and "attacker" not in one.role]


def _sums(counted: list[Claim], policy: Policy) -> list[_Sum]:
    """The rival counts, in order of the text."""
    ids = {one.id for one in counted}
    tops = [one for one in counted if one.superseded_by is None and one.subset_of not in ids and one.same_as not in ids]
    return [_sum(group, policy) for group in added(tops)]


def _chosen(stated: list[_Sum], policy: Policy) -> _Sum:
    if policy.choose == "latest":
        return stated[-1]
    if policy.choose == "largest":
        return largest(stated)
    read = as_read(stated)
    if policy.choose == "read":
        return read
    whole = [one for one in stated if one is read or is_rival(one, read)]
    firm = [one for one in whole if one.best and not one.ceiling] or [one for one in whole if one.best] or whole
    return min(firm, key=lambda one: one.best or 0)


def figures(claims: Iterable[Claim], harm: str, policy: Policy) -> Figures | None:
    """The figures of one harm of an incident, or null where no claim tells of it.

    Args:
        claims: The claims of the incident, in order of the text, without those that were rejected.

    >>> from .policies import POLICIES
    >>> claims = [Claim("c1", "killed", "vague", 24, 99), Claim("c2", "killed", "eq", 31, 31, sentence=1)]
    >>> [figures(claims, "killed", POLICIES[name]).best for name in ("as_read", "acled")]
    [31, 31]
    >>> [figures(claims[:1], "killed", POLICIES[name]).best for name in ("as_read", "acled", "aoav")]
    [24, 12, None]
    """
    counted = _counted(claims, harm)
    candidates = _sums(counted, policy)
    if not candidates:
        return None
    known = [one for one in candidates if one.best is not None]
    stated = [one for one in known if not one.vague] or known
    if not stated:
        lows = [one.low for one in candidates if one.low is not None]
        return Figures(low=min(lows, default=None))
    chosen = _chosen(stated, policy)
    parts = [one for one in counted if one.subset_of is not None]
    read = as_read(stated)
    rivals = [one for one in stated if one is read or one is chosen or is_rival(one, read)]
    lows = [one.low for one in rivals if one.low is not None]
    told = [one.low for one in parts if one.op == "eq" and one.modality == "asserted" and one.low is not None]
    least = max((n for n in told if n <= (chosen.best or 0)), default=0)
    highs = [one.high for one in stated if one.high is not None]
    statuses = _by_status(chosen, parts, policy)
    return Figures(
        low=max(min(lows), least) if lows else None,
        best=chosen.best,
        high=max(highs) if len(highs) == len(stated) else None,
        civilian=statuses.get("civilian"),
        combatant=statuses.get("combatant"),
        security=statuses.get("security"),
        children=_group(chosen, parts, "child", policy),
        women=_group(chosen, parts, "woman", policy),
        men=_group(chosen, parts, "man", policy),
    )


def _by_status(chosen: _Sum, parts: list[Claim], policy: Policy) -> dict[str, int]:
    found: dict[str, int] = {}
    for claim in chosen.claims:
        known = claim.status not in ("unknown", "mixed")
        members = [claim] if known else [one for one in parts if one.subset_of == claim.id]
        for one in members:
            low = _bounds(one, policy).low
            if one.status not in ("unknown", "mixed") and low is not None:
                found[one.status] = found.get(one.status, 0) + low
    return found


def _group(chosen: _Sum, parts: list[Claim], demographic: str, policy: Policy) -> int | None:
    """How many of the chosen claims, or of their parts, are of one demographic; the largest where it is repeated."""
    own = [_bounds(one, policy).low for one in chosen.claims if one.demographic[:1] == (demographic,)]
    lows = [low for low in own if low is not None]
    if lows:
        return sum(lows)
    stated = [_bounds(one, policy).low for one in parts if demographic in one.demographic and one.same_as is None]
    return max((low for low in stated if low is not None and (chosen.best is None or low <= chosen.best)), default=None)
