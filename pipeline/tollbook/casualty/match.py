"""Whom a word of harm befell: frames over the tree first, the order of the words where the tree does not help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc, Token

from ..frames import load_frames
from ..values import Actor, Count, Extent, Place
from .groups import Group, Reader
from .harms import Trigger, find_harms
from .tables import adjectives, nouns, verbs

FRAMES = Path(__file__).with_name("frames.toml")

BE = frozenset("be am is are was were been being get gets got getting 's 're".split())
_AUXILIARY = BE | frozenset("has have had having 've may might could can would will shall should must do did does to".split())
_SKIP_TAGS = frozenset({"RB", "RBR", "RBS", "MD"})
_SKIP_LEFT = frozenset("reportedly also all both both, either allegedly believed reported found confirmed feared left himself themselves who which that each".split())
_JOINTS = (("as", "well", "as"), ("along", "with"), ("together", "with"), ("and", "also"), ("in", "addition", "to"), (",", "and"),
           (",", "plus"), ("and",), (",",), ("&",), ("plus",), ("or",), (";",), ("and", "/", "or"), ("-", "and"))  # fmt: skip
_OBJECT_GAP = frozenset("off down dead up also instantly reportedly another nearly already then and, some “ \" '".split())
_COUNT_ADJECTIVES = frozenset(
    """confirmed reported possible serious further more other additional known verified recorded documented violent new
    combat battlefield war related - child early minor severe critical conflict terror suspected total official
    separate daily fresh bloody brutal extrajudicial targeted""".split()
)
_CLAUSE_END = frozenset("; : that when while after before because but as if where although though until since".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A group that a harm befell."""

    group: Group
    trigger: Trigger
    rule: str
    agent: int | None = None
    parent: Group | None = None
    by_number: bool = False


