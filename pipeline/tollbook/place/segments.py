"""Segments: the parts of a run, each known by what it can be.

A run of capitals such as "Syrian President Bashar al-Assad" or "Aleppo Media Centre" is cut into pieces before anything
is decided: names that the gazetteer knows, words for peoples, titles, given names, heads of bodies, ordinary words, and
names that nothing knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from .gazetteer import Entry, Gazetteer
from .headed import Names
from .keys import squash
from .runs import HYPHENS, LINKS, Run
from .words import DIRECTIONS, demonyms, given_names, heads, others

LONGEST_NAME = 7
"""Most tokens of a name that is looked up."""


class Kind(Enum):
    """What a segment can be."""

    PLACE = "place"
    UNKNOWN = "unknown"
    DEMONYM = "demonym"
    TITLE = "title"
    GIVEN = "given"
    BODY = "body"
    EVENT = "event"
    NEVER = "never"
    HEAD = "head"
    ORDINARY = "ordinary"
    ACTOR = "actor"
    LINK = "link"


_ARTICLES = frozenset({"a", "an", "the", "in", "on", "of", "at", "to", "i", "he", "it", "is", "as", "but", "and"})
"""Ordinary words that open a name only where the place's own name does: The Hague, A Coruña."""


def _opens(entry: Entry, word: str) -> bool:
    return entry.name.lower().startswith(f"{word} ")


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens of a run, half-open, and the places that bear the name."""

    start: int
    end: int
    kind: Kind
    found: tuple[Entry, ...] = ()


_BEGINNINGS = frozenset(
    "el la los las le al tal tel tell deir kafr kafar khan ain san santa sao bir um umm beit ibn".split()
)
"""Words that begin names of villages, whatever else they are."""

_LOCATING = frozenset("in at near of from to around outside inside towards toward into".split())
"""Words before what is a given name too that make it a place."""

_AREAS = frozenset({"admin1", "admin2"})
_OTHER = {"organisation": Kind.BODY, "title": Kind.TITLE, "event": Kind.EVENT, "never": Kind.NEVER}


class Segmenter:
    """Cut runs into segments.

    Args:
        gazetteer: Where names are looked up.
        words, lower: The document's words, and the same in lower case.
        blocked: Tokens that belong to a name of an actor.
        names: Names of several words that a noun beside them makes places somewhere in the article.
    """

    def __init__(
        self, gazetteer: Gazetteer, words: Sequence[str], lower: Sequence[str], blocked: frozenset[int], names: Names
    ) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._lower = lower
        self._blocked = blocked
        self._names = names

    def __call__(self, run: Run) -> list[Segment]:
        """Cut a run."""
        found: list[Segment] = []
        i = run.start
        while i < run.end:
            segment = self._at(run, i)
            if segment.kind is Kind.UNKNOWN and found and found[-1].kind is Kind.UNKNOWN:
                segment = Segment(found.pop().start, segment.end, Kind.UNKNOWN)
            found.append(segment)
            i = segment.end
        return found

    def _at(self, run: Run, i: int) -> Segment:
        if i in self._blocked:
            return Segment(i, i + 1, Kind.ACTOR)
        lower = self._lower[i]
        if (lower in LINKS and self._words[i] == lower) or (lower in HYPHENS and self._is_joint(run, i)):
            return Segment(i, i + 1, Kind.LINK)
        known = self._longest(run, i)
        headed = self._headed(run, i)
        if headed > (known.end if known else i + 1):
            return Segment(i, headed, Kind.PLACE, self._gazetteer.named(squash("".join(self._words[i:headed]))))
        people = self._people(run, i)
        if people > i and people >= (known.end if known else i) and not (known and self._outdoes_people(known)):
            return Segment(i, people, Kind.DEMONYM)
        single = known is None or known.end == i + 1
        if known is not None and self._is_headed(known.end) and not (run.first and i == run.start):
            return known
        if single and lower in _BEGINNINGS and self._opens_name(run, i):
            return Segment(i, i + 1, Kind.UNKNOWN)
        if single and (kind := others().get(lower)) is not None and not self._is_country(known):
            return Segment(i, i + 1, _OTHER[kind])
        if single and (lower,) in heads():
            return Segment(i, i + 1, Kind.HEAD)
        if single and self._ordinary(run, i) and not self._is_country(known):
            return Segment(i, i + 1, Kind.ORDINARY)
        if known is not None and not (single and lower in given_names() and not self._is_placed(run, i, known)):
            return known
        if lower in given_names():
            return Segment(i, i + 1, Kind.GIVEN)
        word = self._gazetteer.word(lower)
        if word is not None and word.margin > -0.7:
            return Segment(i, i + 1, Kind.ORDINARY)
        return Segment(i, i + 1, Kind.UNKNOWN)

    def _is_joint(self, run: Run, i: int) -> bool:
        """Whether a hyphen stands after a country or at an end of a run, and is part of no name."""
        before = self._gazetteer.named(squash(self._words[i - 1])) if i > run.start else ()
        return i == run.start or i + 1 >= run.end or any(entry.type == "country" for entry in before)

    def _ordinary(self, run: Run, i: int) -> bool:
        """Whether a word is so ordinary that its capital is the sentence's, or hardly a name's."""
        if self._lower[i] in DIRECTIONS:
            return True
        word = self._gazetteer.word(self._lower[i])
        if word is None:
            return False
        return word.margin > 0.0 and (word.frequency > -8.5 or (run.first and i == run.start))

    def _headed(self, run: Run, i: int) -> int:
        """Where a name that a noun makes a place somewhere in the article ends; the token itself if none begins here."""
        for name in self._names.get(self._words[i], ()):
            end = i + len(name)
            if end <= run.end and tuple(self._words[i:end]) == name and self._blocked.isdisjoint(range(i, end)):
                return end
        return i

    def _is_placed(self, run: Run, i: int, known: Segment) -> bool:
        """Whether what is also a given name is a place here: a great one, or one after "in" or before "province"."""
        if i > run.start and self._words[i - 1][0].isupper():
            return True
        if run.style == "mixed" and self._words[i].isupper() and self._lower[i + 1 : i + 2] == [","] and i == run.start:
            return True  # HELENA, Montana: a line of place and date
        before = self._lower[i - 1] if i else ""
        great = any(e.type == "country" or e.population >= 1_000_000 for e in known.found)
        return great or before in _LOCATING or self._is_headed(known.end)

    def _outdoes_people(self, known: Segment) -> bool:
        """Whether what is also a word for a people is a place here: Amhara, Shan State."""
        areas = any(e.main and e.type in ("country", "admin1") for e in known.found)
        return areas or self._is_headed(known.end)

    def _opens_name(self, run: Run, i: int) -> bool:
        """Whether a word such as El or Tel stands in a name that goes on."""
        at = i + 2 if i + 1 < run.end and self._words[i + 1] == "-" else i + 1
        return at < run.end and self._words[at][0].isupper() and not self._words[i].isupper()

    def _is_headed(self, i: int) -> bool:
        """Whether a noun follows that makes even an ordinary word an area: Rivers State, Hit district."""
        head = heads().get((self._lower[i],)) if i < len(self._lower) else None
        return head is not None and head.type in (*_AREAS, "region") and head.side != "before" and not head.part

    @staticmethod
    def _is_country(segment: Segment | None) -> bool:
        return segment is not None and any(entry.type == "country" for entry in segment.found)

    def _people(self, run: Run, i: int) -> int:
        """Where a word for a people that begins at a token ends; the token itself if none does."""
        for width in (3, 2, 1):
            if i + width <= run.end and " ".join(self._lower[i : i + width]).replace(" - ", "-") in demonyms():
                return i + width
        return i

    def _longest(self, run: Run, i: int) -> Segment | None:
        key = ""
        best: Segment | None = None
        for end in range(i + 1, min(run.end, i + LONGEST_NAME) + 1):
            word = self._words[end - 1]
            if end - 1 in self._blocked:
                break
            key += squash(word)
            if not word[0].isalnum() or (self._lower[end - 1] in LINKS and word[0].islower()) or len(key) < 2:
                continue
            found = self._gazetteer.named(key)
            if i + 1 < end and self._lower[i] in _ARTICLES and not any(_opens(e, self._lower[i]) for e in found):
                continue
            if found and self._plausible(i, end, found):
                best = Segment(i, end, Kind.PLACE, found)
        return best

    def _plausible(self, start: int, end: int, found: tuple[Entry, ...]) -> bool:
        """Whether a stretch is written as the name that was found: capitals at both ends, and no two-letter accident."""
        if "$" in self._words[end - 1]:
            return False
        if self._words[end - 1][0].islower() or (end - start == 1 and self._words[start][0].islower()):
            return False
        if end - start == 1 and len(self._words[start]) < 4:
            return any(entry.own or entry.population > 200_000 or entry.main for entry in found)
        return True
