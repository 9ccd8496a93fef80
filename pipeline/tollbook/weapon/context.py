"""Classes that the rest of the article decides: which bombing, which shells, whose bombs.

A bombing is a method when it comes from the air and the work of an explosive device when it does not; shells of a mortar's
calibre, or in an article that knows no other gun than mortars, are mortar shells; a home-made bomb that is dropped is a
bomb, and a bomb in an article about a device is that device, unless aircraft stand beside it; a bomber who blew himself up
is no aircraft; "the guns" are artillery.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from ..values import WeaponClass
from .mentions import Mention

_AIR = frozenset({"aircraft", "helicopter", "uav"})
_GUNS = frozenset({"artillery", "armour", "naval", "rocket"})
_MORTAR_CALIBRE = re.compile(r"(60|81|82|120)[\s‐-―-]?(mm|millimet(er|re)s?)\b", re.IGNORECASE)
_DROPS = frozenset("drop drops dropped dropping".split())
_HOLDING = frozenset("with carrying carried brandishing wielding pulled had their his her seized".split())
_SELF = frozenset("himself herself themselves vest belt suicide blew".split())
_PLANTED = frozenset(
    """planted hidden concealed triggered defused strapped attached rigged timer remote-control remote disposal parked
    detonator defuse planting""".split()
)
_ATTACKS = re.compile(r"bombs?|bombings?|bomb (attack|blast|explosion)s?")
REACH = 8
"""Most tokens between a bomb and the word that says it was dropped."""


def settle(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the classes that the others settle.

    >>> import tollbook
    >>> doc = tollbook.load()("The bombing killed nine. A car bomb had been left at the gate of the market.")
    >>> [weapon.cls for weapon in doc._.weapon]
    ['ied', 'ied']
    """
    told = _without_bombers(doc, mentions)
    classes = {one.cls for one in told if not _is_open(one)}
    air = [one.head for one in told if one.cls in _AIR or one.type == "air_strike" or _is_aerial(one)]
    found: list[Mention] = []
    for one in told:
        cls = _class_of(doc, one, classes, air)
        found.append(one if cls is None or cls == one.cls else replace(one, cls=cls, type=None))
    return found


def _without_bombers(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, a bomber that is a person read as one: who blew himself up is a device, who fled is no weapon."""
    lone = [one for one in mentions if _is_bomber(doc, one)]
    if not lone:
        return list(mentions)
    others = {one.cls for one in mentions if one not in lone}
    found: list[Mention] = []
    for one in mentions:
        if one in lone and not _SELF.isdisjoint(_sentence(doc, one.head)):
            found.append(replace(one, cls="ied", type="pbied"))
        elif one not in lone or "ied" not in others or others & _AIR:
            found.append(one)
    return found


def _is_bomber(doc: Doc, mention: Mention) -> bool:
    lone = mention.extent.end == mention.extent.start + 1
    return lone and mention.system is None and doc[mention.head].lower_ in ("bomber", "bombers")


def _is_aerial(mention: Mention) -> bool:
    """Whether a bomb is one that only aircraft drop."""
    return mention.cls == "bomb" and mention.type is not None


def _sentence(doc: Doc, at: int) -> set[str]:
    return {token.lower_ for token in doc[at].sent}


def _is_planted(doc: Doc, at: int, classes: set[WeaponClass], air: Sequence[int]) -> bool:
    """Whether a bomb was left somewhere: the article knows a device, or its sentence says so, and no aircraft is near."""
    sent = doc[at].sent
    before = doc[max(0, sent.start - 1)].sent.start
    if any(before <= one < sent.end for one in air):
        return False
    words = {token.lower_ for token in sent}
    return words.isdisjoint(_DROPS) and ("ied" in classes or not words.isdisjoint(_PLANTED))


def _is_open(mention: Mention) -> bool:
    """Whether the class of a mention is itself to be settled."""
    if mention.noun is None or mention.system is not None:
        return False
    return mention.noun.id in ("shell", "round", "projectile", "bombardment")


def _class_of(doc: Doc, mention: Mention, classes: set[WeaponClass], air: Sequence[int]) -> WeaponClass | None:
    noun = mention.noun
    if noun is None or mention.system is not None:
        return None
    start, end = mention.extent.start, mention.extent.end
    text = doc[start:end].text.lower()
    if mention.cls in ("bomb", "method") and _ATTACKS.fullmatch(text):
        return "ied" if _is_planted(doc, mention.head, classes, air) else None
    if mention.cls in ("artillery", "bomb") and noun.id in ("shell", "round", "projectile", "bomb"):
        if _MORTAR_CALIBRE.search(text):
            return "mortar"
        lone = end == start + 1 and mention.cls == "artillery" and noun.id != "projectile"
        return "mortar" if lone and "mortar" in classes and not classes & _GUNS else None
    if noun.id == "ied" and text.endswith(("bomb", "bombs")) and _is_dropped(doc, start, end):
        return "bomb"
    if noun.id == "gun" and mention.plural and end == start + 1:
        before = [token.lower_ for token in doc[max(0, start - 3) : start]]
        return "artillery" if before[-1:] == ["the"] and _HOLDING.isdisjoint(before) else None
    return None


def _is_dropped(doc: Doc, start: int, end: int) -> bool:
    around = {token.lower_ for token in doc[max(0, start - REACH) : end + REACH]}
    return not _DROPS.isdisjoint(around)
