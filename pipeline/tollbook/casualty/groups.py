"""Groups: every mention of people in a sentence that a harm could befall, with its number.

A group is a noun phrase (``at least 12 unarmed civilians``, ``a soldier``, ``his two sons``, ``members of a family``), a
number that stands alone (``killing four``), or a word that goes on with a group before it (``others``). Groups are
found from the head noun outwards, by tags and tables and not by the tree, so that they are there also where the tree
is wrong; what befalls them is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from ..values import Count, Extent, Quantity
from .tables import VictimWord, adjectives, longest_victim, nouns, verbs, victims

Form = Literal["counted", "singular", "plural", "named", "unknown"]

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PREMODIFIERS = NOUN_TAGS | {"JJ", "JJR", "JJS", "HYPH", "VBN", "VBG", "AFX", "CD", "RB", "POS", "FW"}
_DETERMINERS = frozenset(
    "a an the this that these those another any every each his her their its our my your all".split()
)
_ARTICLES = frozenset({"a", "an", "another"})
_POSSESSIVE = frozenset({"his", "her", "their", "its", "our", "my", "your"})
_COMPLEMENTED = frozenset(
    """member members leader leaders head heads group groups family families crew commander commanders chief chiefs
    official officials officer officers employee employees worker workers resident residents student students figure
    supporter supporters civilian civilians woman women man men people persons person child children soldier soldiers
    fighter fighters staff mayor governor minister director president victims bodies body corpses others
    inhabitants citizens gang pair passengers passenger brother brothers son sons daughter daughters wife
    sister sisters nationals victim deputy band""".split()
)
_PLURAL_QUANTITY_HEADS = frozenset({"dead", "wounded", "injured", "missing", "killed", "casualties", "victims", "fatalities"})
_LONGEST_COMPLEMENT = 12


@dataclass(frozen=True, slots=True)
class Group:
    """A mention of people.

    Attributes:
        start, end: Tokens of the whole phrase with number and complement.
        head: The head noun, the number where it stands alone, or the last token of a name.
        number: The stated number; null for a bare or definite noun.
        victims: Tokens of the phrase without number and article; null where elliptical.
        row: The head's row of ``victims.csv``, or null.
        form: How it is counted.
        quantity: Whether an explicit number stands in it.
    """

    start: int
    end: int
    head: int
    number: Count | None
    victims: Extent | None
    row: VictimWord | None
    form: Form
    definite: bool = False
    lead: Extent | None = None

    @property
    def extent(self) -> Extent:
        """The whole phrase."""
        return Extent(self.start, self.end)

    @property
    def elliptic(self) -> bool:
        """Whether it names nobody and goes on with a group before it."""
        return self.victims is None or (self.row is not None and self.row.kind == "elliptic")

    @property
    def is_person(self) -> bool:
        """Whether the table, or a name, says that these are people."""
        return self.form == "named" or (self.row is not None and self.row.kind in ("person", "group", "elliptic"))

    @property
    def is_thing(self) -> bool:
        """Whether the table says that this is nobody."""
        return self.row is not None and self.row.kind == "thing"


class Reader:
    """Finds the groups of one document.

    Args:
        doc: A document with tags.
        quantities: What the room ``quantity`` found.
    """

    def __init__(self, doc: Doc, quantities: Sequence[Quantity]) -> None:
        self.doc = doc
        self.words = [token.lower_ for token in doc]
        self.tags = [token.tag_ for token in doc]
        self.numbers: Mapping[int, Quantity] = {
            q.extent.end - 1: q for q in quantities if q.kind in ("count", "share") and q.count.extent is not None
        }
        self._inside = {i: q for q in quantities for i in range(q.extent.start, q.extent.end)}

    def groups(self, start: int, end: int) -> list[Group]:
        """The groups of a sentence, left to right, without overlap."""
        found: list[Group] = []
        taken = start
        i = start
        while i < end:
            group = self._headed(i, taken, end) or self._alone(i, taken, end)
            if group is not None:
                found.append(group)
                taken = i = group.end
            else:
                i += 1
        return found

    def _row(self, at: int, earliest: int) -> tuple[VictimWord, bool, int] | None:
        """The longest row whose form ends at a token: row, whether plural, first token."""
        rows = victims()
        for length in range(min(longest_victim(), at - earliest + 1), 0, -1):
            hit = rows.get(tuple(self.words[at - length + 1 : at + 1]))
            if hit is not None:
                return hit[0], hit[1], at - length + 1
        return None

    def _is_head(self, at: int, end: int) -> bool:
        """Whether a noun is the last of its noun phrase."""
        if self.tags[at] not in NOUN_TAGS and not (self.tags[at] in ("JJ", "CD", "PRP", "DT", "VBG")):
            return False
        nxt = at + 1
        if nxt >= end or self.tags[nxt] not in NOUN_TAGS:
            joined = nxt + 1 < end and self.tags[nxt] == "HYPH" and self.tags[nxt + 1] in NOUN_TAGS
            return not joined
        if nxt in self._inside or self.is_harm(nxt):
            return True
        if self._row(nxt, nxt) is None and self.tags[nxt].startswith("NNP") and not self.tags[at].startswith("NNP"):
            return True
        return False

    def is_harm(self, at: int) -> bool:
        """Whether a token is a word of harm."""
        word = self.words[at]
        if word in verbs() or word in adjectives():
            return True
        return word in nouns() and "people" not in nouns()[word][0].use

    def _headed(self, at: int, earliest: int, end: int) -> Group | None:
        """The group whose head noun is a token, or null."""
        if not self.tags[at] or at in self._inside and at in self.numbers:
            return None
        hit = self._row(at, earliest)
        if hit is None and not (self.tags[at] in ("NNS", "NNPS", "NN") and not self.is_harm(at)):
            return None
        if hit is not None and self.tags[at] in ("VBZ", "VBD", "VB", "VBP") and self.words[at] not in ("others",):
            return None
        if hit is not None and self.is_harm(at) and hit[0].kind == "result":
            return None
        if not self._is_head(at, end) and not (hit is not None and hit[0].kind == "elliptic"):
            return None
        row, plural, first = hit if hit is not None else (None, self.tags[at] == "NNS", at)
        begin, number, determiner, victims_start = self._left(first, earliest)
        if row is None and (number is None or number.op == "plural" or determiner in _ARTICLES):
            return None
        if row is not None and row.kind == "elliptic" and row.form == "other" and not plural:
            return None
        stop = self._complement(at, end)
        form, count = self._count(begin, at, row, plural, number, determiner)
        if row is not None and row.form in ("another",):
            form, count = "counted", Count(Extent(at, at + 1), "eq", 1, 1)
            if at + 1 < end and (self.tags[at + 1] in NOUN_TAGS or self.tags[at + 1] in ("JJ", "CD")):
                return None
            return Group(begin, stop, at, count, None, row, form)
        of = self._family_of(at, end)
        if of is not None:
            count, stop, form = of.count, of.extent.end, "counted"
        return Group(
            begin, stop, at, count, Extent(victims_start, stop if of is None else at + 1), row, form,
            definite=determiner in ("the", "this", "that", "these", "those") or determiner in _POSSESSIVE,
        )  # fmt: skip

    def _family_of(self, at: int, end: int) -> Quantity | None:
        """The number of ``a family of five``."""
        if self.words[at] not in ("family", "group", "crew", "team", "party", "gang") or at + 2 >= end:
            return None
        if self.words[at + 1] != "of":
            return None
        quantity = self._inside.get(at + 2)
        if quantity is None or quantity.kind != "count" or quantity.extent.start != at + 2:
            return None
        after = quantity.extent.end
        if after < end and self.tags[after] in NOUN_TAGS and not self.is_harm(after):
            return None
        return quantity

    def _left(self, first: int, earliest: int) -> tuple[int, Count | None, str | None, int]:
        """Walk left over modifiers: start of the phrase, its number, its determiner, start of the victims' words."""
        i = first
        number: Count | None = None
        determiner: str | None = None
        victims_start = first
        while i > earliest:
            previous = i - 1
            quantity = self._inside.get(previous)
            if quantity is not None and quantity.kind in ("count", "share") and quantity.extent.start >= earliest:
                if number is not None:
                    break
                if quantity.count.extent is None:
                    break
                number = quantity.count
                i = quantity.extent.start
                continue
            word = self.words[previous]
            if word in _DETERMINERS and self.tags[previous] not in ("IN", "WDT"):
                determiner = word
                i = previous
                if word in _ARTICLES:
                    i = self._article_modifier(previous, earliest)
                break
            if word == "of" and number is None and self._inside.get(previous - 1) is not None:
                i = previous
                continue
            if not self._premodifies(previous, i):
                break
            i = previous
            if number is None:
                victims_start = previous
        if number is None and determiner in _ARTICLES:
            number = Count(Extent(i, victims_start if victims_start - i < 4 else i + 1), "eq", 1, 1)
            number = self._article_count(i, victims_start, determiner)
        return i, number, determiner, victims_start

    def _article_count(self, start: int, stop: int, determiner: str) -> Count:
        at = next(i for i in range(start, stop) if self.words[i] == determiner)
        op = "gte" if at > start else "eq"
        return Count(Extent(start, at + 1), "gte" if op == "gte" else "eq", 1, None if op == "gte" else 1)

    def _article_modifier(self, at: int, earliest: int) -> int:
        """``at least a civilian``: the start of the modifier of an article."""
        if at - 2 >= earliest and self.words[at - 2 : at] == ["at", "least"]:
            return at - 2
        return at

    def _premodifies(self, at: int, follower: int) -> bool:
        tag, word = self.tags[at], self.words[at]
        if tag not in _PREMODIFIERS and word not in ("'", "’", "“", "\"", "‘", "”"):
            return False
        if self.is_harm(at) or word in ("including",):
            return False
        if tag in ("RB",):
            return word in ("once", "then", "formerly", "pro", "anti", "mostly", "non") or word.endswith("ly") and (
                self.tags[follower] in ("JJ", "VBN")
            )
        if tag == "VBG":
            return word not in ("killing", "wounding", "leaving", "among", "following", "during", "using", "being", "saying")
        if tag in ("NNS", "NNPS"):
            row = self._row(at, at)
            return row is None or row[0].form in ("woman", "security force", "sport")
        return True

    def _complement(self, at: int, end: int) -> int:
        """The end of a noun's complement: ``members of the same family``, ``women from one village``."""
        if self.words[at] not in _COMPLEMENTED or at + 1 >= end or self.words[at + 1] not in ("of", "from"):
            return at + 1
        preposition = self.doc[at + 1]
        inner = preposition.head
        if inner.i <= at + 1 or inner.i >= end:
            return at + 1
        stop = at + 2
        subtree = {t.i for t in inner.subtree}
        limit = min(end, at + 1 + _LONGEST_COMPLEMENT)
        while stop < limit and stop in subtree and not self.is_harm(stop) and self.words[stop] not in (
            ",", ";", ":", "including", "who", "which", "that", "(", "and"
        ) and self.tags[stop] not in ("VBD", "VBZ", "VBP", "MD", "WP"):  # fmt: skip
            stop += 1
        return stop if stop > inner.i else at + 1

    def _count(
        self, begin: int, at: int, row: VictimWord | None, plural: bool, number: Count | None, determiner: str | None
    ) -> tuple[Form, Count | None]:
        if number is not None:
            return ("singular" if determiner in _ARTICLES and number.low == 1 else "counted"), number
        if plural:
            return "plural", None
        if row is not None and row.kind == "group":
            return "plural", None
        return "singular", None

    def _alone(self, at: int, earliest: int, end: int) -> Group | None:
        """A number that stands for people by itself: ``killing four``, ``five of them``, ``three of the dead``."""
        quantity = self.numbers.get(at)
        if quantity is None or quantity.extent.start < earliest:
            return None
        after = quantity.extent.end
        stop, noun = after, None
        words = self.words
        bare = quantity.extent
        of = after - 1 if words[after - 1] == "of" else after
        if of < end and words[of] == "of":
            stop, noun = self._of_whom(of + 1, end)
        elif after < end and self.tags[after] in _PREMODIFIERS and not self.is_harm(after):
            if self._will_be_headed(after, end):
                return None
        begin = quantity.extent.start
        lead = None
        if begin - 1 >= earliest and words[begin - 1] in ("another", "the", "all", "these", "those", "other", "further"):
            begin -= 1
        row = self._row(noun, of)[0] if noun is not None and self._row(noun, of) else None
        victims_extent = Extent(of + 1, stop) if noun is not None and stop > of + 1 else None
        head = noun if noun is not None else at
        return Group(begin, stop, head, quantity.count, victims_extent, row, "counted", lead=lead or bare)

    def _of_whom(self, at: int, end: int) -> tuple[int, int | None]:
        """End and head of what follows ``five of``."""
        i = at
        while i < end and (self.words[i] in _DETERMINERS or self.tags[i] in _PREMODIFIERS or self.words[i] in ("them", "whom", "those")):
            if self.words[i] in ("them", "whom", "those"):
                return i + 1, None
            row = self._row(i, at)
            if row is not None and self._is_head(i, end):
                return i + 1, i
            if self.is_harm(i):
                return i + 1, None
            i += 1
        return at, None

    def _will_be_headed(self, at: int, end: int) -> bool:
        """Whether a head noun follows a number within the same phrase."""
        i = at
        while i < end and self.tags[i] in _PREMODIFIERS and not self.is_harm(i):
            if self.tags[i] in NOUN_TAGS:
                return True
            i += 1
        return False

    def body_count(self, at: int, earliest: int) -> Count | None:
        """The number of ``the bodies of``: stated before the noun, or null."""
        i = at
        while i > earliest and i - 1 not in self._inside and self.tags[i - 1] in _PREMODIFIERS:
            i -= 1
        quantity = self._inside.get(i - 1) if i > earliest else None
        return quantity.count if quantity is not None and quantity.kind == "count" else None
