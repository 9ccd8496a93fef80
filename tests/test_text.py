"""The room text: zones, sentences, quotations, and that nothing breaks it."""

from __future__ import annotations

import pytest
import spacy
from cases import Case, parameters
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from tollbook import lexicon
from tollbook.text.datelines import Agency, NotDateline, dateline_end
from tollbook.text.sentences import Abbreviation, is_hard_wrapped
from tollbook.text.tokenizer import make_tokenizer
from tollbook.text.zones import Furniture, furniture_rule
from tollbook.values import Article, Mark, Zone


@pytest.fixture(scope="module")
def reader() -> Language:
    """The tokenizer and the room text alone."""
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp)
    nlp.add_pipe("tollbook_text", name="text")
    return nlp


def _read(reader: Language, text: str, **article: object) -> Doc:
    doc = reader.make_doc(text)
    doc._.article = Article(text=text, **article)  # type: ignore[arg-type]
    return reader(doc)


def _zones(doc: Doc) -> list[Zone]:
    return [zone for zone in doc._.text if zone.label != "quotation"]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _render(doc: Doc) -> list[str]:
    zone_of = {i: zone.label for zone in _zones(doc) for i in range(zone.extent.start, zone.extent.end)}
    found = []
    for sent in doc.sents:
        label = zone_of[next(token.i for token in sent if not token.is_space)]
        found.append(("" if label == "body" else f"{label}> ") + _plain(sent.text))
    quotations = [doc[z.extent.start : z.extent.end].text for z in doc._.text if z.label == "quotation"]
    return found + [f"quotation> {_plain(text)}" for text in quotations]


@pytest.mark.parametrize("case", parameters("text"))
def test_example(reader: Language, case: Case) -> None:
    assert _render(_read(reader, case.text)) == list(case.expected)


def _check(doc: Doc) -> None:
    """What holds for every document: zones part the words, and no sentence stands in two."""
    words = [token.i for token in doc if not token.is_space]
    zones = _zones(doc)
    assert [i for zone in zones for i in range(zone.extent.start, zone.extent.end) if not doc[i].is_space] == words
    assert all(doc[zone.extent.start].is_sent_start for zone in zones)
    assert all(token.is_sent_start is not None for token in doc)
    assert [(span.start, span.end) for span in doc.spans["text"]] == [
        (zone.extent.start, zone.extent.end) for zone in doc._.text
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "   \n\n\n  ",
        "\n",
        "a",
        ".",
        "...",
        '"',
        "“",
        "'",
        "‘ ’ ‘",
        "-",
        "•",
        "\u200b",
        "\xa0",
        "a\r\nb.\r\nC.",
        "1.",
        "(",
        ")",
    ],
)
def test_little_text(reader: Language, text: str) -> None:
    _check(_read(reader, text))


def test_headline_of_two_hundred_words_is_body(reader: Language) -> None:
    doc = _read(reader, "killed " * 200 + "\n\nTwo men died.")
    _check(doc)
    assert [zone.label for zone in _zones(doc)] == ["body", "body"]


def test_long_text_takes_time_in_proportion(reader: Language) -> None:
    # 4,000 opening marks, none of which closes: each is looked for no further than its paragraph.
    doc = _read(reader, "He said 'no \"yes ‘or. " * 1000)
    _check(doc)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="aA1. \n\"'“”‘’-—:(),!?•…[]/|", max_size=60))
def test_any_text(reader: Language, text: str) -> None:
    _check(_read(reader, text))


def test_title_is_headline_even_as_a_sentence(reader: Language) -> None:
    doc = _read(reader, "Two men died.\n\nPolice came.", title="Two men died.")
    assert [zone.label for zone in _zones(doc)] == ["headline", "body"]


def test_marks_make_headline_and_dateline(reader: Language) -> None:
    text = "Two die.\nIdlib - Two men died."
    assert [z.label for z in _zones(_read(reader, text))] == ["body", "body"]
    marks = (Mark(0, 8, "title"), Mark(9, 14, "bold"))
    assert [z.label for z in _zones(_read(reader, text, marks=marks))] == ["headline", "dateline", "body"]


def test_single_line_is_body(reader: Language) -> None:
    assert [zone.label for zone in _zones(_read(reader, "Two die in raid"))] == ["body"]


@pytest.mark.parametrize("row", lexicon.table("text", "furniture", Furniture), ids=lambda row: row.id)
def test_furniture_row(row: Furniture) -> None:
    assert row.holds(row.example.lower().replace("’", "'").strip("*_#> "))
    assert furniture_rule(row.example) is not None
    assert not row.holds(row.counterexample.lower())


@pytest.mark.parametrize(
    "row", lexicon.table("text", "abbreviations", Abbreviation, ("form",)), ids=lambda row: row.form
)
def test_abbreviation_row(reader: Language, row: Abbreviation) -> None:
    # What follows could open a sentence, so that it is this row that holds the two together.
    after = row.example[row.example.lower().index(row.form) + len(row.form) :]
    assert after[0] == " "
    assert after[1].isupper() or after[1].isdigit()
    assert len(list(_read(reader, row.example).sents)) == 1


@pytest.mark.parametrize("row", lexicon.table("text", "agencies", Agency, ("form",)), ids=lambda row: row.form)
def test_agency_row(row: Agency) -> None:
    end = dateline_end(row.example)
    assert end is not None
    assert row.example[end:] in ("Two men died.", "TWO MEN DIED.")


@pytest.mark.parametrize(
    "row", lexicon.table("text", "not_datelines", NotDateline, ("form",)), ids=lambda row: row.form
)
def test_refused_name_row(row: NotDateline) -> None:
    assert dateline_end(row.example) is None
    # The same words after the name of a town make a dateline, so that it is this row that refuses.
    rest = row.example[row.example.index(":" if ":" in row.example else " -") :].lstrip(" -:")
    assert dateline_end(f"GARDEZ - {rest.capitalize()}") is not None


def test_lines_that_carry_a_paragraph_each_are_not_wrapped() -> None:
    lines = "The army said that fifty peasants had been taken away.\n" * 5
    assert not is_hard_wrapped(lines)
