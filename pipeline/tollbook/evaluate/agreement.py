"""How far two annotations of the same articles agree, layer by layer, and where they do not.

Neither side is the measure of the other: each figure is the same whichever comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ..errors import InputError
from ..record.build import as_data
from . import gold, layers
from .collections import Case
from .drafts import Problem, compile_drafts
from .goldfigures import attribute, b_cubed, mentions, of_layer, stance
from .measures import Counts, score
from .table import columns, percent
from .view import View

Count = Callable[[Case, View], Counts | None]

HEADER = ("figure", "agreement", "95 % interval", "agree", "first", "second")

FIELDS = (
    "op", "number", "victims", "status", "demographic", "role", "nationality", "scope", "modality", "place", "when",
    "weapon", "perpetrator", "responsibility", "source", "furniture",
)  # fmt: skip
"""The fields in which matched claims may agree; their harm and their bounds do."""


def _main_toll(case: Case, view: View) -> Counts:
    """The best figures of the main incident, as pairs of harm and number."""
    ours, theirs = (
        set() if one is None or one.main is None else {(h, n) for h, n in one.main.best.items() if n is not None}
        for one in (case.view, view)
    )
    return Counts(hits=len(ours & theirs), gold=len(ours), found=len(theirs))


FIGURES: tuple[tuple[str, str, Count], ...] = (
    ("casualties", "claims F1", layers.claims),
    *(("casualties", f"{name} on matched claims", layers.field_agrees(name)) for name in FIELDS),
    ("casualties", "subset_of F1", layers.links("subset_of")),
    ("casualties", "same_as F1", layers.links("same_as")),
    ("weapons", "weapons F1", mentions("weapons")),
    ("weapons", "weapons with their class F1", mentions("weapons", "kind")),
    ("weapons", "role of matched weapons", attribute("weapons", "role")),
    ("places", "places F1", mentions("places")),
    ("places", "places with their entry F1", mentions("places", "entry")),
    ("places", "type of matched places", attribute("places", "kind")),
    ("places", "country of matched places", attribute("places", "country")),
    ("places", "role of matched places", attribute("places", "role")),
    ("dates", "dates F1", mentions("dates")),
    ("dates", "dates with start and end F1", mentions("dates", "start", "end")),
    ("dates", "role of matched dates", attribute("dates", "role")),
    ("attributions", "attributions F1, cue and source", layers.attributions),
    ("attributions", "stance of matched attributions", stance),
    ("incidents", "incidents, B-cubed F1 of claims", b_cubed),
    ("incidents", "main toll F1, harm and best", _main_toll),
)
"""What is counted: its layer, its name, and how."""


def read_annotated(path: Path) -> tuple[dict[str, Case], list[Problem]]:
    """The annotated articles of a path by their ids: gold in JSONL, or drafts, which are compiled first.

    Raises:
        InputError: For broken gold, for an article that stands twice, for a path that holds neither.
    """
    if path.suffix == ".json" or (path.is_dir() and not any(path.rglob("*.jsonl"))):
        records, problems = compile_drafts([path])
        return {case.id: case for case in map(gold.gold_case, map(as_data, records))}, problems
    found: dict[str, Case] = {}
    for split in gold.splits(path).values():
        for case in split:
            if case.id in found:
                raise InputError(str(path), f"article {case.id!r} stands twice")
            found[case.id] = case
    return found, []


def shared(first: Mapping[str, Case], second: Mapping[str, Case], names: tuple[str, str]) -> list[tuple[Case, Case]]:
    """The articles that both sides have, by id.

    Raises:
        InputError: Where there are none, and where an article has two texts.
    """
    found = [(first[name], second[name]) for name in sorted(first.keys() & second.keys())]
    if not found:
        raise InputError(names[1], f"no article of {names[0]} is in it")
    for one, other in found:
        if one.text != other.text:
            raise InputError(names[1], f"article {one.id!r} has another text than in {names[0]}")
    return found


def both_ways(count: Count, one: Case, other: Case) -> Counts | None:
    """A count in which each side is once the measure of the other."""
    if one.view is None or other.view is None:
        return None
    there, back = count(one, other.view), count(other, one.view)
    if there is None or back is None:
        return None
    if there.found is None:
        return Counts(hits=(there.hits + back.hits) / 2, gold=there.gold)
    hits = (there.hits + (back.hits if back.right is None else back.right)) / 2
    right = ((there.hits if there.right is None else there.right) + back.hits) / 2
    return Counts(hits=hits, gold=there.gold, found=there.found, right=right)


def agreement(cases: Sequence[tuple[Case, Case]]) -> list[tuple[str, ...]]:
    """The rows of the table of agreement, a header first."""
    rows: list[tuple[str, ...]] = [HEADER]
    for layer, name, count in FIGURES:
        counted = [both_ways(of_layer(layer, count), *pair) for pair in cases]
        found = score([one for one in counted if one is not None])
        second = found.gold if found.found is None else found.found
        # Where one side has nothing and the other has something, they agree in nothing.
        value = 0.0 if found.value is None and second else found.value
        interval = "" if found.low is None else f"{percent(found.low)} to {percent(found.high)}"
        rows.append((name, percent(value), interval, f"{found.hits:.4g}", str(found.gold), str(second)))
    return rows


def as_table(cases: Sequence[tuple[Case, Case]]) -> str:
    """The agreement as text in columns."""
    return columns(agreement(cases), left=1)
