"""What the rooms found beside the claims: places, weapons, dates, actors and attributions, each with its values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..place.compiling import distance_km
from ..place.component import PlaceRoom
from ..place.component import Reading as PlaceReading
from ..place.gazetteer import Entry, gazetteer
from ..values import Actor, Attribution, Place, Weapon, When
from ..weapon.tables import nouns, systems
from ..when.component import Dates
from .losers import kind_of, shown
from .page import Page
from .rules import rule
from .shape import NOTHING, Alternative, Reading, Rule, Value, Words

READINGS = 5
"""How many of the places that a name may mean are told: those that fit best."""


class Findings:
    """Tells of the findings of a page; the places are read anew, as their rivals are kept nowhere."""

    def __init__(self, page: Page, places: PlaceRoom, dates: Dates) -> None:
        self.page = page
        self._places = {one.place.id: one for one in places.readings(page.doc)}
        self._anchor = dates.anchor(page.doc)

    def readings(self, one: Any) -> tuple[Reading, ...]:
        """The values of a finding."""
        if isinstance(one, Place):
            return tuple(self._place(one))
        if isinstance(one, Weapon):
            return tuple(self._weapon(one))
        if isinstance(one, When):
            return tuple(self._date(one))
        if isinstance(one, Actor):
            return tuple(self._actor(one))
        return tuple(self._attribution(one))

    def _words(self, one: Any) -> Words:
        return self.page.words(one.cue if isinstance(one, Attribution) else one.extent)

    # Places

    def _place(self, one: Place) -> Iterator[Reading]:
        words, read = self._words(one), self._places[one.id]
        named = rule("place", one.rule)
        yield Reading("name", one.name, shown(self.page, one), None, words, named)
        yield Reading("entry", one.entry, _entry(read.entry, one), None, words, named, (), tuple(_rivals(read, one)))
        role = read.role
        yield Reading("role", one.role, one.role, None, words, rule("place", role.rule), self.page.cues(role.cues))
        if one.within:
            held = self.page.findings[one.within[0]]
            stated = Rule("place.within", "the text puts it there", "")
            yield Reading("within", one.within, held.name, held.id, self._words(held), stated)

    # Weapons

    def _weapon(self, one: Weapon) -> Iterator[Reading]:
        words, listed = self._words(one), systems().get(one.catalogue or "")
        known = rule("weapon", "class.catalogue" if one.catalogue is not None else _noun(words.text))
        yield Reading("class", one.cls, " > ".join(p for p in (one.cls, one.type) if p), None, words, known)
        if one.system is not None:
            made = "" if listed is None else ", ".join(p for p in (listed.maker, listed.origin) if p)
            entry = f"{one.system} ({one.catalogue or 'not in the catalogue'})" + (f", {made}" if made else "")
            yield Reading("system", one.system, entry, None, words, rule("weapon", "class.catalogue"))
        role = rule("weapon", one.rule)
        yield Reading("role", one.role, one.role, None, words, role, self.page.cues(one.cues))
        beside = Rule("weapon.beside", "words beside the weapon say so", "")
        common = Rule("weapon.common", "the only one whose weapons the article tells of", "")
        for field, extent in (("operator", one.operator), ("base", one.base)):
            if extent is not None:
                text = self.page.text(extent)
                same = self.page.sentence(extent.start) == self.page.sentence(one.extent.start)
                yield Reading(field, text, text, None, self.page.words(extent), beside if same else common)
        if one.count is not None:
            number = one.count.low if one.count.low is not None else one.count.high
            yield Reading("count", number, str(number), None, self.page.words_or_none(one.count.extent), beside)

    # Dates

    def _date(self, one: When) -> Iterator[Reading]:
        words = self._words(one)
        told = rule("when", one.rule)
        article = self.page.doc._.article
        published = None if article is None else article.published
        value: Value = {"start": one.start, "end": one.end}
        if one.start is None and one.end is None:
            text = "not known: the article has no day of writing to count from"
            yield Reading("days", None, text, None, words, told)
        else:
            against = ""
            if one.relative and self._anchor is not None:
                day = self._anchor.isoformat()
                said = "its publication" if (published or "")[:10] == day else "its date line"
                against = f", counted from {day}, the day of {said}"
            yield Reading("days", value, shown(self.page, one) + against, None, words, told)
        yield Reading("role", one.role, one.role, None, words, _date_role(one), self.page.cues(one.cues))

    # Actors and attributions

    def _actor(self, one: Actor) -> Iterator[Reading]:
        words, told = self._words(one), rule("actor", one.rule)
        yield Reading("name", one.name, one.name, None, words, told)
        kind = ", ".join(part for part in (one.kind, one.country, "an adjective" if one.adjective else None) if part)
        yield Reading("kind", one.kind, kind, None, words, told)
        if one.refers_to not in (None, one.id):
            first = self.page.findings[one.refers_to or ""]
            back = Rule("actor.refers", "the same actor was named before", "")
            yield Reading("refers_to", one.refers_to, f"{one.refers_to} ({first.name})", one.refers_to, None, back)

    def _attribution(self, one: Attribution) -> Iterator[Reading]:
        told, cue = rule("attribution", one.rule), (self._words(one),)
        values: Sequence[tuple[str, Any]] = (("source", one.source), ("content", one.content), ("relay", one.relay))
        for field, extent in values:
            if extent is not None:
                text = self.page.text(extent)
                yield Reading(field, text, text, None, self.page.words(extent), told, cue)
            elif field == "source":
                yield Reading(field, None, "", None, None, NOTHING)
        stance = Rule(f"stance.{one.stance}", "what the cue says of the source's stand", "")
        yield Reading("stance", one.stance, one.stance, None, cue[0], stance)


def _noun(text: str) -> str:
    """The rule of the noun that ends a mention of a weapon: the longest form of the table that does."""
    said = f" {' '.join(text.lower().replace('-', ' ').split())}"
    one = said.removesuffix("s")
    ends = [
        (len(form), row.id)
        for row in nouns()
        for form in row.forms
        if f" {form}" in (said[-len(form) - 1 :], one[-len(form) - 1 :])
    ]
    return f"noun.{max(ends)[1]}" if ends else "class.words"


def _entry(entry: Entry | None, one: Place) -> str:
    if one.entry is None:
        return "not in the gazetteer" + ("" if entry is None else f", taken to lie in {entry.name}")
    where = ", ".join(part for part in (one.type, one.admin1, one.country) if part)
    spot = "" if one.lat is None or one.lon is None else f", {one.lat:.2f} {one.lon:.2f}"
    return f"{one.entry} ({where}{spot})"


def _rivals(read: PlaceReading, one: Place) -> Iterator[Alternative]:
    """The other places that the name may mean, the best fitting first."""
    ordered = sorted(read.fits, key=lambda fit: (-fit[0], fit[1].id))
    own = next((fit for fit, entry in ordered if entry.id == one.entry), None)
    others = [(fit, entry) for fit, entry in ordered if entry.id != one.entry]
    for rank, (fit, entry) in enumerate(others[:READINGS], 1):
        yield Alternative(_named(entry), entry.id, None, rank, None, _farther(fit, own, entry, read.entry))


def _named(entry: Entry) -> str:
    division = gazetteer().by_id(entry.admin1) if entry.admin1 not in (None, entry.id) else None
    held = None if division is None else division.name
    return ", ".join(part for part in (entry.name, entry.type, held, entry.country) if part)


def _farther(fit: float, own: float | None, entry: Entry, won: Entry | None) -> str:
    """Why a place that bears the name is not the one that is meant."""
    facts: list[str] = []
    if won is not None:
        if entry.country != won.country:
            facts.append(f"in {entry.country or 'no country'}, and the article speaks of {won.country or 'none'}")
        elif entry.type != won.type:
            facts.append(f"a {kind_of(entry.type)}, where a {kind_of(won.type)} fits better")
        far = distance_km(entry.lat, entry.lon, won.lat, won.lon)
        facts.append(f"{far:,.0f} km from the one chosen")
        if entry.population < won.population:
            facts.append(f"smaller ({entry.population:,} inhabitants)")
    else:
        facts.append("in a country of which the article says nothing else")
    if own is not None and fit <= own:
        facts.append(f"fits {own - fit:.1f} less")
    elif own is not None:
        facts.append("the other mentions of the name mean the one chosen")
    return "; ".join(facts)


def _date_role(one: When) -> Rule:
    says = {
        "event": "a day on which something happened",
        "since": "the words before it make it the start of something that runs",
        "published": "a date of the article itself",
        "background": "when somebody spoke, or long before or after the report",
    }
    return Rule(f"when.{one.role}", says[one.role], "")


def named_by(page: Page, ident: str) -> Iterable[str]:
    """The claims that name a finding."""
    for claim, circumstance in page.circumstances.items():
        linked: Sequence[Value] = (
            circumstance.place, circumstance.when, circumstance.weapon, circumstance.perpetrator, circumstance.attribution,
        )  # fmt: skip
        if ident in linked:
            yield claim
