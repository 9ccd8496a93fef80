"""Which counts of one harm of an event are added: those of different people.

The counts of one sentence, of one source, are of different people. Those of different sentences are rival counts of the
same people, unless words add the later one ("another", "also killed", "a third man", "in the same raid", "two of the
wounded died") or they are of two sides. The room ``incident`` counts from the document and ``store`` anew from the
claims; both add here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, Protocol, TypeVar

Adds = Literal["no", "more", "dies"]
"""Whether words add a count to what was told before; ``dies``: some of the hurt have died, whom no earlier count holds."""

_MORE = re.compile(r"\b(?:another|more|others?|additional|further)\b(?![\s,]+than\b)", re.IGNORECASE)
_REST = re.compile(r"\bthe[\s,]+(?:\w+[\s,]+)?(?:\w+[\s,]+)?others?\b|\bmore\s+than\b", re.IGNORECASE)
"""The others of those who were told of are no more people than they."""

_ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_ORDINAL = re.compile(rf"\ba\s+(?:({'|'.join(_ORDINALS)})|(\d+)(?:nd|rd|th))\b", re.IGNORECASE)
_ALSO = re.compile(r"\balso\s+(?:been\s+)?\w+|\balso\s*$", re.IGNORECASE)
_SAME = re.compile(
    r"\bin\s+the\s+same\s+(?:air\s*)?(?:raids?|attacks?|strikes?|blasts?|bombings?|explosions?|ambush|incident|clash(?:es)?)\b",
    re.IGNORECASE,
)
_DIES = re.compile(
    r"\bof\s+(?:whom|them|the\s+(?:\w+\s+)?(?:wounded|injured))\b[^.]*\b(?:died|die|dead|succumbed)\b"
    r"|\blater\s+(?:died|succumbed)\b|\b(?:died|dies)\s+later\b|\bsuccumbed\b"
    r"|\b(?:died|dies)\s+(?:of|from)\s+(?:\w+\s+)?(?:wounds?|injur\w+)",
    re.IGNORECASE,
)
_HINTS = {
    "more": ("another", "more", "other", "additional", "further"),
    "also": ("also",),
    "same": ("same",),
    "dies": ("succumb", "later", "whom", "them", "wound", "injur"),
}
"""Letters without which none of the words above can stand there: most claims have none near, and need no closer look."""

_AFTER = 28
"""Characters behind a quote in which its harm may go on: "of their wounds"."""
_BEFORE = 12
_REACH = 60
"""Characters behind a quote in which its deed may be named."""


def adds(text: str, quote: tuple[int, int], own: tuple[int, int]) -> Adds:
    """Whether the words of a claim add it to what was said before.

    Args:
        quote: Where its number, its people and its harm stand. own: Where its number and its people do.

    >>> text = "Another three died. Two women and two other men died. The other five died. A farmer was also killed."
    >>> [adds(text, one, own) for one, own in (((0, 18), (0, 13)), ((20, 52), (20, 29)), ((54, 73), (54, 68)))]
    ['more', 'no', 'no']
    >>> adds(text, (75, 100), (75, 83)), adds("Two of the wounded have died.", (0, 28), (0, 3))
    ('more', 'dies')
    """
    start, end = quote
    hints = _hints(text)
    first = min(start, own[0])
    if _near(hints["dies"], first, end + _AFTER) and _DIES.search(text[first : end + _AFTER].split(". ")[0]):
        return "dies"
    if _near(hints["more"], own[0] - _BEFORE, own[1] + 6) and _says_more(text, own):
        return "more"
    if nth(text, own) is not None:
        return "more"
    if _near(hints["same"], end, end + _REACH) and _SAME.search(text[end : end + _REACH].split(".")[0]):
        return "more"
    if not _near(hints["also"], start - _BEFORE, end):
        return "no"
    beside = text[max(0, start - _BEFORE) : start].rstrip()
    return "more" if _ALSO.search(text[start:end]) or _ALSO.search(beside) else "no"


def _says_more(text: str, own: tuple[int, int]) -> bool:
    lead = max(0, own[0] - _BEFORE)
    words = text[lead : own[1] + 6]
    more = next((one for one in _MORE.finditer(words) if own[0] - 9 <= lead + one.start() <= own[1] + 1), None)
    return more is not None and not any(one.end() >= more.end() > one.start() for one in _REST.finditer(words))


@lru_cache(maxsize=4)
def _hints(text: str) -> dict[str, list[int]]:
    """Where a text has the letters that hint at each kind of adding, in order."""
    small = text.lower()
    if len(small) != len(text):  # a letter that is two in lower case: then everywhere
        return {kind: list(range(len(text))) for kind in _HINTS}
    return {kind: sorted(at for word in words for at in _places(small, word)) for kind, words in _HINTS.items()}


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _near(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def nth(text: str, own: tuple[int, int]) -> int | None:
    """Which of all the dead or hurt somebody is by the own words: "a sixth protester", or null.

    >>> nth("A sixth protester died.", (0, 17)), nth("Six died.", (0, 3))
    (6, None)
    """
    found = _ORDINAL.search(text[own[0] : own[1]])
    return None if found is None else _ORDINALS.get((found[1] or "").lower()) or int(found[2])


class Addend(Protocol):
    """A count of one harm.

    Attributes:
        sentence: The number of its sentence. attribution: Who says so. zone: The part of the page that it stands in.
        nth: Which of all somebody is. figure: Its number. counted: Whether words state that.
        named: Whether it says whom it counts. boasted: Whether those who say so did it.
    """

    @property
    def sentence(self) -> int: ...
    @property
    def attribution(self) -> str | None: ...
    @property
    def zone(self) -> str: ...
    @property
    def adds(self) -> Adds: ...
    @property
    def nth(self) -> int | None: ...
    @property
    def op(self) -> str: ...
    @property
    def figure(self) -> int | None: ...
    @property
    def counted(self) -> bool: ...
    @property
    def named(self) -> bool: ...
    @property
    def status(self) -> str: ...
    @property
    def modality(self) -> str: ...
    @property
    def boasted(self) -> bool: ...


Count = TypeVar("Count", bound=Addend)


class Linked(Protocol):
    """A count with its links to others, by their ids."""

    @property
    def id(self) -> str: ...
    @property
    def sentence(self) -> int: ...
    @property
    def zone(self) -> str: ...
    @property
    def subset_of(self) -> str | None: ...
    @property
    def same_as(self) -> str | None: ...
    @property
    def superseded_by(self) -> str | None: ...


Link = TypeVar("Link", bound=Linked)


def standing(counts: Sequence[Link]) -> list[Link]:
    """The counts of one harm that are no part of another, no repetition, and hold still.

    What a headline told of is counted again beside others of its sentence: "Five guards killed" and then "five guards and
    two cooks were killed".
    """
    known = {one.id: one for one in counts}
    still = [one for one in counts if one.superseded_by is None and one.subset_of not in known]
    beside = {one.sentence for one in still if one.same_as not in known and one.zone != "headline"}

    def stands(one: Link) -> bool:
        first = known.get(one.same_as or "")
        return first is None or (first.zone == "headline" and one.zone != "headline" and one.sentence in beside)

    return [one for one in still if stands(one)]


_SIDES = frozenset({"combatant", "security"})
_KNOWN = _SIDES | {"civilian"}
_UPPER = frozenset({"lte", "lt"})


def added(counts: Iterable[Count]) -> list[list[Count]]:
    """Bring the counts together that are added, in order of the text.

    Args:
        counts: Those that are no part of another, no repetition, and hold still.
    """
    groups: list[list[Count]] = []
    for one in counts:
        home = _home(one, groups)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _home(one: Count, groups: list[list[Count]]) -> list[Count] | None:
    if not groups:
        return None
    last = groups[-1]
    if one.sentence == last[-1].sentence and one.attribution == last[-1].attribution:
        return None if _is_said_anew(one, last[-1]) else last
    if one.adds != "no" and _comes_on_top(one, last):
        return last
    return next((group for group in reversed(groups) if _is_of_other_side(one, group)), None)


def _is_said_anew(one: Addend, before: Addend) -> bool:
    """``at least 20, and as many as 25``; a fear beside a certainty; ``killed 55 inmates, many being strangled``."""
    if one.op in _UPPER and before.op not in _UPPER and not before.named:
        return (one.figure or 0) >= (before.figure or 0)
    if one.modality != before.modality:
        return True
    return one.op == "vague" and not one.named and before.op != "vague"


def _comes_on_top(one: Addend, group: list[Count]) -> bool:
    """Whether a count that words add is of none of those before: a headline sums up what the body tells."""
    if one.nth is not None and one.nth <= sum(other.figure or 0 for other in group):
        return False  # "three children died ... a third child died in hospital"
    headlined = any(other.zone == "headline" for other in group)
    if one.zone == "headline" or not headlined or one.adds == "dies":
        return True
    return _parts_from(one, group)


def _parts_from(one: Addend, group: list[Count]) -> bool:
    """Whether the people of a count are of another kind than all of a group: a farmer, where five soldiers died."""
    kinds = {other.status for other in group}
    return one.status in _KNOWN and kinds <= _KNOWN and one.status not in kinds


def _is_of_other_side(one: Addend, group: list[Count]) -> bool:
    """Whether one side's dead are told after the other's, or "a child" after one person who is none."""
    if one.boasted or one.modality == "possible" or not _parts_from(one, group):
        return False
    if one.figure == 1 and not one.counted:
        return False
    if one.figure == 1 and all(other.figure == 1 for other in group):
        return True
    return one.status in _SIDES and all(other.status in _SIDES for other in group)
