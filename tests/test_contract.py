"""The order of the house is stated once; folders, packages, entry points and the shipped pipeline follow it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.util import load_config

from tollbook.api import model_path
from tollbook.lexicon import PACKAGE
from tollbook.stages import COMPONENTS, STAGES, factory
from tollbook.values import Article

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))


def test_folders_are_the_rooms() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders == set(STAGES)


def test_packages_of_the_wheel_are_the_rooms() -> None:
    packages = PROJECT["tool"]["setuptools"]["packages"]
    assert sorted(packages) == sorted(["en_tollbook", "tollbook", *(f"tollbook.{room}" for room in STAGES)])


def test_entry_points_are_the_components() -> None:
    declared = PROJECT["project"]["entry-points"]["spacy_factories"]
    assert declared == {factory(room): f"tollbook.{room}.component:create_{room}" for room in COMPONENTS}
    installed = {one.name: one.value for one in entry_points(group="spacy_factories") if one.name in declared}
    assert installed == declared


def test_shipped_pipeline_is_the_components_in_order(nlp: Language) -> None:
    config = load_config(model_path() / "config.cfg")
    assert tuple(config["nlp"]["pipeline"]) == COMPONENTS
    assert {name: settings["factory"] for name, settings in config["components"].items()} == {
        room: factory(room) for room in COMPONENTS
    }
    assert tuple(nlp.pipe_names) == COMPONENTS


def test_components_are_stages_in_the_same_order() -> None:
    assert tuple(room for room in STAGES if room in COMPONENTS) == COMPONENTS


def test_rooms_need_what_earlier_rooms_assign(nlp: Language) -> None:
    assert nlp.analyze_pipes(keys=["assigns", "requires"])["problems"] == {room: [] for room in COMPONENTS}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "The market was quiet and the weather fine.", "???"])
def test_every_room_leaves_its_group_and_attribute(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    doc._.article = Article(text=text)
    doc = nlp(doc)
    for room in COMPONENTS:
        assert room in doc.spans
        assert isinstance(getattr(doc._, room), tuple)
        assert len(doc.spans[room]) == len(getattr(doc._, room))
    assert set(doc.spans) == set(COMPONENTS)
    assert [getattr(doc._, room) for room in COMPONENTS[2:]] == [()] * len(COMPONENTS[2:])


TEXT = "KABUL (AFP) - Two men were killed when soldiers fired rockets on Kunduz on Monday, police said."


def test_each_room_alone_leaves_the_others_alone(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.article = Article(text=TEXT, published="2015-05-04")
    before: dict[str, Any] = {}
    for room in COMPONENTS:
        doc = nlp.get_pipe(room)(doc)  # type: ignore[operator]
        left = {other: getattr(doc._, other) for other in COMPONENTS if other != room}
        assert left == {**dict.fromkeys(left), **before}
        before[room] = getattr(doc._, room)
    assert doc.text == TEXT


def test_finding_is_pure(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.article = Article(text=TEXT, published="2015-05-04")
    doc = nlp(doc)
    for room in COMPONENTS:
        values = [getattr(doc._, other) for other in COMPONENTS]
        assert tuple(nlp.get_pipe(room).match(doc)) == getattr(doc._, room)  # type: ignore[attr-defined]
        assert [getattr(doc._, other) for other in COMPONENTS] == values


def test_rooms_import_the_ground_floor_alone() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
