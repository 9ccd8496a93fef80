"""Word features for the language model: spelling without case, and case apart from spelling.

spaCy's ``MultiHashEmbed`` reads a word's first letter, last three letters and shape as they are written, so that a word
in capitals shares nothing with its ordinary form but the norm. Old wire copy is all capitals, and headlines are half so.
Here the affixes are folded to lower case and case is left to the shape alone; prefixes of three letters and suffixes of
two and three place the many names and words that no treebank contains.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SHAPE
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)

FEATURES = ("norm", "prefix3", "suffix2", "suffix3", "shape")
"""The columns of the feature matrix, in order."""

_CACHE_LIMIT = 200_000


def _affixes(text: str) -> tuple[int, int, int]:
    folded = text.lower()
    return (
        get_string_id("p:" + folded[:3]),
        get_string_id("s:" + folded[-2:]),
        get_string_id("s:" + folded[-3:]),
    )


def _features(doc: Doc, cache: dict[int, tuple[int, int, int]]) -> NDArray[np.uint64]:
    """Read one row of `FEATURES` per token, shape ``(len(doc), 5)``."""
    attrs = doc.to_array([ORTH, NORM, SHAPE])
    rows = np.zeros((len(doc), len(FEATURES)), dtype="uint64")
    rows[:, 0] = attrs[:, 1]
    rows[:, 4] = attrs[:, 2]
    for i, orth in enumerate(attrs[:, 0].tolist()):
        affixes = cache.get(orth)
        if affixes is None:
            if len(cache) >= _CACHE_LIMIT:
                cache.clear()
            affixes = cache[orth] = _affixes(doc[i].text)
        rows[i, 1:4] = affixes
    return rows


def _extract() -> Model[list[Doc], list[Any]]:
    cache: dict[int, tuple[int, int, int]] = {}

    def forward(
        model: Model[Any, Any], docs: list[Doc], is_train: bool
    ) -> tuple[list[Any], Callable[[Any], list[Any]]]:
        rows: list[Any] = [_features(doc, cache) for doc in docs]
        return [model.ops.asarray(row) for row in rows], lambda d_features: []

    return Model("tollbook_features", forward)


@registry.architectures("tollbook.FoldedHashEmbed.v1")
def folded_hash_embed(width: int, rows: list[int]) -> Model[list[Doc], list[Any]]:
    """Build the embedding layer that the config names as ``tollbook.FoldedHashEmbed.v1``.

    Args:
        width: Length of the vector of a token.
        rows: Rows of the hash table of each feature of `FEATURES`, in order.

    Returns:
        A layer from a list of ``Doc`` to a list of arrays of shape ``(len(doc), width)``.

    Raises:
        ValueError: Where the number of tables is not the number of features.

    >>> model = folded_hash_embed(width=8, rows=[50, 50, 50, 50, 50])
    >>> model.get_dim("nO")
    8
    """
    if len(rows) != len(FEATURES):
        raise ValueError(f"rows names {len(rows)} tables; there are {len(FEATURES)} features: {', '.join(FEATURES)}")
    tables: list[Model[Any, Any]] = [
        HashEmbed(width, n_rows, column=column, seed=8 + column, dropout=0.0) for column, n_rows in enumerate(rows)
    ]
    mix = Maxout(nO=width, nI=width * len(tables), nP=3, normalize=True, dropout=0.0)
    model: Model[list[Doc], list[Any]] = chain(
        _extract(), list2ragged(), with_array(chain(concatenate(*tables), mix)), ragged2list()
    )
    model.set_dim("nO", width)
    return model
