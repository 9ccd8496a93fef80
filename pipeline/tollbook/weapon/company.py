"""Roles that mentions have by those beside them: members of a list, the aircraft of a strike, the vehicle on a mine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from spacy.tokens import Doc

from ..told import Told
from ..values import WeaponRole
from .mentions import Mention

REACH = 6
"""Most tokens between two members of a list."""

CONTINUED = 60
"""Most tokens between a strike from the air and the aircraft that the text goes on about."""

Ruling: TypeAlias = Told[WeaponRole]
"""A role with the deed that gave it, and the word of the deed."""

AIRBORNE = frozenset({"aircraft", "helicopter", "uav"})
_HAZARDS = frozenset({"mine", "ied"})
_ACTS = frozenset({"gunfire", "shots"})
_MET = frozenset({"role.hit", "role.strike", "role.run-over", "role.trigger"})
_DENIALS = frozenset("denied denies deny none any never".split())
_LISTED = frozenset({",", "and", "or", "plus", "as", "well", "including", "&", "also", "both", ";"})
_IN_LIST = frozenset({"DT", "CD", "JJ", "PRP$", "IN", "NNS", "NN", "NNP", "HYPH", "VBN"})


def is_act(mention: Mention) -> bool:
    """Whether a mention is something done rather than something owned: a strike, gunfire, shot."""
    noun = mention.noun
    return mention.cls == "method" or (noun is not None and (noun.kind in ("action", "deed") or noun.id in _ACTS))


def shared(doc: Doc, mentions: Sequence[Mention], roles: Sequence[Ruling]) -> list[Ruling]:
    """The roles, those of the members of a list that say nothing taken from the ones beside them: 27 rifles, one mortar."""
    found = list(roles)
    for n in range(len(mentions) - 1, 0, -1):
        same = found[n - 1].rule == found[n].rule and found[n - 1].cues == found[n].cues
        if same and found[n].value == "target" and _is_listed(doc, mentions[n - 1], mentions[n]):
            found[n - 1] = found[n]
    for n in range(1, len(mentions)):
        unsaid = found[n].rule == "role.default" and found[n - 1].rule != "role.default"
        if unsaid and _is_listed(doc, mentions[n - 1], mentions[n]):
            found[n] = found[n - 1]
    for n in range(len(mentions) - 1, 0, -1):
        # "two tanks, a launcher and a howitzer were destroyed": the verb stands behind the last of them.
        unsaid = found[n - 1].rule == "role.default" and found[n].rule != "role.default" and found[n].value == "target"
        if unsaid and not is_act(mentions[n - 1]) and _is_listed(doc, mentions[n - 1], mentions[n]):
            found[n - 1] = found[n]
    return found


def continued(doc: Doc, mentions: Sequence[Mention], roles: Sequence[Ruling]) -> list[Ruling]:
    """The roles, an aircraft that is only described being the one that struck before: residents called it a TB2."""
    found = list(roles)
    struck: int | None = None
    for n, (mention, (role, rule, _)) in enumerate(zip(mentions, roles, strict=True)):
        airborne = mention.cls in AIRBORNE
        if role == "used" and (airborne or mention.type == "air_strike"):
            struck = mention.extent.end
        elif airborne and (role, rule) == ("mention", "role.default") and struck is not None and _is_told(doc, mention):
            reach = mention.extent.start - struck
            found[n] = Told("used", "role.continued") if reach <= CONTINUED else found[n]
            struck = mention.extent.end if reach <= CONTINUED else struck
    return found


def _is_told(doc: Doc, mention: Mention) -> bool:
    """Whether a mention is of something that was there: not in a sentence that denies it."""
    return _DENIALS.isdisjoint(token.lower_ for token in doc[mention.head].sent)


def _is_listed(doc: Doc, one: Mention, other: Mention) -> bool:
    between = doc[one.extent.end : other.extent.start]
    return (
        0 < len(between) <= REACH
        and all(t.lower_ in _LISTED or t.like_num or t.tag_ in _IN_LIST or not t.tag_ for t in between)
        and any(t.lower_ in _LISTED for t in between)
        and not any(t.text in (".", "(", ")") or t.is_title for t in between)
    )


def blown_up(doc: Doc, mentions: Sequence[Mention], roles: Sequence[Ruling]) -> list[Ruling]:
    """The roles, a vehicle that hit a mine or bomb being what was struck: an armoured car drove over a landmine."""
    found = list(roles)
    for n in range(1, len(mentions)):
        vehicle, hazard = mentions[n - 1], mentions[n]
        met = found[n - 1].rule in _MET and found[n].rule == found[n - 1].rule and found[n - 1].value == "used"
        if not met or vehicle.cls not in ("armour", "naval") or hazard.cls not in _HAZARDS:
            continue
        if doc[vehicle.head].sent.start == doc[hazard.head].sent.start:
            found[n - 1] = Told("target", found[n - 1].rule, found[n - 1].cues)
    return found
