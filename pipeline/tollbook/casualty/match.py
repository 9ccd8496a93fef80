"""Whom a word of harm befell: frames over the tree, the order of the words where the tree does not help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..values import Extent
from .fates import either, of_hurt, of_manner, without_members
from .gapped import with_former, with_gapped
from .groups import Group
from .harms import LEFT, TO_HOSPITAL, Trigger
from .holders import taken_by
from .labels import labelled
from .nominal import of_noun
from .refer import told_of
from .scene import Scene
from .sentence import Hit
from .tables import VictimWord
from .tallies import is_put_at, tally, tally_of_noun
from .unsaid import tells_none
from .verbal import WITH_PRONOUN, as_subject, chained, lost, subject, transitive

_SUBJECT_PRONOUNS = frozenset({"he", "she", "they"})
_ONE_OF_THEM = frozenset({"him", "her", "he", "she"})
_ALL_OF_THEM = frozenset({"them", "they"})
_ONE = frozenset({"was", "has", "is", "'s"})
_FOR_PEOPLE = frozenset({"displaced", "detained", "abducted", "missing"})


def hits_of(scene: Scene) -> list[Hit]:
    """Every group that a harm of the sentence befell, wholes only."""
    found: list[Hit] = []
    seen: set[tuple[int, str]] = set()
    attributes = [t for t in scene.triggers if _inside_group(scene, t) and not is_put_at(scene, t)]
    ignored = [t for t in scene.triggers if _inside_share(scene, t)]
    for trigger in [t for t in scene.triggers if t not in attributes and t not in ignored]:
        hits = _hits(scene, trigger)
        alone = not hits or hits[0].rule == WITH_PRONOUN
        for hit in [*hits, *(_of_pronoun(scene, trigger) if alone else ())]:
            key = (hit.group.start, hit.trigger.harm)
            if key not in seen and acceptable(hit):
                seen.add(key)
                found.append(hit)
    found = with_former(scene, with_gapped(scene, found))
    found = told_of(scene, _merged(scene, _worst(found)))
    found = with_coordinated(scene, _without_names(scene, found))
    harmed_tokens = {i for hit in found for i in range(hit.group.start, hit.group.end)}
    found = _each_once([taken_by(scene, hit, harmed_tokens) for hit in found])
    harmed = {hit.group.start for hit in found}
    for trigger in attributes:
        group = scene.of_token[trigger.token]
        if group.start not in harmed and group.number is not None:
            found.append(Hit(group, trigger, "attribute"))
    return of_manner(scene, of_hurt(scene, either(scene, without_members(scene, found))))


def _each_once(hits: Sequence[Hit]) -> list[Hit]:
    """One hit for each group and harm: who was detained and whose side tells what "seized" means are not two claims."""
    found: dict[tuple[int, int, str], Hit] = {}
    for hit in hits:
        found.setdefault((hit.group.start, hit.group.end, hit.trigger.harm), hit)
    return list(found.values())


def _of_pronoun(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``ambushed a policeman and killed him``: the pronoun stands for the nearest person before it."""
    if trigger.harm != "killed" or trigger.kind == "noun" or trigger.kind == "adjective":
        return []
    roles = [
        c for c in scene.doc[trigger.token].children if c.dep_ in ("obj", "nsubj:pass", "nsubj") and c.tag_ == "PRP"
    ]
    word = roles[-1].lower_ if roles else scene.words[trigger.end] if trigger.end < scene.end else ""
    passive = any(c.dep_ == "nsubj:pass" for c in roles)
    if word not in _ONE_OF_THEM | _ALL_OF_THEM or (
        word in _SUBJECT_PRONOUNS and not (passive or trigger.use[0] == "intransitive" or trigger.kind == "idiom")
    ):
        return []
    many = word in _ALL_OF_THEM
    before = [g for g in scene.groups if g.end <= trigger.start and g.is_person and not scene.is_share_of(g)]
    before = [g for g in before if not scene.speaks(g)]
    fitting = [g for g in before if (g.form in ("counted", "plural")) == many and (g.form != "plural" or g.definite)]
    return [Hit(fitting[-1], trigger, "pronoun")] if fitting else []


