"""The order of the house, stated once.

An article walks through the rooms in this order, forwards, once. The folders of the package, the pipeline in
``models/en_tollbook/config.cfg`` and the import contracts in ``pyproject.toml`` are held to it by tests.
"""

from __future__ import annotations

COMPONENTS = (
    "text",
    "syntax",
    "quantity",
    "actor",
    "weapon",
    "place",
    "when",
    "casualty",
    "attribution",
    "circumstance",
    "incident",
)
"""Rooms that are spaCy components, in the order of the pipeline. The factory of room ``x`` is ``tollbook_x``."""

STAGES = ("read", *COMPONENTS, "record", "store", "evaluate", "run", "explain")
"""Every room, in the order in which an article walks through them."""


def factory(room: str) -> str:
    """Name the spaCy factory of a room.

    >>> factory("casualty")
    'tollbook_casualty'
    """
    return f"tollbook_{room}"
