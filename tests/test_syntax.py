"""The room syntax: what it parses, what it leaves flat, and that it keeps the sentences that it was given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from tollbook.errors import ModelError
from tollbook.syntax.component import LONGEST_SENTENCE, Syntax
from tollbook.syntax.lemmas import Lemmas
from tollbook.syntax.tags import TAG_TO_POS, pos_of

ARTICLES = sorted((Path(__file__).parents[1] / "corpus" / "articles").glob("*.txt"))


@pytest.fixture(scope="module")
def parse(nlp: Language) -> Callable[[str], Doc]:
    """The rooms text and syntax alone."""

    def run(text: str) -> Doc:
        doc = nlp.make_doc(text)
        for room in ("text", "syntax"):
            doc = nlp.get_pipe(room)(doc)  # type: ignore[operator]
        return doc

    return run


def _only(doc: Doc, form: str) -> Token:
    found = [token for token in doc if token.lower_ == form]
    assert len(found) == 1
    return found[0]


def _children(token: Token, dep: str) -> list[str]:
    return [child.text for child in token.children if child.dep_ == dep]


@pytest.mark.parametrize(
    "text",
    [
        "Two men were killed by soldiers.",
        "TWO MEN WERE KILLED BY SOLDIERS.",
        "two men were killed by soldiers.",
        "Two men\nwere killed\nby soldiers.",
        "Two  men  were killed by soldiers.",
    ],
)
def test_passive_in_any_case_and_layout(parse: Callable[[str], Doc], text: str) -> None:
    doc = parse(text)
    killed = _only(doc, "killed")
    assert (killed.tag_, killed.pos_, killed.dep_, killed.lemma_) == ("VBN", "VERB", "ROOT", "kill")
    assert [t.lower() for t in _children(killed, "nsubj:pass")] == ["men"]
    assert [t.lower() for t in _children(killed, "aux:pass")] == ["were"]
    assert [t.lower() for t in _children(killed, "obl:agent")] == ["soldiers"]
    assert _only(doc, "men").lemma_ == "man"


def test_lead_of_a_wire_report(parse: Callable[[str], Doc]) -> None:
    doc = parse("At least 40 villagers, including nine children, were killed and 12 others were wounded on Monday.")
    killed, wounded = _only(doc, "killed"), _only(doc, "wounded")
    assert _children(killed, "nsubj:pass") == ["villagers"]
    assert wounded.dep_ == "conj"
    assert wounded.head == killed
    assert _children(wounded, "nsubj:pass") == ["others"]


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("Six TU-22M3 bombers were killed.", "TU-22M3"),
        ("An Su-35S was killed.", "Su-35S"),
        ("An S-300 killed two.", "S-300"),
        ("A BM-21 killed two.", "BM-21"),
        ("A 9M133 killed two.", "9M133"),
        ("It killed 1,200 men.", "1,200"),
        ("It killed 2,000-3,000 men.", "2,000-3,000"),
        ("It killed 10–15 men.", "10–15"),
        ("Killed on 27/11/2017 at home.", "27/11/2017"),
    ],
)
def test_designations_and_figures_are_one_token(parse: Callable[[str], Doc], text: str, token: str) -> None:
    assert token in [t.text for t in parse(text)]


@pytest.mark.parametrize("text", ["A US-led force.", "A 34-year-old man.", "In mid-2014.", "A long-term plan."])
def test_ordinary_hyphens_part_words(parse: Callable[[str], Doc], text: str) -> None:
    assert "-" in [t.text for t in parse(text)]


def test_only_sentences_with_a_trigger_are_parsed(parse: Callable[[str], Doc]) -> None:
    doc = parse("The sky was blue. Two men were killed. The rain came.")
    parsed = doc._.syntax
    assert [doc[p.extent.start : p.extent.end].text for p in parsed] == ["Two men were killed."]
    assert doc[parsed[0].trigger].text == "killed"
    assert [(span.start, span.end) for span in doc.spans["syntax"]] == [(5, 10)]
    for sent in (next(doc.sents), list(doc.sents)[-1]):
        assert [(t.tag_, t.dep_, t.head.i) for t in sent] == [("", "dep", sent.start)] * len(sent)


def test_no_trigger_leaves_an_empty_group(parse: Callable[[str], Doc]) -> None:
    doc = parse("The sky was blue.")
    assert doc._.syntax == ()
    assert list(doc.spans["syntax"]) == []


def test_setting_all_parses_every_sentence(nlp: Language) -> None:
    room = nlp.get_pipe("syntax")
    every = Syntax(nlp, parse="all")
    every.language = room.language  # type: ignore[attr-defined]
    doc = every(nlp.get_pipe("text")(nlp.make_doc("The sky was blue. The rain came.")))  # type: ignore[operator]
    assert [p.trigger for p in doc._.syntax] == [None, None]
    assert all(token.tag_ for token in doc)


def _starts(doc: Doc) -> list[int]:
    return [token.i for token in doc if token.is_sent_start]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_sentence_starts_are_kept(nlp: Language, path: Path) -> None:
    doc = nlp.get_pipe("text")(nlp.make_doc(path.read_text(encoding="utf8")))  # type: ignore[operator]
    before = _starts(doc)
    doc = nlp.get_pipe("syntax")(doc)  # type: ignore[operator]
    assert _starts(doc) == before
    assert [sent.start for sent in doc.sents] == before
    assert all(token.head.sent == token.sent for token in doc)


def test_batch_gives_what_single_documents_give(nlp: Language) -> None:
    texts = [
        "Two men were killed. The sky was blue.",
        "",
        "One woman died.",
        "Nothing.",
        "Five were wounded by a mine.",
    ]
    text, syntax = nlp.get_pipe("text"), nlp.get_pipe("syntax")
    single = [syntax(text(nlp.make_doc(one))) for one in texts]  # type: ignore[operator]
    batch = list(syntax.pipe((text(nlp.make_doc(one)) for one in texts), batch_size=2))  # type: ignore[operator,attr-defined]
    assert [doc.to_json() for doc in batch] == [doc.to_json() for doc in single]


def test_thousand_words_are_read_in_pieces(parse: Callable[[str], Doc]) -> None:
    doc = parse("the men and " * 332 + "two men were killed.")
    assert len(list(doc.sents)) == 1
    pieces = [p.extent for p in doc._.syntax]
    assert [len(extent) for extent in pieces] == [LONGEST_SENTENCE] * 5 + [len(doc) - 5 * LONGEST_SENTENCE]
    assert all(token.tag_ for token in doc)
    assert [token.i for token in doc if token.head.i == token.i] == [doc[:].root.i]


def test_piece_of_white_space_alone_is_no_piece(parse: Callable[[str], Doc]) -> None:
    text = "killed " + "men " * (LONGEST_SENTENCE - 1)
    doc = parse(text + "\n \n \n")
    assert [p.extent for p in doc._.syntax] == [doc._.syntax[0].extent]
    assert len(doc._.syntax[0].extent) == LONGEST_SENTENCE


@pytest.mark.parametrize(
    ("text", "sentences"),
    [("", 0), (" ", 0), ("\n\n", 0), ("killed", 1), ("\nkilled\n", 1), (". killed .", 1), ("“killed", 1)],
)
def test_little_text(parse: Callable[[str], Doc], text: str, sentences: int) -> None:
    doc = parse(text)
    assert len(doc._.syntax) == sentences
    assert doc.text == text


def test_white_space_inside_a_sentence_hangs_on_the_word_before(parse: Callable[[str], Doc]) -> None:
    doc = parse("Two men\nwere killed.")
    space = next(token for token in doc if token.is_space)
    assert (space.head.text, space.tag_) == ("men", "")


def test_unknown_setting_is_refused() -> None:
    with pytest.raises(ModelError, match="setting parse of the room syntax is 'some'; it takes 'triggered' or 'all'"):
        Syntax(spacy.blank("en"), parse="some")  # type: ignore[arg-type]


def test_room_without_its_language_model_says_so() -> None:
    nlp = spacy.blank("en")
    room = Syntax(nlp)
    with pytest.raises(ModelError, match=r"load the pipeline with tollbook\.load"):
        room(nlp.make_doc("Two men were killed."))


def test_missing_language_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no language model in .*language: train one with 'make models'"):
        Syntax(spacy.blank("en")).from_disk(tmp_path)


@pytest.mark.parametrize(
    ("form", "pos", "tag", "lemma"),
    [
        ("killed", "VERB", "VBN", "kill"),
        ("WOUNDED", "VERB", "VBN", "wound"),
        ("children", "NOUN", "NNS", "child"),
        ("casualties", "NOUN", "NNS", "casualty"),
        ("dead", "ADJ", "JJ", "dead"),
        ("died", "VERB", "VBD", "die"),
        ("were", "AUX", "VBD", "be"),
        ("Taliban", "PROPN", "NNP", "Taliban"),
    ],
)
def test_lemma(form: str, pos: str, tag: str, lemma: str) -> None:
    assert Lemmas(spacy.blank("en").vocab).of(form, pos, tag) == lemma


def test_every_tag_of_the_model_has_a_universal_tag(nlp: Language) -> None:
    language = nlp.get_pipe("syntax").language  # type: ignore[attr-defined]
    assert set(language.get_pipe("tagger").labels) <= set(TAG_TO_POS)
    assert pos_of("VBD", "cop") == "AUX"
