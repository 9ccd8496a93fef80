"""The room `place`: its tables, its gazetteer, and the places that it finds."""

from __future__ import annotations

import json
import subprocess
import sys
import typing
from collections import Counter

import pytest
from cases import Case, parameters, read_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from tollbook.lexicon import table
from tollbook.place.causes import Cause
from tollbook.place.compiling import distance_km
from tollbook.place.keys import squash
from tollbook.place.tables import Division, Supplement, countries, divisions, spellings, supplements
from tollbook.values import Place, PlaceType

OWN = (*supplements(), *spellings())


def test_ids_of_our_places_are_unique() -> None:
    assert [id_ for id_, times in Counter(row.id for row in OWN).items() if times > 1] == []


def test_types_of_our_places_are_known() -> None:
    assert {row.type for row in OWN} <= set(typing.get_args(PlaceType)) - {"country", "admin1", "unknown"}
    assert {row.type for row in spellings()} <= {"city", "town", "village"}


def test_countries_of_our_places_are_in_the_table() -> None:
    known = {row.iso2 for row in countries()}
    assert [row.id for row in OWN if row.country is not None and row.country not in known] == []
    assert [row.id for row in OWN if not row.id.startswith(f"{(row.country or 'x').lower()}-")] == []


def test_our_places_lie_in_their_divisions() -> None:
    by_name: dict[tuple[str, str], list[Division]] = {}
    for division in divisions():
        by_name.setdefault((division.country, division.name), []).append(division)

    def lies(row: Supplement) -> bool:
        found = by_name.get((row.country or "", row.admin1 or ""), [])
        return any(distance_km(row.lat, row.lon, one.lat, one.lon) < 900 for one in found)

    assert [row.id for row in OWN if row.admin1 is not None and not lies(row)] == []


def test_divisions_have_one_code_and_no_empty_key() -> None:
    codes = Counter((row.country, row.code) for row in divisions())
    assert [code for code, times in codes.items() if times > 1] == []
    assert [name for row in (*divisions(), *OWN) for name in (row.name, *row.aliases) if len(squash(name)) < 2] == []


def shown(doc: Doc, place: Place) -> str:
    """One finding in the notation of the example file."""
    words = " ".join(doc[place.extent.start : place.extent.end].text.split())
    entry = "" if place.entry else " ?"
    role = "" if place.role == "background" else f"/{place.role}"
    return f"{words}={place.type} {place.country or '-'}{entry}{role}"


@pytest.mark.parametrize("case", parameters("place"))
def test_examples(case: Case, nlp: Language) -> None:
    doc = nlp(case.text)
    assert tuple(shown(doc, place) for place in doc._.place) == case.expected


def test_examples_hold_phenomena_and_counter_examples() -> None:
    cases = read_cases("place")
    assert len(cases) >= 120
    assert len({case.phenomenon for case in cases}) >= 15
    assert sum(not case.expected for case in cases) >= 30


def test_a_place_without_entry_stands_where_its_area_stands(nlp: Language) -> None:
    doc = nlp("A mine killed a boy in Bezikra village, Daraa province.")
    village, province = doc._.place
    assert (village.entry, village.admin1, village.precision, village.within) == (None, "Daraa", 4, (province.id,))
    assert (village.lat, village.lon) == (province.lat, province.lon)


@pytest.mark.parametrize(
    "text", ["", "\n", "-", "Lake", "of", "Bombs kill nine in Baghdad market", "the village of", "'s capital"]
)
def test_short_and_broken_texts_raise_nothing(text: str, nlp: Language) -> None:
    assert isinstance(nlp(text)._.place, tuple)


@given(st.text(alphabet="Homs in of the village al-Ra 'sDir Kuwait, State capital ()/ -\n", max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_noise_raises(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert all(0 <= place.extent.start < place.extent.end <= len(doc) for place in doc._.place)


def run_places(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``tollbook places``."""
    command = [sys.executable, "-c", "from tollbook.cli import main; main()", "places", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_places_prints_a_table() -> None:
    done = run_places("deir ezzor", "--country", "sy")
    head, first, *_ = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert head.split() == ["name", "type", "country", "admin1", "lat", "lon", "population", "entry"]
    assert first.startswith("Deir ez-Zor")
    assert " SY " in first


def test_places_prints_json() -> None:
    done = run_places("Homs", "--json", "--limit", "2")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["name"], row["country"], row["entry"]) for row in rows] == [
        ("Homs", "SY", "SY.11"),
        ("Homs", "SY", "gn:169577"),
    ]


def test_places_finds_what_sounds_alike_in_a_country_alone() -> None:
    assert "Deir ez-Zor" in run_places("Dair ez-Zawr", "--country", "SY").stdout
    assert run_places("Dair ez-Zawr").returncode == 1


def test_places_says_when_there_is_none() -> None:
    done = run_places("Zorvanistan", "--country", "XX")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no place is called 'Zorvanistan' in XX" in done.stderr


@pytest.mark.parametrize("row", table("place", "causes", Cause, ()), ids=lambda row: f"{row.kind}-{row.form[0]}")
def test_causes_but_violence_make_no_place_of_an_incident(row: Cause, nlp: Language) -> None:
    roles = {place.role for place in nlp(row.example)._.place}
    assert roles == {"incident" if row.kind == "violent" else "background"}
