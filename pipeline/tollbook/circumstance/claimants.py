"""Who claims an attack: which event is meant, who of the article it is, and that nobody does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from ..values import Actor, Claim
from .clause import own_place
from .context import Context
from .deed import Deed
from .geography import places_part
from .parting import turn_of
from .reach import ARMED, FAR, REACH, VIOLENT

_UNCLAIMED = (
    "no one",
    "nobody",
    "no group",
    "none",
    "no organisation",
    "no organization",
    "no immediate claim",
    "no claim",
)
"""How a sentence says that nobody has claimed what it tells."""

_OWN = frozenset({"men", "fighters", "members", "forces"})
"""Whom a side has there that says so: "its men are inside"."""

_KNOWN_DEEDS = frozenset(
    """attack assault siege bombing raid blast explosion shelling strike airstrike shooting massacre ambush killing killings
    attacks bombings hostage-taking stabbing""".split()
)


_CREDIT = frozenset({"responsibility", "credit", "authorship"})


def is_explicit(context: Context, deed: Deed) -> bool:
    """Whether an attack is claimed as such: "claimed responsibility", "claims the bombing", not "said its men struck"."""
    if deed.means != "claims":
        return False
    words = context.words[deed.extent.start : deed.extent.end + 3]
    return not (_CREDIT | _KNOWN_DEEDS).isdisjoint(words) and context.words[deed.word] not in _OWN


def answers(context: Context, thread: Sequence[Claim], deed: Deed) -> bool:
    """Whether who claims a deed claims this event: the one of its own sentence, else the one that was told just before."""
    at = context.sentence[deed.word]
    if any(one.id == "" for one in thread):  # a deed without a figure, gathered from its own mentions
        return True
    ids = {one.id for one in thread}
    near = [
        one
        for one in context.told
        if one.scope == "incident"
        and one.harm in VIOLENT
        and context.together(one, deed)
        and -REACH <= context.distance(one, deed) <= FAR
        and not _in_passing(context, one)
    ]
    told = [context.sentence[one.trigger] for one in near]
    before = [there for there in told if there <= at]
    chosen = max(before) if before else min(told, default=None)
    return any(one.id in ids for one in near if context.sentence[one.trigger] == chosen) or _of_lead(context, ids, deed)


def _of_lead(context: Context, ids: Collection[str], deed: Deed) -> bool:
    """Whether who claims an attack claims that of the lead: nothing told since then turns to another event."""
    if context.running or not is_explicit(context, deed):
        return False
    at = context.sentence[deed.word]
    since = [one for one in context.told if context.sentence[one.trigger] <= at and context.together(one, deed)]
    lead = next((one for one in since if one.scope == "incident" and one.harm in VIOLENT), None)
    return (
        lead is not None
        and lead.id in ids
        and context.sentence[lead.trigger] <= context.sentence[0] + _LEAD
        and not any(context.sentence[one.trigger] == at for one in since)
        and not any(_is_apart(context, lead, one) for one in since if one.id not in ids)
        and not any(_is_rival(context, one, deed) for one in since if one.id in ids)
    )


def _is_rival(context: Context, claim: Claim, deed: Deed) -> bool:
    """Whether the sentence of a claim tells of another group's deed than that of whoever claims one."""
    return any(
        one.means == "does"
        and one.actor.kind == "armed_group"
        and one.actor.catalogue not in (None, deed.actor.catalogue)
        and context.sentence[one.word] == context.sentence[claim.trigger]
        for one in context.deeds
    )


def _is_apart(context: Context, lead: Claim, claim: Claim) -> bool:
    """Whether the words of a claim turn to another event than that of the lead, or put it elsewhere."""
    turn = turn_of(context.doc, claim)
    if turn is not None and not turn.form.startswith("the second"):
        return True
    one, other = own_place(context, lead), own_place(context, claim)
    return one is not None and other is not None and places_part(one, other)


_LEAD = 3
"""Sentences from the outset in which an article says what it is about."""


def _in_passing(context: Context, claim: Claim) -> bool:
    """Whether a clause that only tells more of somebody holds a figure: "the rebels, who killed seven in May, denied it"."""
    first = context.tokens_of(context.sentence[claim.trigger])[0]
    start = max(first, claim.trigger - _ASIDE)
    before = context.words[start : claim.trigger]
    sides = {a.extent.end for a in context.actors if a.kind in ARMED}
    opens = [i for i, pair in enumerate(pairwise(before)) if pair in _RELATIVES and start + i in sides]
    closed = bool(opens) and "," in before[opens[-1] + 1 :]
    return bool(opens) and (not closed or context.words[claim.trigger].endswith("ing"))


_ASIDE = 16
"""Most words from the beginning of such a clause to its figure."""

_RELATIVES = frozenset({(",", "who"), (",", "which"), (",", "whose")})


def of_main(context: Context, thread: Sequence[Claim], deed: Deed) -> bool:
    """Whether an entry of a running story tells of no figures, but of who did what the story is about."""
    if not context.running or deed.means == "does" or context.zone(deed.word) == "furniture":
        return False
    at = context.items[deed.word]
    if at == 0 or any(context.items[one.trigger] == at for one in context.told):
        return False
    main = bool(context.told) and any(one.id == context.told[0].id for one in thread)
    return main and (context.words[deed.word] in _OWN or _of_known(context, deed))


def _of_known(context: Context, deed: Deed) -> bool:
    """Whether the sentence of a deed speaks of an attack as of a known one: "responsibility for the attack"."""
    here = context.tokens_of(context.sentence[deed.word])
    known = (i for i in here if context.words[i] in _KNOWN_DEEDS)
    return any(not {"the", "this"}.isdisjoint(context.words[max(here[0], i - 3) : i]) for i in known)


def nameless(actor: Actor) -> bool:
    """Whether words say what somebody did and not who it was: "gunmen", "a suicide bomber"."""
    return actor.kind == "unknown_attacker" or (
        actor.kind == "armed_group"
        and actor.catalogue is None
        and actor.rule.startswith("head")
        and "name" not in actor.rule
    )


def unclaimed(context: Context, claim: Claim) -> bool:
    """Whether the claim's own sentence says that nobody has claimed it: who did other things nearby did not do this."""
    told = " ".join(context.words[i] for i in context.tokens_of(context.sentence[claim.trigger]))
    return " responsibility " in told and any(f" {form} " in f" {told}" for form in _UNCLAIMED)
