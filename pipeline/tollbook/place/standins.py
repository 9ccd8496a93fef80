"""Stand-ins: words that tell where something happened though they name no place: "the Somali capital", "Nigerian troops"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..values import Extent
from .gazetteer import Entry, Gazetteer
from .keys import squash
from .mentions import Mention
from .words import demonyms, metonyms

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LOCATIVE = frozenset({"in", "inside", "near", "outside", "around", "across", "of", "throughout"})


def capitals(
    lower: Sequence[str], words: Sequence[str], mentions: Sequence[Mention], gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Yield "the Somali capital" and "Somalia's capital" where the capital itself is not named.

    Args:
        lower, words: The document's words in lower case and as written.
        mentions: The mentions that are read already.
        gazetteer: Where capitals are looked up.
    """
    named = {entry.id for mention in mentions for entry in mention.found}
    for i, word in enumerate(lower):
        if word != "capital" or i == 0 or (i + 1 < len(lower) and words[i + 1][0].isupper()):
            continue
        start, country = _country_before(lower, words, i, gazetteer)
        entry = gazetteer.capital(country) if country is not None else None
        if entry is not None and entry.id not in named:
            yield _mention(start, i + 1, words, entry, "place.capital", lower)


def _country_before(lower: Sequence[str], words: Sequence[str], i: int, gazetteer: Gazetteer) -> tuple[int, str | None]:
    """Where the words for a country before a token begin, and the country."""
    possessive = lower[i - 1] in _POSSESSIVE
    start = i - 2 if possessive else i - 1
    if not possessive:
        pair = " ".join(lower[max(0, start - 1) : start + 1])
        if pair in demonyms():
            return max(0, start - 1), demonyms()[pair]
        return start, demonyms().get(lower[start])
    for first in range(max(0, start - 2), start + 1):
        found = gazetteer.named(squash("".join(words[first : start + 1]))) if words[first][0].isupper() else ()
        country = next((entry.id for entry in found if entry.type == "country"), None)
        if country is not None:
            return first, country
    return start, None


def land(lower: Sequence[str], mentions: Sequence[Mention]) -> list[Mention]:
    """The first mention of the country that an article names most, for those that name it by what is its own alone."""
    owners = [m for m in mentions if m.entry is not None and m.entry.type == "country" and _owns(lower, m.extent.end)]
    named = Counter(m.name for m in owners)
    return [max(owners, key=lambda m: (named[m.name], -m.extent.start))] if owners else []


def _owns(lower: Sequence[str], i: int) -> bool:
    """Whether a body or a people that is its country's own follows a name: "Yemen's rebels", "Bangladesh commandos"."""
    after = lower[i] if i < len(lower) else ""
    return after in ("'s", "’s") or "holder" in metonyms().get(after, ())


def people(
    lower: Sequence[str], words: Sequence[str], peoples: Counter[str], gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Yield the country whose people an article speaks of most, at the first word for it; for articles without a place."""
    if not peoples:
        return
    country = max(peoples, key=lambda code: (peoples[code], code))
    entry = gazetteer.by_id(country)
    first = next((i for i, word in enumerate(lower) if demonyms().get(word) == country), None)
    if entry is not None and first is not None and 2 * peoples[country] > sum(peoples.values()):
        mention = _mention(first, first + 1, words, entry, "place.people", lower)
        mention.locative = "in"
        yield mention


def _mention(start: int, end: int, words: Sequence[str], entry: Entry, rule: str, lower: Sequence[str]) -> Mention:
    before = start - 1
    while before >= 0 and lower[before] in ("the", "a"):
        before -= 1
    locative = lower[before] if before >= 0 and lower[before] in _LOCATIVE else None
    mention = Mention(Extent(start, end), " ".join(words[start:end]), (entry,), 2.0, rule, locative=locative)
    mention.entry, mention.types = entry, entry.type
    return mention
