"""The words beside a name: prepositions, heads as in "the village of" and "province", and what they say of the name."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from ..values import Extent, PlaceType
from .gazetteer import Entry, Gazetteer
from .keys import squash
from .mentions import Mention, is_great
from .words import DIRECTIONS, Head, demonyms, heads, role_words

_IN = frozenset({"in", "inside", "within", "throughout", "across", "around", "near", "outside", "over", "into", "off"})
_AT = frozenset(
    "at from to toward towards through via between on for against entering entered enters enter reached reach reaching "
    "captured seized retook recaptured shelled bombed attacked stormed hit struck besieged left leaving liberated overran "
    "pounded raided visited visiting toured searched".split()
)
"""Words before a name, prepositions and verbs, that speak for a place less than "in" does."""

_STRIKING = frozenset("shelled bombed hit struck pounded besieged recaptured retook liberated overran stormed".split())
"""Those of them that are said of shells and troops, and of places more than of people."""

_TAKING = frozenset("fall siege capture recapture liberation bombardment shelling bombing storming evacuation".split())
"""What befalls a place: "the fall of Dorna"."""

_ADJOINING = frozenset({"neighbouring", "neighboring"})
"""Words before a country: "into neighbouring Niger"."""

_PARTS = frozenset({"admin1", "admin2", "region"})
"""What "of" and a country's name make no part of it: "the territory of Georgia" is Georgia."""

_PLACED = frozenset({"village", "town", "neighbourhood", "admin2"})
"""What is called so may stand before "of" and the area that it lies in."""

_HOLDING: dict[str, frozenset[PlaceType]] = {
    "neighbourhood": frozenset({"admin1", "admin2", "country", "city"}),
    "admin2": frozenset({"admin1", "country", "city"}),
}
_WIDE: frozenset[PlaceType] = frozenset({"admin1", "country", "region"})
_AREAS: frozenset[PlaceType] = frozenset({"admin1", "admin2", "country"})

BEARINGS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west".split()
)

LENGTHS = frozenset("km kilometre kilometres kilometer kilometers mile miles metre metres meter meters".split())
"""Units in which it is said how far one place is from another."""

_SUCH = frozenset({"include", "includes", "included", "including", "as", ":"})
_PLURALS = frozenset({"villages", "towns", "cities", "districts", "neighbourhoods", "neighborhoods", "communities"})
_NEAR = frozenset({"near", "outside", "around", "off"})
_SPEECH = frozenset("said says told added tweeted wrote says testified argued joked recalled".split())
_MARKS = frozenset({"'", "’", "‘"})
"""What may end a name: Mare’."""

MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec".split()
)
_SITES = frozenset("school market mosque church clinic checkpoint post camp base farm mine station crossing".split())
"""What stands at a place: "a school at Kosifa"."""

_NAMELESS = -1.0
"""Score of a name that nothing knows and that somebody or something else may bear."""

SKIPPED = frozenset({"the", "a", "an", "\n", '"', "“", "”", "'", "‘", "’"})


