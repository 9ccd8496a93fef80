"""Annotation drafts: compiled into records, refused with every reason, and set side by side."""

from __future__ import annotations

import copy
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook import cli
from tollbook.errors import InputError
from tollbook.evaluate import agreement, annotation, draftrules, gold
from tollbook.evaluate.disagreements import disagreements
from tollbook.evaluate.drafts import compile_draft, compile_drafts
from tollbook.evaluate.draftshape import DateRole, Demographic, Outlet, VictimRole
from tollbook.evaluate.matching import pairs
from tollbook.evaluate.placing import entry_of
from tollbook.evaluate.references import Unresolved, located, spans_of
from tollbook.incident.kinds import UNKNOWN, kinds
from tollbook.record.build import as_data
from tollbook.record.check import encode
from tollbook.values import (
    ActorKind,
    Harm,
    Modality,
    Op,
    PlaceRole,
    PlaceType,
    Responsibility,
    Scope,
    Stance,
    Status,
    WeaponClass,
    WeaponRole,
)

MANUAL = (Path(__file__).parents[1] / "corpus" / "guidelines.md").read_text(encoding="utf8")
HEADLINE = "Shelling kills a dozen in Taiz"
TEXT = f"""{HEADLINE}

Shells that the Houthis fired at a market in Taiz killed at least 12 civilians, two of them children, on Monday, a doctor
said.

The Houthis denied that they had shelled Taiz. A Yemeni colonel was killed in Mocha, the army said.

The war has killed thousands since 2014.
"""


def claim(ident: str, quote: str, number: str | None, low: int, high: int | None, **fields: Any) -> dict[str, Any]:
    """A claim of somebody killed in Taiz, unless the fields say otherwise."""
    return {
        "id": ident, "harm": "killed", "number": number, "op": "eq", "low": low, "high": high, "victims": None,
        "status": "unknown", "demographic": [], "role": [], "nationality": None, "subset_of": None, "same_as": None,
        "scope": "incident", "modality": "asserted", "place": "Taiz", "when": "on Monday", "weapon": "Shells",
        "perpetrator": "the Houthis", "responsibility": "reported_as_fact", "source": None, "quote": quote,
        "furniture": False,
    } | fields  # fmt: skip


def place(text: str, name: str, at: list[float] | None, **fields: Any) -> dict[str, Any]:
    return {
        "text": text, "name": name, "type": "city", "country": "YE", "admin1": None, "at": at, "role": "incident",
    } | fields  # fmt: skip


DRAFT: dict[str, Any] = {
    "id": "yemen-wire-01", "title": HEADLINE, "publisher": "Meridian Wire", "published": "2018-05-02",
    "conflict": "Yemen", "outlet": "wire", "kind": "casualty", "text": TEXT,
    "claims": [
        claim("c1", "kills a dozen", "a dozen", 12, 12, weapon="Shelling", perpetrator=None,
              responsibility="unattributed"),
        claim("c2", "killed at least 12 civilians", "at least 12", 12, None, op="gte", victims="civilians",
              status="civilian", source="doctor", same_as="c1"),
        claim("c3", "two of them children", "two", 2, 2, victims="children", status="civilian", demographic=["child"],
              subset_of="c2", source="a doctor"),
        claim("c4", "A Yemeni colonel was killed", "A", 1, 1, victims="Yemeni colonel", status="security",
              nationality="YE", role=["commander"], place="Mocha", when=None, weapon=None, perpetrator=None,
              responsibility="unattributed", source="the army"),
        claim("c5", "killed thousands", "thousands", 2000, 9999, op="vague", scope="conflict", place=None, when="2014",
              weapon=None, perpetrator=None, responsibility="unattributed"),
    ],
    "weapons": [
        {"text": "Shelling", "class": "method", "system": None, "count": None, "operator": None, "role": "used"},
        {"text": "Shells", "class": "artillery", "system": None, "count": None, "operator": "Houthis", "role": "used"},
    ],
    "places": [
        place("Taiz", "Taiz", [13.58, 44.02]),
        place("Taiz@2", "Taiz", [13.58, 44.02]),
        place("Taiz@3", "Taiz", [13.58, 44.02]),
        place("Mocha", "Mocha", [13.32, 43.25], type="town"),
    ],
    "dates": [
        {"text": "on Monday", "start": "2018-04-30", "end": "2018-04-30", "role": "event"},
        {"text": "2014", "start": "2014", "end": None, "role": "since"},
    ],
    "actors": [{"text": "the Houthis", "name": "Houthis", "kind": "rebels", "country": "YE"}],
    "attributions": [
        {"source": "a doctor", "cue": "said", "content": "Shells that the Houthis fired at a market in Taiz killed at "
         "least 12 civilians, two of them children, on Monday", "relay": None, "stance": "say"},
        {"source": "The Houthis", "cue": "denied", "content": "they had shelled Taiz", "relay": None, "stance": "deny"},
        {"source": "the army", "cue": "said@2", "content": "A Yemeni colonel was killed in Mocha", "relay": None,
         "stance": "say"},
    ],
    "incidents": [
        {"kind": "shelling", "claims": ["c1", "c2", "c3"], "place": "Taiz", "date": "Monday",
         "perpetrators": ["Houthis"], "weapons": ["Shells", "Shelling"],
         "toll": {"killed": {"low": 12, "best": 12, "high": None, "children": 2, "women": None, "men": None}},
         "sources": ["a doctor"], "disputed": False},
        {"kind": "attack", "claims": ["c4"], "place": "Mocha", "date": None, "perpetrators": [], "weapons": [],
         "toll": {"killed": {"low": 1, "best": 1, "high": 1}}, "sources": ["army"], "disputed": False},
    ],
}  # fmt: skip


