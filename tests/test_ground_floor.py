"""The ground floor: tables, frames, spans, attributes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tollbook import extensions, lexicon, spans, stages
from tollbook.errors import InputError, LexiconError, TollbookError
from tollbook.frames import compile_path, load_frames, walk
from tollbook.values import Extent, Zone


@dataclass(frozen=True)
class Row:
    """A row with every type of column."""

    id: str
    kind: Literal["bomb", "mine"]
    forms: tuple[str, ...]
    calibre: int | None
    share: float
    known: bool
    note: str | None


HEADER = "id,kind,forms,calibre,share,known,note\n"


def _table(tmp_path: Path, body: str, header: str = HEADER) -> Path:
    path = tmp_path / "words.csv"
    path.write_text(header + body, encoding="utf8")
    return path


def test_table_reads_every_type(tmp_path: Path) -> None:
    path = _table(tmp_path, "a,bomb,bomb| bombs |,82,0.5,yes,\n\n# a remark\nb,mine,,,1,,seen\n", "# source\n" + HEADER)
    assert lexicon.read_table(path, Row) == (
        Row("a", "bomb", ("bomb", "bombs"), 82, 0.5, True, None),
        Row("b", "mine", (), None, 1.0, False, "seen"),
    )


def test_table_may_order_its_columns_as_it_likes(tmp_path: Path) -> None:
    path = _table(tmp_path, "seen,a,bomb,b,,1,no\n", "note,id,kind,forms,calibre,share,known\n")
    assert lexicon.read_table(path, Row)[0].note == "seen"


@pytest.mark.parametrize(
    ("header", "body", "message"),
    [
        (HEADER.replace("note", "nota"), "", ":1: unknown columns ['nota'], missing columns ['note']"),
        (
            "",
            "",
            ":1: unknown columns [], missing columns ['calibre', 'forms', 'id', 'kind', 'known', 'note', 'share']",
        ),
        (HEADER, "a,bom,b,,1,,\n", ":2: column kind: 'bom' is none of bomb, mine"),
        (HEADER, "a,bomb,b,,1,maybe,\n", ":2: column known: 'maybe' is neither yes nor no"),
        (HEADER, "a,bomb,b,x,1,,\n", ":2: column calibre: invalid literal for int() with base 10: 'x'"),
        (HEADER, "a,bomb,b,,,,\n", ":2: column share: could not convert string to float: ''"),
        (HEADER, "a,bomb,b,,1,,\n# x\na,mine,b,,1,,\n", ":4: id 'a' stands in line 2 already"),
        (HEADER, "a,bomb,b,,1,\n", ":2: 6 cells where the header has 7"),
    ],
)
def test_broken_table_is_refused_with_line_and_reason(tmp_path: Path, header: str, body: str, message: str) -> None:
    path = _table(tmp_path, body, header)
    with pytest.raises(LexiconError) as caught:
        lexicon.read_table(path, Row)
    assert str(caught.value) == f"{path}{message}"


def test_phrases_match_in_any_case_longest_first() -> None:
    nlp = spacy.blank("en")
    phrases = lexicon.Phrases(nlp.vocab, {"air strike": ["a"], "air": ["b", "c"]}, nlp.make_doc)
    assert list(phrases(nlp("The AIR STRIKE hit."))) == [(Extent(1, 3), ("a",)), (Extent(1, 2), ("b", "c"))]
    assert list(phrases(nlp("A strike in the fair."))) == []


def _tree() -> Doc:
    words = ["Two", "men", "whom", "soldiers", "shot", "were", "buried", "there"]
    heads = [1, 6, 4, 4, 1, 6, 6, 6]
    deps = ["nummod", "nsubj:pass", "obj", "nsubj", "acl:relcl", "aux:pass", "ROOT", "advmod"]
    tags = ["CD", "NNS", "WP", "NNS", "VBD", "VBD", "VBN", "RB"]
    return Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=deps, tags=tags)


@pytest.mark.parametrize(
    ("start", "path", "found"),
    [
        (6, ">nsubj:pass", ["men"]),
        (6, ">nsubj:pass >nummod", ["Two"]),
        (4, "<acl:relcl", ["men"]),
        (4, "<acl:relcl <nsubj:pass", ["buried"]),
        (6, ">nsubj:pass|advmod", ["men", "there"]),
        (6, ">obj", []),
        (6, "<conj", []),
        (6, "<ROOT", []),
        (3, "", ["soldiers"]),
    ],
)
def test_path(start: int, path: str, found: list[str]) -> None:
    assert [token.text for token in walk(_tree()[start], path)] == found


@pytest.mark.parametrize("path", ["nsubj", ">nsubj obj", ">", "<"])
def test_broken_path_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="starts neither with > nor with <"):
        compile_path(path)


FRAMES = """
[relative]
tags = ["VBD"]
need = ["<acl:relcl"]
ban = [">aux:pass"]
roles = { victim = [">obl", "<acl:relcl"], agent = [">nsubj"] }

