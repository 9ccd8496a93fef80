"""One walk over the tokens of a document: every stretch that is a form of the index or a designation by the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.attrs import ORTH
from spacy.tokens import Doc

from .forms import Form, Index
from .keys import key
from .tables import Designation, Modifier, Noun, System, designations

JOINTS = frozenset("-/'’.‐‑‒–") | {"'s", "’s"}
"""Tokens that may stand inside a designation without white space round them."""

_ABBREVIATED = frozenset("vz wz md no obr zr mod".split())

LONGEST = 9
"""Most tokens that a form may span."""

_UNLISTED = re.compile(r"(?P<head>[a-z]{1,8})(?P<number>\d{1,4})[a-z0-9]{0,4}")
_NOT_DESIGNATIONS = frozenset({"covid", "g", "q", "h1n", "h5n", "boeing", "airbus", "apollo", "sars", "cop", "iphone"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of tokens that the index or the grammar knows.

    Attributes:
        forms: What it may stand for; empty for an unlisted designation.
        designation: For an unlisted designation, the row of the grammar that reads it.
        plural: Whether the text adds an s to the form.
    """

    start: int
    end: int
    forms: tuple[Form, ...]
    designation: Designation | None = None
    plural: bool = False

    @property
    def nouns(self) -> tuple[Noun, ...]:
        """The nouns it may be."""
        return tuple(form.row for form in self.forms if isinstance(form.row, Noun))

    @property
    def systems(self) -> tuple[Form, ...]:
        """The forms of systems it may be."""
        return tuple(form for form in self.forms if isinstance(form.row, System))

    @property
    def is_modifier(self) -> bool:
        """Whether it is a word before a weapon noun and nothing else."""
        return bool(self.forms) and all(isinstance(form.row, Modifier) for form in self.forms)

    @property
    def is_phrase(self) -> bool:
        """Whether it is a phrase that only looks like a weapon."""
        return any(form.row is None for form in self.forms)


@lru_cache(maxsize=1)
def _grammar() -> dict[str, tuple[Designation, re.Pattern[str]]]:
    return {row.id: (row, re.compile(row.number)) for row in designations()}


@lru_cache(maxsize=8192)
def by_grammar(whole: str) -> Designation | None:
    """The row of the grammar that reads a key, or null.

    >>> by_grammar("su47").type, by_grammar("covid19"), by_grammar("su")
    ('fighter', None, None)
    """
    for length in range(min(8, len(whole) - 1), 1, -1):
        row = _grammar().get(whole[:length])
        if row is not None and row[1].fullmatch(whole[length:].removesuffix("s") or "-"):
            return row[0]
    return None


def looks_like_designation(text: str) -> bool:
    """Whether a word has the shape of a designation: capitals, then a number. For use before a weapon noun only.

    >>> [looks_like_designation(t) for t in ("KS-172", "XQ-9", "COVID-19", "1990s", "word")]
    [True, True, False, False, False]
    """
    shape = _UNLISTED.fullmatch(key(text))
    return shape is not None and text[0].isupper() and shape["head"] not in _NOT_DESIGNATIONS


