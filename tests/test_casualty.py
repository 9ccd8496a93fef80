"""The room `casualty`: every figure of harm, whose it is, and what belongs to what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cases import Case, parameters
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from tollbook.casualty.causes import Causes
from tollbook.casualty.tables import expand, splits
from tollbook.values import Claim, Count


def bounds(count: Count) -> str:
    """The bounds of a number in the notation of the example files."""
    if count.low is None and count.high is None:
        return "?"
    if count.low == count.high:
        return str(count.low)
    return f"{'' if count.low is None else count.low}-{'' if count.high is None else count.high}"


def shown(doc: Doc, claim: Claim) -> str:
    """One claim in the notation of the example file."""
    place = {one.id: n for n, one in enumerate(doc._.casualty, 1)}
    victims = claim.victims
    parts = [claim.harm, claim.count.op, bounds(claim.count)]
    if victims.extent is not None:
        parts.append(f'"{" ".join(doc[victims.extent.start : victims.extent.end].text.split())}"')
    if victims.status != "unknown":
        parts.append(victims.status)
    parts += [*victims.demographic, *victims.role]
    parts += [value for value, usual in ((claim.scope, "incident"), (claim.modality, "asserted")) if value != usual]
    parts += [name for name, holds in (("background", claim.background), ("furniture", claim.furniture)) if holds]
    links = (("<", claim.subset_of), ("=", claim.same_as), (">", claim.superseded_by))
    return " ".join([*parts, *(f"{mark}{place[target]}" for mark, target in links if target is not None)])


@pytest.mark.parametrize("case", parameters("casualty"))
def test_examples(case: Case, annotate: Callable[..., Doc]) -> None:
    doc = annotate(case.text, case.published)
    assert tuple(shown(doc, claim) for claim in doc._.casualty) == case.expected


def test_phrases_that_close_round_their_victims_are_read(annotate: Callable[..., Doc]) -> None:
    rows = {row.example: row.harm for known in splits().values() for _, row in known}
    found = {text: [claim.harm for claim in annotate(text)._.casualty] for text in rows}
    assert {text: harms for text, harms in found.items() if harms != [rows[text]]} == {}


def test_alternatives_of_a_phrase_are_told_apart() -> None:
    assert expand("hold/held POSS fire") == [("hold", "POSS", "fire"), ("held", "POSS", "fire")]


def test_an_article_without_a_sign_of_another_cause_is_not_searched(annotate: Callable[..., Doc]) -> None:
    assert Causes(annotate("Two men were killed by gunmen.")).quiet
    assert not Causes(annotate("Two men were killed in a flood.")).quiet


WHO = st.sampled_from(
    ["people", "civilians", "soldiers", "rebels", "children", "women", "nurses", "others", '"bandits"']
)
NUMBER = st.sampled_from(["two", "12", "1,200", "at least 53", "dozens of", "up to 9", "three or four", "no", "a", ""])
WORDS = st.sampled_from(
    """were killed wounded and , . ; : injured including among them of the dead missing kidnapped fled their homes raid
    blast in Dorna on Monday since the war began most who said that toll rose to from 24 denied may have been ( ) " bodies
    lost took hostage put to death nobody was harmed""".split()
)
SENTENCES = st.lists(st.one_of(WHO, NUMBER, WORDS), min_size=1, max_size=40).map(" ".join)


def check(doc: Doc) -> None:
    """What holds for the claims of any text."""
    claims = {claim.id: claim for claim in doc._.casualty}
    assert len(claims) == len(doc._.casualty)
    seen = {(c.harm, c.count.extent, c.victims.extent, c.trigger, c.extent) for c in claims.values()}
    assert len(seen) == len(claims)
    for claim in claims.values():
        assert 0 <= claim.extent.start < claim.extent.end <= len(doc)
        low, high = claim.count.low, claim.count.high
        assert low is None or high is None or low <= high
        assert not (claim.victims.extent is not None and claim.victims.extent.end > len(doc))
        for target in (claim.subset_of, claim.same_as, claim.superseded_by):
            assert target is None or (target in claims and target != claim.id)
        whole = claims.get(claim.subset_of or "")
        if whole is not None and whole.count.op == claim.count.op == "eq":
            assert claim.count.low is None or whole.count.high is None or claim.count.low <= whole.count.high


@settings(max_examples=150, deadline=None)
@given(SENTENCES)
def test_invariants_hold_for_sentences_of_its_own_words(annotate: Callable[..., Doc], text: str) -> None:
    check(annotate(text))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_noise_never_raises(annotate: Callable[..., Doc], text: str) -> None:
    check(annotate(text))


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 99_999), WHO.filter(str.isalpha))
def test_a_stated_number_is_read_back(annotate: Callable[..., Doc], number: int, who: str) -> None:
    doc = annotate(f"A raid killed {number:,} {who} in Dorna.")
    assert [(c.harm, c.count.low, c.count.high) for c in doc._.casualty] == [("killed", number, number)]


def test_capitals_read_as_mixed_case_does(annotate: Callable[..., Doc]) -> None:
    texts = ["Two soldiers were killed and nine wounded.", "At least 12 civilians died in the raid."]
    for text in texts:
        plain, capitals = (
            [(c.harm, c.count.low, c.victims.status) for c in annotate(one)._.casualty] for one in (text, text.upper())
        )
        assert plain == capitals
