"""Groups: every mention of people in a sentence that a harm could befall, with its number.

A group is a noun phrase (``at least 12 unarmed civilians``, ``a soldier``, ``his two sons``, ``members of a family``),
a number that stands alone (``killing four``), or a word that goes on with a group before it (``others``). Groups are
found from the head noun outwards, by tags and tables and not by the tree, so that they are there also where the tree
is wrong; what befalls them is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from spacy.tokens import Doc

from ..spans import lowers, tags
from ..values import Count, Extent, Place, Quantity
from .tables import (
    ATTRIBUTIVE,
    HARMED,
    VictimWord,
    adjectives,
    complemented,
    longest_victims,
    nouns,
    splits,
    unmasked,
    verbs,
    victims,
)

Form = Literal["counted", "singular", "plural", "named"]

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERB_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD", "WP"})
_PREMODIFIERS = NOUN_TAGS | {"JJ", "JJR", "JJS", "HYPH", "VBN", "VBG", "AFX", "CD", "RB", "POS", "FW"}
_QUOTES = frozenset("'’‘“”\"")
_DETERMINERS = frozenset(
    "a an the this that these those another any every each his her their its our my your all".split()
)
_ARTICLES = frozenset({"a", "an", "another"})
_POSSESSIVE = frozenset({"his", "her", "their", "its", "our", "my", "your"})
_DEFINITE = _POSSESSIVE | {"the", "this", "that", "these", "those"}
_ADVERBS = frozenset({"once", "then", "formerly", "pro", "anti", "non", "other"})
_NO_MODIFIER = frozenset(
    """killing wounding injuring leaving following during using being saying including causing targeting hitting
    among amid""".split()
)
_COLLECTIVES = frozenset({"family", "group", "crew", "team", "party", "gang", "couple", "household"})
_REPORTED = frozenset({"reported", "confirmed", "documented", "suspected", "alleged", "identified"})
_PARENTS = frozenset({"mother", "father", "widow", "parent"})
_KIN = frozenset({"family", "families", "household", "households", "couple", "couples"})
_BEREAVED = frozenset(
    "family families relatives friends parents widows mothers colleagues neighbours kin coffins".split()
)
_COMPLEMENT_ENDS = frozenset({",", ";", ":", "including", "who", "which", "that", "(", "and", "–", "—"})
DASHES = frozenset("-‐‑–")
_TIMES = frozenset({"yesterday", "today", "tomorrow", "tonight", "overnight", "early", "late", "earlier", "last"})
_WHOLE = frozenset({"them", "whom", "those", "which", "these"})
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ship", "hood", "ing", "age", "cy", "ure")
_NAMED = frozenset({"named", "called", "identified"})
PARTICLES = frozenset("al - de bin bint ibn abu el la ’ ' von van dos da del las los um".split())
"""Words that stand inside a name without a capital."""

DATE_WORDS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
_LONGEST_COMPLEMENT = 12
_LONGEST_BRACKET = 8
_CLOSING = frozenset({")", "]"})


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
        definite: Whether a definite article or a possessive stands before it.
        attribute: The token of an adjective of harm inside it (``two dead soldiers``), or null.
        assumed: Whether only the verb says that these are people.
        named: Whether a name follows the head noun.
    """

    start: int
    end: int
    head: int
    number: Count | None
    victims: Extent | None
    row: VictimWord | None
    form: Form
    definite: bool = False
    attribute: int | None = None
    assumed: bool = False
    named: bool = False

    @property
    def extent(self) -> Extent:
        """The whole phrase."""
        return Extent(self.start, self.end)

    @property
    def is_person(self) -> bool:
        """Whether the table, or a name, says that these are people."""
        return self.form == "named" or (self.row is not None and self.row.kind in ("person", "group", "elliptic"))

    @property
    def is_thing(self) -> bool:
        """Whether the table says that this is nobody."""
        return self.row is not None and self.row.kind == "thing"

    @property
    def exact(self) -> int | None:
        """The exact number, where there is one."""
        if self.number is not None:
            return self.number.low if self.number.low == self.number.high else None
        return 1 if self.form in ("singular", "named") else None


@dataclass(frozen=True, slots=True)
class _Left:
    """What stands left of a head noun."""

    start: int
    number: Count | None
    determiner: str | None
    victims: int
    attribute: int | None


