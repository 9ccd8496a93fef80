"""Places that a sentence of harm names in passing: what a forest straddles, whence shells came, whose spokesman speaks."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Extent
from .words import role_words

_STRADDLING = frozenset(
    """straddles straddle straddling straddled spans span spanning stretches stretch stretching bordering bordered adjoining
    adjoins""".split()
)
_LISTING = frozenset(
    """, and or the of across over between from to with along into parts states state provinces province districts district
    regions region border borders countries several both northern southern eastern western central""".split()
)
"""Words that may stand between what straddles and a name, beside other names."""

_FAR = 18
"""Most words between what straddles and the last name of its list."""

_DIVISIONS = frozenset(
    {"state", "province", "provincial", "region", "regional", "county", "district", "governorate", "'s", "’s"}
)
_BRANCHES = frozenset(
    "council police army military health information interior security defence defense government vice -".split()
)
_OFFICES = frozenset(
    """spokesman spokeswoman spokesperson commissioner governor mayor prosecutor administrator lawmaker senator legislator
    president councillor minister ombudsman university newspaper think-tank""".split()
)
_LAUNCHED = frozenset({"fired", "launched", "fire", "shelling", "rockets", "missiles", "shells", "drones"})
_FORCES = frozenset({"soldiers", "troops", "fighters", "forces", "column", "jets", "warplanes", "reinforcements"})
_WHENCE = frozenset("the heights hills mountains inside territory positions direction area of a in out".split())
_WARNING = frozenset({"if", "unless"})
_ARRIVING = frozenset({"reached", "visited", "visits", "visiting"})
_DWELLING = frozenset({"lives", "lived", "resides"})
_TOWARDS = frozenset({"to", "towards", "toward"})
_SUPPORT = frozenset({"support", "solidarity"})
_NATIVE = frozenset("natives native hailing hailed hails belonged belonging citizens citizen born raised".split())
_ARMS = frozenset({"affiliate", "affiliates", "offshoot", "branch", "ally", "allies"})
_DEALINGS = frozenset(
    "gaps gap talks truce ceasefire relations tensions mediate mediated mediating war differences deal".split()
)
_BEING = frozenset({"has", "is", "was", "remains", "remained", "had"})
_COPULA = frozenset("been is remains remained become become the a an quiet calm home divided under".split())
_HARMED = frozenset(
    """hit struck bombed shelled attacked stormed raided attack killed bombarded under-fire rocked targeted blast bombing
    besieged injured wounded dead destroyed scene shaken burned pounded""".split()
)
"""Words that tell that a place, or what is in it, came to harm itself."""


def is_passed(texts: Sequence[str], here: Extent, start: int) -> str | None:
    """The rule by which a place is named in passing in a sentence that starts at a token, or null.

    >>> is_passed("They hide in a forest that straddles Dorna and Tarsin".split(), Extent(9, 10), 0)
    'role.straddled'
    >>> is_passed("They killed nine in Dorna and Tarsin".split(), Extent(6, 7), 0) is None
    True
    """
    written = texts[max(start, here.start - _FAR) : here.start]
    before = [text.lower() for text in written]
    near = before[-6:]
    if _is_straddled(before, [text[:1].isupper() for text in written]):
        return "role.straddled"
    if near[-1:] and near[-1] in _ARRIVING:
        return "role.aside"
    if len(near) > 1 and near[-1] == "of" and near[-2] in _SUPPORT:
        return "role.aside"
    if near[-1:] and near[-1] in ("of", "from", "to", "in") and near[-2:-1] and near[-2] in _NATIVE:
        return "role.aside"
    if len(near) > 1 and near[-1] in ("in", "at") and near[-2] in role_words("meeting") and _HARMED.isdisjoint(near):
        return "role.aside"
    if near[-2:] in (["grip", "on"], ["control", "of"], ["control", "over"]) or (
        near[-1:] == ["in"] and near[-2:-1] and near[-2] in _ARMS
    ):
        return "role.aside"
    if near[-1:] == ["between"] and not _DEALINGS.isdisjoint(near):
        return "role.aside"
    if _is_subject(texts, here, start):
        return "role.aside"
    if near[-2:] == ["border", "with"] and not _TOWARDS.isdisjoint(near):
        return "role.aside"
    if len(near) > 2 and near[-1] == "in" and near[-2] in _DWELLING and near[-3] in ("who", "that", ","):
        return "role.aside"
    if len(near) > 1 and near[-1] == "for" and "left" in near[-3:]:
        return "role.aside"
    if not _WARNING.isdisjoint(near[-4:]) and "as" not in near:
        return "role.warned_of"
    return None


def _is_subject(texts: Sequence[str], here: Extent, start: int) -> bool:
    """Whether a sentence opens with a place and says what that is or has: "Dorna has been under curfew since the raid"."""
    if any(text[:1].isalnum() for text in texts[start : here.start]):
        return False
    after = [text.lower() for text in texts[here.end : here.end + 5]]
    return after[:1] != [] and after[0] in _BEING and _HARMED.isdisjoint(after) and not _COPULA.isdisjoint(after)


def _is_straddled(before: list[str], capitals: Sequence[bool]) -> bool:
    """Whether a name stands in the list of what something lies across: "which straddles Zamfara and Niger states"."""
    for at in range(len(before) - 1, -1, -1):
        word, capital = before[at], capitals[at]
        if word in _STRADDLING or before[max(0, at - 1) : at + 1] in (["that", "borders"], ["which", "borders"]):
            return True
        if word not in _LISTING and not capital:
            return False
    return False


def is_office(words: Sequence[str], here: Extent) -> bool:
    """Whether a place is named as that of an office that speaks: "Niger state police spokesman", "Chechnya's mayor".

    >>> is_office("niger state police spokesman musa bello said".split(), Extent(0, 1))
    True
    >>> is_office("gunmen shot a niger state police officer , he said".split(), Extent(3, 4))
    False
    """
    at = here.end
    while at < min(len(words), here.end + 4) and (words[at] in _DIVISIONS or words[at] in _BRANCHES):
        at += 1
    if at >= len(words) or (words[at] not in _OFFICES and not (words[at] == "chief" and at > here.end)):
        return False
    spoken = not _SPEAKING.isdisjoint(words[at + 1 : at + 9])
    return spoken or "according" in words[max(0, here.start - 8) : here.start]


_SPEAKING = frozenset(
    "said says say told tells confirmed announced added reported spoke warned denied put found".split()
)


def is_whence(words: Sequence[str], here: Extent, start: int) -> bool:
    """Whether a place is where shells or troops came from: "a bomb fired from the heights of Dorna", "fire from Dorna".

    >>> is_whence("a bomb fired from the heights of dorna hit a camp".split(), Extent(7, 8), 0)
    True
    >>> is_whence("families from dorna were hit by fire".split(), Extent(2, 3), 0)
    False
    """
    before = list(words[max(start, here.start - 7) : here.start])
    while before and before[-1] in _WHENCE:
        before.pop()
    if len(before) < 2 or before[-1] != "from":
        return False
    return before[-2] in _LAUNCHED or before[-2] in _FORCES or before[-3:-1] == ["set", "out"]
