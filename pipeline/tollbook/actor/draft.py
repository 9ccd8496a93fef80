"""A mention while it is being read; it becomes a frozen `Actor` when the whole document has been seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..values import Actor, ActorKind, Extent
from .tables import Sort, actors


@dataclass(slots=True)
class Draft:
    """A mention in the making.

    Attributes:
        head: The token that a verb would agree with.
        sort: Of a mention by its noun, the sort of the noun; null for a name.
        body: Whether it is a name; person: whether a person's.
        alias: A short form that the text itself gives in brackets.
        definite: Whether "the" stands before it.
    """

    extent: Extent
    name: str
    kind: ActorKind
    rule: str
    head: int
    catalogue: str | None = None
    country: str | None = None
    title: Extent | None = None
    affiliation: Draft | None = None
    refers_to: Draft | None = None
    adjective: bool = False
    sort: Sort | None = None
    alias: str | None = None
    definite: bool = False

    @property
    def person(self) -> bool:
        """Whether it names a person."""
        return self.kind == "person" or self.rule.startswith("person")


def _moved(extent: Extent, place: Sequence[int]) -> Extent:
    return Extent(place[extent.start], place[extent.end - 1] + 1)


_SITES = frozenset(
    """station stations post posts headquarters hq barracks base bases checkpoint checkpoints academy outpost
    outposts camp camps compound compounds vehicle vehicles van bus buses truck trucks car bunker garrison
    installation facility office offices building college""".split()
)


def _names_site(extent: Extent, words: Sequence[str]) -> bool:
    """``police | station``, ``army | base``; a "command post" speaks and acts."""
    behind = words[extent.end : extent.end + 1]
    return bool(behind) and behind[0] in _SITES and words[extent.end - 1] != "command"


def frozen(drafts: list[Draft], place: Sequence[int], words: Sequence[str]) -> list[Actor]:
    """Make values of drafts, with ids in order of position.

    Args:
        words: The words of the text that the drafts were read from, in lower case.
        place: For each token of the text that the drafts were read from, where it stands in the document.
    """
    ordered = sorted(drafts, key=lambda d: (d.extent.start, -d.extent.end))
    ids = {id(draft): f"a{n}" for n, draft in enumerate(ordered, 1)}
    return [
        Actor(
            id=ids[id(draft)],
            extent=_moved(draft.extent, place),
            name=draft.name,
            kind=draft.kind,
            rule=draft.rule,
            catalogue=draft.catalogue,
            country=draft.country,
            title=None if draft.title is None else _moved(draft.title, place),
            affiliation=None if draft.affiliation is None else ids.get(id(draft.affiliation)),
            refers_to=ids[id(draft)] if draft.refers_to is None else ids.get(id(draft.refers_to), ids[id(draft)]),
            adjective=draft.adjective,
            of_site=not draft.person and _names_site(draft.extent, words),
        )
        for draft in ordered
    ]


def named(row: str, extent: Extent, rule: str) -> Draft:
    """A mention of a row of ``actors.csv``."""
    actor = actors()[row]
    return Draft(
        extent=extent,
        name=actor.name,
        kind=actor.kind,
        rule=rule,
        head=extent.end - 1,
        catalogue=actor.id,
        country=actor.country,
    )
