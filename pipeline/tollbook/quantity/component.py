"""The room ``quantity``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..spans import write
from ..stages import factory


class QuantityRoom:
    """Scaffold."""

    def __init__(self, nlp: Language, name: str = "quantity") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Any]:
        """Yield findings."""
        yield from ()

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: "")


@Language.factory(factory("quantity"), assigns=["doc.spans", "doc._.quantity"])
def create_quantity(nlp: Language, name: str) -> QuantityRoom:
    """Make the component."""
    return QuantityRoom(nlp, name)
