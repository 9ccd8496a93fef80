"""The room ``casualty``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..spans import write
from ..stages import factory


class CasualtyRoom:
    """Scaffold."""

    def __init__(self, nlp: Language, name: str = "casualty") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Any]:
        """Yield findings."""
        yield from ()

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: "")


@Language.factory(factory("casualty"), assigns=["doc.spans", "doc._.casualty"])
def create_casualty(nlp: Language, name: str) -> CasualtyRoom:
    """Make the component."""
    return CasualtyRoom(nlp, name)
