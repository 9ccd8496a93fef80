"""Where sentences start: by punctuation, paragraphs and lines, before any parser has seen the document.

News copy is regular enough for rules, and rules keep a dateline, a headline or a bullet from running into the sentence
after it, which a parser cannot know. A hard-wrapped text (cables, press releases of the last century) is told from one
that puts a paragraph on each line by the length of its lines.
"""

from __future__ import annotations

import statistics
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from ..lexicon import table
from ..spans import spaces, texts
from ..values import Extent

TERMINALS = frozenset({".", "!", "?", "…", "...", "..", "....", "?!", "!!", "?!?", "??"})
CLOSERS = frozenset({")", "]", "}", "”", "’", "''", "»"})
OPENERS = frozenset({"(", "[", "{", "“", "‘", "``", "«"})
STRAIGHT = frozenset({'"', "'"})
_ARTICLES = frozenset({"al", "el", "an", "as", "ash", "at", "ad", "ar", "az"})
_STOPS = frozenset(".!?…")
BULLETS = frozenset({"•", "-", "–", "—", "*", "·", "▪", "►", "‣"})
_OPENING_MARKS = OPENERS | STRAIGHT | BULLETS

WRAPPED_LINE = (45, 100)
"""Least and greatest median length in characters of the lines of a hard-wrapped text."""
LONGEST_WRAPPED_LINE = 132
"""Most characters of any of them."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A row of ``abbreviations.csv``."""

    form: str
    kind: str
    example: str


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    return {row.form: row.kind for row in table("text", "abbreviations", Abbreviation, ("form",))}


