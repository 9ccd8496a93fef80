"""Agreement with collections that code events: tolls, places and dates of the main incident, slots of templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from .collections import Case, country_of, degrees
from .matching import kilometres, texts_agree
from .measures import Counts
from .view import MentionView, View

Count = Callable[[Case, View], Counts | None]

_HARM_KEYS = {"killed": ("killed", "killed_or_injured"), "injured": ("injured", "killed_or_injured")}

_PITF_CLASSES = {
    "Firearms": {"small_arms"},
    "Suicide Bombing": {"ied", "bomb"},
    "Explosives": {"ied", "bomb", "mine", "small_arms"},
    "Heavy Weapons": {
        "artillery", "mortar", "rocket", "missile", "bomb", "aircraft", "helicopter", "uav", "armour", "method",
        "cluster", "chemical", "incendiary", "naval",
    },
}  # fmt: skip
"""The classes that may stand behind a coarse code; grenades are small arms to us and explosives there."""

_MONTH_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, 1)}

_CONFIDENCE = {
    "REPORTED AS FACT": {"reported_as_fact"},
    "CLAIMED OR ADMITTED": {"claimed"},
    "SUSPECTED OR ACCUSED": {"accused", "suspected"},
    "SUSPECTED OR ACCUSED BY AUTHORITIES": {"accused", "suspected"},
    "POSSIBLE": {"suspected", "accused"},
}

_ATTACKS = ("Conflict.Attack", "Life.Die", "Life.Injure")


def _one(right: bool) -> Counts:
    return Counts(hits=int(right), gold=1)


def toll_exact(harm: str) -> Count:
    """Whether the main incident's best figure is the coded one; 0 where there is none."""

    def count(case: Case, view: View) -> Counts | None:
        number = case.gold[harm]
        if number is None:
            return None
        best = view.main.best.get(harm) if view.main is not None else None
        return _one((best or 0) == number)

    return count


def among_claims(harm: str) -> Count:
    """Whether any claim of the harm has the coded number as a bound; a coded 0 asks for no other number."""

    def count(case: Case, view: View) -> Counts | None:
        number = case.gold[harm]
        if number is None:
            return None
        bounds = [(claim.low, claim.high) for claim in view.claims if claim.harm in _HARM_KEYS[harm]]
        return _one(any(number in pair for pair in bounds) or (number == 0 and not bounds))

    return count


def silent(case: Case, view: View) -> Counts | None:
    """Whether nobody is read as killed where nobody was."""
    if case.gold["killed"] != 0:
        return None
    best = view.main.best.get("killed") if view.main is not None else None
    return _one(not best)


def _where(view: View) -> MentionView | None:
    """The place of the main incident; where there is none, the first place that is read as an incident's."""
    if view.main is not None and view.main.place is not None:
        return view.main.place
    return next((place for place in view.places if place.role == "incident"), None)


def country(case: Case, view: View) -> Counts | None:
    """Whether the incident lies in the coded country."""
    wanted = country_of(case.gold["country"])
    if wanted is None:
        return None
    place = _where(view)
    return _one(place is not None and place.country == wanted)


def within_50_km(case: Case, view: View) -> Counts | None:
    """Whether the incident lies within 50 km of the coded point."""
    point = degrees(case.gold["dms"])
    if point is None or not case.gold["place"] or "multiple" in case.gold["place"].lower():
        return None
    place = _where(view)
    if place is None or place.lat is None or place.lon is None:
        return _one(False)
    return _one(kilometres(place.lat, place.lon, *point) <= 50)


_SPELLINGS = {
    "paktya": "paktia",
    "nimroz": "nimruz",
    "jowzjan": "jawzjan",
    "wardak": "maidanwardak",
    "saripul": "sarepul",
}


def _province(name: str | None) -> str | None:
    """A province's name without what its spellings differ in."""
    if name is None:
        return None
    folded = re.sub(r"\b(province|wilayat)\b|[\W_]+", "", name.casefold())
    return _SPELLINGS.get(folded, folded)


def province(case: Case, view: View) -> Counts | None:
    """Whether the incident lies in one of the coded provinces."""
    wanted = {
        _province(name)
        for name in case.gold["province"] or ()
        if name.isascii() and "?" not in name and "southern" not in name
    }
    if not wanted:
        return None
    place = _where(view)
    if place is None:
        return _one(False)
    names = {_province(place.admin1), _province(place.name), _province(place.text)}
    return _one(not wanted.isdisjoint(names))


def date_right(case: Case, view: View) -> Counts | None:
    """Whether the main incident's date, where it has one, covers a coded day."""
    days = case.gold.get("incident_dates") or [case.gold.get("date")]
    main = view.main
    if main is None or not main.start or not main.end or None in days:
        return None
    return _one(any(_covers(main.start, main.end, day) for day in days))


def _covers(start: str, end: str, day: str) -> bool:
    return start[: len(day)] <= day[: len(start)] and day[: len(end)] <= end


def weapon_class(case: Case, view: View) -> Counts | None:
    """Whether a weapon that was read as used is of the coarse class that is coded."""
    wanted = _PITF_CLASSES.get(case.gold["weapon"])
    used = [one for one in view.weapons if one.role == "used"]
    if wanted is None or not used:
        return None
    suicide = case.gold["weapon"] == "Suicide Bombing" and any("suicide" in one.text.lower() for one in used)
    return _one(suicide or any(one.kind in wanted for one in used))


