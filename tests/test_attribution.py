"""The room `attribution`: who says what, by which words, to whom, and in what spirit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cases import Case, parameters
from spacy.tokens import Doc

from tollbook.attribution.tables import Cue, cues
from tollbook.spans import text_of
from tollbook.values import Attribution, Extent


def words(doc: Doc, extent: Extent | None) -> str:
    """The words of an extent on one line; a dash where there is none."""
    text = text_of(doc, extent)
    return "-" if text is None else " ".join(text.split())


def shown(doc: Doc, one: Attribution) -> str:
    """One attribution in the notation of the example file."""
    relay = f" via {words(doc, one.relay)}" if one.relay is not None else ""
    stance = "" if one.stance == "say" else f" /{one.stance}"
    return f"{words(doc, one.source)} [{words(doc, one.cue)}] {words(doc, one.content)}{relay}{stance}"


@pytest.mark.parametrize("case", parameters("attribution"))
def test_examples(case: Case, annotate: Callable[..., Doc]) -> None:
    doc = annotate(case.text)
    assert tuple(shown(doc, one) for one in doc._.attribution) == case.expected


@pytest.mark.parametrize("cue", cues().values(), ids=lambda cue: cue.id)
def test_cues_report_in_their_example_alone(cue: Cue, annotate: Callable[..., Doc]) -> None:
    assert cue.id in {one.rule.partition(".")[0] for one in annotate(cue.example)._.attribution}
    if cue.counterexample:
        assert cue.id not in {one.rule.partition(".")[0] for one in annotate(cue.counterexample)._.attribution}


def test_the_room_runs_on_nothing(annotate: Callable[..., Doc]) -> None:
    assert annotate("")._.attribution == ()
    assert annotate("It rained in the hills all week.")._.attribution == ()


def test_a_missing_quotation_mark_loses_nothing_after_it(annotate: Callable[..., Doc]) -> None:
    doc = annotate(
        '"The bridge is gone, the mayor said.\n\nPolice said two men had died. Medics said a third was hurt.'
    )
    assert [words(doc, one.source) for one in doc._.attribution][-2:] == ["Police", "Medics"]
