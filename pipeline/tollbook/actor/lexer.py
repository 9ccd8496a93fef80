"""Find the forms of the tables in a document, each where its capitals allow it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.language import Language

from ..lexicon import Phrases
from ..values import Extent
from .tables import Key, Layer, forms
from .words import Words

_ORDINARY = frozenset(
    """is us who it care mag site arena model plan pa act sana car ali ada amal nas reform pose sac as at an or so no all
    are was be has for he in me mine nation dawn post times guardian independent vice fano saba mali chad jordan turkey
    nails tip let ltd isa rab pose gia model ena nina ina national atlantic hill sun star""".split()
)
"""Acronyms and short names that are ordinary words when the text is all capitals and case says nothing."""

_RANK: dict[Layer, int] = {
    "name": 0, "head": 1, "title": 2, "adjective": 3, "country": 4, "people": 5, "capital": 6, "modifier": 7,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A form of the tables in the text, with every reading that its capitals allow, the strongest first."""

    extent: Extent
    keys: tuple[Key, ...]

    def get(self, *layers: Layer) -> Key | None:
        """The first reading of one of the layers, or null."""
        return next((key for key in self.keys if key.layer in layers), None)


class Lexer:
    """One pass over a document for all forms of the tables.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> [(hit.keys[0].layer, hit.keys[0].row) for hit in Lexer(nlp)(Words(nlp("ISIS fighters met who is in charge.")))]
    [('name', 'is'), ('head', 'rebels')]
    """

    def __init__(self, nlp: Language) -> None:
        table = forms()
        # The tokenizer parts "u.s." from its full stop, but not "U.S.": a form is cut as the table writes it.
        self._phrases = Phrases(
            nlp.vocab, {form: (form,) for form in table}, lambda form: nlp.make_doc(table[form][0].form)
        )
        self._table = table
        self._nlp = nlp
        self._patterns: dict[str, tuple[tuple[Key, tuple[str, ...]], ...]] = {}

    def __call__(self, words: Words) -> list[Hit]:
        found: list[Hit] = []
        for extent, (form,) in self._phrases(words.doc):
            keys = self._readings(words.texts[extent.start : extent.end], form, words.shouts(extent.start))
            if keys:
                found.append(Hit(extent, keys))
        return _longest(found)

    def _readings(self, words: Sequence[str], form: str, shouting: bool) -> tuple[Key, ...]:
        if form not in self._patterns:
            # Worked out when first needed: most of the table's names never occur in a run.
            self._patterns[form] = tuple(
                (key, tuple(t.text for t in self._nlp.make_doc(key.form))) for key in self._table[form]
            )
        kept = [key for key, pattern in self._patterns[form] if _case_agrees(pattern, words, shouting)]
        return tuple(sorted(kept, key=lambda key: _RANK[key.layer]))


def _case_agrees(pattern: Sequence[str], words: Sequence[str], shouting: bool) -> bool:
    """Whether capitals stand where the table writes them; in a text of capitals, whether the form is unmistakable."""
    if shouting:
        named = pattern[1:] if len(pattern) == 2 and pattern[0].lower() == "the" else pattern
        return len(named) > 1 or named[0].islower() or named[0].lower() not in _ORDINARY
    for want, word in zip(pattern, words, strict=True):
        if want[0].isupper() and not word[0].isupper():
            return False
        if len(pattern) == 1 and want.isupper() and len(want) > 1 and not word.isupper():
            return False
    return True


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Keep the longest of overlapping hits, in order of position; readings of equal ones are already together."""
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda h: (-len(h.extent), h.extent.start)):
        tokens = range(hit.extent.start, hit.extent.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(hit)
    return sorted(kept, key=lambda h: h.extent.start)
