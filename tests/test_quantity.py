"""The room `quantity`: counts, ranges, vague words, measures, and the numbers that count nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cases import Case, parameters
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from test_casualty import bounds

from tollbook.values import Quantity


def shown(doc: Doc, quantity: Quantity) -> str:
    """One finding in the notation of the example file."""
    words = " ".join(doc[quantity.extent.start : quantity.extent.end].text.split())
    if quantity.kind in ("count", "share"):
        what = f"{quantity.count.op} {bounds(quantity.count)}"
    else:
        what = quantity.unit or quantity.rule.removeprefix("other.")
    return f'"{words}" {quantity.kind} {what}'


@pytest.mark.parametrize("case", parameters("quantity"))
def test_examples(case: Case, annotate: Callable[..., Doc]) -> None:
    doc = annotate(case.text, case.published)
    assert tuple(shown(doc, one) for one in doc._.quantity) == case.expected


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 9_999_999))
def test_figures_are_read_back_with_their_separators(annotate: Callable[..., Doc], number: int) -> None:
    doc = annotate(f"They counted {number:,} men.")
    found = [one for one in doc._.quantity if one.kind == "count"]
    assert [(one.count.low, one.count.high) for one in found] == [(number, number)]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_noise_never_raises(annotate: Callable[..., Doc], text: str) -> None:
    doc = annotate(text)
    ends = 0
    for one in doc._.quantity:
        low, high = one.count.low, one.count.high
        assert ends <= one.extent.start < one.extent.end <= len(doc)
        assert low is None or high is None or low <= high
        ends = one.extent.end
