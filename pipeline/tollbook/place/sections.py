"""Sections: a bulletin goes through the divisions of a land, each with a heading that may also be its seat's name."""

from __future__ import annotations

from collections.abc import Sequence

from .mentions import Mention

_LEAST = 3
"""How many names that may be divisions of one land, and no more that may not than one in four, make headings divisions."""

_SHARE = 0.75


def call_divisions(headings: Sequence[Mention]) -> None:
    """Let names that head sections be first-level divisions, where nearly all of them may be those of one land."""
    lands = {entry.country for one in headings for entry in one.found if entry.type == "admin1"}
    for land in sorted(country for country in lands if country is not None):
        divisions = [
            one
            for one in headings
            if one.types is None and any(e.type == "admin1" and e.country == land for e in one.found)
        ]
        names = {one.name for one in divisions}
        if len(names) >= _LEAST and len(divisions) >= _SHARE * len(headings):
            for one in divisions:
                one.types = "admin1"
