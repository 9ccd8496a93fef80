"""Why each of the others lost: what is known of a finding that a claim might have had and has not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..circumstance import dates, geography, reach, sides, standing, weapons
from ..circumstance.deed import Deed
from ..circumstance.deeds import ACTING
from ..values import Actor, Attribution, Place, Weapon, When
from .contenders import Case
from .page import Page
from .rules import rule
from .shape import Alternative

AROUND = 3
"""Most sentences between a claim and a finding that is told among those that could not have been taken."""

RANKED = 4
"""How many of those that would have been taken are told for one value; in the claim's own sentence all are."""

SHOWN = 6
"""How many of those are told for one value; in the claim's own sentence all are."""


OTHER_PART = "in another part of the page"


def losers(case: Case, field: str) -> tuple[Alternative, ...]:
    """What a field of a claim might have been: first what the rules would have taken next, then what they could not take."""
    ranked = list(case.ranked(field))
    winner = getattr(case.circumstance, field)
    won = case.page.findings.get(winner or "")
    at = case.doer() or won if field == "perpetrator" else won  # where somebody is named may lie far from what it did
    told = set() if winner is None else set(case.same(field, winner))
    found: list[Alternative] = []
    rank = 0
    for ident, name in ranked:
        if ident in told:
            continue
        rank += 1
        told |= case.same(field, ident)
        one = case.page.findings[ident]
        if rank > RANKED and case.context.distance(case.claim, one) != 0:
            continue
        why = f"{_where(case, one)}: {_worse(case, field, one, at, name)}"
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
    far = AROUND
    if field == "attribution":
        far = 0 if case.circumstance.attribution is not None else 1
    near = [one for one in rooms[field] if abs(case.context.distance(case.claim, one)) <= far]
    if field == "perpetrator":
        near = [one for one in near if case.context.distance(case.claim, one) == 0 or _may_have_done_it(case, one)]
    near.sort(key=lambda one: (abs(case.context.distance(case.claim, one)), case.context.gap(case.claim, one)))
    others = 0
    for one in near:
        others += case.context.distance(case.claim, one) != 0
        if others <= SHOWN:
            yield one


def _may_have_done_it(case: Case, one: Actor) -> bool:
    """Whether it is worth a word why an actor of another sentence is not the perpetrator."""
    return one.kind in reach.ARMED or one.kind == "unknown_attacker" or bool(_said(case, one))


def _said(case: Case, one: Actor) -> list[Deed]:
    """What the article says of an actor's deeds."""
    return [deed for deed in case.context.deeds if case.context.same_actor(deed.actor, one)]


def _where(case: Case, one: Any) -> str:
    """Where a finding stands, seen from the claim."""
    context, claim = case.context, case.claim
    far = context.distance(claim, one)
    if not context.together(claim, one):
        return OTHER_PART
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
    if isinstance(one, Place) and geography.narrowness(one) > geography.narrowness(won):
        holds = " that holds it" if geography.may_contain(one, won) else ""
        return f"less precise, a {kind_of(one.type)}{holds}"
    if name != chosen:
        return f"only {rule('circumstance', name).says}"
    nearer = (abs(context.distance(claim, won)), context.gap(claim, won))
    if nearer < (abs(context.distance(claim, one)), context.gap(claim, one)):
        return "the one chosen is nearer"
    if isinstance(one, Attribution):
        return "an inner report holds the claim"
    return "the one chosen comes first by the same rule"


_TYPES = {
    "admin1": "first-level division",
    "admin2": "second-level division",
    "natural": "natural feature",
    "unknown": "place of no known type",
}
"""Types of places as people call them; the others are called by their own name."""


def kind_of(kind: str) -> str:
    """What people call a type of place."""
    return _TYPES.get(kind, kind)


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
    if standing.is_aside(case.context, one):
        return "where people were taken, treated or buried, or fled to"
    if (other := _of_other(case, one)) is not None:
        return f"told of another event ({other})"
    if one.role == "background":
        return "background: nothing says that the harm happened there"
    won = case.page.findings.get(case.circumstance.place or "")
    if won is not None and geography.may_contain(one, won):
        return f"an area that holds the one chosen, a {kind_of(one.type)}"
    if won is None:
        return "nothing says that the harm happened there"
    rule_of = next((found.rule for found in case.circumstance.evidence if found.field == "place"), "")
    own = rule_of == "place.own_sentence"
    return (
        "the claim's own sentence names the one chosen" if own else "no part of what the claim's words say of the place"
    )


def _of_other(case: Case, one: Any, *, alone: bool = True) -> str | None:
    """The first claim of another event in whose sentence a finding stands, or null.

    Args:
        alone: Whether a claim of this event in the same sentence makes the finding its own.
    """
    sentence = case.context.sentence[one.extent.start]
    mine = {case.claim.id} if case.thread is None else {claim.id for claim in case.thread.claims}
    here = [claim.id for claim in case.context.claims if case.context.sentence[claim.trigger] == sentence]
    if alone and mine & set(here):
        return None
    return next((ident for ident in here if ident not in mine), None)


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
    if (other := _of_other(case, one, alone=False)) is not None:
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
    if not context.together(claim, one):
        return "tells nothing of this claim"
    if claim.scope == "conflict":
        return "nobody is read as the doer of a whole conflict's harm"
    if one.kind in reach.TELLING:
        return f"it tells of the harm (its kind is {one.kind})"
    if claim.victims.extent is not None and claim.victims.extent.overlaps(one.extent):
        return "it is the one harmed"
    if one.kind not in ACTING:
        return f"its kind, {one.kind}, attacks nobody"
    said = _said(case, one)
    if context.distance(claim, one) == 0:
        return "what is said of it is no attack" if said else "no word says that it did it"
    if not said:
        return "no attack of its is told"
    if one.kind not in reach.ARMED:
        return f"outside the claim's own sentence nobody of its kind ({one.kind}) is taken"
    if sides.own_side(claim, one):
        return "it would have harmed its own side"
    if claim.scope != "incident":
        return f"outside the claim's own sentence nobody is taken for the scope {claim.scope}"
    won = case.circumstance.perpetrator is not None
    return "what is said of the one chosen counts for more" if won else "nothing ties what is said of it to this harm"


_BARS: dict[str, Callable[[Case, Any], str]] = {
    "place": _bar_place,
    "when": _bar_date,
    "weapon": _bar_weapon,
    "attribution": _bar_source,
    "perpetrator": _bar_actor,
}
