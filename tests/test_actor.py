"""The room `actor`: who acts and who speaks, of what kind, and which of the table's rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cases import Case, parameters
from spacy.tokens import Doc

from tollbook.actor.tables import actors, heads, titles
from tollbook.values import Actor


def shown(doc: Doc, actor: Actor) -> str:
    """One mention in the notation of the example file."""
    words = " ".join(doc[actor.extent.start : actor.extent.end].text.split())
    row = f"@{actor.catalogue}" if actor.catalogue is not None else ""
    first = f" ={actor.refers_to}" if actor.refers_to not in (None, actor.id) else ""
    return f"{words}:{actor.kind}{row}{first}"


@pytest.mark.parametrize("case", parameters("actor"))
def test_examples(case: Case, annotate: Callable[..., Doc]) -> None:
    doc = annotate(case.text)
    assert tuple(shown(doc, actor) for actor in doc._.actor) == case.expected


def test_the_table_names_many_actors() -> None:
    rows = actors().values()
    assert sum(row.kind == "armed_group" for row in rows) >= 900
    assert sum(1 + len(row.aliases) for row in rows) >= 4000


def test_parents_are_rows() -> None:
    assert {row.parent for row in actors().values()} - {None} <= set(actors())


@pytest.mark.parametrize("row", [row for row in heads().values() if row.example], ids=lambda row: row.id)
def test_nouns_make_a_mention_in_their_example_alone(row: object, annotate: Callable[..., Doc]) -> None:
    rule = f"head.{row.id}"  # type: ignore[attr-defined]
    found = {actor.rule.partition("+")[0] for actor in annotate(row.example)._.actor}  # type: ignore[attr-defined]
    assert rule in found
    counter = row.counterexample  # type: ignore[attr-defined]
    assert not counter or rule not in {actor.rule.partition("+")[0] for actor in annotate(counter)._.actor}


def test_a_title_makes_a_person(annotate: Callable[..., Doc]) -> None:
    for row in titles().values():
        assert any(actor.rule.startswith("person") for actor in annotate(row.example)._.actor), row.example


def test_the_room_runs_on_nothing(annotate: Callable[..., Doc]) -> None:
    assert annotate("")._.actor == ()
    assert annotate("It rained in the hills all week.")._.actor == ()
