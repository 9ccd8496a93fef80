"""Deeds that the article tells of without a figure: a pylon blown up, a base attacked, a mayor murdered or kidnapped.

Only what is asserted, past and specific makes an event: no threat, no plan, no "attacks have increased". A deed that a
claim near it tells of already is that claim's, and deeds of one doer that nothing parts are one event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..spans import by_id
from ..values import Actor, Circumstance, Claim, Count, Evidence, Place, Victims, When
from .claimants import of_main
from .clause import own_place
from .context import OF_STATE, Context
from .dates import date_of
from .deed import Deed
from .deeds import AIM
from .geography import places_meet, places_part
from .happenings import Happening, first_of_each, happenings
from .naming import noun_for
from .parting import days_part
from .perpetrators import certainty_of
from .places import place_of
from .sources import attribution_of
from .weapons import weapon_of

REACH = 3
"""Most sentences between a deed and a claim that tells of it."""

AGAIN = 8
"""Most sentences between two sentences that tell of one deed."""

FAR = 12
"""Most sentences between a deed told as a known one and a claim of it."""

_KNOWN = frozenset({"the", "this", "that", "latest"})

_DOING = frozenset({"armed_group", "military", "police", "government", "unknown_attacker", "community", "other"})
_HARMING = frozenset({"killed", "injured", "killed_or_injured", "abducted", "missing", "unharmed"})
_NAMES = frozenset(
    """attack assault ambush raid strike airstrike incursion massacre killing kidnapping abduction bombing shelling
    bombardment barrage murder sabotage assassination execution explosion blast hijacking shooting slaying ambushes
    attacks murders bombings kidnappings explosions killings raids""".split()
)
"""Nouns that name a deed."""

_MEANS = frozenset(
    """bomb bombs device rocket rockets missile mine grenade fire crime crimes death deaths act acts murdering killing
    attacking kidnapping planting placing assassinating burning shelling ambushing""".split()
)
"""Nouns that name a deed where somebody claims it or is blamed for it."""

_SINGULAR = frozenset(word for word in _NAMES if not word.endswith("s"))
_VAGUE = frozenset(
    """launched launch launching carried carry conducted committed perpetrated staged staging mounted mounting out
    inflicted""".split()
)
"""Verbs that say nothing of a deed unless its noun follows."""

_ARMING = frozenset(
    "fired dropped planted placed hurled threw lobbed laid sowed throwing placing planting sent".split()
)
"""Verbs that say nothing of a deed unless a means follows."""

_HOLDING = frozenset(
    """detained detain detains arrested arrests arresting rounded seized seizes captured capturing seizing entered targeted
    targets surrounded condemned condemns hit hits""".split()
)
"""Verbs of which other things than violence are told as often."""

_SEARCHING = frozenset({"raided", "occupied", "besieged", "stormed", "intercepted", "raid", "raids", "stopped"})
"""What soldiers and police do to houses and roads, and harms nobody."""

_IRREGULAR = frozenset(
    """struck hit shot blew burst broke overran took threw set burnt stoned up fire himself herself hostage prisoner laid
    over with at on off into out by from down ablaze to responsibility credit for bomb assassination murder killing""".split()
)
_UNREAL = frozenset(
    """could would might may should will if whether unless plan plans planned planning plot plotted plotting threatened
    threatens threat threats threatening warned fear fears feared attempt attempts attempted try tries tried trying to any
    possible avoid prevent prevented thwarted foiled against preparing prepared intend intends intended not never deny
    denied denies denying vowed shall potential future can cannot n't no nor neither without must every each lest""".split()
)
_BEFORE = 6


@dataclass(slots=True)
class Event:
    """A deed without a figure while its mentions are gathered."""

    deeds: list[Deed] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)


def _as_claim(context: Context, deed: Deed | Happening) -> Claim:
    """The deed as the claim that it would be if it had a figure, so that the same rules find its circumstances."""
    zone = context.zone(deed.word)
    return Claim(
        "", deed.extent, "killed_or_injured", Count(None, "eq", None, None), Victims(None), deed.word, zone, deed.rule
    )


def _is_asserted(context: Context, start: int, sentence: int) -> bool:
    """Whether no word before a deed makes it a threat, a plan, a condition or a denial."""
    before = [context.words[i] for i in range(max(0, start - _BEFORE), start) if context.sentence[i] == sentence]
    before = before[len(before) - before[::-1].index(",") :] if "," in before else before
    return _UNREAL.isdisjoint(before)


def _is_real(context: Context, deed: Deed) -> bool:
    """Whether a deed is asserted, past, and one of a kind that makes an event."""
    words, at = context.words, deed.word
    if context.lines[at] or deed.actor.kind not in _DOING or deed.rule == AIM:
        return False
    sentence = context.sentence[at]
    start = min(deed.extent.start, at)
    if not _is_asserted(context, start, sentence):
        return False
    here = context.tokens_of(sentence)
    told = {words[i] for i in here}
    dated = [d for d in context.dates if context.sentence[d.extent.start] == sentence]
    if any(d.role in ("since", "background") for d in dated) and not any(d.role == "event" for d in dated):
        return False
    if deed.means == "denies":
        return not _SINGULAR.isdisjoint(told)
    if deed.means in ("blamed", "claims"):
        return not (_NAMES | _MEANS).isdisjoint(told)
    before = [words[i] for i in here if i <= at]
    return _names_deed(context, deed, before, [words[i] for i in here if i > at], bool(dated))


