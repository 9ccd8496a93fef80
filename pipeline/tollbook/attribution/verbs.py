"""Whether a word of the table is a verb that reports here, told by its neighbours or, in a parsed sentence, by its tag."""

from __future__ import annotations

from dataclasses import dataclass

from ..values import Extent
from .page import Page
from .tables import Cue, Entry, index, noun_forms
from .words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CHANNELS,
    COORDINATORS,
    DASHES,
    DETERMINERS,
    HAVE,
    HYPHENS,
    MODALS,
    NEGATIONS,
    OBJECTS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
    QUOTES,
    RELATIVES,
    SUBJECTS,
)

_TAGS = {
    "base": frozenset({"VB", "VBP"}),
    "third": frozenset({"VBZ"}),
    "past": frozenset({"VBD", "VBN"}),
    "participle": frozenset({"VBN", "VBD"}),
    "ing": frozenset({"VBG"}),
}
_OWNERS = POSSESSIVES | {"a", "the", "this", "another"}
_SPOKESMEN = frozenset({"head.officials", "head.military-officer", "head.police-official", "head.leader", "head.rank"})
_OPENS_ING = frozenset("while after before by when without and in of from for".split())
_PLURALS = frozenset("police people men women children authorities media troops both many some others most few".split())
_AMBIGUOUS = frozenset({"base", "third"})


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in the text: its words, and where its verb group begins."""

    extent: Extent
    entry: Entry
    group: int
    passive: bool = False
    infinitive: bool = False

    @property
    def cue(self) -> Cue:
        """The row."""
        return self.entry.cue


def candidates(page: Page) -> list[tuple[Extent, Entry]]:
    """Every place where the words of a cue stand, the longest form first; they may turn out to be something else."""
    found: list[tuple[Extent, Entry]] = []
    entries = index()
    i = 0
    while i < len(page.lower):
        for entry in entries.get(page.lower[i], ()):
            end = i + len(entry.words)
            if len(entry.words) == 1 or tuple(page.lower[i:end]) == entry.words:
                found.append((Extent(i, end), entry))
        i += 1
    return found


def as_verb(page: Page, extent: Extent, entry: Entry, group: int) -> Found | None:
    """The cue as a verb, or null where the word is a noun or an adjective here."""
    i = extent.start
    if (page.word(i + 1) in ("-", "‐") and page.is_alpha(i + 2)) or (
        page.word(i - 1) in ("-", "‐") and not page.doc[i - 1].whitespace_
    ):
        return None
    if entry.form == "ing" and page.word(i) in noun_forms() and page.word(i - 1) in _OWNERS:
        return None
    if page.is_parsed(i):
        token = page.doc[i]
        mistaken = _is_mistagged(page, extent, entry, group)
        if token.tag_ not in _TAGS[entry.form] and not mistaken:
            return None
        if token.dep_ in ("amod", "compound", "case") and entry.form != "ing" and not mistaken:
            return None
        passive = any(child.dep_ in ("aux:pass", "nsubj:pass") for child in token.children) and not mistaken
        passive = (
            passive
            or (page.word(i - 1) == "as" and page.word(i + 1) == "by")
            or (entry.form in ("past", "participle") and token.dep_ == "acl" and _is_reduced(page, extent))
        )
        infinitive = token.tag_ == "VB" and page.word(i - 1) == "to"
        return Found(extent, entry, group, passive, infinitive)
    if not _is_verb(page, extent, entry, group):
        return None
    between = [page.word(j) for j in range(group, i)]
    before = page.word(group - 1) if group == i else ""
    passive = entry.form in ("past", "participle") and any(word in BE for word in between)
    passive = passive or (page.word(i - 1) == "as" and page.word(i + 1) == "by")
    infinitive = "to" in between or before == "to"
    return Found(extent, entry, group, passive, infinitive)


def _is_mistagged(page: Page, extent: Extent, entry: Entry, group: int) -> bool:
    """Whether a word is a verb by its neighbours, whatever its tag; verbs of figures are told by the figure behind them."""
    if entry.form != "ing" and "figure" in entry.cue.frames and page.word(extent.start - 1) not in _OWNERS | BE:
        return True
    if entry.form == "third":
        return _is_third(page, extent, entry, group)
    if entry.form == "base":
        return _is_plain_base(page, extent, group)
    return entry.form == "past" and _is_answer(page, extent, entry, group)


def _is_answer(page: Page, extent: Extent, entry: Entry, group: int) -> bool:
    """Whether a past that the tagger takes for an adjective has its speaker before it: "the army denied reports"."""
    speaker = page.ending.get(group)
    answers = len(entry.words) > 1 or entry.cue.stance in ("deny", "confirm", "admit")
    if not answers or group != extent.start or speaker is None or speaker.adjective:
        return False
    return len(entry.words) > 1 or page.is_alpha(extent.end)


def _is_third(page: Page, extent: Extent, entry: Entry, group: int) -> bool:
    """Whether a third person is plain from its neighbours, whatever its tag: the tagger takes "denies" for a plural."""
    if not _is_verb(page, extent, entry, group):
        return False
    after = page.word(extent.end)
    if len(entry.words) > 1:
        return True
    if page.word(extent.start) not in noun_forms():
        return after not in PREPOSITIONS - {"in", "on", "at"} or page.is_headline(extent.start)
    if after in ("that", "whether") or (after in SUBJECTS and page.is_alpha(extent.end + 1)):
        return page.word(group - 1) not in ("of", "the")
    if after == "to" and page.word(extent.end + 1) in HAVE:
        return True
    return _spoken(page, extent, group) or _closes_report(page, extent, group)


def _spoken(page: Page, extent: Extent, group: int) -> bool:
    """Whether an official stands before the cue and what he speaks of behind it: "the spokesman calls reports of …"."""
    speaker = page.ending.get(group)
    if speaker is None or speaker.rule not in _SPOKESMEN or not page.is_alpha(extent.end):
        return False
    after = page.word(extent.end)
    return after not in PREPOSITIONS | COORDINATORS and (
        after not in index() or page.word(extent.end + 1) in ("of", "that")
    )


def _is_plain_base(page: Page, extent: Extent, group: int) -> bool:
    """Whether a plural and a clause frame a verb that is a noun elsewhere: "relatives fear they have died"."""
    return _is_plural(page, group - 1) and page.word(extent.end) in SUBJECTS | {"that"}


def _closes_report(page: Page, extent: Extent, group: int) -> bool:
    """Whether a comma, a source and the cue close a sentence or a part of it: "Ten died, the mayor's office estimates."."""
    if page.is_alpha(extent.end) or page.word(extent.end) in HYPHENS:
        return False
    floor = page.sentence(extent.start).start
    for j in range(group - 1, max(floor, group - 14), -1):
        if page.word(j) == "," or page.word(j) in QUOTES:
            return j < group - 1 and (page.word(j + 1) in DETERMINERS | POSSESSIVES or (j + 1) in page.starting)
    return False


def _is_reduced(page: Page, extent: Extent) -> bool:
    """Whether a participle behind a noun is what is left of a relative clause: "a raid reported by the army"."""
    if page.doc[extent.start].tag_ == "VBD" or page.word(extent.start - 1) == ",":
        return page.word(extent.end) == "by" and page.word(extent.end + 1) not in CHANNELS
    if _closes_report(page, extent, extent.start):
        return False
    if page.word(extent.end)[:1].isdigit() or page.lower[extent.end : extent.end + 2] == ["at", "least"]:
        return False
    limit = min(page.sentence(extent.start).end, extent.end + 8)
    words = [page.word(j) for j in range(extent.end, limit)]
    return "by" in words[:3] or not ("that" in words and words.index("that") < len(words) - 1)


def _is_verb(page: Page, extent: Extent, entry: Entry, group: int) -> bool:
    i = extent.start
    before, after = page.word(i - 1), page.word(extent.end)
    floor = page.sentence(i).start
    first = i == floor
    if entry.form == "ing":
        return _is_ing(page, i, before, after, first)
    if entry.form in ("past", "participle"):
        if first:
            return entry.cue.id == "ask" or (entry.cue.id == "say" and opens_speech(page, i))
        if before == "as" and after == "by":
            return True
        if before in _NUMERALS and not page.is_alpha(extent.end):
            return True
        return before not in _ADJECTIVAL and (before not in COORDINATORS or page.is_alpha(extent.end))
    if group < i and before in MODALS | NEGATIONS | {"to"}:
        return True
    before = page.word(group - 1)
    if first or after in (BE | HAVE | MODALS) - {"having", "being"} or (after == "of" and len(entry.words) == 1):
        return False
    if before in DETERMINERS - {"that", "all", "both", "many", "some", "most", "few"} or before in POSSESSIVES:
        return False
    if before in PREPOSITIONS:
        return False
    noun = page.word(i) in noun_forms()
    if noun and page.is_capital(i) and not page.is_headline(i) and after != "that" and not page.text(i).isupper():
        return False
    if entry.form == "third":
        return (
            before in SUBJECTS | RELATIVES
            or page.ending.get(group) is not None
            or (page.is_capital(group - 1) and not (noun and page.is_capital(i)))
            or (before in (",", ")", "and", "but") and page.is_alpha(extent.end) and (not noun or after == "that"))
            or (
                page.text(group - 1).isalpha()
                and not before.endswith("s")
                and not before.endswith("est")
                and (not noun or after in ("that", "the", "a") or after in SUBJECTS)
            )
            or page.quoted_at(group - 1) >= 0
            or _closes_report(page, extent, group)
            or _spoken(page, extent, group)
        )
    if not noun and page.text(group - 1).isalpha():
        return True
    if any(e.form in ("third", "past") for e in index().get(after, ())):
        return False
    return (
        before in SUBJECTS | {"who", "which", "that"}
        or before in _PLURALS
        or (_is_plural(page, group - 1) and after not in PREPOSITIONS - {"in", "for", "on", "about"})
        or (before in (",", "and", "&") and page.ending.get(group - 1) is not None)
    )


def opens_speech(page: Page, i: int) -> bool:
    """Whether a cue opens a sentence before its speaker: "Said Haddad: “...”"."""
    return page.is_capital(i + 1) and any(page.word(j) == ":" for j in range(i + 2, i + 8))


def _is_plural(page: Page, i: int) -> bool:
    word = page.word(i)
    return word.endswith("s") and not word.endswith("ss") and page.text(i).isalpha()


_NUMERALS = frozenset("one two three four five six seven eight nine ten".split())
_ADJECTIVAL = (
    (DETERMINERS - {"all", "both", "that", "many", "some", "most", "few", "several"})
    | POSSESSIVES
    | (PREPOSITIONS | {"well", "highly", "newly", "so"})
)


def _is_ing(page: Page, i: int, before: str, after: str, first: bool) -> bool:
    if before in BE or before in NEGATIONS:
        return True
    if first:
        return page.is_alpha(i + 1)
    if before in (",", ";", "”", '"', "(") or before in DASHES:
        return True
    if before in _OPENS_ING:
        return after not in PREPOSITIONS
    if before in ADVERBS:
        return _is_ing(page, i - 1, page.word(i - 2), after, False)
    return after in ("that",) or page.quotation_after(i + 1) is not None


def is_addressee(page: Page, i: int) -> bool:
    """Whether somebody who is told can stand here."""
    word = page.word(i)
    return word in OBJECTS or (
        page.is_alpha(i) and word not in PREPOSITIONS | QUESTION_WORDS | AUXILIARIES | SUBJECTS - {"it", "you"}
    )