class Beside:
    """Judge a mention by the words beside it.

    Args:
        gazetteer: Where names are looked up.
        doc: The document. words, lower: its words, and the same in lower case.
    """

    def __init__(self, gazetteer: Gazetteer, doc: Doc, words: Sequence[str], lower: Sequence[str]) -> None:
        self._gazetteer = gazetteer
        self._doc = doc
        self._words = words
        self._lower = lower

    def left(self, mention: Mention) -> None:
        """Judge by the words before: prepositions, and heads as in "the village of"."""
        lower = self._lower
        self._take_direction(mention)
        mention.part_of = lower[max(0, mention.extent.start - 1)] in DIRECTIONS - _ADJOINING
        mention.adjoins = lower[max(0, mention.extent.start - 1)] in _ADJOINING
        mention.definite = lower[max(0, mention.extent.start - 1)] == "the"
        i = self._before(mention.extent.start - 1)
        if i >= 1 and lower[i] == "of":
            j = i - 1 if lower[i - 1] in BEARINGS else self._before(i - 1)
            head = heads().get((lower[j],)) if j >= 0 else None
            if self._is_of_former(j, mention.found):
                mention.locative = "of"
                mention.score += 1.5
                return
            if head is not None and head.side != "after" and not head.part and head.form != ("capital",):
                land = any(entry.type == "country" for entry in mention.found)
                mention.types, i = (None if land and head.type in _PARTS else head.type), self._before(j - 1)
                mention.score += 2.5
            elif j >= 0 and lower[j] in BEARINGS:
                mention.score += 1.8
                mention.near, mention.locative = True, "of"
                return
        elif i >= 1 and lower[i] == "," and lower[i - 1] == "capital":
            mention.types, i = "city", self._before(i - 2)
            mention.score += 1.5
        elif i >= 0 and (head := heads().get((lower[i],))) is not None and head.side != "after" and not head.part:
            mention.types = head.type
            mention.score += 1.5
            i = self._before(i - 1)
        if i < 0:
            return
        if self._follows_day(mention.extent):
            mention.score += 2.0
        if lower[i] == "from" and lower[i - 1] in LENGTHS:
            mention.near, mention.locative = True, "of"
            mention.score += 1.8
        elif lower[i] in _SUCH and (kind := self._listed(i)) is not None:
            mention.types = mention.types or (kind if not mention.found else None)
            mention.score += 2.5
        elif lower[i] in _IN:
            mention.locative, mention.near = lower[i], lower[i] in _NEAR
            mention.score += 1.5
        elif lower[i] in _AT:
            mention.locative = lower[i]
            struck = lower[i] in _STRIKING and bool(mention.found)
            mention.score += 1.5 if struck or self._is_spot(i, mention) or self._is_site(i) else 0.8
        elif lower[i] == "of":
            mention.score += 1.5 if i and lower[i - 1] in _TAKING and mention.found else 0.3

    def _is_of_former(self, i: int, outer: tuple[Entry, ...]) -> bool:
        """Whether "village", before "of" and an area, is the noun of the name before it: "in Gorza village of Baghlan"."""
        head = heads().get((self._lower[i],)) if i > 0 else None
        if head is None or head.type not in _PLACED or head.part or not self._words[i - 1][0].isupper():
            return False
        former = self._gazetteer.named(squash(self._words[i - 1]))
        holding = _HOLDING.get(head.type, _AREAS)
        if not any(entry.type in holding for entry in outer) or any(entry.type in _WIDE for entry in former):
            return False
        word = self._gazetteer.word(self._lower[i - 1])
        return bool(former) or word is None or word.margin < 0.0

    def _is_spot(self, i: int, mention: Mention) -> bool:
        """Whether "at" puts something at a name that nothing knows: "a bomb at Kosifa"; not "an analyst at Kosifa"."""
        posts = role_words("post")
        return (
            self._lower[i] == "at"
            and self._lower[mention.extent.start - 1] not in ("a", "an")
            and not mention.found
            and mention.score > _NAMELESS
            and mention.name[0].isalpha()
            and not any(char.isdigit() for char in mention.name)
            and posts.isdisjoint(self._lower[max(0, i - 2) : i])
        )

    def _is_site(self, i: int) -> bool:
        """Whether "at" stands behind a building or the like: "a primary school at Kosifa"."""
        return self._lower[i] == "at" and self._lower[i - 1] in _SITES

    def _follows_day(self, here: Extent) -> bool:
        """Whether a name heads an item behind its day: "4 July, Kosifa. Three men died"."""
        start, words = here.start, self._lower
        if start < 4 or words[start - 1] != "," or words[here.end : here.end + 1] not in (["."], [":"], ["("]):
            return False
        day = words[start - 3 : start - 1]
        opens = words[start - 4].isspace() or words[start - 4] in ("-", "–", "•")
        return opens and any(word in MONTHS for word in day) and any(word.isdigit() for word in day)

    def _listed(self, i: int) -> PlaceType | None:
        """What a list that follows is of, as in "villages hit in recent attacks include"."""
        for word in reversed(self._lower[max(0, i - 8) : i]):
            if word in _PLURALS:
                return heads()[(word,)].type
        return None

    def _take_direction(self, mention: Mention) -> None:
        """Let "southern" tell which region is meant where the gazetteer has one of that name: southern Lebanon."""
        start = mention.extent.start - 1
        if start < 0 or self._lower[start] not in DIRECTIONS or not mention.found:
            return
        key = squash(self._words[start]) + squash(mention.name)
        kinds = ("region", "admin1", "admin2")
        found = tuple(e for e in self._gazetteer.named(key) if e.type in kinds and (e.own or e.main))
        if found and self._words[start][0].isupper():
            mention.extent = Extent(start, mention.extent.end)
            mention.name = self._doc[start : mention.extent.end].text
        mention.found = found or mention.found

    def _before(self, i: int) -> int:
        """Go left over articles, directions and adjectives of peoples."""
        while i >= 0 and (self._lower[i] in SKIPPED or self._lower[i] in DIRECTIONS or self._lower[i] in demonyms()):
            i -= 1
        return i

    def right(self, mention: Mention) -> None:
        """Judge by the words after: heads as in "Aleppo province", verbs of speech."""
        lower = self._lower
        i = mention.extent.end
        if i < len(lower) and lower[i] == "\n":
            i += 1
        if i + 1 < len(lower) and lower[i] == "'s" and lower[i + 1] in DIRECTIONS:
            mention.score += 0.8
        if (
            i < len(lower)
            and lower[i] in _MARKS
            and not self._doc[i - 1].whitespace_
            and self._head_at(i + 1)[0] is not None
        ):
            i += 1  # "Mare’ city"
        while i < len(lower) and lower[i] in DIRECTIONS:
            i += 1
        if i >= len(lower):
            return
        if self._heads_item(mention, i):
            mention.score += 2.0
        head, width = self._head_at(i)
        after = i + width
        loose = head is not None and not head.part and head.side != "after"
        if loose and lower[after : after + 1] == ["of"] and self._is_name(after + 1):
            outer = self._gazetteer.named(squash(self._words[after + 1]))
            if self._is_of_former(i, outer):
                urban = head is not None and head.type == "admin2" and any(e.type in ("city", "town") for e in outer)
                mention.types = head.type if head and not urban else None  # a district of a town, or of its province
                mention.score += 2.5
            return  # "the northern Mali town of Gao": the noun belongs to what follows.
        if head is not None and head.side != "before":
            if head.part and self._words[i][0].islower():
                self._take_head(mention, head, i + width)
            elif not head.part:
                mention.score += 2.5
                mention.types = mention.types if head.type == "unknown" else head.type
        elif lower[i] in _SPEECH and not is_great(mention.found) and not self._is_of(mention):
            mention.score -= 1.5
        elif lower[i] == "," and i + 1 < len(lower) and self._is_person_after(i + 1, mention):
            mention.score -= 3.0

    def _heads_item(self, mention: Mention, i: int) -> bool:
        """Whether a name that opens a line heads it with a day: "Dorna, 8 October. A woman stepped on a mine"."""
        start, lower = mention.extent.start, self._lower
        if start > 0 and lower[start - 1] not in ("\n", "-", "–", "•") and not self._words[start - 1].isspace():
            return False
        day = lower[i + 1 : i + 3]
        return lower[i] == "," and len(day) == 2 and any(w in MONTHS for w in day) and any(w.isdigit() for w in day)

    def _is_of(self, mention: Mention) -> bool:
        """Whether the speakers are those of a place: "residents of Sake and Minova said", "a priest in Torola said"."""
        if mention.locative in ("in", "near"):
            return True
        i = mention.extent.start - 1
        if i > 1 and self._lower[i] in ("and", "or"):
            i -= 2
        return bool(mention.found) and i > 0 and self._lower[i] in ("of", "in", "at", "near")

    def _is_name(self, i: int) -> bool:
        return i < len(self._words) and self._words[i][0].isupper() and self._lower[i] not in SKIPPED

    def _head_at(self, i: int) -> tuple[Head | None, int]:
        """The longest head that begins at a token, and its length."""
        for width in (3, 2, 1):
            words = tuple(self._lower[i : i + width])
            head = heads().get(words)
            if head is not None:
                return head, len(words)
        return None, 0

    def _is_person_after(self, i: int, mention: Mention) -> bool:
        """Whether what follows a comma speaks of a person: "who", or an age that is no day of a month."""
        lower = self._lower
        if is_great(mention.found) or (
            mention.locative is not None and mention.locative not in ("for", "against", "to")
        ):
            return False
        if lower[i] == "who":
            return True
        if not lower[i].isdigit() or len(lower[i]) != 2:
            return False
        after = lower[i + 1] if i + 1 < len(lower) else ""
        return after in (",", ".", "and", "was", "a", "from", "who", "", ";", ")")

    def _take_head(self, mention: Mention, head: Head, end: int) -> None:
        start = mention.extent.start
        before = start - 1
        while before > 0 and self._lower[before] in DIRECTIONS:
            before -= 1
        if before >= 0 and self._lower[before] in ("a", "an"):
            return
        if mention.score < 0.0 and mention.locative is None and self._lower[start - 1 : start] != ["the"]:
            return
        name = self._doc[start:end].text
        whole = self._gazetteer.named(squash(name))
        if head.loose and not whole and _is_town(mention.found) and self._lower[start - 1 : start] != ["the"]:
            return
        mention.extent, mention.name = Extent(start, end), name
        mention.around = mention.found
        mention.found = whole or tuple(entry for entry in mention.found if entry.type == head.type)
        mention.types, mention.part = head.type, True
        mention.rule = "place.head"
        mention.score = max(mention.score, 0.0) + 1.2


def _is_town(found: tuple[Entry, ...]) -> bool:
    """Whether a name is a country's or a town's, so that "market" after it only says what was there."""
    return any(
        e.type == "country" or (e.type in ("city", "town", "admin1") and (e.main or e.population >= 50_000))
        for e in found
    )
