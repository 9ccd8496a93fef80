"""Lemmas by the rules and exceptions of spacy-lookups-data, each form of each part of speech worked out once."""

from __future__ import annotations

import re

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

_CACHE_LIMIT = 100_000
_LOOK_UP_AS = {"AUX": "VERB", "NUM": "NOUN"}
_SAFE = re.compile(r"^[^\s]+$")


class Lemmas:
    """spaCy's English rule lemmatizer behind a cache.

    >>> import spacy
    >>> lemmas = Lemmas(spacy.blank("en").vocab)
    >>> lemmas.of("KILLED", "VERB", "VBN"), lemmas.of("children", "NOUN", "NNS"), lemmas.of("left", "ADJ", "JJ")
    ('kill', 'child', 'left')
    """

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._lemmatizer = EnglishLemmatizer(vocab, model=None, mode="rule")
        self._lemmatizer.initialize()
        index = self._lemmatizer.lookups.get_table("lemma_index")
        for pos in list(index):
            # The package ships lists of tens of thousands of words, in which each look-up is a walk.
            index[pos] = frozenset(index[pos])
        self._known: dict[tuple[str, str], str] = {}

    def of(self, form: str, pos: str, tag: str) -> str:
        """The lemma of a form with its universal and Penn tags; proper names keep their case."""
        if pos == "PROPN" or not _SAFE.match(form):
            return form
        key = (form.lower(), _LOOK_UP_AS.get(pos, pos))
        lemma = self._known.get(key)
        if lemma is None:
            if len(self._known) >= _CACHE_LIMIT:
                self._known.clear()
            lemma = self._known[key] = self._look_up(*key)
        return lemma

    def _look_up(self, form: str, pos: str) -> str:
        doc = Doc(self._vocab, words=[form], pos=[pos])
        return str(self._lemmatizer.rule_lemmatize(doc[0])[0])
