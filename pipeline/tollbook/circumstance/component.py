"""The room ``circumstance``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..spans import write
from ..stages import factory


class CircumstanceRoom:
    """Scaffold."""

    def __init__(self, nlp: Language, name: str = "circumstance") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Any]:
        """Yield findings."""
        yield from ()

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: "")


@Language.factory(factory("circumstance"), assigns=["doc.spans", "doc._.circumstance"])
def create_circumstance(nlp: Language, name: str) -> CircumstanceRoom:
    """Make the component."""
    return CircumstanceRoom(nlp, name)
