"""The room `evaluate`: figures that are right and figures that are wrong, on small records made by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tollbook
from tollbook.errors import InputError, RecordError
from tollbook.evaluate import cli, collections, compare, events, exchange, floors, gold, layers, predict, table
from tollbook.evaluate.collections import Case
from tollbook.evaluate.figures import FIGURES
from tollbook.evaluate.goldfigures import GOLD_FIGURES
from tollbook.evaluate.measures import Counts, score
from tollbook.evaluate.view import (
    AttributionView,
    ClaimView,
    IncidentView,
    MentionView,
    View,
    view_of,
)
from tollbook.record import check

TEXT = "Two men were killed and five hurt by shelling in Brava on Monday, the mayor said. Brava lies in Arcadia."


def span_of(words: str, text: str = TEXT) -> tuple[int, int]:
    """Where some words stand first."""
    start = text.index(words)
    return start, start + len(words)


class Maker:
    """Makes a record, in the record's own format, of a few words."""

    def __init__(self, text: str = TEXT, name: str = "a1") -> None:
        self.text = text
        self.spans: list[dict[str, Any]] = []
        self.data: dict[str, Any] = {
            "schema": "tollbook.record/1", "id": "0" * 16, "text": text, "spans": self.spans, "relations": [],
            "article": dict.fromkeys(("title", "publisher", "published", "url", "language", "byline"))
            | {"id": name, "sha256": "0", "meta": {}},
            "casualties": [], "weapons": [], "places": [], "dates": [], "actors": [], "attributions": [],
            "incidents": [], "pipeline": {"version": "0", "model": "m", "lexicons": "l", "policy": "as_read"},
            "warnings": [],
        }  # fmt: skip

    def span(self, words: str, label: str) -> str:
        start, end = span_of(words, self.text)
        self.spans.append({"id": f"s{len(self.spans)}", "start": start, "end": end, "label": label, "text": words})
        return str(self.spans[-1]["id"])

    def claim(self, quote: str, harm: str, low: int | None, high: int | None, **fields: Any) -> Maker:
        names = ("subset_of", "same_as", "superseded_by", "place", "when", "weapon", "perpetrator", "attribution")
        victims = {"text": None, "status": "unknown", "demographic": [], "role": [], "nationality": None}
        self.data["casualties"].append(
            dict.fromkeys(names)
            | {
                "id": f"c{len(self.data['casualties']) + 1}", "span": self.span(quote, "CLAIM"), "harm": harm,
                "count": {"text": None, "op": "eq", "low": low, "high": high},
                "victims": victims | fields.pop("victims", {}), "scope": "incident", "modality": "asserted",
                "responsibility": "unattributed", "zone": "body", "furniture": False,
                "quote": list(span_of(quote, self.text)), "rule": "verb.kill:passive", "confidence": 1.0,
            }
            | fields
        )  # fmt: skip
        return self

    def place(self, words: str, **fields: Any) -> Maker:
        empty = dict.fromkeys(("geonameid", "entry", "lat", "lon", "country", "admin1", "precision"))
        self.data["places"].append(
            empty
            | {
                "id": f"p{len(self.data['places']) + 1}", "span": self.span(words, "PLACE"), "text": words,
                "name": words, "type": "town", "role": "incident", "within": [], "rule": "place.name",
            }
            | fields
        )  # fmt: skip
        return self

    def weapon(self, words: str, kind: str, role: str = "used") -> Maker:
        empty = dict.fromkeys(("type", "system", "catalogue", "count", "operator", "base"))
        self.data["weapons"].append(
            empty
            | {
                "id": f"w{len(self.data['weapons']) + 1}", "span": self.span(words, "WEAPON"), "text": words,
                "class": kind, "role": role, "rule": "weapon.word",
            }
        )  # fmt: skip
        return self

    def date(self, words: str, start: str, end: str) -> Maker:
        self.data["dates"].append(
            {
                "id": f"d{len(self.data['dates']) + 1}", "span": self.span(words, "DATE"), "text": words,
                "start": start, "end": end, "precision": 1, "relative": True, "role": "event", "rule": "when.weekday",
            }
        )  # fmt: skip
        return self

    def attribution(self, source: str, cue: str, content: str, stance: str = "say") -> Maker:
        self.data["attributions"].append(
            {
                "id": f"t{len(self.data['attributions']) + 1}", "span": self.span(cue, "CUE"), "source": source,
                "source_span": span_of(source, self.text), "source_type": "official", "actor": None, "cue": cue,
                "cue_span": span_of(cue, self.text), "content": content, "content_span": span_of(content, self.text),
                "relay": None, "stance": stance, "rule": "verb.say",
            }
        )  # fmt: skip
        return self

    def incident(self, claims: Sequence[str], **best: int | None) -> Maker:
        toll = {"by_status": {}, "children": None, "women": None, "men": None}
        self.data["incidents"].append(
            {
                "id": f"i{len(self.data['incidents']) + 1}", "kind": "shelling", "date": None,
                "place": "p1" if self.data["places"] else None, "perpetrators": [], "weapons": [],
                "claims": list(claims), "sources": [], "disputed": False, "rule": "incident.cluster",
                "toll": {harm: toll | {"low": n, "best": n, "high": n} for harm, n in best.items()},
            }
        )  # fmt: skip
        return self

    def line(self) -> bytes:
        """The record as a line, checked as every record is."""
        line = json.dumps(self.data).encode()
        check.decode(line)
        return line


