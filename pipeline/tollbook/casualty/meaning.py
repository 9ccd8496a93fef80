"""How a claim is meant: whether it is asserted, and over what span of time and place it counts."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from ..values import Modality, Scope
from .tables import as_modality, as_scope, cues

_REACH = 7
_STOP = frozenset({";", ":", "\"", "“", "”"})


def _hit(words: Sequence[str], at: int, form: tuple[str, ...]) -> bool:
    if len(form) > len(words) - at:
        return False
    return all(
        part == words[at + n] or (part == "NUM" and words[at + n][:1].isdigit()) for n, part in enumerate(form)
    )


def _possible(present: frozenset[str], form: tuple[str, ...]) -> bool:
    """Whether all words of a form stand somewhere in the sentence: most forms of a table can be left at that."""
    return all(part in present or part == "NUM" for part in form)


def modality_of(doc: Doc, words: Sequence[str], start: int, end: int, token: int, group_start: int) -> Modality:
    """How far the text stands behind a harm.

    Args:
        start, end: The sentence. token: the word of harm. group_start: where its victims start.
    """
    clause = max(start, min(token, group_start) - _REACH)
    present = frozenset(words[start : max(end, token + 6)])
    for form, cue in cues("modality"):
        if not _possible(present, form):
            continue
        lo, hi = (clause, max(token, group_start) + 1) if cue.side == "before" else (token, min(end, token + 6))
        if cue.side == "any":
            lo, hi = start, end
        for at in range(lo, hi):
            if _hit(words, at, form) and not (set(words[at:token]) & _STOP):
                return as_modality(cue.value)
    return _by_tree(doc[token])


def _by_tree(token: Token) -> Modality:
    """Infinitives of purpose and clauses under a denial."""
    if token.tag_ == "VB":
        children = {child.lower_ for child in token.children}
        if "to" in children and "have" not in children:
            return "hypothetical"
    return "asserted"


def scope_of(doc: Doc, words: Sequence[str], start: int, end: int, token: int) -> Scope:
    """Over what a figure sums."""
    present = frozenset(words[start:end])
    for form, cue in cues("scope"):
        if _possible(present, form) and any(_hit(words, at, form) for at in range(start, end)):
            return as_scope(cue.value)
    return "incident"
