"""Who is meant: later mentions back to the first of the same actor, short forms and pronouns included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from ..values import ActorKind, Extent
from .draft import Draft
from .grammar import Reader

_SINGULAR = frozenset({"he", "she"})
_GROUPS: dict[str, frozenset[ActorKind]] = {
    "group": frozenset({"armed_group", "ngo", "monitor", "other"}),
    "movement": frozenset({"armed_group", "other"}),
    "organisation": frozenset({"armed_group", "ngo", "monitor", "un", "other"}),
    "organization": frozenset({"armed_group", "ngo", "monitor", "un", "other"}),
    "agency": frozenset({"outlet", "un", "ngo", "rescue", "other"}),
    "militia": frozenset({"armed_group"}),
    "army": frozenset({"military"}),
    "military": frozenset({"military"}),
    "observatory": frozenset({"monitor"}),
    "monitor": frozenset({"monitor"}),
    "newspaper": frozenset({"outlet"}),
    "paper": frozenset({"outlet"}),
    "daily": frozenset({"outlet"}),
    "channel": frozenset({"outlet"}),
    "broadcaster": frozenset({"outlet"}),
    "network": frozenset({"monitor", "outlet", "armed_group"}),
    "regime": frozenset({"government"}),
    "government": frozenset({"government"}),
    "charity": frozenset({"ngo", "rescue"}),
    "watchdog": frozenset({"monitor", "ngo", "un"}),
    "coalition": frozenset({"military", "other"}),
    "alliance": frozenset({"military", "other", "armed_group"}),
    "force": frozenset({"military", "un", "armed_group"}),
    "mission": frozenset({"un", "military"}),
    "cartel": frozenset({"armed_group"}),
    "gang": frozenset({"armed_group"}),
    "police": frozenset({"police"}),
    "party": frozenset({"other", "government", "armed_group"}),
    "committee": frozenset({"other", "government", "ngo"}),
    "council": frozenset({"other", "government"}),
    "command": frozenset({"military", "armed_group"}),
    "front": frozenset({"armed_group"}),
}
_SPEAKERS = frozenset(
    {"government", "military", "police", "armed_group", "monitor", "un", "ngo", "health", "rescue", "outlet", "other"}
)
_PERSONAL = frozenset({"official", "person", "military", "police", "witness", "health", "rescue", "other", "community"})


def pronouns(doc: Doc, lower: Sequence[str], reader: Reader) -> Iterator[Draft]:
    """Yield the pronouns that speak."""
    for i, word in enumerate(lower):
        if word in ("he", "she", "they", "it") and i not in reader.used and reader.speaks_after(i + 1):
            yield Draft(Extent(i, i + 1), doc[i].text, "other", f"pronoun.{word}", i)


_ISSUERS = {
    "police": "police", "army": "military", "military": "military", "navy": "military", "ministry": "government",
    "government": "government", "presidency": "government", "rebel": "armed_group", "militant": "armed_group",
}  # fmt: skip
"""Words before "statement" that say whose it is."""
_NAMELESS = ("head.criminals", "head.gunmen")
"""Rules of those who are known by their deed alone and issue no papers."""


class Referrer:
    """Walks through the mentions of a document in order and ties each to an earlier one, where it names the same.

    Args:
        lower: The document's words in lower case.
    """

    def __init__(self, doc: Doc, lower: Sequence[str]) -> None:
        self.doc = doc
        self.lower = lower
        self.seen: list[Draft] = []
        self.by_catalogue: dict[str, Draft] = {}
        self.by_name: dict[str, Draft] = {}
        self.by_alias: dict[str, Draft] = {}

    def tie(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Tie all mentions; pronouns that refer to nobody are left out."""
        kept: list[Draft] = []
        for draft in drafts:
            first = self._first(draft)
            if first is None and draft.rule.startswith("pronoun"):
                continue
            if first is not None:
                self._join(draft, first)
            else:
                self._learn(draft)
            self.seen.append(draft)
            kept.append(draft)
        return kept

    def _learn(self, draft: Draft) -> None:
        if draft.catalogue is not None:
            self.by_catalogue.setdefault(draft.catalogue, draft)
        if draft.alias is not None:
            self.by_alias[draft.alias] = draft
        self.by_name.setdefault(draft.name.lower(), draft)
        if draft.person:
            self.by_name.setdefault(draft.name.split()[-1].lower(), draft)

    def _join(self, draft: Draft, first: Draft) -> None:
        draft.refers_to = first
        if draft.rule.startswith("pronoun") or draft.sort in ("short", "document") or draft.catalogue is None:
            draft.catalogue = first.catalogue
            draft.country = first.country
            if draft.sort != "document" or first.kind in _SPEAKERS:
                draft.kind = first.kind
            draft.name = first.name
            draft.affiliation = draft.affiliation or first.affiliation

    def _first(self, draft: Draft) -> Draft | None:
        if draft.rule.startswith("pronoun"):
            return self._of_pronoun(draft)
        if draft.catalogue is not None:
            return self.by_catalogue.get(draft.catalogue)
        if draft.person:
            return self.by_name.get(draft.name.lower()) or self.by_name.get(draft.name.split()[-1].lower())
        if draft.name in self.by_alias:
            return self.by_alias[draft.name]
        if draft.definite and draft.sort is not None:
            return self._of_short_form(draft)
        if draft.sort == "body" or draft.sort is None:
            return self.by_name.get(draft.name.lower())
        return None

    def _of_short_form(self, draft: Draft) -> Draft | None:
        """The last mention that a definite noun can mean: "the Ministry", "the group", "the statement"."""
        word = self.lower[draft.head]
        if len(draft.extent) > 1 and draft.country is not None:
            return self.by_name.get(draft.name.lower())
        if draft.sort == "document":
            return self._root(self._issuer(draft))
        by_word = next(
            (
                d
                for d in reversed(self.seen)
                if word in d.name.lower().split()
                and d.extent != draft.extent
                # "The army" of a state that fights a group is no group, though an "army" be in the group's name.
                and not (draft.kind == "military" and d.kind == "armed_group")
            ),
            None,
        )
        if by_word is not None:
            return self._root(by_word)
        stem = word.rstrip("s")
        kinds = _GROUPS.get(stem)
        if kinds is not None:
            if len(draft.extent) > 1 and draft.kind != "other":
                kinds = frozenset({draft.kind})
            named = (
                d
                for d in reversed(self.seen)
                if d.kind in kinds and not d.adjective and (d.catalogue or d.sort is None)
            )
            if stem in ("regime", "government", "army", "military"):
                prefix = ("mil-",) if stem in ("army", "military") else ("gov-", "assad-regime")
                named = (d for d in named if d.catalogue is not None and d.catalogue.startswith(prefix))
            return self._root(next(named, None))
        if draft.sort == "people":
            titled = (d for d in reversed(self.seen) if d.title is not None and word in self._words(d.title))
            return self._root(next(titled, None))
        return None

    def _issuer(self, draft: Draft) -> Draft | None:
        """Whose paper "the statement" is: the last body that can speak, of the kind that "the police statement" names."""
        kinds = {_ISSUERS[word] for word in self.lower[draft.extent.start : draft.head] if word in _ISSUERS}
        speak = [d for d in reversed(self.seen) if d.kind in _SPEAKERS and not d.adjective]
        if kinds:
            return next((d for d in speak if d.kind in kinds), None)
        return next((d for d in speak if not d.rule.startswith(_NAMELESS)), None)

    def _words(self, extent: Extent) -> Sequence[str]:
        return self.lower[extent.start : extent.end]

    def _of_pronoun(self, draft: Draft) -> Draft | None:
        word = self.lower[draft.extent.start]
        near = [d for d in self.seen[-12:] if not d.adjective]
        if word in _SINGULAR:
            fit = [d for d in near if (d.person or d.sort == "people") and d.kind in _PERSONAL]
            fit = [d for d in fit if not self.lower[d.head].endswith("s") or d.person]
        elif word == "it":
            fit = [d for d in near if d.kind in _SPEAKERS and not d.person and d.sort not in ("people", "force")]
            said = [d for d in fit if d.rule.startswith("pronoun") or self._led(d)]
            fit = said or fit
        else:
            fit = [
                d for d in near if not d.person and (d.sort in ("people", "force", "body", "attacker") or d.catalogue)
            ]
        return self._root(fit[-1] if fit else None)

    def _led(self, draft: Draft) -> bool:
        """Whether a mention is among the first words of its sentence, and so most likely what it speaks of."""
        return draft.extent.start - self.doc[draft.extent.start].sent.start <= 2

    def _root(self, draft: Draft | None) -> Draft | None:
        while draft is not None and draft.refers_to is not None:
            draft = draft.refers_to
        return draft
