"""What adds up to what: the toll of one event from its claims, under a named policy.

Which claims are added is told in ``adding.py``. Which of several sums is ``best`` is a policy: as the article reads, it is
the headline's own figure, else the largest, and never the boast of those who attacked nor a fear, where somebody else
states a figure. A part is never added to its whole, a repetition never added at all. The deaths of attackers are told apart
by the claims and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from ..adding import added
from ..rivals import RIVAL_SHARE, People, as_read, is_rival, largest
from ..values import Claim, Harm, Status, Toll
from .addends import addends, stated_figure


@dataclass(frozen=True, slots=True)
class Sum:
    """Claims of one harm that are added: the groups of one sentence, with what later sentences add.

    Attributes:
        boasted: Whether those who say so are those who did it.
        risen: Whether the text says that new deaths brought it to this.
    """

    claims: tuple[Claim, ...]
    boasted: bool = False
    risen: bool = False

    @property
    def low(self) -> int | None:
        """Sum of the lower bounds, or of the stated figures where a claim has an upper bound only."""
        known = [c.count.low for c in self.claims if c.count.low is not None]
        return sum(known) if known else None

    @property
    def best(self) -> int | None:
        """Sum of the stated figures: the middle of a range, the lower bound, or the upper where that alone is stated."""
        numbers = [n for c in self.claims if c.count.op != "plural" and (n := stated_figure(c)) is not None]
        return sum(numbers) if numbers else None

    @property
    def high(self) -> int | None:
        """Sum of the upper bounds, or null where any side is open."""
        known = [c.count.high for c in self.claims]
        if any(n is None for n in known):
            return None
        return sum(n for n in known if n is not None)

    @property
    def vague(self) -> bool:
        """Whether no claim of it states a figure."""
        return all(c.count.op in ("vague", "plural") for c in self.claims)

    @property
    def feared(self) -> bool:
        """Whether no claim of it is asserted."""
        return all(c.modality == "possible" for c in self.claims)

    @property
    def headlined(self) -> bool:
        """Whether the headline states it."""
        return not self.vague and any(c.zone == "headline" for c in self.claims)

    @property
    def rounded(self) -> bool:
        """Whether a claim of it says that there are more."""
        return any(c.count.op == "gt" for c in self.claims)

    @property
    def people(self) -> frozenset[People]:
        """What its claims say of those they count."""
        return frozenset((c.victims.status, c.victims.demographic, c.victims.role) for c in self.claims)


def _is_top(claim: Claim, harm_of: Mapping[str, Harm]) -> bool:
    """Whether a claim is neither part, repetition nor outdated form of another claim of its harm."""
    for target in (claim.subset_of, claim.same_as):
        if target is not None and harm_of.get(target) == claim.harm:
            return False
    return claim.superseded_by is None


def sums(doc: Doc, claims: Iterable[Claim], harm: Harm) -> list[Sum]:
    """The rival sums of one harm, in order of the text."""
    chosen = [c for c in claims if c.harm == harm and "attacker" not in c.victims.role]
    harm_of: dict[str, Harm] = {c.id: c.harm for c in chosen}
    told = addends(doc, chosen, [one for one in chosen if _is_top(one, harm_of)])
    raised = {one.subset_of for one in chosen if any(e.rule == "link.brought_to" for e in one.evidence)}
    return [
        Sum(
            tuple(one.claim for one in group),
            all(one.boasted for one in group),
            any(one.claim.id in raised for one in group),
        )
        for group in added(told)
    ]


def stated(candidates: list[Sum]) -> list[Sum]:
    """Sums with a figure, else those with a vague word."""
    return [s for s in candidates if s.best is not None and not s.vague] or [
        s for s in candidates if s.best is not None
    ]


def _highest(candidates: list[Sum]) -> Sum | None:
    known = stated(candidates)
    return largest(known) if known else None


def _as_read(candidates: list[Sum]) -> Sum | None:
    known = stated(candidates)
    return as_read(known) if known else None


def _lowest(candidates: list[Sum]) -> Sum | None:
    """The lowest figure for all of them: a few who are told apart are no count of the whole."""
    read = _as_read(candidates)
    whole = [s for s in stated(candidates) if read is None or s is read or is_rival(s, read)]
    return min(whole, key=lambda s: s.best or 0, default=None)


def _latest(candidates: list[Sum]) -> Sum | None:
    known = stated(candidates)
    return known[-1] if known else None


POLICIES: Mapping[str, Callable[[list[Sum]], Sum | None]] = {
    "as_read": _as_read,
    "acled": _lowest,
    "ucdp_low": _lowest,
    "latest": _latest,
    "highest": _highest,
}
"""How ``best`` is chosen among rival sums. ``acled`` and ``ucdp_low`` take the lowest stated figure
(ACLED codebook: lowest until corroborated; UCDP GED: the low estimate)."""

_ACLED_VAGUE = ((2000, 1000), (200, 100), (40, 20), (24, 12), (20, 10))
"""Lower bound of a vague word in the guidelines' reading, and what ACLED puts for it."""


