"""Nouns that stand before means: whose means they are, or only part of the means' name."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import ActorKind
from .tables import Head

_FIRE = frozenset("fire bullet bullets round rounds shots gunfire rifle rifles".split())
_RULERS = frozenset({"regime", "government", "junta"})
_WAGING = frozenset(
    """artillery shelling shells airstrike airstrikes air strike strikes jets jet warplane warplanes helicopter helicopters
    gunship gunships aircraft planes drone drones bombardment bombing rockets rocket missiles mortars mortar tanks snipers
    fire gunfire warships howitzers bombs bomb bombers suicide snipers raids raid attacks""".split()
)
"""What those who rule a country wage war with."""


_ALLIES = "coalition"
"""A noun for parties and for armies: whoever flies aircraft is none of the parties."""

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


def names_means(row: Head, behind: Sequence[str]) -> bool:
    """Whether a noun with the word behind it is the name of a means and nobody: "sniper fire".

    Args:
        behind: The word behind the noun, in lower case, or nothing.
    """
    return row.sort == "attacker" and not _FIRE.isdisjoint(behind)


def has_means(row: Head, noun: str, behind: Sequence[str]) -> bool:
    """Whether somebody may be named by what he fires or flies: "army drones", "regime helicopters"."""
    if noun in _RULERS or noun == _ALLIES:
        return not _WAGING.isdisjoint(behind[:1])
    if row.id == "group":
        return len(behind) > 1 and behind[0] in _POSSESSIVES and behind[1] in _WAGING
    return row.kind in ("military", "police", "armed_group") and row.sort != "short" and row.id != "units"


def owner_kind(row: Head, noun: str) -> ActorKind:
    """What somebody is who has means of war of his own: a coalition with aircraft is none of parties."""
    if row.id == "group":
        return "armed_group"
    return "military" if noun == _ALLIES else row.kind