def _names_deed(context: Context, deed: Deed, before: list[str], after: list[str], dated: bool) -> bool:
    word = context.words[deed.word]
    if deed.rule == "deed.deed":
        placed = any(context.sentence[p.extent.start] == context.sentence[deed.word] for p in context.places)
        return word in _SINGULAR and (dated or placed)
    if deed.actor.kind in OF_STATE and word in _SEARCHING:
        return False
    if deed.rule.startswith("deed.by"):
        if word in _VAGUE or word in ("action", "actions", "operation", "offensive", "planned", "unleashed"):
            return not _SINGULAR.isdisjoint(before) or (dated and not _NAMES.isdisjoint(before))
        return word not in _HOLDING and (not word.endswith("s") or (word in _NAMES and dated))
    if word in _HOLDING:
        return False
    if word in _VAGUE:
        return not _NAMES.isdisjoint(after[:8])
    if word in _ARMING:
        armed = range(deed.word, deed.word + 10)
        return any(w.extent.start in armed for w in context.weapons)
    past = word.endswith("ed") or word in _IRREGULAR
    return past or context.zone(deed.word) == "headline"


_CASUALTIES = frozenset({"killed", "injured", "killed_or_injured"})


def _is_told(context: Context, deed: Deed, by: Mapping[str, Circumstance]) -> bool:
    """Whether a claim tells of a deed already: in its sentence, or near it by the same doer."""
    actors = by_id(context.actors)
    headline = context.zone(deed.word) == "headline" and deed.means != "blamed"  # it tells what the article tells
    for claim in context.claims:
        if claim.harm not in _HARMING or not context.together(claim, deed):
            continue
        away = abs(context.distance(claim, deed))
        perpetrator = actors.get(by[claim.id].perpetrator or "")
        if away == 0 and (perpetrator is None or claim.harm != "unharmed"):
            return True
        agent = context.actor_at(claim.agent)
        reach = FAR if headline and claim.harm in _CASUALTIES else REACH
        if away <= reach and any(_may_be_one(context, one, deed.actor) for one in (perpetrator, agent)):
            return True
    return of_main(context, context.told, deed)


def _may_be_one(context: Context, one: Actor | None, other: Actor) -> bool:
    """Whether two mentions are of one doer; gunmen are the gunmen told of beside them."""
    strangers = one is not None and one.kind == other.kind == "unknown_attacker"
    return strangers or context.same_actor(one, other)


def _fits(context: Context, told: Event, deed: Deed, place: Place | None, dates: Iterable[When]) -> bool:
    """Whether a deed may be one that was told before."""
    last = told.deeds[-1]
    if not context.same_actor(last.actor, deed.actor):
        return False
    if context.items[last.word] != context.items[deed.word]:
        return False
    if context.sentence[deed.word] - context.sentence[last.word] > AGAIN:
        return False
    if place is not None and any(places_part(place, other) for other in told.places):
        return False
    return not any(days_part(one, other) for one in dates for other in told.dates)


def _gathered(context: Context, by: Mapping[str, Circumstance]) -> list[Event]:
    found: list[Event] = []
    for deed in sorted(context.deeds, key=lambda one: one.word):
        if not _is_real(context, deed) or _is_told(context, deed, by):
            continue
        claim = _as_claim(context, deed)
        place = own_place(context, claim)
        dates = context.in_sentence(claim, context.days)
        home = next((one for one in reversed(found) if _fits(context, one, deed, place, dates)), None)
        if home is None:
            home = Event()
            found.append(home)
        home.deeds.append(deed)
        home.places += [place] if place is not None else []
        home.dates += dates
    return found


def bare_deeds(context: Context, circumstances: Iterable[Circumstance]) -> Iterator[Circumstance]:
    """Yield the circumstances of each deed that is told without a figure.

    >>> import tollbook
    >>> doc = tollbook.load()("Rebels blew up a pylon near Huancayo.")
    >>> [(one.claim, one.responsibility) for one in doc._.circumstance]
    [(None, 'reported_as_fact')]
    """
    by = {one.claim: one for one in circumstances if one.claim is not None}
    first = max((one.event for one in by.values() if one.event is not None), default=-1) + 1
    gathered = _gathered(context, by)
    for number, told in enumerate(gathered, first):
        known = (_of_unharmed(context, deed, by) for deed in told.deeds)
        event = next((n for n in known if n is not None), None)
        event = _taken_up(context, told, by) if event is None else event
        yield _circumstance(context, told, number if event is None else event)
    deeds = [deed for told in gathered for deed in told.deeds]
    for number, happening in enumerate(_nobody_s(context, deeds), first + len(gathered)):
        claim = _as_claim(context, happening)
        place = own_place(context, claim)
        dates = context.in_sentence(claim, context.days)
        alone = Event([], [] if place is None else [place], dates)
        event = _event_of(context, claim, alone, by, _is_definite(context, happening.extent.start))
        yield _settled(context, [claim], (), number if event is None else event)


