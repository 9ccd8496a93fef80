"""Explanations: every value has its words and its rule, what lost is never what won, and text and JSON tell the same."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tollbook.cli import main
from tollbook.errors import InputError, TollbookError
from tollbook.explain import as_json, as_text, rules
from tollbook.explain.choose import chosen
from tollbook.explain.contenders import cases
from tollbook.explain.gather import explanation, narrowed
from tollbook.explain.page import Page
from tollbook.explain.shape import Alternative, Explanation, Reading, Words, json_schema
from tollbook.lexicon import PACKAGE
from tollbook.read import files
from tollbook.read.plain import doc_of
from tollbook.record import build
from tollbook.values import Article

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "corpus/articles"
RULED = ("place", "when", "weapon", "attribution", "perpetrator")

Read = tuple[Article, Doc, Explanation]


@pytest.fixture(scope="module")
def read(nlp: Language) -> list[Read]:
    """Every article of the corpus with its explanation."""
    found = []
    for article in files.articles([str(ARTICLES)]):
        assert isinstance(article, Article)
        doc = nlp(doc_of(nlp, article))
        found.append((article, doc, explanation(nlp, doc)))
    return found


def readings(found: Explanation) -> Iterator[Reading]:
    """All values that an explanation tells of."""
    for story in (*found.claims, *found.findings, *found.incidents):
        yield from story.readings


def stretches(found: Explanation) -> Iterator[Words]:
    """All stretches of the text that an explanation quotes."""
    for claim in found.claims:
        yield claim.quote
    for finding in found.findings:
        yield finding.words
    for reading in readings(found):
        yield from (one for one in (reading.words, *reading.cues) if one is not None)
        yield from (one.words for one in reading.alternatives if one.words is not None)
    yield from (one.words for one in found.numbers if one.words is not None)


def test_articles_are_there(read: list[Read]) -> None:
    assert sum(bool(found.claims) for _, _, found in read) >= 12


def test_each_value_of_each_claim_has_a_rule_that_says_why(read: list[Read]) -> None:
    for article, _, found in read:
        for claim in found.claims:
            for one in claim.readings:
                where = (article.source, claim.id, one.field, one.rule.id)
                assert one.rule.id, where
                if one.field != "victims":  # whom a figure without a noun befell is told all the same
                    assert (one.rule.id == "none") == (one.value in (None, ())), where
                assert one.rule.says, where


def test_each_value_of_a_finding_and_an_incident_has_a_rule_that_says_why(read: list[Read]) -> None:
    for article, _, found in read:
        for one in readings(found):
            assert one.rule.id, (article.source, one.field)
            assert one.rule.says, (article.source, one.field, one.rule)


def test_an_explanation_tells_of_all_that_the_record_holds(read: list[Read]) -> None:
    names = {"when": "when", "source": "attribution"}
    for _, doc, found in read:
        record = build.as_data(build.record(doc))
        assert found.id == record["id"]
        assert [one.id for one in found.claims] == [one["id"] for one in record["casualties"]]
        for story, claim in zip(found.claims, record["casualties"], strict=True):
            assert [story.quote.start, story.quote.end] == claim["quote"]
            for one in story.readings:
                told = list(one.value) if isinstance(one.value, tuple) else one.value
                key = names.get(one.field, one.field)
                if key == "count":
                    assert told == {side: claim["count"][side] for side in ("op", "low", "high")}
                elif key in claim["victims"]:
                    assert told == claim["victims"][key]
                elif key == "victims":
                    assert told == claim["victims"]["text"]
                else:
                    assert told == claim[key]
        assert [one.id for one in found.incidents] == [one["id"] for one in record["incidents"]]
        for story_of, incident in zip(found.incidents, record["incidents"], strict=True):
            assert [one.claim for one in story_of.members] == incident["claims"]
            assert {one.harm: (one.low, one.best, one.high) for one in story_of.tolls} == {
                harm: (toll["low"], toll["best"], toll["high"]) for harm, toll in incident["toll"].items()
            }
        listed = ("places", "weapons", "dates", "actors", "attributions")
        assert {one.id for one in found.findings} == {one["id"] for part in listed for one in record[part]}


def test_each_claim_of_an_incident_is_counted_once_or_left_out_with_a_reason(read: list[Read]) -> None:
    for _, _, found in read:
        harms = {claim.id: claim.readings[0].value for claim in found.claims}
        for incident in found.incidents:
            for toll in incident.tolls:
                told = [claim for one in toll.sums for claim in one.claims] + [one.claim for one in toll.left_out]
                assert sorted(told) == sorted(m.claim for m in incident.members if harms[m.claim] == toll.harm)
                assert all(one.why for one in (*toll.sums, *toll.left_out))
        outside = {one.claim for one in found.left_out}
        assert outside == {claim.id for claim in found.claims if claim.incident is None}
        assert all(one.why for one in found.left_out)


def test_alternatives_never_hold_what_won_and_say_why_they_lost(read: list[Read]) -> None:
    for article, _, found in read:
        for one in readings(found):
            for other in one.alternatives:
                assert other.why, (article.source, one.field, other)
                if one.id is not None and one.field != "same_as":
                    assert other.id != one.id, (article.source, one.field, other)
            ranks = [other.rank for other in one.alternatives if other.rank is not None]
            assert ranks == sorted(set(ranks))
            assert ranks[:1] in ([], [1])
            assert all(other.rank is not None for other in one.alternatives[: len(ranks)])


def test_the_rules_asked_anew_take_what_the_record_has(read: list[Read]) -> None:
    for article, doc, _ in read:
        for case in cases(Page(doc)).values():
            for field in RULED:
                first = next(case.ranked(field), None)
                assert (None if first is None else first[0]) == getattr(case.circumstance, field), (
                    article.source,
                    field,
                )


def test_offsets_slice_to_the_words(read: list[Read]) -> None:
    for _, _, found in read:
        for words in stretches(found):
            assert words.text
            assert found.text[words.start : words.end] == words.text


def test_marks_lie_inside_one_another_or_apart(read: list[Read]) -> None:
    for _, _, found in read:
        for n, one in enumerate(found.marks):
            for other in found.marks[n + 1 :]:
                assert other.start >= one.end or other.end <= one.end


def test_paragraphs_hold_every_word(read: list[Read]) -> None:
    for _, _, found in read:
        outside = [
            char
            for at, char in enumerate(found.text)
            if not char.isspace() and not any(start <= at < end for start, end in found.paragraphs)
        ]
        assert outside == []


def test_text_without_its_marks_is_the_article(read: list[Read]) -> None:
    for _, _, found in read:
        shown = list(as_text.lines(found))[4 : 4 + len(found.paragraphs)]
        for (start, end), line in zip(found.paragraphs, shown, strict=True):
            told = line.plain.split("  ", 1)[1]
            for mark in found.marks:
                told = told.replace(f"|{mark.id} {mark.kind}]", "")
            assert told.replace("[", "") == found.text[start:end].replace("\r", "").replace("\n", " ").replace("[", "")


def test_text_and_json_tell_the_same(read: list[Read]) -> None:
    for _, _, found in read:
        text = "\n".join(line.plain for line in as_text.lines(found))
        data = json.loads(as_json.encoded(found))
        for claim in data["claims"]:
            assert f"CLAIM {claim['id']}\n" in text
            for reading in claim["readings"]:
                if reading["rule"]["id"] == "none":
                    continue
                assert f"[{reading['rule']['id']}]" in text
                assert f"\n {reading['field']:<{as_text.WIDTH}} " in text
                for other in reading["alternatives"]:
                    assert as_text.printable(other["why"]) in text
        for incident in data["incidents"]:
            assert f"INCIDENT {incident['id']}\n" in text
        for line in text.splitlines():
            assert line == line.rstrip()


def test_json_has_the_documented_shape(read: list[Read]) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    for _, _, found in read:
        validator.validate(json.loads(as_json.encoded(found)))


def test_the_schema_can_be_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["tollbook", "schema", "--explanation"])
    with pytest.raises(SystemExit):
        main()
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(json_schema()))


def test_the_same_article_is_told_in_the_same_bytes(nlp: Language, read: list[Read]) -> None:
    article, _, found = read[0]
    again = explanation(nlp, nlp(doc_of(nlp, article)))
    assert as_json.encoded(again) == as_json.encoded(found)


# Why it says this: one question each


def explained(nlp: Language, text: str, published: str | None = None) -> Explanation:
    """The explanation of a text."""
    doc = nlp.make_doc(text)
    doc._.article = Article(text=text, published=published)
    return explanation(nlp, nlp(doc))


def reading_of(found: Explanation, field: str, claim: int = 0) -> Reading:
    """A value of a claim."""
    return next(one for one in found.claims[claim].readings if one.field == field)


def loser(reading: Reading, words: str) -> Alternative:
    """The alternative that stands in some words."""
    return next(one for one in reading.alternatives if one.words is not None and one.words.text == words)


def test_a_wider_place_loses_to_a_narrower_one(nlp: Language) -> None:
    place = reading_of(explained(nlp, "Shelling killed two men in Maarat al-Numan, Syria."), "place")
    other = loser(place, "Syria")
    assert other.rank == 1
    assert "less precise, a country that holds it" in other.why


def test_a_dateline_is_no_place_of_harm(nlp: Language) -> None:
    found = explained(nlp, "BEIRUT (AFP) - Shelling killed two men in Homs on Monday.")
    other = loser(reading_of(found, "place"), "BEIRUT")
    assert (other.rank, other.why.rpartition(": ")[2]) == (None, "where the report was written")


def test_what_is_told_of_another_event_is_not_this_ones(nlp: Language) -> None:
    found = explained(nlp, "Shelling killed two men in Homs. Elsewhere, a car bomb killed five soldiers in Aleppo.")
    assert "told of another event (c2)" in loser(reading_of(found, "weapon"), "car bomb").why
    assert "turn to another event" in found.incidents[1].members[0].why


@pytest.mark.parametrize(
    ("text", "field", "rule", "cue"),
    [
        ("Two men may have been killed in Homs.", "modality", "modality.auxiliary", "may"),
        ("Two men were killed in Homs.", "modality", "modality.default", None),
        ("Shelling has killed 400 people in Homs since the war began.", "scope", "scope.phrase", "since the war"),
        ("Shelling killed 40 people in Homs.", "scope", "scope.default", None),
        ("Suspected rebels killed two men in Homs.", "responsibility", "responsibility.doubt", "Suspected"),
        ("Shelling killed two children in Homs.", "status", "victims.child", "children"),
        ("Shelling killed two people in Homs.", "status", "status.default", None),
    ],
)
def test_the_cue_that_decided_is_told(nlp: Language, text: str, field: str, rule: str, cue: str | None) -> None:
    reading = reading_of(explained(nlp, text), field)
    assert reading.rule.id == rule
    assert [one.text for one in reading.cues] == ([] if cue is None else [cue])


def test_a_number_that_is_no_figure_of_people_says_what_it_is(nlp: Language) -> None:
    found = explained(nlp, "Twelve air strikes within 30 km of Homs killed two men, one of them a guard of 52 years.")
    count = reading_of(found, "count")
    assert "a measure" in loser(count, "30").why
    assert "strikes" in loser(count, "Twelve").why
    assert [one.words.text for one in found.numbers if one.words] == ["Twelve"]


def test_a_name_that_many_places_bear_says_which_were_not_meant(nlp: Language) -> None:
    found = explained(nlp, "Shelling killed two men in Raqqa, Syria.")
    place = next(one for one in found.findings if one.words.text == "Raqqa")
    entry = next(one for one in place.readings if one.field == "entry")
    assert entry.alternatives
    assert all(one.id != entry.value and "km from the one chosen" in one.why for one in entry.alternatives)


def test_a_relative_day_says_what_it_was_counted_from(nlp: Language) -> None:
    found = explained(nlp, "Shelling killed two men in Homs on Monday.", "2018-05-02")
    days = next(one for one in found.findings if one.kind == "date").readings[0]
    assert days.value == {"start": "2018-04-30", "end": "2018-04-30"}
    assert "2018-05-02" in days.shown
    undated = explained(nlp, "Shelling killed two men in Homs on Monday.")
    assert "no day of writing" in next(one for one in undated.findings if one.kind == "date").readings[0].shown


def test_a_toll_says_what_it_counts_and_what_not(nlp: Language) -> None:
    text = (
        "At least 40 villagers, including nine children, were killed in Homs on Monday. "
        "More than 300,000 people have been killed since the war began."
    )
    found = explained(nlp, text)
    (toll,) = found.incidents[0].tolls
    assert [(one.claims, one.chosen) for one in toll.sums] == [(("c1",), True)]
    assert [(one.claim, one.why) for one in toll.left_out] == [("c2", "part of c1")]
    assert [(one.claim, one.why) for one in found.left_out] == [("c3", "a running total: its scope is conflict")]


def test_a_value_of_the_event_names_the_claim_that_it_is_taken_from(nlp: Language) -> None:
    found = explained(nlp, "Shelling killed two men in Homs on Monday. Three women were injured.", "2018-05-02")
    for field in ("place", "when", "weapon"):
        own, shared = reading_of(found, field), reading_of(found, field, claim=1)
        assert (own.via, shared.via, shared.value) == (None, "c1", own.value)


def test_rival_figures_say_which_side_of_the_toll_is_theirs(nlp: Language) -> None:
    found = explained(nlp, "Shelling killed 12 people in Homs, medics said. The army said 15 people were killed.")
    (toll,) = found.incidents[0].tolls
    assert (toll.low, toll.low_from, toll.high, toll.high_from) == (12, ("c1",), 15, ("c2",))
    assert [one.chosen for one in toll.sums] == [False, True]


def test_a_deed_without_a_figure_is_told(nlp: Language) -> None:
    (incident,) = explained(nlp, "Rebels blew up a pylon near Huancayo.").incidents
    assert (incident.members, incident.tolls) == ((), ())
    assert incident.deed is not None
    assert incident.deed.words.text == "Rebels blew up"
    told = {one.field: (one.shown, one.rule.says) for one in incident.deed.readings}
    assert told["perpetrator"][0] == "Rebels"
    assert all(says for _, says in told.values())


def test_one_claim_is_told_with_what_belongs_to_it(nlp: Language) -> None:
    found = explained(nlp, "Shelling killed two men in Homs. Elsewhere, a car bomb killed five soldiers in Aleppo.")
    one = narrowed(found, "c2")
    assert [claim.id for claim in one.claims] == ["c2"]
    assert [incident.id for incident in one.incidents] == ["i2"]
    assert {"w2", "p2"} <= {finding.id for finding in one.findings}
    with pytest.raises(TollbookError, match="no claim 'c9' in this article; it has c1, c2"):
        narrowed(found, "c9")


# The table of rules


def test_no_rule_is_told_twice() -> None:
    keys = [(row.room, row.rule) for row in rules.rows()]
    assert len(keys) == len(set(keys))
    assert all(row.rule.count("*") <= 1 for row in rules.rows())


WRITTEN = (
    ("casualty", "casualty", r"(?:scope|modality|background|link|status)"),
    ("circumstance", "circumstance", r"(?:place|date|weapon|perpetrator|responsibility|source)"),
    ("thread", "circumstance", "thread"),
    ("place", "place", "role"),
)
"""How the ids of rules begin that stand in the code of a room: the room of the table, the folder, the beginning."""


@pytest.mark.parametrize(("room", "folder", "begins"), WRITTEN, ids=[one[0] for one in WRITTEN])
def test_each_rule_that_is_written_in_the_code_of_a_room_says_something_of_its_own(
    room: str, folder: str, begins: str
) -> None:
    code = "".join(path.read_text(encoding="utf8") for path in sorted((PACKAGE / folder).glob("*.py")))
    written = set(re.findall(rf'"({begins}\.[a-z_]+)"', code))
    told = {row.rule for row in rules.rows() if row.room == room}
    assert written, "no rule was found: the pattern is out of date"
    assert written - told == set(), "write a row in explain/lexicon/rules.csv"


@pytest.mark.parametrize("table", sorted({row.table for row in rules.rows() if row.table}))
def test_each_table_of_examples_is_there(table: str) -> None:
    assert rules._examples(table)


# The command


COMMAND = [sys.executable, "-c", "from tollbook.cli import main; main()", "explain"]


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command."""
    return subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, check=False)


