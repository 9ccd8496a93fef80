"""The room ``attribution``: who says what, by which words, to whom.

Cues are words of a table. In each sentence the words round a cue tell whether it reports something, who its source is
and what is said; where a sentence was parsed, its tags and dependencies are asked first.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..batches import Batched
from ..spans import write
from ..stages import factory
from ..values import Attribution
from .page import Page
from .reader import Reader


class AttributionRoom(Batched):
    """Find reports of what somebody says, thinks or wants.

    Writes ``doc.spans["attribution"]`` (label: the stance) and ``doc._.attribution`` (`Attribution` values).

    >>> import tollbook
    >>> doc = tollbook.load()("The ministry said in a statement that two men had died.")
    >>> one = doc._.attribution[0]
    >>> [doc[e.start : e.end].text for e in (one.source, one.cue, one.content)]
    ['The ministry', 'said', 'two men had died']
    """

    def __init__(self, nlp: Language, name: str = "attribution") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterator[Attribution]:
        """Yield the attributions of a document, in order of their cues."""
        yield from Reader(Page(doc)).read()

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda one: one.stance)


@Language.factory(factory("attribution"), assigns=["doc.spans", "doc._.attribution"])
def create_attribution(nlp: Language, name: str) -> AttributionRoom:
    """Make the component; no settings."""
    return AttributionRoom(nlp, name)
