"""The README tells of this version: its computed parts are fresh, and the commands that it names are there."""

from __future__ import annotations

import re

import readme


def test_the_computed_parts_are_fresh() -> None:
    text = readme.README.read_text(encoding="utf8")
    assert readme.written(text) == text, "run: make readme"


def test_each_make_target_it_names_is_there() -> None:
    targets = set(re.findall(r"^([\w-]+):", (readme.ROOT / "Makefile").read_text(encoding="utf8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z][\w-]+)", readme.README.read_text(encoding="utf8")))
    assert {"extract", "test"} <= named
    assert named <= targets