def _slot(case: Case, slot: str) -> Iterator[str]:
    for template in case.gold["templates"]:
        yield from template.get(slot, ())


def _alternatives(entry: str) -> tuple[str, ...]:
    """The strings of a slot, any of which will do."""
    return tuple(part.replace('\\"', "") for part in re.findall(r'"((?:\\"|[^"])*)"', entry))


def _distinct(entries: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(entry for entry in entries if entry))


def _found(entries: list[tuple[str, ...]], texts: list[str]) -> Counts:
    hits = sum(any(texts_agree(option, text) for option in entry for text in texts) for entry in entries)
    return Counts(hits=hits, gold=len(entries))


def muc_numbers(case: Case, view: View) -> Counts:
    """Victim numbers above one whose effect is death or injury, found among the claims of that harm."""
    wanted: set[tuple[str, int]] = set()
    for template in case.gold["templates"]:
        effects = {_key(e): e.split(":")[0] for e in template["HUM TGT: EFFECT OF INCIDENT"] if ":" in e}
        for entry in template["HUM TGT: NUMBER"]:
            number, _, who = entry.partition(":")
            effect = effects.get(_key(entry)) if who else None
            harm = {"DEATH": "killed", "INJURY": "injured"}.get(effect or "")
            if harm is not None and re.fullmatch(r"\d+", number.strip()) and int(number) > 1:
                wanted.add((harm, int(number)))
    hits = sum(
        any(claim.harm in _HARM_KEYS[harm] and number in (claim.low, claim.high) for claim in view.claims)
        for harm, number in wanted
    )
    return Counts(hits=hits, gold=len(wanted))


def _key(entry: str) -> str:
    return entry.partition(":")[2].strip()


def muc_instruments(case: Case, view: View) -> Counts:
    """Instruments, any spelling of them, found among the weapons."""
    entries = _distinct(_alternatives(entry) for entry in _slot(case, "INCIDENT: INSTRUMENT ID"))
    return _found(entries, [one.text for one in view.weapons])


def _perpetrators(view: View) -> list[str]:
    named = [claim.perpetrator for claim in view.claims if claim.perpetrator is not None]
    return list(dict.fromkeys([*named, *(name for one in view.incidents for name in one.perpetrators)]))


def muc_organizations(case: Case, view: View) -> Counts:
    """Organisations that did it, found among the perpetrators."""
    return _found(_distinct(_alternatives(e) for e in _slot(case, "PERP: ORGANIZATION ID")), _perpetrators(view))


def muc_organizations_anywhere(case: Case, view: View) -> Counts:
    """Organisations that did it, found among the actors, whatever they do there."""
    entries = _distinct(_alternatives(e) for e in _slot(case, "PERP: ORGANIZATION ID"))
    return _found(entries, list(dict.fromkeys(one.text for one in view.actors)))


def muc_confidence(case: Case, view: View) -> Counts:
    """Of the organisations found as perpetrators of claims, those with the responsibility that is coded."""
    hits = gold = 0
    for entry in dict.fromkeys(_slot(case, "PERP: ORGANIZATION CONFIDENCE")):
        labels = re.split(r"\s*/\s*", entry.split(":")[0].strip("? ()"))
        wanted = set().union(*(_CONFIDENCE.get(label, set()) for label in labels))
        given = {
            claim.responsibility
            for claim in view.claims
            if claim.perpetrator is not None
            and any(texts_agree(option, claim.perpetrator) for option in _alternatives(entry))
        }
        if wanted and given:
            gold += 1
            hits += not wanted.isdisjoint(given)
    return Counts(hits=hits, gold=gold)


def muc_dates(case: Case, view: View) -> Counts:
    """Days of incidents, found among the dates that are no date line."""
    days = set()
    for entry in _slot(case, "INCIDENT: DATE"):
        match = re.fullmatch(r"(\d\d?) ([A-Z]{3}) (\d\d)", entry)
        if match and match[2] in _MONTHS:
            days.add(f"19{match[3]}-{_MONTHS[match[2]]:02d}-{int(match[1]):02d}")
    ranges = [(one.start, one.end) for one in view.dates if one.role != "published" and one.start and one.end]
    short = [(start, end) for start, end in ranges if len(start) == len(end) == 10]
    return Counts(hits=sum(any(start <= day <= end for start, end in short) for day in days), gold=len(days))


def arguments(role: str) -> Count:
    """Heads of the arguments of attacks, deaths and injuries, each once, found where the record puts such things."""

    def count(case: Case, view: View) -> Counts:
        events = [event for event in case.gold["events"] if event["type"].rpartition(".")[0] in _ATTACKS]
        heads = {arg["text"] for event in events for arg in event["args"] if arg["role"] == role}
        return _found([(head,) for head in sorted(heads)], _texts(role, case, view))

    return count


def _texts(role: str, case: Case, view: View) -> list[str]:
    if role == "Attacker":
        return _perpetrators(view)
    if role == "Victim":
        return [claim.victims or case.text[claim.quote[0] : claim.quote[1]] for claim in view.claims]
    return [place.text for place in view.places]
