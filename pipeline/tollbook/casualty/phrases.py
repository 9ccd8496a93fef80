"""What stands round a head noun: the modifiers, articles and numbers before it, the complement behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..values import Count, Extent
from .tables import ATTRIBUTIVE, VictimWord, complemented, splits
from .words import DASHES, DETERMINERS, NOUN_TAGS, Words

Form = Literal["counted", "singular", "plural", "named"]

VERB_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD", "WP"})
PREMODIFIERS = NOUN_TAGS | {"JJ", "JJR", "JJS", "HYPH", "VBN", "VBG", "AFX", "CD", "RB", "POS", "FW"}
QUOTES = frozenset("'’‘“”\"")
ARTICLES = frozenset({"a", "an", "another"})
_POSSESSIVE = frozenset({"his", "her", "their", "its", "our", "my", "your"})
DEFINITE = _POSSESSIVE | {"the", "this", "that", "these", "those"}
_ADVERBS = frozenset({"once", "then", "formerly", "pro", "anti", "non", "other"})
_NO_MODIFIER = frozenset(
    """killing wounding injuring leaving following during using being saying including causing targeting hitting
    among amid included include includes carrying transporting sheltering housing hosting escorting containing ferrying
    taking bringing""".split()
)
WOUNDED_BY = frozenset({"sustained", "suffered", "received"})
REPORTED = frozenset({"reported", "confirmed", "documented", "suspected", "alleged", "identified"})
_OWNED_BY = frozenset({"ours", "theirs", "his", "hers", "mine", "yours"})
_PARENTS = frozenset({"mother", "father", "widow", "parent"})
_BEREAVED = frozenset(
    "family families relatives friends parents widows mothers colleagues neighbours kin coffins".split()
)
_COMPLEMENT_ENDS = frozenset({",", ";", ":", "including", "who", "which", "that", "(", "and", "–", "—"})
_LONGEST_COMPLEMENT = 12
_LONGEST_BRACKET = 8
_CLOSING = frozenset({")", "]"})
ELLIPSES = frozenset({"...", "…"})


@dataclass(frozen=True, slots=True)
class Left:
    """What stands left of a head noun."""

    start: int
    number: Count | None
    determiner: str | None
    victims: int
    attribute: int | None


class Phrases(Words):
    """Reads outwards from the head nouns of one document."""

    def body_count(self, at: int, earliest: int) -> Count | None:
        """The number of ``the bodies of``: stated before the noun, or null."""
        i = at
        while i > earliest and i - 1 not in self.inside and self.tags[i - 1] in PREMODIFIERS:
            i -= 1
        quantity = self.inside.get(i - 1) if i > earliest else None
        return quantity.count if quantity is not None and quantity.kind == "count" else None

    def _holds_number(self, at: int, end: int) -> bool:
        """``a group of | around 30 people``: whether the people of a group are counted right behind it."""
        if at + 2 >= end or self.words[at + 1] != "of":
            return False
        first = at + 2 + (self.words[at + 2] in DETERMINERS)
        quantity = self.inside.get(first)
        if quantity is None or quantity.kind != "count" or quantity.extent.start not in (at + 2, first):
            return False
        after = quantity.extent.end
        if self.words[at] == "figure":
            return True
        return after < end and self.tags[after] in (NOUN_TAGS | {"JJ"}) and not self.is_harm(after)

    def _left(self, first: int, earliest: int) -> Left:
        """Walk left over modifiers from the first word of a head."""
        i = start = victims_start = follower = first
        number: Count | None = None
        determiner: str | None = None
        attribute: int | None = None
        while i > earliest:
            previous = i - 1
            quantity = self.inside.get(previous)
            if quantity is not None and quantity.kind in ("count", "share"):
                if number is not None or quantity.extent.start < earliest:
                    break
                number = quantity.count
                i = start = follower = quantity.extent.start
                continue
            word = self.words[previous]
            if word in ELLIPSES and previous - 1 in self.inside:
                i = follower = previous
                continue
            opening = self._bracket(previous, earliest) if word in _CLOSING else None
            if opening is not None:
                i = opening
                continue
            if word in DETERMINERS and self.tags[previous] not in ("IN", "WDT"):
                determiner = word
                start = self._article_start(previous, earliest) if word in ARTICLES else previous
                break
            if self.is_attribute(previous):
                attribute = previous
            elif not self._premodifies(previous, follower):
                break
            i = start = follower = previous
            if number is None:
                victims_start = previous
        if number is None and determiner in ARTICLES:
            number = self._article_count(start, first, determiner or "a")
        while victims_start < first and (
            self.words[victims_start] in QUOTES | REPORTED or self.tags[victims_start] == "POS"
        ):
            victims_start += 1
        return Left(start, number, determiner, victims_start, attribute)

    def _bracket(self, at: int, earliest: int) -> int | None:
        """The start of what is bracketed inside a noun phrase: ``two FARDC [DR Congo] soldiers``."""
        floor = max(earliest, at - _LONGEST_BRACKET)
        return next((i for i in range(at - 1, floor - 1, -1) if self.words[i] in ("(", "[")), None)

    def _article_count(self, start: int, stop: int, determiner: str) -> Count:
        at = next(i for i in range(start, stop) if self.words[i] == determiner)
        bounded = at > start
        return Count(Extent(start, at + 1), "gte" if bounded else "eq", 1, None if bounded else 1)

    def _article_start(self, at: int, earliest: int) -> int:
        """``at least a civilian``: the start of the modifier of an article."""
        return at - 2 if at - 2 >= earliest and self.words[at - 2 : at] == ["at", "least"] else at

    def _premodifies(self, at: int, follower: int) -> bool:
        tag, word = self.tags[at], self.words[at]
        hyphen = self.words[follower] in DASHES and not self.doc[at].whitespace_
        if hyphen or (word in DASHES and at > 0 and not self.doc[at - 1].whitespace_):
            return not self.is_harm(at)
        if word in QUOTES:
            return self.doc[at].text != "’" or follower > at + 1
        if word in REPORTED and at in self.inside_after:
            return True
        if at in self.named and tag.startswith("VB") and not self.is_harm(at):
            return True
        if tag not in PREMODIFIERS or self.is_harm(at) or word in _NO_MODIFIER | WOUNDED_BY:
            return False
        if word in splits() and tag in ("VBG", "VBN") and at - 1 not in self.inside:
            return self.words[at - 1] in DETERMINERS
        if tag == "RB":
            ly = word.endswith("ly") and word not in ("mostly", "only", "mainly", "largely")
            return word in _ADVERBS or (
                ly and (self.tags[follower] in ("JJ", "VBN") or self.words[follower] in ATTRIBUTIVE)
            )
        if tag == "NNPS" and self.doc[at].is_title and at and self.doc[at - 1].is_title:
            return True  # "Allied Democratic Forces rebels"
        if tag in ("NNS", "NNPS"):
            row = self._row(at, at)
            return row is None or row[0].form in ("woman", "security force", "child", "guards", "civilian")
        return tag != "NNP" or self.tags[follower] in (NOUN_TAGS | {"JJ", "HYPH", "POS", "VBN"})

    def _complement(self, at: int, end: int) -> int:
        """The end of a noun's complement: ``members of the same family``, ``women from one village``."""
        if self.words[at + 1 : at + 2] == ["of"] and self.words[at + 2 : at + 3] and self.words[at + 2] in _OWNED_BY:
            return at + 3  # "two drivers of ours"
        if at + 1 >= end or self.words[at + 1] not in ("of", "from") or self.words[at] not in complemented() | _PARENTS:
            return at + 1
        if self.words[at] in _PARENTS and at + 2 in self.inside and self.words[at + 1] == "of":
            return self.inside[at + 2].extent.end
        if self.words[at] in _BEREAVED and self._holds_number(at, end):
            return at + 1
        if self.words[at + 1] == "from" and {"home", "homes"} & set(self.words[at + 2 : at + 4]):
            return at + 1
        inner = self.doc[at + 1].head
        if not at + 1 < inner.i < end:
            return at + 1
        subtree = {t.i for t in inner.subtree}
        limit = min(end, at + 1 + _LONGEST_COMPLEMENT)
        stop = at + 2
        while stop < limit and stop in subtree and not self._ends_complement(stop):
            stop += 1
        return stop if stop > inner.i and self.words[stop - 1] not in DETERMINERS else at + 1

    def _ends_complement(self, at: int) -> bool:
        return self.is_harm(at) or self.words[at] in _COMPLEMENT_ENDS or self.tags[at] in VERB_TAGS

    def _is_article(self, count: Count | None) -> bool:
        return count is not None and count.extent is not None and self.words[count.extent.end - 1] in ARTICLES

    def _form(self, row: VictimWord, plural: bool, left: Left) -> tuple[Form, Count | None]:
        if row.form.endswith("couple") and left.determiner is not None and not plural:
            return "counted", Count(None, "eq", 2, 2)
        if row.kind == "group" and self._is_article(left.number):
            return "plural", None
        if left.number is not None:
            return ("singular" if left.determiner in ARTICLES and left.number.low == 1 else "counted"), left.number
        return ("plural" if plural or row.kind == "group" else "singular"), None
