"""What a date is there for: when something happened, since when something runs, when the article was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, TypeAlias

from spacy.tokens import Doc

from ..lexicon import read_table, table_path
from ..spans import lowers
from ..values import Extent
from .asides import is_aside
from .awaited import is_awaited, next_one
from .beginnings import WINDOW, beginning, word_before
from .periods import Period, first_day, last_day
from .tables import tables

Role: TypeAlias = Literal["event", "since", "published", "background"]

RECENT = timedelta(days=92)
"""How long before the day of writing a thing may have happened to be what the article reports."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A row of ``tellings.csv``: a word of telling."""

    form: str
    example: str


@lru_cache(maxsize=1)
def _tellings() -> frozenset[str]:
    return frozenset(row.form for row in read_table(table_path("when", "tellings"), Telling, unique=("form",)))


_BETWEEN = frozenset(
    """on late early later reporters journalists the a an media agency news to at in by state national television tv radio
    twitter telegram facebook social phone telephone""".split()
)
"""Words that may stand between a word of telling and its day, beside names: "told the AFP news agency on Friday"."""


_REPORTING = frozenset({"said", "confirmed", "announced", "accused", "blamed", "condemned", "denied", "reported"})
"""Verbs of telling right after the day on which somebody told: "the police on Friday confirmed"."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A period with its role and the words that gave it."""

    period: Period
    role: Role
    cues: tuple[Extent, ...] = ()


def is_name(doc: Doc, extent: Extent) -> bool:
    """Whether a date is part of a name: the 14 March Alliance, Bloody Sunday.

    >>> import spacy
    >>> is_name(spacy.blank("en")("The 14 March Alliance"), Extent(1, 3))
    True
    """
    names = tables().names
    after = doc[extent.end] if extent.end < len(doc) else None
    before = doc[extent.start - 1] if extent.start else None
    for token, side in ((after, "after"), (before, "before")):
        if token is None or not token.text[0].isupper() or _is_shouted(doc, extent, token.text):
            continue
        row = names.get(token.lower_)
        if row is not None and row.side == side:
            return True
    return False


def _is_shouted(doc: Doc, extent: Extent, word: str) -> bool:
    """Whether capitals say nothing, because all around is in capitals."""
    sent = doc[extent.start].sent if doc.has_annotation("SENT_START") else doc[:]
    return word.isupper() and all(t.text.isupper() for t in sent if t.is_alpha)


def _is_awaited(doc: Doc, extent: Extent, period: Period) -> bool:
    """Whether a month or a day of the week is the coming one: "a second round will follow in January"."""
    if not period.relative or period.start is None or period.start != period.end or _owns(doc, extent):
        return False
    words = lowers(doc[extent.start : extent.end])
    if len(period.start) == 7:
        named = len(words) == 1
    else:
        named = words[0] in tables().weekdays and not _is_telling(doc, extent, period)
    if not named:
        return False
    sent = doc[extent.start].sent if doc.has_annotation("SENT_START") else doc[:]
    return is_awaited(lowers(sent), Extent(extent.start - sent.start, extent.end - sent.start))


TOP = 60
"""How many tokens into an article its own line of date may stand."""


def _is_line_of_date(doc: Doc, extent: Extent, period: Period, anchor: date | None) -> bool:
    """Whether a full date at the top of an article is its day of writing: "Juba, 24 March 2025"."""
    if anchor is None or extent.start > TOP or period.start != anchor.isoformat() or period.end != period.start:
        return False
    if not any(doc[i].text.isdigit() and len(doc[i]) == 4 for i in range(extent.start, extent.end)):
        return False
    at = word_before(doc, extent)
    return at is None or doc[at].lower_ not in ("on", "by", "from", "until", "in", "of", "dated")


def placed(doc: Doc, extent: Extent, period: Period, anchor: date | None, shown: Sequence[Extent]) -> Placed:
    """Give a period its role, and open the side that "since" or "until" leaves open."""
    if any(one.overlaps(extent) for one in shown):
        return Placed(period, "published")
    if anchor is not None and _is_awaited(doc, extent, period):
        return Placed(next_one(period, anchor), "background")
    if _is_line_of_date(doc, extent, period, anchor):
        return Placed(period, "published")
    if doc[extent.start].lower_ in _OWN:  # "its fifth year"
        return Placed(replace(period, end=None), "since", (Extent(extent.start, extent.start + 1),))
    start = beginning(doc, extent)
    if start is not None:
        return Placed(_opened(period, anchor), "since", (start,))
    at = word_before(doc, extent)
    aside = (
        _is_background(doc, extent, period, anchor)
        or _is_telling(doc, extent, period)
        or _is_of_record(doc, extent)
        or _is_in_passing(doc, extent)
    )
    role: Role = "background" if aside else "event"
    if at is not None and doc[at].lower_ in ("until", "till") and not _owns(doc, extent):
        return Placed(replace(period, start=None), role, (Extent(at, at + 1),))
    return Placed(period, role)


