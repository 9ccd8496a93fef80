"""An explanation for a person: the text with what was read in it, then each claim, each incident and each finding.

The lines are the same on a terminal, where they have colours, and in a pipe, where they are plain. A mark in the text is
``[words|id what]``; every other stretch of the text is quoted with its offsets. The example of a rule is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .shape import (
    NOTHING,
    Alternative,
    ClaimStory,
    Explanation,
    FindingStory,
    IncidentStory,
    Mark,
    Reading,
    Rule,
    TollStory,
    Words,
)

WIDTH = 15
"""Characters of the column of names."""

IDS = 4
"""Characters of the column of ids of findings."""

LONGEST = 160
"""Most characters of a quotation; of a longer one the middle is left out."""

STYLES = {
    "count": "bold red", "victims": "red", "place": "green", "weapon": "magenta", "date": "cyan", "actor": "yellow",
    "cue": "blue",
}  # fmt: skip
"""The colours of marks; a word of harm has that of `HARM`."""

DEEP = WIDTH + 2
"""How far what belongs to a value is set in."""

HARM = "bold white on red"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters in one style; a style is one of rich's, empty for none."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: how far it is set in, its name, under which nothing of the rest is written, and its pieces."""

    indent: int
    pieces: tuple[Piece, ...]
    name: Piece = Piece("")

    @property
    def plain(self) -> str:
        """The line without colours, safe for a terminal."""
        return " " * self.indent + "".join(printable(piece.text) for piece in (self.name, *self.pieces))


def printable(text: str) -> str:
    """A text without what could steer a terminal.

    >>> printable("two\\x1b[2Jmen")
    'two [2Jmen'
    """
    return "".join(char if char.isprintable() else " " for char in text)


def lines(found: Explanation) -> Iterator[Line]:
    """The lines of an explanation.

    >>> import tollbook
    >>> from tollbook.explain.gather import explanation
    >>> nlp = tollbook.load()
    >>> [line.plain for line in lines(explanation(nlp, nlp("Shelling killed two men in Homs.")))][4]
    ' 1  [Shelling|w1 weapon] [killed|c1 killed] [two|c1 count] [men|c1 victims] in [Homs|p1 place].'
    """
    return _Writer(found).lines()


def _line(indent: int, *pieces: Piece) -> Line:
    return Line(indent, tuple(piece for piece in pieces if piece.text))


def _named(name: str, *pieces: Piece, width: int = WIDTH, style: str = "bold") -> Line:
    return Line(1, tuple(piece for piece in pieces if piece.text), Piece(f"{name:<{width}} ", style))


def _head(text: str) -> Iterator[Line]:
    yield _line(0)
    yield _line(0, Piece(text, "bold underline"))


# The text


def _paragraphs_shown(found: Explanation) -> Iterable[int]:
    """All paragraphs; where claims were left away, those that hold words of the claims that are told."""
    every = range(1, len(found.paragraphs) + 1)
    if not found.narrowed:
        return every
    spots = [words.start for claim in found.claims for words in _spots(claim)]
    return {n for n in every if any(found.paragraphs[n - 1][0] <= at < found.paragraphs[n - 1][1] for at in spots)}


def _spots(claim: ClaimStory) -> Iterator[Words]:
    yield claim.quote
    for reading in claim.readings:
        if reading.words is not None:
            yield reading.words


def _paragraph(found: Explanation, number: int) -> Line:
    start, end = found.paragraphs[number - 1]
    inside = [mark for mark in found.marks if start <= mark.start and mark.end <= end]
    pieces = tuple(_marked(found.text, start, end, inside))
    return _named(str(number), *pieces, width=len(str(number)) + 1, style="dim")


def _marked(text: str, start: int, end: int, marks: Sequence[Mark], style: str = "") -> Iterator[Piece]:
    """A stretch of the text with its marks, those inside a mark too."""
    at = start
    for n, mark in enumerate(marks):
        if mark.start < at:
            continue  # inside one that has been written
        yield Piece(_flat(text[at : mark.start]), style)
        colour = STYLES.get(mark.kind, HARM)
        inner = [one for one in marks[n + 1 :] if mark.start <= one.start and one.end <= mark.end]
        yield Piece("[", "dim")
        yield from _marked(text, mark.start, mark.end, inner, colour)
        yield Piece(f"|{mark.id} {mark.kind}]" if mark.id else f"|{mark.kind}]", "dim")
        at = mark.end
    yield Piece(_flat(text[at:end]), style)


