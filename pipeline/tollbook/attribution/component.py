"""The room ``attribution``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..spans import write
from ..stages import factory


class AttributionRoom:
    """Scaffold."""

    def __init__(self, nlp: Language, name: str = "attribution") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Any]:
        """Yield findings."""
        yield from ()

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: "")


@Language.factory(factory("attribution"), assigns=["doc.spans", "doc._.attribution"])
def create_attribution(nlp: Language, name: str) -> AttributionRoom:
    """Make the component."""
    return AttributionRoom(nlp, name)