def draft(change: Callable[[dict[str, Any]], Any] | None = None) -> bytes:
    """The draft, changed."""
    data = copy.deepcopy(DRAFT)
    if change is not None:
        change(data)
    return json.dumps(data).encode()


def compiled(change: Callable[[dict[str, Any]], Any] | None = None) -> dict[str, Any]:
    """The record of the draft, which is right."""
    record, problems = compile_draft("a.json", draft(change))
    assert problems == []
    assert record is not None
    return as_data(record)


def refused(change: Callable[[dict[str, Any]], Any]) -> list[str]:
    """What is wrong with the draft."""
    record, problems = compile_draft("a.json", draft(change))
    assert record is None
    return [str(one) for one in problems]


# What a draft becomes.


def test_a_draft_becomes_a_record_that_is_read_as_gold(tmp_path: Path) -> None:
    record, problems = compile_draft("a.json", draft())
    assert problems == []
    assert record is not None
    (tmp_path / "gold.jsonl").write_bytes(encode(record))
    (case,) = gold.splits(tmp_path / "gold.jsonl")["gold"]
    assert case.id == "yemen-wire-01"
    assert case.view is not None
    assert [(one.harm, one.low, one.place, one.source) for one in case.view.claims] == [
        ("killed", 12, "Taiz", None),
        ("killed", 12, "Taiz", "a doctor"),
        ("killed", 2, "Taiz", "a doctor"),
        ("killed", 1, "Mocha", "the army"),
        ("killed", 2000, None, None),
    ]


def test_words_stand_where_the_draft_says() -> None:
    record = compiled()
    spans = {one["id"]: one for one in record["spans"]}
    assert [TEXT[slice(*one["quote"])] for one in record["casualties"]] == [one["quote"] for one in DRAFT["claims"]]
    assert [spans[one["span"]]["text"] for one in record["places"]] == ["Taiz", "Taiz", "Taiz", "Mocha"]
    assert [TEXT[: spans[one["span"]]["start"]].count("Taiz") for one in record["places"]] == [0, 1, 2, 3]
    assert [one["text"] for one in record["dates"]] == ["Monday", "2014"]
    assert [one["zone"] for one in record["casualties"]] == ["headline", "body", "body", "body", "body"]
    assert {one["label"] for one in record["relations"]} == {
        "COUNT", "VICTIMS", "PLACE", "DATE", "WEAPON", "PERPETRATOR", "SOURCE", "CONTENT",
    }  # fmt: skip


def test_a_claim_means_the_mention_nearest_to_its_quote() -> None:
    record = compiled()
    assert [one["place"] for one in record["casualties"]] == ["p1", "p2", "p2", "p4", None]
    assert [one["attribution"] for one in record["casualties"]] == [None, "t1", "t1", "t3", None]
    assert compiled(lambda d: d["claims"][1].update(place="Taiz@3"))["casualties"][1]["place"] == "p3"


