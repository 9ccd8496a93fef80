"""What the rules of this room look at: the findings of a document, with sentences and paragraphs to measure nearness."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from spacy.tokens import Doc

from ..items import layout
from ..spans import lowers
from ..values import Actor, Attribution, Claim, Extent, Place, Weapon, When, ZoneLabel
from .deed import Deed
from .deeds import deeds
from .issuers import issuer_of
from .owners import owned

T = TypeVar("T")

_DAY = len("2017-11-27")


class Located(Protocol):
    """Anything with an extent."""

    @property
    def extent(self) -> Extent: ...


def _found(doc: Doc, room: str) -> tuple[Any, ...]:
    return tuple(getattr(doc._, room) or ())


OF_STATE = frozenset({"government", "military", "police"})
TELLERS = frozenset({"outlet", "monitor", "ngo", "un", "health", "rescue", "witness"})
COMMON = frozenset(
    """the and for army forces force fighters fighter militia militias group groups troops soldiers soldier government
    ministry defence defense interior president minister spokesman spokeswoman spokesperson commander general colonel
    gunmen gang gangs rebels rebel militants insurgents officials official police security armed regime state national
    front movement party brigade brigades battalion command united people local men members air north south east west
    northern southern eastern western central new liberation""".split()
)
"""Words of actors' names that many actors share."""


