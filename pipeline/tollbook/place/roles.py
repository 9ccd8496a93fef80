"""Roles: what a place is to the story (guidelines, section 3)."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from ..values import Extent, PlaceRole, Zone
from .mentions import Mention
from .words import harm_words

_INCIDENT_BEFORE = frozenset(
    {"in", "inside", "within", "near", "outside", "around", "at", "across", "throughout", "on", "of", "over", "between"}
)


class Roles:
    """Give each mention of a document its role."""

    def __init__(self, doc: Doc, zones: Sequence[Zone], lower: Sequence[str]) -> None:
        self._lower = lower
        self._datelines = [zone.extent for zone in zones if zone.label == "dateline"]
        words = self._words = harm_words()
        self._harm = [
            Extent(sent.start, sent.end) for sent in doc.sents if any(w in words for w in lower[sent.start : sent.end])
        ]

    def of(self, mention: Mention) -> PlaceRole:
        """The role of a mention."""
        here = mention.extent
        if any(zone.contains(here) for zone in self._datelines):
            return "dateline"
        after = self._lower[here.end : here.end + 2]
        if list(after) == ["-", "based"]:
            return "source_base"
        before = list(self._lower[max(0, here.start - 6) : here.start])
        if self._is_base(before):
            return "base"
        if any(sent.contains(here) for sent in self._harm) and (
            mention.locative or mention.types or (before and before[-1] in self._words)
        ):
            return "incident"
        return "background"

    @staticmethod
    def _is_base(before: list[str]) -> bool:
        text = " ".join(before)
        return text.endswith(
            (
                "based at the",
                "based at",
                "took off from",
                "took off from the",
                "taking off from",
                "stationed at",
                "based in",
                "stationed in",
            )
        )
