"""Deeds whose words stand apart from their actor in a sentence: by the parse, or by the words of a claim of responsibility."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from ..values import Actor
from .acting import verbs_of
from .beside import NEGATIONS, Beside
from .deed import SUCH, TRAPS, Deed

_REACH = 7


def attacks_apart(beside: Beside, actor: Actor, doc: Doc) -> Iterator[Deed]:
    """A verb of attack that stands apart from its subject: "rebels came down from the hills and began to fire at"."""
    for verb in verbs_of(doc, actor):
        at = beside.place(verb.i)
        if verb.lemma_ in _BEGINNING and beside.words[at + 1 : at + 2] == ["to"]:
            at += 2
        found = beside.form(at, "verb")
        if found is None or found[1].means != "does" or actor.kind not in _FIGHTING or actor.rule.startswith("pronoun"):
            continue
        end, row = found
        trapped = row.id == "attack" and not TRAPS.isdisjoint(beside.words[end : end + _REACH])
        if trapped or not SUCH.isdisjoint(beside.words[end : end + 2]):
            return
        start = beside.spans[actor.id][0]
        yield Deed(actor, "does", beside.extent(min(start, at), end), f"deed.{row.id}", beside.token(end - 1))
        return


_BEGINNING = frozenset({"begin", "start"})
_FIGHTING = frozenset({"armed_group", "unknown_attacker"})
"""Who does nothing else: of a state's forces much is told that harmed nobody."""

_CLAIMING = frozenset(
    "claimed claims claiming accepted accepts took taken takes assumed assumes admitted admits acknowledged".split()
)
_CREDIT = frozenset({"responsibility", "credit", "authorship"})
_BACK = 25
"""Most words from a name to the claim of responsibility: "a man who said he spoke for the front rang a paper and claimed"."""


def claims_apart(beside: Beside, actors: Sequence[Actor], found: Sequence[Deed]) -> Iterator[Deed]:
    """Who claims an attack where no verb stands behind the name: whoever speaks for a group, the group named last."""
    claimed = [beside.place(deed.word) for deed in found if deed.means == "claims"]
    for at in range(1, len(beside.words)):
        if beside.words[at] not in _CREDIT or beside.words[at - 1] not in _CLAIMING:
            continue
        floor = max(beside.sentence_start(at), at - _BACK)
        if any(floor <= one <= beside.sentence_end(at) for one in claimed):
            continue
        if not (NEGATIONS | {"none"}).isdisjoint(beside.words[floor:at]):
            continue
        groups = [
            a
            for a in actors
            if a.kind == "armed_group" and a.catalogue is not None and floor <= beside.spans[a.id][0] < at
        ]
        if groups:
            group = groups[-1]
            start = beside.spans[group.id][0]
            yield Deed(group, "claims", beside.extent(start, at + 1), "deed.claim", beside.token(at))
