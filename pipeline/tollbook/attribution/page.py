"""What the rules of this room look at: the words of a document with its sentences, quotations and actors."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from ..spans import lowers, spaces, starts, tags, texts, unwrapped
from ..values import Actor, Extent, ZoneLabel
from .words import DASHES, OPENING, QUOTES, STOPS


def _numbers(place: Sequence[int], length: int) -> list[int]:
    """For each position of the document, its end included, the first token of the page that stands there or later."""
    numbers = [0] * (length + 1)
    n = 0
    for i in range(length + 1):
        while n < len(place) and place[n] < i:
            n += 1
        numbers[i] = n
    return numbers


class Page:
    """The words of one document, and where things begin and end in it.

    Attributes:
        lower: The words in lower case.
        quotations: The quotations, in order; quoted: for each token the index of its quotation, or -1.
        ending, starting: Actor mentions by the token just behind them and by their first token.
    """

    def __init__(self, source: Doc) -> None:
        doc, self._place = unwrapped(source)
        self.doc = doc
        self.lower = lowers(doc)
        self.texts = texts(doc)
        self._blank = spaces(doc)
        self._parsed = [bool(tag) for tag in tags(doc)]
        self.starts = [i for i, start in enumerate(starts(doc)) if start] or [0]
        self._number = _numbers(self._place, len(source))
        zones = [(z.label, self._inwards(z.extent)) for z in source._.text or ()]
        self.quotations: list[Extent] = [extent for label, extent in zones if label == "quotation"]
        self.quoted = [-1] * len(doc)
        for n, quotation in enumerate(self.quotations):
            for i in range(quotation.start, quotation.end):
                self.quoted[i] = n
        self.zones: list[tuple[Extent, ZoneLabel]] = [(e, label) for label, e in zones if label != "quotation"]
        self._titles: dict[int, bool] = {}
        self._furniture = [extent for extent, label in self.zones if label in ("furniture", "byline")]
        self.actors: tuple[Actor, ...] = tuple(self._actor(actor) for actor in source._.actor or ())
        self._places = [self._inwards(place.extent) for place in source._.place or ()]
        self.ending = {actor.extent.end: actor for actor in self.actors}
        self.starting = {actor.extent.start: actor for actor in self.actors}
        self._actor_starts = [actor.extent.start for actor in self.actors]
        self.armed = [a for a in self.actors if a.kind in ("armed_group", "military", "police")]
        self._armed_starts = [actor.extent.start for actor in self.armed]

    def _inwards(self, extent: Extent) -> Extent:
        return Extent(self._number[extent.start], self._number[extent.end])

    def _actor(self, actor: Actor) -> Actor:
        if len(self._place) == len(self._number) - 1:
            return actor
        title = None if actor.title is None else self._inwards(actor.title)
        return replace(actor, extent=self._inwards(actor.extent), title=title)

    def outwards(self, extent: Extent | None) -> Extent | None:
        """An extent of this page as one of the document that it was made from."""
        return None if extent is None else Extent(self._place[extent.start], self._place[extent.end - 1] + 1)

    def is_furniture(self, i: int) -> bool:
        """Whether a token stands in what belongs to the page rather than to the article."""
        return any(zone.start <= i < zone.end for zone in self._furniture)

    def near(self, extent: Extent) -> Sequence[Actor]:
        """The mentions that may overlap an extent: those that begin in it or up to thirty words before."""
        first = bisect_left(self._actor_starts, extent.start - 30)
        return self.actors[first : bisect_left(self._actor_starts, extent.end)]

    def armed_in(self, extent: Extent) -> Sequence[Actor]:
        """The mentions of armed groups, armies and police in an extent."""
        return self.armed[bisect_left(self._armed_starts, extent.start) : bisect_left(self._armed_starts, extent.end)]

    def is_place(self, start: int, end: int) -> bool:
        """Whether the words from ``start`` on name a place, and nothing else stands before ``end`` but lower-case words."""
        place = next((p for p in self._places if start <= p.start <= start + 1 and p.end <= end), None)
        return place is not None and not any(self.is_capital(i) for i in range(place.end, end))

    def is_shouted(self, i: int) -> bool:
        """Whether the sentence of a token is written in capitals throughout."""
        sentence = self.sentence(i)
        words = [
            self.text(j) for j in range(sentence.start, sentence.end) if len(self.text(j)) > 1 and self.is_alpha(j)
        ]
        return len(words) > 2 and all(word.isupper() for word in words)

    def is_headline(self, i: int) -> bool:
        """Whether a token stands in the headline, where verbs may have capitals."""
        sentence = self.sentence(i)
        if sentence.start not in self._titles:
            words = [
                self.text(j) for j in range(sentence.start, sentence.end) if len(self.text(j)) > 3 and self.is_alpha(j)
            ]
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
        return self.texts[i] if 0 <= i < len(self.texts) else ""

    def is_alpha(self, i: int) -> bool:
        """Whether a word stands here, rather than a mark or the end."""
        return self.word(i)[:1].isalnum()

    def is_capital(self, i: int) -> bool:
        """Whether a capitalised word stands here."""
        return self.text(i)[:1].isupper()

    def is_blank(self, i: int) -> bool:
        """Whether white space stands here."""
        return self._blank[i]

    def is_parsed(self, i: int) -> bool:
        """Whether the sentence of a token was parsed."""
        return self._parsed[i]

    def back(self, i: int) -> int:
        """The nearest position before ``i`` that is no white space."""
        i -= 1
        while i >= 0 and self._blank[i]:
            i -= 1
        return i

    def on(self, i: int) -> int:
        """The nearest position from ``i`` on that is no white space."""
        while i < len(self.doc) and self._blank[i]:
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
        return (
            word in STOPS
            or word in (":", "(", ")")
            or (word in QUOTES and word not in ("'", "’"))
            or (word in DASHES and word != "-")
        )

    def without_marks(self, extent: Extent) -> Extent | None:
        """An extent without the quotation marks, commas and spaces at its ends; null where nothing is left."""
        start, end = extent.start, extent.end
        while start < end and (
            self._blank[start]
            or self.word(start) in OPENING
            or self.word(start) in ("”", "''", ",", ":", "―", "—", "–", "--", "’")
        ):
            start += 1
        while start < end and (
            self._blank[end - 1]
            or self.word(end - 1) in QUOTES
            or self.word(end - 1) in (",", ";", "―", "—", "–", "--")
            or (self.word(end - 1) == "." and end - start > 1)
        ):
            end -= 1
        return Extent(start, end) if start < end else None
