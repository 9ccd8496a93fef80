"""The room `when`: expressions of time, and the days that they mean."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import spacy
from cases import Case, parameters
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from tollbook.errors import LexiconError
from tollbook.text.tokenizer import make_tokenizer
from tollbook.values import Article, When
from tollbook.when import periods
from tollbook.when.beginnings import _starts
from tollbook.when.grammar import Grammar, Rule, load_rules
from tollbook.when.reading import READINGS
from tollbook.when.tables import tables

MONDAY = "2017-11-27"


@pytest.fixture(scope="module")
def read() -> Callable[..., Doc]:
    """A pipeline of nothing but the rooms `text` and `when`."""
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp)
    nlp.add_pipe("tollbook_text", name="text")
    nlp.add_pipe("tollbook_when", name="when")

    def run(text: str, published: str | None = None) -> Doc:
        doc = nlp.make_doc(text)
        doc._.article = Article(text=text, published=published)
        return nlp(doc)

    return run


def shown(doc: Doc, when: When) -> str:
    """One finding in the notation of the example file."""
    words = " ".join(doc[when.extent.start : when.extent.end].text.split())
    if when.start is None and when.end is None:
        days = "?"
    elif when.start == when.end:
        days = str(when.start)
    else:
        days = f"{when.start or ''}..{when.end or ''}"
    return f"{words}={days}" + ("" if when.role == "event" else f"/{when.role}")


def rules_of(doc: Doc) -> set[str]:
    """The rules that took part in the findings of a document."""
    return {name for when in doc._.when for name in when.rule.removeprefix("when.").split("/")}


@pytest.mark.parametrize("case", parameters("when"))
def test_examples(case: Case, read: Callable[..., Doc]) -> None:
    doc = read(case.text, case.published)
    assert tuple(shown(doc, when) for when in doc._.when) == case.expected


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.name)
def test_rule_fires_on_its_example_alone(rule: Rule, read: Callable[..., Doc]) -> None:
    assert rule.name in rules_of(read(rule.example, MONDAY))
    assert not rule.counterexample or rule.name not in rules_of(read(rule.counterexample, MONDAY))


def test_every_reading_is_used() -> None:
    assert {rule.reading for rule in load_rules()} == set(READINGS)


def table_rows() -> list[object]:
    """Every row of every table, its own example."""
    return [
        pytest.param(name, row, id=f"{name}-{row.form}")
        for name, rows in tables().by_name().items()
        for row in rows.values()
    ]


@pytest.mark.parametrize(("name", "row"), table_rows())
def test_rows_do_what_their_examples_say(name: str, row: object, read: Callable[..., Doc]) -> None:
    form, example = str(row.form), str(row.example)  # type: ignore[attr-defined]
    found = read(example, MONDAY)._.when
    assert form in example.lower()
    if name in ("names", "counted"):
        assert not found
    elif name == "directions" and form in ("later", "afterwards", "afterward", "after"):
        assert [(when.start, when.relative) for when in found] == [(None, True)]
    else:
        assert len(found) == 1


def test_words_of_beginning_make_a_period_open(read: Callable[..., Doc]) -> None:
    examples = {form: f"Since it {form} in March 2011 many died." for form, kind in _starts().items() if kind == "verb"}
    examples |= {form: f"The {form} began in March 2011." for form, kind in _starts().items() if kind == "noun"}
    assert [(when.start, when.end, when.role) for text in examples.values() for when in read(text, MONDAY)._.when] == [
        ("2011-03", None, "since")
    ] * len(examples)


def test_precision_follows_the_length(read: Callable[..., Doc]) -> None:
    text = (
        "on Sunday; the weekend; last week; last month; last year; a week ago; two weeks ago; since Friday; since 2011"
    )
    assert [when.precision for when in read(text, MONDAY)._.when] == [1, 2, 3, 4, 5, 2, 3, 1, 5]


def test_furniture_is_background(read: Callable[..., Doc]) -> None:
    doc = read("Men die in raid\n\nTwo men died on Sunday.\n\nRead more: Three die on Saturday", MONDAY)
    assert [when.role for when in doc._.when] == ["event", "background"]


def test_the_room_runs_without_article_and_on_nothing(read: Callable[..., Doc]) -> None:
    assert read("")._.when == ()
    assert read("Nothing is said here.")._.when == ()
    assert [when.start for when in read("It was Sunday.", "no date")._.when] == [None]


def test_grammar_refuses_what_it_cannot_read(tmp_path: object) -> None:
    body = '[x]\nstage = 1\npattern = "{}"\nreading = "same"\nexample = "x"\n'
    path = tmp_path / "grammar.toml"  # type: ignore[operator]
    path.write_text(body.format("DAY %"))
    with pytest.raises(LexiconError, match=r"grammar\.toml:1: rule x: cannot read the pattern at '%'"):
        load_rules(path)
    path.write_text(body.format("DAY") + 'colour = "red"\n')
    with pytest.raises(LexiconError, match=r"unknown keys \['colour'\], missing \[\]"):
        load_rules(path)


def test_an_unforeseen_word_recompiles_the_grammar() -> None:
    grammar = Grammar()
    grammar.compiled(1)
    size = len(grammar.alphabet)
    new = grammar.alphabet.char(frozenset({"DAY", "NEWS"}))
    day_month = {one.rule.name: one.expression for one in grammar.compiled(1)}["day-month"]
    assert len(grammar.alphabet) == size + 1
    assert day_month.search(new + grammar.symbol("November"))


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(DAYS)
def test_a_day_is_read_back_from_every_way_of_writing_it(read: Callable[..., Doc], day: date) -> None:
    month = day.strftime("%B")
    forms = [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        day.isoformat(),
        f"{day:%d %b %Y}".upper(),
    ]
    for form in forms:
        assert [when.start for when in read(f"It was on {form}.")._.when] == [day.isoformat()], form


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_never_ahead_and_never_a_week_back(read: Callable[..., Doc], day: date, ago: int) -> None:
    meant = day - timedelta(days=ago)
    doc = read(f"Two men died on {meant:%A}.", day.isoformat())
    assert [when.start for when in doc._.when] == [meant.isoformat()]


@given(st.text(alphabet="may march 12 2016 - , sunday last week of the in since ago () / ", max_size=60))
def test_no_noise_raises_and_bounds_hold(read: Callable[..., Doc], text: str) -> None:
    doc = read(text, MONDAY)
    for when in doc._.when:
        assert when.extent.start < when.extent.end <= len(doc)
        if when.start and when.end:
            assert periods.first_day(when.start) <= periods.last_day(when.end)
        assert dataclasses.replace(when) == when
        assert 1 <= when.precision <= 5