[passive]
need = [">aux:pass"]
roles = { victim = [">nsubj:pass"], agent = [">obl:agent"] }
"""


def test_frames_match_what_they_say(tmp_path: Path) -> None:
    path = tmp_path / "frames.toml"
    path.write_text(FRAMES, encoding="utf8")
    frames = load_frames(path)
    doc = _tree()
    assert list(frames) == ["relative", "passive"]
    assert frames["relative"].match(doc[4]) == {"victim": (doc[1],), "agent": (doc[3],)}
    assert frames["passive"].match(doc[6]) == {"victim": (doc[1],)}
    assert frames["relative"].match(doc[6]) is None
    assert frames["passive"].match(doc[4]) is None


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[x]\nrole = {}\n", ":1: frame x: unknown keys ['role']"),
        ('[x]\nneed = ["obj"]\n', ":1: frame x: step 'obj' of path 'obj' starts neither with > nor with <"),
    ],
)
def test_broken_frames_are_refused(tmp_path: Path, body: str, message: str) -> None:
    path = tmp_path / "frames.toml"
    path.write_text(body, encoding="utf8")
    with pytest.raises(LexiconError) as caught:
        load_frames(path)
    assert str(caught.value) == f"{path}{message}"


def test_extents() -> None:
    extent = Extent(2, 5)
    assert (len(extent), extent.joined(Extent(7, 8)), extent.contains(Extent(2, 5))) == (3, Extent(2, 8), True)
    assert (extent.overlaps(Extent(5, 6)), extent.overlaps(Extent(4, 9))) == (False, True)
    assert sorted([Extent(3, 4), Extent(2, 9), Extent(2, 3)]) == [Extent(2, 3), Extent(2, 9), Extent(3, 4)]


@pytest.mark.parametrize(
    ("extent", "expected"),
    [
        (Extent(0, 4), Extent(1, 3)),
        (Extent(1, 3), Extent(1, 3)),
        (Extent(0, 1), Extent(0, 1)),
        (Extent(3, 6), Extent(5, 6)),
    ],
)
def test_trimmed(extent: Extent, expected: Extent) -> None:
    doc = spacy.blank("en")(", two men, \n died")
    assert [t.text for t in doc][3:6] == [",", "\n ", "died"]
    assert spans.trimmed(doc, extent) == expected


def test_subtree_without_a_clause() -> None:
    doc = _tree()
    assert spans.subtree_extent(doc, 1) == Extent(0, 5)
    assert spans.subtree_extent(doc, 1, without=("acl:relcl",)) == Extent(0, 2)


def test_longest_of_overlapping_findings_is_kept() -> None:
    found = [SimpleNamespace(extent=Extent(*pair)) for pair in [(0, 2), (1, 4), (4, 6), (4, 6), (5, 7)]]
    assert [one.extent for one in spans.free_of_overlap(found)] == [Extent(1, 4), Extent(4, 6)]


def test_written_findings_come_back_from_their_spans() -> None:
    doc = spacy.blank("en")("Two men died. Two fled.")
    zones = [Zone(Extent(0, 4), "body", "a"), Zone(Extent(4, 7), "caption", "b")]
    spans.write(doc, "text", zones, lambda zone: zone.label)
    assert doc._.text == tuple(zones)
    assert [span._.text for span in doc.spans["text"]] == zones
    assert doc[0:2]._.text is None
    assert spans.text_of(doc, zones[1].extent) == "Two fled."
    assert spans.text_of(doc, None) is None


def test_attributes_may_be_registered_again() -> None:
    extensions.register()
    assert all(Doc.has_extension(room) for room in stages.COMPONENTS)


def test_rooms_that_have_not_run_leave_null(nlp: Language) -> None:
    doc = nlp.make_doc("Two men died.")
    assert [getattr(doc._, room) for room in stages.COMPONENTS] == [None] * len(stages.COMPONENTS)


def test_errors_say_where() -> None:
    assert str(InputError("a.txt", "empty")) == "a.txt: empty"
    assert str(InputError("a.jsonl", "no JSON", line=3)) == "a.jsonl:3: no JSON"
    assert issubclass(LexiconError, TollbookError)