def test_values_come_in_the_words_of_the_record() -> None:
    record = compiled()
    assert record["casualties"][0]["count"] == {"text": "a dozen", "op": "vague", "low": 12, "high": 12}
    assert record["casualties"][3]["victims"]["nationality"] == "Yemeni"
    assert (record["actors"][0]["kind"], record["actors"][0]["refers_to"]) == ("armed_group", "a1")
    assert record["weapons"][1]["operator"] == "a1"
    assert record["attributions"][1]["source_type"] is None
    assert record["incidents"][0]["date"] == {"id": "d1", "start": "2018-04-30", "end": "2018-04-30", "precision": 1}
    assert {one["rule"] for one in record["casualties"]} == {"gold"}
    assert record["article"]["meta"]["layers"] == list(gold.LAYERS)
    assert (record["article"]["meta"]["conflict"], record["article"]["meta"]["outlet"]) == ("Yemen", "wire")


def test_places_get_their_entries() -> None:
    record = compiled()
    assert record["places"][0]["entry"] == record["places"][2]["entry"]
    assert all(one["entry"].startswith("gn:") and one["admin1"] for one in record["places"])
    assert compiled(lambda d: d["places"][3].update(at=None))["places"][3]["entry"] is None
    assert compiled(lambda d: d["places"][3].update(at=[10.0, 10.0]))["places"][3]["entry"] is None


@pytest.mark.parametrize(
    ("name", "kind", "country", "at", "entry"),
    [
        ("Yemen", "country", "YE", None, "YE"),
        ("Yemen", "country", "SY", None, None),
        ("Homs Governorate", "admin1", "SY", None, "SY.11"),
        ("Homs", "city", "SY", (34.73, 36.71), "gn:169577"),
        ("Homs", "city", "IQ", (34.73, 36.71), None),
        ("Sahel", "region", None, (15.0, 0.0), None),
        ("Nowhere-by-Sea", "village", "SY", (34.73, 36.71), None),
    ],
)
def test_an_entry_is_of_that_name_kind_country_and_near(
    name: str, kind: Any, country: str | None, at: tuple[float, float] | None, entry: str | None
) -> None:
    found = entry_of([name], kind, country, at)
    assert (None if found is None else found.id) == entry


def test_optional_fields_may_be_left_out_or_null() -> None:
    def bare(data: dict[str, Any]) -> None:
        for key in ("demographic", "role", "nationality", "subset_of", "same_as", "source", "furniture"):
            del data["claims"][0][key]
        data["claims"][1]["role"] = None
        del data["places"][0]["admin1"]

    assert compiled(bare) == compiled()


def test_furniture_is_a_zone() -> None:
    found = compiled(lambda d: d["claims"][4].update(furniture=True))
    assert found["casualties"][4]["zone"] == "furniture"


def test_a_tempting_article_has_no_claims() -> None:
    empty = {name: [] for name in ("claims", "weapons", "places", "dates", "actors", "attributions", "incidents")}
    assert compiled(lambda d: d.update(empty | {"kind": "tempting"}))["casualties"] == []