@dataclass(frozen=True, slots=True)
class Context:
    """The findings of one document.

    Attributes:
        sentence: For each token the number of its sentence; paragraph: that of its paragraph.
        lines: For each token 0 in the report itself, and a number of its own in each line of furniture or caption.
        items: For each token the number of its item; running: whether the items follow one story; see `tollbook.items`.
        words: The tokens in lower case. issuer: The party to the war whose own paper the article is, or null.
        deeds: Who is said to have attacked, who is blamed, who claims and who denies.
        kept: What was asked of the findings before, and the answers: places of claims are asked for again and again.
        groups: For each claim the id of the first claim of its group: claims that repeat, revise or are part of one
            another speak of the same harm.
    """

    doc: Doc
    claims: tuple[Claim, ...]
    places: tuple[Place, ...]
    dates: tuple[When, ...]
    weapons: tuple[Weapon, ...]
    actors: tuple[Actor, ...]
    attributions: tuple[Attribution, ...]
    sentence: tuple[int, ...]
    paragraph: tuple[int, ...]
    groups: dict[str, str]
    lines: tuple[int, ...]
    items: tuple[int, ...]
    deeds: tuple[Deed, ...]
    words: tuple[str, ...]
    issuer: Actor | None
    running: bool = False
    kept: dict[tuple[Any, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, key: tuple[Any, ...], look_up: Callable[[], T]) -> T:
        """The answer to a question about this document, worked out at its first asking."""
        if key not in self.kept:
            self.kept[key] = look_up()
        found: T = self.kept[key]
        return found

    @property
    def told(self) -> tuple[Claim, ...]:
        """All claims of the document, also where some of them are looked at alone."""
        return _found(self.doc, "casualty")

    @property
    def days(self) -> list[When]:
        """The dates of what happened that are precise to the day or to a few of them."""
        return [date for date in self.dates if date.role == "event" and date.precision <= 2]

    @property
    def written(self) -> datetime.date | None:
        """The day of writing, by the article's own line of date or by its date of publication, or null."""
        shown = (d.start for d in self.dates if d.role == "published" and d.start == d.end)
        article = self.doc._.article
        given = None if article is None else article.published
        days = [str(day)[:_DAY] for day in (*shown, given) if day is not None and len(str(day)) >= _DAY]
        return datetime.date.fromisoformat(days[0]) if days else None

    def tokens_of(self, number: int) -> range:
        """The tokens of a sentence by its number; the numbers rise, so its tokens lie together."""
        return range(bisect_left(self.sentence, number), bisect_right(self.sentence, number))

    def near(self, claim: Claim, found: Iterable[Any], reach: int) -> list[Any]:
        """Findings in other sentences, at most ``reach`` away, of the same part of the page as the claim.

        A related headline, a caption or another line of furniture tells nothing of the report, nor the report of it.
        """
        return [one for one in found if self.together(claim, one) and 0 < abs(self.distance(claim, one)) <= reach]

    def together(self, claim: Claim, other: Located) -> bool:
        """Whether a finding stands in the claim's part of the page: its line of furniture, its item, or running text."""
        at, to = claim.trigger, other.extent.start
        return self.lines[at] == self.lines[to] and self.items[at] == self.items[to]

    def distance(self, claim: Claim, other: Located) -> int:
        """Sentences from the claim's harm to another finding: 0 in the same one, negative before it."""
        return self.sentence[other.extent.start] - self.sentence[claim.trigger]

    def in_sentence(self, claim: Claim, found: Iterable[Any]) -> list[Any]:
        """The findings in the sentence of the claim, nearest first; of equally near ones the later."""
        near = [one for one in found if self.distance(claim, one) == 0 and self.together(claim, one)]
        return sorted(near, key=lambda one: (self.gap(claim, one), -one.extent.start))

    def gap(self, claim: Claim, other: Located) -> int:
        """Tokens between the claim's words and another finding; 0 where they overlap."""
        if claim.extent.overlaps(other.extent):
            return 0
        if other.extent.start >= claim.extent.end:
            return other.extent.start - claim.extent.end + 1
        return claim.extent.start - other.extent.end + 1

    def group(self, claim: Claim) -> list[Claim]:
        """The claims of the group of a claim, itself included, in order."""
        root = self.groups.get(claim.id)
        return [one for one in self.claims if self.groups[one.id] == root]

    def zone(self, at: int) -> ZoneLabel:
        """The part of the article in which a token stands."""
        for zone in _found(self.doc, "text"):
            if zone.label != "quotation" and zone.extent.start <= at < zone.extent.end:
                label: ZoneLabel = zone.label
                return label
        return "body"

    def actor_at(self, extent: Extent | None) -> Actor | None:
        """The actor mention that shares most tokens with an extent, or null."""
        if extent is None:
            return None
        sharing = [a for a in self.actors if a.extent.overlaps(extent)]
        return max(
            sharing,
            key=lambda a: (min(a.extent.end, extent.end) - max(a.extent.start, extent.start), a.extent.start),
            default=None,
        )

    def same_actor(self, one: Actor | None, other: Actor | None) -> bool:
        """Whether two mentions are of one actor, by the article's own references or the table's row."""
        if one is None or other is None:
            return False
        if (one.refers_to or one.id) == (other.refers_to or other.id):
            return True
        if one.catalogue is not None and one.catalogue == other.catalogue:
            return True
        if one.kind == other.kind == "armed_group" and None not in (one.catalogue, other.catalogue):
            return False  # the Syrian National Army, the Syrian Democratic Forces
        if one.country is not None and other.country is not None and one.country != other.country:
            return self._share_name(one, other)  # "Serb gunners" of whichever land, and "the Bosnian Serb army"
        if one.kind == other.kind == "military" and None in (one.country, other.country):
            # "The army" that denies it, where soldiers are accused; an army of its own name is another's.
            return all(_of_army(each) for each in (one, other))
        of_state = (one.kind in OF_STATE or one.adjective) and (other.kind in OF_STATE or other.adjective)
        return (of_state and one.country is not None and one.country == other.country) or self._share_name(one, other)

    def _share_name(self, one: Actor, other: Actor) -> bool:
        """Whether two mentions share a word that is a name: Serb gunners, the Bosnian Serb army."""
        if one.kind in TELLERS or other.kind in TELLERS:
            return False
        first, second = (self._words_for(actor) for actor in (one, other))
        return bool((first & second) - COMMON)

    def _words_for(self, actor: Actor) -> set[str]:
        """The words of a mention and of the name of its actor."""
        said = self.words[actor.extent.start : actor.extent.end]
        return {word for word in (*actor.name.lower().split(), *said) if len(word) > 2}


def _of_army(actor: Actor) -> bool:
    """Whether a force may be a state's: not one with a name of its own, nor a village's."""
    own = actor.catalogue is not None and not actor.catalogue.startswith("mil-")
    return not own and "local" not in actor.name.lower().split()


def _paragraphs(doc: Doc) -> tuple[int, ...]:
    numbers = [0] * len(doc)
    for number, zone in enumerate(_found(doc, "text")):
        if zone.label != "quotation":
            numbers[zone.extent.start : zone.extent.end] = [number] * len(zone.extent)
    return tuple(numbers)


def _groups(claims: tuple[Claim, ...]) -> dict[str, str]:
    root = {claim.id: claim.id for claim in claims}

    def find(one: str) -> str:
        while root[one] != one:
            one = root[one]
        return one

    for claim in claims:
        for target in (claim.subset_of, claim.same_as, claim.superseded_by):
            if target in root:
                first, second = sorted((find(claim.id), find(target)), key=lambda c: (len(c), c))
                root[second] = first
    return {claim.id: find(claim.id) for claim in claims}


def _lines(doc: Doc) -> tuple[int, ...]:
    numbers = [0] * len(doc)
    for number, zone in enumerate(_found(doc, "text"), 1):
        if zone.label in ("furniture", "caption"):
            numbers[zone.extent.start : zone.extent.end] = [number] * len(zone.extent)
    return tuple(numbers)


def _sentences(doc: Doc, lines: tuple[int, ...]) -> tuple[int, ...]:
    """Number the sentences; a line of furniture does not move the report's sentences apart."""
    numbers = [0] * len(doc)
    number = 0
    for sent in doc.sents:
        number += lines[sent.start] == 0
        numbers[sent.start : sent.end] = [number] * len(sent)
    return tuple(numbers)


_FIGURES = frozenset("figures data statistics estimates estimate numbers tally count records".split())


def _owns_figures(words: tuple[str, ...], actor: Actor) -> bool:
    """``according to UN figures``: whose figures they are, who did nothing that they count."""
    return not _FIGURES.isdisjoint(words[actor.extent.end : actor.extent.end + 1])


def context(doc: Doc) -> Context:
    """Gather the findings of a document."""
    claims, article = _found(doc, "casualty"), doc._.article
    lines, page = _lines(doc), layout(doc)
    sentence, words, attributions = _sentences(doc, lines), tuple(lowers(doc)), _found(doc, "attribution")
    parties = [actor for actor in _found(doc, "actor") if not (actor.of_site or _owns_figures(words, actor))]
    actors = owned(words, sentence, parties, attributions)
    return Context(
        doc=doc,
        claims=claims,
        places=_found(doc, "place"),
        dates=_found(doc, "when"),
        weapons=_found(doc, "weapon"),
        actors=actors,
        attributions=attributions,
        sentence=sentence,
        paragraph=_paragraphs(doc),
        groups=_groups(claims),
        lines=lines,
        items=page.items,
        deeds=deeds(doc, actors),
        words=words,
        issuer=issuer_of(words, sentence, actors, None if article is None else article.publisher),
        running=page.running,
    )