class Scene:
    """One parsed sentence with its groups and words of harm."""

    def __init__(self, reader: Reader, start: int, end: int, places: Sequence[Place], actors: Sequence[Actor]) -> None:
        self.doc: Doc = reader.doc
        self.reader = reader
        self.words, self.tags = reader.words, reader.tags
        self.start, self.end = start, end
        self.groups = reader.groups(start, end)
        self.triggers = find_harms(self.words, self.tags, start, end)
        self.at_start = {g.start: g for g in self.groups}
        self.at_end = {g.end: g for g in self.groups}
        self.of_token = {i: g for g in self.groups for i in range(g.start, g.end)}
        self.harm_tokens = {i: t for t in self.triggers for i in range(t.start, t.end)}
        self._places = {i for p in places for i in range(p.extent.start, p.extent.end)}
        self._others = {i for a in actors if a.kind != "person" for i in range(a.extent.start, a.extent.end)}
        self._persons = {i: a for a in actors if a.kind == "person" for i in range(a.extent.start, a.extent.end)}

    def hits(self) -> list[Hit]:
        """Every group that a harm of the sentence befell."""
        found: list[Hit] = []
        seen: set[tuple[int, str]] = set()
        for trigger in self.triggers:
            for hit in self._hits_of(trigger):
                if self._acceptable(hit) and (hit.group.start, hit.trigger.harm) not in seen:
                    seen.add((hit.group.start, hit.trigger.harm))
                    found.append(hit)
        return found

    def _acceptable(self, hit: Hit) -> bool:
        group, trigger = hit.group, hit.trigger
        if group.is_thing:
            return False
        if hit.by_number:
            return True
        if trigger.strict and not group.is_person and not (group.row is None and group.victims is None):
            return False
        if trigger.harm in ("displaced", "detained", "abducted", "missing") and not group.is_person:
            return group.victims is None and group.number is not None
        return group.is_person or group.number is not None

    # --- dispatch

    def _hits_of(self, trigger: Trigger) -> list[Hit]:
        if trigger.kind == "verb":
            if trigger.use[0] == "intransitive":
                return self._subject_hits(trigger)
            return self._verb(trigger)
        if trigger.kind == "idiom":
            return self._idiom(trigger)
        if trigger.kind == "noun":
            return self._noun(trigger)
        return self._adjective(trigger)

    def _chained(self, groups: Sequence[Group], trigger: Trigger, rule: str, agent: int | None = None) -> list[Hit]:
        found: list[Hit] = []
        for group in groups:
            for member in [group, *self.chain(group, trigger)]:
                if all(member.start != hit.group.start for hit in found):
                    found.append(Hit(member, trigger, rule, agent))
        return found

    # --- verbs

    def _verb(self, trigger: Trigger) -> list[Hit]:
        right = self.right(trigger.end)
        passive = self._is_passive(trigger)
        if trigger.form == "ing" and trigger.end < self.end and self.words[trigger.end] == "of":
            return self._of(trigger, "nominal")
        if right is not None and not passive and not right.is_thing:
            return self._chained([right], trigger, "active", self._agent_left(trigger))
        framed = self._framed(trigger, passive)
        if framed:
            return framed
        if trigger.form in ("base", "s", "ing"):
            return []
        if passive or right is None:
            return self._surface_subject(trigger, passive)
        return []

    def _framed(self, trigger: Trigger, passive: bool) -> list[Hit]:
        token = self.doc[trigger.token]
        for name, frame in load_frames(FRAMES).items():
            if passive and name in ("active", "reduced"):
                continue
            roles = frame.match(token)
            if not roles or not roles.get("victim"):
                continue
            groups = [g for t in roles["victim"] if (g := self.group_of(t)) is not None]
            if groups:
                agents = roles.get("agent", ())
                return self._chained(groups, trigger, name, agents[0].i if agents else None)
        return []

    def _is_passive(self, trigger: Trigger) -> bool:
        if trigger.form in ("base", "s", "ing"):
            return False
        i = trigger.start - 1
        while i >= self.start:
            word = self.words[i]
            if word in BE:
                return True
            if self.tags[i] in ("RB", "RBR") or word in ("either", "both", "all", "reportedly", "both", "each", "feared", "believed", "reported", "confirmed", "presumed", "then", "later", "brutally"):
                i -= 1
            elif word in ("and", "or", ",", "/", "then") and i - 1 in self.harm_tokens and self.tags[i - 1] in ("VBN", "VBD", "JJ"):
                if self.at_start.get(trigger.end) is not None and word != "or":
                    return False
                i -= 2
            elif word == "and" and self.tags[i - 1] in ("VBN", "VBD") and any(
                c.dep_ == "aux:pass" for c in self.doc[i - 1].children
            ):
                return self.at_start.get(trigger.end) is None
            else:
                return False
        return False

    def right(self, at: int) -> Group | None:
        """The group directly right of a token."""
        i = at
        while i < self.end and i not in self.at_start and (
            self.tags[i] in ("RB", "RBR", "''", "``") or self.words[i] in _OBJECT_GAP or self.doc[i].is_space
        ):
            i += 1
        return self.at_start.get(i) or (self._named_at(i) if i < self.end else None)

    def _surface_subject(self, trigger: Trigger, passive: bool) -> list[Hit]:
        """The subject by the order of words."""
        i = trigger.start - 1
        while i >= self.start and (
            self.words[i] in _AUXILIARY
            or self.words[i] in _SKIP_LEFT
            or self.tags[i] in _SKIP_TAGS
            or self.doc[i].is_space
            or (self.words[i] in ("and", "or", "/", ",", "(", ")") and (i - 1 in self.harm_tokens or self.words[i] in ",()"))
            or (i in self.harm_tokens and self.harm_tokens[i].kind in ("verb", "adjective", "idiom") and self.at_start.get(i + 1) is None)
        ):
            i -= 1
        group = self.at_end.get(i + 1)
        rule = "passive.near" if passive else "headline"
        if group is None and passive:
            group = self._clause_subject(trigger.start)
            rule = "passive.far"
        if group is None or self.words[group.start - 1 : group.start] == ["by"]:
            return []
        first = self._first_conjunct(group)
        return self._chained([first], trigger, rule)

    def _first_conjunct(self, group: Group) -> Group:
        """The first of the groups that are joined to one directly, leftwards."""
        current = group
        while True:
            i = current.start - 1
            if i >= self.start and self.words[i] in ("and", "&", ",", "or"):
                if self.words[i] in ("and", "or") and i - 1 >= self.start and self.words[i - 1] == ",":
                    i -= 1
                previous = self.at_end.get(i)
                if previous is not None and previous.is_person and not self._is_object(previous):
                    current = previous
                    continue
            return current

    def _is_object(self, group: Group) -> bool:
        before = group.start - 1
        if before < self.start:
            return False
        if self.tags[before] in ("VBD", "VBZ", "VBG", "VBP", "VB", "VBN", "IN", "TO") or before in self.harm_tokens:
            return True
        return group.end in self.harm_tokens or (group.end < self.end and self.words[group.end] in BE)

    def _clause_subject(self, at: int) -> Group | None:
        """The first group of the clause before a verb that is not inside a prepositional phrase."""
        best: Group | None = None
        i = at - 1
        while i >= self.start:
            group = self.of_token.get(i)
            if group is not None:
                before = self.words[group.start - 1] if group.start > self.start else ""
                if self.tags[group.start - 1 : group.start] != ["IN"] and before != "including":
                    best = group
                i = group.start - 1
                continue
            if self.words[i] in _CLAUSE_END or (self.tags[i] in _FINITE and self.words[i] not in _AUXILIARY and i not in self.harm_tokens):
                break
            i -= 1
        return best

    # --- chains

    def _joint(self, at: int) -> int | None:
        for joint in _JOINTS:
            if tuple(self.words[at : at + len(joint)]) == joint:
                return at + len(joint)
        return None

    def chain(self, group: Group, trigger: Trigger | None = None) -> list[Group]:
        """The groups that are coordinated with one, to its right."""
        found: list[Group] = []
        current = group
        while True:
            follower = self._next_conjunct(current)
            if follower is None or (found and follower.start <= found[-1].start):
                break
            found.append(follower)
            current = follower
        if self._is_appositive(group, found):
            return []
        return found

    def _is_appositive(self, group: Group, found: Sequence[Group]) -> bool:
        """``a journalist, a father of two``: one comma, no "and", both singular."""
        if len(found) != 1 or group.form not in ("singular", "named") or found[0].form not in ("singular", "named"):
            return False
        return self.words[group.end] == "," and "and" not in self.words[group.end : found[0].start]

    def _next_conjunct(self, group: Group) -> Group | None:
        if group.end >= self.end:
            return None
        joint = self._joint(group.end)
        follower = None
        if joint is not None:
            follower = self.at_start.get(joint)
            if follower is None and joint < self.end:
                follower = self._named_at(joint)
        if follower is None:
            follower = self._tree_conjunct(group)
        if follower is None or follower.is_thing or self._heads_own_clause(follower):
            return None
        return follower

    def _tree_conjunct(self, group: Group) -> Group | None:
        for child in self.doc[group.head].children:
            if child.dep_ == "conj" and child.i >= group.end:
                found = self.of_token.get(child.i)
                if found is not None and found.head == child.i and found.start > group.start:
                    between = self.words[group.end : found.start]
                    if not any(i in self.harm_tokens for i in range(group.end, found.start)) and "including" not in between:
                        return found
        return None

    def _heads_own_clause(self, group: Group) -> bool:
        """Whether a group is the subject of a clause of its own: ``and 30 were hurt``, ``, 30 wounded``."""
        i = group.end
        while i < self.end and (self.tags[i] in ("RB", "MD") or self.words[i] in ("also", "reportedly")):
            i += 1
        if i >= self.end:
            return False
        if i in self.harm_tokens and self.tags[i] not in ("VBG",) and self.harm_tokens[i].kind != "noun":
            head = self.doc[group.head]
            return not (head.dep_ == "conj" and self.words[group.start - 1] in ("and",) and self._shares_trigger(group, i))
        if self.words[i] in BE or self.words[i] in ("has", "have", "had") or self.tags[i] in ("VBD", "VBZ", "VBP"):
            dep = self.doc[group.head].dep_
            return dep.startswith("nsubj")
        return self.doc[group.head].dep_ in ("nsubj", "nsubj:pass")

    def _shares_trigger(self, group: Group, at: int) -> bool:
        """``two men and a woman killed``: the harm right after a conjunct holds for all, if none stands before it."""
        return not any(t.end <= group.start for t in self.triggers)

    # --- the tree

    def group_of(self, token: Token) -> Group | None:
        """The group of a token that a frame led to."""
        group = self.of_token.get(token.i)
        if group is not None:
            return group
        if token.lower_ in ("who", "which", "that", "whom") and token.head.i != token.i:
            return None
        for child in token.children:  # "a number of soldiers": the noun hangs on the number
            if child.dep_ == "nmod" and child.i in self.of_token and any(c.lower_ == "of" for c in child.children):
                return self.of_token[child.i]
        return self._named_at(token.i) if token.tag_ in ("NNP", "NNPS") else None

    def _named_at(self, at: int) -> Group | None:
        """A person's name at a token: a run of proper names that is no place and no organisation."""
        if at >= self.end or self.tags[at] not in ("NNP", "NNPS") or at in self._places or at in self._others:
            return None
        person = self._persons.get(at)
        if person is not None:
            start, stop = person.extent.start, person.extent.end
        else:
            start = at
            while start - 1 >= self.start and self.tags[start - 1] == "NNP" and start - 1 not in self._places:
                start -= 1
            stop = at + 1
            while stop < self.end and (
                self.tags[stop] == "NNP" or self.words[stop] in ("al", "-", "de", "bin", "bint", "ibn", "abu", "el", "la", "’", "'", "von", "van", "dos", "da")
            ) and stop not in self._places and stop not in self.harm_tokens:  # fmt: skip
                stop += 1
            while stop - 1 > start and self.tags[stop - 1] not in ("NNP", "NNPS"):
                stop -= 1
            if stop - start < 2 or stop - start > 7:
                return None
        if any(i in self.of_token for i in range(start, stop)):
            return None
        group = Group(start, stop, stop - 1, None, Extent(start, stop), None, "named")
        return group

    # --- agents

    def _agent_left(self, trigger: Trigger) -> int | None:
        roles = load_frames(FRAMES)["active"].match(self.doc[trigger.token])
        agents = roles.get("agent", ()) if roles else ()
        return agents[0].i if agents else None

    # --- intransitive verbs, idioms

    def _subject_hits(self, trigger: Trigger, rule: str = "subject") -> list[Hit]:
        token = self.doc[trigger.token]
        subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer")]
        if not subjects and token.dep_ in ("conj", "xcomp", "advcl") and token.head.i != token.i:
            subjects = [c for c in token.head.children if c.dep_ in ("nsubj", "nsubj:pass")]
        if token.dep_ in ("acl", "acl:relcl") and (not subjects or subjects[0].lower_ in ("who", "that", "which")):
            subjects = [token.head]
        groups = [g for s in subjects if (g := self.group_of(s)) is not None]
        if groups:
            return self._chained(groups, trigger, rule)
        if subjects and subjects[0].tag_ == "PRP":
            return []
        return self._surface_subject(trigger, False)

    def _idiom(self, trigger: Trigger) -> list[Hit]:
        role = trigger.use[0]
        if role == "subject":
            return self._subject_hits(trigger, "idiom")
        right = self.right(trigger.end)
        passive = self._is_passive(trigger)
        if right is not None and not passive:
            return self._chained([right], trigger, "idiom.active", self._agent_left(trigger))
        framed = self._framed(trigger, passive)
        return framed or self._surface_subject(trigger, True)

    # --- nouns

    def _noun(self, trigger: Trigger) -> list[Hit]:
        for use in trigger.use:
            if use == "event":
                found = self._of(trigger, "noun.of") or self._possessor(trigger)
            elif use == "count":
                found = self._counted(trigger)
            elif use == "body":
                found = self._bodies(trigger)
            elif use == "people":
                found = self._people(trigger)
            else:
                found = self._toll(trigger)
            if found:
                return found
        return []

    def _of(self, trigger: Trigger, rule: str) -> list[Hit]:
        """The group after ``death of``; the noun may stand a few words before its complement."""
        i = trigger.end
        if i < self.end and self.words[i] in ("of", "among", "to"):
            if self.words[i] != "of" and trigger.form == "singular":
                return []
            group = self.right(i + 1)
            if group is not None:
                return self._chained([group], trigger, rule)
        return []

    def _possessor(self, trigger: Trigger) -> list[Hit]:
        i = trigger.start - 1
        while i > self.start and self.words[i] in _COUNT_ADJECTIVES:
            i -= 1
        if self.words[i] in ("'s", "’s", "'", "’") and i > self.start:
            group = self.at_end.get(i) or self._named_at(i - 1)
            if group is not None:
                return [Hit(group, trigger, "noun.possessor")]
        return []

    def _counted(self, trigger: Trigger) -> list[Hit]:
        i = trigger.start
        while i > self.start and (self.words[i - 1] in _COUNT_ADJECTIVES or (self.words[i - 1] in ("and", ",", "or") and i - 2 in self.harm_tokens) or i - 1 in self.harm_tokens):
            i -= 1
        group = self.at_end.get(i)
        if group is not None and group.number is not None:
            return [Hit(group, trigger, "noun.count", by_number=True)]
        if group is not None and trigger.form == "plural" and group.is_person and group.end == i:
            return [Hit(group, trigger, "noun.bare")]
        return []

    def _bodies(self, trigger: Trigger) -> list[Hit]:
        found = self._of(trigger, "noun.body")
        if found and found[0].group.is_person:
            counted = self.reader.body_count(trigger.start, self.start)
            if counted is not None:
                return [replace(found[0], group=replace(found[0].group, number=counted, start=counted.extent.start if counted.extent else found[0].group.start, form="counted"))]
            return found
        if trigger.end < self.end and self.words[trigger.end] == "of":
            return []
        i = trigger.start
        while i > self.start and (self.tags[i - 1] in ("JJ", "VBN", "HYPH", "NN") and i - 1 not in self.at_end):
            i -= 1
        group = self.at_end.get(i)
        if group is not None and group.number is not None and not group.is_thing:
            return [Hit(group, trigger, "noun.body", by_number=True)]
        return []

    def _people(self, trigger: Trigger) -> list[Hit]:
        group = self.of_token.get(trigger.token)
        if group is not None and group.number is not None and group.form == "counted" and group.head == trigger.token:
            return [Hit(group, trigger, "noun.people")]
        return []

    def _toll(self, trigger: Trigger) -> list[Hit]:
        """The running figure: ``the toll rose to 31 from 24``."""
        i = trigger.end
        limit = min(self.end, trigger.end + 16)
        while i < limit:
            group = self.at_start.get(i)
            if group is not None and group.number is not None and group.number.low != 0:
                before = self.words[group.start - 1]
                if before != "from" and (group.is_person or group.row is None) and not group.is_thing:
                    return [Hit(group, trigger, "noun.toll", by_number=True)]
                i = group.end
                continue
            if self.words[i] in (";", "after", "when", "following", "while", "in", "from") and self.words[i] != "from" and self.words[i] in (";", "after", "when", "while"):
                break
            i += 1
        return []

    # --- adjectives

    def _adjective(self, trigger: Trigger) -> list[Hit]:
        if "attribute" in trigger.use:
            right = self.at_start.get(trigger.end)
            if right is not None and right.victims is not None and right.number is None:
                left = self.at_end.get(trigger.start)
                if left is not None and left.number is not None and left.victims is None:
                    merged = replace(right, start=left.start, number=left.number, form="counted")
                    return self._chained([merged], trigger, "adjective.attribute")
                if self.words[trigger.start - 1 : trigger.start] not in (["the"], ["these"], ["those"]) and right.form == "plural":
                    return self._chained([right], trigger, "adjective.attribute")
        if "predicate" in trigger.use or "nominal" in trigger.use:
            framed = self._predicate(trigger)
            if framed:
                return framed
        return []

    def _predicate(self, trigger: Trigger) -> list[Hit]:
        near = self._surface_subject(trigger, False)
        if near:
            return [replace(hit, rule="adjective.predicate") for hit in near]
        token = self.doc[trigger.token]
        subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")]
        if not subjects and token.dep_ in ("xcomp", "conj") and token.head.i != token.i:
            subjects = [c for c in token.head.children if c.dep_ in ("nsubj:pass", "nsubj")]
            if any(c.dep_ == "obj" for c in token.head.children):
                subjects = [c for c in token.head.children if c.dep_ == "obj"]
        groups = [g for s in subjects if (g := self.group_of(s)) is not None]
        return self._chained(groups, trigger, "adjective.predicate") if groups else []
