"""Groups: every mention of people in a sentence that a harm could befall, with its number.

A group is a noun phrase (``at least 12 unarmed civilians``, ``a soldier``, ``his two sons``, ``members of a family``),
a number that stands alone (``killing four``), or a word that goes on with a group before it (``others``). Groups are
found from the head noun outwards, by tags and tables and not by the tree, so that they are there also where the tree
is wrong; what befalls them is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..values import Count, Extent, Quantity
from .phrases import ARTICLES, DEFINITE, ELLIPSES, PREMODIFIERS, QUOTES, REPORTED, VERB_TAGS, WOUNDED_BY, Form, Phrases
from .tables import ATTRIBUTIVE, HARMED, VictimWord, victims
from .words import DETERMINERS, KIN, NOUN_TAGS, TIMES

_AUXILIARIES = frozenset({"was", "were", "is", "are", "has", "have", "been", "being", "had"})
_COLLECTIVES = frozenset(
    """family group crew team party gang couple household platoon squad patrol unit column convoy garrison contingent
    detachment company section band""".split()
)
_WHOLE = frozenset({"them", "whom", "those", "which", "these"})
_OVERALL = frozenset({"total", "overall", "altogether"})
_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})
_RANKED = _ORDINALS | {"first", "last"}
_LONGEST_APPOSITION = 8
_AGENTIVE = ("ers", "ors", "ists", "ants", "ents", "ians", "ees", "men", "women")
"""How nouns of those who do something end, as far as no table knows them."""
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ship", "hood", "ing", "age", "cy", "ure")


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
        if self.row is not None and self.row.kind == "result":
            return self.form == "counted"
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


class Reader(Phrases):
    """Finds the groups of one document."""

    def groups(self, start: int, end: int) -> list[Group]:
        """The groups of a sentence, left to right, without overlap."""
        found: list[Group] = []
        taken = start
        i = start
        while i < end:
            group = self._one_more(i, taken, end) or self._headed(i, taken, end) or self._alone(i, taken, end)
            if group is None:
                i += 1
                continue
            found.append(group)
            taken = i = group.end
        return found

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
        if left.determiner in ARTICLES:
            form = "singular"
        victims_words = Extent(left.victims, at + 1)
        definite = left.determiner in DEFINITE
        return Group(left.start, at + 1, at, left.number, victims_words, None, form, definite, assumed=True)

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
        if (row.kind == "group" or row.form == "figure") and self.words[at] not in KIN and self._holds_number(at, end):
            return None
        left = self._left(first, earliest)
        if left.start > earliest and self.words[left.start - 1 : left.start + 1] == ["how", "many"]:
            return None
        form, count = self._form(row, plural, left)
        before = self.words[max(earliest, left.start - 2) : left.start]
        if len(before) == 2 and before[1] == "of" and before[0] in _RANKED and count is not None and plural:
            one = Count(Extent(left.start - 2, left.start - 1), "eq", 1, 1)
            return Group(left.start - 2, at + 1, at, one, Extent(left.victims, at + 1), row, "counted")
        stop = self._name_after(at, end) if form in ("singular", "counted") and not plural else at + 1
        named = stop > at + 1
        stop = stop if named else self._complement(at, end)
        of = self._size_of(at, end)
        if of is not None:
            form, count, stop = "counted", of.count, of.extent.end
        victims_words = Extent(left.victims, stop if of is None else at + 1)
        definite = left.determiner in DEFINITE
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

    def _counted_unknown(self, at: int, earliest: int, end: int) -> Group | None:
        """A counted plural that no table knows: ``12 orchardists``."""
        noun = self.tags[at] in ("NNS", "NNPS", "NN") and self.words[at][:1].isalnum()
        if not noun or self.is_harm(at) or not self._is_head(at, end):
            return None
        left = self._left(at, earliest)
        if left.number is None or left.number.extent is None or left.determiner in ARTICLES:
            return None
        stop, acts = self._complement(at, end), self.words[at].endswith(_AGENTIVE)
        victims_words = Extent(left.victims, stop)
        attribute = left.attribute
        return Group(
            left.start, stop, at, left.number, victims_words, None, "counted", attribute=attribute, assumed=acts
        )

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

    def apposition_of(self, group: Group) -> tuple[VictimWord, int] | None:
        """What is said of a named person right behind the name, and by which token.

        ``Laila Haddad, 41, the clinic's only surgeon, died``.
        """
        i = group.end
        while i + 1 < len(self.words) and self.words[i] == "," and self.words[i + 1].isdigit():
            i += 2
        if i + 1 >= len(self.words) or self.words[i] not in (",", "("):
            return None
        for at in range(i + 1, min(i + 1 + _LONGEST_APPOSITION, len(self.words))):
            row = self.row_at(at)
            if row is not None and self._is_head(at, len(self.words), row):
                first = self.tags[i + 1] in ("DT", "PRP$", "JJ", "NN") or self.tags[i + 2] == "POS"
                return (row, at) if first and not self.words[at].endswith("s") else None
            if self.tags[at] in VERB_TAGS or self.tags[at] == "IN" or self.words[at] in (",", ";", "and", "who"):
                return None
        return None

    def _one_more(self, at: int, earliest: int, end: int) -> Group | None:
        """``a third``, ``a fourth``: one more of those before, not a share of them."""
        if self.words[at] not in _ORDINALS or at - 1 < earliest or self.words[at - 1] != "a":
            return None
        following = self.words[at + 1] if at + 1 < end else "."
        if following == "victim":
            count = Count(Extent(at - 1, at), "eq", 1, 1)
            return Group(at - 1, at + 2, at + 1, count, None, victims()[("another",)][0], "counted")
        if following in ("of", "-") or following in REPORTED or self.is_attribute(at + 1):
            return None
        if at + 1 < end and self.tags[at + 1] in PREMODIFIERS - {"RB", "VBN", "VBG"}:
            return None
        count = Count(Extent(at - 1, at), "eq", 1, 1)
        return Group(at - 1, at + 1, at, count, None, victims()[("another",)][0], "counted")

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

    def _alone(self, at: int, earliest: int, end: int) -> Group | None:
        """A number that stands for people by itself: ``killing four``, ``five of them``, ``three of the dead``."""
        quantity = self.number_at(at)
        if quantity is None or quantity.extent.start < earliest:
            return None
        begin, after = quantity.extent.start, quantity.extent.end
        if self.words[after : after + 1] in (["more"], ["others"]) and self.words[after + 1 : after + 2] == ["of"]:
            after += 1  # "two more of its teachers"
        if self.words[after : after + 1] == ["other"] and after + 1 < end:
            # "and one other seriously injured", "eight other including an officer"
            after += self._befalls(after + 1) or self.words[after + 1] == "including"
        if self.words[after : after + 2] == ["out", "of"]:
            after += 1  # "six out of 40 people"
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
        if self.words[max(earliest, begin - 2) : begin] == ["all", "but"]:
            return self._all_but(at, of, end)
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

    def _behind_bracket(self, at: int, end: int) -> int | None:
        """The token behind the short form of a name in brackets at a token, or null."""
        short = self.words[at : at + 1] == ["("] and at + 3 < end and self.words[at + 2] == ")"
        return at + 3 if short else None

    def _all_but(self, at: int, of: int, end: int) -> Group | None:
        """``all but two of the 14 hostages``: the rest of those of whom some were spared; null where it cannot be told."""
        spared = self.number_at(at)
        stop, noun = self._of_whom(of + 1, end)
        total = next((self.inside[i] for i in range(of + 1, stop) if i in self.inside), None)
        if spared is None or total is None or None in (spared.count.low, total.count.low) or noun is None:
            return None
        rest = (total.count.low or 0) - (spared.count.low or 0)
        begin = spared.extent.start - 2
        count = Count(Extent(begin, total.extent.end), "eq", rest, rest)
        hit = self._row(noun, of)
        return Group(begin, stop, noun, count, Extent(of + 1, stop), hit[0] if hit else None, "counted")

    def _befalls(self, at: int) -> bool:
        """Whether a word of harm, or an adverb before one, stands at a token and no noun follows it."""
        while at + 1 < len(self.words) and (self.tags[at] == "RB" or self.words[at] in _AUXILIARIES):
            at += 1
        return self.is_harm(at) and not (at + 1 < len(self.words) and self.tags[at + 1] in NOUN_TAGS)

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
            headed = i + 1 < end and self.words[i] in ATTRIBUTIVE and self.tags[i + 1] in ("NNS", "NN")
            if self.is_harm(i) and not headed:
                return i + 1, None
            if self.words[i] not in DETERMINERS and self.tags[i] not in PREMODIFIERS and not headed:
                break
            i += 1
        return at, None

    def _will_be_headed(self, at: int, end: int) -> bool:
        """Whether a head noun follows a number within the same phrase."""
        i = at
        while i < end and self.words[i] in QUOTES | ELLIPSES:
            i += 1
        overall = i < end and self.words[i] in _OVERALL and self.tags[i + 1 : i + 2] not in (["NN"], ["NNS"], ["JJ"])
        if overall or self.words[i : i + 2] == ["war", "-"]:
            return False  # "killed 22 total", "2,380 war-wounded"
        known = self._row(i, at) if i < end else None
        if known is not None and known[1] and known[0].kind == "person" and self._may_be_noun(i, known[0]):
            return True  # also where the tagger takes a plural for a verb
        while i < end and i not in self.inside:
            named = i in self.named and not self.is_harm(i)
            if not (named or self.tags[i] in PREMODIFIERS or self.words[i] in REPORTED or self.is_attribute(i)):
                break
            if self.words[i] in WOUNDED_BY or (self.words[i] in TIMES and self.words[i] != "early"):
                return False  # "and seven sustained gunshot wounds", "rose to 212 last month"
            if self.tags[i] in ("NNP", "NNPS") and (closing := self._behind_bracket(i + 1, end)) is not None:
                i = closing  # "16 Allied Forces (AF) rebels"
                continue
            hit = self._row(i, at)
            if hit is not None and (hit[0].kind != "result" or hit[0].form == "victim") and self._is_head(i, end):
                return True
            if self.is_harm(i) and not self.is_attribute(i):
                return False
            compound = self.words[i + 1 : i + 2] == ["-"]  # "73 conflict-related deaths"
            if self.tags[i] in ("NN", "NNS") and not self.is_harm(i) and not compound:
                return True
            i += 1
        return False