def _shot_dead(words: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """Tags with a participle where a headline says "shot dead", which the tagger takes for a noun."""
    at = [i for i, (word, after) in enumerate(pairwise(words)) if (word, after) == ("shot", "dead")]
    return [*known] if not at else ["VBN" if i in at and tag.startswith("NN") else tag for i, tag in enumerate(known)]


def _with_initials(doc: Doc, known: Sequence[str]) -> Sequence[str]:
    """The tags, with "IS" before a noun in mixed-case text as the name that it is, where the tagger saw a verb."""
    at = [
        i for i in range(len(doc) - 1) if doc[i].text == "IS" and known[i].startswith("V") and not doc[i + 1].is_upper
    ]
    found = list(known)
    for i in at:
        found[i] = "NNP"
    return found


class Reader:
    """Finds the groups of one document.

    Args:
        doc: A document with tags.
        quantities, places: What the rooms before found.
    """

    def __init__(self, doc: Doc, quantities: Sequence[Quantity], places: Sequence[Place] = ()) -> None:
        self.doc = doc
        self.places = {i for p in places for i in range(p.extent.start, p.extent.end)}
        self.words = [unmasked(word) if "*" in word else word for word in lowers(doc)]
        self.tags = _shot_dead(self.words, _with_initials(doc, tags(doc)))
        self.inside: Mapping[int, Quantity] = {i: q for q in quantities for i in range(q.extent.start, q.extent.end)}
        self.inside_after = {q.extent.end for q in quantities if q.kind == "count"}

    def groups(self, start: int, end: int) -> list[Group]:
        """The groups of a sentence, left to right, without overlap."""
        found: list[Group] = []
        taken = start
        i = start
        while i < end:
            group = self._headed(i, taken, end) or self._alone(i, taken, end)
            if group is None:
                i += 1
                continue
            found.append(group)
            taken = i = group.end
        return found

    def number_at(self, at: int) -> Quantity | None:
        """The count or share that ends with a token, or null."""
        quantity = self.inside.get(at)
        if quantity is None or quantity.extent.end - 1 != at or quantity.kind not in ("count", "share"):
            return None
        return quantity

    def is_harm(self, at: int) -> bool:
        """Whether a token is a word of harm that is not itself a name for people."""
        word = self.words[at]
        if word in verbs() or word in adjectives():
            return True
        return word in nouns() and "people" not in nouns()[word][0].use

    def is_attribute(self, at: int) -> bool:
        """Whether a word of harm stands inside a noun phrase: ``two wounded soldiers``."""
        if self.words[at] not in ATTRIBUTIVE or self.tags[at] not in ("JJ", "VBN", "VBD", "NN"):
            return False
        quantity = self.inside.get(at - 1)
        if quantity is not None:
            return quantity.kind == "count"
        before = self.words[at - 1] if at else ""
        if before.endswith("ly") and at > 1:
            before = self.words[at - 2]
            if self.inside.get(at - 2) is not None:
                return True
        return before in _DETERMINERS or (at > 0 and self.tags[at - 1] == "JJ" and not self.is_harm(at - 1))

    def assumed(self, at: int, earliest: int, end: int) -> Group | None:
        """The noun phrase of a noun that no table knows, on a verb's word that it is a person."""
        word = self.words[at]
        if self.tags[at] not in ("NN", "NNS", "NNP", "NNPS") or self.is_harm(at) or word.endswith(_ABSTRACT):
            return None
        if self._row(at, earliest) is not None:
            return None
        left = self._left(at, earliest)
        if self.tags[at].startswith("NNP") and left.determiner is None and left.number is None:
            return None
        form: Form = "counted" if left.number is not None else "plural" if self.tags[at].endswith("S") else "singular"
        if left.determiner in _ARTICLES:
            form = "singular"
        victims_words = Extent(left.victims, at + 1)
        definite = left.determiner in _DEFINITE
        return Group(left.start, at + 1, at, left.number, victims_words, None, form, definite, assumed=True)

    def body_count(self, at: int, earliest: int) -> Count | None:
        """The number of ``the bodies of``: stated before the noun, or null."""
        i = at
        while i > earliest and i - 1 not in self.inside and self.tags[i - 1] in _PREMODIFIERS:
            i -= 1
        quantity = self.inside.get(i - 1) if i > earliest else None
        return quantity.count if quantity is not None and quantity.kind == "count" else None

    def row_at(self, at: int) -> VictimWord | None:
        """The row of ``victims.csv`` of a single word, or null."""
        hit = self._row(at, at)
        return hit[0] if hit is not None and hit[0].kind == "person" else None

    def _row(self, at: int, earliest: int) -> tuple[VictimWord, bool, int] | None:
        """The longest row whose form ends at a token: row, whether plural, first token."""
        rows = victims()
        for length in range(min(longest_victims().get(self.words[at], 0), at - earliest + 1), 0, -1):
            hit = rows.get(tuple(self.words[at - length + 1 : at + 1]))
            if hit is not None:
                return hit[0], hit[1], at - length + 1
        return None

    def _is_head(self, at: int, end: int, row: VictimWord | None = None) -> bool:
        """Whether a noun is the last of its noun phrase, or the title before a name."""
        following = at + 1
        if following >= end or self.words[following] in _TIMES:
            return True
        if self.words[following] in DASHES and not self.doc[at].whitespace_:
            return False
        if self.tags[at] in ("JJ", "VBG", "FW") and self.tags[following] in (NOUN_TAGS | {"JJ"}):
            return self.is_harm(following) and not self.is_attribute(following)
        if self.tags[following] not in NOUN_TAGS or following in self.inside or self.is_harm(following):
            return True
        if self.tags[at] == "NNS" and self._row(following, following) is None:
            return self.words[at] not in ("sports", "women", "children", "security")
        if not self.tags[following].startswith("NNP"):
            return False
        if not self.tags[at].startswith("NNP"):
            return True
        last = following
        while last + 1 < end and self.tags[last + 1] in NOUN_TAGS and not self.is_harm(last + 1):
            last += 1
        return (
            row is not None
            and row.kind == "person"
            and self._row(last, following) is None
            and self.is_name(following, False)
        )

    def _headed(self, at: int, earliest: int, end: int) -> Group | None:
        """The group whose head noun is a token, or null."""
        if not self.tags[at]:
            return None
        quantity = self.inside.get(at)
        if quantity is not None and quantity.kind in ("count", "share"):
            return None
        hit = self._row(at, earliest)
        if hit is None:
            return self._the_harmed(at, earliest, end) or self._counted_unknown(at, earliest, end)
        row, plural, first = hit
        if not self._may_be_noun(at, row) or not self._is_head(at, end, row):
            return None
        if row.form == "another":
            return self._another(at, end, row)
        if row.kind == "group" and self.words[at] not in _KIN and self._holds_number(at, end):
            return None
        left = self._left(first, earliest)
        form, count = self._form(row, plural, left)
        stop = self._name_after(at, end) if form in ("singular", "counted") and not plural else at + 1
        named = stop > at + 1
        stop = stop if named else self._complement(at, end)
        of = self._size_of(at, end)
        if of is not None:
            form, count, stop = "counted", of.count, of.extent.end
        victims_words = Extent(left.victims, stop if of is None else at + 1)
        definite = left.determiner in _DEFINITE
        return Group(left.start, stop, at, count, victims_words, row, form, definite, left.attribute, named=named)

    def _the_harmed(self, at: int, earliest: int, end: int) -> Group | None:
        """``the critically wounded``: people named by what befell them."""
        if self.words[at] not in ATTRIBUTIVE or self.words[at] in ("slain", "lifeless") or at <= earliest:
            return None
        start = at - 1 if self.tags[at - 1] == "RB" else at
        if start <= earliest or self.words[start - 1] not in ("the", "those") or self.tags[at] in ("VBD", "VBZ"):
            return None
        if at + 1 < end and (
            self.tags[at + 1] in NOUN_TAGS or self.tags[at + 1] in ("JJ", "HYPH") or at + 1 in self.inside
        ):
            return None
        return Group(start - 1, at + 1, at, None, Extent(start, at + 1), HARMED, "plural", True, attribute=at)

    def _name_after(self, at: int, end: int) -> int:
        """The end of a name right after a noun for one person: ``Doctor Ali Hassan``, ``a man named Ali``."""
        i = at + 1
        if i + 1 < end and self.words[i] in _NAMED:
            i += 1 + (self.words[i + 1] == "as")
        first = i
        while i < end and self.is_name(i, i > first):
            i += 1
        while i > first and self.words[i - 1] in PARTICLES:
            i -= 1
        return i if i - first >= (1 if first > at + 1 or self.tags[at] == "NNP" else 2) else at + 1

    def is_name(self, at: int, inside: bool) -> bool:
        """Whether a token is part of a person's name: a proper noun that is no date, or a particle inside a name."""
        if self.words[at] in PARTICLES:
            return inside
        return (
            self.tags[at] == "NNP"
            and self.words[at] not in DATE_WORDS
            and not self.is_harm(at)
            and at not in self.places
        )

    def _counted_unknown(self, at: int, earliest: int, end: int) -> Group | None:
        """A counted plural that no table knows: ``12 orchardists``."""
        if self.tags[at] not in ("NNS", "NNPS", "NN") or self.is_harm(at) or not self._is_head(at, end):
            return None
        left = self._left(at, earliest)
        if left.number is None or left.number.extent is None or left.determiner in _ARTICLES:
            return None
        return Group(
            left.start, at + 1, at, left.number, Extent(left.victims, at + 1), None, "counted", attribute=left.attribute
        )

    def _may_be_noun(self, at: int, row: VictimWord) -> bool:
        tag, word = self.tags[at], self.words[at]
        if row.kind == "result" or (row.kind == "elliptic" and word == "other"):
            return False
        if tag in NOUN_TAGS or tag in ("JJ", "CD", "PRP", "DT", "VBG", "FW"):
            return word not in ("one", "military", "general", "private", "major", "catholic", "kurd") or tag in (
                "NN",
                "NNS",
            )
        return word == row.plural and word != row.form and tag in ("VBZ", "VB", "VBP")

    def _another(self, at: int, end: int, row: VictimWord) -> Group | None:
        """``another`` that stands alone."""
        following = at + 1
        if (
            following < end
            and (following in self.inside or self.tags[following] in (NOUN_TAGS | {"JJ", "CD"}))
            and not (self.is_harm(following))
        ):
            return None
        return Group(at, at + 1, at, Count(Extent(at, at + 1), "eq", 1, 1), None, row, "counted")

    def _holds_number(self, at: int, end: int) -> bool:
        """``a group of | around 30 people``: whether the people of a group are counted right behind it."""
        if at + 2 >= end or self.words[at + 1] != "of":
            return False
        first = at + 2 + (self.words[at + 2] in _DETERMINERS)
        quantity = self.inside.get(first)
        if quantity is None or quantity.kind != "count" or quantity.extent.start not in (at + 2, first):
            return False
        after = quantity.extent.end
        return after < end and self.tags[after] in (NOUN_TAGS | {"JJ"}) and not self.is_harm(after)

    def _size_of(self, at: int, end: int) -> Quantity | None:
        """The number of ``a family of five``."""
        if self.words[at] not in _COLLECTIVES or at + 2 >= end or self.words[at + 1] != "of":
            return None
        first = at + 3 if self.words[at + 2] in ("at", "about", "around", "some") else at + 2
        quantity = self.inside.get(first)
        if quantity is None or quantity.kind != "count" or quantity.extent.start != at + 2:
            return None
        after = quantity.extent.end
        if after < end and self.tags[after] in ("NNS", "JJ") and not self.is_harm(after):
            return None
        return quantity

    def _left(self, first: int, earliest: int) -> _Left:
        """Walk left over modifiers from the first word of a head."""
        i = start = victims_start = first
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
                i = start = quantity.extent.start
                continue
            word = self.words[previous]
            opening = self._bracket(previous, earliest) if word in _CLOSING else None
            if opening is not None:
                i = opening
                continue
            if word in _DETERMINERS and self.tags[previous] not in ("IN", "WDT"):
                determiner = word
                start = self._article_start(previous, earliest) if word in _ARTICLES else previous
                break
            if self.is_attribute(previous):
                attribute = previous
            elif not self._premodifies(previous, i):
                break
            i = start = previous
            if number is None:
                victims_start = previous
        if number is None and determiner in _ARTICLES:
            number = self._article_count(start, first, determiner or "a")
        while victims_start < first and (
            self.words[victims_start] in _QUOTES | _REPORTED or self.tags[victims_start] == "POS"
        ):
            victims_start += 1
        return _Left(start, number, determiner, victims_start, attribute)

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
        if word in _QUOTES:
            return self.doc[at].text != "’" or follower > at + 1
        if word in _REPORTED and at in self.inside_after:
            return True
        if tag not in _PREMODIFIERS or self.is_harm(at) or word in _NO_MODIFIER:
            return False
        if word in splits() and tag in ("VBG", "VBN") and at - 1 not in self.inside:
            return self.words[at - 1] in _DETERMINERS
        if tag == "RB":
            ly = word.endswith("ly") and word not in ("mostly", "only", "mainly", "largely")
            return word in _ADVERBS or (
                ly and (self.tags[follower] in ("JJ", "VBN") or self.words[follower] in ATTRIBUTIVE)
            )
        if tag in ("NNS", "NNPS"):
            row = self._row(at, at)
            return row is None or row[0].form in ("woman", "security force", "child", "guards", "civilian")
        return tag != "NNP" or self.tags[follower] in (NOUN_TAGS | {"JJ", "HYPH", "POS", "VBN"})

    def _complement(self, at: int, end: int) -> int:
        """The end of a noun's complement: ``members of the same family``, ``women from one village``."""
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
        return stop if stop > inner.i else at + 1

    def _ends_complement(self, at: int) -> bool:
        return self.is_harm(at) or self.words[at] in _COMPLEMENT_ENDS or self.tags[at] in VERB_TAGS

    def _form(self, row: VictimWord, plural: bool, left: _Left) -> tuple[Form, Count | None]:
        if row.form == "couple" and left.determiner is not None and not plural:
            return "counted", Count(None, "eq", 2, 2)
        if row.kind == "group" and left.number is not None and left.determiner in _ARTICLES:
            return "plural", None
        if left.number is not None:
            return ("singular" if left.determiner in _ARTICLES and left.number.low == 1 else "counted"), left.number
        return ("plural" if plural or row.kind == "group" else "singular"), None

    def _alone(self, at: int, earliest: int, end: int) -> Group | None:
        """A number that stands for people by itself: ``killing four``, ``five of them``, ``three of the dead``."""
        quantity = self.number_at(at)
        if quantity is None or quantity.extent.start < earliest:
            return None
        begin, after = quantity.extent.start, quantity.extent.end
        of = after - 1 if self.words[after - 1] == "of" else after
        if self._is_one_of_several(of, end):
            return None
        if of == after - 1 and self._is_attributed(after, end):
            return None
        if of < end and self.words[of] == "of":
            stop, noun = self._of_whom(of + 1, end)
        elif after < end and self._will_be_headed(after, end):
            return None
        else:
            stop, noun = after, None
        if begin - 1 >= earliest and self.words[begin - 1] in (
            "another",
            "the",
            "all",
            "these",
            "those",
            "other",
            "further",
        ):
            begin -= 1
        hit = self._row(noun, of) if noun is not None else None
        named = Extent(of + 1, stop) if noun is not None else None
        head = noun if noun is not None else at
        return Group(begin, stop, head, quantity.count, named, hit[0] if hit else None, "counted")

    def _is_one_of_several(self, of: int, end: int) -> bool:
        """``the coffin of one of | two journalists killed``: the several are harmed, of whom one is told."""
        if self.words[of - 1 : of + 1] != ["one", "of"] or of + 1 >= end or of + 1 not in self.inside:
            return False
        after = self.inside[of + 1].extent.end
        return any(self.is_harm(i) for i in range(after, min(end, after + 3))) and not any(
            self.tags[i] in VERB_TAGS for i in range(after, min(end, after + 2))
        )

    def _is_attributed(self, at: int, end: int) -> bool:
        """Whether a word of harm stands before a noun: ``dozens of | wounded soldiers``."""
        return at + 1 < end and self.words[at] in ATTRIBUTIVE and self.tags[at + 1] in ("NN", "NNS", "JJ")

    def _of_whom(self, at: int, end: int) -> tuple[int, int | None]:
        """End and head of what follows ``five of``."""
        i = at
        while i < end:
            if self.words[i] in _WHOLE:
                joined = i + 1 < end and self.words[i + 1] in ("dead", "killed", "wounded", "injured", "arrested")
                return i + 1 + (joined and self.words[i] == "those"), None
            if self._row(i, at) is not None and self._is_head(i, end):
                return i + 1, i
            if self.is_harm(i):
                return i + 1, None
            if self.words[i] not in _DETERMINERS and self.tags[i] not in _PREMODIFIERS:
                break
            i += 1
        return at, None

    def _will_be_headed(self, at: int, end: int) -> bool:
        """Whether a head noun follows a number within the same phrase."""
        i = at
        while i < end and self.words[i] in _QUOTES:
            i += 1
        while i < end and (self.tags[i] in _PREMODIFIERS or self.words[i] in _REPORTED) and i not in self.inside:
            hit = self._row(i, at)
            if hit is not None and hit[0].kind != "result" and self._is_head(i, end):
                return True
            if self.is_harm(i) and not self.is_attribute(i):
                return False
            if self.tags[i] in ("NN", "NNS") and not self.is_harm(i):
                return True
            i += 1
        return False
