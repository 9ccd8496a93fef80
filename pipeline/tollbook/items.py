"""Items: the parts of a page that tell of separate things, as entries of a live blog, a bulletin, a list of headlines.

What stands in one item says nothing of another. An ordinary article has none: all of it is item 0.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

_BULLET = re.compile(r"[-–—•*·▪►‣]\s*\S")
_CLOCK = re.compile(r"(?:\[|\()?\d{1,2}[:.]\d{2}(?: ?[apAP]\.?[mM])?\b")
_DAY = re.compile(
    r"\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (?:\d{4},? )?[A-Z\w'’ -]{0,40}[.:–—-]",
    re.I,
)
_STOP = re.compile(r"[.!?…][\"'”’)\]]*$")
LEAST = 3
"""How many lines make a list."""
LONGEST_HEADLINE = 260
"""Most characters of a line of a list of headlines."""


def items(doc: Doc) -> tuple[int, ...]:
    """For each token the number of its item, from 1, or 0 where it stands in running text.

    >>> import tollbook
    >>> doc = tollbook.load()("Live\\n\\n08:40 Two die.\\n\\n09:10 Calm.\\n\\n10:00 Three die.")
    >>> sorted(set(items(doc)))
    [0, 1, 2, 3]
    """
    lines = _lines(doc)
    kinds = [_marked(line) for _, line in lines]
    listed = sum(kinds) >= LEAST
    headlines = not listed and _is_list_of_headlines([line for _, line in lines])
    numbers = [0] * len(doc)
    item = 0
    bounds = [start for start, _ in lines] + [len(doc)]
    for n, (start, line) in enumerate(lines):
        if headlines or (listed and kinds[n]):
            item += 1
        elif listed and item and _is_heading(line):
            item = 0
        if item:
            numbers[start : bounds[n + 1]] = [item] * (bounds[n + 1] - start)
    return tuple(numbers)


def _lines(doc: Doc) -> list[tuple[int, str]]:
    """The first token of each line of the page, and the line; as the room ``text`` told them, hard breaks undone."""
    zones = [zone.extent for zone in doc._.text or () if zone.label not in ("quotation", "dateline")]
    return [(zone.start, doc[zone.start : zone.end].text.strip()) for zone in zones]


def _marked(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_BULLET, _CLOCK, _DAY))


def _is_heading(line: str) -> bool:
    return len(line) < 60 and _STOP.search(line) is None


def _is_list_of_headlines(lines: list[str]) -> bool:
    """Whether nearly every line is short and without a full stop."""
    bare = sum(_STOP.search(line) is None and len(line) <= LONGEST_HEADLINE for line in lines)
    return len(lines) >= 2 * LEAST and bare >= 0.8 * len(lines)
