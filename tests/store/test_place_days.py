"""ACLED's rows: one a place and day, where the article itself tells them apart; nobody twice, no total divided."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import store_records
from conftest_store import loaded

from tollbook.store import exporting
from tollbook.store.urls import Address

PLACES = {
    "Dorna": {"type": "town", "precision": 1, "lat": 33.0, "lon": 36.0, "entry": "dorna", "admin1": "North"},
    "Tarsin": {"type": "village", "precision": 1, "lat": 33.1, "lon": 36.1, "entry": "tarsin", "admin1": "North"},
    "Kerat": {"type": "city", "precision": 1, "lat": 35.0, "lon": 38.0, "entry": "kerat", "admin1": "East"},
    "North": {"type": "admin1", "precision": 4, "lat": 33.5, "lon": 36.5, "entry": "north", "admin1": "North"},
    "Clinic": {"type": "facility", "precision": 2, "lat": 33.0, "lon": 36.01, "entry": None, "admin1": "North"},
    "Elsewhere": {"type": "town", "precision": 1, "lat": 34.0, "lon": 41.0, "entry": "else", "country": "IQ"},
}  # fmt: skip
MONDAY, TUESDAY = "2018-05-07", "2018-05-08"

Claim = tuple[Any, ...]


def _record(name: str, *claims: Claim) -> bytes:
    """A record of one incident. Of each claim: harm, figure, place, day, and what else it says; ``beside`` puts it into the
    sentence of the claim before.
    """
    words = [f"claim{n}" for n in range(1, len(claims) + 1)]
    besides = [bool(len(claim) > 4 and claim[4].pop("beside", False)) for claim in claims]
    text = words[0] + "".join(
        f", {word}" if beside else f". X. {word}" for word, beside in zip(words[1:], besides[1:], strict=True)
    )
    text += "".join(f". {name}" for name in [*PLACES, MONDAY, TUESDAY])
    data = store_records.handmade(text, id=name)
    spans = []

    def span(word: str) -> str:
        at = text.index(word)
        found = {"id": f"s{len(spans) + 1}", "start": at, "end": at + len(word), "label": "CLAIM", "text": word}
        spans.append(found)
        return str(found["id"])

    whole = dict.fromkeys(("geonameid", "entry", "lat", "lon", "admin1", "precision")) | {"country": "SY", "within": []}
    for n, (place, more) in enumerate(PLACES.items(), 1):
        own = {"id": f"p{n}", "span": span(place), "text": place, "name": place, "role": "incident", "rule": "r"}
        data["places"].append(whole | own | more)
    for n, day in enumerate((MONDAY, TUESDAY), 1):
        data["dates"].append({"id": f"d{n}", "span": span(day), "text": day, "start": day, "end": day, "precision": 1,
                              "relative": False, "role": "event", "rule": "r"})  # fmt: skip
    places = {one["name"]: one["id"] for one in data["places"]}
    days = {one["text"]: one["id"] for one in data["dates"]}
    first = data["casualties"][0]
    victims = first["victims"] | {"demographic": []}
    data["casualties"] = []
    for n, (harm, figure, place, day, *more) in enumerate(claims, 1):
        own = {"id": f"c{n}", "span": span(f"claim{n}"), "harm": harm, "victims": victims}
        at = text.index(f"claim{n}")
        own |= {
            "count": {"text": None, "op": "eq", "low": figure, "high": figure},
            "quote": [at, at + len(f"claim{n}")],
        }
        own |= {"place": places.get(place), "when": days.get(day), **(more[0] if more else {})}
        data["casualties"].append(first | own)
    named = next((claim[2] for claim in claims if claim[2]), None)
    date = {"id": "d1", "start": MONDAY, "end": MONDAY, "precision": 1}
    data["incidents"][0] |= {"claims": [f"c{n}" for n in range(1, len(claims) + 1)], "place": places.get(named)}
    data["incidents"][0] |= {"date": date, "toll": {}}
    data["spans"] = spans
    return json.dumps(data).encode()


SAME: dict[str, Any] = {"beside": True}


def _part(of: str, **more: Any) -> dict[str, Any]:
    return {"subset_of": of, **more}


CASES: dict[str, tuple[list[Claim], list[tuple[str, ...]]]] = {
    # place, day, fatalities, geo_precision, time_precision of each row
    "two towns of one sentence": (
        [("killed", 12, "Dorna", MONDAY), ("killed", 4, "Tarsin", MONDAY, dict(SAME))],
        [("Dorna", MONDAY, "12", "1", "1"), ("Tarsin", MONDAY, "4", "1", "1")],
    ),
    "two days of one town": (
        [("killed", 3, "Dorna", MONDAY), ("killed", 5, "Dorna", TUESDAY, dict(SAME))],
        [("Dorna", MONDAY, "3", "1", "1"), ("Dorna", TUESDAY, "5", "1", "1")],
    ),
    "a total and its parts": (
        [("killed", 16, "North", MONDAY),
         ("killed", 12, "Dorna", MONDAY, _part("c1")), ("killed", 4, "Tarsin", MONDAY, _part("c1"))],
        [("Dorna", MONDAY, "12", "1", "1"), ("Tarsin", MONDAY, "4", "1", "1")],
    ),
    "a total that is said to be of its first place": (
        [("killed", 16, "Dorna", MONDAY),
         ("killed", 12, "Dorna", MONDAY, _part("c1")), ("killed", 4, "Kerat", MONDAY, _part("c1"))],
        [("Dorna", MONDAY, "12", "1", "1"), ("Kerat", MONDAY, "4", "1", "1")],
    ),
    "a total that nothing ties to its parts": (
        [("killed", 16, "Dorna", MONDAY, {"zone": "headline"}),
         ("killed", 12, "Dorna", MONDAY), ("killed", 4, "Kerat", MONDAY, dict(SAME))],
        [("Dorna", MONDAY, "12", "1", "1"), ("Kerat", MONDAY, "4", "1", "1")],
    ),
    "a total that is told again": (
        [("killed", 16, "North", MONDAY), ("killed", 16, "Dorna", MONDAY, {"same_as": "c1"}),
         ("killed", 12, "Dorna", MONDAY, _part("c2")), ("killed", 4, "Tarsin", MONDAY, _part("c2"))],
        [("Dorna", MONDAY, "12", "1", "1"), ("Tarsin", MONDAY, "4", "1", "1")],
    ),
    "parts that are not all": (
        [("killed", 20, "North", MONDAY),
         ("killed", 12, "Dorna", MONDAY, _part("c1")), ("killed", 4, "Tarsin", MONDAY, _part("c1"))],
        [("North", MONDAY, "20", "3", "1")],
    ),
    "rival counts of two towns near one another": (
        [("killed", 12, "Dorna", MONDAY), ("killed", 11, "Tarsin", MONDAY)],
        [("Dorna", MONDAY, "11", "2", "1")],
    ),
    "rival counts of two towns far apart": (
        [("killed", 12, "Dorna", MONDAY), ("killed", 11, "Kerat", MONDAY)],
        [("Dorna", MONDAY, "11", "3", "1")],
    ),
    "a total of two countries": (
        [("killed", 12, "Dorna", MONDAY), ("killed", 11, "Elsewhere", MONDAY)],
        [("Dorna", MONDAY, "11", "", "1")],
    ),
    "rival counts of two days": (
        [("killed", 12, "Dorna", MONDAY), ("killed", 11, "Dorna", TUESDAY)],
        [("Dorna", MONDAY, "11", "1", "2")],
    ),
    "one place, told twice": (
        [("killed", 12, "Dorna", MONDAY), ("killed", 12, "Dorna", TUESDAY, {"same_as": "c1"})],
        [("Dorna", MONDAY, "12", "1", "1")],
    ),
    "a town and its province": (
        [("killed", 12, "North", MONDAY), ("killed", 12, "Dorna", MONDAY, {"zone": "headline"})],
        [("North", MONDAY, "12", "3", "1")],
    ),
    "a town and a clinic in it": (
        [("killed", 12, "Dorna", MONDAY), ("killed", 4, "Clinic", MONDAY, dict(SAME))],
        [("Dorna", MONDAY, "16", "1", "1")],
    ),
    "wounded elsewhere": (
        [("killed", 12, "Dorna", MONDAY), ("injured", 5, "Kerat", MONDAY, dict(SAME))],
        [("Dorna", MONDAY, "12", "1", "1"), ("Kerat", MONDAY, "0", "1", "1")],
    ),
    "arrests elsewhere": (
        [("killed", 12, "Dorna", MONDAY), ("detained", 5, "Kerat", MONDAY, dict(SAME))],
        [("Dorna", MONDAY, "12", "1", "1")],
    ),
    "some of no place": (
        [("killed", 12, "Dorna", MONDAY), ("killed", 4, "Kerat", MONDAY, dict(SAME)), ("killed", 2, None, None, dict(SAME))],
        [("Dorna", MONDAY, "18", "3", "1")],
    ),
}  # fmt: skip


def _acled(address: Address, out: Path, policy: str | None = None) -> list[dict[str, str]]:
    exporting.export(address, "acled", out, policy=policy)
    with out.open(encoding="utf8", newline="") as handle:
        return list(csv.DictReader(handle))


def _shown(rows: Iterable[dict[str, str]]) -> list[tuple[str, ...]]:
    names = ("location", "event_date", "fatalities", "geo_precision", "time_precision")
    return [tuple(row[name] for name in names) for row in rows]


def test_cases(fresh: Callable[[], Address], tmp_path: Path) -> None:
    # One load for all, in each engine: the cases are articles of one database.
    address = fresh()
    cases = json.loads(json.dumps(CASES))
    loaded(address, [_record(name, *map(tuple, claims)) for name, (claims, _) in cases.items()])
    rows = _acled(address, tmp_path / "acled.csv")
    of_article: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        of_article.setdefault(row["event_id_cnty"].split(".i1")[0], []).append(row)
    found = dict(zip(CASES, map(_shown, of_article.values()), strict=True))
    assert found == {name: wanted for name, (_, wanted) in CASES.items()}
    assert len({row["event_id_cnty"] for row in rows}) == len(rows)
    said = json.loads(exporting.about_path(tmp_path / "acled.csv").read_text(encoding="utf8"))
    assert said["unit"].startswith("One row is one place and day")


def test_who_is_told_of_the_whole_alone_is_noted_as_such(fresh_of: Callable[[str], Address], tmp_path: Path) -> None:
    address = fresh_of("sqlite")
    claims = [
        ("killed", 12, "Dorna", MONDAY),
        ("killed", 4, "Kerat", MONDAY, {"beside": True}),
        ("injured", 30, "Dorna", MONDAY),
        ("injured", 9, "Kerat", MONDAY),
    ]
    loaded(address, [_record("notes", *claims)])
    notes = [row["notes"] for row in _acled(address, tmp_path / "acled.csv")]
    assert [note.rsplit(" | ", 1)[1] for note in notes] == ["[injured in all of its places and days: 30]"] * 2
    assert "claim1" in notes[0]
    assert "claim1" not in notes[1]


@pytest.mark.parametrize("policy", ["as_read", "acled", "highest"])
def test_rows_have_the_fatalities_of_their_incidents(
    fresh_of: Callable[[str], Address], records: tuple[bytes, ...], tmp_path: Path, policy: str
) -> None:
    address = fresh_of("sqlite")
    cases = json.loads(json.dumps(CASES))
    loaded(address, [*records, *(_record(name, *map(tuple, claims)) for name, (claims, _) in cases.items())])
    between: dict[str, int] = {}
    for row in _acled(address, tmp_path / "acled.csv", policy):
        incident = (
            ".".join(row["event_id_cnty"].split(".i")[0:1]) + ".i" + row["event_id_cnty"].split(".i")[1].split(".")[0]
        )
        between[incident] = between.get(incident, 0) + int(row["fatalities"] or 0)
    exporting.export(address, "csv", tmp_path / "incidents.csv", policy=policy)
    with (tmp_path / "incidents.csv").open(encoding="utf8", newline="") as handle:
        wanted = {
            f"{row['record_id']}.{row['incident_id']}": int(row["killed_best"] or row["killed_low"] or 0)
            for row in csv.DictReader(handle)
        }
    assert between == {name: wanted[name] for name in between}
    assert set(between) == set(wanted)