def _merged(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """One claim of ``killed or wounded 20 people``, where one number holds for both; an explicit zero spares all."""
    found: list[Hit] = []
    for hit in hits:
        twin = next((h for h in found if _is_twin(scene, h, hit)), None)
        if twin is None:
            found.append(hit)
            continue
        first, last = sorted((twin.trigger, hit.trigger), key=lambda t: t.start)
        both = replace(first, end=last.end, harm="killed_or_injured")
        found[found.index(twin)] = replace(twin, trigger=both)
    return [hit for hit in map(_spared, found) if hit.trigger.harm != "unharmed" or _is_zero(hit)]


def _is_twin(scene: Scene, first: Hit, second: Hit) -> bool:
    if first.group.start != second.group.start or {first.trigger.harm, second.trigger.harm} != {"killed", "injured"}:
        return False
    if first.group.number is None or first.group.form == "singular":
        return False
    between = scene.words[first.trigger.end : second.trigger.start]
    return bool({"and", "or", "/"} & set(between)) and len(between) <= 3


def with_coordinated(scene: Scene, hits: list[Hit]) -> list[Hit]:
    """One claim of ``women and children``, ``dozens of women and children``: bare plurals under one number or none."""
    found: list[Hit] = []
    for n, hit in enumerate(hits):
        last = found[-1] if found else None
        if last is not None and _is_same_group(scene, last, hit, hits[n + 1 : n + 2]):
            victims = Extent(last.group.victims.start, hit.group.victims.end)  # type: ignore[union-attr]
            row = _both(last.group.row, hit.group.row)
            found[-1] = replace(last, group=replace(last.group, end=hit.group.end, victims=victims, row=row))
        else:
            found.append(hit)
    return found


def _both(first: VictimWord | None, second: VictimWord | None) -> VictimWord | None:
    """The row of a head noun, mixed where the one joined to it is of another status."""
    if first is None or second is None or first.status == second.status:
        return first
    unsaid = {first.status, second.status} & {"", "unknown"}
    return first if unsaid else replace(first, status="mixed")


def _is_same_group(scene: Scene, first: Hit, second: Hit, after: Sequence[Hit]) -> bool:
    one, other = first.group, second.group
    if first.trigger != second.trigger or one.victims is None or other.victims is None or one.row is None:
        return False
    if one.form not in ("plural", "counted") or other.form != "plural" or other.number is not None or other.definite:
        return False
    if (
        one.definite
        or one.exact == 1
        or scene.words[one.start] == "both"
        or other.row is None
        or other.row.kind != "person"
    ):
        return False
    between = scene.words[one.end : other.start]
    if one.number is not None and one.row.kind == "person":
        listed = bool(after) and after[0].trigger == first.trigger and after[0].group.form == "plural"
        ends = listed and scene.words[other.end : after[0].group.start] in (["and"], [",", "and"])
        return between in (["and"], [",", "and"]) or (between == [","] and ends)
    return between in (["and"], ["&"]) and bool(one.row.demographic) and bool(other.row.demographic)


_WEAK = ("verb.burn", "idiom.with_", "idiom.being_", "idiom.treated", "idiom.hit_", TO_HOSPITAL, "idiom.taken_")


_DIES = ("verb.die", "verb.succumb", "idiom.succumb")


def _worst(hits: list[Hit]) -> list[Hit]:
    """Without an injury of those who died of it: ``found dead with bullet wounds``, ``killed and burned``."""
    dead = {hit.group.start for hit in hits if hit.trigger.harm == "killed"}
    hurt = {hit.group.start for hit in hits if hit.trigger.harm == "injured"}
    died = {h.group.start for h in hits if h.trigger.harm == "killed" and h.trigger.rule.startswith(_DIES)}
    return [
        h
        for h in hits
        if not (h.trigger.rule.startswith(_WEAK) and h.group.start in dead)
        and not (h.trigger.harm == "injured" and h.group.start in died)  # "five injured succumbed"
        and not (h.trigger.rule == "verb.shoot" and h.group.start in hurt)
        and not (h.rule == "noun.people" and h.group.start in dead | hurt)
        and not (h.trigger.harm == "displaced" and h.group.start in hurt)
    ]


def _without_names(scene: Scene, hits: list[Hit]) -> list[Hit]:
    """Without names in apposition to one who is counted: ``a cook, Ali Hassan, was killed``."""
    single = {hit.group.end for hit in hits if hit.group.exact == 1 and hit.group.form != "named"}
    return [
        h
        for h in hits
        if not (h.group.form == "named" and scene.words[h.group.start - 1] == "," and h.group.start - 1 in single)
    ]


def _is_zero(hit: Hit) -> bool:
    """Only an explicit zero is a claim of no harm: ``nobody was hurt``, not ``two men escaped unhurt``."""
    return hit.group.number is not None and hit.group.number.high == 0


def _spared(hit: Hit) -> Hit:
    number = hit.group.number
    if number is not None and number.high == 0 and hit.trigger.harm in ("injured", "killed_or_injured"):
        return replace(hit, trigger=replace(hit.trigger, harm="unharmed"))
    return hit


_HOSTS = frozenset({"host", "hosts", "hosting", "hosted", "houses", "housing", "shelters", "accommodates", "for"})


def _inside_group(scene: Scene, trigger: Trigger) -> bool:
    group = scene.of_token.get(trigger.token)
    if group is None:
        return False
    named = group.row is not None and group.row.form.startswith("displaced") and trigger.harm == "displaced"
    hosted = named and not _HOSTS.isdisjoint(scene.words[max(scene.start, group.start - 3) : group.start])
    return hosted or (group.attribute == trigger.token and not group.is_thing)


def _inside_share(scene: Scene, trigger: Trigger) -> bool:
    """``two of the | abducted | teachers``: what is known of the whole, which tells nothing of the share."""
    group = scene.of_token.get(trigger.token)
    if group is None or group.number is None or group.victims is None or trigger.kind == "noun":
        return False
    share = "of" in scene.words[group.start : trigger.start] and trigger.token < group.head
    return share and scene.words[trigger.start - 1] in ("the", "its", "their", "those", "these")


def acceptable(hit: Hit) -> bool:
    """Whether a harm may befall a group: strict words want people, no word takes things."""
    group, trigger = hit.group, hit.trigger
    if group.is_thing:
        return False
    if hit.firm:
        return True
    elliptic = group.row is None and group.victims is None
    if trigger.harm == "displaced" and not _may_be_displaced(group, trigger):
        return False
    if trigger.rule.startswith(_COUNTED_ONLY) and group.number is None:
        return False  # "are holding officials to account", "she was in hospital"
    if trigger.rule in ("verb.surrender", "idiom.gave_up"):
        armed = group.row is not None and group.row.status in ("combatant", "security")
        return armed and group.number is not None
    if trigger.rule == "idiom.shoot_down":  # "shot down four rebels", but also jets, pilots and proposals
        row = group.row if group.victims is not None else None
        return row is not None and row.status in ("combatant", "security") and not row.form.endswith(_FLYING)
    if trigger.rule == "idiom.in_hospital" and group.victims is not None:
        return False  # "three dead and 12 in hospital" counts, "doctors in hospitals" does not
    if trigger.rule.startswith("idiom.not_") and group.row is not None and group.row.status == "combatant":
        return False  # attackers who have not been found have fled
    if trigger.rule in _OF_PEOPLE and group.number is not None and group.assumed:
        return True  # "two community mobilisers were arrested": whoever that is
    if trigger.strict or trigger.harm in _FOR_PEOPLE:
        return group.is_person or (elliptic and group.number is not None)
    return group.is_person or group.number is not None or group.assumed


_FLYING = ("pilot", "airman", "crew", "crewman", "navigator")
_OF_PEOPLE = frozenset({"verb.arrest", "verb.abduct", "verb.kidnap"})
_COUNTED_ONLY = ("idiom.bury_bury", "split.take_them", "idiom.is_holding", "idiom.is_hospital", "idiom.is_care")
_MOVED = (
    "idiom.abandoned",
    LEFT,
    "idiom.move_",
    "idiom.cross_",
    "idiom.left_for",
    "idiom.evacuated_",
    "idiom.run_",
    "idiom.sheltering_",
    "idiom.taking_",
)
_RESIDENTS = frozenset("family resident inhabitant villager civilian household person people local townspeople".split())
_LEAST_MOVED = 20


def _may_be_displaced(group: Group, trigger: Trigger) -> bool:
    """Not fighters who flee, nor one person who runs; those who only move are displaced where they are many."""
    if group.row is not None and group.row.status in ("security", "combatant"):
        return False
    if group.form in ("singular", "named") and trigger.use[0] in ("intransitive", "subject"):
        return False
    if trigger.rule == LEFT and (group.row is None or group.row.form not in _RESIDENTS):
        return False
    if trigger.rule.startswith(_MOVED):
        low = group.number.low or group.number.high or 0 if group.number is not None else 0
        return low >= _LEAST_MOVED
    if trigger.rule == "verb.flee" and group.victims is None and group.number is not None:
        many = group.number.op == "vague"  # "many have fled", but "one was killed and two fled"
        return many or (group.number.low or group.number.high or 0) >= _LEAST_MOVED
    return group.row is None or group.row.form != "harmed"


def _hits(scene: Scene, trigger: Trigger) -> list[Hit]:
    if tells_none(scene, trigger):
        return []
    entries = labelled(scene, trigger) if trigger.kind != "idiom" else []
    if entries:
        return entries
    if trigger.kind == "noun":
        return of_noun(scene, trigger)
    counted = tally_of_noun(scene, trigger) if trigger.form in ("", "past", "participle") else []
    if counted:
        return counted
    if trigger.kind == "adjective":
        found = _adjective(scene, trigger)
    elif trigger.use[0] in ("intransitive", "subject"):
        found = subject(scene, trigger)
    elif trigger.use[0] == "object" and trigger.kind == "verb":
        found = lost(scene, trigger)
    else:
        found = transitive(scene, trigger)
    if len(found) == 1 and found[0].group.number is None:
        return tally(scene, trigger, found[0].group) or found
    return found


def _adjective(scene: Scene, trigger: Trigger) -> list[Hit]:
    if "attribute" in trigger.use:
        found = _attributed(scene, trigger)
        if found:
            return found
    if "predicate" not in trigger.use and "nominal" not in trigger.use:
        return []
    near = scene.near_left(trigger)
    token = scene.doc[trigger.token]
    subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")]
    behind = scene.words[near.start - 1] if near is not None and near.start > scene.start else ""
    farther = [g for s in subjects if (g := scene.group_of(s)) is not None and g.is_person]
    if behind in ("with", "from", "in", "at", "of") and farther and farther[0] != near:
        return as_subject(scene, farther, trigger, "predicate")
    if near is not None and not near.is_thing and behind != "by":
        return as_subject(scene, [near], trigger, "predicate")
    if not subjects and token.dep_ in ("xcomp", "conj") and token.head.i != token.i:
        objects = [c for c in token.head.children if c.dep_ == "obj" and c.i != token.i]
        subjects = objects or [c for c in token.head.children if c.dep_ in ("nsubj:pass", "nsubj")]
    if not subjects and trigger.harm == "unharmed":
        subjects = [c for c in token.head.children if c.dep_ in ("nsubj", "nsubj:pass")]
    groups = [g for s in subjects if (g := scene.group_of(s)) is not None]
    return as_subject(scene, groups, trigger, "predicate") if groups else []


def _attributed(scene: Scene, trigger: Trigger) -> list[Hit]:
    """``slain women and children``, ``12 dead civilians``."""
    right = scene.at_start.get(trigger.end)
    if right is None or right.victims is None or right.number is not None or right.form != "plural":
        return []
    left = scene.at_end.get(trigger.start)
    if left is not None and left.number is not None and left.victims is None:
        return chained(
            scene, [replace(right, start=left.start, number=left.number, form="counted")], trigger, "attribute"
        )
    before = scene.words[trigger.start - 1] if trigger.start > scene.start else ""
    if before in ("the", "these", "those") or trigger.harm in ("missing", "displaced", "detained"):
        return []
    return chained(scene, [right], trigger, "attribute")
