"""Items: the parts of a page that tell of separate things, as entries of a live blog, a bulletin, a list of headlines.

What stands in one item says nothing of another, unless it takes up the other's event (`Layout.running`). An ordinary
article has none: all of it is item 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

_BULLET = re.compile(r"[-–—•*·▪►‣]\s*\S")
_CLOCK = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\[|\()?(?:\d{1,2}[:.]\d{2}(?: ?[ap]\.?m)?|\d{1,2} ?[ap]\.?m)\b",
    re.I,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(rf"(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}),? (?:\d{{4}},? )?[A-Z\w'’ -]{{0,40}}[.:–—-]", re.I)
_PLACE_DAY = re.compile(
    r"[A-Z][^.:;!?]{1,50}, (?:\d{1,2} (?:to |- ?|– ?)?)?(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})(?:,? \d{4})?"
    r" ?[.:–—-]\s*\S"
)
_LABEL = re.compile(r"[A-Z][\w'’()/-]*(?:[ ,]+[\w'’()/-]+){0,3}: [\"“‘']?[A-Z0-9]")
_SECTION = re.compile(r"[A-Z][\w'’-]*(?: (?:of|the|and|el|al|[a-z]{2}-[A-Z][\w'’-]*|[A-Z][\w'’-]*)){0,3}")
"""A line that is but a name, and heads what happened there."""
_NAMED = re.compile(r"[A-Z][\w'’-]*(?: (?:of|the|and|[A-Z][\w'’-]*)){0,3}\. [\"“‘']?[A-Z]")
"""A line that begins with a name and a full stop: "Taiz. On 8 March"."""
TOWN_LINE = re.compile(r"\*?\s*[A-Z][A-Z'’-]{2,}(?:[ /][A-Z'’-]{2,}){0,3}(?:, [A-Z][\w'’-]+)? (?:-|–|—|--) ?\S")
"""A line that begins with a place in capitals and a dash, as those of a list of the day's events."""
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DATED = re.compile(
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:{_NUMBER} {_MONTH}|{_MONTH} {_NUMBER})(?:,? \d{{4}})?:?",
    re.I,
)
"""A line that is but a day, over what happened on it."""
_STOP = re.compile(r"[.!?…][\"'”’)\]]*(?:\s*[\[(][^\[\]()]{2,60}[\])])?$")
"""How a line of running text ends: on a full stop, behind which a credit may stand: "police said. [Radio Aden, Monday]"."""
LEAST = 3
"""How many lines make a list."""
_DIGEST = 0.4
"""The least share of a digest's lines that are headlines."""
LONGEST_HEADLINE = 260
"""Most characters of a line of a list of headlines."""
_KEPT = "tollbook.layout"
"""Where a document keeps its layout, with the zones and places that it was told by."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page is parted into items.

    Attributes:
        items: For each token the number of its item, from 1, or 0 where it stands in running text.
        running: Whether the items follow one story, as those of a live blog or a list of headlines do; those of a
            bulletin, each with its own day or place, do not.
    """

    items: tuple[int, ...]
    running: bool = False


def layout(doc: Doc) -> Layout:
    """The items of a page.

    >>> import tollbook
    >>> doc = tollbook.load()("Live\\n\\n08:40 Two die.\\n\\n09:10 Calm.\\n\\n10:00 Three die.")
    >>> found = layout(doc)
    >>> sorted(set(found.items)), found.running
    ([0, 1, 2, 3], True)
    """
    known: tuple[Any, Any, Layout] | None = doc.user_data.get(_KEPT)
    if known is None or known[0] is not doc._.text or known[1] is not doc._.place:
        known = doc.user_data[_KEPT] = doc._.text, doc._.place, _parted(doc)
    return known[2]


def _parted(doc: Doc) -> Layout:
    lines = _lines(doc)
    texts = [line for _, line in lines]
    marks = _marks(texts, _headed(doc, lines))
    listed = any(marks)
    headlines = not listed and _is_list_of_headlines(texts)
    digest = [False] * len(lines) if listed or headlines else _digest(texts)
    numbers = [0] * len(doc)
    item = last = 0
    bounds = [start for start, _ in lines] + [len(doc)]
    for n, (start, line) in enumerate(lines):
        if headlines or digest[n] or (listed and marks[n]):
            item = last = last + 1
        elif listed and item and _is_heading(line):
            item = 0
        if item:
            numbers[start : bounds[n + 1]] = [item] * (bounds[n + 1] - start)
    return Layout(
        tuple(numbers), headlines or any(digest) or sum(_CLOCK.match(line) is not None for line in texts) >= LEAST
    )


