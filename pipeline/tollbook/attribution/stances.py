"""What a report amounts to beyond its cue: a plain "said" that denies, accuses, claims or estimates.

The cue's own stance stands where it is anything but plain; what is said decides the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Actor, Extent, Stance
from .page import Page

_PARTIES = frozenset({"armed_group", "military", "police", "government"})
_NOTHING = (
    " nothing to do with ",
    " no part in ",
    " no role in ",
    " not behind ",
    " not responsible ",
    " not involved ",
    " not aware of any ",
    " not carry out ",
    " none of its ",
    " none of his ",
    " none of their ",
    " none of our ",
    " staged ",
    " fabrication ",
    " no artillery ",
)
_OPENERS = frozenset("nothing no not none staged fabrication".split())
_UNTRUE = frozenset(
    "lie lies fabrication fabrications baseless false untrue propaganda nonsense unfounded fake".split()
)
_TOO = frozenset("exaggerated inflated incomplete doubtful questionable unreliable".split())
_OWN = frozenset("it its we our".split())
_DEEDS = frozenset(
    """killed shot captured destroyed downed struck seized entered repelled bombed hit attacked ambushed eliminated
    neutralised neutralized intercepted detained arrested retook recaptured liberated targeted used took overran freed
    foiled thwarted wiped defended""".split()
)
_CRIMES = frozenset(
    """killed shot captured destroyed struck seized bombed hit attacked ambushed targeted took fired shelled opened
    abducted kidnapped burned torched executed massacred dropped raped tortured beat looted stormed raided launched
    murdered planted besieged hacked beheaded""".split()
)
_HEDGES = frozenset("likely probably perhaps".split())


def stance_of(page: Page, stance: Stance, cue: str, speaker: Actor | None, content: Extent | None) -> Stance:
    """The stance of a report.

    Args:
        stance: The stance of the cue.
        cue: Its row of the table.
        speaker: The mention that is the source, or null.
        content: What is said.
    """
    if content is None or stance not in ("say", "estimate", "confirm"):
        return stance
    words = page.lower[content.start : content.end]
    if cue == "fear":
        return "doubt"
    if cue in ("call", "dismiss", "describe", "brand", "label") and not _UNTRUE.isdisjoint(words):
        return "deny"
    if cue == "call" and ("too" in words or not _TOO.isdisjoint(words)):
        return "doubt"
    if cue in _FIRM:
        return stance
    if _denies(words):
        return "deny"
    if _boasts(page, speaker, content):
        return "claim"
    doer = _doer(page, speaker, content)
    if doer is not None:
        return "claim" if speaker is not None and _same_side(speaker, doer) else "accuse"
    if stance == "say" and not _HEDGES.isdisjoint(words[:14]):
        return "estimate"
    return stance


_FIRM = frozenset(
    "count record document verify announce warn put give-figure give-toll estimate expect predict".split()
)


def _denies(words: Sequence[str]) -> bool:
    if _OPENERS.isdisjoint(words):
        return False
    said = f" {' '.join(words[:28])} "
    found = any(phrase in said for phrase in _NOTHING)
    return found and not ("none" in words and not {"hurt", "killed", "wounded", "injured"}.isdisjoint(words))


def _boasts(page: Page, speaker: Actor | None, content: Extent) -> bool:
    """Whether a party to the fighting tells what it did itself: "the group said it had killed seven soldiers"."""
    if speaker is None or (speaker.kind not in _PARTIES and speaker.rule != "head.group"):
        return False
    for i in range(content.start, min(content.end, content.start + 6)):
        if page.word(i) in _OWN:
            return any(page.word(j) in _DEEDS for j in range(i + 1, min(content.end, i + 6)))
    return False


def _same_side(one: Actor, other: Actor) -> bool:
    """Whether both belong to one state, as far as the text tells."""
    state = ("government", "military", "police")
    return (
        one.kind in state
        and other.kind in state
        and (one.country == other.country or None in (one.country, other.country))
    )


def _doer(page: Page, speaker: Actor | None, content: Extent) -> Actor | None:
    """A party other than the speaker that does harm in what is said: "residents said that soldiers shot a boy"."""
    for actor in page.armed_in(content):
        if speaker is not None and (actor.refers_to == speaker.refers_to or actor.extent.overlaps(speaker.extent)):
            continue
        i = actor.extent.end
        while i < content.end and page.word(i) in ("had", "have", "has", "also", "then"):
            i += 1
        if page.word(i) in _CRIMES and page.is_alpha(i + 1) and page.word(i + 1) not in _NO_OBJECT:
            return actor
    return None


_NO_OBJECT = frozenset("in on at by when as after during near while and or from with since".split())
"""What follows a bare participle: "23 rebels killed in a raid"."""
