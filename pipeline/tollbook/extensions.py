"""Every attribute that Tollbook adds to spaCy's objects, in one place; registering twice is harmless.

``doc._.article`` is the `Article` that the document was made from, or null. For each room ``x`` of the pipeline,
``doc._.x`` is the tuple of values that the room found (null where the room has not run), and ``span._.x`` is the value
of a span of the group ``doc.spans["x"]``, or null.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from spacy.tokens import Doc, Span

from .stages import COMPONENTS


def _value_of(room: str, span: Span) -> Any:
    for value, known in zip(getattr(span.doc._, room) or (), span.doc.spans.get(room, ()), strict=True):
        if known.start == span.start and known.end == span.end and known.label == span.label:
            return value
    return None


def register() -> None:
    """Register the attributes; called when the package is imported and again in every worker."""
    if not Doc.has_extension("article"):
        Doc.set_extension("article", default=None)
    for room in COMPONENTS:
        if not Doc.has_extension(room):
            Doc.set_extension(room, default=None)
        if not Span.has_extension(room):
            Span.set_extension(room, getter=partial(_value_of, room))
