"""The words of a document as the groups of a sentence see them: lower-cased, tagged, with the numbers among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from ..spans import lowers, tags
from ..values import Place, Quantity
from .tables import ATTRIBUTIVE, VictimWord, adjectives, longest_victims, nouns, unmasked, verbs, victims

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
DETERMINERS = frozenset(
    "a an the this that these those another any every each his her their its our my your all".split()
)
KIN = frozenset({"family", "families", "household", "households", "couple", "couples"})
DASHES = frozenset("-‐‑–")
TIMES = frozenset({"yesterday", "today", "tomorrow", "tonight", "overnight", "early", "late", "earlier", "last"})
_NO_TITLES = frozenset(
    """national member human individual figure local native citizen resident muslim christian hindu sikh sunni shia shiite
    kurd indian jew catholic buddhist protestant family person youth student""".split()
)
_NAMED = frozenset({"named", "called", "identified"})
PARTICLES = frozenset(
    "al - de bin bint ibn abu el la ’ ' von van dos da del las los um ul ur ould ag bou ben di du".split()
)
"""Words that stand inside a name without a capital."""
DATE_WORDS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)


def _shot_dead(words: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """Tags with a participle where a headline says "shot dead", which the tagger takes for a noun."""
    if "shot" not in words:
        return known
    at = [i for i, (word, after) in enumerate(pairwise(words)) if (word, after) == ("shot", "dead")]
    return known if not at else ["VBN" if i in at and tag.startswith("NN") else tag for i, tag in enumerate(known)]


def _with_initials(doc: Doc, words: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """The tags, with "IS" before a noun in mixed-case text as the name that it is, where the tagger saw a verb."""
    at = [
        i
        for i, word in enumerate(words[:-1])
        if word == "is" and doc[i].text == "IS" and known[i].startswith("V") and not doc[i + 1].is_upper
    ]
    found = list(known)
    for i in at:
        found[i] = "NNP"
    return found


def _in_names(doc: Doc) -> frozenset[int]:
    """Tokens with a capital in the names of actors, which a tagger may take for verbs: "11 Abu Sayyaf militants"."""
    return frozenset(i for a in doc._.actor or () for i in range(a.extent.start, a.extent.end - 1) if doc[i].is_title)


class Words:
    """The words of one document.

    Args:
        doc: A document with tags.
        quantities, places: What the rooms before found.
    """

    def __init__(self, doc: Doc, quantities: Sequence[Quantity], places: Sequence[Place] = ()) -> None:
        self.doc = doc
        self.places = {i for p in places for i in range(p.extent.start, p.extent.end)}
        self.words = [unmasked(word) if "*" in word else word for word in lowers(doc)]
        self.tags = _shot_dead(self.words, _with_initials(doc, self.words, tags(doc)))
        self.inside: Mapping[int, Quantity] = {i: q for q in quantities for i in range(q.extent.start, q.extent.end)}
        self.named = _in_names(doc)
        self.inside_after = {q.extent.end for q in quantities if q.kind == "count"}

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
        if at and self.tags[at - 1] == "JJ" and self.row_at(at - 1) is not None:
            return False  # "shot the gunman dead", whatever the tagger takes him for
        if before.endswith("ly") and at > 1:
            before = self.words[at - 2]
            if self.inside.get(at - 2) is not None:
                return True
        return before in DETERMINERS or (at > 0 and self.tags[at - 1] == "JJ" and not self.is_harm(at - 1))

    def row_at(self, at: int) -> VictimWord | None:
        """The row of ``victims.csv`` of a single word, or null."""
        hit = self._row(at, at)
        return hit[0] if hit is not None and hit[0].kind == "person" else None

    def group_row(self, at: int) -> VictimWord | None:
        """The row of a word for a body of people, or null."""
        hit = self._row(at, at)
        return hit[0] if hit is not None and hit[0].kind == "group" else None

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
        if following >= end or self.words[following] in TIMES:
            return True
        if self.words[following] in DASHES and not self.doc[at].whitespace_:
            return False
        if self._is_possessive_in_name(at, end) or self._in_longer_row(at) or self._owns(at, end):
            return False
        if self.tags[at] in ("JJ", "VBG", "FW") and self.tags[following] in (NOUN_TAGS | {"JJ"}):
            plain = self.doc[at].is_lower or (row is not None and (row.role or row.status in ("security", "combatant")))
            if plain and self._titles(at, following, end, row) and self._starts_name(following, end):
                return True  # "gunned down schoolteacher Amina Yusuf"
            return self.is_harm(following) and not self.is_attribute(following)
        if self.tags[following] == "JJ" and self.doc[following].is_title and self.doc[at].is_title:
            return False  # "16 Ugandan Allied Democratic Forces rebels"
        bracketed = self.words[following : following + 1] == ["("] and self.words[at + 3 : at + 4] == [")"]
        if bracketed and at + 4 < end and (behind := self._row(at + 4, at + 4)) is not None and behind[1]:
            return False  # "Allied Democratic Forces (ADF) rebels"
        if self.tags[following] not in NOUN_TAGS or following in self.inside or self.is_harm(following):
            return True
        if self.tags[at] == "NNS" and self._row(following, following) is None:
            return self.words[at] not in ("sports", "women", "children", "security")
        if not self.tags[following].startswith("NNP"):
            return False
        if not self.tags[at].startswith("NNP"):
            return True
        return self._titles(at, following, end, row) and self.is_name(following, False)

    def _titles(self, at: int, following: int, end: int, row: VictimWord | None) -> bool:
        """Whether a word for one person stands before proper names that hold no such word: ``Captain Ali Hassan``."""
        last = following
        while last + 1 < end and self.tags[last + 1] in NOUN_TAGS and not self.is_harm(last + 1):
            last += 1
        if row is None or row.kind != "person" or row.form in _NO_TITLES or row.status == "unknown":
            return False
        return self._row(last, following) is None

    def _starts_name(self, at: int, end: int) -> bool:
        """Whether two proper names in a row start at a token."""
        return at + 1 < end and self.is_name(at, False) and self.is_name(at + 1, False)

    def _in_longer_row(self, at: int) -> bool:
        """Whether a word opens a longer name of the table: ``a head constable``, ``60 head of cattle``."""
        longer = [(last, self._row(last, at)) for last in (at + 1, at + 2) if last < len(self.words)]
        return any(row is not None and row[2] == at and not self._opens_row(last) for last, row in longer)

    def _opens_row(self, at: int) -> bool:
        """Whether the last word of one name opens another: ``soldiers and | police | officers``."""
        row = self._row(at + 1, at) if at + 1 < len(self.words) else None
        return row is not None and row[2] == at

    def _owns(self, at: int, end: int) -> bool:
        """``the monarch's | house``: whether a noun's possessive stands before what is his, and that is no harm."""
        if self.tags[at + 1] != "POS" or at + 2 >= end or at + 2 in self.inside or self.is_harm(at + 2):
            return False
        return self.tags[at + 2] in NOUN_TAGS | {"JJ"}

    def _is_possessive_in_name(self, at: int, end: int) -> bool:
        """``the People's Army``: the owner is part of a name."""
        if at + 2 >= end or self.words[at + 1] not in ("'s", "’s", "'", "’") or self.tags[at + 1] != "POS":
            return False
        first, last = self.doc[at].text, self.doc[at + 2].text
        return self.tags[at] in ("NNP", "NNPS") and first[0].isupper() and last[0].isupper() and not first.isupper()

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

    def _counts(self, at: int) -> bool:
        """Whether a count stands before a noun, or before the adjectives before it."""
        i = at - 1
        while i > 0 and self.tags[i] in ("JJ", "JJR") and i not in self.inside:
            i -= 1
        quantity = self.inside.get(i)
        return quantity is not None and quantity.kind == "count" and quantity.count.high != 0

    def _may_be_noun(self, at: int, row: VictimWord) -> bool:
        tag, word = self.tags[at], self.words[at]
        if "-" in row.form and tag in ("IN", "RP", "RB"):
            return True  # passers-by
        if row.form == "victim" and self._counts(at):
            return True  # "three victims died"; "the victims" tells of people whose fate is known
        if row.kind == "result" or (row.kind == "elliptic" and word == "other"):
            return False
        if tag in NOUN_TAGS or tag in ("JJ", "CD", "PRP", "DT", "VBG", "FW"):
            if word in ("general", "private", "major") and tag == "NNP":
                return self._starts_name(at + 1, len(self.words))
            return word not in ("one", "military", "general", "private", "major", "catholic", "kurd") or tag in (
                "NN",
                "NNS",
            )
        return word == row.plural and word != row.form and tag in ("VBZ", "VB", "VBP")
