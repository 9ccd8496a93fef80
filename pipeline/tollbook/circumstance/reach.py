"""How far apart a harm and what is said of its doer may stand, and which kinds of both there are."""

from __future__ import annotations

from ..values import Actor

REACH = 3
"""Most sentences between a claim and the sentence that names its perpetrator."""

FAR = 8
"""Most sentences behind a claim in which somebody claims it or is blamed for it."""

ARMED = frozenset({"armed_group", "government", "military", "police"})
VIOLENT = frozenset(
    {"killed", "injured", "killed_or_injured", "abducted", "displaced", "detained", "missing", "unharmed"}
)
"""Harms that somebody does, or might have done."""

UNDONE = frozenset({"unharmed", "displaced"})
"""Harms whose doer is told with them or not at all: whoever attacked nearby drove nobody out."""

TAKEN = frozenset({"detained", "abducted", "missing"})

TELLING = frozenset({"outlet", "monitor", "ngo", "health", "rescue", "witness"})
"""Kinds of actor that tell of harm and do none."""

Doer = tuple[Actor, str]
"""An actor, and the rule that made it the doer."""
