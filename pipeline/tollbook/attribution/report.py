"""An attribution while the page is being read."""

from __future__ import annotations

from dataclasses import dataclass

from ..values import Extent, Stance


@dataclass(frozen=True, slots=True)
class Report:
    """An attribution before it has an id."""

    cue: Extent
    stance: Stance
    rule: str
    source: Extent | None
    content: Extent | None
    relay: Extent | None = None
