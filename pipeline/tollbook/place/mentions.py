"""Mentions: names of places in the text, each with the places that bear the name and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..values import Extent, PlaceType
from .gazetteer import Entry


@dataclass(slots=True)
class Mention:
    """A name that may be a place's.

    Attributes:
        extent: The bare name.
        name: Its words, without a line break.
        found: Places that bear the name; empty where the gazetteer knows none.
        types: What the words beside it call it, or null.
        locative: The preposition before it, or null.
        near: Whether the text puts something near it, not in it.
        definite: Whether "the" stands before it.
        part_of: Whether a direction stands before it, as in "eastern Aleppo"; adjoins: whether "neighbouring" does.
        bodied: Whether it begins the name of a body or an event, which tells of its country and is no place.
        around: Places that the name of this one holds: Manila in "Manila Cathedral".
        stated: Whether it lies there even if the gazetteer knows it elsewhere alone.
        inner: Places that bear the names that the text puts into it.
        holds: Settlements that the text puts into it.
        fits: How well each place that it may mean fits it.
        entry: The place that is meant; entry_around: of those, the one that lies where the article speaks of.
        entry_near: The town that the article is about, for what nothing knows.
        score: How much speaks for a place. rule: what found it.
        beside: The name from which the text gives its distance, and far: how many kilometres that is.
        within: Position in the list of mentions of the one that the text says contains it.
    """

    extent: Extent
    name: str
    found: tuple[Entry, ...]
    score: float
    rule: str
    types: PlaceType | None = None
    locative: str | None = None
    near: bool = False
    part: bool = False
    definite: bool = False
    part_of: bool = False
    adjoins: bool = False
    bodied: bool = False
    around: tuple[Entry, ...] = ()
    beside: Mention | None = None
    far: float = 0.0
    within: int | None = None
    stated: bool = False
    holds: tuple[Entry, ...] = ()
    inner: tuple[Entry, ...] = ()
    fits: tuple[tuple[float, Entry], ...] = ()
    entry: Entry | None = None
    entry_around: Entry | None = None
    entry_near: Entry | None = None
    cues: list[Extent] = field(default_factory=list)


def kept(mentions: list[Mention], threshold: float) -> Iterator[Mention]:
    """Yield the mentions for which enough speaks."""
    for mention in mentions:
        if mention.score >= threshold:
            yield mention


def is_great(found: Iterable[Entry]) -> bool:
    """Whether one of the places is so well known that its name speaks for itself: a country or a great city."""
    return any(entry.type == "country" or entry.population >= 1_000_000 for entry in found)
