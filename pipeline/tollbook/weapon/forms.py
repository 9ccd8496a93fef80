"""The index of all forms: from a key to the rows that it may stand for.

Finding a form costs a few dictionary look-ups for a token that can begin one, and one for a token that cannot, however
many forms there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from .keys import joints, key
from .tables import Modifier, Noun, System, designations, modifiers, not_weapons, nouns, systems

Gating = Literal["free", "near", "strict", "code"]

_CODE = re.compile(r"[a-z]\d{1,2}[a-z]?")


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of one row.

    Attributes:
        row: The row, or null for a phrase that is no weapon.
        text: As the table writes it.
        spaces: Offsets in the key at which white space may stand in the text.
        gating: ``free``; ``code`` (a short code such as M4: only where the article speaks of war); ``near`` (needs a
            word of its kind in the sentence); ``strict`` (needs one beside it).
    """

    row: System | Noun | Modifier | None
    text: str
    spaces: frozenset[int]
    gating: Gating = "free"

    @property
    def is_acronym(self) -> bool:
        """Whether it is written in capitals alone, so that small letters make it another word."""
        return len(self.text) <= 5 and self.text.isalpha() and self.text.isupper()

    def fits(self, written: str, gaps: frozenset[int]) -> bool:
        """Whether a stretch of text may be this form: parted where the form may part, with a name's capitals."""
        if not gaps <= self.spaces:
            return False
        if not isinstance(self.row, System) or not self.text[0].isupper():
            return True
        if not written[0].isupper():
            return False
        return not self.is_acronym or written.upper().rstrip("S") == written.rstrip("sS")


@dataclass(slots=True)
class Index:
    """All forms by key, and the beginnings of keys at which a form may part."""

    full: dict[str, tuple[Form, ...]] = field(default_factory=dict)
    prefixes: set[str] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)

    def add(self, text: str, row: System | Noun | Modifier | None, gating: Gating, spaced: frozenset[str]) -> None:
        """Enter a form."""
        whole = key(text)
        parts = joints(text)
        spaces = {offset for offset, between in parts if _may_gap(whole, offset, between, spaced)}
        if gating == "free" and isinstance(row, System) and _CODE.fullmatch(whole):
            gating = "code"
        form = Form(row, text, frozenset(spaces), gating)
        known = self.full.get(whole, ())
        if not any(
            other.row is row and other.spaces >= form.spaces and (form.is_acronym or not other.is_acronym)
            for other in known
        ):
            self.full[whole] = (*known, form)
        beginnings = {whole[:offset] for offset, _ in parts}
        self.prefixes |= beginnings
        self.starts |= {whole, whole + "s"} | beginnings


def _may_gap(whole: str, offset: int, between: str, spaced: frozenset[str]) -> bool:
    """Whether white space may stand at an offset: where the form has some, and for a hyphen that words can lose."""
    if " " in between:
        return True
    if whole[offset - 1].isalpha() and whole[offset].isalpha():
        return between != ""
    return whole[:offset] in spaced


def _system_forms(row: System) -> Iterator[tuple[str, Gating]]:
    gated = {*row.gated, *row.nato}
    strict = set(row.strict)
    for text in dict.fromkeys((row.name, *row.aliases, *([row.native] if row.native else ()))):
        if text not in gated and text not in strict:
            yield text, "free"
    for text in dict.fromkeys((*row.gated, *row.nato)):
        yield text, "near"
    for text in row.strict:
        yield text, "strict"


def build(rows: Iterable[System]) -> Index:
    """Build the index of some systems with all nouns, modifiers and phrases."""
    spaced = frozenset(row.id for row in designations() if row.spaced)
    index = Index()
    for system in rows:
        for text, gating in _system_forms(system):
            index.add(text, system, gating, spaced)
    for noun in nouns():
        for text in noun.forms:
            index.add(text, noun, "free", spaced)
    for modifier in modifiers():
        for text in modifier.forms:
            index.add(text, modifier, "free", spaced)
    for phrase in not_weapons():
        if phrase.where == "phrase":
            index.add(phrase.form, None, "free", spaced)
    return index


@lru_cache(maxsize=1)
def index() -> Index:
    """The index of the whole catalogue.

    >>> [form.row.id for form in index().full["su24m"]]
    ['su-24m']
    """
    return build(systems().values())