def whole(name: str = "a1") -> Maker:
    """A record with something in every layer."""
    return (
        Maker(name=name)
        .place("Brava", lat=10.0, lon=20.0, country="XX", entry="gn:1", admin1="Arcadia")
        .weapon("shelling", "method")
        .date("Monday", "2019-01-07", "2019-01-07")
        .attribution("the mayor", "said", "Two men were killed and five hurt by shelling in Brava on Monday")
        .claim("Two men were killed", "killed", 2, 2, place="p1", weapon="w1", attribution="t1")
        .claim("five hurt", "injured", 5, 5, place="p1")
        .incident(["c1", "c2"], killed=2, injured=5)
    )


def value(count: Callable[..., Counts | None], case: Case, view: View) -> float | None:
    """A figure of one case."""
    counts = count(case, view)
    return None if counts is None else score([counts]).value


def case_of(view: View | None = None, text: str = TEXT, **fields: Any) -> Case:
    return Case("a1", text, None, fields, view)


DAY = ("2020-05-11", "2020-05-11")
CLAIM = ClaimView("c1", "killed", 2, 2, (0, 19), place="Brava", weapon="shelling", source="the mayor", date=DAY)


# measures


def test_score_has_precision_recall_and_their_mean() -> None:
    found = score([Counts(hits=1, gold=2, found=1), Counts(hits=2, gold=2, found=4)])
    assert (found.precision, found.recall, found.hits, found.gold, found.found) == (0.6, 0.75, 3, 4, 5)
    assert found.value == pytest.approx(2 * 0.6 * 0.75 / 1.35)


def test_nothing_annotated_is_null_and_nothing_found_is_nought() -> None:
    assert score([]).value is None
    assert (score([Counts(0, 0, found=3)]).value, score([Counts(0, 0, found=3)]).low) == (None, None)
    assert (score([Counts(0, 4, found=0)]).value, score([Counts(0, 4, found=0)]).precision) == (0.0, None)
    assert score([Counts(0, 0)]).value is None


def test_hits_of_both_sides_may_differ() -> None:
    found = score([Counts(hits=2, gold=2, found=4, right=1)])
    assert (found.precision, found.recall) == (0.25, 1.0)


def test_interval_is_the_same_every_time_and_holds_the_value() -> None:
    counts = [Counts(hits=n % 3 > 0, gold=1) for n in range(60)]
    first, second = score(counts), score(counts)
    assert (first.low, first.high) == (second.low, second.high)
    assert first.low is not None
    assert first.high is not None
    assert first.low < 2 / 3 < first.high


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)), max_size=8))
def test_figures_stay_between_nought_and_one(rows: list[tuple[int, int, int]]) -> None:
    found = score([Counts(hits=min(a, b, c), gold=a, found=b) for a, b, c in rows])
    known = [found.value, found.precision, found.recall, found.low, found.high]
    assert all(0 <= one <= 1 for one in known if one is not None)


# claims, fields, links


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, 1.0),
        ({"quote": (15, 40)}, 1.0),
        ({"quote": (20, 40)}, 0.0),
        ({"harm": "injured"}, 0.0),
        ({"low": 3, "high": 3}, 0.0),
        ({"high": None}, 0.0),
        ({"status": "civilian"}, 1.0),
    ],
)
def test_claims_match_by_harm_bounds_and_overlap(change: Mapping[str, Any], right: float) -> None:
    assert value(layers.claims, case_of(View((CLAIM,))), View((replace(CLAIM, **change),))) == right


def test_claims_match_one_to_one() -> None:
    counts = layers.claims(case_of(View((CLAIM,))), View((CLAIM, replace(CLAIM, id="c2"))))
    assert (counts.hits, counts.gold, counts.found) == (1, 1, 2)


@pytest.mark.parametrize(
    ("name", "change", "right"),
    [
        ("status", {"status": "civilian"}, 0.0),
        ("scope", {}, 1.0),
        ("demographic", {"demographic": ("man",)}, 0.0),
        ("place", {"place": "BRAVA town"}, 1.0),
        ("place", {"place": "Bravado"}, 0.0),
        ("place", {"place": None}, 0.0),
        ("date", {"when": "on Monday", "date": DAY}, 1.0),
        ("date", {"date": ("2020-05-11", None)}, 0.0),
        ("date", {"when": None, "date": None}, 0.0),
        ("source", {"source": "Mayor"}, 1.0),
        ("weapon", {"weapon": "heavy shelling"}, 1.0),
        ("perpetrator", {}, 1.0),
        ("perpetrator", {"perpetrator": "rebels"}, 0.0),
    ],
)
def test_fields_agree_on_matched_claims(name: str, change: Mapping[str, Any], right: float) -> None:
    found = View((replace(CLAIM, **change),))
    assert value(layers.field_agrees(name), case_of(View((CLAIM,))), found) == right


def test_fields_of_unmatched_claims_say_nothing() -> None:
    found = View((replace(CLAIM, low=9),))
    assert value(layers.field_agrees("status"), case_of(View((CLAIM,))), found) is None


