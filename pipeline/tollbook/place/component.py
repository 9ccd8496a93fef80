"""The room ``place``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..spans import write
from ..stages import factory


class PlaceRoom:
    """Scaffold."""

    def __init__(self, nlp: Language, name: str = "place") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Any]:
        """Yield findings."""
        yield from ()

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: "")


@Language.factory(factory("place"), assigns=["doc.spans", "doc._.place"])
def create_place(nlp: Language, name: str) -> PlaceRoom:
    """Make the component."""
    return PlaceRoom(nlp, name)
