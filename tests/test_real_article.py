"""A real article, figure by figure. It lies beside the project and is not part of it; without it the tests skip."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import tollbook
from tollbook.read.plain import to_doc
from tollbook.record import build

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def record(shared: Path) -> dict[str, Any]:
    """The record of the article."""
    paths = sorted((shared / "articles").glob("000_*.txt"))
    if not paths:
        pytest.skip("the article beside the project is absent")
    doc = tollbook.load()(to_doc(tollbook.load(), paths[0].read_text(encoding="utf8")))
    found: dict[str, Any] = build.as_data(build.record(doc))
    return found


def by_id(record: dict[str, Any], part: str, ident: str | None) -> dict[str, Any]:
    """The finding of a part of the record by its id."""
    return next(one for one in record[part] if one["id"] == ident)


def claims(record: dict[str, Any], harm: str) -> list[dict[str, Any]]:
    """The claims of one harm."""
    return [c for c in record["casualties"] if c["harm"] == harm]


def figures(record: dict[str, Any]) -> list[tuple[str, str | None, str, int | None, int | None]]:
    """Each claim's harm, victims, operator and bounds."""
    return [
        (c["harm"], c["victims"]["text"], c["count"]["op"], c["count"]["low"], c["count"]["high"])
        for c in record["casualties"]
    ]


def test_published_and_dateline(record: dict[str, Any]) -> None:
    assert record["article"]["published"] == "2017-11-27T08:46"
    assert [p["text"] for p in record["places"] if p["role"] == "dateline"] == ["Moscow"]


def test_every_figure_and_no_other(record: dict[str, Any]) -> None:
    assert figures(record) == [
        ("killed", "civilians", "gte", 53, None),
        ("killed", "kids", "gt", 20, None),
        ("killed", "civilians", "gte", 53, None),
        ("killed", "children", "eq", 21, 21),
        ("injured", "others", "eq", 18, 18),
        ("killed", "people", "gt", 340000, None),
    ]


def test_links(record: dict[str, Any]) -> None:
    headline, kids, lead, children, others, background = record["casualties"]
    assert headline["zone"] == "headline"
    assert lead["same_as"] == headline["id"]
    assert kids["subset_of"] == headline["id"]
    assert children["subset_of"] in (lead["id"], headline["id"])
    assert others["subset_of"] is None
    assert background["scope"] == "conflict"
    assert by_id(record, "dates", background["when"])["start"] == "2011-03"
    assert all(background["id"] not in incident["claims"] for incident in record["incidents"])


def test_circumstances_of_the_dead(record: dict[str, Any]) -> None:
    for claim in claims(record, "killed")[:4]:
        place = by_id(record, "places", claim["place"])
        assert (place["name"], place["country"]) == ("Al-Shafah", "SY")
        assert place["admin1"] is not None
        assert "Deir" in place["admin1"]
        assert by_id(record, "actors", claim["perpetrator"])["country"] == "RU"
        assert by_id(record, "weapons", claim["weapon"])["text"].lower() in ("air strikes", "airstrikes")


def test_weapons(record: dict[str, Any]) -> None:
    found = {w["system"]: w for w in record["weapons"] if w["system"]}
    assert sorted(found) == ["Su-30SM", "Su-35S", "Tu-22M3"]
    bomber = found["Tu-22M3"]
    assert (bomber["class"], bomber["type"], bomber["count"]["low"], bomber["role"]) == (
        "aircraft",
        "bomber",
        6,
        "used",
    )
    assert by_id(record, "actors", bomber["operator"])["country"] == "RU"
    for name in ("Su-30SM", "Su-35S"):
        assert found[name]["role"] == "support"
        assert "Khmeimim" in by_id(record, "places", found[name]["base"])["text"]
    drones = [w for w in record["weapons"] if w["class"] == "uav"]
    assert [(w["text"], w["role"]) for w in drones] == [("unmanned aerial vehicles", "support")]
    strikes = [w for w in record["weapons"] if w["text"].lower() in ("air strikes", "airstrikes")]
    assert {(w["class"], w["role"]) for w in strikes} == {("method", "used")}


def test_places(record: dict[str, Any]) -> None:
    roles = {(p["text"], p["role"]) for p in record["places"]}
    assert {("Al-Shafah", "incident"), ("Moscow", "dateline"), ("Britain", "source_base")} <= roles
    assert any("Khmeimim" in text and role == "base" for text, role in roles)
    spellings = [p for p in record["places"] if p["text"] in ("Deir Ezzor", "Deir ez-Zor")]
    assert {p["text"] for p in spellings} == {"Deir Ezzor", "Deir ez-Zor"}
    assert len({p["name"] for p in spellings}) == 1
    texts = {p["text"] for p in record["places"]}
    assert {"Iraq", "Syria"} <= texts
    assert any("Euphrates" in text for text in texts)
    for text in ("Al-Shafah", "Deir Ezzor", "Moscow", "Britain", "Iraq", "Syria"):
        place = next(p for p in record["places"] if p["text"] == text)
        assert place["country"] is not None
        assert place["lat"] is not None
    raqqa = next(p for p in record["places"] if p["text"].startswith("Raqa"))
    assert raqqa["country"] == "SY"


def test_attributions(record: dict[str, Any]) -> None:
    found = [((a["source"] or "").lower(), a["cue"].lower(), a["relay"], a["stance"]) for a in record["attributions"]]

    def has(source: str, cue: str, relay: str | None = None, stance: str = "say") -> bool:
        return any(
            source in s and cue in c and stance == st and (relay is None or (r is not None and relay in r))
            for s, c, r, st in found
        )

    assert has("syrian observatory", "said")
    assert has("rami abdel rahman", "told", relay="AFP")
    assert has("rahman", "added")
    assert has("russian defence ministry", "confirmed", stance="confirm")
    assert has("ministry", "said")
    assert has("statement", "added")
    assert has("minister", "said")
    assert has("committee", "according to")


def test_one_incident(record: dict[str, Any]) -> None:
    assert len(record["incidents"]) == 1
    incident = record["incidents"][0]
    assert incident["kind"] == "air_strike"
    assert by_id(record, "places", incident["place"])["name"] == "Al-Shafah"
    assert incident["date"]["start"] == "2017-11-27"
    assert [by_id(record, "actors", a)["country"] for a in incident["perpetrators"]] == ["RU"]
    killed, injured = incident["toll"]["killed"], incident["toll"]["injured"]
    assert (killed["low"], killed["best"], killed["high"], killed["children"]) == (53, 53, None, 21)
    assert injured["best"] == 18
