"""Words of doubt about who did it: "suspected militants", "jets believed to be theirs", "the mayor suspects the army"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import table
from ..told import Told, words_at
from ..values import Actor, Claim, Extent, Responsibility
from .context import Context, Located
from .owners import holding, innermost
from .reach import FAR, REACH


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row of ``doubts.csv``: a word near a perpetrator that says how sure the text is."""

    form: str
    responsibility: Responsibility
    example: str


@lru_cache(maxsize=1)
def doubts() -> dict[str, Responsibility]:
    return {row.form: row.responsibility for row in table("circumstance", "doubts", Doubt, ("form",))}


def is_beside(context: Context, thread: Sequence[Claim], one: Located) -> bool:
    """Whether something is said close to what the article tells of an event."""
    return any(context.together(claim, one) and -REACH <= context.distance(claim, one) <= FAR for claim in thread)


def doubt_of(context: Context, actor: Actor, claim: Claim) -> Told[Responsibility] | None:
    """A word of doubt just before the perpetrator, or anywhere between it and the harm in one sentence."""
    if abs(context.distance(claim, actor)) > 0:
        window = range(max(0, actor.extent.start - 3), actor.extent.end)
    else:
        low = min(actor.extent.start - 3, claim.extent.start)
        window = range(max(0, low - _led_by_belief(context, actor)), max(actor.extent.end, claim.extent.end))
    harmed = claim.victims.extent  # a suspected militant who was killed casts no doubt on who did it
    if harmed is not None and claim.count.extent is not None and claim.count.extent.end <= harmed.start:
        harmed = claim.count.extent.joined(harmed)
    found = (
        i
        for i in window
        if context.words[i] in doubts() and not (harmed is not None and harmed.start <= i < harmed.end)
    )
    at = next(found, None)
    return None if at is None else Told(doubts()[context.words[at]], "responsibility.doubt", words_at(at))


_LONGEST_BELIEF = 6
_BY_BELIEF = ("to", "have", "been")


def _led_by_belief(context: Context, actor: Actor) -> int:
    """How many more words before an actor say that it is only believed to have done it: "thought to have been laid by"."""
    start = actor.extent.start
    by = start - 2 if context.words[start - 1 : start] in (("the",), ("a",)) else start - 1
    if context.words[by : by + 1] != ("by",):
        return 0
    return _LONGEST_BELIEF if context.words[max(0, by - 4) : max(0, by - 1)] == _BY_BELIEF else 0


def doubted(context: Context, actor: Actor, thread: Sequence[Claim]) -> Told[Responsibility] | None:
    """A word of suspicion before any mention of the perpetrator in what is told of the event."""
    for one in context.actors:
        if one.id == actor.id or not _is_same(context, one, actor) or not is_beside(context, thread, one):
            continue
        if any(claim.victims.extent is not None and claim.victims.extent.overlaps(one.extent) for claim in thread):
            continue
        window = range(max(0, one.extent.start - 3), one.extent.end)
        at = next((i for i in window if doubts().get(context.words[i]) == "suspected"), None)
        if at is not None:
            return Told("suspected", "responsibility.doubted", words_at(at))
    return None


def _is_same(context: Context, one: Actor, other: Actor) -> bool:
    """Whether two mentions are of one actor, or the same common noun for whoever attacked."""
    if context.same_actor(one, other):
        return True
    plain = one.kind == other.kind == "armed_group" and one.catalogue is None and other.catalogue is None
    return plain and context.words[one.extent.end - 1] == context.words[other.extent.end - 1]


_BELIEVING = frozenset("believe believes believed think thinks thought suspect suspects suspected".split())


def believed(context: Context, actor: Actor, thread: Sequence[Claim]) -> Told[Responsibility] | None:
    """That somebody only believes that it was the perpetrator: "police believe that rebels were behind the bombing".

    >>> import tollbook
    >>> doc = tollbook.load()("A bomb killed two drivers in Kidapawan. Police believe the ELN was behind the bombing.")
    >>> [one.responsibility for one in doc._.circumstance]
    ['suspected']
    """
    for deed in context.deeds:
        if deed.means not in ("does", "blamed") or not _is_same(context, deed.actor, actor):
            continue
        inner = innermost(holding(context.attributions, deed.extent))
        if inner is None or context.words[inner.cue.start] not in _BELIEVING or not is_beside(context, thread, deed):
            continue
        return Told("suspected", "responsibility.believed", (inner.cue,))
    return None


_BEING = (("to", "be"), ("to", "have", "been"), ("being",), ("as",))
"""What stands between a word of belief and the adjective for a side: "jets believed to be Serb"."""


def believed_to_be(context: Context, actor: Actor, thread: Sequence[Claim]) -> Told[Responsibility] | None:
    """That means of nobody who is named are thought to be the perpetrator's: "the planes were believed to be Serb".

    >>> import tollbook
    >>> text = "Jets bombed Izium, killing two. The jets were believed to be Russian. Russian jets had hit it before."
    >>> [one.responsibility for one in tollbook.load()(text)._.circumstance]
    ['suspected']
    """
    if not actor.adjective:
        return None
    words = context.words
    own = set(words[actor.extent.start : actor.extent.end])
    for at in range(2, len(words)):
        if words[at] not in own:
            continue
        for form in _BEING:
            cue = at - len(form) - 1
            if cue >= 0 and words[cue + 1 : at] == form and is_word_of_suspicion(words[cue]):
                extent = Extent(cue, at + 1)
                if any(abs(context.sentence[one.trigger] - context.sentence[at]) <= FAR for one in thread):
                    return Told("suspected", "responsibility.doubted", (extent,))
    return None


def is_word_of_suspicion(word: str) -> bool:
    """Whether a word says that somebody is only thought to have done it."""
    return doubts().get(word) == "suspected"
