"""Runs of capitalised words, which are names of bodies beside the right noun: "the Grand Ravine gang"."""

from __future__ import annotations

from collections.abc import Collection

from .words import Words

PARTICLES = frozenset("al el bin ibn bint abu de la los las del da dos von van der den of".split())
NOT_NAMES = frozenset(
    """the a an this that these those he she it they we i you his her its their our my monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november december jan feb
    mar apr jun jul aug sept sep oct nov dec in on at by for from to of with as and or but if when while after before
    since until because although though however meanwhile earlier later also then there here what who why how which
    where yes no not some many most all both one two three four five six seven eight nine ten another other others
    according despite during under over about around near between against yesterday today tomorrow last next first
    second third several dozens hundreds thousands each every such at least more than a local rival armed other
    suspected unidentified unknown islamist rebel police army state government drug criminal street photo image
    video file members men gunmen""".split()
)
_HYPHENS = frozenset("-‐‑–")
_LONGEST = 5


def is_name_word(words: Words, i: int) -> bool:
    """Whether a word can be part of a name: capitalised, no digit in it, none of the words that open sentences."""
    if not 0 <= i < len(words.texts):
        return False
    text, lower = words.texts[i], words.lower[i]
    return text[:1].isupper() and lower not in NOT_NAMES and text.isalpha() and not lower.endswith("ly")


def run_left(words: Words, end: int, used: Collection[int]) -> int:
    """Where the run of capitalised words that ends before ``end`` begins; ``end`` itself where there is none.

    A single word that opens its sentence is no name: it may have its capital from there.
    """
    lower, texts = words.lower, words.texts
    floor = words.floor(end - 1) if end else 0
    start = i = end
    while i > floor and end - i < _LONGEST:
        i -= 1
        if i in used:
            break
        if is_name_word(words, i):
            start = i
        elif start == end or not (lower[i] in PARTICLES or texts[i] in _HYPHENS):
            break
    if (
        end - start == 1
        and start == floor
        and (not tag.startswith("NNP") if (tag := words.doc[start].tag_) else lower[start].endswith(("ing", "ed")))
    ):
        return end
    return start


def run_right(words: Words, start: int) -> int:
    """Where the run of capitalised words that begins at ``start`` ends; ``start`` itself where there is none."""
    lower, texts = words.lower, words.texts
    end = i = start
    while i < len(lower) and i - start < _LONGEST:
        if is_name_word(words, i) or (i == start and lower[i] in ("the",) and is_name_word(words, i + 1)):
            end = i = i + 1
        elif i > start and (lower[i] in PARTICLES or texts[i] in _HYPHENS) and is_name_word(words, i + 1):
            i += 1
        else:
            break
    return end