@pytest.mark.parametrize(("changed", "right"), [({}, 1.0), ({"status": "security"}, 0.0), ({"scope": "conflict"}, 1.0)])
def test_a_claim_right_in_every_field_agrees_in_each_of_those_asked(changed: dict[str, str], right: float) -> None:
    found = View((replace(CLAIM, **changed),))
    assert value(layers.whole(("status", "modality")), case_of(View((CLAIM,))), found) == right


def linked(**links: tuple[str, str | None]) -> View:
    """Four claims of two, three, four and five dead, some linked."""
    claims = [replace(CLAIM, id=f"c{n}", low=n, high=n) for n in (2, 3, 4, 5)]
    for name, (child, root) in links.items():
        claims = [replace(one, **{name: root}) if one.id == child else one for one in claims]
    return View(tuple(claims))


def test_links_need_both_ends() -> None:
    gold_view = linked(subset_of=("c2", "c3"))
    assert value(layers.links("subset_of"), case_of(gold_view), gold_view) == 1.0
    assert value(layers.links("subset_of"), case_of(gold_view), linked(subset_of=("c2", "c4"))) == 0.0
    assert value(layers.links("subset_of"), case_of(gold_view), linked()) == 0.0
    assert value(layers.links("subset_of"), case_of(linked()), gold_view) is None


def test_a_chain_of_repetitions_ends_at_the_first_mention() -> None:
    def chained(root: str) -> View:
        first, second, third, _ = linked().claims
        return View((first, replace(second, same_as="c2"), replace(third, same_as=root)))

    assert value(layers.links("same_as"), case_of(chained("c2")), chained("c3")) == 1.0


# mentions, spans, attributions


def mention(text: str, at: int = 0, **fields: Any) -> MentionView:
    return MentionView(text=text, span=(at, at + len(text)), **fields)


def test_texts_count_once_each() -> None:
    gold_view = View(weapons=(mention("air strikes"), mention("Grad rockets")))
    found = View(weapons=(mention("Air strikes"), mention("air  strikes", 40), mention("a mine")))
    counts = layers.texts("weapons")(case_of(gold_view), found)
    assert (counts.hits, counts.gold, counts.found) == (1, 2, 2)


def test_spans_count_by_overlap_and_kind() -> None:
    gold_view = View(places=(mention("Brava", 0, kind="Location"), mention("Monday", 20, kind="Temporal")))
    found = View(places=(mention("Bra", 2), mention("Monday", 20)))
    counts = layers.spans("places", {"Location"})(case_of(gold_view), found)
    assert (counts.hits, counts.gold, counts.found, counts.right) == (1, 1, 2, 1)


def test_places_are_near_within_a_hundred_miles() -> None:
    gold_view = View(
        places=(mention("Brava", kind="Literal", lat=10.0, lon=20.0), mention("Bravans", 9, kind="Metonymic"))
    )
    near, far = mention("Brava", lat=11.0, lon=20.5), mention("Brava", lat=12.0, lon=20.0)
    assert [value(layers.within_161_km, case_of(gold_view), View(places=(one,))) for one in (near, far)] == [1.0, 0.0]
    assert value(layers.within_161_km, case_of(gold_view), View(places=(mention("Brava"),))) == 0.0
    assert value(layers.within_161_km, case_of(gold_view), View()) is None


def test_attributions_match_by_cue_and_source() -> None:
    one = AttributionView(cue=((5, 9),), source=((0, 4),), content=((10, 40),))
    case = case_of(View(attributions=(one,)))
    assert value(layers.attributions, case, View(attributions=(one,))) == 1.0
    assert value(layers.attributions, case, View(attributions=(replace(one, source=((60, 64),)),))) == 0.0
    assert value(layers.attributions, case, View(attributions=(replace(one, source=()),))) == 0.0
    assert value(layers.attribution_part("cue"), case, View(attributions=(replace(one, source=()),))) == 1.0
    assert value(layers.attribution_part("content"), case, View(attributions=(replace(one, content=()),))) == 0.0


# events


def main_incident(place: MentionView | None = None, **fields: Any) -> View:
    best = fields.pop("best", {"killed": 2})
    return View(incidents=(IncidentView(best=best, place=place, **fields),), places=(place,) if place else ())


def test_toll_is_exact_and_nought_where_there_is_none() -> None:
    count = events.toll_exact("killed")
    assert [value(count, case_of(killed=n), main_incident()) for n in (2, 3)] == [1.0, 0.0]
    assert value(count, case_of(killed=0), View()) == 1.0
    assert value(count, case_of(killed=None), View()) is None
    assert [value(events.silent, case_of(killed=0), one) for one in (View(), main_incident())] == [1.0, 0.0]
    assert value(events.silent, case_of(killed=1), View()) is None


def test_number_is_among_the_claims() -> None:
    count = events.among_claims("killed")
    found = View((replace(CLAIM, low=2, high=5),))
    assert [value(count, case_of(killed=n), found) for n in (2, 5, 3, 0)] == [1.0, 1.0, 0.0, 0.0]
    assert value(count, case_of(killed=0), View()) == 1.0


