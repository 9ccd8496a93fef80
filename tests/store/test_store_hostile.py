"""Nothing that an article, an id or a file name holds is ever taken for SQL, for a path or for markup of a format."""

from __future__ import annotations

import copy
import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import store_records
from conftest_store import dump, loaded
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tollbook.store import exporting, querying, reviews
from tollbook.store.connect import database
from tollbook.store.rows import entry
from tollbook.store.schema import METADATA
from tollbook.store.urls import Address, parse

HOSTILE = [
    "'; DROP TABLE articles; --",
    '"; DELETE FROM claims; --',
    "Robert'); DROP TABLE students;--",
    "' OR '1'='1",
    "%s %(x)s :x ? $1 {articles} {0}",
    "\\'; SELECT pg_sleep(10); --",
    "\\N",
    "\\.",
    "\\x41\\101",
    "a\tb\nc\rd\x0be",
    "\x00",
    "a\x00b",
    "=HYPERLINK(\"http://x\",\"y\")",
    "\u202etxt.exe",
    "\ufeff\u200b",
    "𝒻𝓊𝓁𝓁 🚀 \U0010ffff",
    "NULL",
    "NaN",
    "",
    " ",
    "$$ $body$ E'\\''",
    "/* */ -- #",
    "\x1b[31m",
    "]]></a><script>alert(1)</script>",
]  # fmt: skip

TEXT = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=40), st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join)
)
WORDS = TEXT.filter(bool)


@st.composite
def hostile_records(draw: st.DrawFn) -> dict[str, Any]:
    """A record that follows its schema, with anything in every free field."""
    data = copy.deepcopy(store_records.handmade(draw(WORDS)))
    for key in ("id", "title", "publisher", "published", "url", "language", "byline"):
        data["article"][key] = draw(st.none() | TEXT)
    data["article"]["meta"] = draw(st.dictionaries(TEXT, TEXT, max_size=2))
    data["id"] = draw(WORDS)
    data["warnings"] = draw(st.lists(TEXT, max_size=2))
    data["pipeline"] = {key: draw(TEXT) for key in ("version", "model", "lexicons")} | {"policy": draw(TEXT)}
    span, claim, incident = draw(st.lists(WORDS, min_size=3, max_size=3, unique=True))
    data["spans"][0] |= {"id": span, "label": draw(TEXT)}
    one = data["casualties"][0]
    one |= {"id": claim, "span": span, "rule": draw(TEXT)}
    one["count"]["text"] = draw(st.none() | TEXT)
    one["victims"] |= {"text": draw(TEXT), "nationality": draw(TEXT), "role": [draw(TEXT)], "demographic": [draw(TEXT)]}
    data["incidents"][0] |= {
        "id": incident, "claims": [claim], "kind": draw(TEXT), "sources": draw(st.lists(TEXT, max_size=2)),
    }  # fmt: skip
    return data


def _shown(value: str | None) -> Any:
    return None if value is None else value.replace("\x00", "␀")


@pytest.fixture
def address(fresh: Callable[[], Address]) -> Address:
    """One database for all examples of a test."""
    return fresh()


ONE_DATABASE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def _of(address: Address, columns: str, table: str, article: str) -> list[tuple[Any, ...]]:
    with database(address, read_only=True).connect() as connection:
        query = text(f"SELECT {columns} FROM {table} WHERE record_id = :article")
        return [tuple(row) for row in connection.execute(query, {"article": article})]


