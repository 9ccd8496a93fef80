"""Attributions that the layout tells: headlines with a colon, names behind a dash, the speakers of a transcript."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..values import Extent
from .page import Page
from .report import Report
from .words import DASHES, NUMERALS, STATES

_MOST_WORDS = 5
"""Most words of a source that a colon or a dash parts from what it says."""


_OF_A_PAGE = frozenset(
    """live update updates bulletin headlines briefing timeline factbox explainer analysis breaking news round-up roundup
    video photos watch newsletter weekly daily correction opinion review""".split()
)
"""Words that tell what kind of page follows a colon, rather than who speaks."""


def displayed(page: Page, taken: Collection[int]) -> Iterator[Report]:
    """Yield the attributions of headlines, credits and transcripts.

    Args:
        taken: Where cues begin that were read already.
    """
    yield from _headlines(page, taken)
    yield from _credits(page)
    yield from _transcript(page)


def _headlines(page: Page, taken: Collection[int]) -> Iterator[Report]:
    """Yield sources that a colon parts from what they say: "Three die in raid: monitor", "UN: two die"."""
    for zone, label in page.zones:
        if label != "headline":
            continue
        for i in range(zone.start + 1, zone.end - 1):
            if page.word(i) != ":" or i in taken:
                continue
            if zone.end - i <= _MOST_WORDS + 1 and _is_source(page, i + 1, zone.end):
                source, content = Extent(i + 1, zone.end), Extent(zone.start, i)
                yield _colon(page, i, "headline.after", source, content)
            elif i - zone.start <= _MOST_WORDS + 1 and _is_source(page, zone.start, i):
                source, content = Extent(zone.start, i), Extent(i + 1, zone.end)
                yield _colon(page, i, "headline.before", source, content)
            break


def _colon(page: Page, i: int, rule: str, source: Extent, content: Extent) -> Report:
    return Report(Extent(i, i + 1), "say", rule, page.without_marks(source), page.without_marks(content))


def _is_source(page: Page, start: int, end: int) -> bool:
    words = [i for i in range(start, end) if page.is_alpha(i)]
    if not words or len(words) > _MOST_WORDS:
        return False
    barred = _OF_A_PAGE | NUMERALS | STATES
    if any(page.word(i) in barred or page.text(i)[:1].isdigit() for i in words) or page.is_place(start, end):
        return False
    known = any(start <= a.extent.start < end and not a.rule.startswith("country.agent") for a in page.actors)
    return known or (2 <= len(words) <= 3 and all(page.is_capital(i) for i in words))


def _credits(page: Page) -> Iterator[Report]:
    """Yield names behind a dash that closes a quotation: “We left.” — Karim Haddad."""
    for quotation in page.quotations:
        dash = page.on(quotation.end)
        if page.word(dash) not in DASHES or page.word(dash) == "-" or not page.is_capital(dash + 1):
            continue
        end = dash + 1
        while end < len(page.doc) and end - dash <= 5:
            initial = page.word(end) == "." and len(page.word(end - 1)) == 1
            if not (page.is_capital(end) or page.word(end) == "-" or initial):
                break
            end += 1
        content = page.without_marks(quotation)
        if content is not None and (end >= len(page.doc) or not page.is_alpha(end)):
            yield Report(Extent(dash, dash + 1), "say", "credit.dash", Extent(dash + 1, end), content)


def _transcript(page: Page) -> Iterator[Report]:
    """Yield the speakers of a transcript: names in capitals before a colon that open several paragraphs."""
    found: list[Report] = []
    for start in page.starts:
        first = page.on(start)
        while page.word(first) in ("“", '"', "''", "``"):
            first += 1
        i = first
        while i - first < 3 and page.text(i).isupper() and page.text(i).isalpha():
            i += 1
        if i == first or page.word(i) != ":" or len(page.text(first)) < 3:
            continue
        end = next((j for j in range(i, len(page.doc)) if page.is_blank(j) and "\n" in page.text(j)), len(page.doc))
        found.append(_colon(page, i, "transcript.colon", Extent(first, i), Extent(i + 1, end)))
    if len(found) > 2:
        yield from found
