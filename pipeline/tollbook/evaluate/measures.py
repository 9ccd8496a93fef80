"""From counts to figures: rates, precision, recall and F1, each with its counts and an interval.

Each article gives `Counts`; a `Score` sums them. A figure for which nothing was annotated is null, never 0 or 1.
The interval is the bootstrap's, over articles: what the figure would have been with other articles of the same kind
(Efron and Tibshirani, An Introduction to the Bootstrap, 1993; percentile method, fixed seed).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

RESAMPLES = 1000
SEED = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """What one article adds to a figure.

    Attributes:
        hits: How many of the annotated things were found, or judged rightly.
        gold: How many are annotated.
        found: How many the program gave; null for a rate, which asks only about the annotated ones.
        right: How many of those given are annotated; null where it is the number of hits (one-to-one matching).

    Hits are whole numbers for most figures; B-cubed sums fractions, and the mean of an error sums errors.
    """

    hits: float
    gold: int
    found: int | None = None
    right: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A figure: its value between 0 and 1 (F1, or a rate), what it is made of, and its 95 % interval.

    Everything that nothing was annotated for, or nothing was given for, is null.
    """

    value: float | None
    precision: float | None
    recall: float | None
    hits: float
    gold: int
    found: int | None
    low: float | None
    high: float | None


def _divided(over: Any, under: Any) -> Any:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(under > 0, over / under, np.nan)


def _values(sums: Any, *, rate: bool) -> tuple[Any, Any, Any]:
    """Value, precision and recall of rows of hits, gold, found, right."""
    recall = _divided(sums[..., 0], sums[..., 1])
    if rate:
        return recall, np.full_like(recall, np.nan), recall
    precision = _divided(sums[..., 3], sums[..., 2])
    # Where precision and recall are both 0 there is no harmonic mean; the figure is 0.
    both = np.nan_to_num(precision) + np.nan_to_num(recall)
    f1 = np.where(both > 0, 2 * np.nan_to_num(precision) * np.nan_to_num(recall) / np.where(both > 0, both, 1), 0.0)
    return np.where(sums[..., 1] > 0, f1, np.nan), precision, recall


def _number(value: Any) -> float | None:
    return None if np.isnan(value) else float(value)


def score(counts: Sequence[Counts]) -> Score:
    """Sum the counts of articles into a figure.

    >>> one = score([Counts(hits=1, gold=2, found=1)])
    >>> round(one.value, 3), one.precision, one.recall
    (0.667, 1.0, 0.5)
    >>> score([Counts(hits=0, gold=0, found=3)]).value is None
    True
    """
    rate = all(one.found is None for one in counts)
    rows = np.array(
        [[c.hits, c.gold, c.found or 0, c.hits if c.right is None else c.right] for c in counts], dtype=float
    ).reshape(-1, 4)
    total = rows.sum(axis=0)
    value, precision, recall = (_number(v) for v in _values(total, rate=rate))
    low, high = (None, None) if value is None else _interval(rows, rate=rate)
    return Score(
        value=value,
        precision=precision,
        recall=None if rate else recall,
        hits=round(float(total[0]), 3),
        gold=int(total[1]),
        found=None if rate else int(total[2]),
        low=low,
        high=high,
    )


def _interval(rows: Any, *, rate: bool) -> tuple[float | None, float | None]:
    """The middle 95 % of the figure over resampled articles; only those count that have something to say."""
    rows = rows[rows.any(axis=1)]
    draws = np.random.default_rng(SEED).multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size=RESAMPLES)
    values, _, _ = _values(draws @ rows, rate=rate)
    values = values[~np.isnan(values)]
    if not len(values):
        return None, None
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