@settings(max_examples=40, deadline=None, suppress_health_check=ONE_DATABASE)
@given(data=hostile_records())
@example(data=store_records.handmade("\x00'; DROP TABLE articles; --"))
def test_any_string_goes_in_and_comes_out(address: Address, data: dict[str, Any]) -> None:
    line = json.dumps(data).encode()
    loaded(address, [line], again=True)
    assert loaded(address, [line]).unchanged == 1
    name = entry(line).record_id
    given_article = data["article"]
    found = _of(address, "text, title, publisher, url, given_id, meta", "articles", name)
    wanted = [data["text"], *(given_article[key] for key in ("title", "publisher", "url", "id"))]
    assert [list(row[:5]) for row in found] == [[_shown(one) for one in wanted]]
    assert json.loads(found[0][5]) == {_shown(key): _shown(one) for key, one in given_article["meta"].items()}
    victims = data["casualties"][0]["victims"]
    wanted = [data["casualties"][0]["id"], data["text"], victims["text"], victims["nationality"]]
    claims = _of(address, "claim_id, quote, victims, nationality", "claim_list", name)
    assert [list(row) for row in claims] == [[_shown(one) for one in wanted]]
    incident = data["incidents"][0]
    sources = "; ".join(map(_shown, incident["sources"])) if incident["sources"] else None
    assert _of(address, "kind, sources", "incident_list", name) == [(_shown(incident["kind"]), sources)]


@settings(max_examples=20, deadline=None, suppress_health_check=ONE_DATABASE)
@given(data=hostile_records(), note=TEXT, reviewer=WORDS.filter(lambda words: bool(words.replace("\x00", "").strip())))
def test_a_review_may_say_anything(address: Address, data: dict[str, Any], note: str, reviewer: str) -> None:
    line = json.dumps(data).encode()
    loaded(address, [line], again=True)
    name = entry(line).record_id
    at = datetime.now(UTC).isoformat()
    claim = _shown(data["casualties"][0]["id"])
    reviews.add(address, reviews.Review(name, claim, "corrected", reviewer, low=1, high=1, note=note, at=at))
    wanted = [(1, 1, "corrected", _shown(reviewer))]
    assert _of(address, "low, high, verdict, reviewer", "claim_list", name) == wanted
    other = data | {"pipeline": data["pipeline"] | {"version": data["pipeline"]["version"] + "+"}}
    loaded(address, [json.dumps(other).encode()])
    assert _of(address, "low, high, verdict, reviewer", "claim_list", name) == wanted


def test_exports_hold_any_string(address: Address, tmp_path: Path) -> None:
    lines = [
        json.dumps(store_records.handmade(words or "x", title=words, id=f"{n}{words}", url=words)).encode()
        for n, words in enumerate(HOSTILE)
    ]
    assert loaded(address, lines).new == len(HOSTILE)
    out = tmp_path / "rows.csv"
    exporting.export(address, "csv", out, rows="claims")
    with out.open(encoding="utf8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["quote"] for row in rows] == [_shown(words or "x") for words in HOSTILE]
    assert [row["title"] for row in rows] == [_shown(words) for words in HOSTILE]
    exporting.export(address, "geojson", tmp_path / "rows.geojson")
    found = json.loads((tmp_path / "rows.geojson").read_text(encoding="utf8"))
    assert [one["title"] for one in found["unlocated"]] == [_shown(words) for words in HOSTILE]
    for name in ("ucdp", "acled", "airwars"):
        assert exporting.export(address, name, tmp_path / f"rows.{name}").rows == len(HOSTILE)
    assert set(dump(address)) == set(METADATA.tables)


@pytest.mark.parametrize(
    "name", ["a'b.db", 'a"b.db', "a b?mode=ro.db", "a#b%20c.db", "ü🚀.db", "-x.db", "a;b.duckdb", "a'b.duckdb"]
)
def test_any_name_of_a_file(tmp_path: Path, records: tuple[bytes, ...], name: str) -> None:
    if name.endswith("duckdb"):
        pytest.importorskip("duckdb")
    address = parse(str(tmp_path / name))
    loaded(address, records[:2])
    assert loaded(address, records[:2]).unchanged == 2
    assert [path.name for path in tmp_path.iterdir()] == [name]
    with querying.ask(address, "SELECT count(*) FROM articles") as answer:
        assert list(answer.rows) == [(2,)]
    out = tmp_path / f"{name}.csv"
    exporting.export(address, "acled", out)
    assert out.exists()
