"""Whom a verb of harm befell: the object, the subject of a passive, by the tree or by the order of the words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Token

from ..frames import load_frames
from .groups import Group
from .harms import Trigger
from .members import comitatives, without_members
from .scene import FINITE, Scene
from .sentence import AUXILIARY, Hit
from .words import DATE_WORDS, NOUN_TAGS, TIMES

FRAMES = Path(__file__).with_name("frames.toml")
_SUBJECT_FRAMES = frozenset({"passive", "passive_shared", "reported", "verbless", "subject"})
WITH_PRONOUN = "passive.joined"
_OPENERS = frozenset({"also", "among", "“", '"', "``", "-", "•", "*"})
_ONE = frozenset({"was", "has", "is", "'s"})
_NUMBERED = _ONE | {"were", "have", "are", "'ve", "'re"}
_AFTER_HEADLINE = frozenset(", . in by as after when during at near on outside : | ; inside following".split())
_LOSABLE = frozenset(
    """person member comrade relative colleague friend man brave son daughter nephew niece grandson granddaughter
    cousin parent""".split()
) | {"family member"}


def chained(scene: Scene, groups: Sequence[Group], trigger: Trigger, rule: str, agent: int | None = None) -> list[Hit]:
    members: list[Group] = []
    for group in groups:
        for member in [group, *scene.chain(group, trigger)]:
            if all(member.start != other.start for other in members):
                members.append(member)
    return [Hit(member, trigger, rule, agent) for member in without_members(scene, members)]


def as_subject(
    scene: Scene, groups: Sequence[Group], trigger: Trigger, rule: str, agent: int | None = None
) -> list[Hit]:
    """Hits of a subject: from its first conjunct, with the whole of a part, and whoever shared its fate."""
    firsts: list[Group] = []
    for group in groups:
        group = scene.described(group) or scene.member_before(group) or group
        alone = group.victims is None and group.end == trigger.start  # "25 casualties, including nine killed"
        alone = alone or _relative_between(scene, group, trigger)
        whole = None if alone else scene.whole_before(group)
        joined = scene.conjuncts(whole or group)
        inner = None if alone else scene.whole_before(joined[0])
        firsts += [inner or joined[0], *joined[1:]]
    found = _agreeing(scene, chained(scene, firsts, trigger, rule, agent), trigger)
    known = {hit.group.start for hit in found}
    companions = [g for g in comitatives(scene, trigger) if g.start not in known]
    return [*found, *(Hit(g, trigger, f"{rule}.with", agent) for g in companions)]


def _relative_between(scene: Scene, group: Group, trigger: Trigger) -> bool:
    """``including a soldier who later died``: whether the clause of a word of harm is about one group alone."""
    if scene.words[group.end : group.end + 1] != ["who"]:
        return False
    between = range(group.end + 1, trigger.start)
    return all(scene.words[i] in AUXILIARY or scene.tags[i] in ("RB", "RBR") for i in between)


def _agreeing(scene: Scene, hits: list[Hit], trigger: Trigger) -> list[Hit]:
    """One hit where the verb says that the subject is one: its name and description in apposition."""
    before = [hit for hit in hits if hit.group.end <= trigger.start]
    if len(before) < 2 or before[0].group.form not in ("singular", "named"):
        return hits
    verb = next((w for w in reversed(scene.words[before[-1].group.end : trigger.start]) if w in _NUMBERED), None)
    if verb not in _ONE:
        return hits
    return [hit for hit in hits if hit is before[0] or hit.group.start >= trigger.end]


def transitive(scene: Scene, trigger: Trigger) -> list[Hit]:
    passive = trigger.form in ("past", "participle") and scene.passive_before(trigger)
    passive = passive or trigger.rule.startswith("idiom.not_")
    if scene.words[trigger.start - 2 : trigger.start] == ["war", "-"]:
        near = scene.near_left(trigger)  # "treated 412 war-wounded people"
        return [Hit(near, trigger, "attribute")] if near is not None and near.number is not None else []
    if any(c.dep_ == "nsubj:pass" and c.tag_ == "PRP" for c in scene.doc[trigger.token].children):
        return _joined_to_pronoun(scene, trigger)
    if trigger.form == "ing" and scene.words[trigger.end : trigger.end + 1] == ["of"]:
        group = scene.right(trigger.end + 1)
        return chained(scene, [group], trigger, "nominal") if group is not None else []
    if trigger.harm in ("displaced", "detained") and _is_modifier(scene, trigger):
        return []
    if scene.words[trigger.end : trigger.end + 1] in (["himself"], ["herself"], ["themselves"]):
        return _of_oneself(scene, trigger)
    inverted = _inverted(scene, trigger)
    if inverted is not None:
        return chained(scene, [inverted], trigger, "inverted")
    right = scene.right(_after_coordinated(scene, trigger))
    if right is not None and not passive and not right.is_thing:
        return chained(scene, [right], trigger, "active", _subject_of(scene, trigger))
    if right is None and trigger.rule.startswith(("split.", "idiom.is_holding")) and not passive:
        return []
    near = scene.near_left(trigger)
    if (
        near is not None
        and not passive
        and trigger.form in ("past", "participle")
        and not _is_behind_whom(scene, near)
        and _is_headline(scene, near, trigger)
        and not (trigger.kind == "idiom" and _takes_unread(scene, trigger))
    ):
        return as_subject(scene, [near], trigger, "headline")
    found = _framed(scene, trigger, passive) or _of_relative(scene, trigger) or _by_order(scene, trigger, passive)
    if not found and passive:  # "a gun was captured along with six fighters"
        return [Hit(group, trigger, "passive.with") for group in comitatives(scene, trigger)]
    return found


def _is_behind_whom(scene: Scene, group: Group) -> bool:
    """``two cooks, whom | gunmen | had seized``: who does it; but "of whom | 12 | are hurt"."""
    return scene.words[group.start - 1] == "whom" and scene.words[group.start - 2] != "of"


def _joined_to_pronoun(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``he and six family members were killed``, ``he was killed with his wife``: the people beside the pronoun."""
    near = scene.near_left(trigger)
    if near is None or near.number is None or near.is_thing or scene.words[near.start - 1] != "and":
        return [Hit(group, trigger, WITH_PRONOUN) for group in comitatives(scene, trigger)]
    return [Hit(near, trigger, WITH_PRONOUN)] if scene.tags[near.start - 2] == "PRP" else []