def test_country_and_distance_of_the_incident() -> None:
    dms = ["10", "0", "0", "N", "20", "0", "0", "E"]
    case = case_of(country="SYR", place="Brava", dms=dms)
    near = main_incident(mention("Brava", country="SY", lat=10.1, lon=20.1))
    far = main_incident(mention("Brava", country="IQ", lat=12.0, lon=20.1))
    assert [value(events.country, case, one) for one in (near, far, View())] == [1.0, 0.0, 0.0]
    assert [value(events.within_50_km, case, one) for one in (near, far, View())] == [1.0, 0.0, 0.0]
    assert value(events.country, case_of(country=None), near) is None
    assert value(events.within_50_km, case_of(place="multiple locations", dms=dms), near) is None


def test_province_by_its_spellings() -> None:
    found = main_incident(mention("Gardez", admin1="Paktia"))
    assert value(events.province, case_of(province=["paktya"]), found) == 1.0
    assert value(events.province, case_of(province=["khost"]), found) == 0.0
    assert value(events.province, case_of(province=["khost"]), View()) == 0.0
    assert value(events.province, case_of(province=["??"]), found) is None


@pytest.mark.parametrize(
    ("start", "end", "right"),
    [
        ("2019-01-07", "2019-01-07", 1.0),
        ("2019-01-05", "2019-01-06", 0.0),
        ("2019-01", "2019-01", 1.0),
        (None, None, None),
        ("2018", "2018", 0.0),
    ],
)
def test_date_covers_the_coded_day(start: str | None, end: str | None, right: float | None) -> None:
    assert value(events.date_right, case_of(date="2019-01-07"), main_incident(start=start, end=end)) == right


def test_weapon_class_where_coded_and_read() -> None:
    shells, guns = mention("shells", kind="artillery", role="used"), mention("guns", kind="small_arms", role="used")
    case = case_of(weapon="Heavy Weapons")
    assert [value(events.weapon_class, case, View(weapons=(one,))) for one in (shells, guns)] == [1.0, 0.0]
    assert value(events.weapon_class, case, View(weapons=(replace(shells, role="target"),))) is None
    assert value(events.weapon_class, case_of(weapon="Unclear/Other"), View(weapons=(shells,))) is None


def template(**slots: list[str]) -> dict[str, list[str]]:
    names = {
        "number": "HUM TGT: NUMBER",
        "effect": "HUM TGT: EFFECT OF INCIDENT",
        "instrument": "INCIDENT: INSTRUMENT ID",
        "who": "PERP: ORGANIZATION ID",
        "sure": "PERP: ORGANIZATION CONFIDENCE",
        "date": "INCIDENT: DATE",
    }
    return {slot: slots.get(key, []) for key, slot in names.items()}


def test_victim_numbers_of_templates() -> None:
    one = template(number=['5: "MEN"', '1: "MAYOR"', 'PLURAL: "GIRLS"'], effect=['INJURY: "MEN"', 'DEATH: "MAYOR"'])
    case = case_of(templates=[one])
    assert events.muc_numbers(case, View()).gold == 1
    found = [replace(CLAIM, harm=harm, low=5, high=None) for harm in ("injured", "killed")]
    assert [value(events.muc_numbers, case, View((claim,))) for claim in found] == [1.0, 0.0]


def test_strings_of_templates() -> None:
    one = template(
        instrument=['"DYNAMITE STICKS" / "DYNAMITE"'],
        who=['"PEOPLE\'S FRONT" / "PF"'],
        sure=['CLAIMED OR ADMITTED: "PEOPLE\'S FRONT" / "PF"'],
        date=["7 JAN 89", "- 8 JAN 89"],
    )
    case = case_of(templates=[one])
    found = View(
        claims=(replace(CLAIM, perpetrator="PF guerrillas", responsibility="claimed"),),
        weapons=(mention("dynamite"),),
        dates=(mention("today", start="1989-01-07", end="1989-01-07"),),
    )
    wrong = View(
        claims=(replace(CLAIM, perpetrator="PF", responsibility="accused"),),
        weapons=(mention("guns"),),
        dates=(mention("today", start="1989-01-07", end="1989-01-07", role="published"),),
    )
    counts = (events.muc_instruments, events.muc_organizations, events.muc_confidence, events.muc_dates)
    assert [value(count, case, found) for count in counts] == [1.0, 1.0, 1.0, 1.0]
    assert [value(count, case, wrong) for count in counts] == [0.0, 1.0, 0.0, 0.0]
    assert value(events.muc_organizations_anywhere, case, View(actors=(mention("the PF"),))) == 1.0


def test_arguments_of_events() -> None:
    args = [
        {"role": "Attacker", "text": "gunmen"},
        {"role": "Victim", "text": "men"},
        {"role": "Place", "text": "Brava"},
    ]
    case = case_of(
        events=[{"type": "Conflict.Attack.Unspecified", "args": args}, {"type": "Movement.Go.X", "args": args}]
    )
    found = View((replace(CLAIM, perpetrator="two gunmen", victims="men"),), places=(mention("Brava"),))
    for role in ("Attacker", "Victim", "Place"):
        assert value(events.arguments(role), case, found) == 1.0
        assert value(events.arguments(role), case, View()) == 0.0


# gold figures


def as_case(maker: Maker) -> Case:
    return gold.gold_case(json.loads(maker.line()))


