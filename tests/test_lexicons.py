"""Every table of every room: somebody reads it, it follows its columns, and its rows carry their examples."""

from __future__ import annotations

import csv
import dataclasses
import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import tollbook
from tollbook.errors import LexiconError
from tollbook.lexicon import PACKAGE, Trigger, read_table, table_path, triggers
from tollbook.place.tables import SUPPLEMENTS
from tollbook.stages import STAGES

TABLES = sorted(PACKAGE.glob("*/lexicon/*.csv"))
LISTS_OF_NAMES = {
    "place/admin1",
    "place/countries",
    "place/demonyms",
    "place/given_names",
    "place/harm_words",
    "place/metonyms",
    "place/others",
    "place/role_words",
    "place/sites",
    "place/spellings",
    "place/sports",
    *(f"place/{name}" for name in SUPPLEMENTS),
}
"""Tables of names, whose rows are their own example."""
CROSSWALKS = {"weapon/types", "explain/rules"}
"""Tables without words: what an id means in other people's schemes, or to people."""


def _name(path: Path) -> str:
    return f"{path.parents[1].name}/{path.stem}"


def _rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf8", newline="") as handle:
        reader = csv.DictReader(line for line in handle if line.strip() and not line.startswith("#"))
        rows = list(reader)
    return list(reader.fieldnames or ()), rows


def _row_types(room: str) -> list[type[Any]]:
    """The frozen dataclasses that the modules of a room define, and the ground floor's `Trigger`."""
    found: list[type[Any]] = [Trigger]
    package = importlib.import_module(f"tollbook.{room}")
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"tollbook.{room}.{info.name}")
        found += [
            one
            for one in vars(module).values()
            if isinstance(one, type) and one.__module__ == module.__name__ and dataclasses.is_dataclass(one)
        ]
    return found


@pytest.mark.parametrize("path", TABLES, ids=_name)
def test_table_is_read_into_a_dataclass_of_its_room(path: Path) -> None:
    columns, rows = _rows(path)
    fitting = [
        one for one in _row_types(path.parents[1].name) if {f.name for f in dataclasses.fields(one)} == set(columns)
    ]
    assert fitting, f"no dataclass of the room has the columns {columns}"
    unique = ("id",) if "id" in columns else ()
    problems = []
    for one in fitting:
        assert one.__dataclass_params__.frozen, f"{one.__name__} is not frozen"
        try:
            assert len(read_table(path, one, unique=unique)) == len(rows)
        except LexiconError as error:
            problems.append(str(error))
    assert len(problems) < len(fitting), problems


@pytest.mark.parametrize("path", TABLES, ids=_name)
def test_rows_carry_their_examples(path: Path) -> None:
    columns, rows = _rows(path)
    if _name(path) in LISTS_OF_NAMES | CROSSWALKS:
        pytest.skip("a table of names or of a crosswalk has none")
    assert "example" in columns
    # A row that only forbids has a counter-example alone.
    assert [row[columns[0]] for row in rows if not (row["example"] or row.get("counterexample") or "").strip()] == []


@pytest.mark.parametrize("path", TABLES, ids=_name)
def test_head_says_where_the_words_come_from(path: Path) -> None:
    assert path.read_text(encoding="utf8").startswith("# ")


@pytest.mark.parametrize("path", [path for path in TABLES if path.stem == "triggers"], ids=_name)
def test_triggers_are_single_lower_case_tokens(nlp: Language, path: Path) -> None:
    rows = read_table(path, Trigger, unique=("form",))
    wrong = [row.form for row in rows if row.form != row.form.lower() or len(nlp.make_doc(row.form)) != 1]
    assert wrong == []
    # The forms of a word may share their example.
    forms = {row.form for row in rows}
    assert [row.form for row in rows if forms.isdisjoint(t.lower_ for t in nlp.make_doc(row.example))] == []


def test_every_trigger_belongs_to_one_room() -> None:
    owners: dict[str, list[str]] = {}
    for room in STAGES:
        path = table_path(room, "triggers")
        for row in read_table(path, Trigger, unique=("form",)) if path.exists() else ():
            owners.setdefault(row.form, []).append(room)
    assert {form: rooms for form, rooms in owners.items() if len(rooms) > 1} == {}
    assert set(triggers()) >= set(owners)


def test_all_tables_are_shipped() -> None:
    # What the wheel carries is a pattern in pyproject.toml; a table elsewhere would be left behind.
    assert sorted(Path(tollbook.__file__).parent.rglob("*.csv")) == TABLES
