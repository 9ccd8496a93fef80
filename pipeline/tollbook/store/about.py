"""What every export says of itself: which policy made its numbers, what its columns hold, what is left empty and why."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..lexicon import table
from .policies import Policy, VagueWord


@dataclass(slots=True)
class About:
    """A description of one export.

    Attributes:
        export: Its name, as in ``--as``.
        policy: The policy of its figures.
        follows: Where its columns come from.
        notes: For columns that need a word: what they hold.
        empty: Columns that are always empty, and why.
        rows: Rows that were written.
        left_out: Incidents or claims that were left out, by reason.
        unit: What a row is.
    """

    export: str
    policy: Policy
    follows: str
    notes: Mapping[str, str] = field(default_factory=dict)
    empty: Mapping[str, str] = field(default_factory=dict)
    rows: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    unit: str = "One row is one incident of one article"

    def leave_out(self, reason: str) -> None:
        """Count something that was left out."""
        self.left_out[reason] = self.left_out.get(reason, 0) + 1

    def data(self) -> dict[str, Any]:
        """The description as plain data, the same for the same database."""
        from .. import __version__

        return {
            "export": self.export,
            "made_by": f"tollbook {__version__}",
            "policy": {"name": self.policy.name, "says": self.policy.says, "vague_words": vague_words(self.policy)},
            "follows": self.follows,
            "reported": "Every figure is what sources are reported to have said; nothing here is verified.",
            "unit": f"{self.unit}: an event that several articles tell of has several rows.",
            "reviews": "Claims that a reviewer rejected are left out, corrected figures are used.",
            "rows": self.rows,
            "left_out": dict(sorted(self.left_out.items())),
            "columns": dict(self.notes),
            "empty_columns": dict(self.empty),
        }

    def json(self) -> str:
        """The description as JSON for people."""
        return json.dumps(self.data(), indent=2, ensure_ascii=False) + "\n"


def vague_words(policy: Policy) -> dict[str, int | None]:
    """The best figure of each vague word under a policy.

    >>> from .policies import POLICIES
    >>> vague_words(POLICIES["acled"])["dozens"], vague_words(POLICIES["as_read"])["dozens"]
    (12, 24)
    """
    rows: Sequence[VagueWord] = table("store", "vague", VagueWord)
    found: dict[str, int | None] = {}
    for row in rows:
        found[row.id] = {"acled": row.acled, "reading": row.low, "nothing": None}[policy.vague]
    return found | {"(bare plural)": policy.plural}
