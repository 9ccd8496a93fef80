"""The ways from a word of harm to its groups: the subjects of a clause, and who is coordinated with whom."""

from __future__ import annotations

from collections.abc import Sequence

from .groups import Group
from .harms import Trigger
from .sentence import AUXILIARY, SKIPPED, Sentence

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SAYS = frozenset(
    """said say says told reported report reports announced confirmed added stated according claimed noted tells
    quoted cited reporting sources wrote writes posted asserted alleged insisted argued warned explained recounted
    recalled testified acknowledged admitted estimated declared""".split()
)
_CLAUSE_END = frozenset("; : that when while after before because but as if where although though until since".split())
_DESCRIBING = frozenset({"them", "whom", "which", "mostly", "mainly"})
_LEAVING = frozenset({"leave", "leaves", "left", "leaving"})
_SUBORDINATORS = frozenset("including that whether after when before because while although until once".split())
_CLOSING = frozenset({")", "]", "--", "–", "—"})
_REACH_OF_OTHERS = 20
_ON_TOP = frozenset({"other", "others", "another", "further"})
_PARTS = frozenset({"including", "among", "mostly", "mainly"})
_REACH_OF_RELATIVE = 6
_LONGEST_INSERTION = 12
_SAYING = frozenset("including saying reporting adding confirming claiming announcing stating noting".split())


