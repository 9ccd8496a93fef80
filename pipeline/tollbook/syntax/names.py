"""Names that the tagger takes for other words: ``abducted Samira Belqasem``, ``left Homs``, ``five Abu Sayyaf bandits``.

English writes a common noun or a verb small inside a sentence, so a word with a capital there is a name, whatever else the
tagger makes of a word that it never saw. Sentences in the manner of titles, where most words have a capital, tell nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

_COMMON = ("NN", "NNS", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
NAME_TAGS = (*_COMMON, "NNP", "``", "''", ":", "-LRB-", ".")
_MOST_CAPITALS = 0.5
"""The share of words with a capital from which on a sentence is written as a title."""


class Names:
    """Corrects the tags of one sentence.

    Args:
        tags: The numbers of the tags `NAME_TAGS` in the rows.
    """

    def __init__(self, tags: Mapping[str, int]) -> None:
        self._common = np.array([tags[tag] for tag in _COMMON])
        self._openers = np.array([tags[tag] for tag in ("``", "''", ":", "-LRB-", ".")])
        self._name = tags["NNP"]

    def correct(self, rows: Any) -> None:
        """Give common nouns and verbs with a capital inside a sentence the tag of a name.

        Args:
            rows: A row for each word; the third column is its tag, the fifth whether it is written with a capital.
        """
        tags, capitals = rows[:, 2], rows[:, 4] == 1
        if len(rows) < 2 or capitals.sum() > _MOST_CAPITALS * len(rows):
            return
        names = capitals & np.isin(tags, self._common)
        names[0] = False
        names[1:] &= ~np.isin(tags[:-1], self._openers)
        tags[names] = self._name
