"""The room ``syntax``: tags, lemmas and dependencies, for the sentences that need them.

Inside is an ordinary spaCy pipeline (tok2vec, tagger, parser), trained on Universal Dependencies and kept in the
component's folder; it can be loaded by itself with ``spacy.load``. This room decides which sentences it reads: those
that hold a trigger of any room, all of a batch of articles at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IS_TITLE, LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_model_from_path

from ..errors import ModelError
from ..lexicon import triggers
from ..spans import lowers, spaced, spaces, starts, texts, write
from ..stages import factory
from ..values import Extent, Parsed
from .lemmas import Lemmas
from .names import NAME_TAGS, Names
from .tags import pos_of

LONGEST_SENTENCE = 200
"""Most words of a sentence that is parsed whole; longer ones (tables, lists of names) are read in pieces."""

_SENTENCES_AT_ONCE = 64
"""Larger batches outgrow the processor's cache and are slower."""

_COLUMNS = [HEAD, DEP, TAG, POS, LEMMA]
_HASHES = 1 << 64
_CACHE_LIMIT = 200_000


def _signed(string_hash: int) -> int:
    """A 64-bit hash as numpy's signed integer of the same bits."""
    return string_hash - _HASHES if string_hash >= _HASHES // 2 else string_hash


_NUMBERS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty most some several many half all both""".split()
)


class Syntax:
    """Tag and parse the sentences that hold a trigger.

    Writes tags, lemmas, heads and dependencies of those sentences, ``doc.spans["syntax"]`` (one span for each parsed
    sentence) and ``doc._.syntax`` (`Parsed` values). A sentence that is not parsed has no tags; each of its tokens
    hangs on its first as ``dep``, so that the document keeps its sentences.

    Args:
        parse: ``triggered``, or ``all`` for every sentence.

    Sentence starts are kept as the room ``text`` set them.

    >>> import tollbook
    >>> doc = tollbook.load()("The sky was blue. Two men were killed.")
    >>> [doc[p.extent.start : p.extent.end].text for p in doc._.syntax]
    ['Two men were killed.']
    >>> [(t.text, t.tag_, t.dep_, t.lemma_) for t in doc if t.lower_ == "killed"]
    [('killed', 'VBN', 'ROOT', 'kill')]
    """

    def __init__(
        self, nlp: Language, name: str = "syntax", *, parse: Literal["triggered", "all"] = "triggered"
    ) -> None:
        if parse not in ("triggered", "all"):
            raise ModelError(f"setting parse of the room syntax is {parse!r}; it takes 'triggered' or 'all'")
        self.name = name
        self.parse = parse
        self.vocab = nlp.vocab
        self.language: Language | None = None
        self._lemmas = Lemmas(nlp.vocab)
        self._words: dict[tuple[int, int, int], tuple[int, int]] = {}
        self._triggers = frozenset(triggers())
        self._dep = _signed(nlp.vocab.strings.add("dep"))
        self._names = Names({tag: _signed(nlp.vocab.strings.add(tag)) for tag in NAME_TAGS})

    def match(self, doc: Doc) -> Iterator[Parsed]:
        """Yield the sentences that are to be parsed."""
        words, blank = lowers(doc), spaces(doc)
        trigger: int | None = None
        for start, end in pairwise([*_starts(doc), len(doc)]):
            divides = trigger is not None and _divides(words, start)
            trigger = next((i for i in range(start, end) if words[i] in self._triggers), start if divides else None)
            if trigger is not None or self.parse == "all":
                for piece in _pieces(blank, start, end):
                    yield Parsed(piece, trigger)

    def __call__(self, doc: Doc) -> Doc:
        return next(iter(self.pipe([doc])))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Parse a stream of documents, the sentences of a batch of them together."""
        stream = iter(docs)
        while batch := list(islice(stream, batch_size)):
            found = [list(self.match(doc)) for doc in batch]
            self._annotate(batch, found)
            for doc, parsed in zip(batch, found, strict=True):
                yield write(doc, self.name, parsed, lambda value: "SENTENCE")

    def _annotate(self, docs: list[Doc], found: list[list[Parsed]]) -> None:
        words: list[list[list[int]]] = []
        sentences: list[Doc] = []
        for doc, parsed in zip(docs, found, strict=True):
            forms, gaps, blank = texts(doc), spaced(doc), spaces(doc)
            groups = [[i for i in range(p.extent.start, p.extent.end) if not blank[i]] for p in parsed]
            words.append(groups)
            sentences += [
                Doc(
                    self.vocab,
                    words=[forms[i] for i in indices],
                    spaces=[gaps[i] for i in indices],
                    sent_starts=[n == 0 for n in range(len(indices))],
                )
                for indices in groups
            ]
        rows = iter([self._row(sentence) for sentence in self._parsed(sentences)])
        for doc, groups in zip(docs, words, strict=True):
            self._copy(doc, [(indices, next(rows)) for indices in groups])

    def _row(self, sentence: Doc) -> NDArray[np.int64]:
        """What the language model says of the words of a sentence, in the order of `_COLUMNS`; heads are relative."""
        found: Any = sentence.to_array([HEAD, DEP, TAG, ORTH, IS_TITLE]).astype("int64")
        self._names.correct(found)
        known = self._words
        keys = zip(found[:, 3].tolist(), found[:, 2].tolist(), found[:, 1].tolist(), strict=True)
        meanings = [known.get(key) or self._word(*key) for key in keys]
        rows: NDArray[np.int64] = np.concatenate([found[:, :3], np.array(meanings, dtype="int64")], axis=1)
        return rows

    def _parsed(self, sentences: list[Doc]) -> list[Doc]:
        if not sentences:
            return []
        if self.language is None:
            raise ModelError("the room syntax has no language model: load the pipeline with tollbook.load()")
        component: Any
        for _, component in self.language.pipeline:
            sentences = list(component.pipe(sentences, batch_size=_SENTENCES_AT_ONCE))
        return sentences

    def _copy(self, doc: Doc, parts: list[tuple[list[int], NDArray[np.int64]]]) -> None:
        """Write the annotation of the parsed sentences into the document, and a flat tree into the others."""
        if not len(doc):
            return
        rows: Any = np.zeros((len(doc), len(_COLUMNS)), dtype="int64")
        # A root without a dependency would not start a sentence in spaCy's eyes.
        rows[:, 1] = self._dep
        starts = np.array(_starts(doc))
        places_of_all = np.arange(len(doc))
        first_of = starts[np.searchsorted(starts, places_of_all, side="right") - 1]
        rows[:, 0] = first_of - places_of_all
        for indices, found in parts:
            places = np.array(indices)
            heads = places[np.arange(len(indices)) + found[:, 0]]
            first = first_of[indices[0]]
            roots = found[:, 0] == 0
            # A later piece of a long sentence hangs on its first token, as a sentence has one root.
            heads[roots] = first if indices[0] - first >= LONGEST_SENTENCE else places[roots]
            rows[places] = found
            rows[places, 0] = heads - places
            _hang_spaces(indices, rows)
        doc.from_array(_COLUMNS, rows.astype("uint64"))

    def _word(self, orth: int, tag: int, dep: int) -> tuple[int, int]:
        """The universal tag and the lemma of a word, as signed hashes; each combination is worked out once."""
        known = self._words.get((orth, tag, dep))
        if known is None:
            if len(self._words) >= _CACHE_LIMIT:
                self._words.clear()
            strings = self.vocab.strings
            tag_name = strings[tag % _HASHES]
            pos = pos_of(tag_name, strings[dep % _HASHES])
            lemma = self._lemmas.of(strings[orth % _HASHES], pos, tag_name)
            known = self._words[orth, tag, dep] = (_signed(strings.add(pos)), _signed(strings.add(lemma)))
        return known

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the language model below the component's folder."""
        if self.language is not None:
            Path(path).mkdir(parents=True, exist_ok=True)
            self.language.to_disk(Path(path) / "language", exclude=["vocab"])

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Syntax:
        """Read the language model from the component's folder, sharing the pipeline's vocabulary."""
        source = Path(path) / "language"
        if not (source / "config.cfg").exists():
            raise ModelError(
                f"no language model in {source}: train one with 'make models', or install the package again"
            )
        self.language = load_model_from_path(source, vocab=self.vocab)
        return self