def _flat(text: str) -> str:
    """A stretch of the text on one line."""
    return text.replace("\r", "").replace("\n", " ")


class _Writer:
    """Writes one explanation; knows which rules it has given an example of."""

    def __init__(self, found: Explanation) -> None:
        self.found = found
        self._shown: set[str] = set()

    def lines(self) -> Iterator[Line]:
        """All lines."""
        found = self.found
        yield _line(0, Piece(found.title or found.article or "An article without a title", "bold"))
        facts = (
            found.source,
            f"id {found.article}" if found.article else "",
            f"published {found.published or 'not known'}",
        )
        yield _line(0, Piece(" · ".join(part for part in (*facts, f"record {found.id}") if part), "dim"))
        yield from _head("TEXT")
        for number in sorted(_paragraphs_shown(found)):
            yield _paragraph(found, number)
        for claim in found.claims:
            yield from self._claim(claim)
        if not found.claims:
            yield from _head("NO CLAIM")
            yield _line(1, Piece("No sentence was read to say that somebody was harmed."))
        for incident in found.incidents:
            yield from self._incident(incident)
        yield from self._rest()

    def _rest(self) -> Iterator[Line]:
        found = self.found
        if found.left_out:
            yield from _head("IN NO INCIDENT")
            for out in found.left_out:
                yield _named(out.claim, Piece(out.why))
        if found.numbers:
            yield from _head("NUMBERS THAT ARE IN NO CLAIM")
            for number in found.numbers:
                yield _line(1, *_alternative(number)[1:])
        for kind in dict.fromkeys(one.kind for one in found.findings):
            yield from _head(f"{kind.upper()}S")
            for finding in found.findings:
                if finding.kind == kind:
                    yield from self._finding(finding)

    def _claim(self, claim: ClaimStory) -> Iterator[Line]:
        yield from _head(f"CLAIM {claim.id}")
        where = f"paragraph {claim.paragraph}" + (f", incident {claim.incident}" if claim.incident else "")
        yield _line(1, *_quoted(claim.quote, "bold"), Piece(f"  {where}"))
        if claim.left_out:
            yield _line(1, Piece(f"in no incident: {claim.left_out}", "italic"))
        yield from self._readings(claim.readings)

    def _incident(self, incident: IncidentStory) -> Iterator[Line]:
        yield from _head(f"INCIDENT {incident.id}")
        for member in incident.members:
            told = Piece(f" [{member.rule.id}]", "dim")
            yield _named(member.claim, Piece(member.why), told)
        if incident.deed is not None:
            yield _named("a deed", *_quoted(incident.deed.words, "bold"), Piece("  told without a figure"))
            for line in self._readings(incident.deed.readings):
                yield replace(line, indent=line.indent + DEEP - 1)
        yield from self._readings(incident.readings)
        for toll in incident.tolls:
            yield from _toll(toll)

    def _finding(self, finding: FindingStory) -> Iterator[Line]:
        of = f"  of {', '.join(finding.claims)}" if finding.claims else ""
        where = Piece(f"  paragraph {finding.paragraph}{of}")
        yield _named(finding.id, *_quoted(finding.words, "bold"), where, width=IDS)
        for line in self._readings([_without_words(one, finding.words) for one in finding.readings]):
            yield replace(line, indent=line.indent + IDS + 1)

    def _readings(self, readings: Sequence[Reading]) -> Iterator[Line]:
        silent = [one.field for one in readings if one.rule == NOTHING and not one.alternatives]
        before: Rule | None = None
        for reading in readings:
            if reading.field not in silent:
                yield from self._reading(reading, told=reading.rule == before)
                before = reading.rule
        if silent:
            yield _named("not said", Piece(", ".join(silent), "dim"))

    def _reading(self, reading: Reading, *, told: bool) -> Iterator[Line]:
        """A value with its words, why it is so, and below it what it is not."""
        nothing = reading.value in (None, ())
        pieces: list[Piece] = []
        same = reading.words is not None and _flat(reading.words.text) == reading.shown
        if nothing:
            pieces.append(Piece("not said", "dim"))
        elif not same:
            pieces.append(Piece(reading.shown, "bold"))
        if reading.words is not None:
            pieces += [Piece("" if same else " "), *_quoted(reading.words, "bold" if same else "")]
        if reading.id is not None and not reading.shown.startswith(f"{reading.id} "):
            pieces.append(Piece(f" ({reading.id})", "dim"))
        if reading.rule != NOTHING and not told:
            pieces += [Piece(" — "), *self._rule(reading.rule, reading.via)]
        yield _named(reading.field, *pieces)
        if reading.cues:
            yield _line(DEEP, Piece("by "), *_joined([_quoted(cue, "") for cue in reading.cues]))
        for other in reading.alternatives:
            yield _line(DEEP, *_alternative(other))

    def _rule(self, rule: Rule, via: str | None) -> Iterator[Piece]:
        yield Piece(rule.says + (f", {via}" if via is not None else ""))
        yield Piece(f" [{rule.id}]" if rule.says else f"rule {rule.id}", "dim")
        if rule.example and rule.id not in self._shown:
            self._shown.add(rule.id)
            yield Piece(f" as in: {rule.example}", "dim italic")