class Scene(Sentence):
    """One parsed sentence with its clauses."""

    def clause_subject(self, at: int) -> Group | None:
        """The first group of the clause before a verb that is not inside a prepositional phrase."""
        best: Group | None = None
        i = self._before_insertion(at)
        shared = self._joins_clauses(at)
        while i >= self.start:
            group = self.of_token.get(i)
            if group is not None:
                i = group.start - 1
                if not group.is_thing and not self._in_phrase(group) and not self.is_object_of_other(group):
                    best = group
                continue
            if self.words[i] == "who" and best is None and (whom := self._agreeing_antecedent(i)) is not None:
                return whom
            if shared and self._is_other_verb(i):
                # "laid down their arms and were taken prisoner": the subject stands before the first verb.
                best, shared, i = None, False, i - 1
                continue
            if self._is_other_verb(i) and self.words[i + 1 : i + 3] != ["to", "be"]:
                return best or (None if self.words[i] in _SAYS else self._antecedent(i))
            if self.words[i] in _CLAUSE_END:
                break
            i -= 1
        return best

    def _agreeing_antecedent(self, pronoun: int) -> Group | None:
        """The group right before "who", where the verb behind does not speak of one and the group of several."""
        found = self.at_end.get(pronoun)
        one = self.words[pronoun + 1 : pronoun + 2] in (["was"], ["is"], ["has"])
        return None if found is None or (one and found.form in ("plural", "counted") and found.exact != 1) else found

    def _joins_clauses(self, at: int) -> bool:
        """Whether the verb group that a word of harm ends is joined to the verb before: ``and were killed``."""
        i = at - 1
        while i > self.start and (self.words[i] in AUXILIARY or self.tags[i] in ("RB", "RBR")):
            i -= 1
        return self.words[i] in ("and", "but")

    def over_insertion(self, at: int) -> Group | None:
        """``One man, U Aung Myat, 61, was shot``: the group before the commas that end with a token, or null."""
        if self.words[at] != ",":
            return None
        for i in range(at - 1, max(self.start, at - _LONGEST_INSERTION), -1):
            if self.words[i] in (";", ":", "who", "which", "that", "and", "said") or i in self.harm_at:
                return None
            group = self.at_end.get(i) if self.words[i] == "," else None
            if group is not None:
                single = group.is_person and group.exact == 1
                told = group.is_person and group.number is not None and self.tags[i + 1] == "VBN"
                return group if single or told or group.definite else None
        return None

    def _antecedent(self, verb: int) -> Group | None:
        """Whom a relative clause before a verb is about: ``a councillor who grew up there was shot``."""
        pronouns = [i for i in range(self.start, verb) if self.words[i] in ("who", "that", "which")]
        if not pronouns or any(self.words[i] in (",", ";", ":") for i in range(pronouns[-1] + 1, verb)):
            return None
        found = self.at_end.get(pronouns[-1])
        if found is None or found.is_thing or self._in_phrase(found):
            # "six elders of the camp that houses refugees were killed": the clause is about the camp, the verb about them.
            return self.clause_subject(pronouns[-1]) if self.words[pronouns[-1]] != "who" else None
        return found

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

    def member_before(self, group: Group) -> Group | None:
        """``six elders of the Bredjing camp``: the counted people before "of" whose body a group is, or null."""
        i = group.start - 1
        if group.number is not None or i <= self.start or self.words[i] != "of":
            return None
        found = self.at_end.get(i)
        return found if found is not None and found.is_person and found.number is not None else None

    def described(self, group: Group) -> Group | None:
        """``Naeem Gul, 26, a resident of Swabi, died``: whom a group describes in apposition, or null.

        Behind an "and" no list goes on with a mere comma: ``two boys, and a neighbour, a 54-year-old man, died``.
        """
        if group.form != "singular" or self.words[group.end : group.end + 1] != [","]:
            return None
        i = group.start - 1
        if i <= self.start or self.words[i] != ",":
            return None
        while i > self.start and (self.words[i] == "," or self.words[i].isdigit()):
            i -= 1
        found = self.at_end.get(i + 1) or self.named_at(i)
        if found is None:
            return None
        closed = found.form == "singular" and self.words[found.start - 1] == "and"
        return found if found.form == "named" or found.named or closed else None

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
        if self.tags[at] not in FINITE or self.words[at] in AUXILIARY or at in self.harm_at:
            return False
        return not (self.doc[at].is_title and at > self.start and self.doc[at - 1].is_title)  # no part of a name

    def is_object_of_other(self, group: Group) -> bool:
        """``who founded | a party | was killed``: whether a finite verb of a relative clause takes a group as its object."""
        at = group.start - 1
        while at > self.start and self.tags[at] in ("RB", "RBR"):
            at -= 1
        if at <= self.start or at in self.harm_at or self.words[at] in _SAYS | AUXILIARY:
            return False
        if self.tags[at] == "VBG" and self.words[at] not in _SAYING:  # "trucks carrying recruits were blown up"
            return at - 1 >= self.start and self.tags[at - 1] in ("NN", "NNS", "NNP", "NNPS")
        if self.tags[at] not in ("VBD", "VBZ", "VBP", "VB"):
            return False
        clause = range(at - 1, max(self.start, at - _REACH_OF_RELATIVE) - 1, -1)
        for i in clause:
            if self.words[i] in ("who", "which", "that"):
                return self.at_end.get(i) is not None
            ends = self.tags[i] in FINITE and self.words[i] not in AUXILIARY and self.tags[at] != "VB"
            if self.words[i] in (",", ";", ":") or ends:
                return False
        return False

    def first_conjunct(self, group: Group) -> Group:
        """The first of the groups that are joined to one directly, leftwards, and are no objects of another verb."""
        return self.conjuncts(group)[0]

    def conjuncts(self, last: Group) -> list[Group]:
        """The groups that are joined to one directly, leftwards, in order; the group itself comes last."""
        found = [last]
        while (previous := self._previous_conjunct(found[0])) is not None:
            found.insert(0, previous)
        before = self.words[found[0].start - 1] if found[0].start > self.start else ""
        if len(found) > 1 and before in _DESCRIBING:
            # "25 people died, most of them women and children, and 53 were hurt": who the first were, and other people.
            described = self.at_end.get(found[0].start - 2) if before in ("mostly", "mainly") else None
            return [last] if last.number is not None or described is None else [described]
        return found

    def _previous_conjunct(self, group: Group) -> Group | None:
        i = group.start - 1
        if i < self.start or self.words[i] not in ("and", "&", ",", "or"):
            return None
        ends = group.number is not None and self.words[group.end : group.end + 1] in (["are"], ["were"], ["have"])
        if self.words[i] == "," and ends and i - 1 not in self.reader.inside:
            return None  # "including eight children, six people are missing": another clause
        if self.words[i] in ("and", "or") and i > self.start and self.words[i - 1] == ",":
            i -= 1
            part = self.at_end.get(i)
            if group.victims is None and part is not None and self.words[part.start - 1] == "including":
                return None  # "seven dead, including four children, and 19 wounded"
        i = self._opening(i - 1) if self.words[i - 1] in _CLOSING else i
        previous = self.at_end.get(i) or (self.named_at(i - 1) if i - 1 >= self.start else None)
        if previous is None or previous.is_thing or self._describes(previous):
            return None
        # "showed three men and two boys who had been wounded": the clause is about both.
        alike = group.number is not None and previous.number is not None and self.words[i] == "and"
        if self._is_object(previous) and not (alike and self.words[group.end : group.end + 1] == ["who"]):
            return None
        return previous if previous.is_person or previous.number is not None else None

    def _describes(self, group: Group) -> bool:
        """``one dead, | a clerk |, and three injured``: whether a single person is who was just said to be harmed."""
        comma = group.start - 1
        return group.form == "singular" and self.words[comma] == "," and comma - 1 in self.harm_at

    def _is_object(self, group: Group) -> bool:
        before = group.start - 1
        if before >= self.start and self.words[before] in _SAYS | _SUBORDINATORS | _LEAVING:
            return False
        if before >= self.start and (
            self.tags[before] in ("VBD", "VBZ", "VBG", "VBP", "VB", "VBN", "IN", "TO") or before in self.harm_at
        ):
            return True
        return group.end in self.harm_at and self.harm_at[group.end].kind != "noun"

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
        if found and self.speaks(found[-1]):
            # "killed nine people, activists and medics said": whoever comes after the comma speaks.
            commas = [n for n, g in enumerate(found) if self.words[g.start - 1] == ","]
            found = found[: commas[-1]] if commas else []
        found = self._without_description(group, self._without_apposition(group, found))
        return [] if self._is_appositive(group, found) else found

    def _others_after(self, group: Group, trigger: Trigger | None) -> Group | None:
        """``an elder from the north and five other people``: who goes on with a group over what describes it."""
        stop = min(self.end, group.end + _REACH_OF_OTHERS)
        for i in range(group.end, stop):
            if i in self.harm_at or self.words[i] in (";", ":", "who", "which", "when", "after", "while"):
                return None
            other = self.at_start.get(i)
            if other is None or self.words[i - 1] != "and" or not self._goes_on(group, other):
                continue
            if other.number is None or other.is_thing or self._has_own_clause(other, trigger):
                return None
            return other
        return None

    def _goes_on(self, first: Group, other: Group) -> bool:
        """Whether a group says that it comes on top of another, or is too large to be told as one of its parts."""
        if _ON_TOP & set(self.words[other.start : other.end]):
            return True
        size, more = first.exact, other.exact
        parted = any(_PARTS & {word} for word in self.words[first.end : other.start])
        return parted and self.words[other.start - 2] == "," and size is not None and more is not None and more > size

    def speaks(self, group: Group) -> bool:
        """Whether a group is followed by a verb of saying."""
        alone = self.words[group.start - 1] == ","
        for i in range(group.end, min(self.end, group.end + 7)):
            if alone and self.words[i] == "and":
                continue
            if self.words[i] in (",", ";", "and", ".") or i in self.harm_at:
                return False
            if self.words[i] in _SAYS:
                return True
        return False

    def _without_apposition(self, group: Group, found: list[Group]) -> list[Group]:
        """``killed Ali Hassan, a teacher and member of a council``: what a named person is, is nobody else."""
        if group.form != "named" or not found or self.words[group.end : found[0].start] != [","]:
            return found
        if found[0].form != "singular" or found[0].number is None or found[0].named:
            return found
        rest = found[1:]
        while rest and rest[0].form == "singular" and rest[0].number is None and not rest[0].definite:
            rest = rest[1:]
        return rest or self._behind_apposition(found[0])

    def _behind_apposition(self, group: Group) -> list[Group]:
        """``Ali Hassan, a director of the bureau, and | his driver``: whom a list goes on with behind what one is."""
        for i in range(group.end, min(self.end - 2, group.end + _REACH_OF_OTHERS)):
            if i in self.harm_at or self.tags[i] in FINITE:
                return []
            if self.words[i : i + 2] == [",", "and"]:
                follower = self.at_start.get(i + 2)
                found = follower is not None and follower.is_person and not self._has_own_clause(follower, None)
                return [follower] if found and follower is not None else []
        return []

    def _without_description(self, group: Group, found: list[Group]) -> list[Group]:
        """``two sons of Yahaya Chado, member for the town``: what a bare singular after the last comma says is no victim."""
        if not found or found[-1].form != "singular" or found[-1].number is not None or found[-1].definite:
            return found
        before = found[-2] if len(found) > 1 else group
        last = found[-1]
        return found[:-1] if self.words[before.end : last.start] == [","] and last.start == last.head else found

    def _is_appositive(self, group: Group, found: Sequence[Group]) -> bool:
        """``a journalist, a father of two``: one comma, no "and", both single."""
        if len(found) != 1 or group.form not in ("singular", "named") or found[0].form not in ("singular", "named"):
            return False
        if self._is_bare(group) and self._is_bare(found[0]):
            return False  # "Gunmen kidnap engineer, driver"
        return self.words[group.end] == "," and not {"and", "&"} & set(self.words[group.end : found[0].start])

    def _is_bare(self, group: Group) -> bool:
        """A single person without an article, as in headlines, and without a complement."""
        return (
            group.form == "singular"
            and not (group.number or group.definite or group.named)
            and group.end == group.head + 1
        )

    def _next_conjunct(self, group: Group, trigger: Trigger | None) -> Group | None:
        if group.end >= self.end:
            return None
        joint = self.joint(group.end)
        follower = None
        if joint is not None and joint < self.end:
            follower = self.at_start.get(joint) or self.named_at(self.past_age(joint))
            if self.words[joint - 1] == "or" and follower is not None and follower.number is None:
                return None
        follower = follower or self._tree_conjunct(group)
        if follower is None or follower.start <= group.start or follower.is_thing or self.is_share_of(follower):
            return None
        if self.words[follower.start - 1 : follower.start + 1] == [",", "both"]:
            return None  # "a man and a woman, both of the town, were killed"
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
        while i < self.end and (self.words[i] in AUXILIARY or self.tags[i] in ("RB", "MD") or self.words[i] in SKIPPED):
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
