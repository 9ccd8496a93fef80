"""Where sentences start: by punctuation, paragraphs and lines, before any parser has seen the document.

News copy is regular enough for rules, and rules keep a dateline, a headline or a bullet from running into the sentence
after it, which a parser cannot know. A hard-wrapped text (cables, press releases of the last century) is told from one
that puts a paragraph on each line by the length of its lines.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from ..lexicon import table

TERMINALS = frozenset({".", "!", "?", "…", "...", "..", "....", "?!", "!!", "?!?", "??"})
CLOSERS = frozenset({")", "]", "}", "”", "’", "''", "»"})
OPENERS = frozenset({"(", "[", "{", "“", "‘", "``", "«"})
STRAIGHT = frozenset({'"', "'"})
BULLETS = frozenset({"•", "-", "–", "—", "*", "·", "▪", "►", "‣"})

WRAPPED_LINE = (45, 100)
"""Least and greatest median length in characters of the lines of a hard-wrapped text."""


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
    followed = [line for line, after in zip(lines, lines[1:], strict=False) if line.strip() and after.strip()]
    if len(followed) < 2:
        return False
    lengths = [len(line) for line in followed]
    unfinished = sum(line.rstrip()[-1:] not in ".!?\"”:" for line in followed)
    low, high = WRAPPED_LINE
    return low <= statistics.median(lengths) <= high and max(lengths) <= 132 and unfinished * 2 > len(followed)


def _is_closing(token: Token) -> bool:
    if token.text in CLOSERS:
        return True
    return token.text in STRAIGHT and token.i > 0 and not token.nbor(-1).whitespace_ and not token.nbor(-1).is_space


def _next_word(doc: Doc, i: int) -> Token | None:
    while i < len(doc) and doc[i].is_space:
        i += 1
    return doc[i] if i < len(doc) else None


def _starts_sentence(token: Token) -> bool:
    text = token.text
    return text[0].isupper() or text[0].isdigit() or text in OPENERS or text in STRAIGHT or text in BULLETS or (
        not text.isascii() and not text[0].islower()
    )


def _abbreviation_goes_on(token: Token, after: Token) -> bool:
    """Whether a word that ends in a full stop is an abbreviation in the middle of its sentence."""
    lower = token.text.lower()
    kind = _abbreviations().get(lower)
    if kind is None and len(lower) == 2 and lower[0].isalpha():
        kind = "title"  # an initial: J. Smith
    if kind is None:
        return False
    if kind in ("number", "month"):
        return after.like_num or after.text[0].isdigit()
    if kind == "end":
        return not after.text[0].isupper() or after.text[1:].islower() is False or after.lower_ not in _OPENING_WORDS
    return True


_OPENING_WORDS = frozenset(
    """the a an this that these those it he she they we i in on at but and for from after before when while as if there
    his her their its some many most no other another according meanwhile however also police officials""".split()
)


def _ends(doc: Doc, i: int, after: Token) -> bool:
    """Whether the token at ``i`` ends its sentence, given the next word."""
    token = doc[i]
    if token.text in TERMINALS:
        previous = doc[i - 1] if i else None
        if previous is not None and not previous.whitespace_ and token.text == ".":
            joined = (previous.text + ".").lower()
            if joined in _abbreviations() or (len(previous.text) == 1 and previous.text.isupper()):
                return not _abbreviation_goes_on_joined(joined, after) and _starts_sentence(after)
        return _starts_sentence(after) or token.text in ("!", "?") and not after.text[0].islower()
    if token.text.endswith(".") and len(token.text) > 1 and token.text[0].isalnum():
        return _starts_sentence(after) and not _abbreviation_goes_on(token, after)
    return False


def _abbreviation_goes_on_joined(joined: str, after: Token) -> bool:
    kind = _abbreviations().get(joined, "title")
    if kind in ("number", "month"):
        return after.like_num or after.text[0].isdigit()
    if kind == "end":
        return after.lower_ not in _OPENING_WORDS
    return True


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


def sentence_starts(doc: Doc, forced: frozenset[int] = frozenset()) -> list[bool]:
    """Tell for each token whether a sentence starts there.

    Args:
        doc: A tokenized document.
        forced: Tokens that start a sentence whatever stands before them (the first token of each zone).

    >>> import spacy
    >>> doc = spacy.blank("en")("Gen. Ali said so. Two died.")
    >>> [t.text for t, s in zip(doc, sentence_starts(doc)) if s]
    ['Gen.', 'Two']
    """
    starts = [False] * len(doc)
    wrapped = is_hard_wrapped(doc.text)
    pending = True
    i = 0
    while i < len(doc):
        token = doc[i]
        if token.is_space:
            pending = pending or (i > 0 and _line_break_ends(doc, i, wrapped))
            i += 1
            continue
        if pending or i in forced:
            starts[i] = True
            pending = False
        after = _next_word(doc, i + 1)
        if after is not None and _is_sentence_end(doc, i, after):
            end = i + 1
            while end < len(doc) and _is_closing(doc[end]):
                end += 1
            follower = _next_word(doc, end)
            if follower is None or end == i + 1 or _starts_sentence(follower):
                pending = True
            i = end
            continue
        i += 1
    if len(doc):
        starts[0] = True
    return starts


def _is_sentence_end(doc: Doc, i: int, after: Token) -> bool:
    if _is_closing(after) and not doc[i].whitespace_:
        beyond = _next_word(doc, after.i + 1)
        return doc[i].text in TERMINALS and (beyond is None or _starts_sentence(beyond) or _is_closing(beyond))
    return _ends(doc, i, after)
