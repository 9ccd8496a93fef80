"""Why each of the others lost: what is known of a finding that a claim might have had and has not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..circumstance import dates, doers, places, weapons
from ..circumstance.deeds import ACTING
from ..values import Actor, Attribution, Place, Weapon, When
from .contenders import Case
from .page import Page
from .rules import rule
from .shape import Alternative

AROUND = 3
"""Most sentences between a claim and a finding that is told among those that could not have been taken."""

SHOWN = 6
"""How many of those are told for one value; in the claim's own sentence all are."""


def losers(case: Case, field: str) -> tuple[Alternative, ...]:
    """What a field of a claim might have been: first what the rules would have taken next, then what they could not take."""
    ranked = list(case.ranked(field))
    winner = getattr(case.circumstance, field)
    won = case.page.findings.get(winner or "")
    told = set() if winner is None else set(case.same(field, winner))
    found: list[Alternative] = []
    rank = 0
    for ident, name in ranked:
        if ident in told:
            continue
        rank += 1
        told |= case.same(field, ident)
        one = case.page.findings[ident]
        why = f"{_where(case, one)}: {_worse(case, field, one, won, name)}"
        found.append(_alternative(case, field, one, rank, name, why))
    for one in _near(case, field):
        if one.id in told:
            continue
        told |= case.same(field, one.id)
        found.append(_alternative(case, field, one, None, None, f"{_where(case, one)}: {_BARS[field](case, one)}"))
    return tuple(found)


def _alternative(case: Case, field: str, one: Any, rank: int | None, name: str | None, why: str) -> Alternative:
    known = None if name is None else rule("circumstance", name)
    words = case.page.words(one.cue if isinstance(one, Attribution) else one.extent)
    return Alternative(shown(case.page, one), one.id, words, rank, known, why)


def shown(page: Page, one: Any) -> str:
    """A finding for people, in few words."""
    if isinstance(one, Place):
        return ", ".join(part for part in (one.name, one.type, one.country) if part)
    if isinstance(one, When):
        if one.start is None and one.end is None:
            return f"{page.text(one.extent)}, the day not known"
        return " to ".join(dict.fromkeys(part or "open" for part in (one.start, one.end)))
    if isinstance(one, Weapon):
        return one.system or ", ".join(dict.fromkeys(part.replace("_", " ") for part in (one.cls, one.type) if part))
    if isinstance(one, Attribution):
        return "an unnamed source" if one.source is None else page.text(one.source)
    return str(one.name)


def _near(case: Case, field: str) -> Iterator[Any]:
    """The findings of a field's kind round a claim, the nearest first; some of those of other sentences alone."""
    rooms: dict[str, Iterable[Any]] = {
        "place": case.context.places,
        "when": case.context.dates,
        "weapon": case.context.weapons,
        "attribution": case.context.attributions,
        "perpetrator": case.context.actors,
    }
    reach = 1 if field == "attribution" else AROUND
    near = [one for one in rooms[field] if abs(case.context.distance(case.claim, one)) <= reach]
    if field == "perpetrator":
        near = [one for one in near if one.kind in ACTING or case.context.distance(case.claim, one) == 0]
    near.sort(key=lambda one: (abs(case.context.distance(case.claim, one)), case.context.gap(case.claim, one)))
    others = 0
    for one in near:
        others += case.context.distance(case.claim, one) != 0
        if others <= SHOWN:
            yield one


def _where(case: Case, one: Any) -> str:
    """Where a finding stands, seen from the claim."""
    context, claim = case.context, case.claim
    far = context.distance(claim, one)
    if not context.together(claim, one):
        return "in another part of the page"
    if far == 0:
        return "in the same sentence"
    near = f"{abs(far)} sentence{'s' * (abs(far) > 1)} {'after' if far > 0 else 'before'}"
    beside = context.paragraph[one.extent.start] == context.paragraph[claim.trigger]
    return near if beside else f"{near}, in another paragraph"


def _worse(case: Case, field: str, one: Any, won: Any, name: str) -> str:
    """Why a finding that could have been taken was not."""
    if won is None:
        return "set aside at last"
    context, claim = case.context, case.claim
    chosen = next((one.rule for one in case.circumstance.evidence if one.field == field), "")
    if isinstance(one, Place) and places.narrowness(one) > places.narrowness(won):
        holds = " that holds it" if places.may_contain(one, won) else ""
        return f"less precise, a {_kind(one.type)}{holds}"
    if name != chosen:
        return f"only {rule('circumstance', name).says}"
    nearer = (abs(context.distance(claim, won)), context.gap(claim, won))
    if nearer < (abs(context.distance(claim, one)), context.gap(claim, one)):
        return "the one chosen is nearer"
    if isinstance(one, Attribution):
        return "an inner report holds the claim"
    return "the one chosen comes first by the same rule"


