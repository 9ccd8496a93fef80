"""The room ``when``: dates and periods of an article, as ISO prefixes against the day it was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from ..batches import Batched
from ..spans import lowers, write
from ..stages import factory
from ..values import Extent, When
from . import absolute, composed, relative
from .periods import precision_of
from .roles import is_name, placed
from .scan import Found, Scanner
from .tables import tables
from .writing import Writing, find_writing, week_of_bulletin

__all__ = ["Dates", "absolute", "composed", "create_when", "relative"]


class Dates(Batched):
    """Find expressions of time and say which days they mean.

    Writes ``doc.spans["when"]`` (label: the role) and ``doc._.when`` (`When` values). Relative expressions are resolved
    against the article's date of publication or its date line; without one they stay relative, their days null.

    >>> import spacy, tollbook
    >>> from tollbook.values import Article
    >>> nlp = spacy.blank("en")
    >>> room = nlp.add_pipe("tollbook_when", name="when")
    >>> doc = nlp.make_doc("Two men died late on Sunday, and more than 300,000 since March 2011.")
    >>> doc._.article = Article(text=doc.text, published="2017-11-27")
    >>> [(doc[w.extent.start : w.extent.end].text, w.start, w.end, w.role) for w in nlp(doc)._.when]
    [('late on Sunday', '2017-11-26', '2017-11-26', 'event'), ('March 2011', '2011-03', None, 'since')]
    """

    def __init__(self, nlp: Language, name: str = "when") -> None:
        self.name = name
        self._scanner: Scanner | None = None

    @property
    def scanner(self) -> Scanner:
        """The grammar, compiled when the first document comes."""
        if self._scanner is None:
            self._scanner = Scanner()
        return self._scanner

    def anchor(self, doc: Doc) -> date | None:
        """The day that relative expressions of a document are counted from, or null.

        >>> import tollbook
        >>> nlp = tollbook.load()
        >>> nlp.get_pipe("when").anchor(nlp("HOMS, 3 March 2019 - Two men died on Friday."))
        datetime.date(2019, 3, 3)
        """
        symbols = self.scanner.symbols(doc)
        return find_writing(doc, self.scanner, symbols, self.scanner.candidates(symbols, 1)).anchor

    def match(self, doc: Doc) -> Iterator[When]:
        """Yield the dates of a document, in order."""
        symbols = self.scanner.symbols(doc)
        if not symbols:
            return
        candidates = self.scanner.candidates(symbols, 1)
        writing = find_writing(doc, self.scanner, symbols, candidates)
        found = self.scanner.read(doc, symbols, candidates, writing.now())
        week = week_of_bulletin(doc, found, writing.anchor)
        if week is not None:
            found = self.scanner.read(doc, symbols, candidates, replace(writing.now(), covered=week))
        kept = [one for one in found if not is_name(doc, one.extent)]
        for number, one in enumerate(kept, 1):
            yield _value(doc, f"d{number}", one, writing)

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda when: when.role)


def _value(doc: Doc, name: str, one: Found, writing: Writing) -> When:
    place = placed(doc, one.extent, one.period, writing.anchor, writing.shown)
    return When(
        id=name,
        extent=Extent(one.extent.start, one.extent.end),
        start=place.period.start,
        end=place.period.end,
        precision=precision_of(place.period),
        rule=f"when.{one.rule}",
        relative=place.period.relative,
        role=place.role,
        cues=place.cues,
        weekday=_weekday(doc, one.extent),
    )


def _weekday(doc: Doc, extent: Extent) -> int | None:
    """The weekday that an expression names, Monday 0, or null where it names none or more than one."""
    named = [tables().weekdays.get(word) for word in lowers(doc)[extent.start : extent.end]]
    days = [row.day for row in named if row is not None]
    return days[0] if len(days) == 1 else None


@Language.factory(factory("when"), assigns=["doc.spans", "doc._.when"])
def create_when(nlp: Language, name: str) -> Dates:
    """Make the component; no settings."""
    return Dates(nlp, name)
