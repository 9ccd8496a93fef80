"""What an article says of an actor, and words that tell a deed of its own from those of others."""

from __future__ import annotations

from dataclasses import dataclass

from ..values import Actor, Extent
from .beside import Means


@dataclass(frozen=True, slots=True)
class Deed:
    """What an article says of an actor.

    Attributes:
        actor: The mention.
        means: That it attacked (does), is blamed, claims or denies.
        extent: From the actor to the word that says so.
        word: The token of the word that says so.
    """

    actor: Actor
    means: Means
    extent: Extent
    rule: str
    word: int


TRAPS = frozenset({"mine", "mines", "landmine", "landmines", "bomb", "ied", "device", "explosive"})
"""What a patrol hits that attacked nobody."""

SUCH = frozenset("similar such previous past frequent regular numerous countless other".split())
"""What stands before attacks of which the one that is told is none: "has carried out similar attacks"."""
