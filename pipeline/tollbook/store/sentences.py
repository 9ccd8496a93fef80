"""Which claims stand in one sentence, told from the text of a record alone.

The figures of one sentence are different people and are added; those of different sentences are rival counts. A record
holds no sentences, so a break is looked for in the text between two claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_BREAK = re.compile(r"[.!?…][\"'”’)\]*]*\s+(?=[\"'“‘(\[*]*[^a-z\s])|\n\s*[\n*#>-]")
_ABBREVIATED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|gen|lt|col|maj|sgt|capt|brig|cpl|gov|sen|rep|st|no|vs|jr|sr|prof)|\b[a-z](?:\.[a-z])*)\.$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 8


def breaks(text: str) -> Iterator[int]:
    """Where sentences end: the offsets after each break.

    >>> list(breaks("Gen. Ali said so. Two died.\\n\\nMore."))
    [18, 29]
    """
    for found in _BREAK.finditer(text):
        mark = found.start()
        if text[mark] != "." or not _ABBREVIATED.search(text[max(0, mark - _LONGEST_ABBREVIATION) : mark + 1]):
            yield found.end()


def ordinals(text: str, positions: Sequence[int]) -> list[int]:
    """For each position of a text the number of the sentence that it stands in, from 0.

    >>> ordinals("Two died. Three men, and four boys, were hurt.", [0, 10, 26])
    [0, 1, 1]
    """
    ends = list(breaks(text)) if len(positions) > 1 else []
    order = sorted(range(len(positions)), key=positions.__getitem__)
    found = [0] * len(positions)
    passed = 0
    for index in order:
        while passed < len(ends) and ends[passed] <= positions[index]:
            passed += 1
        found[index] = passed
    return found
