"""Days long before the day of writing: what happened on them is told beside the event that the article reports."""

from __future__ import annotations

from datetime import timedelta

from ..values import Claim, When
from .context import Context

OLD = timedelta(days=92)
"""How long before the day of writing a day lies that is another event's."""

_PAST = timedelta(days=6)
"""How long before the day of writing a day lies that opens the story of an earlier event."""

_OPENING = 2
"""Most words before a day that opens a sentence: "On May 31"."""

_DEEDS = frozenset(
    """attack attacks assault bombing bomb blast explosion strike airstrike raid ambush massacre shooting siege clash fighting
    fire shelling accident""".split()
)


def _ends_before(context: Context, date: When, span: timedelta) -> bool:
    """Whether a date has ended at least so long before the day of writing."""
    published, end = context.written, date.end
    if published is None or end is None:
        return False
    return end < (published - span).isoformat()[: len(end)]


def is_long_ago(context: Context, date: When) -> bool:
    """Whether a date lies long before the day of writing: "in March last year a bomb killed nine"."""
    return is_span_before(date) or (_is_dated_before(date) and _ends_before(context, date, OLD))


def is_span_before(date: When) -> bool:
    """Whether a date is a month or more before what the article reports, whenever it was written."""
    return date.precision >= 4 and _is_dated_before(date)


def _is_dated_before(date: When) -> bool:
    return date.role == "background" and date.start is not None and date.end is not None


def is_long_told(context: Context, claim: Claim, date: When) -> bool:
    """Whether a date long ago in the sentence of a claim is the claim's, not that of what somebody did before."""
    return is_long_ago(context, date) and is_of_clause(context, claim, date)


def recalls(context: Context, before: Claim, claim: Claim, date: When | None) -> bool:
    """Whether a claim is dated earlier than the undated report that told of the claim before it.

    Its own clause has a day long ago; or the way to it opens with a day some time before the day of writing: "Nine died in
    the raid. On May 31, a bomber drove into the market. Up to forty were killed."
    """
    if before.zone == "headline" or claim.furniture:
        return False
    if date is not None and is_long_ago(context, date):
        return True
    start, end = context.sentence[before.trigger], context.sentence[claim.trigger]
    return any(start < context.sentence[d.extent.start] <= end and _opens(context, d) for d in context.dates)


def _opens(context: Context, date: When) -> bool:
    at = date.extent.start
    first = context.doc[at].sent.start
    opening = [word for word in context.words[first:at] if word.strip()]
    if len(opening) > _OPENING or date.role not in ("event", "background"):
        return False
    return _ends_before(context, date, _PAST)


_LINKS = frozenset({"that", "which", "when"})
_RELATIVES = frozenset({"which", "who", "whose", "that", "after", "since", "when"})


_KNOWN_FOR = frozenset({"author", "behind", "mastermind", "masterminded", "organiser", "organizer", "perpetrator"})
"""Words for what somebody did before: "the dead include Bako, author of the raid of March 2014"."""

_PHRASE = 10


def is_of_clause(context: Context, claim: Claim, date: When) -> bool:
    """Whether no word between a claim and a date opens a clause that tells of another: "Bako, who led a raid in 2014".

    What a deed of that date did is the date's: "a raid in March 2015 that killed nine". "This year" is background only
    where something is the worst of it.
    """
    words, at = context.words, date.extent.start
    if words[at] == "this":
        return False
    if claim.trigger < at:
        return (_RELATIVES | _KNOWN_FOR).isdisjoint(words[claim.trigger : at])
    between = range(date.extent.end, claim.trigger)
    opens = [i for i in between if words[i] in _RELATIVES]
    first = context.doc[at].sent.start
    return all(words[i] in _LINKS and not _DEEDS.isdisjoint(words[max(first, i - _PHRASE) : i]) for i in opens)