def _alternative(other: Alternative) -> list[Piece]:
    pieces = [Piece("not ", "dim")]
    same = other.words is not None and _flat(other.words.text) == other.value
    if not same:
        pieces.append(Piece(other.value))
    if other.words is not None:
        pieces += [Piece("" if same else " "), *_quoted(other.words, "dim")]
    if other.id is not None and other.id != other.value:
        pieces.append(Piece(f" ({other.id})", "dim"))
    pieces.append(Piece(f": {other.why}"))
    if other.rank is not None:
        told = f" [{other.rule.id}]" if other.rule is not None else ""
        pieces.append(Piece(f" ({_rank(other.rank)}{told})", "dim"))
    return pieces


def _rank(rank: int) -> str:
    names = ("next", "second", "third", "fourth", "fifth")
    return f"{names[rank - 1] if rank <= len(names) else f'{rank}th'} in line"


def _quoted(words: Words, style: str) -> Iterator[Piece]:
    text = " ".join(words.text.split())
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2].rstrip()} … {text[-LONGEST // 2 :].lstrip()}"
    yield Piece(f'"{text}"', style)
    yield Piece(f" {words.start}-{words.end}", "dim")


def _joined(groups: Iterable[Iterable[Piece]]) -> Iterator[Piece]:
    for n, group in enumerate(groups):
        if n:
            yield Piece(", ")
        yield from group


def _toll(toll: TollStory) -> Iterator[Line]:
    low, best, high = (_side(side) for side in (toll.low, toll.best, toll.high))
    yield _named(toll.harm, Piece(f"low {low}, best {best}, high {high}", "bold"))
    if len(toll.sums) > 1:
        sides = (("low", toll.low, toll.low_from), ("high", toll.high, toll.high_from))
        told = [
            f"{name} {'stays open with' if side is None else 'is that of'} {' + '.join(ids)}"
            for name, side, ids in sides
        ]
        yield _line(DEEP, Piece(", ".join(told)))
    for one in toll.sums:
        yield _line(
            DEEP, Piece("best " if one.chosen else "not "), Piece(" + ".join(one.claims)), Piece(f": {one.why}")
        )
    for out in toll.left_out:
        yield _line(DEEP, Piece(f"not {out.claim}: {out.why}"))


def _side(side: int | None) -> str:
    return "open" if side is None else f"{side:,}"


def _without_words(reading: Reading, own: Words) -> Reading:
    """A value without the words that stand above it already."""
    words = None if reading.words == own else reading.words
    return replace(reading, words=words, cues=tuple(cue for cue in reading.cues if cue != own))
