"""The words of a document as the readers of this room ask for them: texts, sentences, and which are all capitals."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from ..spans import lowers, starts, texts


def caseless(words: Sequence[str]) -> bool:
    """Whether a sentence is written in one case, so that capitals tell nothing.

    >>> caseless(["THE", "FMLN", "ATTACKED"]), caseless(["The", "FMLN", "attacked"])
    (True, False)
    """
    count = 0
    for word in words:
        if len(word) > 1 and word.isalpha():
            if not word.isupper():
                return False
            count += 1
    return count > 2


class Words:
    """The words of one document.

    Attributes:
        texts, lower: The words as they are written, and in lower case.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.texts = texts(doc)
        self.lower = lowers(doc)
        self._starts = [i for i, start in enumerate(starts(doc)) if start] or [0]
        self._shouting: dict[int, bool] = {}

    def floor(self, i: int) -> int:
        """Where the sentence of a token begins."""
        return self._starts[max(0, bisect_right(self._starts, i) - 1)]

    def ceiling(self, i: int) -> int:
        """Where the sentence of a token ends."""
        n = bisect_right(self._starts, i)
        return self._starts[n] if n < len(self._starts) else len(self.texts)

    def shouts(self, i: int) -> bool:
        """Whether the sentence of a token is written in one case."""
        floor = self.floor(i)
        if floor not in self._shouting:
            self._shouting[floor] = caseless(self.texts[floor : self.ceiling(i)])
        return self._shouting[floor]
