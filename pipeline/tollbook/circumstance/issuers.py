"""Whose paper an article is: a party to the war that publishes its own communique speaks for itself all through it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..values import Actor

OUTSET = 3
"""Sentences, the title among them, in which a paper says what it is."""

_HEADS = 5
"""Lines that may head a release."""

_PAPERS = (
    ("communique",), ("communiqué",), ("press", "release"), ("press", "statement"), ("briefing", "by"),
    ("briefing", "of"), ("statement", "by"), ("statement", "of"), ("war", "bulletin"),
)  # fmt: skip
_RELEASE = ("for", "immediate", "release")
_OPENING = frozenset(form[0] for form in _PAPERS)
_PARTIES = frozenset({"military", "government", "police", "armed_group"})
_SAYING = frozenset("said says say issued issues released according quoted told confirmed reported".split())
"""Where these stand the paper is only told of."""


_PARTY_WORDS = frozenset(
    """army navy command headquarters ministry armed forces defence defense guard guards police gendarmerie brigade brigades
    battalion staff corps militia front military""".split()
)
_OF_PRESS = frozenset(
    "news press agency radio tv television times post journal daily weekly tribune media blog".split()
)
"""Words of publishers that are outlets, whatever else their names hold: "Armed Forces Press"."""


_VOICES = frozenset({"spokesperson", "spokesman", "spokeswoman", "spokespersons"})
"""Who puts out a party's papers: "the Spokesperson's Unit"."""

_OFFICES = frozenset({"unit", "office", "department", "division", "directorate", "bureau"})
_LONGEST_HEAD = 16
"""Most words of a line that says whose paper it is and of which day."""


def issuer_of(
    words: Sequence[str], sentence: Sequence[int], actors: Sequence[Actor], publisher: str | None = None
) -> Actor | None:
    """The party to the war whose communique or press release an article is, or null.

    Args:
        words: The tokens in lower case. sentence: The number of each one's sentence.
        publisher: Who put it out, where that is known.

    >>> import tollbook
    >>> doc = tollbook.load()("Communique No. 4 of the General Staff of the Army\\n\\nSix terrorists were neutralised.")
    >>> [one.responsibility for one in doc._.circumstance]
    ['claimed']
    """
    return _of_paper(words, sentence, actors) or _of_publisher(words, actors, publisher)


def _of_publisher(words: Sequence[str], actors: Sequence[Actor], publisher: str | None) -> Actor | None:
    """The first mention of a side that shares most words with the name of a publisher that is a party to the war."""
    name = re.findall(r"[a-z]+", (publisher or "").lower())
    own = set(name) & (_PARTY_WORDS | _VOICES)
    if not own or not _OF_PRESS.isdisjoint(name):
        return None
    sides = [a for a in actors if a.kind in _PARTIES and not a.rule.startswith(("person", "pronoun"))]
    shared = {a.id: len(set(name) & set(words[a.extent.start : a.extent.end])) for a in sides}
    return max((a for a in sides if shared[a.id]), key=lambda a: (shared[a.id], -a.extent.start), default=None)


def _of_paper(words: Sequence[str], sentence: Sequence[int], actors: Sequence[Actor]) -> Actor | None:
    """The side whose name stands beside the words for a paper at the outset."""
    first = sentence[0] if sentence else 0
    for at in range(len(words)):
        if sentence[at] >= first + _HEADS:
            return None
        if tuple(words[at : at + len(_RELEASE)]) == _RELEASE and _is_head(sentence, at):
            return _named_above(sentence, actors, at)
        if sentence[at] >= first + OUTSET:
            continue
        if words[at] in _OFFICES and not _VOICES.isdisjoint(words[max(0, at - 3) : at]) and _is_head(sentence, at):
            side = _named_in(sentence, actors, sentence[at])
            if side is not None and side.extent.start < at:
                return side
        if words[at] not in _OPENING or not any(tuple(words[at : at + len(form)]) == form for form in _PAPERS):
            continue
        here = [i for i in range(len(words)) if sentence[i] == sentence[at]]
        if not _SAYING.isdisjoint(words[i] for i in here):
            return None
        return _named_in(sentence, actors, sentence[at]) or _named_above(sentence, actors, at)
    return None


def _named_above(sentence: Sequence[int], actors: Sequence[Actor], at: int) -> Actor | None:
    """The side in a line above that heads the paper: "ARMED FORCES OF ZELBA", then "PRESS RELEASE"."""
    above = [a for a in actors if a.extent.end <= at and a.kind in _PARTIES and _is_head(sentence, a.extent.start)]
    forces = [a for a in above if a.kind != "armed_group" and not a.rule.startswith(("person", "pronoun"))]
    known = [a for a in forces if a.country is not None or a.catalogue is not None] or forces
    return known[-1] if known and _is_head(sentence, at) else None


def _is_head(sentence: Sequence[int], at: int) -> bool:
    """Whether a sentence is as short as a line that says whose paper it heads."""
    return sentence.count(sentence[at]) <= _LONGEST_HEAD


def _named_in(sentence: Sequence[int], actors: Sequence[Actor], number: int) -> Actor | None:
    """The first side that a sentence names."""
    return next((a for a in actors if a.kind in _PARTIES and sentence[a.extent.start] == number), None)