# What is refused.


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            lambda d: d["claims"][1].update(quote="killed at least 13"),
            "claims[1].quote: 'killed at least 13' is not in",
        ),
        (lambda d: d["claims"][1].update(quote="Killed at least 12"), "not in the text, only 'killed at least 12'"),
        (lambda d: d["claims"][1].update(victims="children"), "claims[1].victims: 'children' is not in the quote"),
        (
            lambda d: d["places"][3].update(text="Moch"),
            "places[3].text: 'Moch' stands only inside longer words: 'Mocha'",
        ),
        (
            lambda d: d["places"][1].update(text="Taiz"),
            "places[1].text: 'Taiz' stands at the same characters as places[0]",
        ),
        (lambda d: d["places"][1].update(text="in Taiz"), "places[1].text: 'in Taiz' overlaps places[0], 'Taiz'"),
        (lambda d: d["places"][2].update(text="Taiz@4"), "places[2].text: 'Taiz@4': the text holds 'Taiz' 3 times"),
        (lambda d: d["weapons"][1].update(text="shell"), "weapons[1].text: 'shell' stands only inside longer words"),
        (
            lambda d: d["attributions"][2].update(cue="said"),
            "attributions[2].cue: 'said' stands at the same characters",
        ),
        (lambda d: d["attributions"][0].update(content="no"), "attributions[0].content: 'no' is not in the text"),
        (lambda d: d["claims"].append(d["claims"][4] | {"id": "c6"}), "claims[5].quote: the same claim at the same"),
        (lambda d: d["claims"][0].update(place="Aden"), "claims[0].place: 'Aden' is not in the text"),
        (
            lambda d: d["claims"][0].update(place="market"),
            "claims[0].place: 'market' is the name of nothing listed in pl",
        ),
        (
            lambda d: d["claims"][0].update(source="colonel"),
            "claims[0].source: 'colonel' is the name of nothing listed in",
        ),
        (
            lambda d: d["weapons"][1].update(operator="army"),
            "weapons[1].operator: 'army' is the name of nothing listed in",
        ),
        (
            lambda d: d["incidents"][0].update(weapons=["Taiz"]),
            "incidents[0].weapons[0]: 'Taiz' is the name of nothing",
        ),
        (lambda d: d["incidents"][0].update(sources=["colonel"]), "incidents[0].sources[0]: 'colonel' is the name of"),
        (
            lambda d: d["claims"][0].update(harm="hurt"),
            "claims[0].harm: unknown label 'hurt'; it is one of killed, injured",
        ),
        (
            lambda d: d["claims"][0].update(demographic=["kid"]),
            "claims[0].demographic: unknown label 'kid'; it is one of",
        ),
        (lambda d: d["weapons"][0].update({"class": "gun"}), "weapons[0].class: unknown label 'gun'"),
        (lambda d: d["actors"][0].update(kind="bandit"), "actors[0].kind: unknown label 'bandit'"),
        (lambda d: d["places"][0].update(country="UK"), "places[0].country: unknown label 'UK'; it is an ISO 3166-1"),
        (lambda d: d["places"][0].update(at=[95, 0]), "places[0].at: [95.0, 0.0] is no latitude and longitude"),
        (
            lambda d: d["incidents"][0].update(kind="fire"),
            "incidents[0].kind: unknown label 'fire'; it is one of chemical",
        ),
        (lambda d: d["incidents"][0]["toll"].update(hurt={}), "incidents[0].toll.hurt: unknown label"),
        (lambda d: d["incidents"][0]["toll"]["killed"].update(best=9), "incidents[0].toll.killed: low 12, best 9"),
        (lambda d: d.update(outlet="blog"), "outlet: unknown label 'blog'; it is one of wire, local"),
        (lambda d: d["claims"][2].update(id="c2"), "claims[2].id: 'c2' stands twice"),
        (lambda d: d["claims"][2].update(id="2"), "claims[2].id: '2' does not start with c"),
        (lambda d: d["claims"][2].update(subset_of="c9"), "claims[2].subset_of: 'c9' is the id of no claim"),
        (lambda d: d["claims"][2].update(subset_of="c3"), "claims[2].subset_of: is a link to itself"),
        (lambda d: d["claims"][0].update(same_as="c2"), "claims[0].same_as: the links lead back to this claim"),
        (
            lambda d: d["claims"][0].update(harm="injured"),
            "claims[1].same_as: a claim of killed, but c1 is one of injured",
        ),
        (lambda d: d["incidents"][1].update(claims=["c9"]), "incidents[1].claims[0]: 'c9' is the id of no claim"),
        (lambda d: d["incidents"][1].update(claims=["c1"]), "incidents[1].claims[0]: 'c1' is in incidents[0] already"),
        (lambda d: d["incidents"][1].update(claims=["c5"]), "incidents[1].claims[0]: 'c5' is of scope conflict"),
        (lambda d: d["incidents"][1].update(claims=[]), "incidents[1].claims: an incident without claims"),
        (
            lambda d: d["claims"][1].update(op="eq"),
            "claims[1].op: eq with low 12 and high null, where the manual has N, N",
        ),
        (lambda d: d["claims"][1].update(low=21), "claims[1].op: 'at least 12' says 12, low and high are 21 and null"),
        (
            lambda d: d["claims"][4].update(low=1000),
            "claims[4].op: 'thousands' is read as 2000, 9999, not as 1000, 9999",
        ),
        (lambda d: d["claims"][0].update(harm="unharmed"), "claims[0].op: unharmed is an explicit zero"),
        (
            lambda d: d["claims"][0].update(responsibility="accused"),
            "claims[0].responsibility: accused, but there is no",
        ),
        (lambda d: d["dates"][0].update(start="April"), "dates[0].start: 'April' is no date of the form"),
        (lambda d: d["dates"][0].update(end="2018-04-29"), "dates[0].start: 2018-04-30 is after the end, 2018-04-29"),
        (lambda d: d.update(published="2 May"), "published: '2 May' is no date of the form"),
        (lambda d: d.update(title="Shelling"), "title: 'Shelling' is not the first line of the text"),
        (lambda d: d.update(kind="tempting"), "kind: tempting, but there are claims"),
        (lambda d: d["claims"][0].pop("quote"), "claims[0].quote: is missing"),
        (lambda d: d["claims"][0].update(palce="Taiz"), "claims[0].palce: no field of this part; it has id, harm"),
        (lambda d: d["claims"][0].update(low="12"), 'claims[0].low: "12": expected `int | null`, got `str`'),
        (lambda d: d["claims"].append("c6"), 'claims[5]: "c6" is no object'),
        (lambda d: d.pop("dates"), "dates: is missing"),
        (lambda d: d.update(text=3), "text: 3: expected `str`, got `int`"),
    ],
)
def test_a_broken_draft_is_refused_with_file_field_and_reason(
    change: Callable[[dict[str, Any]], Any], reason: str
) -> None:
    found = refused(change)
    assert any(one.startswith("a.json: ") and reason in one for one in found), found


