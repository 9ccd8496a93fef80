"""The company that a cue keeps: quotations, clauses, infinitives and phrases beside it, by which its frames are told."""

from __future__ import annotations

from dataclasses import dataclass

from ..values import Extent
from .figures import figure_frame, number_starts
from .page import Page
from .phrases import opens_noun_phrase
from .verbs import Found, is_addressee
from .words import (
    ADVERBS,
    COORDINATORS,
    DASHES,
    DAYS,
    DOCUMENTS,
    NEGATIONS,
    OBJECTS,
    QUESTION_WORDS,
    QUOTES,
    STATES,
    SUBJECTS,
    TIME_WORDS,
)

_OCCASIONS = frozenset(
    """statement interview conference briefing tweet tweets post posts letter report speech email message memo call
    communique communiqué release television twitter facebook telegram radio tv x reporters broadcast broadcasts
    interviews conversation bulletin newsletter video telephone phone whatsapp terms""".split()
)
_STRONG = frozenset("say tell add according".split())
_NO_CONTENT = frozenset("of by into onto off against toward towards via to from out up down between".split())
_OWN = frozenset("i we you people what anyone nobody".split())
_TOLD_THINGS = frozenset("story stories truth truths joke jokes lie lies tale tales difference time".split())


@dataclass(frozen=True, slots=True)
class Company:
    """What stands beside a cue.

    Attributes:
        next: The first word behind the cue that is neither an adverb nor a word of time nor an occasion.
        quote_before, quote_after: Index of a quotation that ends before the cue's phrase, or starts behind it, or null.
        closes: Whether nothing but time and occasion follows in the clause.
    """

    next: int
    quote_before: int | None
    quote_after: int | None
    closes: bool


def company(page: Page, found: Found, before: int) -> Company:
    """Look round a cue whose phrase (with a source to the left) begins at ``before``."""
    start = past_occasion(page, found.extent.end)
    end = page.sentence(found.extent.start).end
    after = page.quotation_after(found.extent.end)
    if after is None:
        after = page.quotation_after(start)
    if after is None:
        after = _quotation_behind_words(page, start, end)
    inside = page.quoted_at(found.extent.start)
    if after is not None and after == inside:
        after = None
    word = page.word(start)
    closes = (
        start >= end
        or word in (".", "!", "?", ";", ",", "[", "(")
        or word in DASHES
        or word in QUOTES
        or page.is_blank(start)
    )
    return Company(start, page.quotation_before(before), after, closes)


def _quotation_behind_words(page: Page, start: int, end: int) -> int | None:
    """A quotation that a comma or a colon announces a few words on: "said of the raid, “…”"."""
    for i in range(start, min(start + 10, end)):
        if page.word(i) in (",", ":") and page.quoted_at(i) < 0:
            return page.quotation_after(i)
        if not page.is_alpha(i) and page.word(i) not in ("'s", "’s", "-"):
            return None
    return None


_PASSING = ADVERBS - frozenset("all even just only once so still no".split())


def past_occasion(page: Page, i: int) -> int:
    """Skip when and where it was said: "on Monday", "in a statement", "at a news conference in Juba"."""
    end = page.sentence(min(i, len(page.doc) - 1)).end if i < len(page.doc) else i
    while i < end:
        word = page.word(i)
        if word in _PASSING or (word in DAYS and not page.is_capital(i + 1)):
            i += 1
        elif word == "to" and page.word(i + 1) in ("reporters", "journalists", "media"):
            i += 2
        elif (
            word in ("on", "in", "at", "late", "early", "last", "this", "during", "via", "by")
            and (past := _past_phrase(page, i, end)) > i
        ):
            i = past
        else:
            break
    return i


def _past_phrase(page: Page, i: int, end: int) -> int:
    """The end of an adverbial of time or occasion that starts here; ``i`` itself where none does."""
    for j in range(i + 1, min(i + 7, end)):
        word = page.word(j)
        if word in _OCCASIONS:
            k = j + 1
            while k < end and (page.word(k) in DAYS | _OCCASIONS or page.word(k) in ("on", "late", "early", "last")):
                k += 1
            return k
        if word in DAYS:
            return j + 1
        if (
            (not page.is_alpha(j) and word not in ("-", "'s", "’s"))
            or word in SUBJECTS
            or (word == "that" and j > i + 1)
        ):
            return i
    return i


def accepts(page: Page, found: Found, near: Company, source: Extent | None) -> str | None:
    """The frame by which a verb reports here, or null.

    A word inside a quotation reports only where it speaks of another's words, so weak verbs are left alone there.
    """
    frames = found.cue.frames
    nxt = page.word(near.next)
    if _is_no_report(page, found, source):
        return None
    if page.quoted_at(found.extent.start) >= 0 and not (
        found.cue.id in _STRONG and source is not None and page.word(source.start) not in _OWN
    ):
        return None
    if found.entry.form == "base" and source is None and not found.infinitive:
        return None
    quoted = near.quote_before is not None or near.quote_after is not None
    if quoted and not found.passive and any(f in frames for f in ("speech", "quotation", "object", "address")):
        return "quotation"
    if "speech" in frames and _speech(page, found, near, nxt):
        return "speech"
    if "bracket" in frames and near.closes and page.word(page.back(before_of(found, source))) in (",", *QUOTES):
        return "bracket"
    if "clause" in frames and _clause(page, found, near, nxt):
        return "clause"
    if "clause" in frames and not near.closes and _is_document(page, source):
        return "document"
    if "infinitive" in frames and nxt == "to":
        return "infinitive"
    figure = figure_frame(page, found) if source is not None and not found.passive else None
    if figure is not None:
        return figure
    if "address" in frames and _address(page, found, near):
        return "address"
    if "object" in frames and _object(page, found, near, nxt):
        return "object"
    opens = opens_noun_phrase(page, found.extent.end) or (found.cue.id == "call" and nxt == "that")
    if "complement" in frames and source is not None and opens:
        return "complement" if found.cue.id == "call" or _personal(page, source) else None
    return None


