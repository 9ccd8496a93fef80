"""What kind of actor a noun and the words before it make: "rebel" forces, "police" sources, "a combined force"."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import ActorKind
from .lexer import Hit
from .tables import Head, modifiers

_GROUPED: ActorKind = "armed_group"
_STATE_FORCE: ActorKind = "military"
_OF_STATES = frozenset({"military", "security", "regime", "quality"})
"""Rows of ``modifiers.csv`` whose words make a force a state's, or that of several states."""


def _is_armed(hit: Hit) -> bool:
    key = hit.get("modifier")
    return key is not None and modifiers()[key.row].kind == "armed_group"


def kind_of(row: Head, noun: str, before: Sequence[Hit]) -> ActorKind:
    """The kind of a mention.

    Args:
        row: The row of its noun. noun: That noun. before: The words before it, the nearest first.

    >>> import tollbook
    >>> doc = tollbook.load()("A combined security force killed two men. A rebel force fled.")
    >>> [(one.name, one.kind) for one in doc._.actor]
    [('combined security force', 'military'), ('rebel force', 'armed_group')]
    """
    if row.sort == "document":
        return row.kind
    if row.sort == "short" and row.id != "units":
        if any(_is_armed(hit) for hit in before):
            return _GROUPED
        rows = {key.row for hit in before if (key := hit.get("modifier")) is not None}
        stated = not _OF_STATES.isdisjoint(rows) or any(hit.get("adjective") is not None for hit in before)
        return _STATE_FORCE if noun == "force" and stated else row.kind
    for hit in before:
        key = hit.get("modifier")
        made = modifiers()[key.row].kind if key is not None else None
        if key is not None and key.row == "leaning" and row.kind == "military":
            made = "armed_group"
        if made is None:
            continue
        if row.kind in ("official", "other") or (made == "armed_group" and row.kind in ("military", "government")):
            return made
    return row.kind