def test_a_string_that_holds_two_mentions_is_ambiguous() -> None:
    def two(data: dict[str, Any]) -> None:
        data["text"] = TEXT + "\nCalm reigned in Taiz and Mocha."
        data["places"] += [place("Taiz@4", "Taiz", [13.58, 44.02]), place("Mocha@2", "Mocha", [13.32, 43.25])]
        data["claims"][4]["place"] = "Taiz and Mocha"

    assert refused(two) == [
        "a.json: claims[4].place: 'Taiz and Mocha' is ambiguous: it is a part of, or holds, 'Taiz' and 'Mocha' of places"
    ]


def test_a_part_of_several_mentions_is_ambiguous_where_they_differ() -> None:
    def parted(data: dict[str, Any], day: str) -> None:
        data["text"] = TEXT.replace("on Monday,", "on Monday morning,") + "\nOn Monday evening it was calm."
        data["dates"][0] = {"text": "Monday morning", "start": "2018-04-30", "end": "2018-04-30", "role": "event"}
        data["dates"] += [{"text": "Monday evening", "start": day, "end": day, "role": "background"}]
        data["attributions"][0]["content"] = "a market in Taiz"
        for one in data["claims"][:3]:
            one["when"] = "Monday"

    assert compiled(lambda d: parted(d, "2018-04-30"))["casualties"][0]["when"] == "d1"
    assert (
        "claims[0].when: 'Monday' is ambiguous: it is a part of, or holds, 'Monday morning' and 'Monday evening'"
        in (refused(lambda d: parted(d, "2018-05-07"))[0])
    )


def test_a_number_that_leads_into_another_name_is_ambiguous() -> None:
    def miscounted(data: dict[str, Any]) -> None:
        data["text"] = TEXT + "\nNorthern Taiz was calm."
        data["places"] += [place("Northern Taiz", "Northern Taiz", [13.7, 44.0], type="region")]
        data["claims"][0]["place"] = "Taiz@4"

    assert refused(miscounted) == [
        "a.json: claims[0].place: 'Taiz@4' is ambiguous: it is a part of, or holds, 'Northern Taiz' and 'Taiz' of places"
    ]


def test_everything_wrong_is_told_at_once_and_nothing_twice() -> None:
    def worse(data: dict[str, Any]) -> None:
        data["claims"][0]["harm"] = "hurt"
        data["claims"][1]["quote"] = "nothing of the sort"
        data["places"][3]["type"] = "hamlet"
        data["dates"][0]["start"] = "April"

    # Neither the links to the broken claims nor those to the broken place are named.
    assert [one.split(": ")[1] for one in refused(worse)] == [
        "claims[0].harm", "places[3].type", "dates[0].start", "claims[1].quote",
    ]  # fmt: skip


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b"[]", b'{"id": "a", "id": "b"}'])
def test_what_is_no_draft_is_refused(raw: bytes) -> None:
    record, problems = compile_draft("a.json", raw)
    assert record is None
    assert all(one.file == "a.json" for one in problems)
    assert problems


