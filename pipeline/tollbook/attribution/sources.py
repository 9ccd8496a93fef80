"""Where the source of a verb stands: behind it, before a relative clause, in a by-phrase, as a shared subject."""

from __future__ import annotations

from ..values import Extent
from .page import Page
from .phrases import source_left, source_right, verb_group_start
from .verbs import Found, opens_speech
from .words import AFTER_SPEAKER, CHANNELS, DASHES

_INVERTED = frozenset({"past", "third", "base"})


def governed(page: Page, found: Found) -> Extent | None:
    """The subject of the verb that a cue is coordinated with: "The mayor visited the ward and warned that"."""
    token = page.doc[found.extent.start]
    if not page.is_parsed(found.extent.start) or token.dep_ != "conj" or page.word(found.group - 1) != "and":
        return None
    head = token.head
    if head.i >= found.group or head.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    subject = next((child for child in head.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
    if found.entry.form == "third" and subject is not None and subject.tag_ == "NNS":
        return None
    return source_left(page, verb_group_start(page, head.i))


def antecedent(page: Page, i: int) -> Extent | None:
    """The noun phrase that a relative pronoun at ``i`` stands for."""
    if page.word(i - 1) == "of":
        i -= 2
    if page.word(i - 1) == ",":
        i -= 1
    return source_left(page, i)


def inverted(page: Page, found: Found) -> Extent | None:
    """The source behind the cue: "…, said the minister"."""
    if found.group != found.extent.start or found.cue.id == "tell" or found.entry.form not in _INVERTED:
        return None
    before = page.back(found.extent.start)
    if found.extent.start == page.sentence(found.extent.start).start and opens_speech(page, found.extent.start):
        return source_right(page, found.extent.end)
    if found.entry.form == "base" and (page.word(before) != "," or not _names_speaker(page, found)):
        return None
    if "speech" not in found.cue.frames and page.quoted_at(before) < 0 and page.quoted_at(before - 1) < 0:
        return None
    behind_quote = page.quoted_at(before) >= 0 and page.quoted_at(before) != page.quoted_at(found.extent.start)
    if page.word(before) == "," and page.quoted_at(before - 1) >= 0:
        behind_quote = True
    if not behind_quote and not (page.word(before) in (",", *DASHES) and _names_speaker(page, found)):
        return None
    if not behind_quote and _has_speaker_before(page, found):
        return None
    return source_right(page, found.extent.end)


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PRESENTED = frozenset(
    "the a an head spokesman spokeswoman spokesperson director mayor governor chief deputy who".split()
)
_NAME = 6
"""Most words of a name at the start of a sentence, before what presents its bearer."""


def _has_speaker_before(page: Page, found: Found) -> bool:
    """Whether a verb's own subject, set off by commas, opens the sentence: "Ann Lee, the mayor, said shells hit a school"."""
    start, end = page.sentence(found.extent.start).start, page.sentence(found.extent.start).end
    if page.is_parsed(found.extent.start):
        told = any(page.doc[i].tag_ in _FINITE for i in range(start, found.group))
        right = source_right(page, found.extent.end)
        goes_on = right is not None and any(page.doc[i].tag_ in _FINITE for i in range(right.end, end))
        return not told and goes_on
    comma = next((i for i in range(start + 1, min(start + _NAME, found.group - 1)) if page.word(i) == ","), None)
    return comma is not None and page.is_capital(start) and page.word(comma + 1) in _PRESENTED


def _names_speaker(page: Page, found: Found) -> bool:
    """Whether a name or a noun of a person follows a cue, and then no verb: "…, said the mayor, who was there"."""
    right = source_right(page, found.extent.end)
    if right is None or (page.is_alpha(right.end) and page.word(right.end) not in AFTER_SPEAKER):
        return False
    first = right.start + (page.word(right.start) in ("the", "a", "an"))
    if found.cue.id == "say" and page.word(right.start) in ("a", "an"):
        return True
    return first in page.starting or page.is_capital(first) or right.end in page.ending


def by_phrase(page: Page, found: Found) -> Extent | None:
    end = page.sentence(found.extent.start).end
    for i in range(found.extent.end, min(end, found.extent.end + 4)):
        if page.word(i) == "by":
            return None if page.word(i + 1) in CHANNELS else source_right(page, i + 1)
    return None
