"""Find expressions of time in a document: the grammar, run over its symbols stage by stage."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..spans import lowers, spaces, starts, texts
from ..values import Extent
from .grammar import Grammar, Rule
from .periods import Period, first_day
from .reading import READINGS, Match, Now
from .symbols import STARTERS

BREAK = frozenset({"BREAK"})


@dataclass(frozen=True, slots=True)
class Found:
    """An expression of time: its tokens, what it means, and the rules that found it (``phase/bare-year``)."""

    extent: Extent
    period: Period
    rule: str


@dataclass(frozen=True, slots=True)
class Symbols:
    """A document as the grammar reads it: tokens, starts of sentences (no token), and what earlier stages found.

    Attributes:
        text: A character for each symbol.
        starts, ends: Its first token, and the token behind its last.
        found: What earlier stages found, by the first token.
    """

    text: str
    starts: list[int]
    ends: list[int]
    found: Mapping[int, Found]

    def __len__(self) -> int:
        return len(self.text)

    def extent(self, start: int, end: int) -> Extent:
        """The tokens of a stretch of symbols."""
        return Extent(self.starts[start], self.ends[end - 1])

    def found_in(self, start: int, end: int) -> list[Found]:
        """What earlier stages found in a stretch of symbols."""
        places = zip(self.starts[start:end], self.ends[start:end], strict=True)
        return [self.found[first] for first, behind in places if first in self.found and behind > first]

    def with_found(self, matched: Sequence[tuple[Candidate, str, Found]]) -> Symbols:
        """The symbols, with a character for what candidates found in the place of theirs."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        found = dict(self.found)
        at = 0
        for candidate, char, one in matched:
            for inner in self.found_in(candidate.start, candidate.end):
                del found[inner.extent.start]
            found[one.extent.start] = one
            text += (self.text[at : candidate.start], char)
            starts += (*self.starts[at : candidate.start], one.extent.start)
            ends += (*self.ends[at : candidate.start], one.extent.end)
            at = candidate.end
        return Symbols("".join((*text, self.text[at:])), starts + self.starts[at:], ends + self.ends[at:], found)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match of a rule, before its reading has been asked."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]