def _kind(kind: str) -> str:
    return {
        "admin1": "first-level division",
        "admin2": "second-level division",
        "unknown": "place of no known type",
    }.get(kind, kind)


def _bar_place(case: Case, one: Place) -> str:
    if not case.context.together(case.claim, one):
        return "tells nothing of this claim"
    roles = {
        "dateline": "where the report was written",
        "base": "a base, not where it happened",
        "source_base": "where a source sits",
    }
    if one.role in roles:
        return roles[one.role]
    if places.is_aside(case.context, one):
        return "where people were taken, treated or buried, or fled to"
    if (other := _of_other(case, one)) is not None:
        return f"told of another event ({other})"
    if one.role == "background":
        return "background: nothing says that the harm happened there"
    won = case.page.findings.get(case.circumstance.place or "")
    if won is not None and places.may_contain(one, won):
        return f"an area that holds the one chosen, a {_kind(one.type)}"
    return "cannot be where the event was said to be" if won is not None else "not said to be where the harm happened"


def _of_other(case: Case, one: Any) -> str | None:
    """The first claim of another event in whose sentence a finding stands, or null; null where one of this event does."""
    sentence = case.context.sentence[one.extent.start]
    mine = {case.claim.id} if case.thread is None else {claim.id for claim in case.thread.claims}
    here = [claim.id for claim in case.context.claims if case.context.sentence[claim.trigger] == sentence]
    return None if not here or mine & set(here) else here[0]


def _bar_date(case: Case, one: When) -> str:
    if not case.context.together(case.claim, one):
        return "tells nothing of this claim"
    if one.role == "published":
        return "when the report was written"
    running = case.claim.scope in ("period", "conflict")
    if one.role == "since" and not running:
        return "the start of something that runs"
    if one.role == "background":
        return "background: when somebody spoke, or long before or after the report"
    if running:
        return "a running total has only the date since which it runs"
    if one.precision > 2:
        return "no day, and in another sentence"
    far = abs(case.context.distance(case.claim, one))
    return "too far away" if far > dates.REACH else "the event has a date of its own"


def _bar_weapon(case: Case, one: Weapon) -> str:
    if case.claim.harm not in weapons.VIOLENT or case.claim.scope in ("period", "conflict"):
        return f"no means is read for {case.claim.harm} of the scope {case.claim.scope}"
    if not case.context.together(case.claim, one):
        return "tells nothing of this claim"
    if one.role != "used":
        return f"its role is {one.role}, not used"
    if (other := _of_other(case, one)) is not None:
        return f"told of another event ({other})"
    far = abs(case.context.distance(case.claim, one))
    return "too far away" if far > weapons.REACH else "another means is nearer"


def _bar_source(case: Case, one: Attribution) -> str:
    if one.content is None:
        return "nothing was read as what it reports"
    if one.source is not None and one.source.contains(case.claim.extent):
        return "the claim is about the source itself"
    return "what it reports does not hold the claim"


def _bar_actor(case: Case, one: Actor) -> str:
    claim, context = case.claim, case.context
    if claim.scope == "conflict":
        return "nobody is read as the doer of a whole conflict's harm"
    if one.kind in doers.TELLING:
        return f"it tells of the harm (its kind is {one.kind})"
    if claim.victims.extent is not None and claim.victims.extent.overlaps(one.extent):
        return "it is the one harmed"
    said = [deed for deed in context.deeds if deed.actor.id == one.id]
    if one.kind not in ACTING:
        return f"its kind, {one.kind}, attacks nobody"
    if context.distance(claim, one) == 0 and not said:
        return "no word says that it did it"
    if not said:
        return "no attack of its is told"
    if doers.own_side(claim, one):
        return "it would have harmed its own side"
    means = {"does": "attacked", "blamed": "is blamed", "claims": "claims something", "denies": "denies something"}
    return f"it {means[said[0].means]}, but somebody nearer did it"


_BARS: dict[str, Callable[[Case, Any], str]] = {
    "place": _bar_place,
    "when": _bar_date,
    "weapon": _bar_weapon,
    "attribution": _bar_source,
    "perpetrator": _bar_actor,
}
