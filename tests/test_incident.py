"""What adds up to what: examples, and the invariants of the toll."""

from __future__ import annotations

from collections.abc import Callable

import cases
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from tollbook.errors import ModelError
from tollbook.incident.cluster import counts
from tollbook.incident.counted import counted
from tollbook.incident.kinds import kind_of, kinds
from tollbook.incident.toll import POLICIES, toll
from tollbook.values import Claim, Count, Extent, Incident, Victims


def render(incident: Incident) -> str:
    """``kind killed=best injured=best`` of an incident; its kind alone where no figure is told."""
    figures = [f"{harm}={found.best}" for harm, found in incident.toll]
    return " ".join([incident.kind, *figures])


@pytest.mark.parametrize("case", cases.parameters("incident"))
def test_examples(case: cases.Case, annotate: Callable[..., Doc]) -> None:
    doc = annotate(case.text, case.published)
    assert tuple(render(incident) for incident in doc._.incident) == case.expected


@pytest.mark.parametrize("row", kinds(), ids=lambda row: row.id)
def test_each_kind_is_recognised_in_its_example(row: object, annotate: Callable[..., Doc]) -> None:
    doc = annotate(row.example)  # type: ignore[attr-defined]
    found = kind_of(doc, doc._.casualty, [w for w in doc._.weapon if w.role == "used"])
    assert found == row.id  # type: ignore[attr-defined]


LOWS = [
    ("people told apart", "A bomb killed 21 people in Homs. Two teachers were killed.", (21, 21)),
    ("two counts", "A bomb killed nine people in Homs. A hospital put the number of dead at 12.", (9, 12)),
    ("the largest part", "A bomb killed at least 20 people in Homs, including 12 women.", (20, 20)),
]


@pytest.mark.parametrize(("text", "wanted"), [one[1:] for one in LOWS], ids=[one[0] for one in LOWS])
def test_the_low_of_a_toll_is_a_rival_count(text: str, wanted: tuple[int, int], annotate: Callable[..., Doc]) -> None:
    doc = annotate(text, "2018-02-14")
    found = toll(counted(doc, doc._.casualty), "killed")
    assert found is not None
    assert (found.low, found.best) == wanted


STATUSES = [
    (
        "parts of a repetition",
        "Bomb kills six in Mosul\n\nA bomb killed six people, including two soldiers, in Mosul.",
        {"security": 2},
    ),
    ("parts of no repetition", "Bomb kills six in Mosul\n\nTwo soldiers were killed by a bomb in Mosul.", {}),
]


@pytest.mark.parametrize(("text", "wanted"), [one[1:] for one in STATUSES], ids=[one[0] for one in STATUSES])
def test_the_statuses_of_a_toll_are_those_of_its_repetitions(
    text: str, wanted: dict[str, int], annotate: Callable[..., Doc]
) -> None:
    doc = annotate(text, "2018-02-14")
    found = toll(counted(doc, doc._.casualty), "killed")
    assert found is not None
    assert (found.best, dict(found.by_status)) == (6, wanted)


def test_an_unknown_policy_is_refused() -> None:
    nlp = spacy.blank("en")
    with pytest.raises(ModelError, match="policy 'guess'"):
        nlp.add_pipe("tollbook_incident", config={"policy": "guess"})


WORDS = spacy.blank("en")("one two three four five six seven eight nine ten")


@st.composite
def claim_sets(draw: st.DrawFn) -> list[Claim]:
    """Sets of killed claims in which parts are smaller than their wholes and repetitions equal."""
    found: list[Claim] = []
    for n in range(draw(st.integers(1, 7))):
        low = draw(st.integers(0, 60))
        link = draw(st.sampled_from(["none", "subset", "same"])) if found else "none"
        target = draw(st.sampled_from(found)) if found else None
        subset = same = None
        if link == "subset" and target is not None:
            subset, low = target.id, min(low, target.count.low or 0)
        if link == "same" and target is not None:
            same, low = target.id, target.count.low or 0
        found.append(
            Claim(
                id=f"c{n + 1}",
                extent=Extent(n, n + 1),
                harm="killed",
                count=Count(Extent(n, n + 1), "eq", low, low),
                victims=Victims(None),
                trigger=n,
                zone="body",
                rule="test",
                scope=draw(st.sampled_from(["incident", "incident", "conflict", "period"])),
                modality=draw(st.sampled_from(["asserted", "asserted", "denied", "hypothetical"])),
                subset_of=subset,
                same_as=same,
            )
        )
    return found


@settings(max_examples=150, deadline=None)
@given(claim_sets(), st.sampled_from(sorted(POLICIES)))
def test_the_toll_keeps_its_invariants(found: list[Claim], policy: str) -> None:
    doc = Doc(WORDS.vocab, words=[t.text for t in WORDS], sent_starts=[True] * len(WORDS))
    members = [c for c in found if counts(c)]
    result = toll(counted(doc, members), "killed", policy)
    if not members:
        assert result is None
        return
    assert result is not None
    assert result.best is not None
    assert result.low is not None
    stated = {c.count.low for c in members}
    # Each sentence holds one claim, so that no two may ever be added: the toll is one of the stated figures.
    assert result.best in stated
    assert result.low <= result.best
    if policy == "highest":
        assert result.best == max(c.count.low or 0 for c in members)


def test_neither_background_nor_denied_nor_furniture_counts() -> None:
    base = Claim("c1", Extent(0, 1), "killed", Count(None, "eq", 5, 5), Victims(None), 0, "body", "test")
    assert counts(base)
    from dataclasses import replace

    assert not counts(replace(base, scope="conflict"))
    assert not counts(replace(base, scope="period"))
    assert not counts(replace(base, modality="denied"))
    assert not counts(replace(base, modality="hypothetical"))
    assert not counts(replace(base, furniture=True))
