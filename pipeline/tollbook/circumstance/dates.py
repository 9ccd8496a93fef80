"""When a harm happened: the date of the claim's sentence, else of its group, else of the nearest sentence before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..values import Claim, When
from .clause import own_place
from .context import Context, Located
from .geography import AREAS, places_part
from .parting import turn_of
from .periods import of_bulletin, since
from .recalled import is_long_told

REACH = 4
"""Most sentences between a claim and the sentence that dates it."""


LEAD = 5
"""How many sentences open an article."""


def _own(context: Context, claim: Claim) -> When | None:
    """The date in the claim's sentence: of the period for a running toll, of the event for any other."""
    return context.once(("own_date", claim.id, claim.trigger, claim.scope), lambda: _in_sentence(context, claim))


def _in_sentence(context: Context, claim: Claim) -> When | None:
    here = [d for d in context.in_sentence(claim, context.dates) if not _is_of_late_death(context, claim, d)]
    roles = ("since", "event") if claim.scope in ("period", "conflict") else ("event", "since")
    return next((d for role in roles for d in here if d.role == role), None)


def _long_ago(context: Context, claim: Claim) -> When | None:
    """The date long ago that the claim's own clause gives to it."""
    return next((d for d in context.in_sentence(claim, context.dates) if is_long_told(context, claim, d)), None)


_OF_THEM = frozenset({"whom", "them", "injured", "wounded"})


def _is_late(context: Context, claim: Claim) -> bool:
    """Whether a claim is the later death of some of the injured, whose day is not that of the event."""
    return context.once(("is_late", claim.id, claim.trigger, claim.harm), lambda: _is_later_death(context, claim))


def _is_later_death(context: Context, claim: Claim) -> bool:
    if _is_of_wounds(context, claim) or _raises_toll(context, claim):
        return True
    if claim.harm != "killed" or _OF_THEM.isdisjoint(context.words[max(0, claim.trigger - 4) : claim.trigger]):
        return False
    before = [one for one in context.claims if one.trigger < claim.trigger]
    return bool(before) and max(before, key=lambda one: one.trigger).harm == "injured"


_WOUNDS = frozenset({"wounds", "injuries", "burns"})
_WARDS = frozenset({"hospital", "clinic"})
_RAISING = frozenset("raises raising raise raised brings bringing brought bring takes taking".split())
_TOLLS = frozenset({"toll", "number", "total", "dead", "deaths"})


def _is_of_wounds(context: Context, claim: Claim) -> bool:
    """``Five had died of their wounds overnight``, where others were told of before."""
    at = claim.trigger
    if claim.harm != "killed" or claim is context.claims[0]:
        return False
    after = context.words[at + 1 : min(at + 9, context.doc[at].sent.end)]
    if context.words[at] == "died" and not _WARDS.isdisjoint(after):
        return True
    return context.words[at] == "succumbed" or (after[:1] in (("of",), ("from",)) and not _WOUNDS.isdisjoint(after[:3]))


def _raises_toll(context: Context, claim: Claim) -> bool:
    """``One of the guards died on Friday, which raises the toll to nine``."""
    if claim.harm != "killed" or "of" not in context.words[claim.extent.start : claim.trigger]:
        return False
    end = context.doc[claim.trigger].sent.end
    return any(
        context.words[i] in _RAISING and not _TOLLS.isdisjoint(context.words[i + 1 : i + 6])
        for i in range(claim.trigger + 1, end)
    )


_CLOSE = 5
"""Most words between a later death and its day."""


def _is_of_late_death(context: Context, claim: Claim, date: When) -> bool:
    """Whether a day in the sentence of a claim is that of a later death: "19 injured, three of whom died on Monday"."""
    if _is_late(context, claim):
        return False
    at = date.extent.start
    return any(0 < at - one.trigger <= _CLOSE and _is_late(context, one) for one in context.claims)


