"""The room ``when``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..spans import write
from ..stages import factory


class WhenRoom:
    """Scaffold."""

    def __init__(self, nlp: Language, name: str = "when") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Any]:
        """Yield findings."""
        yield from ()

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: "")


@Language.factory(factory("when"), assigns=["doc.spans", "doc._.when"])
def create_when(nlp: Language, name: str) -> WhenRoom:
    """Make the component."""
    return WhenRoom(nlp, name)
