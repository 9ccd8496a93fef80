"""Dimensions of measured quantities, read by quantulum3 from a few words round the number.

quantulum3 is slow to start and slow to read, so it is imported on first use and sees only a number and the words that
look like its unit; the answer is kept for the next window with the same words. Its classifier of ambiguous units needs
a package of its own and a guess where none is wanted; it stays off.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from types import ModuleType


@lru_cache(maxsize=1)
def _parser() -> ModuleType:
    with warnings.catch_warnings():
        # pkg_resources and other dependencies of quantulum3 warn of their own deprecations when they are imported.
        warnings.simplefilter("ignore")
        import quantulum3.classifier
        import quantulum3.parser

        quantulum3.classifier.USE_CLF = False
        quantulum3.parser.parse("1 km")
    module: ModuleType = quantulum3.parser
    return module


@lru_cache(maxsize=4096)
def measure(window: str) -> tuple[float, str] | None:
    """Value and unit of the first quantity with a unit in a window of text, or null.

    >>> measure("500 kg")
    (500.0, 'kilogram')
    >>> measure("500 men") is None
    True
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = _parser().parse(window)
    for quantity in found:
        if quantity.unit.name != "dimensionless":
            return float(quantity.value), str(quantity.unit.name)
    return None
