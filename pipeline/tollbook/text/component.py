"""The room ``text``: zones and sentences of an article, before anything is parsed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from ..batches import Batched
from ..spans import write
from ..stages import factory
from ..values import Zone
from .quotes import quotations
from .sentences import sentence_starts
from .zones import zones


class Text(Batched):
    """Find zones and sentence starts.

    Writes ``doc.spans["text"]`` (label: the zone), ``doc._.text`` (`Zone` values; quotations after the other zones)
    and ``token.is_sent_start`` of every token.

    >>> import spacy, tollbook
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("tollbook_text", name="text")
    >>> doc = nlp("Two die in raid\\n\\nHOMS (AFP) - Two men died. The army denied it.")
    >>> [(z.label, doc[z.extent.start : z.extent.end].text) for z in doc._.text][:2]
    [('headline', 'Two die in raid'), ('dateline', 'HOMS (AFP) -')]
    >>> [s.text for s in doc.sents][2:]
    ['Two men died.', 'The army denied it.']
    """

    def __init__(self, nlp: Language, name: str = "text") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Zone]:
        """Yield the zones of a document."""
        yield from zones(doc, doc._.article)
        for extent in quotations(doc):
            yield Zone(extent, "quotation", "zone.quotation")

    def __call__(self, doc: Doc) -> Doc:
        found = list(self.match(doc))
        forced = frozenset(zone.extent.start for zone in found if zone.label != "quotation")
        whole = [zone.extent for zone in found if zone.label == "dateline"]
        starts = sentence_starts(doc, forced, whole)
        if starts:
            # All at once: setting it token by token asks the whole document each time whether it is parsed.
            column: Any = np.where(np.array(starts)[:, None], 1, -1).astype("int64").astype("uint64")
            doc.from_array([SENT_START], column)
        return write(doc, self.name, found, lambda zone: zone.label)


@Language.factory(factory("text"), assigns=["doc.spans", "doc._.text", "token.is_sent_start"])
def create_text(nlp: Language, name: str) -> Text:
    """Make the component; no settings."""
    return Text(nlp, name)
