"""Sites: names of buildings that are made of ordinary words, told as places by the preposition before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from ..values import Extent, PlaceType
from .gazetteer import Entry, Gazetteer
from .keys import squash
from .mentions import Mention
from .words import sites

_AT = frozenset("at in inside outside opposite beside behind near around from leaving into attending entering".split())
"""Words before the name of a site that tell a building even of a noun that is as often a body's."""

_BEFORE = _AT | {"to", "toward", "towards", "of", "on", "along", "down", "'s", "’s"}
"""Words before the name of a site."""

_SPOTS = frozenset({(noun, "of") for noun in ("gate", "gates", "direction", "roof", "door", "entrance", "courtyard")})
"""What a building has and a body has not: "the gate of the Marlow Centre"."""

_INNER = frozenset({"of", "and", "the", "for", "'s", "’s", "&", "-", "de", "del", "la", "al", "."})
"""Words in lower case that the name of a site may hold."""

_LONGEST = 8
_OPENERS = frozenset(
    {"the", "a", "an", "at", "in", "on", "to", "from", "of", "by", "for", "and", "near", "outside", "inside"}
)


def site_names(words: Sequence[str], lower: Sequence[str], gazetteer: Gazetteer) -> Iterator[tuple[Extent, PlaceType]]:
    """Yield the stretches that name a site after a preposition: "at the Marlow Lakes High School".

    >>> from .gazetteer import gazetteer
    >>> text = "They met at the Marlow Lakes Community Centre , and the Marlow Centre said so .".split()
    >>> [" ".join(text[e.start : e.end]) for e, _ in site_names(text, [w.lower() for w in text], gazetteer())]
    ['Marlow Lakes Community Centre']
    """
    table = sites()
    for i, word in enumerate(lower):
        site = table.get(word)
        if site is None or i < 2 or not words[i][0].isupper() or words[i].isupper() or _goes_on(words, i, gazetteer):
            continue
        start = _start(words, lower, i, gazetteer)
        before = start - 1
        while before > 0 and lower[before] in ("the", "a", "an", "\n"):
            before -= 1
        if start == i or before < 0 or lower[before - 1 : before + 1] == ["according", "to"]:
            continue
        if lower[before] in (_AT if site.body else _BEFORE) or tuple(lower[before - 1 : before + 1]) in _SPOTS:
            yield Extent(start, i + 1), site.type


def _goes_on(words: Sequence[str], i: int, gazetteer: Gazetteer) -> bool:
    """Whether the name goes on after a noun: "the Money Market Division", "the Higher School of Economics"."""
    after = words[i + 1 : i + 3]
    if len(after) == 2 and after[0] in ("of", "for") and after[1][0].isupper():
        return True
    return bool(after) and after[0][0].isupper() and not gazetteer.named(squash(after[0]))


def _start(words: Sequence[str], lower: Sequence[str], i: int, gazetteer: Gazetteer) -> int:
    """Where the name that ends with a site's noun begins; the noun itself if it has no name."""
    start = at = i
    while at > 0 and i - at < _LONGEST:
        at -= 1
        word = words[at]
        if lower[at] in ("'s", "’s") and at > 0 and gazetteer.named(squash(words[at - 1])) and _is_owner(words[at - 1]):
            break
        if word[0].isupper() and lower[at] not in _OPENERS:
            start = at
        elif word not in _INNER:
            break
    return start


def _is_owner(word: str) -> bool:
    """Whether a name before a possessive owns the site, and is no saint or founder that it is called after."""
    return word[0].isupper() and not word.endswith(("men", "Peter", "Paul", "John", "George", "Mary", "Children"))


def add_sites(
    found: list[Mention], names: Sequence[tuple[Extent, PlaceType]], doc: Doc, gazetteer: Gazetteer
) -> list[Mention]:
    """The mentions with sites in the place of what lies inside them, in order."""
    for extent, kind in names:
        inner = [one for one in found if extent.contains(one.extent)]
        if any(one.extent == extent and one.score >= _SURE for one in inner) or _crossed(found, extent):
            continue
        name = doc[extent.start : extent.end].text.replace("\n", " ")
        around: tuple[Entry, ...] = tuple(entry for one in inner for entry in one.found)
        mention = Mention(extent, name, gazetteer.named(squash(name)), _SURE, "place.site", types=kind, locative="at")
        mention.around, mention.part = around, True
        found = [one for one in found if one not in inner] + [mention]
    return sorted(found, key=lambda one: one.extent.start)


_SURE = 1.5


def _crossed(found: Sequence[Mention], extent: Extent) -> bool:
    """Whether a mention lies across an end of a stretch."""
    return any(
        one.extent.start < extent.end and extent.start < one.extent.end and not extent.contains(one.extent)
        for one in found
    )
