"""Which classes of weapons are so near to each other that a word of one is evidence for a name of the other."""

from __future__ import annotations

_KIN = (
    frozenset({"aircraft", "helicopter", "uav"}),
    frozenset({"missile", "rocket", "air_defence"}),
    frozenset({"uav", "missile"}),
    frozenset({"armour", "artillery"}),
    frozenset({"artillery", "mortar", "rocket"}),
    frozenset({"bomb", "cluster", "incendiary", "missile"}),
    frozenset({"small_arms", "rocket"}),
    frozenset({"ied", "mine"}),
)


def kin(one: str, other: str) -> bool:
    """Whether a word of one class is evidence for a name of another.

    >>> kin("missile", "air_defence"), kin("naval", "uav")
    (True, False)
    """
    return one == other or any(one in group and other in group for group in _KIN)
