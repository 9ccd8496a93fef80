"""What the text says a weapon did: used, in support, a target, or only mentioned.

In a parsed sentence the word that governs the mention decides, by the table of deeds: the role of its subject (which a
``with`` or a ``by`` phrase shares), or that of its object (which the subject of a passive shares). Elsewhere the nearest
deed on either side decides. Where no deed is near, a munition or a method in an account of violence was used, and a
platform was when something beside it was.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ..values import WeaponRole
from .mentions import Mention
from .tables import Deed, deeds, types

REACH = 6
"""Most tokens between a deed and a mention in a sentence that is not parsed."""

_SUBJECT = frozenset({"nsubj", "obl:agent"})
_OBJECT = frozenset({"obj", "nsubj:pass"})
_CLIMB = frozenset({"conj", "appos", "nmod", "compound", "nmod:poss", "flat", "amod", "obl:unmarked", "nmod:unmarked"})
_MEANS = frozenset({"with", "by", "using", "via", "through", "from", "in"})
_AT = frozenset({"on", "against", "at", "into"})
_COVER = frozenset({"support", "backed", "backing", "cover", "covered", "escorted", "accompanied"})
_UNREAL = frozenset("would could may might if should threatened threatens warned warns ban banned prohibit".split())
_VIOLENCE = frozenset(
    """killed kill kills killing killings dead died deaths death wounded injured wounding injuring casualties attack
    attacks attacked attacking struck hit explosion exploded blast bombed shelled strikes strike clashes fighting
    destroyed wounds injuries toll bodies damage damaged targeted targeting targets raid raids opened launched fired
    damaging burned shot""".split()
)
_HARMLESS = frozenset({"armour", "naval", "air_defence", "helicopter", "aircraft"})


def role_of(doc: Doc, mention: Mention) -> tuple[WeaponRole, str]:
    """The role of a mention and the rule that gave it."""
    token = doc[mention.head]
    found = _by_syntax(doc, mention, token) if token.tag_ else _by_neighbours(doc, mention)
    if found is not None:
        return found
    return _by_default(doc, mention), "role.default"


def _by_syntax(doc: Doc, mention: Mention, token: Token) -> tuple[WeaponRole, str] | None:
    for _ in range(4):
        dep, head = token.dep_, token.head
        if dep in ("ROOT", "dep", "") or head.i == token.i:
            return None
        deed = deeds().get(head.lower_)
        if deed is not None and (dep in _SUBJECT or dep in _OBJECT or dep.startswith(("obl", "nmod", "acl"))):
            role = _role_under(deed, dep, token, mention)
            if role is not None:
                return role, f"role.{deed.id}"
        if dep not in _CLIMB and not dep.startswith("nmod"):
            return None
        token = head
    return None


def _role_under(deed: Deed, dep: str, token: Token, mention: Mention) -> WeaponRole | None:
    if dep in _OBJECT:
        return deed.object
    if dep in _SUBJECT:
        return deed.subject
    case = next((child.lower_ for child in token.children if child.dep_ == "case"), "")
    if case in _AT:
        return "target" if mention.cls in _HARMLESS else None
    if case == "of":
        return deed.object
    if case in _MEANS:
        return "used" if deed.subject == "used" else deed.subject
    return None


def _by_neighbours(doc: Doc, mention: Mention) -> tuple[WeaponRole, str] | None:
    start, end = mention.extent.start, mention.extent.end
    for i in range(start - 1, max(-1, start - 1 - REACH), -1):
        if (doc[i].is_sent_start and i < start - 1) or doc[i].text in (".", ";", ":"):
            break
        deed = deeds().get(doc[i].lower_)
        if deed is not None and deed.object is not None:
            word = doc[start - 1].lower_
            if word in _MEANS and deed.subject is not None:
                return deed.subject, f"role.{deed.id}"
            return deed.object, f"role.{deed.id}"
    for i in range(end, min(len(doc), end + REACH)):
        if doc[i].is_sent_start or doc[i].text in (".", ";", ":", ","):
            break
        deed = deeds().get(doc[i].lower_)
        if deed is not None and deed.subject is not None:
            passive = doc[i - 1].lower_ in ("was", "were", "been", "be", "being")
            role = deed.object if passive else deed.subject
            if role is not None:
                return role, f"role.{deed.id}"
    return None


def _by_default(doc: Doc, mention: Mention) -> WeaponRole:
    words = {t.lower_ for t in doc[mention.extent.start].sent}
    if words & _UNREAL and not words & {"killed", "wounded", "injured"}:
        return "mention"
    if mention.cls == "method":
        return "used"
    kind = types()[mention.type].kind if mention.type else "munition"
    if words & _VIOLENCE:
        return "used" if mention.cls not in _HARMLESS or words & _COVER == set() else "support"
    return (
        "used"
        if kind in ("munition", "device") and mention.noun is not None and mention.noun.kind == "action"
        else "mention"
    )