def _best(chosen: Sum, policy: str) -> int | None:
    best = chosen.best
    if policy == "acled" and chosen.vague and best is not None:
        return next((figure for low, figure in _ACLED_VAGUE if best >= low), 3)
    return best


def _by_status(chosen: Sum, parts: list[Claim]) -> tuple[tuple[Status, int], ...]:
    found: dict[Status, int] = {}
    for claim in chosen.claims:
        if claim.victims.status not in ("unknown", "mixed") and claim.count.low is not None:
            found[claim.victims.status] = found.get(claim.victims.status, 0) + claim.count.low
            continue
        for part in parts:
            known = part.victims.status not in ("unknown", "mixed")
            if part.subset_of == claim.id and known and part.count.low is not None:
                found[part.victims.status] = found.get(part.victims.status, 0) + part.count.low
    return tuple(sorted(found.items()))


def _group(chosen: Sum, parts: list[Claim], demographic: str) -> int | None:
    """How many of the chosen claims, or of their parts, are of one demographic; the largest where it is repeated."""
    own = [c for c in chosen.claims if c.victims.demographic[:1] == (demographic,) and c.count.low is not None]
    if own:
        return sum(c.count.low or 0 for c in own)
    stated = [
        p.count.low
        for p in parts
        if demographic in p.victims.demographic and p.count.low is not None and p.same_as is None
    ]
    fitting = [n for n in stated if chosen.best is None or n <= chosen.best]
    return max(fitting, default=None)


def toll(doc: Doc, claims: Iterable[Claim], harm: Harm, policy: str = "as_read") -> Toll | None:
    """The toll of one harm of an event, or null where no claim tells of it.

    Args:
        doc: The document.
        claims: The claims of the event.
        harm: Which harm.
        policy: A key of `POLICIES`.

    >>> import tollbook
    >>> doc = tollbook.load()("At least 40 villagers, including nine children, were killed in Homs.")
    >>> found = toll(doc, doc._.casualty, "killed")
    >>> (found.low, found.best, found.high, found.children)
    (40, 40, None, 9)
    """
    members = list(claims)
    candidates = sums(doc, members, harm)
    if not candidates:
        return None
    chosen = POLICIES[policy](candidates)
    if chosen is None:
        lows = [s.low for s in candidates if s.low is not None]
        return Toll(low=min(lows, default=None))
    parts = [c for c in members if c.harm == harm and c.subset_of is not None]
    rivals = [one for one in stated(candidates) if one is chosen or is_rival(one, chosen)]
    return Toll(
        low=_low(rivals, parts, chosen),
        best=_best(chosen, policy),
        high=_high(stated(candidates)),
        by_status=_by_status(chosen, parts),
        children=_group(chosen, parts, "child"),
        women=_group(chosen, parts, "woman"),
        men=_group(chosen, parts, "man"),
    )


def _low(rivals: list[Sum], parts: list[Claim], chosen: Sum) -> int | None:
    """The lowest figure, but none below the largest exact part of the dead or wounded."""
    lows = [s.low for s in rivals if s.low is not None]
    told = [c.count.low for c in parts if c.count.op == "eq" and c.modality == "asserted" and c.count.low is not None]
    least = max((n for n in told if n <= (chosen.best or 0)), default=0)
    return max(min(lows), least) if lows else None


def _high(rivals: list[Sum]) -> int | None:
    highs = [s.high for s in rivals]
    return None if any(h is None for h in highs) else max((h for h in highs if h is not None), default=None)


def disputed(doc: Doc, claims: Iterable[Claim], harm: Harm) -> bool:
    """Whether sums that name exact figures differ; one far below the largest is some of its people told apart."""
    exact = {s.best for s in sums(doc, claims, harm) if not s.vague and all(c.count.op == "eq" for c in s.claims)}
    figures = {figure for figure in exact if figure is not None}
    top = max(figures, default=0)
    return any(figure != top and (figure == 0 or RIVAL_SHARE * figure >= top) for figure in figures)