_OWN = frozenset({"its", "their"})


def _opened(period: Period, anchor: date | None) -> Period:
    """The period that runs from a date, as far as that is known: "since late April" is since that April.

    What has run since a day of a year cannot have begun after the day of writing.
    """
    start = period.start
    if start is not None and anchor is not None and period.month_day is not None and first_day(start) > anchor:
        start = f"{int(start[:4]) - 1:04d}{start[4:]}"
    if start is not None and period.end is not None:
        if period.grain == "season" and len(start) == 7 and start[:4] == period.end[:4] and _is_third(period):
            start = start[:4]
        elif period.grain == "span" and start[:7] == period.end[:7] and int(start[8:]) in (1, 11, 21):
            start = start[:7]
    return replace(period, start=start, end=None)


def _is_third(period: Period) -> bool:
    """Whether a period is a third of a year: late 2023."""
    months = tuple(int((one or "0000-00")[5:7]) for one in (period.start, period.end))
    return months in ((1, 4), (5, 8), (9, 12))


_RECORDS = frozenset("worst most first second third fourth fifth sixth seventh eighth ninth tenth".split())
_SPANS = frozenset({"year", "month", "week"})


def _is_of_record(doc: Doc, extent: Extent) -> bool:
    """Whether a span is that over which something is the most or the third: "the deadliest attack this year"."""
    if extent.end - extent.start != 2 or doc[extent.start].lower_ != "this" or doc[extent.end - 1].lower_ not in _SPANS:
        return False
    first = max(doc[extent.start].sent.start if doc.has_annotation("SENT_START") else 0, extent.start - WINDOW)
    words = (doc[i].lower_ for i in range(first, extent.start))
    return any(
        word in _RECORDS or (word.endswith("iest") and len(word) > 5) or word in ("largest", "biggest")
        for word in words
    )


def _is_in_passing(doc: Doc, extent: Extent) -> bool:
    """Whether a date is that of a count, a statement or a burial: "the toll rose to 31 on Thursday"."""
    sent = doc[extent.start].sent if doc.has_annotation("SENT_START") else doc[:]
    return is_aside(lowers(sent), Extent(extent.start - sent.start, extent.end - sent.start))


def _owns(doc: Doc, extent: Extent) -> bool:
    """Whether a date has something: "by Monday's attack"."""
    return extent.end < len(doc) and doc[extent.end].lower_ in ("'s", "’s", "'", "’")


def _is_telling(doc: Doc, extent: Extent, period: Period) -> bool:
    """Whether a day is the one on which somebody spoke: "the police said on Friday"."""
    if period.start is None or period.start != period.end or len(period.start) < 10 or _owns(doc, extent):
        return False
    at, shouted = extent.start - 1, _is_shouted(doc, extent, doc[extent.start].text)
    while at > extent.start - 6 and at >= 0 and (doc[at].lower_ in _BETWEEN or _is_of_name(doc[at].text, shouted)):
        at -= 1
    told = doc[at].lower_ if at >= 0 else ""
    if told in _tellings() or (at > 0 and f"{doc[at - 1].lower_} {told}" in _tellings()):
        return True
    if _is_limit(doc, extent):
        return True
    return extent.end < len(doc) and doc[extent.end].lower_ in _REPORTING


def _is_of_name(word: str, shouted: bool) -> bool:
    """Whether capitals tell that a word is of a name; they tell nothing where all is in capitals."""
    return not shouted and (word.istitle() or word.isupper())


def _is_limit(doc: Doc, extent: Extent) -> bool:
    """Whether a day is the one by which something was told or done: "by Sunday night 22 bodies had been recovered"."""
    at = extent.start - 1
    while at >= 0 and doc[at].lower_ in _OF_DAY:
        at -= 1
    return at >= 0 and doc[at].lower_ == "by"


_OF_DAY = frozenset("late early noon midday midnight dawn dusk nightfall on the".split())


def _is_background(doc: Doc, extent: Extent, period: Period, anchor: date | None) -> bool:
    """Whether a date lies long before the day of writing or after it, or stands in the furniture of the page."""
    if any(zone.label == "furniture" and zone.extent.contains(extent) for zone in doc._.text or ()):
        return True
    if anchor is None or period.start is None or period.end is None:
        return False
    return last_day(period.end) < anchor - RECENT or first_day(period.start) > anchor