@pytest.mark.parametrize("figure", GOLD_FIGURES, ids=lambda figure: figure.name)
def test_perfect_record_scores_one_and_an_empty_one_does_not(figure: Any) -> None:
    case = as_case(whole())
    perfect = score([figure.count(case, view_of(case.gold))]).value
    empty = figure.count(case, view_of(json.loads(Maker().line())))
    assert perfect in ((0.0,) if "error" in figure.name else (1.0, None))
    assert empty.hits == 0 or "error" in figure.name


def test_gold_figures_see_what_is_wrong() -> None:
    case = as_case(whole())
    other = json.loads(whole().line())
    other["weapons"][0]["class"] = "mortar"
    other["places"][0]["entry"] = "gn:2"
    other["dates"][0]["end"] = "2019-01-08"
    other["attributions"][0]["stance"] = "deny"
    other["incidents"][0]["toll"]["killed"] = other["incidents"][0]["toll"]["killed"] | {"best": 1, "low": 1, "high": 3}
    values = {figure.name: value(figure.count, case, view_of(other)) for figure in GOLD_FIGURES}
    wrong = (
        "weapons with their class F1",
        "places with their entry F1",
        "dates exact F1",
        "stance of attributions found",
    )
    assert [values[name] for name in wrong] == [0.0] * 4
    assert (values["main toll exact"], values["main toll inside the range"]) == (0.5, 1.0)
    assert values["main toll, mean log error x 100"] == pytest.approx(0.2027, abs=0.001)


def test_b_cubed_counts_what_is_torn_apart_and_thrown_together() -> None:
    figure = next(one for one in GOLD_FIGURES if "B-cubed" in one.name)
    together, apart = whole(), whole()
    apart.data["incidents"] = []
    apart.incident(["c1"], killed=2).incident(["c2"], injured=5)
    torn = score([figure.count(as_case(together), view_of(json.loads(apart.line())))])
    thrown = score([figure.count(as_case(apart), view_of(json.loads(together.line())))])
    assert (torn.precision, torn.recall) == (1.0, 0.5)
    assert (thrown.precision, thrown.recall) == (0.5, 1.0)


def test_layers_that_nobody_annotated_are_left_out() -> None:
    maker = Maker().claim("Two men were killed", "killed", 2, 2)
    maker.data["article"]["meta"] = {"layers": ["casualties"]}
    found = view_of(json.loads(whole().line()))
    known = {figure.name for figure in GOLD_FIGURES if figure.count(as_case(maker), found) is not None}
    assert "claims F1" in known
    assert not {name for name in known if name.startswith(("weapons", "places", "dates", "incidents", "main"))}


HARMS = st.sampled_from(["killed", "injured", "missing"])
MADE = st.lists(st.tuples(HARMS, st.integers(0, 9), st.integers(0, 60), st.integers(1, 30)), max_size=6)


@given(MADE)
def test_every_perfect_prediction_scores_one(rows: list[tuple[str, int, int, int]]) -> None:
    claims = [ClaimView(f"c{n}", harm, low, low, (at, at + size)) for n, (harm, low, at, size) in enumerate(rows)]
    chained = [replace(one, subset_of="c0", same_as="c0") if n else one for n, one in enumerate(claims)]
    case, view = case_of(View(tuple(chained))), View(tuple(chained))
    figures = [layers.claims, layers.field_agrees("status"), layers.field_agrees("place")]
    assert {value(count, case, view) for count in figures} <= {1.0, None}


# gold files


def test_gold_is_read_by_split(tmp_path: Path) -> None:
    for split in ("test", "train"):
        (tmp_path / split).mkdir()
        (tmp_path / split / "a.jsonl").write_bytes(whole(f"{split}-1").line() + b"\n\n" + whole(f"{split}-2").line())
    found = gold.splits(tmp_path)
    assert {name: [case.id for case in cases] for name, cases in found.items()} == {
        "test": ["test-1", "test-2"],
        "train": ["train-1", "train-2"],
    }


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda d: d["spans"][0].update(end=9999), "is not inside the text"),
        (lambda d: d["spans"][0].update(label="PLAICE"), r"spans\[0\]: unknown label 'PLAICE'"),
        (lambda d: d["casualties"][0].update(harm="hurt"), "Invalid enum value 'hurt'"),
        (lambda d: d["casualties"][1].update(id="c1"), "id 'c1' stands twice"),
        (lambda d: d["casualties"][0].update(subset_of="c9"), "'c9' is the id of nothing"),
        (lambda d: d["article"]["meta"].update(layers=["deaths"]), "article.meta.layers"),
        (lambda d: d["article"]["meta"].update(layers=["casualties"]), "weapons: annotated, but not among"),
        (lambda d: d["article"].update(id="first"), "article 'first' stands in line 1 already"),
    ],
)
def test_broken_gold_is_refused_with_file_line_and_reason(
    tmp_path: Path, change: Callable[[dict[str, Any]], Any], reason: str
) -> None:
    broken = whole().data
    change(broken)
    path = tmp_path / "gold.jsonl"
    path.write_bytes(whole("first").line() + b"\n" + json.dumps(broken).encode())
    with pytest.raises(InputError, match=rf"gold\.jsonl:2: .*{reason}"):
        list(gold.read_gold(path))


def test_a_folder_without_gold_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold"):
        gold.splits(tmp_path)


# collections


