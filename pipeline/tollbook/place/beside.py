"""The words beside a name: prepositions, heads as in "the village of" and "province", and what they say of the name."""

from __future__ import annotations

from spacy.tokens import Doc

from ..values import Extent
from .gazetteer import Gazetteer
from .keys import squash
from .mentions import Mention, is_great
from .words import DIRECTIONS, Head, demonyms, heads

_IN = frozenset({"in", "inside", "within", "throughout", "across", "around", "near", "outside", "over", "into", "off"})
_AT = frozenset(
    {
        "at",
        "from",
        "to",
        "toward",
        "towards",
        "through",
        "via",
        "entering",
        "reached",
        "between",
        "on",
        "for",
        "against",
    }
)
_NEAR = frozenset({"near", "outside", "around", "off"})
_SPEECH = frozenset("said says told added tweeted wrote says testified argued joked recalled".split())
SKIPPED = frozenset({"the", "a", "an", "\n", '"', "“", "”", "'", "‘", "’"})


class Beside:
    """Judge a mention by the words beside it.

    Args:
        gazetteer: Where names are looked up.
        doc: The document. words, lower: its words, and the same in lower case.
    """

    def __init__(self, gazetteer: Gazetteer, doc: Doc, words: list[str], lower: list[str]) -> None:
        self._gazetteer = gazetteer
        self._doc = doc
        self._words = words
        self._lower = lower

    def left(self, mention: Mention) -> None:
        """Judge by the words before: prepositions, and heads as in "the village of"."""
        lower = self._lower
        mention.definite = lower[max(0, mention.extent.start - 1)] == "the"
        i = self._before(mention.extent.start - 1)
        if i >= 1 and lower[i] == "of":
            j = self._before(i - 1)
            head = heads().get((lower[j],)) if j >= 0 else None
            if head is not None and head.side != "after" and not head.part:
                mention.types, i = head.type, self._before(j - 1)
                mention.score += 2.5
            elif j >= 0 and lower[j] in DIRECTIONS:
                mention.score += 1.8
                mention.near, mention.locative = True, "of"
                return
        elif i >= 0 and (head := heads().get((lower[i],))) is not None and head.side != "after" and not head.part:
            mention.types = head.type
            mention.score += 1.5
            i = self._before(i - 1)
        if i < 0:
            return
        if lower[i] in _IN:
            mention.locative, mention.near = lower[i], lower[i] in _NEAR
            mention.score += 1.5
        elif lower[i] in _AT:
            mention.locative = lower[i]
            mention.score += 0.8
        elif lower[i] == "of":
            mention.score += 0.3

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
        while i < len(lower) and lower[i] in DIRECTIONS:
            i += 1
        if i >= len(lower):
            return
        head, width = self._head_at(i)
        if head is not None and head.side != "before":
            if head.part and self._words[i][0].islower():
                self._take_head(mention, head, i + width)
            elif not head.part:
                mention.score += 2.5
                mention.types = mention.types if head.type == "unknown" else head.type
        elif lower[i] in _SPEECH and not is_great(mention.found):
            mention.score -= 1.5
        elif lower[i] == "," and i + 1 < len(lower) and not is_great(mention.found) and self._is_person_after(i + 1):
            mention.score -= 3.0

    def _head_at(self, i: int) -> tuple[Head | None, int]:
        """The longest head that begins at a token, and its length."""
        for width in (3, 2, 1):
            head = heads().get(tuple(self._lower[i : i + width]))
            if head is not None:
                return head, width
        return None, 0

    def _is_person_after(self, i: int) -> bool:
        """Whether what follows a comma speaks of a person: "who", or an age that is no day of a month."""
        lower = self._lower
        if lower[i] == "who":
            return True
        if not lower[i].isdigit() or len(lower[i]) != 2:
            return False
        after = lower[i + 1] if i + 1 < len(lower) else ""
        return after in (",", ".", "and", "was", "a", "from", "who", "", ";", ")")

    def _take_head(self, mention: Mention, head: Head, end: int) -> None:
        start = mention.extent.start
        if start > 0 and self._lower[start - 1] in ("a", "an"):
            return
        if mention.score < 0.0 and mention.locative is None and self._lower[start - 1 : start] != ["the"]:
            return
        mention.extent = Extent(start, end)
        mention.name = self._doc[start:end].text
        whole = self._gazetteer.named(squash(mention.name))
        mention.around = mention.found
        mention.found = whole or tuple(entry for entry in mention.found if entry.type == head.type)
        mention.types, mention.part = head.type, True
        mention.rule = "place.head"
        mention.score = max(mention.score, 0.0) + 1.2
