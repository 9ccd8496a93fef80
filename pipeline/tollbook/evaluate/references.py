"""Where the strings of an annotation draft stand in its article, and which mention they name.

A draft names every stretch by its own characters: ``air strike`` is the first place where they stand, ``air strike@2``
the second, counted by exact matches that do not overlap. A claim names its place, date, weapon, perpetrator and source
the same way, and means the mention with these words that is nearest to its quote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .matching import Stretch

_NUMBERED = re.compile(r"(.*\S)@(\d+)", re.DOTALL)
_FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})


class Unresolved(Exception):  # noqa: N818 - it is a finding, and becomes a `Problem` with file and field
    """A string that names no stretch, or no mention: the reason."""


class Unlisted(Unresolved):
    """A string that stands in the text, but names no mention that is listed."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A string of a draft: the words, and which of their occurrences is meant (null: the first, or the nearest).

    >>> Reference.of("air strike@2"), Reference.of("air strike")
    (Reference(words='air strike', number=2), Reference(words='air strike', number=None))
    """

    words: str
    number: int | None

    @classmethod
    def of(cls, raw: str) -> Reference:
        """Read a string of a draft."""
        match = _NUMBERED.fullmatch(raw)
        return cls(raw, None) if match is None else cls(match[1], int(match[2]))


def occurrences(text: str, words: str) -> list[Stretch]:
    """Every exact occurrence of some words, without overlap, also inside longer words.

    >>> occurrences("Iraq and the Iraqis", "Iraq")
    [(0, 4), (13, 17)]
    """
    return [match.span() for match in re.finditer(re.escape(words), text)] if words else []


def is_whole(text: str, span: Stretch) -> bool:
    """Whether a stretch cuts no word and no number in two.

    >>> is_whole("Iraqis fled", (0, 4)), is_whole("12,000 fled", (0, 2)), is_whole("Iraq's army", (0, 4))
    (False, False, True)
    """
    start, end = span
    if start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        return False
    if end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        return False
    after = re.match(r"[.,]\d", text[end : end + 2]) and text[end - 1].isdigit()
    before = re.match(r"\d[.,]", text[max(start - 2, 0) : start]) and text[start].isdigit()
    return not after and not before


def gap(one: Stretch, other: Stretch) -> int:
    """How many characters lie between two stretches; 0 where they touch or overlap.

    >>> gap((0, 4), (10, 12)), gap((0, 4), (2, 8))
    (6, 0)
    """
    return max(0, one[0] - other[1], other[0] - one[1])


def _absent(text: str, words: str) -> Unresolved:
    folded = words.translate(_FOLDED).casefold()
    at = text.translate(_FOLDED).casefold().find(folded) if len(text.casefold()) == len(text) else -1
    hint = f", only {text[at : at + len(words)]!r}" if at >= 0 and folded else ""
    return Unresolved(f"{words!r} is not in the text{hint}")


def spans_of(text: str, raw: str) -> list[Stretch]:
    """The stretches that a string may mean: the numbered one, or every one that cuts no word.

    Raises:
        Unresolved: Where there is none, and for a numbered one that cuts a word: then the count was another one.

    >>> spans_of("Iraq and the Iraqis", "Iraq")
    [(0, 4)]
    >>> spans_of("Iraq and the Iraqis", "Iraq@2")
    Traceback (most recent call last):
    ...
    tollbook.evaluate.references.Unresolved: 'Iraq@2' is a part of 'Iraqis'; as whole words it is number 1
    """
    reference = Reference.of(raw)
    found = occurrences(text, reference.words)
    if not found:
        raise _absent(text, reference.words)
    whole = [span for span in found if is_whole(text, span)]
    if not whole:
        raise Unresolved(f"{reference.words!r} stands only inside longer words: {_word(text, found[0])!r}")
    if reference.number is None:
        return whole
    if not 1 <= reference.number <= len(found):
        raise Unresolved(f"{raw!r}: the text holds {reference.words!r} {_times(len(found))}")
    span = found[reference.number - 1]
    if span not in whole:
        numbers = ", ".join(str(found.index(one) + 1) for one in whole)
        raise Unresolved(f"{raw!r} is a part of {_word(text, span)!r}; as whole words it is number {numbers}")
    return [span]


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _word(text: str, span: Stretch) -> str:
    start, end = span
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def located(text: str, raw: str) -> Stretch:
    """Where a string stands: the first stretch that it may mean.

    Raises:
        Unresolved: See `spans_of`.
    """
    return spans_of(text, raw)[0]


def located_near(text: str, raw: str, near: Stretch) -> Stretch:
    """Where a string stands, of several stretches the nearest to another.

    >>> located_near("He fled. He said he died.", "He", (12, 16))
    (9, 11)
    """
    return min(spans_of(text, raw), key=lambda span: (gap(span, near), span))


def located_inside(text: str, raw: str, outer: Stretch) -> Stretch:
    """Where a string stands inside a stretch, counted there.

    >>> located_inside("On Saturday a man died", "a", (3, 22))
    (12, 13)
    """
    start, end = outer
    try:
        first, last = located(text[start:end], raw)
    except Unresolved as error:
        raise Unresolved(f"{str(error).replace('the text', 'the quote', 1)}: {text[start:end]!r}") from None
    return start + first, start + last


@dataclass(frozen=True, slots=True)
class Target:
    """A mention that may be named.

    Attributes:
        span: Where it stands.
        parts: The stretches from which its distance counts.
        meaning: What it says; two mentions with the same say the same.
    """

    span: Stretch
    parts: tuple[Stretch, ...]
    meaning: tuple[object, ...] = ()


def linked(text: str, raw: str, targets: Sequence[Target], near: Stretch, layer: str, *, whole: bool = True) -> int:
    """Which of some mentions a string names: its words are the mention's, lie in it, or hold it; then the nearest.

    Args:
        text: The article.
        raw: The string.
        targets: The mentions.
        near: The stretch that names it, a claim's quote.
        layer: What the mentions are called, for messages.
        whole: Whether a far mention of just these words counts before a near one that has others too.

    Raises:
        Unresolved: Where it stands nowhere, and where it may mean several mentions that say different things.
        Unlisted: Where it names none.

    >>> text = "Shells hit Homs. Homs province is calm."
    >>> targets = [Target((11, 15), ((11, 15),)), Target((17, 30), ((17, 30),))]
    >>> linked(text, "Homs", targets, (0, 10), "places")
    0
    >>> linked(text, "province", targets, (0, 10), "places")
    1
    """
    spans = spans_of(text, raw)
    ranked: list[tuple[int, int, Stretch, int]] = []
    for index, target in enumerate(targets):
        ranks = [rank for span in spans if (rank := _rank(span, target.span)) is not None]
        if ranks:
            rank = min(ranks) if whole or min(ranks) == _HOLDS else _EQUAL
            ranked.append((rank, min(gap(part, near) for part in target.parts), target.span, index))
    if not ranked:
        raise Unlisted(f"{raw!r} is the name of nothing listed in {layer}")
    rank, _, _, index = min(ranked)
    if rank == _EQUAL:
        return index
    rivals = [targets[index], *(targets[i] for other, _, _, i in ranked if other == rank)]
    if rank == _HOLDS:
        span = next(span for span in spans if _rank(span, targets[index].span) == _HOLDS)
        rivals = [one for one in rivals if _rank(span, one.span) == _HOLDS]
    else:
        # One that is these words and nothing more is meant by them, unless another place was asked for on purpose.
        rivals += [one for one in targets if text[slice(*one.span)] == Reference.of(raw).words]
    if len({one.meaning for one in rivals}) > 1:
        names = dict.fromkeys(repr(text[slice(*one.span)]) for one in rivals)
        raise Unresolved(f"{raw!r} is ambiguous: it is a part of, or holds, {' and '.join(names)} of {layer}")
    return index


_EQUAL, _INSIDE, _HOLDS = range(3)


def _rank(span: Stretch, target: Stretch) -> int | None:
    if span == target:
        return _EQUAL
    if target[0] <= span[0] and span[1] <= target[1]:
        return _INSIDE
    return _HOLDS if span[0] <= target[0] and target[1] <= span[1] else None
