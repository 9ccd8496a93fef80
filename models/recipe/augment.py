"""Training text as conflict reporting prints it: capitals, lower case, headline case, curly quotation marks."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

_CURLY = {"'": "\u2019", '"': "\u201d", "``": "\u201c", "''": "\u201d"}
_SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}


def _headline(word: str) -> str:
    return word if word.lower() in _SMALL else word[:1].upper() + word[1:]


def _curly(word: str) -> str:
    return _CURLY.get(word, word.replace("'", "\u2019"))


def _rewritten(nlp: Language, example: Example, rewrite: Callable[[str], str]) -> Example:
    reference = example.reference
    doc = Doc(
        reference.vocab,
        words=[rewrite(token.text) for token in reference],
        spaces=[bool(token.whitespace_) for token in reference],
        tags=[token.tag_ for token in reference],
        heads=[token.head.i for token in reference],
        deps=[token.dep_ for token in reference],
    )
    return Example(nlp.make_doc(doc.text), doc)


@registry.augmenters("tollbook.press.v1")
def press_augmenter(
    upper: float, lower: float, headline: float, curly: float
) -> Callable[[Language, Example], Iterator[Example]]:
    """Replace an example by a rewritten one, with the given probabilities (their sum at most 1)."""
    choices = ((upper, str.upper), (lower, str.lower), (headline, _headline), (curly, _curly))

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        draw = random.random()
        for share, rewrite in choices:
            if draw < share:
                yield _rewritten(nlp, example, rewrite)
                return
            draw -= share
        yield example

    return augment