def test_counting_by_whole_words_is_told_from_counting_by_matches() -> None:
    text = "Iraq's army met Iraqis in Iraq"
    assert [located(text, one) for one in ("Iraq", "Iraq@1", "Iraq@3")] == [(0, 4), (0, 4), (26, 30)]
    with pytest.raises(Unresolved, match=r"'Iraq@2' is a part of 'Iraqis'; as whole words it is number 1, 3"):
        located(text, "Iraq@2")
    assert spans_of(text, "Iraq") == [(0, 4), (26, 30)]


# The manual.


def test_the_draft_of_the_manual_is_right() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", MANUAL, re.DOTALL)
    record, problems = compile_draft("guidelines.md", block.encode())
    assert problems == []
    assert record is not None
    assert [one.count.low for one in record.casualties] == [9, 9, 2]


@pytest.mark.parametrize(
    "labels",
    [
        Harm, Op, Status, Scope, Modality, Responsibility, Demographic, VictimRole, WeaponClass, WeaponRole, PlaceType,
        PlaceRole, DateRole, ActorKind, Stance, Outlet,
    ],
)  # fmt: skip
def test_the_manual_explains_every_label(labels: Any) -> None:
    assert [one for one in get_args(labels) if f"`{one}`" not in MANUAL] == []


def test_the_manual_explains_every_kind_of_incident() -> None:
    assert [one for one in (*(row.id for row in kinds()), UNKNOWN) if f"| `{one}` |" not in MANUAL] == []


def test_the_manual_reads_vague_words_as_the_compiler_does() -> None:
    table = MANUAL.partition("<!-- vague:start -->")[2].partition("<!-- vague:end -->")[0]
    read: dict[str, tuple[int, int | None]] = {}
    for line in table.strip().splitlines()[2:]:
        words, low, high, _ = (cell.strip() for cell in line.strip("|").split("|"))
        read |= {word: (int(low), None if high == "null" else int(high)) for word in words.split(", ")}
    assert read == draftrules.VAGUE


# Files and folders.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two drafts."""
    where = tmp_path / "drafts"
    (where / "b").mkdir(parents=True)
    (where / "b" / "first.json").write_bytes(draft(lambda d: d.update(id="a-wire-01")))
    (where / "a.json").write_bytes(draft())
    return where


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit status of a command."""
    monkeypatch.setattr(sys, "argv", ["tollbook", *arguments])
    with pytest.raises(SystemExit) as end:
        cli.main()
    return int(end.value.code or 0)


def test_a_folder_becomes_one_file_sorted_and_always_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outs = [folder / "one.jsonl", folder / "two.jsonl"]
    for out in outs:
        assert run(monkeypatch, "gold", str(folder), "-o", str(out)) == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert [case.id for case in gold.splits(outs[0])["one"]] == ["a-wire-01", "yemen-wire-01"]


def test_records_go_to_standard_output(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert annotation.compile_to([folder], None) == []
    assert [json.loads(one)["article"]["id"] for one in capfdbinary.readouterr().out.splitlines()] == [
        "a-wire-01", "yemen-wire-01",
    ]  # fmt: skip


def test_problems_end_with_status_two_and_no_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "c.json").write_bytes(draft(lambda d: d["claims"][0].update(harm="hurt", quote="nowhere", id="c9")))
    assert run(monkeypatch, "gold", str(folder), "-o", str(folder / "out.jsonl")) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith(f"tollbook: {folder / 'c.json'}: claims[0].harm: unknown label 'hurt'")
    assert said[-1] == f"tollbook: problems: {len(said) - 1}, in drafts: 1"
    assert not (folder / "out.jsonl").exists()


def test_an_article_stands_once(folder: Path) -> None:
    (folder / "c.json").write_bytes(draft())
    _, problems = compile_drafts([folder])
    assert [one.reason for one in problems] == [f"'yemen-wire-01' is the article of {folder / 'a.json'} already"]


def test_nothing_to_compile_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no drafts"):
        compile_drafts([tmp_path])
    with pytest.raises(InputError, match="no such file"):
        compile_drafts([tmp_path / "a.json"])


# Agreement.


def case(change: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    return gold.gold_case(compiled(change))


def values(first: Any, second: Any) -> dict[str, str]:
    return {row[0]: row[1] for row in agreement.agreement([(first, second)])[1:]}


def test_a_record_agrees_with_itself() -> None:
    found = values(case(), case())
    assert set(found.values()) == {"100.0"}
    assert len(found) == len(agreement.FIGURES)
    assert list(disagreements(case(), case())) == []


def other(data: dict[str, Any]) -> None:
    """Another annotator's reading."""
    del data["claims"][4], data["weapons"][0], data["places"][2]
    data["claims"][0] |= {"weapon": None, "status": "civilian"}
    data["claims"][3] |= {"low": 2, "high": None, "op": "plural", "number": None}
    data["claims"][2]["subset_of"] = None
    data["places"][2]["type"] = "village"
    data["dates"][0]["end"] = "2018-05-01"
    data["attributions"][0]["stance"] = "confirm"
    data["incidents"][0]["weapons"] = []
    data["incidents"][0]["claims"] = ["c1", "c2"]
    data["incidents"][0]["toll"]["killed"]["best"] = 13


