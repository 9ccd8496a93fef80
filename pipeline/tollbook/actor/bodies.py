"""Bodies that are named by a number or by what they are for: "the 56th Brigade", "the Directorate for Floods"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..values import Extent
from .capitals import run_left, run_right
from .draft import Draft
from .tables import name_ends

if TYPE_CHECKING:
    from .grammar import Reader

_ORDINAL = re.compile(r"^\d{1,3}(?:st|nd|rd|th|d)$", re.IGNORECASE)
_UNITS = frozenset(
    """brigade battalion regiment division corps army fleet squadron front detachment platoon company legion column
    command brigades battalions divisions regiments""".split()
)


def units(reader: Reader) -> Iterator[Draft]:
    """Yield numbered units: "the 56th Brigade", "the 3rd Infantry Division"."""
    for i, word in enumerate(reader.lower):
        if word not in _UNITS or i in reader.used:
            continue
        start = i
        while start - 1 >= 0 and i - start < 4 and start - 1 not in reader.used and _is_unit_word(reader, start - 1):
            start -= 1
        if start < i and any(_ORDINAL.match(reader.lower[j]) for j in range(start, i)):
            extent = Extent(start, i + 1)
            text = reader.doc[start : i + 1].text
            yield reader.take(Draft(extent, text, "military", "unit.numbered", i))


def _is_unit_word(reader: Reader, i: int) -> bool:
    token = reader.doc[i]
    hit = reader.ending.get(i)
    return (
        bool(_ORDINAL.match(reader.lower[i]))
        or (hit is not None and hit.get("modifier", "adjective") is not None)
        or (token.text[:1].isupper() and token.is_alpha and reader.lower[i] not in ("the", "a"))
    )


def bodies(reader: Reader) -> Iterator[Draft]:
    """Yield bodies named by what they are for: "the Directorate for Combating Floods", "the Movement of Renewal"."""
    for i, word in enumerate(reader.lower):
        if word not in name_ends() or i in reader.used or not reader.texts[i][0].isupper():
            continue
        if i + 2 >= len(reader.lower) or reader.lower[i + 1] not in ("for", "of", "against") or reader.words.shouts(i):
            continue
        end = run_right(reader.words, i + 2)
        if end - i > 3 and reader.is_free(Extent(i, end)):
            start = run_left(reader.words, i, reader.used)
            extent = Extent(start if start < i else i, end)
            yield reader.take(
                Draft(extent, reader.doc[extent.start : end].text, name_ends()[word], "body.purpose", i, sort="body")
            )