def items(doc: Doc) -> tuple[int, ...]:
    """For each token the number of its item, from 1, or 0 where it stands in running text.

    >>> import tollbook
    >>> sorted(set(items(tollbook.load()("Two men died in Homs. It was calm."))))
    [0]
    """
    return layout(doc).items


def _lines(doc: Doc) -> list[tuple[int, str]]:
    """The first token of each line of the page, and the line; as the room ``text`` told them, hard breaks undone."""
    text = doc.text
    zones = [zone.extent for zone in doc._.text or () if zone.label not in ("quotation", "dateline")]
    return [(zone.start, text[doc[zone.start].idx : _behind(doc, zone.end)].strip()) for zone in zones]


def _behind(doc: Doc, end: int) -> int:
    """The character behind the last token before ``end``."""
    return doc[end - 1].idx + len(doc[end - 1])


def _headed(doc: Doc, lines: list[tuple[int, str]]) -> list[bool]:
    """Which lines are the name of a place alone, under which a bulletin tells what happened there."""
    bounds = [*(start for start, _ in lines), len(doc)][1:]
    places = {place.extent.start: place.extent.end for place in doc._.place or ()}
    named = (
        places.get(start, -1) >= start + len(line.split()) and not doc[places[start] : end].text.strip(" \n:")
        for (start, line), end in zip(lines, bounds, strict=True)
    )
    return [n > 0 and found for n, found in enumerate(named)]


def _marks(lines: list[str], headed: list[bool]) -> list[bool]:
    """Which lines begin an item: those with a bullet, a clock, a day, or a place that heads them, and those under a day."""
    marks = [any(pattern.match(line) for pattern in (_BULLET, _CLOCK, _DAY)) for line in lines]
    sections = [n > 0 and _heads(line, lines[n + 1 :]) for n, line in enumerate(lines)]
    if sum(sections) >= LEAST:
        marks = [one or other for one, other in zip(marks, sections, strict=True)]
    if sum(headed) >= LEAST:
        marks = [one or other for one, other in zip(marks, headed, strict=True)]
    days = [_DATED.fullmatch(line) is not None for line in lines]
    if sum(days) >= LEAST:
        first = days.index(True)
        marks = [one or (n > first and not days[n]) for n, one in enumerate(marks)]
    for pattern, share in ((_PLACE_DAY, 0.0), (TOWN_LINE, 0.3), (_LABEL, 0.5), (_NAMED, 0.3)):
        found = [n > 0 and pattern.match(line) is not None for n, line in enumerate(lines)]
        if sum(found) >= max(LEAST, share * len(lines)):
            marks = [one or other for one, other in zip(marks, found, strict=True)]
    marks = [mark and not _goes_on(lines[:n], lines[n]) for n, mark in enumerate(marks)]
    return marks if sum(marks) >= LEAST else [False] * len(lines)


def _heads(line: str, behind: list[str]) -> bool:
    """Whether a line is but a name over a paragraph."""
    name = _SECTION.fullmatch(line) is not None and not line.isupper()
    return name and bool(behind) and _STOP.search(behind[0]) is not None and not _is_heading(behind[0])


def _goes_on(before: list[str], line: str) -> bool:
    """Whether a line with a bullet is a part of the sentence that a colon opens above: "The toll is as follows:"."""
    opened = next((one for one in reversed(before) if not _BULLET.match(one)), "")
    return opened.endswith(":") and _BULLET.match(line) is not None and line.lstrip("-–—•*·▪►‣ \t")[:1].islower()


def _is_heading(line: str) -> bool:
    return len(line) < 60 and _STOP.search(line) is None


def _digest(lines: list[str]) -> list[bool]:
    """Which lines are headlines, each over a line or two of its story, where nearly the whole page is made of such."""
    bare = [_STOP.search(line) is None and len(line) <= LONGEST_HEADLINE for line in lines]
    heads = [n > 0 and bare[n] and not bare[n + 1] for n in range(len(lines) - 1)] + [False]
    return heads if sum(heads) > LEAST and sum(heads) >= _DIGEST * len(lines) else [False] * len(lines)


def _is_list_of_headlines(lines: list[str]) -> bool:
    """Whether nearly every line is short and without a full stop."""
    bare = sum(_STOP.search(line) is None and len(line) <= LONGEST_HEADLINE for line in lines)
    return len(lines) >= 2 * LEAST and bare >= 0.8 * len(lines)