def _days(context: Context) -> list[When]:
    """The days of what happened, without those on which some of the injured died."""
    late = {date.id for one in context.claims if _is_late(context, one) and (date := _own(context, one)) is not None}
    return [date for date in context.days if date.id not in late]


def _tells(context: Context, claim: Claim, date: When) -> bool:
    """Whether a date elsewhere may be the claim's: before it, in its paragraph, or where the article opens."""
    at, to = claim.trigger, date.extent.start
    beside = context.paragraph[at] == context.paragraph[to] or context.items[at] == context.items[to] > 0
    return to < at or beside or context.sentence[to] < LEAD


def _of_opening(context: Context, claim: Claim, thread: Sequence[Claim], others: set[str]) -> tuple[str, str] | None:
    """The day that headline and lead give to their event, for a claim that nothing near dates and no place parts from it.

    Args:
        others: The days that claims of other events have in their own sentences.
    """
    turn = turn_of(context.doc, thread[0])
    if claim.background or claim.zone == "furniture" or (turn is not None and turn.where == "start"):
        return None
    items = {context.items[claim.trigger], 0} if context.running else {context.items[claim.trigger]}

    def opens(one: Located) -> bool:
        at = one.extent.start
        return context.sentence[at] <= LEAD and context.items[at] in items and not context.lines[at]

    own = own_place(context, claim)
    places = [p for p in context.places if p.role == "incident" and p.type not in AREAS and opens(p)]
    if own is not None and places and all(places_part(own, p) for p in places):
        return None
    led = (d for d in _days(context) if opens(d) and (d.extent.start < claim.trigger or d.id not in others))
    return next(((d.id, "date.lead") for d in led), None)


_DEEDS = frozenset(
    """attack assault bombing blast explosion strike airstrike raid ambush massacre shooting siege clash killing killings
    attacks violence incident""".split()
)


def _of_main_deed(context: Context, claim: Claim, thread: Sequence[Claim]) -> When | None:
    """The day that a later sentence gives to the deed of the lead as to one known: "Monday's attack was the second"."""
    if claim.background or not any(context.sentence[one.trigger] <= LEAD and one is thread[0] for one in thread):
        return None
    known = [d for d in _days(context) if context.together(claim, d) and _owns_deed(context, d)]
    return known[0] if known and len({d.start for d in known}) == 1 else None


def _owns_deed(context: Context, date: When) -> bool:
    """``Monday's attack``."""
    end = date.extent.end
    return context.words[end : end + 1] in (("'s",), ("’s",)) and not _DEEDS.isdisjoint(
        context.words[end + 1 : end + 4]
    )


def _of_others(context: Context, thread: Sequence[Claim]) -> set[str]:
    """The days that claims of other events have in their own sentences, and those of an event have not."""
    found: set[str] = set()
    mine: set[str] = set()
    for one in context.claims:
        own = _own(context, one)
        if own is not None:
            (mine if one in thread else found).add(own.id)
    return found - mine


def _led_to(context: Context, claim: Claim) -> When | None:
    """The day that the sentences between the claim before and a claim give, in the claim's paragraph."""
    at = context.sentence[claim.trigger]
    since = max(
        (context.sentence[one.trigger] for one in context.claims if context.sentence[one.trigger] < at), default=-1
    )
    found = [
        d
        for d in _days(context)
        if since < context.sentence[d.extent.start] < at
        and context.together(claim, d)
        and context.paragraph[d.extent.start] == context.paragraph[claim.trigger]
    ]
    last = max((context.sentence[d.extent.start] for d in found), default=-1)
    return next((d for d in found if context.sentence[d.extent.start] == last), None)


def _of_thread(context: Context, claim: Claim, thread: Sequence[Claim]) -> When | None:
    """The day that other claims of the event have in their own sentences, else that their paragraphs lead up to."""
    others = [*context.group(claim), *sorted(thread, key=lambda one: abs(context.distance(claim, one)))]
    others = [one for one in others if one.id != claim.id and not _is_late(context, one)]
    told = (find(context, one) for find in (_own, _led_to) for one in others)
    return next((d for d in told if d is not None and _tells(context, claim, d)), None)


