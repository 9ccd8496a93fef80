"""The room ``actor``: who acts and who speaks.

One pass finds the forms of the tables (names, nouns, the words before them, countries, titles); a grammar joins them to
mentions; persons are told by what stands beside their names; later mentions are tied to the first of the same actor.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..batches import Batched
from ..spans import unwrapped, write
from ..stages import factory
from ..values import Actor
from .doers import Doers
from .draft import Draft, frozen
from .grammar import Reader
from .lexer import Lexer
from .persons import People
from .refer import Referrer, pronouns
from .words import Words


class ActorRoom(Batched):
    """Find armed actors, governments, monitors, outlets, officials, witnesses and persons.

    Writes ``doc.spans["actor"]`` (label: the kind) and ``doc._.actor`` (`Actor` values).

    >>> import tollbook
    >>> doc = tollbook.load()("Police blamed Boko Haram insurgents. Col. Idris Bello said the group fled.")
    >>> [(doc[a.extent.start : a.extent.end].text, a.kind, a.name) for a in doc._.actor][:2]
    [('Police', 'police', 'Police'), ('Boko Haram insurgents', 'armed_group', 'Boko Haram')]
    >>> [(a.name, a.refers_to) for a in doc._.actor][2:]
    [('Idris Bello', 'a3'), ('Boko Haram', 'a2')]
    """

    def __init__(self, nlp: Language, name: str = "actor") -> None:
        self.name = name
        self._lexer = Lexer(nlp)

    def match(self, doc: Doc) -> Iterator[Actor]:
        """Yield the mentions of a document, in order of position."""
        text, place = unwrapped(doc)
        words = Words(text)
        hits = self._lexer(words)
        reader = Reader(words, hits)
        drafts = reader.drafts()
        doers = Doers(reader, drafts)
        drafts += doers.drafts()
        doers.extend(drafts)
        drafts += People(words, hits, reader, drafts).drafts()
        drafts = [draft for draft in drafts if draft.rule != "absorbed"]
        drafts += pronouns(text, words.lower, reader)
        ordered: list[Draft] = sorted(drafts, key=lambda d: (d.extent.start, -d.extent.end))
        yield from frozen(Referrer(text, words.lower).tie(ordered), place, words.lower)

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda actor: actor.kind)


@Language.factory(factory("actor"), assigns=["doc.spans", "doc._.actor"])
def create_actor(nlp: Language, name: str) -> ActorRoom:
    """Make the component; no settings."""
    return ActorRoom(nlp, name)