def _divides(words: Sequence[str], start: int) -> bool:
    """``Seven were men.``: a number that opens a sentence and says who some of those before were."""
    opens = start + 2 < len(words) and words[start + 1] in ("was", "were")
    return opens and (words[start].isdigit() or words[start] in _NUMBERS)


def _starts(doc: Doc) -> list[int]:
    """The first token of each sentence."""
    return [i for i, start in enumerate(starts(doc)) if start or i == 0]


def _pieces(blank: Sequence[bool], start: int, end: int) -> Iterator[Extent]:
    """A sentence in pieces that the parser can take, those without a word left out."""
    for at in range(start, end, LONGEST_SENTENCE):
        stop = min(at + LONGEST_SENTENCE, end)
        if not all(blank[at:stop]):
            yield Extent(at, stop)


def _hang_spaces(indices: list[int], rows: NDArray[np.int64]) -> None:
    """Hang white space inside a parsed sentence on the word before it."""
    if indices[-1] - indices[0] == len(indices) - 1:
        return
    for before, after in pairwise(indices):
        for i in range(before + 1, after):
            rows[i, 0] = before - i


@Language.factory(
    factory("syntax"),
    requires=["token.is_sent_start"],
    assigns=["token.tag", "token.pos", "token.lemma", "token.head", "token.dep", "doc.spans", "doc._.syntax"],
    default_config={"parse": "triggered"},
)
def create_syntax(nlp: Language, name: str, parse: Literal["triggered", "all"]) -> Syntax:
    """Make the component; its language model comes from disk."""
    return Syntax(nlp, name, parse=parse)
