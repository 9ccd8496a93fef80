"""The room ``place``: names of places, resolved to gazetteer entries, with their roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from ..batches import Batched
from ..spans import lowers, texts, write
from ..stages import factory
from ..values import Evidence, Extent, Place, PlaceRole, PlaceType
from .gazetteer import Entry, Gazetteer, gazetteer
from .keys import squash
from .mentions import Mention, kept
from .metonymy import Metonymy
from .reader import Reader
from .resolve import contains, resolve, settle
from .roles import Roles
from .standins import capitals, land, people
from .support import support
from .words import demonyms, harm_words, openings

PRECISION: dict[PlaceType, int] = {
    "facility": 1, "base": 1, "neighbourhood": 1, "village": 1, "town": 1, "city": 1, "admin2": 3, "admin1": 4,
    "region": 5, "country": 6, "natural": 7,
}  # fmt: skip
"""UCDP's where_prec of a place of each type that is in the gazetteer."""

PRECISION_WITHIN: dict[PlaceType, int] = PRECISION | dict.fromkeys(("city", "town", "village", "neighbourhood"), 2)
"""The same of a place that is known only by the area or the town that it lies in."""

THRESHOLD = 0.8
"""Least score of a mention that is kept."""


class Reading(NamedTuple):
    """A place with what it was chosen from.

    Attributes:
        entry: The gazetteer's entry that is meant, or that holds the place; null where there is none.
        fits: What its name may mean, and how well each fits; empty where it was not looked up.
        role: Why the place has its role.
    """

    place: Place
    entry: Entry | None
    fits: tuple[tuple[float, Entry], ...]
    role: Evidence


class PlaceRoom(Batched):
    """Find and resolve the places of an article.

    Writes ``doc.spans["place"]`` (label: the type) and ``doc._.place`` (`Place` values).

    >>> import tollbook
    >>> doc = tollbook.load()("Strikes hit the village of Al-Shafah in Deir Ezzor province, Syria.")
    >>> [(p.name, p.type, p.country, p.role) for p in doc._.place][:2]
    [('Al-Shafah', 'village', 'SY', 'incident'), ('Deir ez-Zor', 'admin1', 'SY', 'incident')]
    """

    def __init__(self, nlp: Language, name: str = "place") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Place]:
        """Yield the places of a document."""
        return (reading.place for reading in self.readings(doc))

    def readings(self, doc: Doc) -> Iterable[Reading]:
        """Yield the places of a document, each with the entries that its name may mean and why it has its role."""
        opened = gazetteer()
        persons, blocked = _actors(doc)
        found = Reader(opened, doc, persons, blocked).mentions()
        lower = lowers(doc)
        peoples = _peoples(lower)
        support(found, peoples, THRESHOLD)
        mentions = _renumbered(found, list(kept(found, THRESHOLD)))
        focus = resolve(mentions, peoples, opened)
        words = texts(doc)
        chosen = Metonymy(lower, words, opened).without(mentions)
        settle(mentions, chosen, focus, peoples)
        standing = list(capitals(lower, words, mentions, opened))
        chosen = [one for one in chosen if not any(two.extent.contains(one.extent) for two in standing)] + standing
        if not chosen and not harm_words().isdisjoint(lower):
            chosen += land(lower, mentions) or people(lower, words, peoples, opened)
        mentions = _renumbered(mentions, sorted(chosen, key=lambda one: one.extent.start))
        roles = Roles(doc, doc._.text or (), lower)
        for number, mention in enumerate(mentions, 1):
            role = roles.of(mention)
            place = _place(f"p{number}", mention, mentions, focus, role.value, opened)
            yield Reading(place, mention.entry or mention.entry_around, mention.fits, role.evidence("role"))

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: value.type)


def _renumbered(found: list[Mention], chosen: list[Mention]) -> list[Mention]:
    """Let the mentions that are kept point at one another."""
    place = {id(mention): n for n, mention in enumerate(chosen)}
    for mention in chosen:
        if mention.within is not None:
            mention.within = place.get(id(found[mention.within]))
    return chosen


def _actors(doc: Doc) -> tuple[frozenset[str], frozenset[int]]:
    """Words of persons' names, and tokens inside names of actors."""
    persons: set[str] = set()
    blocked: set[int] = set()
    for actor in doc._.actor or ():
        tokens = range(actor.extent.start, actor.extent.end)
        if actor.adjective or _is_headed(doc, actor.extent):
            continue
        if actor.kind in ("person", "official") and not _is_spoken_of(doc, actor.extent):
            seats = _seats(doc, set(tokens))
            persons.update(doc[i].lower_ for i in tokens if doc[i].is_title and i not in seats)
        if len(tokens) > 1 and not _is_country(doc, actor.extent):
            blocked.update(tokens)
    return frozenset(persons), frozenset(blocked - _seats(doc, blocked))


def _is_headed(doc: Doc, extent: Extent) -> bool:
    """Whether a name that a person might bear is a settlement's: "the village of Sheikh Miskin", "Sheikh Zayn village"."""
    before = [doc[i].lower_ for i in range(max(0, extent.start - 2), extent.start)]
    after = doc[extent.end].lower_ if extent.end < len(doc) else ""
    return after in _SETTLED or (len(before) == 2 and before[0] in _SETTLED and before[1] == "of")


_SETTLED = frozenset("village town hamlet neighbourhood neighborhood suburb city district settlement".split())


