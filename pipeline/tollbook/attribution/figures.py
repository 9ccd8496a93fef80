"""Verbs that report only where a figure stands behind them: "put the toll at nine", "counted nine bodies"."""

from __future__ import annotations

from .page import Page
from .verbs import Found
from .words import MODIFIERS_OF_NUMBERS, NUMERALS, PREPOSITIONS, QUOTES, TOLLS

_REACH = 14
"""Most words between "put" and the "at" of its figure."""


def figure_frame(page: Page, found: Found) -> str | None:
    """The frame by which a verb reports a figure here, or null."""
    frames = found.cue.frames
    end = page.sentence(found.extent.start).end
    i = found.extent.end
    if "figure" in frames and _at_number(page, i, end):
        return "figure"
    if "number" in frames and number_starts(page, i, end):
        return "number"
    if "tally" in frames and any(page.word(j) in TOLLS - {"dead"} for j in range(i + 1, min(end, i + 4))):
        return "tally" if any(number_starts(page, j, end) for j in range(i + 2, min(end, i + 7))) else None
    return None


def _at_number(page: Page, i: int, end: int) -> bool:
    """Whether "at" and a number follow something that can be counted."""
    for j in range(i + 1, min(end, i + _REACH)):
        if page.word(j) == "at" and number_starts(page, j + 1, end):
            return True
        if page.is_boundary(j) and page.word(j) not in ("(", ")") and page.word(j) not in QUOTES:
            return False
    return False


def number_starts(page: Page, i: int, end: int) -> bool:
    """Whether a number begins at a word, its modifiers apart."""
    for j in range(i, min(end, i + 5)):
        word = page.word(j)
        if word[:1].isdigit() or word.split("-")[0] in NUMERALS:
            return True
        passing = word in MODIFIERS_OF_NUMBERS or word in ("to", "from", "by") or (word in PREPOSITIONS and j > i)
        if not passing:
            return False
    return False
