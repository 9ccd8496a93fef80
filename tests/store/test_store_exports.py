"""Exports: the published columns, figures under a named policy, nothing guessed, the same from every engine."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import store_records
from conftest_store import answers, loaded

from tollbook.errors import OutputError, StoreError
from tollbook.lexicon import table_path
from tollbook.store import as_acled, as_airwars, as_ucdp, exporting, reviews
from tollbook.store.connect import database
from tollbook.store.events import events
from tollbook.store.policies import POLICIES, acled_figures
from tollbook.store.urls import Address, parse

Rows = list[dict[str, str]]


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf8", newline="") as handle:
        return list(csv.DictReader(handle))


def _about(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(exporting.about_path(path).read_text(encoding="utf8"))
    return found


@pytest.fixture
def address(fresh_of: Callable[[str], Address], records: tuple[bytes, ...]) -> Address:
    """Real records in SQLite."""
    made = fresh_of("sqlite")
    loaded(made, records)
    return made


def _published(domain: str, start: str) -> list[str]:
    """The names between the backticks that follow some words of the page on the field."""
    at = domain.index(start)
    found = re.search(r"`([^`]+)`", domain[at:])
    assert found is not None
    return re.sub(r"\([^)]*\)", "", found[1]).replace("admin1-3", "admin1 admin2 admin3").split()


@pytest.mark.shared
def test_columns_are_the_published_ones(shared: Path) -> None:
    domain = (shared / "reference/domain.md").read_text(encoding="utf8")
    assert list(as_ucdp.COLUMNS) == _published(domain, "- Columns: `id relid")
    assert list(as_acled.COLUMNS) == _published(domain, "- Columns: `event_id_cnty")
    groups = re.findall(r"`([a-z_]+|_non_state)`", domain[domain.index("repeated for groups") :].split(". Empty", 1)[0])
    groups = ["medical_and_religious_personnel_non_state" if one == "_non_state" else one for one in groups]
    assert list(as_airwars.GROUPS) == groups
    assert set(as_airwars.BOUNDS) == {"killed_min", "killed_max", "injured_min", "injured_max"}


@pytest.mark.parametrize("name", exporting.NAMES)
def test_every_export_is_the_same_from_every_engine(
    fresh_of: Callable[[str], Address], records: tuple[bytes, ...], tmp_path: Path, name: str
) -> None:
    found = []
    for engine in ("sqlite", "duckdb", "postgresql"):
        made = fresh_of(engine)
        loaded(made, records)
        out = tmp_path / f"{engine}.{name}"
        exporting.export(made, name, out)
        found.append((out.read_bytes(), exporting.about_path(out).read_bytes()))
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("name", exporting.NAMES)
def test_every_export_names_its_policy(address: Address, tmp_path: Path, name: str) -> None:
    out = tmp_path / "rows"
    for policy in (None, *POLICIES):
        exporting.export(address, name, out, policy=policy)
        said = _about(out)["policy"]
        assert said["name"] == policy or (
            policy is None and said["name"] == ("acled" if name == "acled" else "as_read")
        )
        assert said["says"] == POLICIES[said["name"]].says
        assert said["vague_words"]["dozens"] == {"acled": 12, "aoav": None}.get(said["name"], 24)
        if name == "geojson":
            assert json.loads(out.read_text(encoding="utf8"))["tollbook"]["policy"] == said


def test_ucdp(address: Address, records: tuple[bytes, ...], tmp_path: Path) -> None:
    out = tmp_path / "ged.csv"
    said = exporting.export(address, "ucdp", out)
    rows = _rows(out)
    tolls = [one["toll"].get("killed") for line in records for one in json.loads(line)["incidents"]]
    deadly = [one for one in tolls if one and (one["best"] or one["low"] or one["high"])]
    assert len(rows) == said.rows == len(deadly)
    assert sum(said.left_out.values()) == len(tolls) - len(deadly)
    for row, toll in zip(rows, deadly, strict=True):
        assert tuple(row) == as_ucdp.COLUMNS
        assert not any(row[column] for column in as_ucdp.EMPTY if column != "adm_2")
        for column in ("low", "best", "high"):
            assert row[column] == ("" if toll[column] is None else str(toll[column]))
        if row["best"]:
            assert int(row["deaths_civilians"] or 0) + int(row["deaths_unknown"]) == int(row["best"])
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row["date_start"])
    assert set(_about(out)["empty_columns"]) == set(as_ucdp.EMPTY)


def test_acled(address: Address, tmp_path: Path) -> None:
    out = tmp_path / "acled.csv"
    exporting.export(address, "acled", out)
    rows = _rows(out)
    assert rows
    for row in rows:
        assert tuple(row) == as_acled.COLUMNS
        assert not any(row[column] for column in as_acled.EMPTY)
        assert int(row["fatalities"] or 0) >= 0
        assert row["geo_precision"] in ("", "1", "2", "3")
        assert row["inter1"] in ("", "1")


def test_acled_knows_every_kind_of_incident() -> None:
    from tollbook.incident.kinds import UNKNOWN, kinds

    assert set(as_acled._types()) == {UNKNOWN, *(one.id for one in kinds())}
    for one in kinds():
        ours = as_acled._types()[one.id].sub_event_type
        assert ours in ("", one.acled)


def _one(text: str, *counts: tuple[str, int | None, int | None], harm: str = "killed") -> bytes:
    """A record of one incident with a claim for each count, each in a sentence of its own."""
    data = store_records.handmade(text)
    first = data["casualties"][0]
    spans, claims = [], []
    for n, ((op, low, high), sentence) in enumerate(zip(counts, text.split("  "), strict=True), 1):
        start = text.index(sentence)
        quote = [start, start + len(sentence)]
        spans.append({"id": f"s{n}", "start": quote[0], "end": quote[1], "label": "CLAIM", "text": sentence})
        count = {"text": None, "op": op, "low": low, "high": high}
        claims.append(first | {"id": f"c{n}", "span": f"s{n}", "quote": quote, "harm": harm, "count": count})
    data |= {"spans": spans, "casualties": claims}
    best = max((low for _, low, _ in counts if low is not None), default=None)
    toll = {"low": best, "best": best, "high": None, "by_status": {}, "children": None, "women": None, "men": None}
    data["incidents"][0] |= {"claims": [one["id"] for one in claims], "toll": {harm: toll}}
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("policy", "counts", "best"),
    [
        ("acled", [("vague", 24, 99)], "12"),
        ("acled", [("vague", 3, None)], "3"),
        ("acled", [("vague", 200, 999)], "100"),
        ("acled", [("vague", 24, 24)], "24"),
        ("acled", [("plural", 2, None)], "3"),
        ("acled", [("range", 30, 40)], "30"),
        ("acled", [("gte", 53, None)], "53"),
        ("acled", [("lte", None, 20)], "20"),
        ("acled", [("lte", None, 20), ("eq", 25, 25)], "25"),
        ("acled", [("eq", 31, 31), ("eq", 24, 24)], "24"),
        ("acled", [("eq", 31, 31), ("vague", 24, 99)], "31"),
        ("acled", [("eq", 31, 31), ("eq", 0, 0)], "31"),
        ("acled", [("eq", 0, 0)], "0"),
        ("aoav", [("vague", 24, 99)], ""),
        ("aoav", [("vague", 24, 99), ("eq", 7, 7)], "7"),
        ("latest", [("eq", 31, 31), ("eq", 24, 24)], "24"),
        ("highest", [("eq", 31, 31), ("eq", 24, 24)], "31"),
        ("ucdp_low", [("eq", 31, 31), ("eq", 24, 24)], "24"),
        ("ucdp_low", [("vague", 24, 99)], "24"),
    ],
)
def test_policies(
    fresh_of: Callable[[str], Address], tmp_path: Path, policy: str, counts: list[Any], best: str
) -> None:
    address = fresh_of("sqlite")
    loaded(address, [_one("  ".join(f"Sentence {n} of it." for n, _ in enumerate(counts)), *counts)])
    out = tmp_path / "rows.csv"
    exporting.export(address, "csv", out, policy=policy)
    assert _rows(out)[0]["killed_best"] == best
    exporting.export(address, "acled", out, policy=policy)
    assert _rows(out)[0]["fatalities"] == (best if best or policy != "aoav" else "")


def test_only_injured_is_no_death(fresh_of: Callable[[str], Address], tmp_path: Path) -> None:
    address = fresh_of("sqlite")
    loaded(address, [_one("Five were hurt.", ("eq", 5, 5), harm="injured")])
    out = tmp_path / "rows.csv"
    exporting.export(address, "acled", out)
    assert _rows(out)[0]["fatalities"] == "0"
    assert "[injured: 5]" in _rows(out)[0]["notes"]
    assert exporting.export(address, "ucdp", out).rows == 0
    exporting.export(address, "airwars", out)
    assert (_rows(out)[0]["killed_min"], _rows(out)[0]["injured_min"]) == ("", "5")


@pytest.mark.parametrize(("speaker", "best"), [("a1", "9"), ("a2", "12")], ids=["a boast", "somebody else's count"])
def test_a_boast_is_told_by_whoever_did_it(
    fresh: Callable[[], Address], tmp_path: Path, speaker: str, best: str
) -> None:
    # Nine by the ministry; twelve, claimed by the rebels: by themselves, or as the radio has it.
    data = json.loads(_one("Nine died.  Rebels and radio: twelve.", ("eq", 9, 9), ("eq", 12, 12)))
    text = data["text"]
    for n, (ident, word) in enumerate((("a1", "Rebels"), ("a2", "radio")), 3):
        at = text.index(word)
        data["spans"].append({"id": f"s{n}", "start": at, "end": at + len(word), "label": "ACTOR", "text": word})
        actor = {
            "id": ident,
            "span": f"s{n}",
            "text": word,
            "name": word,
            "kind": "other",
            "refers_to": ident,
            "rule": "r",
        }
        data["actors"].append(
            actor | dict.fromkeys(("catalogue", "country", "title", "affiliation")) | {"adjective": False}
        )
    at = text.index("twelve")
    data["attributions"].append(
        {"id": "t1", "span": "s2", "source": "Rebels", "source_span": None, "source_type": None, "actor": speaker,
         "cue": "said", "cue_span": [at, at + 1], "content": None, "content_span": None, "relay": None, "stance": "claim",
         "rule": "r"}
    )  # fmt: skip
    data["casualties"][1] |= {"perpetrator": "a1", "responsibility": "claimed", "attribution": "t1"}
    data["pipeline"]["policy"] = "latest"  # so that the figures are counted anew
    address = fresh()
    loaded(address, [json.dumps(data).encode()])
    exporting.export(address, "csv", tmp_path / "rows.csv")
    assert _rows(tmp_path / "rows.csv")[0]["killed_best"] == best


def test_reviews_change_the_figures(fresh_of: Callable[[str], Address], tmp_path: Path) -> None:
    address = fresh_of("sqlite")
    loaded(address, [_one("Ten were killed.  It was 12.", ("eq", 10, 10), ("eq", 12, 12))])
    article = answers(address, "SELECT record_id FROM articles")[0][0]
    out = tmp_path / "rows.csv"
    reviews.add(address, reviews.Review(article, "c2", "corrected", "Ada", low=15, high=15))
    exporting.export(address, "csv", out)
    assert (_rows(out)[0]["killed_best"], _rows(out)[0]["reviewed"]) == ("15", "true")
    reviews.add(address, reviews.Review(article, "c2", "rejected", "Ada"))
    exporting.export(address, "csv", out)
    assert (_rows(out)[0]["killed_best"], _rows(out)[0]["claims"]) == ("10", "1")
    said = exporting.export(address, "csv", out, rows="claims")
    assert [row["claim_id"] for row in _rows(out)] == ["c1"]
    assert said.left_out == {"rejected by a reviewer": 1}
    reviews.add(address, reviews.Review(article, "c1", "corrected", "Ada", harm="injured"))
    exporting.export(address, "csv", out)
    assert (_rows(out)[0]["killed_best"], _rows(out)[0]["injured_best"]) == ("", "10")


def test_claims_and_incidents_as_csv(address: Address, records: tuple[bytes, ...], tmp_path: Path) -> None:
    data = [json.loads(line) for line in records]
    claims = [one for record in data for one in record["casualties"]]
    exporting.export(address, "csv", tmp_path / "claims.csv", rows="claims")
    rows = _rows(tmp_path / "claims.csv")
    assert [row["low"] for row in rows] == ["" if c["count"]["low"] is None else str(c["count"]["low"]) for c in claims]
    exporting.export(address, "csv", tmp_path / "incidents.csv")
    rows = _rows(tmp_path / "incidents.csv")
    tolls = [i["toll"].get("killed", {}).get("best") for record in data for i in record["incidents"]]
    assert [row["killed_best"] for row in rows] == ["" if best is None else str(best) for best in tolls]


def test_parquet(address: Address, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="no pyarrow: pip install 'tollbook[parquet]'")
    for kind in ("claims", "incidents"):
        exporting.export(address, "csv", tmp_path / "rows.csv", rows=kind)  # type: ignore[arg-type]
        exporting.export(address, "parquet", tmp_path / "rows.parquet", rows=kind)  # type: ignore[arg-type]
        found = parquet.read_table(tmp_path / "rows.parquet")
        rows = _rows(tmp_path / "rows.csv")
        assert found.column_names == list(rows[0])
        assert [row["record_id"] for row in rows] == found["record_id"].to_pylist()
        assert json.loads(parquet.read_metadata(tmp_path / "rows.parquet").metadata[b"tollbook"]) == _about(
            tmp_path / "rows.parquet"
        )


def test_geojson(address: Address, records: tuple[bytes, ...], tmp_path: Path) -> None:
    out = tmp_path / "incidents.geojson"
    exporting.export(address, "geojson", out)
    found = json.loads(out.read_text(encoding="utf8"))
    incidents, located = 0, []
    for line in records:
        data = json.loads(line)
        places = {one["id"]: one for one in data["places"]}
        for one in data["incidents"]:
            incidents += 1
            place = places.get(one["place"])
            if place is not None and place["lat"] is not None:
                located.append([place["lon"], place["lat"], place["precision"]])
    assert found["type"] == "FeatureCollection"
    assert [
        [*one["geometry"]["coordinates"], one["properties"]["place_precision"]] for one in found["features"]
    ] == located
    assert len(found["features"]) + len(found["unlocated"]) == incidents
    assert all(one["lat"] is None for one in found["unlocated"])


def test_an_export_is_whole_or_not_at_all(address: Address, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        exporting.export(parse(str(tmp_path / "nothing.db")), "csv", tmp_path / "rows.csv")
    assert not (tmp_path / "nothing.db").exists()
    assert not (tmp_path / "rows.csv").exists()
    with pytest.raises(OutputError, match="is the database itself"):
        exporting.export(address, "csv", Path(str(address.path)))
    with pytest.raises(OutputError, match="no such folder"):
        exporting.export(address, "csv", tmp_path / "no" / "rows.csv")


def test_vague_words_of_the_pipeline_are_known() -> None:
    with table_path("quantity", "vague").open(encoding="utf8", newline="") as handle:
        rows = list(csv.DictReader(line for line in handle if not line.startswith("#")))
    vague = {int(one["low"]) for one in rows if one["op"] == "vague" and one["low"] and one["low"] != one["high"]}
    assert len(vague) > 5
    assert vague <= set(acled_figures())


def test_counting_anew_gives_what_the_records_say(address: Address) -> None:
    # The room `incident` counts from the document, an export from the claims: they must seldom differ.
    same = total = 0
    with database(address, read_only=True).connect() as connection:
        for event in events(connection):
            for harm, toll in event.tolls.items():
                total += 1
                same += replace(event, reviewed=True).figures(harm, POLICIES["as_read"]) == toll
    assert total > 50
    assert same >= 0.95 * total, f"{same} of {total} tolls are the same"