def called(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    """Run the command in this process: exit status, output, messages."""
    monkeypatch.setattr(sys, "argv", ["tollbook", "explain", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    out = capsys.readouterr()
    return int(caught.value.code or 0), out.out, out.err


def test_standard_input_is_explained_in_plain_lines() -> None:
    done = run("-", "--published", "2018-05-02", stdin=b"Shelling killed two men in Homs on Monday.")
    assert done.returncode == 0
    text = done.stdout.decode()
    assert "\x1b" not in text
    assert "CLAIM c1" in text
    assert "2018-04-30" in text


def test_json_of_one_claim(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(ARTICLES / "sudan-livestock-market.txt")
    status, out, _ = called(monkeypatch, capsys, path, "--claim", "c2", "--json")
    data: dict[str, Any] = json.loads(out)
    assert (status, data["schema"], [one["id"] for one in data["claims"]]) == (0, "tollbook.explanation/1", ["c2"])


def test_an_article_of_several_is_chosen_by_its_id(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(ARTICLES / "three-wires.jsonl")
    status, out, err = called(monkeypatch, capsys, path)
    assert (status, out) == (2, "")
    assert "3 articles; choose one with --id; there are: " in err
    ident = err.rpartition(": ")[2].split(", ")[1]
    status, out, _ = called(monkeypatch, capsys, path, "--id", ident, "--json")
    assert (status, json.loads(out)["article"]) == (0, ident)


def test_colours_on_a_terminal_alone() -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "-"], stdin=subprocess.PIPE, stdout=theirs, env={**os.environ, "TERM": "xterm"}
    ) as done:
        os.close(theirs)
        assert done.stdin is not None
        done.stdin.write(b"Shelling killed two men in Homs.")
        done.stdin.close()
        shown = b""
        while True:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # the other side is closed
                break
    assert b"\x1b[" in shown
    assert b"CLAIM c1" in shown


@pytest.mark.parametrize(
    ("source", "options", "message"),
    [
        ("nowhere.txt", {}, "no such file"),
        (str(ARTICLES / "three-wires.jsonl"), {"ident": "x"}, "no article has the id 'x'; there are: "),
        (str(ARTICLES), {}, "articles; choose one with --id"),
        (str(ARTICLES / "peru-cable.txt"), {"published": "someday"}, "'someday' is no date"),
    ],
)
def test_bad_input_is_named(source: str, options: dict[str, str], message: str) -> None:
    with pytest.raises(TollbookError, match=message):
        chosen(source, **options)


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("", encoding="utf8")
    with pytest.raises(InputError, match="empty file"):
        chosen(str(path))
    lines = tmp_path / "bad.jsonl"
    lines.write_text('{"id": 1}\n{no json\n', encoding="utf8")
    with pytest.raises(TollbookError, match=r"no article can be read; the first of 2 errors is: .*no text"):
        chosen(str(lines))
