"""What a side says of itself: that it attacked, in so many words ("said its bombers struck") or by claiming an attack."""

from __future__ import annotations

from .beside import NEGATIONS, Beside

_SAYING = frozenset("say says said".split())
_DAYS = frozenset(
    """on late early today yesterday monday tuesday wednesday thursday friday saturday sunday that earlier later it had
    a statement in""".split()
)
"""What may stand between the verb and what is said."""

_SELF = frozenset({"it", "they", "we"})
_OWN = frozenset({"its", "their", "our"})
_AUXILIARIES = frozenset("had have has also since then already successfully jointly".split())
_BEHIND = frozenset({"behind", "responsible"})
_BEING = frozenset({"was", "were", "is", "are"})
_LONGEST_OWN = 4
"""Most words of a side's own people or machines: "its long range drones"."""

_CLAIMING = frozenset("claim claims claimed claiming".split())
_NEVER = frozenset("to that it its they their he she victory credit no for as by".split())
_ATTACKS = frozenset(
    """attack attacks bombing bombings raid raids ambush ambushes assault assaults blast blasts strike strikes killing
    killings shooting shootings massacre kidnapping kidnappings abduction abductions siege assassination explosion""".split()
)
_LONGEST_NAME = 4
"""Most words between the verb and the attack: "claims Friday's hotel attack"."""


def avowed(beside: Beside, at: int, end_of_actor: int) -> int | None:
    """Where the words that begin at a verb end, if by them a side says of itself that it attacked; or null."""
    word = beside.words[at]
    if word in _SAYING:
        return _told(beside, at + 1, end_of_actor)
    return _claimed(beside, at + 1, end_of_actor) if word in _CLAIMING else None


def _told(beside: Beside, at: int, floor: int) -> int | None:
    """Behind the verb of a report of one's own deed: "said on Monday they were behind", "says its bombers struck"."""
    words = beside.words
    while beside.inside(at, floor) and words[at] in _DAYS and words[at] not in _SELF:
        at += 1
    if not beside.inside(at, floor):
        return None
    if words[at] in _OWN:
        return next(
            (
                found
                for i in range(at + 2, at + 2 + _LONGEST_OWN)
                if beside.inside(i, floor) and (found := _deed(beside, i, floor)) is not None
            ),
            None,
        )
    return _deed(beside, at + 1, floor) if words[at] in _SELF else None


def _deed(beside: Beside, at: int, floor: int) -> int | None:
    """Behind the verb of attack that begins here, its auxiliaries left out."""
    words = beside.words
    while beside.inside(at, floor) and words[at] in _AUXILIARIES:
        at += 1
    if not beside.inside(at, floor) or words[at] in NEGATIONS:
        return None
    if words[at] in _BEING:
        return at + 2 if beside.inside(at + 1, floor) and words[at + 1] in _BEHIND else None
    found = beside.form(at, "verb")
    return found[0] if found is not None and found[1].means == "does" else None


_MEANS = frozenset(
    """missile missiles strike strikes airstrike airstrikes raid raids attack bombing shelling drone drones rocket rockets
    jet jets plane planes warplane warplanes helicopter helicopters aircraft operation bombardment artillery""".split()
)
_HITTING = frozenset("hit struck targeted destroyed killed eliminated".split())
_MILITARY = frozenset(
    """headquarters command commander commanders militants terrorists fighters base depot barracks mercenaries position
    positions hideout hideouts post cell operatives operative infrastructure officers rebels insurgents target targets
    compound camp""".split()
)
_LONGEST_AIM = 9
"""Most words from what hit to the military target that it hit."""


def aimed(beside: Beside, at: int, floor: int) -> int | None:
    """Where words end by which a side says what a strike was for: "said that the missile had destroyed a headquarters"."""
    words = beside.words
    if words[at] not in _SAYING:
        return None
    at += 1
    while beside.inside(at, floor) and words[at] in _DAYS and words[at] not in _SELF:
        at += 1
    span = range(at, min(at + _LONGEST_AIM, len(words)))
    inside = [i for i in span if beside.inside(i, floor)]
    means = next((i for i in inside[:4] if words[i] in _MEANS), None)
    if means is None or words[at] not in ("the", "its", "their"):
        return None
    hit = next((i for i in inside if i > means and words[i] in _HITTING), None)
    target = next((i for i in inside if hit is not None and i > hit and words[i] in _MILITARY), None)
    return None if target is None else target + 1


def _claimed(beside: Beside, at: int, floor: int) -> int | None:
    """Behind the attack that somebody claims: "claims bus bombing"."""
    if beside.inside(at, floor) and beside.words[at] == "of":
        return None  # "claims of attacks"
    for i in range(at, at + _LONGEST_NAME + 1):
        if not beside.inside(i, floor) or beside.words[i] in _NEVER:
            return None
        if beside.words[i] in _ATTACKS:
            return i + 1
    return None
