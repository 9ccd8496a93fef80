"""Find expressions of time in a document: the grammar, run over its symbols stage by stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.attrs import ORTH
from spacy.tokens import Doc

from ..spans import spaces, starts
from ..values import Extent
from .grammar import Grammar, Rule
from .periods import Period, first_day
from .reading import READINGS, Match, Now
from .symbols import STARTERS

BREAK = frozenset({"BREAK"})


@dataclass(frozen=True, slots=True)
class Item:
    """A symbol of a document: a token, the start of a sentence (no token), or what an earlier stage found."""

    char: str
    extent: Extent
    period: Period | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """An expression of time: its tokens, what it means, and the rules that found it (``phase/bare-year``)."""

    extent: Extent
    period: Period
    rule: str


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
    >>> items = scanner.items(doc)
    >>> found = scanner.read(doc, items, scanner.candidates(items, 1), Now(date(2017, 11, 27)))
    >>> [(doc[f.extent.start : f.extent.end].text, f.period.start) for f in found]
    [('two days ago', '2017-11-25')]
    """

    MOST_WORDS = 100_000
    """Words whose symbols are kept at a time."""

    def __init__(self, grammar: Grammar | None = None) -> None:
        self.grammar = grammar or Grammar()
        self._symbols: dict[int, str] = {}
        self._break = self.grammar.alphabet.char(BREAK)
        self._starting: tuple[int, frozenset[str]] = (-1, frozenset())

    def items(self, doc: Doc) -> list[Item]:
        """The symbols of a document; none, where nothing in it starts an expression of time."""
        known = self._symbols
        if len(known) > self.MOST_WORDS:
            known.clear()
        orths: list[int] = doc.to_array(ORTH).tolist() if len(doc) else []
        for orth in dict.fromkeys(orths):
            if orth not in known:
                known[orth] = self.grammar.symbol(doc.vocab.strings[orth])
        if self._starters().isdisjoint({known[orth] for orth in orths}):
            return []
        items: list[Item] = []
        for i, (orth, opens, blank) in enumerate(zip(orths, _sentence_starts(doc), spaces(doc), strict=True)):
            if opens:
                items.append(Item(self._break, Extent(i, i)))
            if not blank:
                items.append(Item(known[orth], Extent(i, i + 1)))
        return items

    def _starters(self) -> frozenset[str]:
        """The symbols without one of which a document holds no expression of time."""
        size, starters = self._starting
        if size != len(self.grammar.alphabet):
            starters = frozenset(char for name in STARTERS for char in self.grammar.alphabet.having(name))
            self._starting = len(self.grammar.alphabet), starters
        return starters

    def candidates(self, items: Sequence[Item], stage: int) -> list[Candidate]:
        """Every match of a stage's rules, leftmost first, longest first, in the order of the rules."""
        text = "".join(item.char for item in items)
        found = [
            Candidate(match.start(), match.end(), rule, match)
            for rule, pattern in self.grammar.compiled(stage)
            for match in pattern.finditer(text)
            if match.end() - match.start() > (stage > 1)
        ]
        return sorted(found, key=lambda one: (one.start, -one.end))

    def read(self, doc: Doc, items: list[Item], candidates: Sequence[Candidate], now: Now) -> list[Found]:
        """The expressions of time among the symbols of a document, in order, given the matches of the first stage."""
        items = self._stage(doc, items, candidates, now)
        for stage in self.grammar.stages[1:]:
            if all(item.period is None for item in items):
                break
            items = self._stage(doc, items, self.candidates(items, stage), now)
        return [Found(item.extent, item.period, item.rule) for item in items if item.period is not None]

    def _stage(self, doc: Doc, items: list[Item], candidates: Sequence[Candidate], now: Now) -> list[Item]:
        out: list[Item] = []
        at = 0
        for candidate in candidates:
            if candidate.start < at:
                continue
            period = self.meaning(doc, items, candidate, now)
            if period is None:
                continue
            out += items[at : candidate.start]
            out.append(self._item(items[candidate.start : candidate.end], period, candidate.rule.name))
            at = candidate.end
            _remember(period, now)
        return out + items[at:]

    def _item(self, matched: Sequence[Item], period: Period, rule: str) -> Item:
        classes = frozenset({"DATE", f"DATE_{period.grain.upper()}"})
        extent = Extent(matched[0].extent.start, matched[-1].extent.end)
        trace = "/".join([rule, *(item.rule for item in matched if item.rule)])
        return Item(self.grammar.alphabet.char(classes), extent, period, trace)

    def meaning(self, doc: Doc, items: Sequence[Item], candidate: Candidate, now: Now) -> Period | None:
        """What a candidate means, or null where its reading refuses it."""
        words: dict[str, tuple[str, ...]] = {}
        found: dict[str, Period] = {}
        for name in candidate.match.groupdict():
            start, end = candidate.match.span(name)
            if start < 0:
                continue
            words[name] = tuple(_lower(doc, item) for item in items[start:end])
            period = items[start].period
            if period is not None:
                found[name] = period
        match = Match(
            rule=candidate.rule,
            words=words,
            found=found,
            before=_lower(doc, items[candidate.start - 1]) if candidate.start else "",
            after=_lower(doc, items[candidate.end]) if candidate.end < len(items) else "",
        )
        return READINGS[candidate.rule.reading](match, now)


def _lower(doc: Doc, item: Item) -> str:
    if len(item.extent) != 1:
        return ""
    return doc[item.extent.start].lower_.replace("’", "'")


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
