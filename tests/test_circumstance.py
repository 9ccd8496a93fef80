"""Where, when, by what, by whom, and who says so: whole renderings of each claim's circumstances."""

from __future__ import annotations

from collections.abc import Callable

import cases
import pytest
from spacy.tokens import Doc

from tollbook.circumstance.parting import turns, turns_to_another
from tollbook.circumstance.perpetrators import _doubts as doubts
from tollbook.spans import by_id, text_of
from tollbook.values import Circumstance, Claim, Count, Extent, Victims


def render(doc: Doc, one: Circumstance) -> str:
    """``harm low @place when weapon by=perpetrator responsibility from=source``; a dash where null."""
    claim = by_id(doc._.casualty)[one.claim]
    place = by_id(doc._.place).get(one.place)
    when = by_id(doc._.when).get(one.when)
    weapon = by_id(doc._.weapon).get(one.weapon)
    actor = by_id(doc._.actor).get(one.perpetrator)
    attribution = by_id(doc._.attribution).get(one.attribution)
    return (
        f"{claim.harm} {claim.count.low} @{place.name if place else '-'} {when.start if when else '-'} "
        f"[{text_of(doc, weapon.extent) if weapon else '-'}] by={text_of(doc, actor.extent) if actor else '-'} "
        f"{one.responsibility} from={text_of(doc, attribution.source) if attribution else '-'}"
    )


@pytest.mark.parametrize("case", cases.parameters("circumstance"))
def test_examples(case: cases.Case, annotate: Callable[..., Doc]) -> None:
    doc = annotate(case.text, case.published)
    assert tuple(render(doc, one) for one in doc._.circumstance) == case.expected


def test_every_word_of_doubt_has_an_example_that_holds_it() -> None:
    from tollbook.circumstance.perpetrators import Doubt
    from tollbook.lexicon import table

    rows = table("circumstance", "doubts", Doubt, ("form",))
    assert len(rows) == len(doubts())
    assert all(row.form in row.example.lower() for row in rows)


def test_one_circumstance_for_each_claim(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Shelling killed two men in Homs and wounded five. A third man died on Tuesday.")
    assert [one.claim for one in doc._.circumstance] == [claim.id for claim in doc._.casualty]
    assert len(doc._.circumstance) == 3


@pytest.mark.parametrize("row", turns(), ids=lambda row: row.form)
def test_each_word_turns_in_its_example_only(row: object, annotate: Callable[..., Doc]) -> None:
    def parts(text: str) -> bool:
        doc = annotate(text)
        first = Extent(0, 1)
        claim = Claim("c1", first, "killed", Count(None, "eq", 1, 1), Victims(None), 0, "body", "test")
        return turns_to_another(doc, claim)

    assert parts(row.example)  # type: ignore[attr-defined]
    assert not parts(row.counterexample)  # type: ignore[attr-defined]
