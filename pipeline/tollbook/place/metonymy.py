"""Metonymy: names of places that mean a government, an army, a people or a team, and are no places there."""

from __future__ import annotations

from collections.abc import Sequence

from .mentions import Mention
from .words import DIRECTIONS, heads, metonyms, role_words

_SEATED = frozenset({"country", "admin1", "city", "town"})
"""Kinds of places that act: those that have a government or a team."""

_STANDING = frozenset(
    {"in", "inside", "near", "around", "outside", "across", "throughout", "at", "over", "into", "within"}
)
"""Prepositions after which a name is a place, whatever follows."""

_OPPOSED = frozenset({"against", "by", "with", "versus", "v", "vs", "despite"})
"""Words before the name of a country that is dealt with as one that acts."""

_BOUNDING = frozenset({"border", "borders", "boundary", "frontier", "bordering", "crossing", "crossings"})
"""Words before "with" that leave a country a place."""


_POSSESSIVE = frozenset({"'s", "’s"})
_AHEAD = 3
_SITES = frozenset(
    {"capital", "coast", "shores", "north", "south", "east", "west", "territory", "soil", "borders", "interior"}
)


def is_metonym(mention: Mention, lower: Sequence[str]) -> bool:
    """Whether a resolved mention means those who hold the place, by the words beside it."""
    entry = mention.entry
    if entry is None or entry.type not in _SEATED or mention.types or mention.part or mention.within is not None:
        return False
    i = _before(mention.extent.start - 1, lower)
    before = lower[i] if i >= 0 else ""
    if before in _STANDING:
        return False
    after = lower[mention.extent.end] if mention.extent.end < len(lower) else ""
    kind = metonyms().get(after)
    if kind == "holder" or (kind == "person" and entry.type == "country"):
        return True
    if before in _OPPOSED and entry.type == "country":
        return i == 0 or lower[i - 1] not in _BOUNDING
    if entry.type == "country" and (before in role_words("pressure") or _is_held(i, before, lower)):
        return True
    if mention.locative is not None and before not in ("for", "against"):
        return False
    if after in _POSSESSIVE and entry.type == "country":
        return _owns_body(mention.extent.end + 1, lower)
    return kind == "act" or (kind == "state" and entry.type == "country")


def _is_held(i: int, before: str, lower: Sequence[str]) -> bool:
    """Whether those who hold a country are named before it: "the people of Vietnam"."""
    return before == "of" and i > 0 and metonyms().get(lower[i - 1]) in ("holder", "person")


def _owns_body(i: int, lower: Sequence[str]) -> bool:
    """Whether what a country's name owns is a body or an office: "Azerbaijan's defence ministry"; not "Libya's capital"."""
    for word in lower[i : i + _AHEAD]:
        if word in DIRECTIONS or (word,) in heads() or word in _SITES:
            return False
        if metonyms().get(word) == "holder":
            return True
    return False


def _before(i: int, lower: Sequence[str]) -> int:
    while i >= 0 and lower[i] in ("the", "both", "neighbouring", "neighboring"):
        i -= 1
    return i