def _nobody_s(context: Context, deeds: list[Deed]) -> list[Happening]:
    """The deeds without a doer that neither a claim nor a deed near them tells of."""
    found = []
    for one in happenings(context.doc):
        at = context.sentence[one.word]
        if context.lines[one.word] or not _is_asserted(context, one.extent.start, at):
            continue
        placed = any(p.role == "incident" and context.sentence[p.extent.start] == at for p in context.places)
        dated = any(d.role == "event" and context.sentence[d.extent.start] == at for d in context.dates)
        claimed = any(abs(context.distance(claim, one)) <= REACH for claim in context.claims)
        told = any(abs(context.sentence[deed.word] - at) <= AGAIN for deed in deeds)
        denied = any(a.stance == "deny" and a.content and a.content.contains(one.extent) for a in context.attributions)
        if (placed or dated) and not claimed and not told and not denied:
            found.append(one)
    return first_of_each(found, context.sentence, AGAIN)


def _settled(context: Context, claims: Sequence[Claim], places: Sequence[Place], event: int) -> Circumstance:
    """Where, when and by what the deed was that some mentions tell of, and who says so."""
    claim = claims[0]
    place, when = place_of(context, claim, claims, places), date_of(context, claim, claims)
    weapon, attribution = weapon_of(context, claim, claims), attribution_of(context, claim)
    chosen = (("place", place), ("when", when), ("weapon", weapon), ("attribution", attribution))
    return Circumstance(
        claim=None,
        extent=claim.extent,
        place=None if place is None else place[0],
        when=None if when is None else when[0],
        weapon=None if weapon is None else weapon[0],
        attribution=None if attribution is None else attribution[0],
        event=event,
        evidence=tuple(Evidence(name, choice[1]) for name, choice in chosen if choice is not None),
    )


def _of_unharmed(context: Context, deed: Deed, by: Mapping[str, Circumstance]) -> int | None:
    """The event of a claim near a deed that nobody was hurt, if nobody else is said to have done that."""
    near = [
        claim
        for claim in context.claims
        if claim.harm == "unharmed"
        and context.together(claim, deed)
        and abs(context.distance(claim, deed)) <= REACH
        and by[claim.id].perpetrator is None
    ]
    return by[near[0].id].event if near else None


def _taken_up(context: Context, told: Event, by: Mapping[str, Circumstance]) -> int | None:
    """The event with figures that a deed is one of: "claimed responsibility for the attack"."""
    deed = told.deeds[0]
    sentence = context.sentence[deed.word]
    nouns = [i for i in context.tokens_of(sentence) if context.words[i] in _SINGULAR]
    definite = any(_is_definite(context, i) for i in nouns)
    return _event_of(context, _as_claim(context, deed), told, by, definite)


def _is_definite(context: Context, at: int) -> bool:
    """Whether an article or the like, with at most two words between, makes a deed one that was told of before."""
    return not _KNOWN.isdisjoint(context.words[max(0, at - 3) : at])


def _event_of(context: Context, deed: Claim, told: Event, by: Mapping[str, Circumstance], definite: bool) -> int | None:
    """The event of the last claim before a deed, or the first after it, that nothing parts it from.

    A deed that is not told as a known one is of an event only where both have the same place.
    """
    places, dates = by_id(context.places), by_id(context.dates)
    harmed = [c for c in context.claims if c.harm in _HARMING and by[c.id].event is not None and not c.background]
    harmed = [c for c in harmed if context.together(c, deed)]
    before = [c for c in reversed(harmed) if c.trigger < deed.trigger]
    for claim in (*before, *(c for c in harmed if c.trigger > deed.trigger)):
        place, date = places.get(by[claim.id].place or ""), dates.get(by[claim.id].when or "")
        if place is not None and any(places_part(one, place) for one in told.places):
            continue
        if date is not None and any(days_part(one, date) for one in told.dates):
            continue
        meets = place is not None and any(places_meet(one, place) for one in told.places)
        if meets or (definite and abs(context.distance(deed, claim)) <= FAR):
            return by[claim.id].event
    return None


def _circumstance(context: Context, told: Event, number: int) -> Circumstance:
    deed = told.deeds[0]
    claims = [_as_claim(context, one) for one in told.deeds]
    found = _settled(context, claims, told.places, number)
    attribution = by_id(context.attributions).get(found.attribution or "")
    certainty = certainty_of(context, claims[0], deed.actor, attribution, claims)
    doer = Evidence("perpetrator", deed.rule, (deed.extent,))
    return replace(
        found,
        perpetrator=noun_for(context, deed.actor).id,
        responsibility=certainty.value,
        evidence=(*found.evidence, doer, certainty.evidence("responsibility")),
    )
