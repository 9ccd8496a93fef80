"""An explanation for a program: JSON in the shape of `tollbook.explain.shape`."""

from __future__ import annotations

import msgspec

from .shape import Explanation


def encoded(found: Explanation) -> str:
    """The explanation as JSON, indented; keys stand in the order of the shape.

    >>> import tollbook
    >>> from tollbook.explain.gather import explanation
    >>> nlp = tollbook.load()
    >>> encoded(explanation(nlp, nlp("The market was closed.")))[:39]
    '{\\n  "schema": "tollbook.explanation/1",'
    """
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()
