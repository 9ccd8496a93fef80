"""What stands beside a mention: verbs of speech and of violence, deeds, the end of a noun phrase."""

from __future__ import annotations

from ..values import Extent
from .tables import acts
from .words import Words

HYPHENS = frozenset("-‐‑–")
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_AUXILIARIES = frozenset(
    """has have had is was were are be been will would could should may might must can did do does not n't n’t also later
    earlier then reportedly allegedly apparently never already immediately again still both all who had't have- recently
    subsequently repeatedly publicly initially previously""".split()
)
_BY = frozenset({"by", "blamed", "accused"})
_BEFORE_SPEAKERS = frozenset("said says told added citing quoting cited quoted cites quotes to per".split())
_AFTER_A_PHRASE = frozenset(
    """of in on at for to and or but by with from as who whom whose which that when after before over under against
    during into near since until while because if than so via amid among between through without within about not
    did does do only""".split()
)


_HEADS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "conj", "ROOT", "appos", "iobj", "parataxis"})
"""Dependencies that a modifier of a noun never has."""


_LONGEST_APPOSITION = 16


class Neighbours:
    """Asks what stands beside some words of a document.

    Args:
        words: The words of the document.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self.doc = words.doc
        self.lower = words.lower
        self.texts = words.texts

    def ends_line(self, i: int) -> bool:
        return i >= len(self.doc) or self.texts[i].isspace()

    def speaks_further_on(self, extent: Extent) -> bool:
        """Whether the noun phrase goes on with "of" or "for" up to a verb of speech: "the head of the clinic said"."""
        i = extent.end
        if i >= len(self.lower) or self.lower[i] not in ("of", "for", "from", "with", "in", "at"):
            return False
        for j in range(i + 1, min(i + 14, len(self.lower))):
            if self.lower[j] in acts("speech"):
                return True
            if (
                (self.doc[j].is_punct and self.lower[j] not in HYPHENS)
                or self.lower[j] in _AUXILIARIES
                or self.texts[j].isspace()
            ):
                return False
        return False

    def past_apposition(self, i: int) -> int:
        """Behind an apposition that begins here, or the same place: "Russia, a top ally of the president, launched"."""
        if self.lower[i : i + 1] != [","] or self.lower[i + 1 : i + 2] not in (["a"], ["an"], ["the"], ["which"]):
            return i
        for j in range(i + 2, min(i + _LONGEST_APPOSITION, len(self.lower))):
            if self.lower[j] == ",":
                return j + 1
            if self.lower[j] in (".", ";", ":"):
                break
        return i

    def ends_phrase(self, i: int) -> bool:
        """Whether no noun follows, which would make the word before it a modifier: "the police station"."""
        if i >= len(self.lower):
            return True
        word = self.lower[i]
        return (
            not self.texts[i].isalpha()
            or word in _AFTER_A_PHRASE
            or word in _AUXILIARIES
            or word in acts("speech")
            or word in acts("act")
            or word.endswith(("ly", "ed"))
            or self._is_head(i - 1)
        )

    def _is_head(self, i: int) -> bool:
        """Whether the parse makes a word the head of its noun phrase rather than a modifier."""
        token = self.doc[i]
        return bool(token.tag_) and token.dep_ in _HEADS and token.tag_.startswith("NN")

    def verb_after(self, i: int) -> str:
        end = min(len(self.lower), i + 4)
        while i < end and self.lower[i] in _AUXILIARIES:
            i += 1
        return self.lower[i] if i < len(self.lower) else ""

    def speaks(self, extent: Extent, *, document: bool = False) -> bool:
        """Whether a verb of speech stands beside these words.

        Args:
            document: Whether a paper is meant, which never follows its verb: "denied the report".
        """
        before = self.lower[extent.start - 1] if extent.start else ""
        if before in ("the", "a", "an") and extent.start > 1:
            before = self.lower[extent.start - 2]
        if self.verb_after(extent.end) in acts("speech") or before in _BEFORE_SPEAKERS:
            return True
        if document:
            return False
        closes = extent.end >= len(self.lower) or self.doc[extent.end].is_punct or self.texts[extent.end].isspace()
        return closes and before in acts("speech")

    def speaks_after(self, i: int) -> bool:
        """Whether a verb of speech stands here, auxiliaries apart."""
        return self.verb_after(i) in acts("speech")

    def acts(self, extent: Extent) -> bool:
        """Whether a verb of violence follows these words, or "by" stands before them."""
        before = self.lower[extent.start - 1] if extent.start else ""
        if before in ("the", "a", "an", "some", "several", "two", "three") and extent.start > 1:
            before = self.lower[extent.start - 2]
        return (before in _BY and self.ends_phrase(extent.end)) or self.verb_after(extent.end) in acts("act")

    def verb_or_deed(self, extent: Extent) -> bool:
        """Whether a deed or a means of one stands within three words behind an adjective."""
        for j in range(extent.end, min(extent.end + 5, len(self.lower))):
            if self.lower[j] in acts("deed"):
                return True
            if not (self.texts[j][0].isalnum() or self.lower[j] in HYPHENS or self.lower[j] in POSSESSIVES):
                return False
        return False

    def follows_place_word(self, extent: Extent) -> bool:
        before = self.lower[extent.start - 1] if extent.start else ""
        return before in (
            "in",
            "near",
            "of",
            "at",
            "around",
            "outside",
            "to",
            "into",
            "for",
            "on",
            "over",
            "across",
            "and",
            ",",
        )

    def possesses_deed(self, extent: Extent) -> bool:
        i = extent.end
        return i + 1 < len(self.lower) and self.lower[i] in POSSESSIVES and self.verb_or_deed(Extent(i, i + 1))

    def or_called(self, i: int) -> str | None:
        """The short form that commas part from a name: "the National Front of Zelba, or NFZ, a rebel group"."""
        if i + 3 >= len(self.doc) or self.texts[i] != "," or self.texts[i + 3] not in (",", "."):
            return None
        short = self.texts[i + 2]
        return short if self.lower[i + 1] == "or" and short.isupper() and len(short) > 1 else None
