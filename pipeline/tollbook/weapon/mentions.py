"""From segments to mentions: which run of weapon words is one noun phrase, what it extends over, what class it has.

The extent of a designation starts with it and goes on to its head noun (``TU-22M3 bombers``); a generic mention is its
noun with the weapon words before it (``heavy artillery shells``). The noun decides the class; a weak noun (``strike``,
``shells``) leaves that to the word before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..values import Extent, WeaponClass
from .gates import Gates, blocking_after, blocking_before, classes_of
from .scan import JOINTS, Segment, looks_like_designation
from .tables import Designation, Modifier, Noun, System, types

_QUOTES = frozenset("\"'“”‘’()«»") | {"``", "''"}
_UNITS = frozenset(
    "mm cm inch pound pounder lb lbs kg kilogram kilogramme kilo ton tonne caliber calibre cal megaton kiloton".split()
)
_FIGURE = re.compile(r"\.?\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A weapon in the text, before its particulars.

    Attributes:
        head: The token of its last word.
        noun: The noun that heads it, or null for a bare designation.
        system, designation: What it names, if anything.
        plural: Whether it is a plural.
    """

    extent: Extent
    head: int
    cls: WeaponClass
    type: str | None
    noun: Noun | None
    system: System | None
    designation: Designation | None
    unlisted: str | None
    plural: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """A segment that is read: a noun, a named system, or a word before a noun."""

    segment: Segment
    noun: Noun | None = None
    system: System | None = None

    @property
    def is_named(self) -> bool:
        return self.system is not None or self.segment.designation is not None

    @property
    def carries(self) -> bool:
        """Whether it can lend its class to a weak noun."""
        return self.is_named or self.noun is not None


class Reader:
    """Read the mentions of one document."""

    def __init__(self, doc: Doc, keys: Sequence[str], segments: Sequence[Segment]) -> None:
        self._doc = doc
        self._keys = keys
        self._gates = Gates(doc, keys, segments)
        self._segments = segments

    @property
    def is_fiction(self) -> bool:
        """Whether the document is about films, books, games or museums."""
        return "fiction" in self._gates.themes

    def __call__(self) -> Iterator[Mention]:
        """Yield the mentions in order."""
        runs = list(self._runs())
        self._settle(runs)
        for run in runs:
            words = [self._word(run, n) for n in range(len(run))]
            for piece in _pieces(words):
                yield from self._mentions(piece)

    def _settle(self, runs: list[list[Segment]]) -> None:
        """See first which ambiguous names stand beside a word of their kind anywhere."""
        for run in runs:
            for n, segment in enumerate(run):
                if any(form.gating in ("near", "strict") for form in segment.systems):
                    self._gates.system_of(segment, self._beside(run, n))

    def _runs(self) -> Iterator[list[Segment]]:
        run: list[Segment] = []
        for segment in self._segments:
            if run and not self._adjacent(run[-1], segment):
                yield run
                run = []
            run.append(segment)
        if run:
            yield run

    def _adjacent(self, left: Segment, right: Segment) -> bool:
        between = self._doc[left.end : right.start]
        if all((t.text in JOINTS and not t.whitespace_ and t.text != "/") or t.text == "\n" for t in between):
            return True
        nickname = bool(left.systems or left.designation) and bool(right.systems)
        quoted = bool(right.nouns) and len(between) == 1
        return (nickname or quoted) and len(between) <= 2 and all(t.text in _QUOTES for t in between)

    def _beside(self, run: list[Segment], n: int) -> list[str]:
        """Classes of the words right beside a name: in its run, or joined to it by and, or, a comma or a slash."""
        found = [c for m in (n - 1, n + 1) if 0 <= m < len(run) for c in classes_of(run[m])]
        found += [c for m in range(n + 2, len(run)) if run[m - 1].is_modifier for c in classes_of(run[m])]
        position = self._segments.index(run[n])
        for other in self._segments[max(0, position - 1) : position + 2]:
            if other is run[n] or other in run:
                continue
            low, high = sorted((other, run[n]), key=lambda s: s.start)
            between = self._keys[low.end : high.start]
            if len(between) <= 2 and all(word in ("and", "or", "") for word in between):
                found += classes_of(other)
        return found

    def _word(self, run: list[Segment], n: int) -> _Word | None:
        """What a segment of a run is, or null where it is no weapon word."""
        segment = run[n]
        if segment.is_phrase:
            return None
        if segment.designation is not None:
            return None if self._gates.is_road(segment) else _Word(segment)
        if segment.systems:
            system = self._gates.system_of(segment, self._beside(run, n))
            if system is not None:
                return _Word(segment, system=system)
        for noun in segment.nouns:
            if self._gates.admits_noun(noun, segment):
                return _Word(segment, noun=noun)
        return _Word(segment) if any(isinstance(form.row, Modifier) for form in segment.forms) else None

    def _mentions(self, piece: list[_Word]) -> Iterator[Mention]:
        while piece and not (piece[-1].carries and self._stands(piece)):
            piece = piece[:-1]
        if not piece or self._blocked(piece):
            return
        named = next((n for n, word in enumerate(piece) if word.is_named), None)
        start = piece[0].segment.start
        unlisted = None
        if named is not None:
            start = piece[named].segment.start
        else:
            start = self._with_calibre(start)
            start, unlisted = self._with_unlisted(start, piece)
        yield self._mention(piece, named, start, unlisted)

    def _stands(self, piece: list[_Word]) -> bool:
        """Whether the last noun is a mention with what stands before it."""
        last = piece[-1]
        if last.noun is None or (last.noun.alone and not last.noun.after):
            return True
        before = piece[:-1]
        if any(word.carries for word in before):
            return True
        if last.noun.id in ("device", "charge") and self._gates.explodes(last.segment):
            return True
        if last.noun.after:
            return last.segment.start > 0 and self._keys[last.segment.start - 1] in last.noun.after
        return last.noun.kind == "thing" and any(not word.carries for word in before)

    def _blocked(self, piece: list[_Word]) -> bool:
        first, last = piece[0].segment, piece[-1].segment
        after = self._keys[last.end : last.end + 1]
        counted = last.end + 1 < len(self._doc) and self._doc[last.end + 1].like_num
        if (
            after
            and (not last.plural or (piece[-1].noun is not None and piece[-1].noun.id == "explosives"))
            and not any(word.is_named for word in piece)
            and (after[0] in blocking_after() or (after[0].removesuffix("s") in blocking_after() and not counted))
        ):
            return True
        return first.start > 0 and not piece[0].is_named and self._keys[first.start - 1] in blocking_before()

    def _with_calibre(self, start: int) -> int:
        """The start moved over a calibre or weight: 500-pound, 122 mm, .50-calibre."""
        i = start - 1
        if i >= 0 and self._doc[i].text in JOINTS:
            i -= 1
        if i < 1 or self._keys[i] not in _UNITS:
            return start
        i -= 1
        if self._doc[i].text in JOINTS:
            i -= 1
        return i if i >= 0 and _FIGURE.fullmatch(self._doc[i].text) else start

    def _with_unlisted(self, start: int, piece: list[_Word]) -> tuple[int, str | None]:
        """The start moved over a word that has the shape of a designation, before a noun that is a thing."""
        noun = piece[-1].noun
        if start == 0 or noun is None or noun.kind != "thing" or noun.weak or self._doc[start - 1].is_sent_start:
            return start, None
        token = self._doc[start - 1]
        if not token.whitespace_ or not looks_like_designation(token.text):
            return start, None
        return start - 1, token.text

    def _mention(self, piece: list[_Word], named: int | None, start: int, unlisted: str | None) -> Mention:
        last = piece[-1]
        cls, kind = _class_of(piece)
        system = designation = None
        if named is not None:
            system, designation = piece[named].system, piece[named].segment.designation
            system = _most_specific(system, piece)
        extent = Extent(start, self._with_closing(last.segment.end, piece))
        return Mention(
            extent, last.segment.end - 1, cls, kind, last.noun, system, designation, unlisted, last.segment.plural
        )

    def _with_closing(self, end: int, piece: list[_Word]) -> int:
        """The end moved over the mark that closes a quoted nickname."""
        if len(piece) > 1 and end < len(self._doc) and self._doc[end].text in _QUOTES:
            opened = self._doc[piece[-1].segment.start - 1].text in _QUOTES
            return end + 1 if opened else end
        return end


