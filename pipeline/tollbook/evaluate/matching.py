"""When an annotated thing and a found one are the same thing."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Stretch = tuple[int, int]
A = TypeVar("A")
B = TypeVar("B")

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""


def overlap(one: Stretch, other: Stretch) -> int:
    """How many characters two stretches share.

    >>> overlap((0, 5), (3, 9)), overlap((0, 3), (3, 9))
    (2, 0)
    """
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def overlap_of(ones: Iterable[Stretch], others: Iterable[Stretch]) -> int:
    """How many characters two sets of stretches share."""
    others = tuple(others)
    return sum(overlap(one, other) for one in ones for other in others)


def pairs(ones: Sequence[A], others: Sequence[B], weight: Callable[[A, B], float]) -> list[tuple[int, int]]:
    """Match two lists one to one, the heaviest pairs first, earlier ones first among equals; weight 0 is no match.

    Which list is which makes no difference.

    >>> pairs([3, 5], [5, 4, 3], lambda a, b: a == b)
    [(0, 2), (1, 0)]
    """
    weighted = [
        (-weight(one, other), max(i, k), min(i, k), i, k)
        for i, one in enumerate(ones)
        for k, other in enumerate(others)
    ]
    taken_one: set[int] = set()
    taken_other: set[int] = set()
    found: list[tuple[int, int]] = []
    for minus, _, _, i, k in sorted(weighted):
        if minus < 0 and i not in taken_one and k not in taken_other:
            taken_one.add(i)
            taken_other.add(k)
            found.append((i, k))
    return sorted(found)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, case folded, its hyphens and its articles left out.

    >>> words_of("The Al-Shafah market's")
    ('al', 'shafah', 'market')
    """
    folded = re.sub(r"['’]s\b", "", text.casefold())
    return tuple(word for word in re.findall(r"[^\W_]+", folded) if word not in ("the", "a", "an"))


def texts_agree(one: str | None, other: str | None) -> bool:
    """Whether two texts name the same: one holds the words of the other; both may be null.

    >>> texts_agree("Russian air strikes", "air strikes"), texts_agree(None, None), texts_agree("IS", "this")
    (True, True, False)
    """
    if one is None or other is None:
        return one is other
    first, second = sorted((words_of(one), words_of(other)), key=len)
    if not first:
        return not second
    return any(second[i : i + len(first)] == first for i in range(len(second) - len(first) + 1))


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points on the earth, on a sphere.

    >>> round(kilometres(52.5, 13.4, 48.9, 2.35))
    874
    """
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