LINES: dict[str, dict[str, Any]] = {
    "pitf": {"date": "2019-01-07", "killed": 2, "injured": 5, "weapon": "Heavy Weapons", "place": "Brava",
             "country": "SYR", "dms": ["10", "0", "0", "N", "20", "0", "0", "E"]},
    "isaf": {"date": "2019-01-07", "killed": 2, "province": ["arcadia"]},
    "muc4": {"templates": [template(number=['2: "MEN"'], effect=['DEATH: "MEN"'])]},
    "re3d": {"entities": [{"begin": 49, "end": 54, "type": "Location", "value": "Brava"}]},
    "polnear": {"attributions": [{"source": [[66, 75]], "cue": [[76, 80]], "content": [[0, 64]]}]},
    "gwn": {"toponyms": [{"start": 49, "end": 54, "name": "Brava", "kind": "Literal", "lat": 10.0, "lon": 20.0}]},
    "wikievents": {"events": [{"type": "Life.Die.X", "args": [{"role": "Place", "text": "Brava"}]}]},
    "syria-articles": {"incident_dates": ["2019-01-07"]},
}  # fmt: skip
SYRIA_CLAIM = {
    "id": "c1", "harm": "killed", "low": 2, "high": 2, "quote_span": [0, 19], "victims": "men", "status": "unknown",
    "demographic": [], "role": [], "subset_of": None, "same_as": None, "scope": "incident", "modality": "asserted",
    "place": "Brava", "perpetrator": None, "responsibility": "unattributed", "weapon": "shelling",
    "source": "the mayor",
}  # fmt: skip
SYRIA_GOLD = {
    "id": "a1", "claims": [SYRIA_CLAIM], "weapons": [], "places": [],
    "attributions": [
        {"source": "the mayor", "stance": "say", "source_span": [66, 75], "cue_span": [76, 80], "content_span": None}
    ],
}  # fmt: skip


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A folder of collections of one article each."""
    for name, fields in LINES.items():
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": "a1", "text": TEXT} | fields), encoding="utf8")
    (tmp_path / "syria-gold.jsonl").write_text(json.dumps(SYRIA_GOLD), encoding="utf8")
    return tmp_path


def test_every_collection_has_a_reader_and_figures(where: Path) -> None:
    assert set(collections.READERS) == set(FIGURES)
    cases = {name: collections.read_collection(name, where) for name in FIGURES}
    assert all(found is not None and [case.id for case in found] == ["a1"] for found in cases.values())
    assert {name: found[0].published for name, found in cases.items() if found and found[0].published} == dict.fromkeys(
        ("pitf", "isaf", "syria"), "2019-01-08"
    )


def test_absent_collection_and_broken_line(tmp_path: Path) -> None:
    assert collections.read_collection("pitf", tmp_path) is None
    assert collections.folder(tmp_path / "nowhere") is None
    (tmp_path / "pitf.jsonl").write_text('{"id": 1}\n[]\n', encoding="utf8")
    with pytest.raises(InputError, match=r"pitf\.jsonl:2: no JSON object"):
        list(collections.read_lines(tmp_path / "pitf.jsonl"))


def test_saved_records_are_measured_and_printed(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (where / "records.jsonl").write_bytes(whole().line() + b"\n" + Maker(name="unknown").line())
    sets = ["pitf", "isaf", "syria", "muc4", "re3d", "polnear", "gwn", "wikievents"]
    assert cli.main(None, where / "records.jsonl", where, None, None, sets=sets) == 0
    rows = [re.split(r"\s{2,}", line) for line in capsys.readouterr().out.splitlines()]
    shown = {(row[0], row[1]): row[2:] for row in rows}
    right = [
        ("pitf", "killed exact, main incident"), ("pitf", "within 50 km, where a locality is coded"),
        ("isaf", "province"), ("muc4", "victim number above one, with its effect"), ("re3d", "Location spans F1"),
        ("polnear", "content spans F1"), ("gwn", "within 161 km, of those found"), ("wikievents", "Place heads found"),
        ("syria", "source on matched claims"), ("syria", "attributions F1, cue and source"),
    ]  # fmt: skip
    assert {key: shown[key][0] for key in right} == dict.fromkeys(right, "100.0")
    assert shown["pitf", "country of the incident"][0] == "0.0"
    assert shown["syria", "subset_of F1"][0] == "–"


def test_absent_collections_are_skipped_visibly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(None, None, tmp_path, None, None, sets=["pitf"]) == 0
    assert capsys.readouterr().err == "skipped: pitf, its file is absent\n"


def test_texts_are_read_anew_where_no_records_are_given(where: Path, tmp_path: Path) -> None:
    save = tmp_path / "saved.jsonl"
    assert cli.main(None, None, where, 1, None, sets=["pitf"], save=save) == 0
    saved = predict.saved(save)
    assert saved["a1"]["text"] == TEXT
    assert saved["a1"]["article"]["published"] == "2019-01-08"


# gold runs, floors, comparison


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A gold corpus of one article, and floors."""
    (tmp_path / "gold" / "test").mkdir(parents=True)
    maker = whole()
    maker.data["article"]["meta"] = {"conflict": "arcadia", "outlet": "wire"}
    (tmp_path / "gold" / "test" / "a.jsonl").write_bytes(maker.line())
    (tmp_path / "floors.toml").write_text('["gold test"]\n"claims F1" = 0.9\n', encoding="utf8")
    return tmp_path


