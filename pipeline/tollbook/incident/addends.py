"""The claims of one harm of an event with what adding needs to know of them; see ``adding.py`` of the ground floor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..adding import Adds, adds, nth
from ..spans import by_id, characters, lowers
from ..values import Actor, Attribution, Circumstance, Claim, Status


def stated_figure(claim: Claim) -> int | None:
    """The one number that stands for a claim: of "35 to 40" the middle, rounded down."""
    low, high = claim.count.low, claim.count.high
    if claim.count.op in ("range", "alt") and low is not None and high is not None:
        return (low + high) // 2
    return low if low is not None else high


@dataclass(frozen=True, slots=True)
class Addend:
    """A claim with what adding needs to know of it; see `tollbook.adding.Addend`."""

    claim: Claim
    sentence: int
    attribution: str | None
    adds: Adds
    nth: int | None
    boasted: bool
    status: str

    @property
    def zone(self) -> str:
        """The part of the page that it stands in."""
        return self.claim.zone

    @property
    def op(self) -> str:
        """The operator of its number."""
        return self.claim.count.op

    @property
    def figure(self) -> int | None:
        """The one number that stands for it."""
        return stated_figure(self.claim)

    @property
    def counted(self) -> bool:
        """Whether words state its number."""
        return self.claim.count.extent is not None and not self.claim.rule.endswith(":pronoun")

    @property
    def named(self) -> bool:
        """Whether it says whom it counts."""
        return self.claim.victims.extent is not None

    @property
    def modality(self) -> str:
        """How it is put."""
        return self.claim.modality


def _own(doc: Doc, claim: Claim) -> tuple[int, int]:
    """The characters of a claim's number and people."""
    told = [one for one in (claim.count.extent, claim.victims.extent) if one is not None] or [claim.extent]
    start, end = min(one.start for one in told), max(one.end for one in told)
    return _characters(doc, start, end)


def _status(claim: Claim, members: Iterable[Claim]) -> Status:
    """The status of a claim's people, by its parts where it says none: "eleven fallen, namely eight soldiers"."""
    if claim.victims.status != "unknown":
        return claim.victims.status
    parts = {one.victims.status for one in members if one.subset_of == claim.id}
    return next((side for side in _SIDES if side in parts and parts <= {side, "civilian"}), "unknown")


_SIDES: tuple[Status, ...] = ("security", "combatant")


def _characters(doc: Doc, start: int, end: int) -> tuple[int, int]:
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _identity(actor: Actor) -> str:
    return actor.catalogue or actor.refers_to or actor.name


def _boasts(doc: Doc, claims: Iterable[Claim]) -> set[str]:
    """The claims that are told by those who are said to have done it, or by one side of the other's dead.

    What a side tells of the other's dead is a boast by its own word ("claimed"), and where civilians are told of too: the
    same people may be meant.
    """
    members = list(claims)
    actors, told = by_id(doc._.actor or ()), by_id(doc._.attribution or ())
    circumstances = {c.claim: c for c in doc._.circumstance or ()}
    civilians = any(one.victims.status == "civilian" for one in members)
    found: set[str] = set()
    for claim in members:
        c = circumstances.get(claim.id)
        if c is None or c.attribution is None:
            continue
        telling = told[c.attribution]
        teller = None if telling.actor is None else actors[telling.actor]
        of_enemy = teller is not None and _is_enemy(claim, teller) and (civilians or telling.stance == "claim")
        if of_enemy or _is_own_deed(c, telling, teller, actors):
            found.add(claim.id)
    return found


def _is_enemy(claim: Claim, teller: Actor) -> bool:
    """Whether the people of a claim are those whom its teller fights."""
    if teller.kind == "armed_group" and "official" in claim.victims.role:
        return True
    return claim.victims.status in _ENEMIES.get(teller.kind, ())


_ENEMIES: Mapping[str, frozenset[Status]] = {
    "military": frozenset({"combatant"}),
    "police": frozenset({"combatant"}),
    "government": frozenset({"combatant"}),
    "official": frozenset({"combatant"}),
    "armed_group": frozenset({"security", "combatant"}),
}
"""Whom those of a kind of actor fight."""


def _is_own_deed(told: Circumstance, telling: Attribution, teller: Actor | None, actors: Mapping[str, Actor]) -> bool:
    """Whether those who tell of a harm are said to have done it."""
    if told.responsibility != "claimed" or told.perpetrator is None:
        return False
    doer = actors[told.perpetrator]
    if teller is not None:
        return _identity(teller) == _identity(doer)
    return telling.source is not None and telling.source.overlaps(doer.extent)


def _is_told_with(doc: Doc, one: Addend, other: Addend) -> bool:
    """Whether a claim tells of some of those just counted: "the toll rose to 12, with several civilians killed"."""
    claim, whole = one.claim, other.claim
    if one.sentence != other.sentence:
        return False
    before = lowers(doc[max(0, claim.extent.start - 2) : claim.extent.start + 1])
    fits = (claim.count.low or 0) <= (stated_figure(whole) or 0) and whole.victims.status in ("unknown", "mixed")
    return "with" in before and fits and claim.victims.status not in ("unknown", "mixed")


def addends(doc: Doc, claims: Sequence[Claim], tops: Iterable[Claim]) -> list[Addend]:
    """What is added of the claims of one harm, in order of the text.

    Args:
        claims: All of them. tops: Those that are no part of another, no repetition, and hold still.
    """
    sources = {c.claim: c.attribution for c in doc._.circumstance or ()}
    boasts = _boasts(doc, claims)
    text = characters(doc)
    told = [
        Addend(
            claim,
            doc[claim.trigger].sent.start,
            sources.get(claim.id),
            adds(text, _characters(doc, claim.extent.start, claim.extent.end), _own(doc, claim)),
            nth(text, _own(doc, claim)),
            claim.id in boasts,
            _status(claim, claims),
        )
        for claim in tops
    ]
    return [one for n, one in enumerate(told) if n == 0 or not _is_told_with(doc, one, told[n - 1])]
