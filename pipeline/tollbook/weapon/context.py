"""Classes that the rest of the article decides: which bombing, which shells, whose bombs.

A bombing is a method when it comes from the air and the work of an explosive device when it does not; shells of a mortar's
calibre, or in an article that knows no other gun than mortars, are mortar shells; a home-made bomb that is dropped is a
bomb; "the guns" are artillery.
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
REACH = 8
"""Most tokens between a bomb and the word that says it was dropped."""


def settle(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the classes that the others settle.

    >>> import tollbook
    >>> doc = tollbook.load()("The bombing killed nine. A car bomb had been left at the gate of the market.")
    >>> [weapon.cls for weapon in doc._.weapon]
    ['ied', 'ied']
    """
    classes = {one.cls for one in mentions if not _is_open(one)}
    from_air = bool(classes & _AIR) or any(one.type == "air_strike" for one in mentions) or "bomb" in classes
    found: list[Mention] = []
    for one in mentions:
        cls = _class_of(doc, one, classes, from_air)
        found.append(one if cls is None or cls == one.cls else replace(one, cls=cls, type=None))
    return found


def _is_open(mention: Mention) -> bool:
    """Whether the class of a mention is itself to be settled."""
    if mention.noun is None or mention.system is not None:
        return False
    return mention.noun.id in ("shell", "round", "projectile", "bombardment")


def _class_of(doc: Doc, mention: Mention, classes: set[WeaponClass], from_air: bool) -> WeaponClass | None:
    noun = mention.noun
    if noun is None or mention.system is not None:
        return None
    start, end = mention.extent.start, mention.extent.end
    text = doc[start:end].text.lower()
    if noun.id == "bombardment" and text in ("bombing", "bombings"):
        return "ied" if "ied" in classes and not from_air else None
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