def _pieces(words: Sequence[_Word | None]) -> Iterator[list[_Word]]:
    """Part a run where a word is none, and after a plural, which modifies nothing."""
    piece: list[_Word] = []
    for word in words:
        if word is None:
            yield piece
            piece = []
            continue
        if piece and piece[-1].segment.plural and word.carries and not _belongs(piece[-1], word):
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _belongs(plural: _Word, word: _Word) -> bool:
    """Whether a noun goes with the plural before it all the same: explosives charge, weapons remnants."""
    return word.noun is not None and not word.noun.alone and plural.noun is not None


def _class_of(piece: list[_Word]) -> tuple[WeaponClass, str | None]:
    """Class and type of a phrase: of the system it names, else of its noun, or of the word that a weak noun yields to."""
    for word in piece:
        if word.system is not None:
            return types()[word.system.type].cls, word.system.type
    last = piece[-1]
    named = next((w.segment.designation for w in piece if w.segment.designation is not None), None)
    if (last.noun is not None and last.noun.weak) or (last.noun is None and named is not None):
        for word in reversed(piece if last.noun is None else piece[:-1]):
            if word.segment.designation is not None:
                return types()[word.segment.designation.type].cls, word.segment.designation.type
            if word.noun is not None and not word.noun.weak:
                return word.noun.cls, word.noun.type
    assert last.noun is not None
    kind = last.noun.type
    if kind is None and named is not None and types()[named.type].cls == last.noun.cls:
        kind = named.type
    return last.noun.cls, kind


def _most_specific(system: System | None, piece: list[_Word]) -> System | None:
    """A variant that follows its family's name (Su-24 Fencer-D) is the one meant."""
    for word in piece:
        if system is not None and word.system is not None and word.system.family == system.id:
            return word.system
    return system
