"""The room ``weapon``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..spans import write
from ..stages import factory


class WeaponRoom:
    """Scaffold."""

    def __init__(self, nlp: Language, name: str = "weapon") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Any]:
        """Yield findings."""
        yield from ()

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: "")


@Language.factory(factory("weapon"), assigns=["doc.spans", "doc._.weapon"])
def create_weapon(nlp: Language, name: str) -> WeaponRoom:
    """Make the component."""
    return WeaponRoom(nlp, name)
