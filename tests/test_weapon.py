"""The room `weapon`: its catalogue, the grammar of designations, and what the text says of a weapon."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from cases import Case, parameters, read_cases
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from tollbook.text.tokenizer import make_tokenizer
from tollbook.values import Weapon
from tollbook.weapon.catalogue import look_up
from tollbook.weapon.forms import build, index
from tollbook.weapon.keys import key
from tollbook.weapon.scan import Scanner, by_grammar
from tollbook.weapon.tables import System, deeds, designations, nouns, systems, types

FAMILIES, VARIANTS, FORMS = 450, 1_200, 4_000
"""How much the catalogue must hold at least."""

ORIGINS = {"EU", "SU", "YU", "DD", "CS"}
"""Origins that are no state of today."""


@pytest.fixture(scope="module")
def read() -> Language:
    """A pipeline of nothing but the rooms `text` and `weapon`: nothing is parsed."""
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp)
    nlp.add_pipe("tollbook_text", name="text")
    nlp.add_pipe("tollbook_weapon", name="weapon")
    return nlp


def shown(doc: Doc, weapon: Weapon) -> str:
    """One finding in the notation of the example file."""
    words = " ".join(doc[weapon.extent.start : weapon.extent.end].text.split())
    text = f"{words}: {weapon.cls} {weapon.role}"
    if weapon.system:
        text += f" ={weapon.system}"
    if weapon.count is not None and weapon.count.low is not None:
        text += f" #{weapon.count.low}"
    return text


@pytest.mark.parametrize("case", parameters("weapon"))
def test_examples(case: Case, annotate: Callable[..., Doc]) -> None:
    doc = annotate(case.text, case.published)
    assert tuple(shown(doc, weapon) for weapon in doc._.weapon) == case.expected


def test_the_examples_cover_the_room() -> None:
    cases = read_cases("weapon")
    assert len(cases) >= 150
    assert len({case.phenomenon for case in cases}) >= 20
    assert sum(not case.expected for case in cases) >= 40


# The catalogue


def _families() -> dict[str, list[System]]:
    found: dict[str, list[System]] = defaultdict(list)
    for row in systems().values():
        found[row.family or row.id].append(row)
    return found


def _forms(row: System) -> set[str]:
    native = {row.native} if row.native else set()
    return {row.name, *row.aliases, *row.gated, *row.strict, *row.nato, *native}


def test_the_catalogue_is_as_large_as_it_must_be() -> None:
    rows = systems().values()
    assert sum(row.family is None for row in rows) >= FAMILIES
    assert sum(row.family is not None for row in rows) >= VARIANTS
    assert len({key(form) for row in rows for form in _forms(row)}) >= FORMS


def test_every_row_has_its_place() -> None:
    for row in systems().values():
        assert row.type in types(), row.id
        assert row.family is None or systems()[row.family].family is None, row.id
        assert row.origin is None or row.origin in ORIGINS or (len(row.origin) == 2 and row.origin.isupper()), row.id
    for noun in nouns():
        assert noun.type is None or types()[noun.type].cls == noun.cls, noun.id


def test_no_form_is_in_two_families_unmarked() -> None:
    owners: dict[str, list[System]] = defaultdict(list)
    for row in systems().values():
        for form in {key(form) for form in _forms(row)}:
            owners[form].append(row)
    shared = {
        form: [row.id for row in rows if not row.ambiguous]
        for form, rows in owners.items()
        if len({row.family or row.id for row in rows}) > 1
    }
    assert not {form: ids for form, ids in shared.items() if ids}


def test_every_form_can_be_reached(read: Language) -> None:
    scan = Scanner(index())
    lost = [
        (row.id, form)
        for row in systems().values()
        for form in _forms(row)
        if not any(
            found.row is row for segment in scan(read.make_doc(f"the {form} again"))[1] for found in segment.systems
        )
    ]
    assert not lost


def test_every_example_fires_and_no_counter_example_does(read: Language) -> None:
    rows = tuple(systems().values())
    silent = [
        row.id
        for row, doc in zip(rows, read.pipe(row.example for row in rows), strict=True)
        if row.id not in {weapon.catalogue for weapon in doc._.weapon}
    ]
    doubtful = [row for row in rows if row.counterexample]
    loud = [
        row.id
        for row, doc in zip(doubtful, read.pipe(row.counterexample or "" for row in doubtful), strict=True)
        if any(weapon.catalogue for weapon in doc._.weapon)
    ]
    assert not silent
    assert not loud


def test_ambiguous_names_have_a_counter_example() -> None:
    assert not [row.id for row in systems().values() if (row.gated or row.strict) and not row.counterexample]
    assert not [row.id for row in systems().values() if (row.gated or row.strict) and not row.ambiguous]


# The grammar of designations


@pytest.mark.parametrize("row", designations(), ids=lambda row: row.id)
def test_a_designation_is_read_where_the_catalogue_lacks_it(row: object, annotate: Callable[..., Doc]) -> None:
    found = annotate(row.example)._.weapon  # type: ignore[attr-defined]
    assert [weapon.catalogue for weapon in found if weapon.system] == [None]
    assert found[0].cls == types()[row.type].cls or found[0].type is None  # type: ignore[attr-defined]
    if row.counterexample:  # type: ignore[attr-defined]
        assert not [weapon for weapon in annotate(row.counterexample)._.weapon if weapon.system]  # type: ignore[attr-defined]


@given(st.sampled_from(sorted(row.id for row in designations())), st.integers(1, 999))
def test_a_designation_is_the_same_however_it_is_written(prefix: str, number: int) -> None:
    hyphens = [f"{prefix.upper()}{hyphen}{number}" for hyphen in ("-", "‐", "‑", "–", "")]
    assert len({key(text) for text in hyphens}) == 1
    assert len({by_grammar(key(text)) for text in hyphens}) == 1


# Nouns and deeds


@pytest.mark.parametrize("noun", [noun for noun in nouns() if noun.example != "-"], ids=lambda noun: noun.id)
def test_a_noun_fires_on_its_example(noun: object, annotate: Callable[..., Doc]) -> None:
    assert annotate(noun.example)._.weapon  # type: ignore[attr-defined]
    counter = noun.counterexample  # type: ignore[attr-defined]
    assert not counter or not annotate(counter)._.weapon, counter


def test_every_inflected_form_of_a_deed_stands_once() -> None:
    assert all(form.isalpha() and form.islower() for form in deeds())


# What is no weapon

PEACE = Path(__file__).parent / "examples/peace.txt"


def test_a_page_of_peace_names_no_system(annotate: Callable[..., Doc]) -> None:
    for line in PEACE.read_text(encoding="utf8").splitlines():
        if line.strip() and not line.startswith("#"):
            doc = annotate(line)
            assert not [shown(doc, weapon) for weapon in doc._.weapon if weapon.system], line


def test_political_news_names_no_false_system(annotate: Callable[..., Doc], shared: Path) -> None:
    path = shared / "data/dev/polnear.jsonl"
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf8").splitlines()]
    found = {weapon.system for text in texts for weapon in annotate(text)._.weapon if weapon.system}
    assert found <= {"USS Cole"}


# Any text, any size

WORDS = "Su -24 M T-72 B3 rocket shell mine . , tank the 122 mm Grad-P and / ‑ № fired \n\n 9K33 vz. 58 'F-16s' (AK-47)"


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split(" ")), max_size=25).map(" ".join)))
def test_no_text_raises_and_mentions_lie_apart(read: Language, text: str) -> None:
    doc = read(text)
    end = 0
    for weapon in doc._.weapon:
        assert end <= weapon.extent.start < weapon.extent.end <= len(doc)
        end = weapon.extent.end


def test_the_cost_does_not_grow_with_the_catalogue(read: Language) -> None:
    """A tenth of the catalogue finds its segments in the same time as the whole, within the noise of the clock."""
    docs = [read.make_doc(row.example) for row in list(systems().values())[:1500]]
    scanners = [Scanner(build(list(systems().values())[::10])), Scanner(index())]
    best = [float("inf")] * 2
    for _ in range(5):
        for n, scan in enumerate(scanners):
            begin = time.perf_counter()
            for doc in docs:
                scan(doc)
            best[n] = min(best[n], time.perf_counter() - begin)
    assert best[1] < 3 * best[0]


# Looking up


def test_the_catalogue_answers(tmp_path: Path) -> None:
    def ask(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from tollbook.cli import main; main()", "weapons", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    page = ask("backfire c")
    assert page.returncode == 0
    assert "aircraft > bomber > tu-22m > tu-22m3" in page.stdout
    (entry,) = [json.loads(line) for line in ask("Tu 22M3", "--json").stdout.splitlines()]
    assert (entry["name"], entry["unroca"], entry["aliases"]) == ("Tu-22M3", "IV", ["Backfire-C"])
    nothing = ask("no such thing")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "nothing in the catalogue fits 'no such thing'" in nothing.stderr


def test_the_whole_catalogue_by_class_and_type() -> None:
    assert len(look_up("")) == len(systems())
    assert {entry.cls for entry in look_up("armour")} == {"armour"}
    assert {entry.type for entry in look_up("Loitering munition")} == {"loitering_munition"}
    family = look_up("T-72")[0]
    assert "t-72b3" in family.variants
    assert all(systems()[variant].family == family.id for variant in family.variants)