def test_gold_run_holds_its_floor(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(corpus / "gold", corpus / "gold/test/a.jsonl", None, None, None, sets=["gold"]) == 0
    assert "claims F1, conflict arcadia" in capsys.readouterr().out


def test_broken_floor_fails_with_what_was_missed(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "worse.jsonl").write_bytes(Maker().claim("Two men were killed", "killed", 2, 2).line())
    assert cli.main(corpus / "gold", corpus / "worse.jsonl", None, None, None, sets=["gold"]) == cli.FLOOR_BROKEN
    assert capsys.readouterr().err.splitlines() == [
        "below its floor: gold test: claims F1 is 66.7, its floor 90.0",
        "missed: a1: injured 5-5: five hurt",
    ]


@pytest.mark.parametrize(("body", "reason"), [("x", "no TOML"), ('[a]\n"b" = 3\n', "3 is no share")])
def test_floors_that_are_none_are_refused(tmp_path: Path, body: str, reason: str) -> None:
    (tmp_path / "floors.toml").write_text(body, encoding="utf8")
    with pytest.raises(InputError, match=rf"floors\.toml: .*{reason}"):
        floors.read_floors(tmp_path / "floors.toml")


def test_two_runs_are_compared(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = Maker().claim("Two men were killed", "killed", 2, 2, scope="series").claim("the mayor said", "missing", 1, 1)
    (tmp_path / "old.jsonl").write_bytes(old.line())
    (corpus / "gold/test").rename(corpus / "gold/train")
    records, page = corpus / "gold/train/a.jsonl", tmp_path / "page.html"
    assert cli.main(corpus / "gold", records, None, None, tmp_path / "old.jsonl", sets=["gold"], page=page) == 0
    out = capsys.readouterr().out
    assert "1 changed: scope, place, weapon, source" in out
    assert "[scope: series -> incident]" in out
    assert "1 gained: verb.kill:passive\n    a1  injured 5-5  Two men were killed and >>five hurt<< by" in out
    assert "1 lost: verb.kill:passive" in out
    shown = page.read_text(encoding="utf8")
    assert shown.startswith("<!DOCTYPE html>")
    assert "1 gained: verb.kill:passive" in shown
    assert "http" not in shown


def test_a_comparison_counts_changes_in_the_held_out_part_and_does_not_show_them(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old.jsonl").write_bytes(Maker().claim("Two men were killed", "killed", 2, 2, scope="series").line())
    records = corpus / "gold/test/a.jsonl"
    assert cli.main(corpus / "gold", records, None, None, tmp_path / "old.jsonl", sets=["gold"]) == 0
    out = capsys.readouterr().out
    assert "no claim differs\nnot shown: 2 in gold test, which is there to measure alone" in out
    assert "five hurt" not in out


def test_equal_runs_differ_in_nothing() -> None:
    data = json.loads(whole().line())
    assert compare.compared([data], [data]) == []
    assert compare.as_text([]) == "no claim differs"
    assert "No claim differs." in compare.as_html([])


# table


def test_table_in_text_and_markdown(tmp_path: Path) -> None:
    lines = [
        table.Line("pitf", "killed exact", score([Counts(1, 1), Counts(0, 1)]), 0.86),
        table.Line("syria", "claims F1", score([Counts(1, 2, found=1)])),
        table.Line("gwn", "mentions F1", score([Counts(0, 0, found=0)])),
    ]
    text = table.plain(lines).splitlines()
    assert text[0].split() == [
        "collection",
        "figure",
        "value",
        "95",
        "%",
        "interval",
        "of",
        "precision",
        "recall",
        "wanted",
    ]
    assert text[1].split() == ["pitf", "killed", "exact", "50.0", "0.0", "to", "100.0", "1/2", "86.0", "!"]
    assert text[3].split() == ["gwn", "mentions", "F1", "–", "0/0", "(0", "given)", "–", "–"]
    marked = table.markdown(lines).splitlines()
    assert marked[2] == "| pitf | killed exact | 50.0 | 0.0 to 100.0 | 1/2 |  |  | 86.0 ! |"
    assert len({row.count("|") for row in marked}) == 1
    with pytest.raises(ValueError, match="no marks"):
        table.placed("no marks here", "table")


def test_a_page_gets_the_table_between_its_marks(corpus: Path, tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(f"Before\n{table.BEGIN}\nold\n{table.END}\nafter\n", encoding="utf8")
    cli.main(corpus / "gold", corpus / "gold/test/a.jsonl", None, None, None, sets=["gold"], into=page)
    first = page.read_text(encoding="utf8")
    assert "| gold test | claims F1 | 100.0 |" in first
    assert "\nold\n" not in first
    cli.main(corpus / "gold", corpus / "gold/test/a.jsonl", None, None, None, sets=["gold"], into=page)
    assert page.read_text(encoding="utf8") == first


# annotation tools


def there_and_back(name: str, markup: exchange.Markup) -> exchange.Markup:
    """A markup through the format of a tool, and through its file."""
    if name == "prodigy":
        return exchange.from_prodigy(json.loads(json.dumps(exchange.to_prodigy(markup))))
    if name == "doccano":
        return exchange.from_doccano(json.loads(json.dumps(exchange.to_doccano(markup))))
    if name == "label-studio":
        return exchange.from_label_studio(json.loads(json.dumps(exchange.to_label_studio(markup))))
    if name == "brat":
        return exchange.from_brat(markup.name, *exchange.to_brat(markup))
    stored = spacy.tokens.DocBin().from_bytes(exchange.to_docbin(BLANK, [markup]).to_bytes())
    return next(exchange.from_docbin(BLANK, stored))


TOOLS = ("prodigy", "doccano", "label-studio", "brat", "docbin")
BLANK = spacy.blank("en")
LINED = "Two men\nwere killed, five\nhurt in Brava (12 km off)."
WORDS = [match.span() for match in re.finditer(r"\w+", LINED)]


@st.composite
def markups(draw: st.DrawFn) -> exchange.Markup:
    """Spans over whole words of a text of several lines, no two the same, and relations between them."""
    last = len(WORDS) - 1
    drawn = draw(
        st.lists(st.tuples(st.integers(0, last), st.integers(0, last), st.sampled_from("AB")), unique=True, max_size=6)
    )
    spans = [(WORDS[min(i, k)][0], WORDS[max(i, k)][1], label) for i, k, label in drawn]
    marked = tuple(exchange.Marked(f"s{n}", *span) for n, span in enumerate(dict.fromkeys(spans), 1))
    ids = [span.id for span in marked]
    pair = st.tuples(st.sampled_from(ids or ["none"]), st.sampled_from(ids or ["none"]), st.just("COUNT"))
    relations = draw(st.lists(pair, unique=True, max_size=4)) if ids else []
    return exchange.Markup("a1", LINED, marked, tuple(relations))


@pytest.mark.parametrize("name", TOOLS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(markup=markups())
def test_nothing_is_lost_there_and_back(name: str, markup: exchange.Markup) -> None:
    assert there_and_back(name, markup) == markup


def test_brat_cuts_a_span_at_the_ends_of_lines() -> None:
    span = exchange.Marked("s7", 4, 19, "CLAIM")
    text, annotation = exchange.to_brat(exchange.Markup("a1", LINED, (span,), ()))
    assert (text, annotation.splitlines()[0]) == (LINED, "T1\tCLAIM 4 7;8 19\tmen were killed")


def test_spans_that_a_tool_added_get_ids() -> None:
    data = exchange.to_prodigy(exchange.Markup("a1", LINED, (exchange.Marked("s1", 0, 3, "A"),), ()))
    data["spans"].append({"start": 4, "end": 7, "label": "B"})
    assert [span.id for span in exchange.from_prodigy(data).spans] == ["s1", "s2"]


def test_a_span_that_cuts_a_token_is_refused_by_docbin() -> None:
    with pytest.raises(RecordError, match="span s1 at 1-3 cuts a token"):
        exchange.to_docbin(BLANK, [exchange.Markup("a1", LINED, (exchange.Marked("s1", 1, 3, "A"),), ())])


def test_a_record_comes_back_as_it_went() -> None:
    data = json.loads(whole().line())
    assert exchange.corrected(data, exchange.markup_of(data)) == data


def test_a_correction_comes_back_as_gold(tmp_path: Path) -> None:
    data = json.loads(whole().line())
    markup = exchange.markup_of(data)
    place = next(span for span in markup.spans if span.label == "PLACE")
    moved = {"s5": exchange.Marked("s5", 26, 31, "CLAIM")}
    kept = tuple(moved.get(span.id, span) for span in markup.spans if span.id != place.id)
    new = exchange.corrected(data, replace(markup, spans=kept))
    assert new["places"] == []
    assert [claim["place"] for claim in new["casualties"]] == [None, None]
    assert new["incidents"][0]["place"] is None
    assert [claim["quote"] for claim in new["casualties"]] == [[0, 19], [26, 31]]
    (tmp_path / "gold.jsonl").write_text(json.dumps(new), encoding="utf8")
    assert len(list(gold.read_gold(tmp_path / "gold.jsonl"))) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": "Another text."}, "another one"),
        ({"relations": (("s1", "s99", "COUNT"),)}, "from s1 to s99 lacks a span"),
        ({"spans": (exchange.Marked("s1", 0, 3, "A"),) * 2}, "stands twice"),
    ],
)
def test_a_markup_that_does_not_fit_is_refused(change: Mapping[str, Any], reason: str) -> None:
    data = json.loads(whole().line())
    with pytest.raises(RecordError, match=reason):
        exchange.corrected(data, replace(exchange.markup_of(data), **change))


def test_spacy_scores_the_rooms_and_skips_what_was_not_annotated() -> None:
    from spacy.training import Example

    from tollbook.evaluate import reference

    nlp = tollbook.load()
    gold = tollbook.read("Air strikes killed 12 civilians in Idlib on Monday.", published="2018-02-14")
    gold["article"]["meta"]["layers"] = ["casualties", "places"]
    predicted = nlp.make_doc(gold["text"])
    predicted._.article = reference.article_of(gold)
    scores = nlp.evaluate([Example(predicted, reference.reference(nlp, gold))])
    assert (scores["tollbook_casualty_f"], scores["tollbook_place_f"]) == (1.0, 1.0)
    assert scores["tollbook_weapon_f"] is None
