"""Runs: stretches of words that are written as names.

Where upper and lower case are used as usual a capital tells a name. In a headline in title case and in text all in
capitals it tells nothing: there a word counts as a name's if it is no ordinary word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from .gazetteer import Gazetteer
from .keys import squash

Style = Literal["mixed", "title", "upper"]

PARTICLES = frozenset(
    "al el ad ed an ar er as es ash esh at az ez il ul ud us e bin ibn bint de del della di da do dos das la las le les los du "
    "van von der den y i ye yi wa ou um umm abu tel tal tall ain ayn deir bir wadi jabal jebel kafr beit sur".split()
)
"""Lower-case words inside a name: Deir ez-Zor, Rio de Janeiro."""

_HYPHENATED = frozenset({"au", "aux", "sur", "sous", "en", "on", "in", "upon", "am", "by", "under"})
"""Words inside a name between hyphens alone: Port-au-Prince."""

OPENERS = frozenset(
    {"al", "el", "ad", "ed", "an", "ar", "as", "ash", "at", "az", "ez", "um", "umm", "abu", "tel", "tal"}
)
"""Lower-case words that may begin a name if a hyphen or a capital follows."""

_WORDS_TOO = frozenset({"ad", "an", "as", "at", "ed", "tel"})
"""Those of them that are words too: only a hyphen makes them part of a name."""

LINKS = frozenset({"of", "and", "the", "on", "upon"})
"""Lower-case words that a name holds only if the gazetteer or a head noun says so: Gulf of Aden."""

HYPHENS = frozenset({"-", "‐", "–"})
"""Signs that join the parts of a name, or two names."""

_POSSESSIVE = frozenset({"'s", "’s"})
_AYNS = frozenset({"'", "‘", "’", "`", "ʿ"})
"""What a name has before a vowel: Pul-e 'Alam."""


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens, half-open, that may hold names of places; ``first`` tells that a sentence or line begins with it."""

    start: int
    end: int
    style: Style
    first: bool


def style_of(words: Sequence[str]) -> Style:
    """How a sentence uses capitals.

    >>> style_of("Two men died in Homs on Monday".split()), style_of("Air Raid Kills Nine in Homs".split())
    ('mixed', 'title')
    >>> style_of("NINE DIE IN HOMS".split())
    'upper'
    """
    letters = [word for word in words if word.isalpha() and len(word) > 1]
    if len(letters) < 3:
        return "mixed"
    upper = sum(word.isupper() for word in letters)
    if upper >= 0.7 * len(letters):
        return "upper"
    long = [word for word in letters if len(word) > 3]
    capital = sum(word[0].isupper() for word in long)
    least = 1.0 if words[-1] == "." else 0.75  # A line that ends with a full stop is hardly a headline.
    return "title" if len(long) > 3 and capital >= least * len(long) else "mixed"


class RunFinder:
    """Find the runs of a document."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def __call__(self, doc: Doc, words: Sequence[str]) -> Iterator[Run]:
        """Yield the runs of every sentence, in order."""
        for sent in doc.sents:
            style = style_of(words[sent.start : sent.end])
            yield from self._of_sentence(doc, words, sent.start, sent.end, style)

    def _of_sentence(self, doc: Doc, words: Sequence[str], start: int, end: int, style: Style) -> Iterator[Run]:
        i = start
        opening = True
        while i < end:
            word = words[i]
            if not (word[0].isupper() or word in OPENERS) or not self._begins(doc, words, i, end, style):
                opening = opening and not word[0].isalnum()
                i += 1
                continue
            stop = self._stretch(doc, words, i, end, style)
            yield Run(i, stop, style, opening)
            opening = False
            i = stop

    def _begins(self, doc: Doc, words: Sequence[str], i: int, end: int, style: Style) -> bool:
        word = words[i]
        if word in OPENERS:
            after = i + 2 if i + 2 < end and words[i + 1] in HYPHENS else i + 1
            return (
                after < end
                and words[after][0].isupper()
                and (after == i + 2 or (style == "mixed" and word not in _WORDS_TOO))
            )
        return self.name_like(doc, words, i, style) or self._opens_long_name(words, i, end)

    def _opens_long_name(self, words: Sequence[str], i: int, end: int) -> bool:
        """Whether an ordinary word begins a name of several words that the gazetteer knows: NEW YORK, SAN SALVADOR."""
        return any(
            i + width <= end
            and words[i + width - 1][0].isupper()
            and all(word[0].isupper() or word in LINKS for word in words[i : i + width])
            and self._gazetteer.named(squash("".join(words[i : i + width])))
            for width in (5, 4, 3, 2)
        )

    def name_like(self, doc: Doc, words: Sequence[str], i: int, style: Style) -> bool:
        """Whether a capitalised word may belong to a name."""
        if style == "mixed":
            return True
        tag = doc[i].tag_
        known = self._gazetteer.word(words[i].lower())
        if style == "upper" and tag and not tag.startswith(("NNP", "FW")):
            return (known is None or known.margin < -0.5) and bool(self._gazetteer.named(squash(words[i])))
        return known is None or known.margin < 0.5

    def _stretch(self, doc: Doc, words: Sequence[str], start: int, end: int, style: Style) -> int:
        """Where the run that begins at a token ends."""
        stop = i = start + 1
        while i < end:
            word = words[i]
            if word[0].isupper():
                if not (
                    self.name_like(doc, words, i, style)
                    or self._opens_long_name(words, i, end)
                    or self._gazetteer.named(squash("".join(words[start : i + 1])))
                ):
                    break
                i = stop = i + 1
            elif word in _POSSESSIVE and self._gazetteer.named(squash("".join(words[start : i + 2]))):
                i += 1  # Cox's Bazar
            elif word in HYPHENS:
                if doc[i - 1].whitespace_ or doc[i].whitespace_ or i + 1 >= end or not words[i + 1][0].isalnum():
                    break
                i += 1
                if words[i] in _HYPHENATED and i + 1 < end and words[i + 1] in HYPHENS:
                    i += 1
                elif words[i][0].islower() and words[i] not in PARTICLES:
                    break
            elif (
                (word in _AYNS and i - stop < 3 and self._opens_after_ayn(doc, words, i, end))
                or (word in PARTICLES and (word not in _WORDS_TOO or self._is_article(words, i, end)))
                or word in LINKS
                or (word.isdigit() and i == stop and len(word) < 3)
                or word == "\n"
            ):
                i += 1
            else:
                break
        return stop

    @staticmethod
    def _is_article(words: Sequence[str], i: int, end: int) -> bool:
        """Whether "an", "as" or "at" is the Arabic article, which takes the sound that follows: an-Nasr, as-Sukari."""
        following = next((word for word in words[i + 1 : min(end, i + 3)] if word not in HYPHENS), "")
        return words[i] == "tel" or following.lower().startswith(words[i][-1])

    @staticmethod
    def _opens_after_ayn(doc: Doc, words: Sequence[str], i: int, end: int) -> bool:
        return i + 1 < end and words[i + 1][0].isupper() and not doc[i].whitespace_
