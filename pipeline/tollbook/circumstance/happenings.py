"""Deeds of nobody who is named: "a bomb exploded outside the bank", "the base was attacked on Sunday"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..values import Extent
from .beside import Beside


@dataclass(frozen=True, slots=True)
class Happening:
    """Words that tell of a deed without a doer.

    Attributes:
        word: The token of the last of them.
    """

    extent: Extent
    word: int
    rule: str


def happenings(doc: Doc) -> Iterator[Happening]:
    """Yield the deeds that are told without a doer, in order.

    >>> import tollbook
    >>> doc = tollbook.load()("A bomb exploded outside a bank in Bilbao on Sunday.")
    >>> [doc[one.extent.start : one.extent.end].text for one in happenings(doc)]
    ['bomb exploded']
    """
    beside = Beside(doc, ())
    at = 0
    while at < len(beside.words):
        found = beside.form(at, "alone")
        if found is None:
            at += 1
            continue
        end, row = found
        yield Happening(beside.extent(at, end), beside.token(end - 1), f"deed.{row.id}")
        at = end


def first_of_each(told: Sequence[Happening], sentence: Sequence[int], apart: int) -> list[Happening]:
    """Of deeds that stand within some sentences of one another, the first."""
    kept: list[Happening] = []
    for one in told:
        if not kept or sentence[one.word] - sentence[kept[-1].word] > apart:
            kept.append(one)
    return kept
