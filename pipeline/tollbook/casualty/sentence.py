"""A sentence as the rules see it: its groups, its words of harm, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from spacy.tokens import Doc, Token

from ..values import Actor, Extent, Harm, Place
from .groups import Group, Reader
from .harms import Trigger, find_harms
from .tables import FIGHTERS, SOLDIERS, VictimWord, part_markers
from .words import PARTICLES

BE = frozenset("be am is are was were been being get gets got getting gotten 's 're s".split())
AUXILIARY = BE | frozenset(
    "has have had having 've 'd may might could can would will shall should must do did does to ought".split()
)
SKIPPED = frozenset(
    """reportedly also all both either allegedly believed reported found confirmed feared left himself themselves who
    which that each already later then presumed declared pronounced thought escaped escape emerged survived documented
    remain remains remained still""".split()
)
_JOINTS = (
    ("as", "well", "as"),
    (",", "as", "well", "as"),
    ("along", "with"),
    (",", "along", "with"),
    ("together", "with"),
    ("and", "also"),
    ("in", "addition", "to"),
    ("and", "/", "or"),
    (",", "and"),
    (",", "plus"),
    (";", "and"),
    ("-", "and"),
    ("and",),
    (",",),
    ("&",),
    ("plus",),
    ("or",),
    (";",),
    ("alongside",),
)
_BEFORE_OBJECT = frozenset(
    "off down dead up also instantly reportedly nearly already then and, “ \" ' `` ‘ some".split()
)
_COUNTING = frozenset("number lot handful majority dozens group rest bulk half most total series scores".split())
_TIME_TAGS = frozenset({"RB", "RBR", "IN", "NNP", "NN", "CD", "JJ", "DT", ",", "-LRB-", "-RRB-", "HYPH", "NNPS", "TO"})
_BODIES = frozenset("armed_group government military police monitor un ngo outlet health rescue".split())
_STATE = frozenset({"military", "police", "government"})
_PERSONS = frozenset({"person", "official"})
_REFERRING = frozenset({"victims", "victim", "them", "include", "included", "fallen"})
"""Words that may tell of people whose fate was told before."""
_ARMY = frozenset({"army", "military", "troop", "government", "police", "security", "regime", "our"})
_FOES = frozenset({"rebel", "militant", "insurgent", "guerrilla", "jihadist", "taliban"})
_LONGEST_INSERTION = 16
_DASHES = frozenset({"–", "—", "--", "-"})
_LONGEST_NAME = 7
_REACH_OF_AUXILIARY = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A group that a harm befell.

    Attributes:
        rule: Which construction led from the word to the group.
        agent: A token of whoever did it, by the tree, or null.
        whole: The group of which this one is a part, or null.
        revised_by: The group whose figure stands in the place of this one ("rose to 31 from 24"), or null.
        firm: Whether the number is known to count people, whatever it stands beside.
    """

    group: Group
    trigger: Trigger
    rule: str
    agent: int | None = None
    whole: Group | None = None
    revised_by: Group | None = None
    firm: bool = False


Phrase: TypeAlias = tuple[int, int, str, str]
"""A phrase of a table of cues: first token, token just behind, value, and where it must stand."""


