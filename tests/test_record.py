"""The record: its shape, its checks, its schema."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tollbook
from tollbook.errors import RecordError
from tollbook.record import build, check, schema

TEXT = "Russian air strikes killed at least 12 civilians, including three children, in Homs on Monday, the army said."


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    """A record as plain data."""
    return tollbook.read(TEXT, published="2018-02-14")


def test_follows_its_own_json_schema(data: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(schema.json_schema()).validate(data)


def test_schema_refuses_a_wrong_value(data: dict[str, Any]) -> None:
    wrong = json.loads(json.dumps(data))
    wrong["casualties"][0]["harm"] = "hurt"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema.json_schema()).validate(wrong)


def test_spans_are_slices_of_the_text(data: dict[str, Any]) -> None:
    assert data["spans"]
    for span in data["spans"]:
        assert data["text"][span["start"] : span["end"]] == span["text"]


def test_same_text_same_id_and_same_bytes() -> None:
    nlp = tollbook.load()
    first, second = (build.encode(build.record(nlp(TEXT))) for _ in range(2))
    assert first == second
    assert json.loads(first)["id"] != tollbook.read(TEXT + " Two died.")["id"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda d: d["spans"][0].update(text="nothing"), "is not what stands at"),
        (lambda d: d["spans"][0].update(end=10_000), "is not inside the text"),
        (lambda d: d["casualties"][1].update(id=d["casualties"][0]["id"]), "stands twice"),
        (lambda d: d["casualties"][1].update(subset_of="c99"), "is the id of nothing"),
        (lambda d: d["casualties"][0]["count"].update(low=5, high=2), "is above high"),
        (lambda d: d.update(schema="tollbook.record/0"), "where this version of Tollbook reads"),
        (lambda d: d["casualties"][0].update(colour="red"), "unknown field `colour`"),
        (lambda d: d["casualties"][0]["count"].update(low="5"), "Expected `int | null`"),
    ],
)
def test_a_broken_record_is_refused_with_its_reason(data: dict[str, Any], change: Any, reason: str) -> None:
    broken = json.loads(json.dumps(data))
    assert check.decode(json.dumps(broken)).id == data["id"]
    change(broken)
    with pytest.raises(RecordError, match=reason):
        check.decode(json.dumps(broken))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["killed", "12", "civilians", "at least", "“", '"', "\n\n", "Syria", "Su-35S", "on Monday", "said", "the army",
             ",", ".", "including", "no", "٣", "🚀", "wounded", "5-7", "*", "(", "dozens of", "\u200b"]
        ),
        max_size=25,
    ).map(" ".join)
)  # fmt: skip
def test_any_heap_of_words_gives_a_sound_record(text: str) -> None:
    found = build.record(tollbook.load()(text))
    assert check.problems(found) == []
    assert check.decode(build.encode(found)) == found