def _inverted(scene: Scene, trigger: Trigger) -> Group | None:
    """``Killed were a cook and two guards``, ``Also wounded was Ali Hassan``: the subject behind a passive that opens."""
    opens = all(word in _OPENERS for word in scene.words[scene.start : trigger.start])
    if (
        not opens
        or trigger.form not in ("past", "participle")
        or scene.words[trigger.end : trigger.end + 1] not in (["was"], ["were"])
    ):
        return None
    group = scene.right(trigger.end + 1)
    return group if group is not None and group.is_person else None


def _of_relative(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``the 27 worshippers they had abducted``: those whom a relative clause with another subject is about."""
    token = scene.doc[trigger.token]
    subjects = [c for c in token.children if c.dep_ == "nsubj"]
    if token.dep_ != "acl:relcl" or not subjects or subjects[0].lower_ in ("who", "which", "that"):
        return []
    group = scene.group_of(token.head)
    if group is None or group.is_thing or group.end > subjects[0].i or scene.shares(group):
        return []
    return [Hit(group, trigger, "relative", subjects[0].i)]


def _of_oneself(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``A bomber killed himself and four policemen``: the subject, and whoever is joined to it."""
    if trigger.harm != "killed":
        return []
    agent = _subject_of(scene, trigger)
    doer = None if agent is None else scene.of_token.get(agent)
    nearest = (scene.near_left(trigger), scene.clause_subject(trigger.start), doer)
    near = next((group for group in nearest if group is not None and group.is_person), None)
    right = scene.right(trigger.end + 2) if scene.words[trigger.end + 1 : trigger.end + 2] in (["and"], [","]) else None
    if right is not None and scene.words[trigger.end + 1] == "," and "and" not in scene.words[right.end : scene.end]:
        right = None  # "killing himself, police said"
    others = [right, *scene.chain(right, trigger)] if right is not None and not right.is_thing else []
    subjects = [near] if near is not None else []
    return [Hit(group, trigger, "oneself") for group in (*subjects, *others)]


def _after_coordinated(scene: Scene, trigger: Trigger) -> int:
    """The end of a word of harm, or of the last that is joined to it: ``killed or wounded 20 people``."""
    at = trigger.end
    while True:
        joint = at + 1 if scene.words[at : at + 1] in (["and"], ["or"], ["/"], [","], ["&"]) else None
        if joint is not None and scene.words[joint : joint + 1] in (["and"], ["or"], ["then"], ["/"]):
            joint += 1
        while joint is not None and joint < scene.end and scene.tags[joint] in ("RB", "RBR"):
            joint += 1
        follower = scene.harm_at.get(joint) if joint is not None else None
        if follower is None or follower.kind != "verb" or follower.start != joint or follower.form != trigger.form:
            return at
        at = follower.end


def _is_headline(scene: Scene, near: Group, trigger: Trigger) -> bool:
    """``4 people wounded in raid``, ``Boy killed, man injured``: a participle right after those it befell."""
    between = scene.words[near.end : trigger.start]
    if not all(w not in AUXILIARY and w not in (",", ")", "(") for w in between):
        return False
    if scene.words[trigger.end : trigger.end + 1] in (["him"], ["them"], ["me"], ["us"]):
        return False
    if near.number is not None and near.form == "counted":
        return True
    follower = scene.words[trigger.end] if trigger.end < scene.end else "."
    return near.is_person and (follower in _AFTER_HEADLINE or trigger.end >= scene.end)


def _is_modifier(scene: Scene, trigger: Trigger) -> bool:
    """``sheltering displaced families``, ``executed captured fighters``: a participle that says who they are."""
    group = scene.at_start.get(trigger.end)
    if trigger.form not in ("participle", "past") or group is None or group.number is not None:
        return False
    bare = scene.words[trigger.start] == "displaced" and group.form == "plural" and not group.definite
    return bare or scene.doc[trigger.token].dep_ == "amod"


def lost(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``lost 11 men``, ``lost her husband``: those whom one side or a family is without; a firm may lose customers."""
    right = scene.right(trigger.end)
    if right is None or scene.passive_before(trigger) or scene.doc[trigger.token].dep_ == "amod":
        return []
    row = right.row
    if row is None or (right.number is None and not right.definite):
        return []
    mourned = bool(row.demographic) and (right.definite or right.number is not None)
    if row.status not in ("combatant", "security") and row.form not in _LOSABLE and not mourned:
        return []
    return chained(scene, [right], trigger, "lost")


def _framed(scene: Scene, trigger: Trigger, passive: bool) -> list[Hit]:
    token = scene.doc[trigger.token]
    for name, frame in load_frames(FRAMES).items():
        if name == "subject" or (passive and name in ("active", "reduced")):
            continue
        roles = frame.match(token)
        if not roles or not roles.get("victim"):
            continue
        groups = [g for t in roles["victim"] if (g := scene.group_of(t, trigger)) is not None]
        groups = [g for g in groups if scene.words[g.start - 2 : g.start] != ["to", "be"]]
        if passive and name in _SUBJECT_FRAMES:
            # "an activist who founded a radio station was killed": the tree may hang the verb on the thing beside it.
            groups = [g for g in groups if not g.is_thing and not scene.is_object_of_other(g)]
        if name in ("verbless", "reduced") and _takes_unread(scene, trigger):
            continue
        groups = [g for g in groups if not _is_behind_whom(scene, g)]
        if not groups:
            continue
        agent = roles["agent"][0].i if roles.get("agent") and not _is_unjoined(token) else None
        if name in _SUBJECT_FRAMES:
            return as_subject(scene, _one_subject(scene, groups, trigger), trigger, name, agent)
        if name == "reduced" and groups[0].end + 1 == trigger.start and scene.words[groups[0].end] == ",":
            whole = scene.whole_before(groups[0])  # "at least seven, including three children, injured"
            groups = [whole] if whole is not None else scene.conjuncts(groups[0])  # "a man and his brothers, abducted"
        return chained(scene, groups, trigger, name, agent)
    return []


_BEGINNING = frozenset({"after", "when", "as", "since", "while", "because"})
_JOINING = frozenset({"and", "or", "but", ",", ";", "then", "&"})


def _is_unjoined(verb: Token) -> bool:
    """Whether the tree joins a verb to another across what begins a clause: "arrested five men after a bomb killed two".

    Its subject is what stands right before it then, and not the other verb's.
    """
    between = {t.lower_ for t in verb.doc[verb.head.i + 1 : verb.i]}
    return verb.dep_ == "conj" and _JOINING.isdisjoint(between) and not _BEGINNING.isdisjoint(between)


def _by_order(scene: Scene, trigger: Trigger, passive: bool) -> list[Hit]:
    """The subject by the order of words."""
    if trigger.form in ("base", "s", "ing") and trigger.kind == "verb" and trigger.use[0] == "transitive":
        return []
    if not passive and _takes_unread(scene, trigger):
        return []
    near = scene.near_left(trigger)
    rule = "passive.near" if passive else "headline"
    behind = scene.words[near.start - 1] if near is not None and near.start > scene.start else ""
    astray = near is None or near.is_thing or behind in ("be", "of", "in", "from", "to", "at", "near")
    astray = astray or (passive and near is not None and scene.is_object_of_other(near))
    if astray and passive:
        name = scene.apposed_name(trigger) if near is None or near.is_thing else None
        name = name or (scene.over_insertion(_before_auxiliaries(scene, trigger)) if near is None else None)
        far = name or scene.clause_subject(trigger.start)
        if far is None and near is not None and scene.is_object_of_other(near):
            return []
        near, rule = far or near, "passive.far" if far is not None else rule
    if near is None or scene.words[near.start - 1 : near.start] == ["by"] or _is_behind_whom(scene, near):
        return []
    return as_subject(scene, [near], trigger, rule)


def _one_subject(scene: Scene, groups: Sequence[Group], trigger: Trigger) -> Sequence[Group]:
    """Of several subjects that the tree gives a verb the nearest, where a clause ends between; of two halves the first."""
    before = [g for g in groups if g.end <= trigger.start]
    if len(before) < 2 or len(before) < len(groups):
        return groups
    nearest, other = before[-1], before[-2]
    if nearest.start == other.end:
        return [other]
    between = range(other.end, nearest.start)
    relative = scene.words[other.end : other.end + 1] in (["who"], ["which"], ["that"])
    ended = any(scene.tags[i] in FINITE and scene.words[i] not in AUXILIARY for i in between)
    return [nearest] if ended and not relative else groups


_NOUNLIKE = NOUN_TAGS | {"DT", "PRP$", "JJ", "CD", "PRP", "WP", "WDT"}
_NO_OBJECT = DATE_WORDS | TIMES | {"dead", "that", "which", "who", "this", "all", "more"}


def _takes_unread(scene: Scene, trigger: Trigger) -> bool:
    """Whether what follows a verb is its object, though nobody known: ``militants had seized control``."""
    if trigger.use[0] not in ("transitive", "either", "object") or trigger.end >= scene.end:
        return False
    at = trigger.end
    if scene.tags[at] not in _NOUNLIKE or scene.words[at] in _NO_OBJECT or at in scene.places or at in scene.harm_at:
        return False
    tokens = [scene.doc[i] for i in range(trigger.start, trigger.end)]
    return tokens[0].tag_ == "VBD" or any(c.dep_ == "obj" and c.i >= trigger.end for t in tokens for c in t.children)


def _before_auxiliaries(scene: Scene, trigger: Trigger) -> int:
    """The token before the auxiliaries of a word of harm."""
    at = trigger.start - 1
    while at > scene.start and (scene.words[at] in AUXILIARY or scene.tags[at] == "RB"):
        at -= 1
    return at


def _subject_of(scene: Scene, trigger: Trigger) -> int | None:
    if _is_unjoined(scene.doc[trigger.token]):
        return None
    roles = load_frames(FRAMES)["active"].match(scene.doc[trigger.token])
    agents = roles.get("agent", ()) if roles else ()
    return agents[0].i if agents else None


def subject(scene: Scene, trigger: Trigger) -> list[Hit]:
    """Victims of ``die`` and ``lose their lives``: the subject."""
    roles = load_frames(FRAMES)["subject"].match(scene.doc[trigger.token]) or {}
    subjects = [t for t in roles.get("victim", ()) if t.tag_ not in ("WP", "WDT")]
    if not subjects and trigger.rule.startswith("idiom.with_"):
        verb = scene.doc[trigger.end - 1].head
        roles_of = {c.dep_: c for c in verb.children if c.dep_ in ("obj", "nsubj", "nsubj:pass")}
        subjects = [] if "obj" in roles_of else list(roles_of.values())
    groups = [g for t in subjects if (g := scene.group_of(t, trigger)) is not None]
    beside = scene.at_end.get(trigger.start)
    if beside is not None and beside.number is not None and beside.victims is None:
        # "seven were shot and four died": the number right before the verb is its subject, whatever the tree says.
        groups = [beside]
    elif groups and (near := _counted_beside(scene, trigger)) is not None and near not in groups:
        groups = [*(one for one in groups if one.end <= near.start), near]
    if groups:
        return as_subject(scene, groups, trigger, "subject")
    if any(t.tag_ == "PRP" for t in subjects):
        return []
    return _by_order(scene, trigger, True) or _of_main_clause(scene, trigger)


def _counted_beside(scene: Scene, trigger: Trigger) -> Group | None:
    """``and her two sons, aged 5 and 8, | lost their lives``: counted people beside a verb that the tree gives to others."""
    near = scene.near_left(trigger)
    if near is None or near.number is None or not near.is_person or near.form != "counted":
        return None
    apposed = scene.words[near.end] == "," and scene.words[trigger.start - 1] == ","
    return near if apposed and near.start > scene.start and scene.words[near.start - 1] == "and" else None


def _of_main_clause(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``5,600 people arrived in Tarsin fleeing the fighting``: the counted subject of the verb before."""
    if trigger.form != "ing" or trigger.harm != "displaced":
        return []
    verb = next((i for i in range(trigger.start - 1, scene.start, -1) if scene.tags[i] in ("VBD", "VBP", "VBN")), None)
    group = scene.clause_subject(verb) if verb is not None else None
    counted = group is not None and group.number is not None and group.is_person
    return [Hit(group, trigger, "subject.main")] if group is not None and counted else []
