"""What must hold: the least value of a figure, from ``corpus/floors.toml``.

A table for each collection, a line for each figure, as shares::

    ["gold test"]
    "claims F1" = 0.88
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from .table import Line, percent

FILE = "floors.toml"


@dataclass(frozen=True, slots=True)
class Broken:
    """A floor that is not held; a figure that was not measured at all has no value."""

    collection: str
    figure: str
    at_least: float
    value: float | None

    def __str__(self) -> str:
        return f"{self.collection}: {self.figure} is {percent(self.value)}, its floor {percent(self.at_least)}"


def read_floors(path: Path) -> dict[str, dict[str, float]]:
    """Read the floors.

    Raises:
        InputError: For a file that is no TOML, or a floor that is no share.
    """
    try:
        floors = tomllib.loads(path.read_text(encoding="utf8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(str(path), f"no TOML: {error}") from None
    for collection, figures in floors.items():
        for figure, floor in figures.items():
            if not isinstance(floor, (int, float)) or not 0 <= floor <= 1:
                raise InputError(str(path), f"{collection}: {figure}: {floor!r} is no share between 0 and 1")
    return floors


def broken(lines: Sequence[Line], floors: Mapping[str, Mapping[str, float]]) -> list[Broken]:
    """The floors that the lines of a table do not hold; collections that were not measured are left alone.

    >>> from .measures import Counts, score
    >>> line = Line("gold test", "claims F1", score([Counts(1, 2)]))
    >>> [str(one) for one in broken([line], {"gold test": {"claims F1": 0.88}})]
    ['gold test: claims F1 is 50.0, its floor 88.0']
    """
    values = {(line.collection, line.name): line.score.value for line in lines}
    measured = {line.collection for line in lines}
    found = []
    for collection, figures in floors.items():
        for figure, floor in figures.items():
            value = values.get((collection, figure))
            if collection in measured and (value is None or value < floor):
                found.append(Broken(collection, figure, floor, value))
    return found