def _object(page: Page, found: Found, near: Company, nxt: str) -> bool:
    if nxt in QUESTION_WORDS or nxt == "that" or found.passive:
        return True
    if nxt == "as":
        return found.cue.id in _AS
    return opens_noun_phrase(page, found.extent.end) or (
        near.next > found.extent.end and opens_noun_phrase(page, near.next)
    )


_AS = frozenset("describe portray depict characterize characterise regard".split())
_UNSAID = frozenset("verify confirm know hear hear-of see find document authenticate corroborate mention".split())
_SOURCELESS = frozenset(
    "report confirm verify fear hear hear-of see find document suspect deny attribute demand declare tell".split()
)
_RELATIVE = frozenset("what whom".split())
_UNNAMED = frozenset("named identified anonymity name names withheld quoted".split())
_BODIES = frozenset("lives people patients wounded injured casualties".split())


def _is_no_report(page: Page, found: Found, source: Extent | None) -> bool:
    """Whether a cue tells here that nothing is known, that a speaker goes unnamed, or what a raid "claimed"."""
    cue = found.cue.id
    group = {page.word(j) for j in range(found.group, found.extent.start)}
    after = page.word(found.extent.end)
    if cue in _UNSAID and (group & NEGATIONS or "cannot" in group):
        return True
    if source is None and cue in _SOURCELESS and (found.passive or after in STATES):
        return True
    if cue == "suspect" and found.entry.form == "past" and page.word(found.extent.start - 1) in ("as", "of", "the"):
        return True
    if "should" in group and "have" in group:
        return True
    if (
        cue == "call"
        and source is not None
        and not _RELATIVE.isdisjoint((page.word(source.start), page.word(source.start - 1)))
    ):
        return True
    if after in STATES and cue in ("fear", "report", "confirm") and not group:
        return True
    words = [page.word(j) for j in range(found.extent.end, found.extent.end + 7)]
    if cue in ("name", "identify") and "not" in page.lower[max(0, found.extent.start - 4) : found.extent.start]:
        return True
    if cue in ("ask", "request", "decline", "refuse", "want", "agree") and not _UNNAMED.isdisjoint(words):
        return True
    return (
        cue in ("claim", "admit")
        and number_starts(page, found.extent.end, len(page.doc))
        and not _BODIES.isdisjoint(words)
    )


def before_of(found: Found, source: Extent | None) -> int:
    """Where the phrase of a cue with its source begins."""
    return found.group if source is None else min(source.start, found.group)


def _is_document(page: Page, source: Extent | None) -> bool:
    """Whether a paper, a poll or a recording speaks."""
    return source is not None and any(
        page.word(i) in DOCUMENTS for i in range(source.start, min(source.end, source.start + 8))
    )


def _personal(page: Page, source: Extent) -> bool:
    """Whether a phrase names a person or a body, by its capital, as a pronoun, or as an actor."""
    actor = next((a for a in page.actors if a.extent.overlaps(source) and not a.adjective), None)
    if actor is not None:
        return actor.kind not in ("armed_group", "military", "police", "government", "unknown_attacker")
    last = page.text(source.end - 1)
    return page.word(source.start) in SUBJECTS or (
        last[:1].isupper() and not (last.isupper() and page.is_shouted(source.start))
    )


def _speech(page: Page, found: Found, near: Company, nxt: str) -> bool:
    if found.passive:
        return nxt in QUESTION_WORDS or nxt == "that" or page.word(near.next) == "to" or page.word(near.next) == "by"
    if near.closes:
        return found.entry.form != "ing" or found.cue.id in _STRONG
    if nxt in QUESTION_WORDS or nxt in ("that", ":"):
        return True
    if nxt == "with" and found.cue.id in ("respond", "reply", "answer", "counter", "retort"):
        return False
    return page.is_alpha(near.next) and nxt not in COORDINATORS and nxt not in _NO_CONTENT


_TIMED = frozenset("find see feel discover hear realize realise".split())


def _clause(page: Page, found: Found, near: Company, nxt: str) -> bool:
    if nxt in ("when", "if", "where") and found.cue.id in _TIMED:
        return False
    if nxt == "that" or nxt in QUESTION_WORDS:
        return True
    return nxt in SUBJECTS and page.word(near.next + 1) not in (",", ".", *QUOTES)


def _address(page: Page, found: Found, near: Company) -> bool:
    if found.cue.id == "tell" and not found.passive:
        return is_addressee(page, near.next) and not any(
            page.word(j) in _TOLD_THINGS for j in range(near.next, near.next + 3)
        )
    if found.passive:
        return near.next < len(page.doc) and page.word(near.next) in ("to", "of", "that", "by", "about", "for")
    if not is_addressee(page, found.extent.end):
        return False
    end = min(page.sentence(found.extent.start).end, near.next + 12)
    words = [page.word(j) for j in range(found.extent.end + 1, end)]
    return any(
        w in ("to", "that", "of", "for", "about", "not", "against", ":") or w in QUESTION_WORDS for w in words
    ) or (page.word(found.extent.end) in OBJECTS)


def is_time(word: str) -> bool:
    """Whether a word belongs to an expression of time."""
    return word in TIME_WORDS
