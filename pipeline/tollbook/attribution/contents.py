"""What is said: quotations with what continues them, clauses behind the cue, clauses before it."""

from __future__ import annotations

from ..values import Extent
from .company import Company
from .page import Page
from .verbs import Found
from .words import AFTER_SPEAKER, COORDINATORS, DASHES, OBJECTS, QUESTION_WORDS, QUOTES, STOPS


def content_of(
    page: Page, found: Found, near: Company, frame: str, source: Extent | None, phrase: Extent
) -> Extent | None:
    """The content of a verb.

    Args:
        near: The company of the cue.
        frame: The frame by which it reports.
        source: Its source, or null.
        phrase: Cue and source together: content stands before or behind, not in it.
    """
    inverted = source is not None and source.start >= found.extent.end
    if near.quote_before is not None and (
        inverted or near.closes or near.quote_after is not None or found.cue.id == "tell"
    ):
        return _quoted(page, near.quote_before, page.quotations[near.quote_before].start, phrase.end)
    if near.quote_after is not None:
        quotation = page.quotations[near.quote_after]
        return _quoted(page, near.quote_after, quotation.start, quotation.end, mixed=True)
    sentence = page.sentence(found.extent.start)
    if found.passive and frame in ("object", "complement"):
        return page.without_marks(Extent(sentence.start, found.group))
    behind = max(near.next, phrase.end)
    ends = phrase.end >= len(page.doc) or page.is_blank(phrase.end) or not page.is_alpha(phrase.end)
    ends = ends or page.word(phrase.end) in AFTER_SPEAKER  # "nine died, said the mayor on Monday"
    if near.closes or behind >= sentence.end or (inverted and ends):
        before = _before(page, sentence, phrase)
        if before is not None:
            return before
        if near.closes and page.word(near.next) in (",",) and near.next + 1 < sentence.end:
            return page.without_marks(Extent(near.next, sentence.end))
        return _next_paragraph(page, near.next)
    start = behind
    if frame == "address" and not found.passive and found.cue.stance != "accuse":
        start = _past_addressee(page, found.extent.end, sentence.end)
        if not page.is_alpha(start) and page.word(start) not in (":", *QUOTES):
            return _before(page, sentence, Extent(phrase.start, start))
    if page.word(start) in ("that", ":"):
        start += 1
    end = clause_end(page, start, sentence.end)
    inside = page.quoted_at(found.extent.start)
    if inside >= 0:
        end = max(start + 1, min(end, page.quotations[inside].end))
    return page.without_marks(Extent(start, end))


def _past_addressee(page: Page, i: int, end: int) -> int:
    """Where the content begins behind the one who is told."""
    actor = page.starting.get(i) or page.starting.get(i + 1)
    if actor is not None and actor.extent.end < end:
        return actor.extent.end
    if page.word(i) in OBJECTS:
        return i + 1
    short = next((j for j in range(i + 1, min(end, i + 6)) if not page.is_alpha(j)), i)
    if (
        short > i
        and page.word(short) in (".", ",", ";")
        and all(page.word(j) not in QUESTION_WORDS for j in range(i, short))
    ):
        return short
    for j in range(i + 1, min(end, i + 12)):
        if page.word(j) in ("that", "to", "not", ":") or page.word(j) in QUESTION_WORDS:
            return j
    return i


def _before(page: Page, sentence: Extent, phrase: Extent) -> Extent | None:
    """The clause before a cue that closes its sentence, or that commas part from it."""
    if phrase.start <= sentence.start:
        return None
    mark = page.back(phrase.start)
    if page.word(mark) not in (",", *DASHES, *QUOTES) and page.word(mark) != "as":
        return None
    behind = phrase.end
    if page.word(behind) == "," and behind + 3 < sentence.end:
        return page.without_marks(Extent(sentence.start, sentence.end))
    return page.without_marks(Extent(sentence.start, mark if page.word(mark) == "as" else phrase.start))


_FURTHER = frozenset(
    """adding saying citing noting according quoting warning arguing claiming but accusing calling insisting
    suggesting""".split()
)


def clause_end(page: Page, start: int, end: int) -> int:
    """Where a clause behind a cue ends: at another participle of speech, at "but" behind a comma, at a dash."""
    for i in range(start + 2, end):
        if page.quoted_at(i) < 0 and (page.word(i) == ";" or (page.word(i) == "," and page.word(i + 1) in _FURTHER)):
            return i
    return end


def _quoted(page: Page, n: int, start: int, end: int, *, mixed: bool = False) -> Extent | None:
    """A quotation with the quotations that continue it behind the cue and in the next paragraphs."""
    quotation = page.quotations[n]
    end = max(end, quotation.end)
    if mixed and not _is_whole(page, quotation):
        sentence = page.sentence(quotation.start)
        return page.without_marks(Extent(start, clause_end(page, quotation.end, max(sentence.end, quotation.end))))
    last = quotation.end
    nxt = n + 1
    while nxt < len(page.quotations) and _continues(page, max(end, last), page.quotations[nxt]):
        last = page.quotations[nxt].end
        end = last
        nxt += 1
    return page.without_marks(Extent(start, last))


def _is_whole(page: Page, quotation: Extent) -> bool:
    """Whether a quotation is a sentence of its own rather than words in somebody else's."""
    first = page.text(quotation.start + 1)
    return first[:1].isupper() or len(quotation) > 25


def _continues(page: Page, end: int, quotation: Extent) -> bool:
    """Whether the same voice goes on in a quotation: behind the cue, or as a paragraph without a cue of its own."""
    gap = range(end, quotation.start)
    outside = [i for i in gap if page.is_alpha(i)]
    if len(outside) > 12 or any(page.word(i) in STOPS for i in gap if i < quotation.start - 1 and page.is_alpha(i + 1)):
        return False
    if outside and any(page.is_blank(i) and "\n" in page.text(i) for i in gap):
        return False
    if len(outside) > 6:
        return False
    return not _has_own_cue(page, quotation)


def _has_own_cue(page: Page, quotation: Extent) -> bool:
    """Whether a quotation is followed by words that say whose it is."""
    i = quotation.end
    sentence_end = page.sentence(min(quotation.end - 1, len(page.doc) - 1)).end
    if page.word(quotation.end - 2) == "," or page.word(i) == ",":
        return page.is_alpha(page.on(i + (page.word(i) == ",")))
    return any(page.is_alpha(j) for j in range(i, sentence_end)) or page.word(page.on(i)) in DASHES


def _next_paragraph(page: Page, i: int) -> Extent | None:
    """The quotation that a colon announces in the next paragraph."""
    while i < len(page.doc) and (page.is_blank(i) or page.word(i) in (":", ",")):
        i += 1
    if i < len(page.doc) and page.quoted_at(i) >= 0 and page.quotations[page.quoted_at(i)].start == i:
        return _quoted(page, page.quoted_at(i), i, page.quotations[page.quoted_at(i)].end)
    return None


def is_joint(word: str) -> bool:
    """Whether a word coordinates clauses."""
    return word in COORDINATORS
