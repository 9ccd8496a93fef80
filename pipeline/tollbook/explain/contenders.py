"""What lost: the same rules, asked again without what won.

A rule that takes the nearest place hands on one place. What it would have taken next is found by taking that place, and
every other mention of it, out of what the rule looks at, and asking again. So an explanation cannot drift from the rules:
it has none of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..circumstance.context import Context, context
from ..circumstance.dates import date_of
from ..circumstance.doers import direct, doers_of
from ..circumstance.perpetrators import named_by
from ..circumstance.places import place_of
from ..circumstance.reach import FAR, Doer
from ..circumstance.sources import attribution_of
from ..circumstance.thread import Thread
from ..circumstance.threads import threads
from ..circumstance.weapons import weapon_of
from ..spans import by_id
from ..values import Actor, Circumstance, Claim, Extent, Place, Weapon
from .page import Page

Chosen = tuple[str, str] | None
"""The id of a finding and the rule that chose it, or null."""

MOST = 60
"""How often the rules are asked for one value: more rivals than any article has."""


class Doers:
    """Who did what each claim tells, as the rules would say without some mentions of actors.

    The rules look at the claims of an event, and at those that are linked to them, together; what they say is kept.
    """

    def __init__(self, page: Page, found: Context, events: Mapping[str, Thread]) -> None:
        self._page = page
        self._context = found
        self._events = events
        self.same: dict[tuple[str, str], frozenset[str]] = {}
        self._known: dict[tuple[str, frozenset[str]], tuple[Context, dict[str, Doer | None]]] = {}

    def without(self, claim: Claim, gone: frozenset[str]) -> tuple[Context, Doer | None]:
        """What the rules look at then, and the doer of a claim."""
        thread = self._events.get(claim.id)
        event = [claim] if thread is None else thread.claims
        key = event[0].id, gone
        if key not in self._known:
            self._known[key] = self._without(event, gone)
        view, doers = self._known[key]
        return view, doers[claim.id]

    def _without(self, event: list[Claim], gone: frozenset[str]) -> tuple[Context, dict[str, Doer | None]]:
        linked = {one.id for claim in event for one in self._context.group(claim)}
        issuer = self._context.issuer
        view = replace(
            self._context,
            claims=tuple(claim for claim in self._context.claims if claim.id in linked),
            actors=_left(self._context.actors, gone),
            deeds=tuple(one for one in self._context.deeds if one.actor.id not in gone),
            issuer=None if issuer is None or issuer.id in gone else issuer,
        )
        weapons = by_id(view.weapons)
        means = {claim.id: weapons.get(self._page.circumstances[claim.id].weapon or "") for claim in view.claims}
        known = {claim.id: direct(view, claim, means[claim.id]) for claim in view.claims}
        return view, doers_of(view, self._events, known)


@dataclass(frozen=True, slots=True)
class Case:
    """One claim before the rules of the room ``circumstance``.

    Attributes:
        context: What the rules look at.
        thread: The event of the claim, or null for a running total.
        circumstance: What they settled. doers: shared by the cases of a page.
    """

    page: Page
    context: Context
    doers: Doers
    claim: Claim
    thread: Thread | None
    circumstance: Circumstance

    def event(self, view: Context) -> list[Claim]:
        """The claims of the event, as a view has them, the claim itself included."""
        if self.thread is None:
            return [self._claim(view)]
        ids = {one.id for one in self.thread.claims}
        return [one for one in view.claims if one.id in ids]

    def _claim(self, view: Context) -> Claim:
        return next(one for one in view.claims if one.id == self.claim.id)

    def place(self, gone: frozenset[str]) -> Chosen:
        """The place without some mentions."""
        view = replace(self.context, places=_left(self.context.places, gone))
        told = [] if self.thread is None else [one for one in self.thread.places if one.id not in gone]
        return place_of(view, self.claim, self.event(view), told)

    def when(self, gone: frozenset[str]) -> Chosen:
        """The date without some mentions."""
        view = replace(self.context, dates=_left(self.context.dates, gone))
        return date_of(view, self.claim, self.event(view))

    def weapon(self, gone: frozenset[str]) -> Chosen:
        """The weapon without some mentions."""
        taken = [one.extent for one in self.context.weapons if one.id in gone]
        claims = tuple(
            replace(one, instrument=None)
            if one.instrument is not None and any(extent.overlaps(one.instrument) for extent in taken)
            else one
            for one in self.context.claims
        )
        view = replace(self.context, weapons=_left(self.context.weapons, gone), claims=claims)
        return weapon_of(view, self._claim(view), self.event(view))

    def attribution(self, gone: frozenset[str]) -> Chosen:
        """The attribution without some of them."""
        view = replace(self.context, attributions=_left(self.context.attributions, gone))
        return attribution_of(view, self.claim)

    def perpetrator(self, gone: frozenset[str]) -> Chosen:
        """The perpetrator without some mentions of actors."""
        view, doer = self.doers.without(self.claim, gone)
        return None if doer is None else (named_by(view, self.claim, doer[0]).id, doer[1])

    def doer(self) -> Actor | None:
        """The mention that made somebody the perpetrator: an adjective may stand for the one that is named."""
        _, found = self.doers.without(self.claim, frozenset())
        return None if found is None else found[0]

    def same(self, field: str, ident: str) -> frozenset[str]:
        """All mentions of what a finding is a mention of."""
        known = self.doers.same.get((field, ident))
        if known is None:
            known = self.doers.same[field, ident] = self._same(field, ident)
        return known

    def _same(self, field: str, ident: str) -> frozenset[str]:
        one = self.page.findings[ident]
        tests: dict[str, Callable[[Any, Any], bool]] = {
            "place": same_place,
            "weapon": same_weapon,
            "perpetrator": self.context.same_actor,
        }
        test = tests.get(field, _is)
        rooms = {"place": self.context.places, "weapon": self.context.weapons, "perpetrator": self.context.actors}
        others: Iterable[Any] = rooms.get(field, (one,))
        return frozenset({ident, *(other.id for other in others if test(one, other))})

    def ranked(self, field: str) -> Iterator[tuple[str, str]]:
        """What the rules take, then what they would have taken without it, and so on, each with the rule."""
        ask: Callable[[frozenset[str]], Chosen] = getattr(self, field)
        gone: frozenset[str] = frozenset()
        for _ in range(MOST):
            chosen = ask(gone)
            if chosen is None or chosen[0] in gone:
                return
            yield chosen
            gone |= self.same(field, chosen[0])


def via(case: Case, field: str) -> str | None:
    """The nearest claim of the event whose own sentence gives the value that this one takes from its event, or null."""
    rules = {one.field: one.rule for one in case.circumstance.evidence}
    if not rules.get(field, "").endswith(SHARED):
        return None
    value = getattr(case.circumstance, field)
    others = [one for one in case.event(case.context) if one.id != case.claim.id]
    others.sort(key=lambda one: abs(case.context.distance(case.claim, one)))
    for other in others:
        told = case.page.circumstances[other.id]
        own = next((one.rule for one in told.evidence if one.field == field), "")
        if getattr(told, field) == value and not own.endswith((*SHARED, ".nearby")):
            return other.id
    return None


SHARED = (".event", ".thread")
"""How the rules end that take a value from another claim of the event."""

TOLD = 2
"""How many words that say what a perpetrator did are told for one claim."""


def deeds_of(case: Case, actor: Actor) -> list[Extent]:
    """What the article says near a claim of what its perpetrator did, is blamed for, claims or denies; the nearest."""
    near = [
        deed
        for deed in case.context.deeds
        if case.context.same_actor(deed.actor, actor) and case.context.together(case.claim, deed)
    ]
    near.sort(key=lambda deed: (abs(case.context.distance(case.claim, deed)), case.context.gap(case.claim, deed)))
    return [deed.extent for deed in near if abs(case.context.distance(case.claim, deed)) <= FAR][:TOLD]


def same_place(one: Place, other: Place) -> bool:
    """Whether two mentions are of one place."""
    if one.entry is not None or other.entry is not None:
        return one.entry == other.entry
    return one.name == other.name


def same_weapon(one: Weapon, other: Weapon) -> bool:
    """Whether two mentions are of one kind of weapon, as far as their values tell."""
    return (one.cls, one.type, one.system) == (other.cls, other.type, other.system)


def _is(one: Any, other: Any) -> bool:
    return bool(one.id == other.id)


def _left(found: Iterable[Any], gone: frozenset[str]) -> tuple[Any, ...]:
    return tuple(one for one in found if one.id not in gone)


def cases(page: Page) -> dict[str, Case]:
    """The case of each claim, by its id."""
    if not page.claims:
        return {}
    found = context(page.doc)
    events = threads(found)
    doers = Doers(page, found, events)
    return {
        claim.id: Case(page, found, doers, claim, events.get(claim.id), page.circumstances[claim.id])
        for claim in found.claims
    }
