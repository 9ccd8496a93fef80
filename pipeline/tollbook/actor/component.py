"""The room ``actor``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..spans import write
from ..stages import factory


class ActorRoom:
    """Scaffold."""

    def __init__(self, nlp: Language, name: str = "actor") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Any]:
        """Yield findings."""
        yield from ()

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: "")


@Language.factory(factory("actor"), assigns=["doc.spans", "doc._.actor"])
def create_actor(nlp: Language, name: str) -> ActorRoom:
    """Make the component."""
    return ActorRoom(nlp, name)
