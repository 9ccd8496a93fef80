"""The room ``place``: names of places, resolved to gazetteer entries, with their roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from ..batches import Batched
from ..spans import lowers, write
from ..stages import factory
from ..values import Place, PlaceType
from .gazetteer import Entry, Gazetteer, gazetteer
from .mentions import Mention, kept
from .reader import Reader
from .resolve import resolve
from .roles import Roles
from .words import demonyms

PRECISION: dict[PlaceType, int] = {
    "facility": 1, "base": 1, "neighbourhood": 1, "village": 1, "town": 1, "city": 1, "admin2": 3, "admin1": 4,
    "region": 5, "country": 6, "natural": 7,
}  # fmt: skip
"""UCDP's where_prec of a place of each type that is in the gazetteer."""

THRESHOLD = 0.8
"""Least score of a mention that is kept."""


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
        opened = gazetteer()
        persons, blocked = _actors(doc)
        found = Reader(opened, doc, persons, blocked).mentions()
        mentions = _renumbered(found, list(kept(found, THRESHOLD)))
        lower = lowers(doc)
        focus = resolve(mentions, _peoples(lower), opened)
        roles = Roles(doc, doc._.text or (), lower)
        for number, mention in enumerate(mentions, 1):
            yield _place(f"p{number}", mention, mentions, focus, roles, opened)

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
        if actor.adjective:
            continue
        if actor.kind in ("person", "official"):
            persons.update(doc[i].lower_ for i in tokens if doc[i].is_title)
        if len(tokens) > 1:
            blocked.update(tokens)
    return frozenset(persons), frozenset(blocked - _seats(doc, blocked))


def _seats(doc: Doc, blocked: set[int]) -> set[int]:
    """The tokens of places that bodies are based in, inside their names: Britain in "Britain-based"."""
    found: set[int] = set()
    for i in blocked:
        if doc[i].lower_ == "based" and i > 1 and doc[i - 1].text in ("-", "‑", "–"):
            at = i - 2
            while at in blocked and doc[at].is_title:
                found.add(at)
                at -= 1
    return found


def _peoples(lower: list[str]) -> Counter[str]:
    table = demonyms()
    found: Counter[str] = Counter()
    for word in lower:
        country = table.get(word)
        if country is not None:
            found[country] += 1
    return found


def _place(
    number: str, mention: Mention, mentions: list[Mention], focus: Counter[str], roles: Roles, opened: Gazetteer
) -> Place:
    entry = mention.entry
    outer = mentions[mention.within] if mention.within is not None else None
    within = (f"p{mention.within + 1}",) if mention.within is not None else ()
    role = roles.of(mention)
    if entry is None:
        held = outer.entry if outer is not None else None
        country = held.country if held is not None else _leading(focus)
        return Place(
            number, mention.extent, mention.name, mention.types or "unknown", role, mention.rule,
            lat=held.lat if held else None, lon=held.lon if held else None, country=country,
            admin1=_admin1(held, opened), within=within,
        )  # fmt: skip
    kind = mention.types if mention.types and mention.types != "unknown" else entry.type
    return Place(
        number, mention.extent, entry.name, kind, role, mention.rule, entry=entry.id, geonameid=entry.geonameid,
        lat=entry.lat, lon=entry.lon, country=entry.country, admin1=_admin1(entry, opened),
        precision=2 if mention.near and PRECISION.get(kind) == 1 else PRECISION.get(kind), within=within,
    )  # fmt: skip


def _leading(focus: Counter[str]) -> str | None:
    """The country that most of the article speaks of, if one stands out."""
    ranked = sorted(focus.items(), key=lambda item: (-item[1], item[0]))
    if ranked and ranked[0][1] >= 0.6 * sum(focus.values()):
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
