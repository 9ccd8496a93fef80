"""What the rules of this room look at: the words of a document with its sentences, quotations and actors."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc

from ..values import Actor, Extent, ZoneLabel
from .words import DASHES, OPENING, QUOTES, STOPS


class Page:
    """The words of one document, and where things begin and end in it.

    Attributes:
        lower: The words in lower case.
        quotations: The quotations, in order; quoted: for each token the index of its quotation, or -1.
        ending, starting: Actor mentions by the token just behind them and by their first token.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lower = [token.lower_ for token in doc]
        self.starts = [i for i, token in enumerate(doc) if token.is_sent_start] or [0]
        zones = doc._.text or ()
        self.quotations: list[Extent] = [z.extent for z in zones if z.label == "quotation"]
        self.quoted = [-1] * len(doc)
        for n, quotation in enumerate(self.quotations):
            for i in range(quotation.start, quotation.end):
                self.quoted[i] = n
        self.zones: list[tuple[Extent, ZoneLabel]] = [(z.extent, z.label) for z in zones if z.label != "quotation"]
        self._titles: dict[int, bool] = {}
        self._furniture = [extent for extent, label in self.zones if label in ("furniture", "byline")]
        self.actors: tuple[Actor, ...] = doc._.actor or ()
        self.ending = {actor.extent.end: actor for actor in self.actors}
        self.starting = {actor.extent.start: actor for actor in self.actors}

    def is_furniture(self, i: int) -> bool:
        """Whether a token stands in what belongs to the page rather than to the article."""
        return any(zone.start <= i < zone.end for zone in self._furniture)

    def is_headline(self, i: int) -> bool:
        """Whether a token stands in the headline, where verbs may have capitals."""
        sentence = self.sentence(i)
        if sentence.start not in self._titles:
            words = [self.text(j) for j in range(sentence.start, sentence.end) if len(self.text(j)) > 3 and self.is_alpha(j)]
            capitals = sum(word[0].isupper() for word in words)
            self._titles[sentence.start] = len(words) > 2 and capitals >= 0.75 * len(words)
        return self._titles[sentence.start] or any(
            label == "headline" and zone.start <= i < zone.end for zone, label in self.zones
        )

    def sentence(self, i: int) -> Extent:
        """The sentence of a token."""
        n = bisect_right(self.starts, i)
        end = self.starts[n] if n < len(self.starts) else len(self.doc)
        return Extent(self.starts[max(0, n - 1)], end)

    def word(self, i: int) -> str:
        """The word at a position in lower case; empty outside the document."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def text(self, i: int) -> str:
        """The word at a position as it is written; empty outside the document."""
        return self.doc[i].text if 0 <= i < len(self.doc) else ""

    def is_alpha(self, i: int) -> bool:
        """Whether a word stands here, rather than a mark or the end."""
        return self.word(i)[:1].isalnum()

    def is_capital(self, i: int) -> bool:
        """Whether a capitalised word stands here."""
        return self.text(i)[:1].isupper()

    def is_parsed(self, i: int) -> bool:
        """Whether the sentence of a token was parsed."""
        return bool(self.doc[i].tag_)

    def back(self, i: int) -> int:
        """The nearest position before ``i`` that is no white space."""
        i -= 1
        while i >= 0 and self.doc[i].is_space:
            i -= 1
        return i

    def on(self, i: int) -> int:
        """The nearest position from ``i`` on that is no white space."""
        while i < len(self.doc) and self.doc[i].is_space:
            i += 1
        return i

    def quotation_before(self, i: int) -> int | None:
        """The index of the quotation that ends just before ``i``, marks and commas apart."""
        j = self.back(i)
        while j >= 0 and (self.word(j) == "," or self.word(j) in DASHES) and self.quoted[j] < 0:
            j = self.back(j)
        return self.quoted[j] if j >= 0 and self.quoted[j] >= 0 and self.quoted[j] != self.quoted_at(i) else None

    def quotation_after(self, i: int) -> int | None:
        """The index of the quotation that starts at ``i``, a comma, a colon or "that" apart."""
        for _ in range(3):
            i = self.on(i)
            if i >= len(self.doc):
                return None
            if self.quoted[i] >= 0:
                return self.quoted[i] if self.quotations[self.quoted[i]].start == i else None
            if self.word(i) not in (",", ":", "that", "—", "–", "--"):
                return None
            i += 1
        return None

    def quoted_at(self, i: int) -> int:
        """The index of the quotation of a token, or -1."""
        return self.quoted[i] if 0 <= i < len(self.quoted) else -1

    def is_boundary(self, i: int) -> bool:
        """Whether a mark that parts clauses or ends a quotation stands here."""
        word = self.word(i)
        return word in STOPS or word in (":", "(", ")") or word in QUOTES and word not in ("'", "’") or (
            word in DASHES and word != "-"
        )

    def without_marks(self, extent: Extent) -> Extent | None:
        """An extent without the quotation marks, commas and spaces at its ends; null where nothing is left."""
        start, end = extent.start, extent.end
        while start < end and (self.doc[start].is_space or self.word(start) in OPENING or self.word(start) in ("”", "''", ",", ":", "―", "—", "–", "--", "’")):
            start += 1
        while start < end and (
            self.doc[end - 1].is_space
            or self.word(end - 1) in QUOTES
            or self.word(end - 1) in (",", ";", "―", "—", "–", "--")
            or (self.word(end - 1) == "." and end - start > 1)
        ):
            end -= 1
        return Extent(start, end) if start < end else None
