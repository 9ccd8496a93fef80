"""The room ``incident``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..spans import write
from ..stages import factory


class IncidentRoom:
    """Scaffold."""

    def __init__(self, nlp: Language, name: str = "incident") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Any]:
        """Yield findings."""
        yield from ()

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: "")


@Language.factory(factory("incident"), assigns=["doc.spans", "doc._.incident"])
def create_incident(nlp: Language, name: str) -> IncidentRoom:
    """Make the component."""
    return IncidentRoom(nlp, name)
