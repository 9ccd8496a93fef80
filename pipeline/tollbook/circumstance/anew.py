"""What goes on with an event whatever place or day is named beside it, and what begins another one by itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from ..values import Claim, Place, When
from .context import Context
from .geography import AREAS, places_part
from .parting import days_part, opens_with_deed
from .recalled import is_span_before

_OTHERS = frozenset({"other", "others"})


def is_of_the_dead(claim: Claim) -> bool:
    """``The victim was named as a driver from Tarsin``: those who are known to be dead; the place is where they are from."""
    return claim.rule.startswith("refer:") and claim.subset_of is None


def is_of_others(context: Context, claim: Claim) -> bool:
    """``Nine other villagers were wounded``: people beside those told of right before, in the paragraph."""
    start = claim.count.extent.start if claim.count.extent is not None else claim.extent.start
    end = claim.victims.extent.end if claim.victims.extent is not None else start + 2
    return not _OTHERS.isdisjoint(context.words[start:end])


_OF_PLACE = frozenset({"village", "town", "district", "quarter", "neighbourhood", "neighborhood", "city", "province"})
_NEXT = frozenset({"nearby", "neighbouring", "neighboring", "another", "adjacent", "different", "second"})


def is_next_door(context: Context, before: Claim | None, claim: Claim) -> bool:
    """``and killed four men in a nearby village``: whether dead or hurt are of another village than those before them."""
    if before is None or context.distance(claim, before) != 0 or before.trigger == claim.trigger:
        return False
    if claim.harm not in ("killed", "injured", "killed_or_injured"):
        return False
    words = context.words[claim.trigger + 1 : claim.trigger + 12]
    for n, word in enumerate(words):
        if word in (",", ";", "and"):
            return False
        if word in ("in", "at") and words[n + 1 : n + 2] and words[n + 1] in ("a", "another"):
            near = words[n + 1 : n + 4]
            return not (_NEXT.isdisjoint(near) or _OF_PLACE.isdisjoint(near))
    return False


_SUSPECTS = frozenset(
    """suspect suspects suspected attackers assailants gunmen kidnappers perpetrators culprits bombers connection accused
    alleged raiders accomplices mastermind""".split()
)
_ARRESTED = frozenset(
    "arrested arrest arrests detained detain apprehended custody rounded nabbed held".split(),
)


def is_arrest_after(context: Context, claim: Claim, told: Iterable[Claim]) -> bool:
    """``Police arrested four of the attackers``, in a paragraph behind those that tell whom they killed or hurt."""
    before = list(told)
    paragraph = context.paragraph[claim.trigger]
    if claim.harm != "detained" or not before or any(one.harm == "detained" for one in before):
        return False
    if any(context.paragraph[one.trigger] == paragraph for one in before):
        return False
    words = context.words[max(0, claim.trigger - 6) : claim.trigger + 10]
    return not (_SUSPECTS.isdisjoint(words) or _ARRESTED.isdisjoint(words))


_MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec""".split()
)
_INDEFINITE = frozenset({"a", "an", "another"})
_DEEDS = frozenset(
    "bomb blast explosion strike airstrike raid attack ambush mine grenade bomber bombing gunman drone rocket shooting".split()
)
_REACH = 4
_APART = 7
"""Days before the day of writing from which on a dated deed is no news."""


def dated_deed(context: Context, claim: Claim) -> When | None:
    """``On July 4, ten guards were hurt when a bomber attacked a convoy``: the date of a deed not told of before.

    The sentence of the claim, or the one before it in the paragraph, opens with a month and day or a month, and goes on
    with a deed as of something new.
    """
    doc = context.doc
    sents = [doc[claim.trigger].sent]
    if sents[0].start > 0:
        before = doc[sents[0].start - 1].sent
        if context.paragraph[before.start] == context.paragraph[claim.trigger]:
            sents.append(before)
    for sent in sents:
        opening = [
            d
            for d in context.dates
            if sent.start <= d.extent.start <= sent.start + 1
            and not _MONTHS.isdisjoint(context.words[d.extent.start : d.extent.end])
        ]
        if opening and _has_new_deed(context.words[opening[0].extent.end : sent.end]):
            return opening[0]
    return None


def _has_new_deed(words: tuple[str, ...]) -> bool:
    starts = [n for n, word in enumerate(words) if word in _INDEFINITE]
    return any(not _DEEDS.isdisjoint(words[n + 1 : n + 1 + _REACH]) for n in starts)


def is_old_news(context: Context, date: When) -> bool:
    """Whether a date is not that of any day told before it, nor of the week before the day of writing."""
    days = [d for d in context.dates if d.extent.start < date.extent.start and d.start is not None]
    if any(d.extent.start < date.extent.start and not days_part(d, date) for d in days if d.role != "published"):
        return False
    return any(days_part(d, date) and d.precision <= 2 for d in days) or _is_before(date, context.written)


def _is_before(date: When, written: datetime.date | None) -> bool:
    if written is None or date.end is None:
        return False
    if len(date.end) < len("2017-01-01"):
        return date.end < written.isoformat()[: len(date.end)]
    return (written - datetime.date.fromisoformat(date.end[:10])).days > _APART


def is_told_again(context: Context, claim: Claim, told: Iterable[Claim], places: Iterable[Place], own: Place) -> bool:
    """Whether a figure told again is of an event where places part: named alike, or the headline's, of the region alone."""
    claims = list(told)
    said = context.words[own.extent.start : own.extent.end]
    if any(context.words[p.extent.start : p.extent.end] == said for p in places):
        return True
    if (claim.count.low or 0) <= _FEW or opens_with_deed(context, claim):
        return False
    if any(one.zone != "headline" for one in claims):
        return False
    apart = [p for p in places if places_part(p, own)]
    return all(p.type in AREAS or p.name == own.admin1 for p in apart)


_FEW = 3


def is_old(date: When | None, told: Iterable[When]) -> bool:
    """Whether a date lies long before the day of writing, and no date of an event does."""
    return date is not None and is_span_before(date) and not any(is_span_before(d) for d in told)


def gives_figure_of(one: Claim, other: Claim) -> bool:
    """``up to 42 killed`` ... ``between 37 and 42 people were killed``: whether two claims share a bound of one harm."""
    if one.harm != other.harm:
        return False
    return bool({one.count.low, one.count.high} & {other.count.low, other.count.high} - {None})


_COUNTED = re.compile(r"\d{1,2}[.)]\s")
_OPENING = 9


def opens_numbered(context: Context, before: Claim | None, claim: Claim) -> bool:
    """``4. On Monday, a vehicle was hit``: whether a counted paragraph of a release opens with a place or day of its own."""
    number = context.paragraph[claim.trigger]
    if before is None or context.paragraph[before.trigger] == number:
        return False
    start = context.paragraph.index(number)
    text = context.doc[start : start + _OPENING].text
    if _COUNTED.match(text) is None:
        return False
    opening = range(start, start + _OPENING)
    told = [p for p in context.places if p.role == "incident" and p.extent.start in opening]
    return bool(told) or any(d.role == "event" and d.extent.start in opening for d in context.dates)


_NTH_VICTIM = frozenset("third fourth fifth sixth seventh eighth ninth tenth".split())


def is_nth(context: Context, claim: Claim) -> bool:
    """``On Tuesday a third man died``: one more of those who were counted before."""
    return not _NTH_VICTIM.isdisjoint(context.words[claim.extent.start : claim.trigger])
