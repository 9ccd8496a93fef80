"""How many, and whose: the count and the operator of a mention."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from ..values import Actor, Count, Extent, Quantity
from .mentions import Mention
from .tables import numbers

REACH = 5
"""Most tokens between a number and the weapon it counts (six long-range Tu-22M3 bombers)."""

_STOPS = frozenset(
    '. , ; : ! ? ( ) " “ ” and or but in on at by from with to for that which who was were is are'.split()
)
_ARTICLES = frozenset({"a", "an"})
_AFTER = frozenset({"by", "of", "from"})
_ORGANISED = frozenset(
    {"armed_group", "government", "military", "police", "unknown_attacker", "community", "official", "person"}
)
_BRINGING = frozenset(
    """launch fire drop use carry conduct unleash employ open shell bomb bombard strike hit target attack pound execute
    deploy send provide plant lob hurl throw detonate resume continue intensify mount stage raid lay wage begin start
    perform rain direct deliver dispatch fly operate step renew exchange return respond""".split()
)


BASE_REACH = 6
"""How many tokens behind a weapon its base is told."""

_STATIONED = frozenset("based stationed deployed positioned housed".split())
_STATIONS = frozenset("at in on near".split())
_STARTS = frozenset("taking took launched launching flying flew operating operated".split())
_BETWEEN = frozenset({",", "which", "that", "are", "were", "is", "was", "currently", "permanently"})
_BASES = frozenset("airbase base airport airfield".split())


def count_of(doc: Doc, mention: Mention, quantities: Sequence[Quantity]) -> Count | None:
    """The number of a mention: as the room quantity read it, else as the words before it say it."""
    start = mention.extent.start
    for quantity in quantities:
        counted = quantity.noun if quantity.kind == "count" else None
        if counted is not None and start <= counted < mention.extent.end and quantity.extent.end <= start:
            return quantity.count
    for quantity in quantities:
        end = quantity.extent.end
        countable = mention.plural or quantity.count.low == quantity.count.high == 1 or _can_count(mention)
        near = quantity.kind == "count" and end <= start <= end + REACH
        if near and countable and _is_open(doc, end, start):
            return quantity.count
    return _by_words(doc, mention)


def _can_count(mention: Mention) -> bool:
    """Whether a number before it can be its own though it shows no plural: aircraft, a designation."""
    return mention.noun is None or mention.noun.forms[0].endswith("aircraft")


def _is_open(doc: Doc, start: int, end: int) -> bool:
    return not any(token.lower_ in _STOPS or (token.is_space and "\n\n" in token.text) for token in doc[start:end])


def _by_words(doc: Doc, mention: Mention) -> Count | None:
    """Read a number word, a figure or an article in the few words before a mention."""
    if mention.noun is not None and mention.noun.kind == "action":
        return None
    for i in range(mention.extent.start - 1, max(-1, mention.extent.start - 1 - REACH), -1):
        word = doc[i].lower_
        if word in _STOPS:
            return None
        number = numbers().get(word)
        if number is not None:
            if word in _ARTICLES and mention.plural:
                return None
            return Count(Extent(i, i + 1), number.op, number.low, number.high)
        if word.isdigit() and int(word) < 1900:
            return Count(Extent(i, i + 1), "eq", int(word), int(word))
    return None


def operator_of(doc: Doc, mention: Mention, actors: Sequence[Actor]) -> Extent | None:
    """Whose weapon it is: named right before it, right after it, or as the one who brings it to bear.

    >>> import tollbook
    >>> doc = tollbook.load()("Turkish shelling killed two men.")
    >>> weapon = doc._.weapon[0]
    >>> doc[weapon.operator.start : weapon.operator.end].text
    'Turkish'
    """
    holders = [actor for actor in actors if (actor.kind in _ORGANISED or actor.adjective) and not actor.of_site]
    if mention.noun is not None and mention.noun.kind == "deed":
        return _after(doc, mention, holders)  # who stands before it is the one it was done to
    return _before(doc, mention, holders) or _after(doc, mention, holders) or _bringer(doc, mention, holders)


def _before(doc: Doc, mention: Mention, actors: Sequence[Actor]) -> Extent | None:
    start = mention.extent.start
    for actor in reversed(actors):
        end = actor.extent.end
        if actor.kind == "person" or not end <= start <= end + 4:
            continue
        between = [token.lower_ for token in doc[end:start]]
        close = actor.adjective or "'s" in between or "’s" in between or len(between) <= 1
        if close and _is_open(doc, end, start) and not any(t.tag_.startswith("VB") for t in doc[end:start]):
            return actor.extent
    return None


def _after(doc: Doc, mention: Mention, actors: Sequence[Actor]) -> Extent | None:
    end = mention.extent.end
    if end >= len(doc) or doc[end].lower_ not in _AFTER:
        return None
    return next(
        (a.extent for a in actors if end + 1 <= a.extent.start <= end + 2 and _is_open(doc, end + 1, a.extent.start)),
        None,
    )


def _bringer(doc: Doc, mention: Mention, actors: Sequence[Actor]) -> Extent | None:
    """The subject of the verb that the mention hangs on, where that verb brings weapons to bear."""
    token = doc[mention.head]
    for _ in range(3):
        if token.dep_ in ("ROOT", "dep", ""):
            return None
        verb = token.head
        if verb.tag_.startswith("VB") and verb.lemma_ in _BRINGING:
            for child in verb.children:
                if child.dep_ in ("nsubj", "obl:agent"):
                    for actor in actors:
                        if actor.extent.start <= child.i < actor.extent.end:
                            return actor.extent
            return None
        token = verb
    return None


def base_of(doc: Doc, mention: Mention) -> Extent | None:
    """The name of where a weapon is stationed or started from, in the words right behind it; null where none is told.

    >>> import tollbook
    >>> doc = tollbook.load()("Su-35S jets based at the Khmeimim airbase hit the town.")
    >>> base = doc._.weapon[0].base
    >>> doc[base.start : base.end].text
    'Khmeimim airbase'
    """
    words = [token.lower_ for token in doc[mention.extent.end : mention.extent.end + BASE_REACH]]
    for n, word in enumerate(words):
        if word in _STATIONED and words[n + 1 : n + 2] and words[n + 1] in _STATIONS:
            return _name_from(doc, mention.extent.end + n + 2)
        if word in _STARTS and "from" in words[n + 1 : n + 3]:
            return _name_from(doc, mention.extent.end + words.index("from", n + 1) + 1)
        if word not in _BETWEEN:
            return None
    return None


def _name_from(doc: Doc, start: int) -> Extent | None:
    """The name that begins at a token, articles left out, with the common noun that ends it."""
    while start < len(doc) and doc[start].lower_ in ("the", "a", "an", "its", "their"):
        start += 1
    end = start
    while end < len(doc) and (doc[end].is_title or doc[end].text in ("-", "’s", "'s") or doc[end].lower_ in _BASES):
        end += 1
    return Extent(start, end) if end > start and doc[start].is_title else None
