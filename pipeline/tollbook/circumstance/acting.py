"""Who acts in a sentence that was parsed: the subject of verbs that stand apart from it, and of the clause of a harm."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ..values import Actor

_GROUPS = frozenset("group groups band bands gang number dozens scores hundreds mob members some".split())
"""Nouns before whose "of" and a plural: "a group of rebels"."""

_NOT_DONE = frozenset("could would might may should will shall must can not n't n’t never".split())
_GOING_ON = frozenset({"conj", "xcomp", "parataxis"})


def verbs_of(doc: Doc, actor: Actor) -> Iterator[Token]:
    """The verbs of which an actor is the subject, those of one chain: "came down from the hills and began to fire".

    >>> import tollbook
    >>> doc = tollbook.load()("Some 30 rebels came down from the hills at night and began to fire at a school, killing two.")
    >>> [verb.text for verb in verbs_of(doc, doc._.actor[0])]
    ['came', 'began', 'fire']
    """
    subject = _subject(doc, actor)
    if subject is None or subject.dep_ != "nsubj" or not subject.head.tag_.startswith("VB"):
        return
    if subject.head.dep_ == "acl:relcl":
        return  # "in Dorna, which rebels have held since May"
    pending = [subject.head]
    while pending:
        verb = pending.pop(0)
        children = list(verb.children)
        if any(c.dep_ == "aux:pass" or (c.dep_ in ("aux", "advmod") and c.lower_ in _NOT_DONE) for c in children):
            continue
        yield verb
        pending += [
            c
            for c in children
            if c.dep_ in _GOING_ON
            and c.tag_.startswith("VB")
            and not any(one.dep_ in ("nsubj", "nsubj:pass") for one in c.children)
        ]


def _subject(doc: Doc, actor: Actor) -> Token | None:
    """The head of the noun phrase of which an actor is the core; a word of a sentence that was not parsed has no tag."""
    token = doc[actor.extent.start : actor.extent.end].root
    if actor.adjective or not token.tag_:
        return None
    while token.dep_ in ("nmod", "appos") and token.head.lower_ in _GROUPS and token.head.i < token.i:
        token = token.head
    return token


_MILD = frozenset(
    """say tell add claim deny reject warn threaten vow announce declare be become have lose suffer die fall surrender flee
    withdraw retreat escape demand want seek hope agree refuse control hold operate number remain face belong release free
    admit accuse blame call join leave live know believe think expect fear try fail include hide await accept pledge""".split()
)
"""What those who fight do without harming anybody."""

_ELSEWHEN = frozenset("after before since until unless if although though while whereas because".split())
"""What opens a clause of something else than the harm."""


def attacks(doc: Doc, actor: Actor) -> bool:
    """Whether an actor of a harm's sentence is told to have done something there that may have done the harm."""
    verbs = [verb for verb in verbs_of(doc, actor) if verb.lemma_ not in _MILD]
    return bool(verbs) and not any(
        c.lower_ in _ELSEWHEN for verb in verbs for c in verb.children if c.dep_ in ("mark", "advmod")
    )
