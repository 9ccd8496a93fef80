"""A sentence as the rules see it: its groups, its words of harm, and the ways from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from spacy.tokens import Doc, Token

from ..values import Actor, Extent, Harm, Place
from .groups import PARTICLES, Group, Reader
from .harms import Trigger, find_harms
from .tables import FIGHTERS, SOLDIERS, VictimWord, part_markers

BE = frozenset("be am is are was were been being get gets got getting gotten 's 're s".split())
AUXILIARY = BE | frozenset(
    "has have had having 've 'd may might could can would will shall should must do did does to ought".split()
)
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SKIPPED = frozenset(
    """reportedly also all both either allegedly believed reported found confirmed feared left himself themselves who
    which that each already later then presumed declared pronounced thought escaped escape emerged survived documented
    remain remains remained still""".split()
)
_JOINTS = (
    ("as", "well", "as"), (",", "as", "well", "as"), ("along", "with"), (",", "along", "with"), ("together", "with"),
    ("and", "also"), ("in", "addition", "to"), ("and", "/", "or"), (",", "and"), (",", "plus"),
    (";", "and"), ("-", "and"), ("and",), (",",), ("&",), ("plus",), ("or",), (";",), ("alongside",),
)  # fmt: skip
_COMITATIVE = (("along", "with"), ("together", "with"), ("alongside",), ("as", "well", "as"), ("in", "addition", "to"))
_BEFORE_OBJECT = frozenset(
    "off down dead up also instantly reportedly nearly already then and, “ \" ' `` ‘ some".split()
)
_COUNTING = frozenset("number lot handful majority dozens group rest bulk half most total series scores".split())
_SAYS = frozenset(
    """said say says told reported report reports announced confirmed added stated according claimed noted tells
    quoted cited reporting sources wrote writes posted""".split()
)
_CLAUSE_END = frozenset("; : that when while after before because but as if where although though until since".split())
_TIME_TAGS = frozenset({"RB", "RBR", "IN", "NNP", "NN", "CD", "JJ", "DT", ",", "-LRB-", "-RRB-", "HYPH", "NNPS", "TO"})
_BODIES = frozenset("armed_group government military police monitor un ngo outlet health rescue".split())
_STATE = frozenset({"military", "police", "government"})
_PERSONS = frozenset({"person", "official"})
_REFERRING = frozenset({"victims", "them"})
"""Words that may tell of people whose fate was told before."""
_ARMY = frozenset({"army", "military", "troop", "government", "police", "security", "regime", "our"})
_FOES = frozenset({"rebel", "militant", "insurgent", "guerrilla", "jihadist", "taliban"})
_SUBORDINATORS = frozenset("including that whether after when before because while although until once".split())
_CLOSING = frozenset({")", "]", "--", "–", "—"})
_LONGEST_INSERTION = 16
_LONGEST_NAME = 7
_REACH_OF_OTHERS = 20
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


class Scene:
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
        self.groups = reader.groups(start, end) if self.triggers or _REFERRING & set(self.words[start:end]) else []
        self.at_start = {g.start: g for g in self.groups}
        self.at_end = {g.end: g for g in self.groups}
        self.of_token = {i: g for g in self.groups for i in range(g.start, g.end)}
        self.harm_at = {i: t for t in self.triggers for i in range(t.start, t.end)}
        self.phrases: dict[str, tuple[Phrase, ...]] = {}
        self._places = {i for p in places for i in range(p.extent.start, p.extent.end)}
        self._others = {i for a in actors if a.kind in _BODIES for i in range(a.extent.start, a.extent.end)}
        self.forces = {i for a in actors if a.kind in _STATE for i in range(a.extent.start, a.extent.end)}
        self.fighters = {i for a in actors if a.kind == "armed_group" for i in range(a.extent.start, a.extent.end)}
        self._persons = {i: a for a in actors if a.kind in _PERSONS for i in range(a.extent.start, a.extent.end)}

    # What stands beside a word

    def right(self, at: int) -> Group | None:
        """The group directly right of a token."""
        i = at
        while i < self.end and i not in self.at_start and self._skips_right(i):
            # "killed him and three others": the pronoun is no claim, the others are.
            i += 2 if self.tags[i] == "PRP" else 1
        group = self.at_start.get(i) or (self.named_at(i) if i < self.end else None)
        return None if group is not None and i > at and self.is_share_of(group) else group

    def _skips_right(self, at: int) -> bool:
        if self.tags[at] == "PRP":
            return self.words[at + 1 : at + 2] == ["and"]
        return self.tags[at] in ("RB", "RBR", "''", "``") or self.words[at] in _BEFORE_OBJECT or self.doc[at].is_space

    def near_left(self, trigger: Trigger) -> Group | None:
        """The group before a word of harm with nothing but auxiliaries, adverbs and other harms between."""
        i = trigger.start - 1
        while i >= self.start and i + 1 not in self.at_end and self._skips_left(i):
            i = self._before_bracket(i) if self.words[i] == ")" else i - 1
        return self.at_end.get(i + 1)

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
        if word in AUXILIARY or word in _SKIPPED or self.tags[at] in ("RB", "RBR", "MD") or self.doc[at].is_space:
            return True
        if word in (",", "(", ")", "–", "—", "[", "]", '"', "”", "“"):
            return True
        if word in ("and", "or", "/", "&"):
            return at - 1 in self.harm_at
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
                return True
            if self.words[i] in ("and", "or", ",") and i - 1 in self.harm_at:
                return self.passive_before(self.harm_at[i - 1]) and self.at_start.get(trigger.end) is None
            if self.words[i] == "and" and self.tags[i - 1] in ("VBN", "VBD") and self._is_passive(i - 1):
                return self.at_start.get(trigger.end) is None
            group = self.of_token.get(i)
            if group is not None and (group.is_person or group.number is not None):
                return False
            if self.tags[i] not in _TIME_TAGS and self.words[i] not in _SKIPPED and self.words[i] not in AUXILIARY:
                return False
            i -= 1
        return False

    def _is_passive(self, at: int) -> bool:
        return any(child.dep_ == "aux:pass" for child in self.doc[at].children) or self.words[at - 1] in BE

    # Subjects

    def clause_subject(self, at: int) -> Group | None:
        """The first group of the clause before a verb that is not inside a prepositional phrase."""
        best: Group | None = None
        i = self._before_insertion(at)
        while i >= self.start:
            group = self.of_token.get(i)
            if group is not None:
                i = group.start - 1
                if not group.is_thing and not self._in_phrase(group):
                    best = group
                continue
            if self._is_other_verb(i) and self.words[i + 1 : i + 3] != ["to", "be"]:
                return best or (None if self.words[i] in _SAYS else self._antecedent(i))
            if self.words[i] in _CLAUSE_END:
                break
            i -= 1
        return best

    def _antecedent(self, verb: int) -> Group | None:
        """Whom a relative clause before a verb is about: ``a councillor who grew up there was shot``."""
        pronouns = [i for i in range(self.start, verb) if self.words[i] == "who"]
        if not pronouns or any(self.words[i] in (",", ";", ":") for i in range(pronouns[-1] + 1, verb)):
            return None
        found = self.at_end.get(pronouns[-1])
        return found if found is not None and not found.is_thing and not self._in_phrase(found) else None

    def apposed_name(self, trigger: Trigger) -> Group | None:
        """``Ali Hassan, the owner of a farm, was killed``; ``Ali Hassan, 24, who was killed``: the name before the comma."""
        i = trigger.start - 1
        while i > self.start and (self.words[i] in AUXILIARY or self.tags[i] == "RB"):
            i -= 1
        relative = self.words[i] == "who"
        if relative:
            i -= 1
        if i <= self.start or self.words[i] not in (",", ")"):
            return None
        if relative:
            while i > self.start and (self.words[i] == "," or self.words[i].isdigit()):
                i -= 1
            return self.at_end.get(i + 1) or self.named_at(i)
        first = next((n for n in range(self.start, min(self.start + 5, i)) if self.tags[n] in ("NNP", "NNPS")), None)
        name = (self.of_token.get(first) or self.named_at(first)) if first is not None else None
        if (
            name is None
            or name.form not in ("named", "singular")
            or self.words[name.end : name.end + 1] not in ([","], ["("])
        ):
            return None
        return name

    def _before_insertion(self, at: int) -> int:
        """The token before a verb, or before what is inserted between semicolons there."""
        i = at - 1
        while i > self.start and self.words[i] in AUXILIARY:
            i -= 1
        if self.words[i] == ";":
            before = [n for n in range(self.start, i) if self.words[n] == ";"]
            return before[0] - 1 if before else i - 1
        return at - 1

    def _in_phrase(self, group: Group) -> bool:
        before = group.start - 1
        if before < self.start or self.words[before] in _CLAUSE_END or self.words[before] == "than":
            return False
        return self.tags[before] in ("IN", "TO") or self.words[before] in ("including", "be")

    def _is_other_verb(self, at: int) -> bool:
        return self.tags[at] in FINITE and self.words[at] not in AUXILIARY and at not in self.harm_at

    def first_conjunct(self, group: Group) -> Group:
        """The first of the groups that are joined to one directly, leftwards, and are no objects of another verb."""
        return self.conjuncts(group)[0]

    def conjuncts(self, last: Group) -> list[Group]:
        """The groups that are joined to one directly, leftwards, in order; the group itself comes last."""
        found = [last]
        while (previous := self._previous_conjunct(found[0])) is not None:
            found.insert(0, previous)
        return found

    def _previous_conjunct(self, group: Group) -> Group | None:
        i = group.start - 1
        if i < self.start or self.words[i] not in ("and", "&", ",", "or"):
            return None
        if self.words[i] in ("and", "or") and i > self.start and self.words[i - 1] == ",":
            i -= 1
        i = self._opening(i - 1) if self.words[i - 1] in _CLOSING else i
        previous = self.at_end.get(i) or (self.named_at(i - 1) if i - 1 >= self.start else None)
        if previous is None or previous.is_thing or self._is_object(previous):
            return None
        return previous if previous.is_person or previous.number is not None else None

    def _is_object(self, group: Group) -> bool:
        before = group.start - 1
        if before >= self.start and self.words[before] in _SAYS | _SUBORDINATORS:
            return False
        if before >= self.start and (
            self.tags[before] in ("VBD", "VBZ", "VBG", "VBP", "VB", "VBN", "IN", "TO") or before in self.harm_at
        ):
            return True
        return group.end in self.harm_at and self.harm_at[group.end].kind != "noun"

    def whole_before(self, group: Group) -> Group | None:
        """The group of which one is told to be a part: what stands before ``including``."""
        end = group.start
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
            whole = self.at_end.get(at)
            if whole is not None and not whole.is_thing and (whole.number is not None or whole.form == "plural"):
                return whole
        return None

    # Coordination

    def joint(self, at: int) -> int | None:
        """The end of a word or words of coordination at a token."""
        for joint in _JOINTS:
            if tuple(self.words[at : at + len(joint)]) == joint:
                return at + len(joint)
        return None

    def chain(self, group: Group, trigger: Trigger | None = None) -> list[Group]:
        """The groups that are coordinated with one, to its right."""
        found: list[Group] = []
        current = group
        while (follower := self._next_conjunct(current, trigger)) is not None:
            found.append(follower)
            current = follower
        others = self._others_after(current, trigger)
        if others is not None:
            found.append(others)
        if found and self._speaks(found[-1]):
            # "killed nine people, activists and medics said": whoever comes after the comma speaks.
            commas = [n for n, g in enumerate(found) if self.words[g.start - 1] == ","]
            found = found[: commas[-1]] if commas else []
        return [] if self._is_appositive(group, found) else found

    def _others_after(self, group: Group, trigger: Trigger | None) -> Group | None:
        """``an elder from the north and five other people``: who goes on with a group over what describes it."""
        stop = min(self.end, group.end + _REACH_OF_OTHERS)
        for i in range(group.end, stop):
            if i in self.harm_at or self.words[i] in (";", ":", "who", "which", "when", "after", "while"):
                return None
            other = self.at_start.get(i)
            if other is None or self.words[i - 1] != "and" or not {"other", "others"} & set(self.words[i : other.end]):
                continue
            if other.number is None or other.is_thing or self._has_own_clause(other, trigger):
                return None
            return other
        return None

    def _speaks(self, group: Group) -> bool:
        """Whether a group is followed by a verb of saying."""
        for i in range(group.end, min(self.end, group.end + 7)):
            if self.words[i] in (",", ";", "and", ".") or i in self.harm_at:
                return False
            if self.words[i] in _SAYS:
                return True
        return False

    def _is_appositive(self, group: Group, found: Sequence[Group]) -> bool:
        """``a journalist, a father of two``: one comma, no "and", both single."""
        if len(found) != 1 or group.form not in ("singular", "named") or found[0].form not in ("singular", "named"):
            return False
        return self.words[group.end] == "," and not {"and", "&"} & set(self.words[group.end : found[0].start])

    def _next_conjunct(self, group: Group, trigger: Trigger | None) -> Group | None:
        if group.end >= self.end:
            return None
        joint = self.joint(group.end)
        follower = None
        if joint is not None and joint < self.end:
            follower = self.at_start.get(joint) or self.named_at(joint)
            if self.words[joint - 1] == "or" and follower is not None and follower.number is None:
                return None
        follower = follower or self._tree_conjunct(group)
        if follower is None or follower.start <= group.start or follower.is_thing or self.is_share_of(follower):
            return None
        before = self.at_end.get(follower.start)
        if before is not None and self.is_share_of(before):
            return None
        return None if self._has_own_clause(follower, trigger) else follower

    def _tree_conjunct(self, group: Group) -> Group | None:
        for child in self.doc[group.head].children:
            if child.dep_ != "conj" or child.i < group.end:
                continue
            found = self.of_token.get(child.i)
            if found is None or found.head != child.i or found.start <= group.start:
                continue
            between = range(group.end, found.start)
            if not any(i in self.harm_at for i in between) and "including" not in self.words[group.end : found.start]:
                return found
        return None

    def _has_own_clause(self, group: Group, trigger: Trigger | None) -> bool:
        """Whether a group is the subject of a clause of its own: ``and 30 were hurt``, ``, 30 wounded``."""
        i = group.end
        if self.words[i : i + 1] == ["who"]:
            return False
        while i < self.end and (
            self.words[i] in AUXILIARY or self.tags[i] in ("RB", "MD") or self.words[i] in _SKIPPED
        ):
            i += 1
        if trigger is not None and trigger.start == i and group.end <= trigger.start:
            return False
        if i in self.harm_at and self.harm_at[i].kind != "noun" and self.tags[i] != "VBG":
            return any(t.end <= group.start for t in self.triggers)
        if i > group.end and (self.tags[i] if i < self.end else "") in ("VBN", "VBD", "JJ", "VBG"):
            return trigger is None or trigger.start < group.start
        dep = self.doc[group.head].dep_
        if not dep.startswith("nsubj"):
            return False
        if trigger is not None and trigger.kind == "noun" and trigger.start < group.start:
            # "the murder of six priests and two others dramatizes": the verb is the noun's, unless it stands right there.
            return self.tags[group.end : group.end + 1] != [] and self.tags[group.end] in FINITE
        return trigger is None or self.doc[group.head].head.i != trigger.token

    def is_share_of(self, group: Group) -> bool:
        """``six of them``, ``most of whom``: a number of a group told before."""
        return self.words[group.end - 1] in ("them", "whom", "which") and "of" in self.words[group.start : group.end]

    def comitatives(self, trigger: Trigger) -> list[Group]:
        """Who shared the fate of a subject: ``was killed along with his two sons``."""
        stop = min([self.end, trigger.end + 20, *(t.start for t in self.triggers if t.start >= trigger.end)])
        for i in range(trigger.end, stop):
            for form in _COMITATIVE:
                if tuple(self.words[i : i + len(form)]) == form:
                    group = self.right(i + len(form))
                    return [group, *self.chain(group, trigger)] if group is not None and not group.is_thing else []
        return []

    # The tree

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
        named = self.named_at(token.i)
        if named is not None or trigger is None or trigger.strict or trigger.harm not in ("killed", "injured"):
            return named
        return self.reader.assumed(token.i, self.start, self.end) if token.i not in self._places else None

    def named_at(self, at: int) -> Group | None:
        """A person's name at a token: a run of proper names that is no place and no organisation."""
        if at >= self.end or self.tags[at] not in ("NNP", "NNPS") or at in self._places or at in self._others:
            return None
        person = self._persons.get(at)
        extent = person.extent if person is not None else self._run_of_names(at)
        if extent is None or any(i in self.of_token for i in range(extent.start, extent.end)):
            return None
        return Group(extent.start, extent.end, extent.end - 1, None, extent, None, "named")

    def _run_of_names(self, at: int) -> Extent | None:
        is_name = self.reader.is_name
        start = at
        while start - 1 >= self.start and is_name(start - 1, False):
            start -= 1
        stop = at + 1
        while stop < self.end and is_name(stop, True):
            stop += 1
        while stop - 1 > start and self.words[stop - 1] in PARTICLES:
            stop -= 1
        return Extent(start, stop) if 2 <= stop - start <= _LONGEST_NAME else None
