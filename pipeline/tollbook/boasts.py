"""Who boasts: those who tell of what they did themselves, and those who tell of their enemy's dead.

The room ``incident`` asks of a document, ``store`` of the rows of a database; both ask here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .vocabulary import ActorKind, Responsibility, Status


@dataclass(frozen=True, slots=True)
class Party:
    """An actor's mention as a boast is told by: who it is, and where it stands (in tokens, or in characters)."""

    name: str
    kind: ActorKind
    catalogue: str | None
    refers_to: str | None
    start: int
    end: int

    @property
    def identity(self) -> str:
        """The same for every mention of the same actor."""
        return self.catalogue or self.refers_to or self.name


def is_own_deed(
    responsibility: Responsibility, doer: Party | None, teller: Party | None, source: tuple[int, int] | None
) -> bool:
    """Whether those who tell of a harm are those who are said to have done it.

    Args:
        responsibility: Of the claim.
        doer: The perpetrator.
        teller: The actor who is the source, or null where it is no actor.
        source: Where the words for the source stand, counted as the parties are.

    >>> rebels = Party("rebels", "armed_group", None, "a1", 0, 1)
    >>> army = Party("the army", "military", "army.x", "a2", 5, 7)
    >>> [is_own_deed("claimed", rebels, who, (0, 1)) for who in (rebels, army, None)]
    [True, False, True]
    """
    if responsibility != "claimed" or doer is None:
        return False
    if teller is not None:
        return teller.identity == doer.identity
    return source is not None and source[0] < doer.end and doer.start < source[1]


_ENEMIES: Mapping[str, frozenset[Status]] = {
    "military": frozenset({"combatant"}),
    "police": frozenset({"combatant"}),
    "government": frozenset({"combatant"}),
    "official": frozenset({"combatant"}),
    "armed_group": frozenset({"security", "combatant"}),
}
"""Whom those of a kind of actor fight."""


def is_of_enemy(status: Status, role: Collection[str], teller: Party | None) -> bool:
    """Whether the people of a claim are those whom its teller fights.

    >>> army = Party("the army", "military", "army.x", "a2", 5, 7)
    >>> [is_of_enemy(status, (), army) for status in ("combatant", "security", "unknown")]
    [True, False, False]
    """
    if teller is None:
        return False
    return (teller.kind == "armed_group" and "official" in role) or status in _ENEMIES.get(teller.kind, ())