class Scanner:
    """Find segments in documents.

    Args:
        index: The forms to find.

    >>> import spacy
    >>> from tollbook.weapon.forms import index
    >>> doc = spacy.blank("en")("Rebels hit a Black Hawk with a rocket-propelled grenade.")
    >>> [doc[s.start : s.end].text for s in Scanner(index())(doc)[1]]
    ['Black Hawk', 'rocket-propelled grenade']
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._keys: dict[int, str] = {}

    def __call__(self, doc: Doc) -> tuple[list[str], list[Segment]]:
        """Return the key of each token, and the segments in order, without overlap."""
        keys = self._keys_of(doc)
        starts = self._index.starts
        segments: list[Segment] = []
        i = 0
        while i < len(keys):
            whole = keys[i]
            found = None
            if whole in starts:
                found = self._longest(doc, keys, i)
            if found is None and len(whole) > 2 and any(map(str.isdigit, whole)):
                found = self._numbered(doc, keys, i, segments)
            elif found is None and whole in _grammar():
                found = self._parted(doc, keys, i)
            if found is None:
                i += 1
            else:
                segments.append(found)
                i = found.end
        return keys, segments

    def _keys_of(self, doc: Doc) -> list[str]:
        cache = self._keys
        if len(cache) > 200_000:
            cache.clear()
        keys: list[str] = []
        for i, orth in enumerate(int(one) for one in doc.to_array([ORTH]).ravel()):
            known = cache.get(orth)
            if known is None:
                known = cache[orth] = key(doc[i].text)
            keys.append(known)
        return keys

    def _longest(self, doc: Doc, keys: list[str], start: int) -> Segment | None:
        """The longest form that starts at a token."""
        best: Segment | None = None
        whole = ""
        gaps: list[int] = []
        for end, gap in _reach(doc, start):
            if gap:
                gaps.append(len(whole))
            whole += keys[end - 1]
            if keys[end - 1]:
                best = self._forms(doc, start, end, whole, frozenset(gaps)) or best
            if whole not in self._index.prefixes:
                break
        return best

    def _forms(self, doc: Doc, start: int, end: int, whole: str, gaps: frozenset[int]) -> Segment | None:
        full = self._index.full
        plain = full.get(whole, ())
        shorn = full.get(whole[:-1], ()) if whole.endswith("s") else ()
        if not plain and not shorn:
            return None
        written = doc[start].text if end == start + 1 else doc[start:end].text
        plural = tuple(f for f in shorn if f.row is not None and f.fits(written, gaps))
        exact = tuple(f for f in plain if f.fits(written, gaps))
        if plural and (not exact or _is_plural(doc, start, written)):
            nouns = tuple(f for f in exact if isinstance(f.row, Noun))
            return Segment(start, end, (*plural, *nouns), plural=True)
        return Segment(start, end, exact) if exact else None

    def _numbered(self, doc: Doc, keys: list[str], i: int, before: list[Segment]) -> Segment | None:
        """A designation in one token that the index lacks: of the grammar, a list of two, or the rest of a pair."""
        text = doc[i].text
        if "/" in text:
            first = key(text.split("/", 1)[0])
            if first in self._index.full:
                forms = tuple(f for f in self._index.full[first] if f.fits(text, frozenset()))
                if any(isinstance(f.row, System) for f in forms):
                    return Segment(i, i + 1, forms)
        if not text[0].isalnum():
            return self._rest_of_pair(doc, keys, i, before)
        row = by_grammar(keys[i])
        if row is None or not (text[0].isupper() or text[0].isdigit()):
            return None
        return Segment(i, i + 1, (), row, plural=text.endswith("s"))

    def _rest_of_pair(self, doc: Doc, keys: list[str], i: int, before: list[Segment]) -> Segment | None:
        """``-35S`` after ``Su-30SM and``: the first one's letters with this one's number."""
        if not before or i - before[-1].end > 2 or not (before[-1].systems or before[-1].designation):
            return None
        letters = re.match(r"[a-z]+", keys[before[-1].start])
        if letters is None:
            return None
        whole = letters.group() + keys[i]
        forms = tuple(f for f in self._index.full.get(whole, ()) if isinstance(f.row, System))
        row = None if forms else by_grammar(whole)
        return Segment(i, i + 1, forms, row) if forms or row else None

    def _parted(self, doc: Doc, keys: list[str], i: int) -> Segment | None:
        """``Su 47``: a designation by the grammar, written with a space."""
        row = _grammar()[keys[i]][0]
        if not row.spaced or i + 1 >= len(doc) or not doc[i].text[0].isupper():
            return None
        if not doc[i + 1].text[:1].isdigit() or by_grammar(keys[i] + keys[i + 1]) is not row:
            return None
        return Segment(i, i + 2, (), row, plural=doc[i + 1].text.endswith("s"))


def _reach(doc: Doc, start: int) -> Iterator[tuple[int, bool]]:
    """Yield the ends that a form may have, and whether white space stands before the last token."""
    yield start + 1, False
    i = start + 1
    gap = bool(doc[start].whitespace_)
    while i < min(start + LONGEST, len(doc)):
        token = doc[i]
        if token.is_space:
            if token.text.count("\n") > 1:
                return
            gap = True
        elif token.text in JOINTS:
            yield i + 1, False
            gap = bool(token.whitespace_)
            if gap and token.text not in ("'s", "’s") and not _abbreviates(doc, i):
                return
        elif token.text == "&":
            gap = True
        elif token.text[0].isalnum() or token.text[0] == ".":
            yield i + 1, gap
            gap = bool(token.whitespace_)
        else:
            return
        i += 1


def _abbreviates(doc: Doc, i: int) -> bool:
    """Whether a full stop ends an abbreviation before a number: vz. 58, wz. 88, Obr. 2017, No. 26."""
    return doc[i].text == "." and doc[i - 1].lower_ in _ABBREVIATED and doc[i + 1 : i + 2].text[:1].isdigit()


def _is_plural(doc: Doc, start: int, written: str) -> bool:
    """Whether the last s is a plural: a small one, or a capital after a plural number in a text of capitals."""
    if written[-1] == "s":
        return True
    return start > 0 and doc[start - 1].lower_ in ("two", "three", "four", "five", "six", "several", "some", "many")