def test_a_changed_record_agrees_less_in_what_was_changed() -> None:
    found = values(case(), case(other))
    less = {name for name, value in found.items() if value != "100.0"}
    assert less == {
        "claims F1", "status on matched claims", "weapon on matched claims", "subset_of F1", "weapons F1",
        "weapons with their class F1", "places F1", "places with their entry F1", "type of matched places",
        "dates with start and end F1", "stance of matched attributions", "incidents, B-cubed F1 of claims",
        "main toll F1, harm and best",
    }  # fmt: skip
    assert found["claims F1"] == "66.7"
    assert found == values(case(other), case())


def test_each_disagreement_is_listed() -> None:
    listed = {(one.quote, one.field): (one.first, one.second) for one in disagreements(case(), case(other))}
    assert listed["killed thousands", "claim"] == ("killed 2000..9999", "-")
    assert listed["A Yemeni colonel was killed", "killed.low"] == ("1", "2")
    assert listed["kills a dozen", "killed.status"] == ("unknown", "civilian")
    assert listed["kills a dozen", "killed.weapon"] == ("Shelling", "null")
    assert listed["two of them children", "killed.subset_of"] == ("killed at least 12 civilians", "-")
    assert listed["Shelling", "weapons"] == ("Shelling at 0", "-")
    assert listed["Mocha", "places.type"] == ("town", "village")
    assert listed["Monday", "dates.end"] == ("2018-04-30", "2018-05-01")
    assert listed["said", "attributions.stance"] == ("say", "confirm")
    assert listed["incident of c1, c2, c3", "incidents.claims"] == ("c1, c2, c3", "c1, c2")
    assert listed["incident of c1, c2, c3", "incidents.toll.killed"] == ("12 12 null", "12 13 null")


def test_agreement_of_gold_and_drafts(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / "a.json").write_bytes(draft(other))
    assert run(monkeypatch, "gold", str(folder), "-o", str(tmp_path / "gold.jsonl")) == 0
    assert run(monkeypatch, "agreement", str(tmp_path / "gold.jsonl"), str(tmp_path / "second"), "--list") == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].split() == ["figure", "agreement", "95", "%", "interval", "agree", "first", "second"]
    assert shown[1].split()[:3] == ["claims", "F1", "66.7"]
    assert "1 articles in both; in the first alone 1, in the second alone 0" in shown
    assert "yemen-wire-01\tMocha\tplaces.type\ttown\tvillage" in shown


def test_annotations_of_other_articles_or_texts_are_not_compared(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    path = tmp_path / "other" / "a.json"
    path.write_bytes(draft(lambda d: d.update(id="c-wire-01")))
    with pytest.raises(InputError, match="no article of"):
        annotation.compare(folder, path)
    path.write_bytes(draft(lambda d: d.update(text=TEXT + "\nMore.")))
    with pytest.raises(InputError, match="'yemen-wire-01' has another text"):
        annotation.compare(folder, path)
    path.write_bytes(draft(lambda d: d["claims"][0].update(harm="hurt")))
    assert [one.field for one in annotation.compare(folder, path)] == ["claims[0].harm"]


@given(st.lists(st.integers(0, 3), max_size=6), st.lists(st.integers(0, 3), max_size=6))
def test_matching_is_the_same_from_both_sides(ones: list[int], others: list[int]) -> None:
    there = pairs(ones, others, lambda a, b: a * b)
    back = pairs(others, ones, lambda a, b: a * b)
    assert sorted((k, i) for i, k in back) == there