def is_hard_wrapped(text: str) -> bool:
    """Whether single line breaks in a text are typesetting and end nothing.

    >>> is_hard_wrapped("THE ARMY SAID THAT FIFTY PEASANTS OF ALL AGES HAD BEEN TAKEN FROM\\n" * 3)
    True
    >>> is_hard_wrapped("Two die in the north\\nArmy denies it\\nMarket shelled")
    False
    """
    lines = text.split("\n")
    pairs = [(line, after) for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(pairs) < 2:
        return False
    lengths = [len(line) for line, _ in pairs]
    low, high = WRAPPED_LINE
    if not low <= statistics.median(lengths) <= high or max(lengths) > LONGEST_WRAPPED_LINE:
        return False
    unfinished = sum(line.rstrip()[-1:] not in '.!?"”:' for line, _ in pairs)
    going_on = sum(after.lstrip()[:1].islower() for _, after in pairs)
    return unfinished * 2 >= len(pairs) and (going_on * 3 >= len(pairs) or text.isupper())


def _is_closing(token: Token) -> bool:
    if token.text in CLOSERS:
        return True
    return token.text in STRAIGHT and token.i > 0 and not token.nbor(-1).whitespace_ and not token.nbor(-1).is_space


def _next_word(doc: Doc, i: int) -> Token | None:
    while i < len(doc) and doc[i].is_space:
        i += 1
    return doc[i] if i < len(doc) else None


def _starts_sentence(token: Token, caseless: bool) -> bool:
    """Whether a word may open a sentence; in a text without capitals any may."""
    first = token.text[0]
    if first.islower():
        # Arabic and Spanish names keep their article small: al-Shabab said so.
        return caseless or (token.text in _ARTICLES and token.i + 1 < len(token.doc) and token.nbor().text == "-")
    return first.isalnum() or not first.isascii() or first in "$#@" or token.text in _OPENING_MARKS


_OPENING_WORDS = frozenset(
    """the a an this that these those it he she they we i in on at but and for from after before when while as if there
    his her their its some many most no other another according meanwhile however also""".split()
)
_OPENING_NOUNS = frozenset({"Police", "Officials", "Residents", "Witnesses"})
"""Nouns that open a sentence; after an abbreviation in capitals they may as well go on (U.S. OFFICIALS)."""


def _goes_on(kind: str | None, after: Token) -> bool:
    """Whether a sentence goes on after an abbreviation of a kind, given the next word."""
    if kind is None:
        return False
    if kind in ("number", "month"):
        return after.text[0].isdigit()
    if kind in ("end", "initial"):
        return after.lower_ not in _OPENING_WORDS and after.text not in _OPENING_NOUNS
    return True


def _kind_of(form: str) -> str | None:
    """The kind of an abbreviation, with its full stop; a single letter is the initial of a name."""
    kind = _abbreviations().get(form.lower())
    if kind is None and len(form) == 2 and form[0].isupper():
        return "initial"
    return kind


def _ends(doc: Doc, i: int, after: Token, caseless: bool) -> bool:
    """Whether the token at ``i`` ends its sentence, given the next word."""
    token = doc[i]
    if token.text in TERMINALS:
        if token.text == "." and i and not doc[i - 1].whitespace_ and not doc[i - 1].is_space:
            kind = _kind_of(doc[i - 1].text + ".")
            if kind is not None:
                return _starts_sentence(after, caseless) and not _goes_on(kind, after)
        return _starts_sentence(after, caseless)
    if token.text.endswith(".") and len(token.text) > 1 and token.text[0].isalnum():
        return _starts_sentence(after, caseless) and not _goes_on(_kind_of(token.text), after)
    return False


def _is_list_number(doc: Doc, i: int) -> bool:
    """Whether the token at ``i`` is the full stop of a number that heads an item (``1.``, ``a.``)."""
    if i == 0 or doc[i].text != "." or doc[i - 1].whitespace_:
        return False
    number = doc[i - 1]
    opens_line = i == 1 or (doc[i - 2].is_space and "\n" in doc[i - 2].text)
    return opens_line and ((number.text.isdigit() and len(number) < 3) or (number.is_alpha and len(number) == 1))


def _line_break_ends(doc: Doc, i: int, wrapped: bool) -> bool:
    """Whether the white space token at ``i`` ends a sentence."""
    breaks = doc[i].text.count("\n")
    if breaks == 0:
        return False
    if breaks > 1:
        return True
    if wrapped:
        return False
    after = _next_word(doc, i + 1)
    return after is None or not after.text[0].islower()


def sentence_starts(doc: Doc, forced: Collection[int] = (), whole: Iterable[Extent] = ()) -> list[bool]:
    """Tell for each token whether a sentence starts there.

    Args:
        doc: A tokenized document.
        forced: Tokens that start a sentence whatever stands before them (the first token of each zone).
        whole: Stretches that are not parted, whatever stands in them (a dateline).

    >>> import spacy
    >>> doc = spacy.blank("en")("Gen. Ali said so. Two died.")
    >>> [t.text for t, s in zip(doc, sentence_starts(doc)) if s]
    ['Gen.', 'Two']
    """
    starts = [False] * len(doc)
    words, blank = texts(doc), spaces(doc)
    text = doc.text
    wrapped, caseless = is_hard_wrapped(text), text.islower()
    pending = True
    i = 0
    while i < len(words):
        if blank[i]:
            pending = pending or (i > 0 and _line_break_ends(doc, i, wrapped))
            i += 1
            continue
        if pending or i in forced:
            starts[i] = True
            pending = False
        end = _sentence_end(doc, i, caseless) if words[i][-1] in _STOPS else None
        pending = end is not None
        i = end or i + 1
    for extent in whole:
        starts[extent.start + 1 : extent.end] = [False] * (len(extent) - 1)
    if len(doc):
        starts[0] = True
    return starts


def _sentence_end(doc: Doc, i: int, caseless: bool) -> int | None:
    """Just after the sentence that the token at ``i`` ends, closing marks included, or null where it ends none."""
    if _is_list_number(doc, i):
        return None
    after = _next_word(doc, i + 1)
    if after is None:
        return None
    end = i + 1
    while end < len(doc) and (doc[end].text in TERMINALS or _is_closing(doc[end])) and not doc[end - 1].whitespace_:
        end += 1
    if end == i + 1:
        return end if _ends(doc, i, after, caseless) else None
    follower = _next_word(doc, end)
    if doc[i].text not in TERMINALS or not (follower is None or _starts_sentence(follower, caseless)):
        return None
    return end