def _is_spoken_of(doc: Doc, extent: Extent) -> bool:
    """Whether a name is a place that the speakers are of: "residents of Sake said"."""
    i = extent.start
    if extent.end - i > 1 or not gazetteer().named(squash(doc[i].text)):
        return False
    if i > 2 and doc[i - 1].lower_ in ("and", "or") and doc[i - 2].is_title:
        i -= 2
    return i > 0 and doc[i - 1].lower_ in _INNER


def _is_country(doc: Doc, extent: Extent) -> bool:
    """Whether an actor is called by the name of a country and nothing more."""
    words = (token.text for token in doc[extent.start : extent.end] if token.lower_ != "the")
    return any(entry.type == "country" for entry in gazetteer().named(squash("".join(words))))


_INNER = frozenset({"of", "in", "from", "at", "near"})


def _seats(doc: Doc, blocked: set[int]) -> set[int]:
    """The tokens of places inside what actors are called that are not their names.

    Britain in "Britain-based", Borno in "the governor of Borno", Tame in "Tame's mayor".
    """
    found: set[int] = set()
    for i in blocked:
        if doc[i].lower_ == "based" and i > 1 and doc[i - 1].text in ("-", "‑", "–"):
            found |= _name_before(doc, i - 2, blocked)
        elif doc[i].lower_ in ("'s", "’s") and i + 1 < len(doc) and doc[i + 1].is_lower:
            found |= _name_before(doc, i - 1, blocked)
        elif doc[i].lower_ in _INNER and i > 0 and doc[i - 1].is_alpha and _may_be_seated(doc, i):
            at = i + 2 if i + 1 < len(doc) and doc[i + 1].lower_ == "the" else i + 1
            while at in blocked and not doc[at].is_lower:
                found.add(at)
                at += 1
    return found


_OFFICES = frozenset({"health", "ministry", "interior", "defence", "defense", "authority", "authorities"})


def _may_be_seated(doc: Doc, i: int) -> bool:
    """Whether what stands before "in" is no name, or an office's: "the Ministry of Health in Gaza"."""
    return doc[i - 1].is_lower or (doc[i].lower_ == "in" and doc[i - 1].lower_ in _OFFICES)


def _name_before(doc: Doc, at: int, blocked: set[int]) -> set[int]:
    found: set[int] = set()
    while at in blocked and doc[at].is_title:
        found.add(at)
        at -= 1
    return found


def _peoples(lower: Sequence[str]) -> Counter[str]:
    """How often each country is spoken of by its people or by a movement that is its own."""
    table, opening = demonyms(), openings()
    found: Counter[str] = Counter()
    for i, word in enumerate(lower):
        country = table.get(word)
        if word in opening and i + 1 < len(lower):
            country = table.get(f"{word} {lower[i + 1]}", country)
        if country is not None:
            found[country] += 1
    return found


def _place(
    number: str, mention: Mention, mentions: list[Mention], focus: Counter[str], role: PlaceRole, opened: Gazetteer
) -> Place:
    entry = mention.entry
    outer = mentions[mention.within] if mention.within is not None else None
    within = (f"p{mention.within + 1}",) if mention.within is not None else ()
    if entry is None:
        held = _holding(mention, outer)
        country = held.country if held is not None else _leading(focus)
        precision = PRECISION_WITHIN.get(held.type) if held is not None else None
        division = _admin1(held, opened)
        if held is not None and held is mention.entry_near:
            precision, division = PRECISION["admin1"], None
        return Place(
            number, mention.extent, mention.name, mention.types or "unknown", role, mention.rule,
            lat=held.lat if held else None, lon=held.lon if held else None, country=country,
            admin1=division, precision=precision, within=within,
        )  # fmt: skip
    kind = mention.types if mention.types and mention.types != "unknown" else entry.type
    if entry.type in ("admin1", "country") and kind in ("village", "town", "neighbourhood"):
        kind = entry.type  # "a Borno village" is a village of Borno
    if (entry.type, kind) in (("neighbourhood", "admin2"), ("city", "neighbourhood")):
        kind = entry.type  # "the Dorna district" of a town; "a quarter of Homs" is one of Homs
    return Place(
        number, mention.extent, entry.name, kind, role, mention.rule, entry=entry.id, geonameid=entry.geonameid,
        lat=entry.lat, lon=entry.lon, country=entry.country, admin1=_admin1(entry, opened),
        precision=2 if mention.near and PRECISION.get(kind) == 1 else PRECISION.get(kind), within=within,
    )  # fmt: skip


def _holding(mention: Mention, outer: Mention | None) -> Entry | None:
    """The place that holds one that nothing knows: what the text says, the town in its name, the town around."""
    area, town = outer.entry if outer is not None else None, mention.entry_around
    if area is not None and (town is None or not contains(area, town)):
        return area
    return town or mention.entry_near


def _leading(focus: Counter[str]) -> str | None:
    """The country that most of the article speaks of, if one stands out."""
    ranked = sorted(focus.items(), key=lambda item: (-item[1], item[0]))
    if ranked and ranked[0][1] >= 0.5 * sum(focus.values()):
        return ranked[0][0]
    return None


def _admin1(entry: Entry | None, opened: Gazetteer) -> str | None:
    if entry is None or entry.admin1 is None:
        return None
    division = opened.by_id(entry.admin1)
    return division.name if division is not None else None


@Language.factory(factory("place"), assigns=["doc.spans", "doc._.place"])
def create_place(nlp: Language, name: str) -> PlaceRoom:
    """Make the component; no settings."""
    return PlaceRoom(nlp, name)