def _heading_over(context: Context, claim: Claim) -> When | None:
    """The day that alone is a line over the item of a claim, as in a chronology."""
    if not context.items[claim.trigger]:
        return None
    before = [d for d in context.once(("day_lines",), lambda: _day_lines(context)) if d.extent.start < claim.trigger]
    return before[-1] if before else None


def _day_lines(context: Context) -> list[When]:
    return [d for d in context.dates if not context.items[d.extent.start] and _is_whole_line(context, d)]


def _is_whole_line(context: Context, date: When) -> bool:
    number = context.paragraph[date.extent.start]
    start, end = bisect_left(context.paragraph, number), bisect_right(context.paragraph, number)
    others = (*context.words[start : date.extent.start], *context.words[date.extent.end : end])
    return not any(word[:1].isalnum() for word in others)


_ARRESTED = frozenset({"arrested", "detained", "custody"})
_PERFECT = frozenset({"have", "has", "had"})


def _is_later_arrest(context: Context, claim: Claim) -> bool:
    """Whether a claim is of suspects who have been arrested since, on a day that nobody gives."""
    if claim.harm != "detained" or context.words[claim.trigger] not in _ARRESTED:
        return False
    led = context.words[max(context.doc[claim.trigger].sent.start, claim.trigger - 3) : claim.trigger]
    return context.words[claim.trigger] == "custody" or not _PERFECT.isdisjoint(led)


def _of_credit(context: Context, claim: Claim) -> tuple[str, str] | None:
    """The day in the credit that ends an item of a press review: "[Radio Tochi, Sunday]"."""
    item = context.items[claim.trigger]
    credits = (d for d in context.dates if item and context.items[d.extent.start] == item and _is_credit(context, d))
    return next(((d.id, "date.credit") for d in credits if d.extent.start > claim.trigger), None)


def _is_credit(context: Context, date: When) -> bool:
    before, after = context.words[date.extent.start - 1], context.words[date.extent.end : date.extent.end + 1]
    return before == "," and after in (("]",), (")",))


def date_of(context: Context, claim: Claim, thread: Sequence[Claim]) -> tuple[str, str] | None:
    """The id of the date of a claim and the rule that chose it, or null."""
    if claim.modality == "hypothetical":
        return None  # a day in its sentence is that of the warning, or a limit
    own = _own(context, claim) or _long_ago(context, claim)
    if own is not None:
        return own.id, "date.own_sentence"
    if _is_later_arrest(context, claim):
        return None
    if claim.scope in ("period", "conflict"):
        running = since(context, claim) or of_bulletin(context, claim)
        return None if running is None else (running.id, "date.period")
    whole = next((one for one in context.told if one.id == claim.subset_of), None)
    shared = None if whole is None else _long_ago(context, whole)
    if shared is not None:
        return shared.id, "date.thread"
    led = _led_to(context, claim)
    if led is not None:
        return led.id, "date.nearby"
    over = _heading_over(context, claim)
    if over is not None:
        return over.id, "date.heading"
    shared = _of_thread(context, claim, thread)
    if shared is not None:
        return shared.id, "date.thread"
    dates = _days(context)
    others = _of_others(context, thread)
    near = [d for d in context.near(claim, dates, REACH) if _tells(context, claim, d)]
    near = [d for d in near if context.distance(claim, d) < 0 or d.id not in others]
    if not near:
        counted = of_bulletin(context, claim)
        if counted is not None:
            return counted.id, "date.period"
        main = _of_main_deed(context, claim, thread)
        opening = _of_opening(context, claim, thread, others) if main is None else (main.id, "date.thread")
        return opening or _of_credit(context, claim)
    # What stands before dates a sentence more often than what follows.
    nearest = min(
        near, key=lambda d: (abs(context.distance(claim, d)) + (context.distance(claim, d) > 0), d.extent.start)
    )
    return nearest.id, "date.nearby"
