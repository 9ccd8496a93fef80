"""Which words of the text a person should see marked."""

from __future__ import annotations

from collections.abc import Iterator

from ..values import Extent
from .page import KINDS, Page
from .shape import Mark


def marks(page: Page) -> tuple[Mark, ...]:
    """Marks that lie in or beside one another and never across, in order, longer ones first.

    >>> import tollbook
    >>> doc = tollbook.load()("Shelling killed two men in Homs.")
    >>> [(doc.text[one.start : one.end], one.kind, one.id) for one in marks(Page(doc))][:3]
    [('Shelling', 'weapon', 'w1'), ('killed', 'killed', 'c1'), ('two', 'count', 'c1')]
    """
    found: dict[tuple[int, int, str], Mark] = {}
    for extent, kind, ident in _wanted(page):
        words = page.words(extent)
        found.setdefault((words.start, words.end, kind), Mark(words.start, words.end, kind, ident))
    kept: list[Mark] = []
    for mark in sorted(found.values(), key=lambda one: (one.start, -one.end)):
        if not any(one.start < mark.start < one.end < mark.end for one in kept):
            kept.append(mark)
    return tuple(kept)


def _wanted(page: Page) -> Iterator[tuple[Extent, str, str]]:
    for claim in page.claims.values():
        yield Extent(claim.trigger, claim.trigger + 1), claim.harm, claim.id
        if claim.count.extent is not None:
            yield claim.count.extent, "count", claim.id
        if claim.victims.extent is not None:
            yield claim.victims.extent, "victims", claim.id
    for room, kind in KINDS.items():
        for one in page.found(room):
            yield (one.cue if kind == "attribution" else one.extent), "cue" if kind == "attribution" else kind, one.id
