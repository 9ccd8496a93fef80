"""The notation of the example files, read strictly.

``tests/examples/<room>.txt`` holds one case to a line::

    ## passive
    killed-passive | At least 12 civilians were killed. | killed gte 12- "civilians" civilian
    kill-switch | The kill switch bill passed. |
    last-night @2017-11-27 | Two men died last night. | 2017-11-26

An id, perhaps with the article's publication date; the text (``\\n`` is a line break); what the room must find, in
order, parted by ``;``, and nothing else: an empty third field is a counter-example. ``xfail(reason)`` after the id marks
a known miss, which must miss. ``##`` names the phenomenon of the cases below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent / "examples"
_HEAD = re.compile(r"^(?P<id>[\w.-]+)(?: @(?P<published>[\d:T-]+))?(?: xfail\((?P<reason>[^)]+)\))?$")


@dataclass(frozen=True, slots=True)
class Case:
    """One line of an example file."""

    id: str
    phenomenon: str
    text: str
    expected: tuple[str, ...]
    published: str | None
    reason: str | None
    room: str


def read_cases(room: str) -> list[Case]:
    """Read the cases of a room.

    Raises:
        ValueError: For a line that is not in the notation, or an id that stands twice.
    """
    cases: list[Case] = []
    phenomenon = ""
    for number, line in enumerate((EXAMPLES / f"{room}.txt").read_text(encoding="utf8").splitlines(), 1):
        if line.startswith("## "):
            phenomenon = line[3:].strip()
        elif line.strip() and not line.startswith("#"):
            fields = [part.strip() for part in line.split(" |")]
            head = _HEAD.match(fields[0])
            if len(fields) != 3 or head is None:
                raise ValueError(f"{room}.txt:{number}: want 'id | text | expected', got {line!r}")
            if any(case.id == head["id"] for case in cases):
                raise ValueError(f"{room}.txt:{number}: id {head['id']!r} stands twice")
            expected = tuple(part.strip() for part in fields[2].split(";") if part.strip())
            text = fields[1].replace("\\n", "\n")
            cases.append(Case(head["id"], phenomenon, text, expected, head["published"], head["reason"], room))
    return cases


def parameters(room: str) -> list[object]:
    """The cases of a room as pytest parameters; a known miss is a strict xfail."""
    return [
        pytest.param(
            case,
            id=case.id,
            marks=[pytest.mark.xfail(strict=True, reason=case.reason)] if case.reason else [],
        )
        for case in read_cases(room)
    ]