class Sentence:
    """One parsed sentence.

    Args:
        reader: Finds groups.
        start, end: The sentence.
        places, actors: What the rooms before found in the document.
        told: The harm of the last figure of the sentence before, or null.
    """

    def __init__(
        self,
        reader: Reader,
        start: int,
        end: int,
        places: Sequence[Place],
        actors: Sequence[Actor],
        told: Harm | None = None,
    ) -> None:
        self.told = told
        self.doc: Doc = reader.doc
        self.reader = reader
        self.words, self.tags = reader.words, reader.tags
        self.start, self.end = start, end
        self.triggers = find_harms(self.words, self.tags, start, end)
        self.refers = not _REFERRING.isdisjoint(self.words[start:end])
        self.groups = reader.groups(start, end) if self.triggers or self.refers or told is not None else []
        self.at_start = {g.start: g for g in self.groups}
        self.at_end = {g.end: g for g in self.groups}
        self.of_token = {i: g for g in self.groups for i in range(g.start, g.end)}
        self.harm_at = {i: t for t in self.triggers for i in range(t.start, t.end)}
        self.phrases: dict[str, tuple[Phrase, ...]] = {}
        self.places = {i for p in places for i in range(p.extent.start, p.extent.end)}
        bodies = {a: reader.row_at(a.extent.start) is not None for a in actors if a.kind in _BODIES}
        self._others = {i for a, titled in bodies.items() if not titled for i in range(a.extent.start, a.extent.end)}
        # "Commander Ali Hassan": a person, though the title speaks for a body.
        ranked = [a.extent for a, titled in bodies.items() if titled]
        self._titled = {i: extent.start for extent in ranked for i in range(extent.start, extent.end)}
        self.forces = {i for a in actors if a.kind in _STATE for i in range(a.extent.start, a.extent.end)}
        self.fighters = {i for a in actors if a.kind == "armed_group" for i in range(a.extent.start, a.extent.end)}
        self._persons = {i: a for a in actors if a.kind in _PERSONS for i in range(a.extent.start, a.extent.end)}

    def right(self, at: int) -> Group | None:
        """The group directly right of a token."""
        i = self.past_age(at)
        while i < self.end and i not in self.at_start and self._skips_right(i):
            # "killed him and three others": the pronoun is no claim, the others are.
            i += 2 if self.tags[i] == "PRP" else 1
        group = self.at_start.get(i) or self._of_body(i) or (self.named_at(i) if i < self.end else None)
        while group is not None and self.words[group.end : group.end + 1] in (["'s"], ["’s"]):
            owned = self.at_start.get(group.end + 1) or self.at_start.get(group.end)
            if owned is None:
                break
            group = owned  # "the village head's two wives"
        return None if group is not None and i > at and self.is_share_of(group) else group

    def past_age(self, at: int) -> int:
        """The token behind an age that opens a name: ``46-year-old | Ali Hassan``."""
        return at + 5 if self.words[at + 1 : at + 5] == ["-", "year", "-", "old"] and self.tags[at] == "CD" else at

    def _of_body(self, at: int) -> Group | None:
        """``a patrol of | nine rangers``: those whom a body at a token is made of, where they are counted."""
        if at >= self.end or self.words[at] not in ("a", "an", "the"):
            return None
        of = next((i for i in range(at + 2, min(at + 5, self.end)) if self.words[i] == "of"), None)
        row = self.reader.group_row(of - 1) if of is not None else None
        counted = self.at_start.get(of + 1) if of is not None and row is not None else None
        return counted if counted is not None and counted.number is not None else None

    def _skips_right(self, at: int) -> bool:
        if self.tags[at] == "PRP":
            return self.words[at + 1 : at + 2] == ["and"]
        return self.tags[at] in ("RB", "RBR", "''", "``") or self.words[at] in _BEFORE_OBJECT or self.doc[at].is_space

    def near_left(self, trigger: Trigger) -> Group | None:
        """The group before a word of harm with nothing but auxiliaries, adverbs and other harms between."""
        i = trigger.start - 1
        inserted = self._before_dashes(i)
        if inserted is not None:
            return inserted
        while i >= self.start and i + 1 not in self.at_end and (self._is_age(i) or self._skips_left(i)):
            i = self._step_left(i)
        return self.at_end.get(i + 1)

    def _before_dashes(self, at: int) -> Group | None:
        """``Six people — two of them children — died``: the counted group before what stands between dashes, or null."""
        while at > self.start and self.words[at] in AUXILIARY:
            at -= 1
        if self.words[at] not in _DASHES or not self.doc[at].whitespace_:
            return None
        opening = self._opening(at)
        before = self.at_end.get(opening) if opening < at else None
        return before if before is not None and before.number is not None and not before.is_thing else None

    def _step_left(self, at: int) -> int:
        if self._is_age(at):
            return self._before_age(at)
        return self._before_bracket(at) if self.words[at] == ")" else at - 1

    def _is_age(self, at: int) -> bool:
        quantity = self.reader.inside.get(at)
        return quantity is not None and quantity.rule == "other.age"

    def _before_age(self, at: int) -> int:
        """The token before ages: ``two brothers aged six and eight``, ``a man, 41,``."""
        i = at
        while i > self.start and (self._is_age(i) or self.words[i] in ("and", "to", "aged", "ages", "age", "of")):
            i -= 1
        return i

    def _before_bracket(self, at: int) -> int:
        """The token before a bracket that describes a counted group: ``16 members of a patrol (a militia) died``."""
        opening = self._opening(at)
        before = self.at_end.get(opening)
        described = (
            before is not None and before.number is not None and self.words[opening + 1] not in ("and", "including")
        )
        return opening - 1 if described else at - 1

    def _opening(self, at: int) -> int:
        """The token that opens what a bracket or a dash closes; the next token where none does."""
        openers = ("(", "[") if self.words[at] in (")", "]") else (self.words[at],)
        floor = max(self.start, at - _LONGEST_INSERTION)
        return next((i for i in range(at - 1, floor - 1, -1) if self.words[i] in openers), at + 1)

    def _skips_left(self, at: int) -> bool:
        word = self.words[at]
        if word in AUXILIARY or word in SKIPPED or self.tags[at] in ("RB", "RBR", "MD") or self.doc[at].is_space:
            return True
        if word in (",", "(", ")", "–", "—", "[", "]", '"', "”", "“"):
            return True
        if word in ("and", "or", "/", "&"):
            return at - 1 in self.harm_at
        if word == "more":
            return self.inside_count(at - 1)
        if word in ("war", "total") or (word in _DASHES and self.words[at - 1] == "war"):
            return self.inside_count(at - 1 - (word in _DASHES))
        return at in self.harm_at and self.harm_at[at].kind != "noun" and at + 1 not in self.at_start

    def of_side(self, at: int) -> VictimWord | None:
        """Whose losses: ``army losses`` are soldiers', ``Taliban losses`` fighters'; null where nobody says."""
        before = self.words[max(self.start, at - 3) : at]
        if _ARMY & set(before):
            return SOLDIERS
        fighting = any(i in self.fighters for i in range(max(self.start, at - 3), at))
        return FIGHTERS if fighting or _FOES & set(before) else None

    def inside_count(self, at: int) -> bool:
        """Whether a token is part of a count."""
        quantity = self.reader.inside.get(at)
        return quantity is not None and quantity.kind == "count"

    def passive_before(self, trigger: Trigger) -> bool:
        """Whether a form of "be" or "get" makes a participle passive, also over a time between them."""
        if any(child.dep_ == "aux:pass" for child in self.doc[trigger.token].children):
            return True
        i = trigger.start - 1
        floor = max(self.start, trigger.start - _REACH_OF_AUXILIARY)
        while i >= floor:
            if self.words[i] in BE and self.tags[i].startswith("V"):
                said = self.words[i] == "be" and any(
                    t in ("JJ", "NN", "NNP", "NNS") for t in self.tags[i + 1 : trigger.start]
                )
                return not said
            if self.words[i] in ("and", "or", ",") and i - 1 in self.harm_at:
                return self.passive_before(self.harm_at[i - 1]) and self.at_start.get(trigger.end) is None
            if self.words[i] == "and" and self.tags[i - 1] in ("VBN", "VBD") and self._is_passive(i - 1):
                return self.at_start.get(trigger.end) is None
            group = self.of_token.get(i)
            if group is not None and (group.is_person or group.number is not None):
                return False
            if self.tags[i] not in _TIME_TAGS and self.words[i] not in SKIPPED and self.words[i] not in AUXILIARY:
                return False
            i -= 1
        return False

    def _is_passive(self, at: int) -> bool:
        return any(child.dep_ == "aux:pass" for child in self.doc[at].children) or self.words[at - 1] in BE

    def whole_before(self, group: Group) -> Group | None:
        """The group of which one is told to be a part: what stands before ``including``, or before a dash."""
        end = group.start
        counted = self.at_end.get(end - 1)
        if counted is not None and self.words[end - 1] in ("-", "–", "—", "--") and self.doc[end - 1].whitespace_:
            size, part = counted.exact, group.exact
            larger = size is not None and part is not None and 1 < size > part
            return counted if larger and not counted.is_thing else None
        share = self.at_end.get(end)
        if share is not None and self.is_share_of(share) and self.words[share.start - 1] == ",":
            return self.at_end.get(share.start - 1)
        for marker, loose in part_markers():
            start = end - len(marker)
            if start < self.start or tuple(self.words[start:end]) != marker:
                continue
            at = start
            while at - 1 >= self.start and self.words[at - 1] in (",", "(", "–", "—", "-"):
                at -= 1
            if loose and at == start:
                continue
            if self.words[at - 1] == "more" and self.inside_count(at - 2):
                at -= 1  # "and 11 more, including a child,"
            whole = self.at_end.get(at)
            if whole is not None and not whole.is_thing and (whole.number is not None or whole.form == "plural"):
                return whole
        return None

    def joint(self, at: int) -> int | None:
        """The end of a word or words of coordination at a token."""
        for joint in _JOINTS:
            if tuple(self.words[at : at + len(joint)]) == joint:
                return at + len(joint)
        return None

    def is_share_of(self, group: Group) -> bool:
        """``six of them``, ``most of whom``: a number of a group told before."""
        return self.words[group.end - 1] in ("them", "whom", "which") and "of" in self.words[group.start : group.end]

    def shares(self, group: Group) -> bool:
        """``15 of the 27 worshippers``: whether a group is a number of a larger one."""
        words = self.words[group.start : group.end]
        return "of" in words and any(self.inside_count(i) for i in range(group.start + words.index("of"), group.end))

    def group_of(self, token: Token, trigger: Trigger | None = None) -> Group | None:
        """The group of a token that a frame led to."""
        group = self.of_token.get(token.i)
        if group is not None:
            return group
        if token.tag_ in ("WP", "WDT", "PRP"):
            return None
        for child in token.children:  # "a number of soldiers": the noun hangs on the number
            counting = token.lower_ in _COUNTING and child.dep_ == "nmod" and child.i in self.of_token
            if counting and any(c.lower_ == "of" for c in child.children):
                return self.of_token[child.i]
        named = self.named_at(token.i) or self._apposed_name(token)
        if named is not None or trigger is None or trigger.strict or trigger.harm not in ("killed", "injured"):
            return named
        return self.reader.assumed(token.i, self.start, self.end) if token.i not in self.places else None

    def _apposed_name(self, token: Token) -> Group | None:
        """``The DPO of Wagga, Musa Adekunle, was felled``: the name of whom no table knows."""
        names = [c for c in token.children if c.dep_ == "appos" and c.tag_ == "NNP" and c.i > token.i]
        return self.named_at(names[0].i) if names else None

    def named_at(self, at: int) -> Group | None:
        """A person's name at a token: a run of proper names that is no place and no organisation."""
        if at >= self.end or self.tags[at] not in ("NNP", "NNPS") or at in self.places or at in self._others:
            return None
        person = self._persons.get(at)
        extent = person.extent if person is not None else self._run_of_names(at)
        if extent is None or any(i in self.of_token for i in range(extent.start, extent.end)):
            return None
        row = self.reader.row_at(self._titled[at]) if at in self._titled else None
        return Group(extent.start, extent.end, extent.end - 1, None, extent, row, "named")

    def _joins_names(self, at: int) -> bool:
        """``Bari-Bari``: a hyphen inside a name."""
        inside = self.start < at < self.end - 1 and self.words[at] == "-" and not self.doc[at - 1].whitespace_
        return inside and self.reader.is_name(at - 1, False) and self.reader.is_name(at + 1, True)

    def _run_of_names(self, at: int) -> Extent | None:
        is_name = self.reader.is_name
        start = at
        while start - 1 >= self.start and (is_name(start - 1, False) or self._joins_names(start - 1)):
            start -= 1
        stop = at + 1
        while stop < self.end and (is_name(stop, True) or self._joins_names(stop)):
            stop += 1
        while stop - 1 > start and self.words[stop - 1] in PARTICLES:
            stop -= 1
        return Extent(start, stop) if 2 <= stop - start <= _LONGEST_NAME else None