class Scanner:
    """Turns documents into symbols and runs the grammar over them; keeps the symbols of words that it has met.

    >>> import spacy, tollbook
    >>> from datetime import date
    >>> doc = spacy.blank("en")("Two men died two days ago.")
    >>> scanner = Scanner()
    >>> symbols = scanner.symbols(doc)
    >>> found = scanner.read(doc, symbols, scanner.candidates(symbols, 1), Now(date(2017, 11, 27)))
    >>> [(doc[f.extent.start : f.extent.end].text, f.period.start) for f in found]
    [('two days ago', '2017-11-25')]
    """

    MOST_WORDS = 100_000
    """Words whose symbols are kept at a time."""

    def __init__(self, grammar: Grammar | None = None) -> None:
        self.grammar = grammar or Grammar()
        self._symbols: dict[str, str] = {}
        self._break = self.grammar.alphabet.char(BREAK)
        self._starting: tuple[int, frozenset[str]] = (-1, frozenset())

    def symbols(self, doc: Doc) -> Symbols:
        """The symbols of a document; none, where nothing in it starts an expression of time."""
        known = self._symbols
        if len(known) > self.MOST_WORDS:
            known.clear()
        words = texts(doc)
        for word in dict.fromkeys(words):
            if word not in known:
                known[word] = self.grammar.symbol(word)
        chars = [known[word] for word in words]
        if self._starters().isdisjoint(chars):
            return Symbols("", [], [], {})
        text: list[str] = []
        places: list[int] = []
        ends: list[int] = []
        for i, (char, opens, blank) in enumerate(zip(chars, _sentence_starts(doc), spaces(doc), strict=True)):
            if opens:
                text.append(self._break)
                places.append(i)
                ends.append(i)
            if not blank:
                text.append(char)
                places.append(i)
                ends.append(i + 1)
        return Symbols("".join(text), places, ends, {})

    def _starters(self) -> frozenset[str]:
        """The symbols without one of which a document holds no expression of time."""
        size, starters = self._starting
        if size != len(self.grammar.alphabet):
            starters = frozenset(char for name in STARTERS for char in self.grammar.alphabet.having(name))
            self._starting = len(self.grammar.alphabet), starters
        return starters

    def candidates(self, symbols: Symbols, stage: int) -> list[Candidate]:
        """Every match of a stage's rules, leftmost first, longest first, in the order of the rules."""
        chars = frozenset(symbols.text)
        found = [
            Candidate(match.start(), match.end(), rule, match)
            for rule, pattern, needed in self.grammar.compiled(stage)
            if not any(map(chars.isdisjoint, needed))
            for match in pattern.finditer(symbols.text)
            if match.end() - match.start() > (stage > 1)
        ]
        return sorted(found, key=lambda one: (one.start, -one.end))

    def read(self, doc: Doc, symbols: Symbols, candidates: Sequence[Candidate], now: Now) -> list[Found]:
        """The expressions of time among the symbols of a document, in order, given the matches of the first stage."""
        words = lowers(doc)
        symbols = self._stage(words, symbols, candidates, now)
        for stage in self.grammar.stages[1:]:
            if not symbols.found:
                break
            symbols = self._stage(words, symbols, self.candidates(symbols, stage), now)
        return [symbols.found[first] for first in sorted(symbols.found)]

    def _stage(self, words: Sequence[str], symbols: Symbols, candidates: Sequence[Candidate], now: Now) -> Symbols:
        matched: list[tuple[Candidate, str, Found]] = []
        at = 0
        for candidate in candidates:
            if candidate.start < at:
                continue
            period = self.meaning(words, symbols, candidate, now)
            if period is None:
                continue
            matched.append((candidate, self._char(period), _found(symbols, candidate, period)))
            at = candidate.end
            _remember(period, now)
        return symbols.with_found(matched) if matched else symbols

    def _char(self, period: Period) -> str:
        return self.grammar.alphabet.char(frozenset({"DATE", f"DATE_{period.grain.upper()}"}))

    def meaning(self, words: Sequence[str], symbols: Symbols, candidate: Candidate, now: Now) -> Period | None:
        """What a candidate means, or null where its reading refuses it.

        Args:
            words: The words of the document in lower case.
        """
        named: dict[str, tuple[str, ...]] = {}
        found: dict[str, Period] = {}
        for name in candidate.match.groupdict():
            start, end = candidate.match.span(name)
            if start < 0:
                continue
            named[name] = tuple(_word(words, symbols, at) for at in range(start, end))
            for one in symbols.found_in(start, start + 1):
                found[name] = one.period
        match = Match(
            rule=candidate.rule,
            words=named,
            found=found,
            before=_word(words, symbols, candidate.start - 1) if candidate.start else "",
            after=_word(words, symbols, candidate.end) if candidate.end < len(symbols) else "",
        )
        return READINGS[candidate.rule.reading](match, now)


def _found(symbols: Symbols, candidate: Candidate, period: Period) -> Found:
    inner = symbols.found_in(candidate.start, candidate.end)
    trace = "/".join([candidate.rule.name, *(one.rule for one in inner)])
    return Found(symbols.extent(candidate.start, candidate.end), period, trace)


def _word(words: Sequence[str], symbols: Symbols, at: int) -> str:
    """The word of a symbol in lower case; none, where it is not a single token."""
    first = symbols.starts[at]
    return words[first].replace("’", "'") if symbols.ends[at] == first + 1 else ""


def _sentence_starts(doc: Doc) -> list[bool]:
    """Where sentences start, a sentence that starts with white space at its first word."""
    found = [False] * len(doc)
    pending = True
    for i, (start, blank) in enumerate(zip(starts(doc), spaces(doc), strict=True)):
        pending = pending or start
        if pending and not blank:
            found[i] = True
            pending = False
    return found


def _remember(period: Period, now: Now) -> None:
    if period.start is None or period.end is None or (now.anchor is not None and period.start > now.anchor.isoformat()):
        return
    if period.grain == "day" and len(period.start) == 10:
        now.told = first_day(period.start)
        now.told_long = now.told
    elif period.grain in ("month", "year"):
        now.told_long = first_day(period.start)
