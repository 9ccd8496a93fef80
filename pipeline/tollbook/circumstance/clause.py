"""The place that the sentence of a claim gives: the narrowest in its clause that is no aside, or what holds a list of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..values import Claim, Place
from .context import Context
from .geography import AREAS, may_contain, narrowness, places_part
from .lands import of_headline
from .standing import is_aside, is_locative


def narrowest(places: Iterable[Place], context: Context, claim: Claim) -> Place | None:
    """The narrowest of some places, by what the text says of them, then by kind; of equally narrow ones the nearest."""
    given = tuple(places)
    outer = {name for p in given for name in p.within if _lies_in(p, name, context.places)}
    around = {(p.name, p.admin1) for p in context.places if p.id in outer}
    inner = [p for p in given if (p.name, p.admin1) not in around and not _heads(context, p)] or given
    inner = [p for p in inner if not any(_holds(context, p, one) for one in inner)] or inner
    return min(inner, key=lambda p: (narrowness(p), context.gap(claim, p), p.extent.start), default=None)


def _lies_in(inner: Place, outer: str, given: Sequence[Place]) -> bool:
    """Whether the kinds of two places allow what the text says, that the first lies in the second."""
    holding = next((p for p in given if p.id == outer), None)
    if holding is None:
        return False
    kind = narrowness(holding)
    if inner.type == "admin2" and inner.admin1 == holding.admin1 == holding.name:
        return True  # "Kawlin township, Sagaing": the division that has its town's name
    return inner.type in ("unknown", "neighbourhood", "facility") or narrowness(inner) < kind


_HOLDING = (["in"], ["in", "the"], ["of"], [","], ["off"], ["on"], ["on", "the"])


def _holds(context: Context, outer: Place, inner: Place) -> bool:
    """Whether the text puts a place into another of its own kind: "the Zelba Islands in the Red Sea"."""
    if outer.type != inner.type or outer.type != "natural" or inner.extent.end > outer.extent.start:
        return False
    return list(context.words[inner.extent.end : outer.extent.start]) in _HOLDING


def _heads(context: Context, place: Place) -> bool:
    """Whether a place heads an item or a headline: "Kunduz: Gunmen attacked a post in Imam Sahib"."""
    at, ends = place.extent.start, range(place.extent.end, min(len(context.doc), place.extent.end + 2))
    opens = at == 0 or context.paragraph[at - 1] != context.paragraph[at]
    return opens and any(context.doc[i].text == ":" for i in ends)


def own_place(context: Context, claim: Claim) -> Place | None:
    """The place that the sentence of the claim gives; not one that cannot be that of the figure it is a part of."""
    return context.once(("own_place", claim.id, claim.trigger, claim.subset_of), lambda: _own_place(context, claim))


def _own_place(context: Context, claim: Claim) -> Place | None:
    own = _in_sentence(context, claim)
    whole = next((one for one in context.claims if one.id == claim.subset_of), None)
    if own is None or whole is None or whole.zone == "headline" or context.distance(claim, whole) == 0:
        return own
    told = _in_sentence(context, whole)
    return None if told is not None and places_part(own, told) else own


def _in_sentence(context: Context, claim: Claim) -> Place | None:
    here = context.in_sentence(claim, context.places)
    here = [p for p in here if not _is_of_some(context, claim, p) and not _is_home(context, claim, p)]
    located = _of_clause(context, claim, [p for p in here if p.role == "incident" and not is_aside(context, p)])
    if not located:
        told = context.items[claim.trigger] > 0  # an item of a list is short enough to speak of one place
        located = [p for p in here if p.role == "background" and (told or is_locative(context, claim, p))]
        located = [p for p in located if told or claim.harm in _DRIVEN or context.words[p.extent.start - 1] != "of"]
        located = [p for p in located if not _tells(context, p)]
        located = [p for p in located if not is_aside(context, p) and not _is_held(context, p)]
    chosen = narrowest(located, context, claim)
    if chosen is None:
        return _referred(context, claim)
    return start_of_road(context, chosen, here) or of_list(context, claim, chosen, here)


_SHARES = frozenset(
    {"most", "many", "some", "half", "several", "all", "majority", "nearly", "mostly", "mainly", "chiefly"}
)


def _is_of_some(context: Context, claim: Claim, place: Place) -> bool:
    """Whether a place is that of a part of those of a claim: "kidnapped in the North-West, most of them in Zamfara"."""
    if place.extent.start < claim.trigger:
        return False
    doc, opened = context.doc, None
    for i in range(claim.trigger + 1, place.extent.start):
        if context.words[i] in _PAUSES:
            shares = context.words[i + 1] in _SHARES and (
                "of" in context.words[i + 2 : i + 4] or context.words[i + 1].endswith("ly")
            )
            opened = True if shares else (opened if doc[i + 1].is_title else None)
    return opened is not None


_PAUSES = frozenset({",", "–", "—", "("})


def _is_home(context: Context, claim: Claim, place: Place) -> bool:
    """Whether a place is whence somebody named among the harmed is: "Sana Bilan of Dorna town"."""
    at, told = place.extent.start, claim.extent
    called = claim.victims.named or not _NAMING.isdisjoint(context.words[told.start : told.end])
    if not called or context.words[at - 1 : at] not in (("of",), ("from",)):
        return False
    ends = max(told.end, claim.victims.extent.end if claim.victims.extent is not None else 0)
    return told.start < at <= ends + 4 and context.doc[at - 2].text[:1].isupper()


_NAMING = frozenset({"named", "identified"})


_DRIVEN = frozenset({"displaced", "abducted", "missing"})
"""Harms that also befall people where nothing else is told to have happened."""

_ACCOUNTS = frozenset({"version", "account", "statement", "report", "reports", "word", "news", "view", "line", "reply"})


def _tells(context: Context, place: Place) -> bool:
    """``The version from Moscow``: from where something is told, not where it happened."""
    led = context.words[max(0, place.extent.start - 2) : place.extent.start]
    return len(led) == 2 and led[0] in _ACCOUNTS and led[1] in ("from", "in")


_CALLING: dict[str, frozenset[str]] = {
    word: kinds
    for words, kinds in (
        ("city", frozenset({"city", "town"})),
        ("town", frozenset({"town", "city", "village", "unknown"})),
        ("village hamlet", frozenset({"village", "town", "unknown"})),
        ("region province state governorate oblast department prefecture", frozenset({"admin1", "region"})),
        ("district county township municipality", frozenset({"admin2"})),
        ("country", frozenset({"country"})),
    )
    for word in words.split()
}
"""What a place may be that is spoken of again as "the town"."""

_AT = frozenset({"in", "on", "at", "near", "inside", "outside", "around", "across"})
_SAME = frozenset({"the", "this", "that", "same", "whole"})


def _referred(context: Context, claim: Claim) -> Place | None:
    """The place that the sentence of a claim speaks of again: "in the town", "on the city"."""
    sent = context.doc[claim.trigger].sent
    if _is_there(context, claim):
        here = [p for p in context.places if -_BACK <= context.distance(claim, p) < 0 and context.together(claim, p)]
        here = [p for p in here if p.role == "incident" and p.type != "country" and not is_aside(context, p)]
        last = max((context.sentence[p.extent.start] for p in here), default=-1)
        return narrowest([p for p in here if context.sentence[p.extent.start] == last], context, claim)
    for at in range(sent.start + 2, sent.end):
        kinds = _CALLING.get(context.words[at])
        if kinds is None or context.words[at - 1] not in _SAME or _goes_on(context, at + 1):
            continue
        before = at - 1
        while before > sent.start and context.words[before] in _SAME:
            before -= 1
        if context.words[before] not in _AT:
            continue
        told = [p for p in context.places if p.extent.start < at and p.type in kinds and context.together(claim, p)]
        told = [p for p in told if p.role in ("incident", "background", "source_base") and not is_aside(context, p)]
        told = [p for p in told if not _is_fled_or_border(context, claim, p)]
        if told:
            return told[-1]
    return None


_BACK = 2
"""Most sentences between a place and "there"."""

_BEING = frozenset("is are was were has have had 's ’s been will would could may might remain remains".split())


def _is_there(context: Context, claim: Claim) -> bool:
    """Whether "there" follows the harm as the place of it: "was injured there"; not "there were"."""
    after = range(claim.trigger + 1, min(claim.trigger + _WINDOW, context.doc[claim.trigger].sent.end))
    return any(context.words[i] == "there" and not _BEING.intersection(context.words[i + 1 : i + 2]) for i in after)


def _is_fled_or_border(context: Context, claim: Claim, place: Place) -> bool:
    """Whether a place is a border, or one that others fled from, which is not spoken of again as "the town"."""
    if "border" in context.words[place.extent.start : place.extent.end + 1]:
        return True
    before = context.words[max(0, place.extent.start - 2) : place.extent.start]
    return claim.harm != "displaced" and not {"fled", "fleeing", "escaped"}.isdisjoint(before)


def _goes_on(context: Context, at: int) -> bool:
    """Whether what is called so is named or is another thing: "the city of Homs", "the town hall"."""
    if at >= len(context.doc):
        return False
    return context.words[at] in ("of", "'s", "’s", "where", "which", "that") or context.doc[at].tag_.startswith("NN")


_JOINTS = frozenset({"while", "whereas", "and", "but", ";"})
"""Words that may join two clauses."""


def _of_clause(context: Context, claim: Claim, places: list[Place]) -> list[Place]:
    """Of the places of a sentence that tells of several harms, those of the claim's clause, or all where it has none."""
    start, end = _clause(context, claim)
    here = [p for p in places if start <= p.extent.start < end]
    if not here and _is_contrasted(context, start, end):
        return []
    here = here or places
    return [p for p in here if not _is_possessive(context, p)] or here


def _is_contrasted(context: Context, start: int, end: int) -> bool:
    """Whether "while" parts a clause from one that has a place: what it tells happened elsewhere."""
    words = context.words
    return words[start] in _CONTRASTS or (end < len(words) and words[end] in _CONTRASTS)


_CONTRASTS = frozenset({"while", "whereas"})


def _is_possessive(context: Context, place: Place) -> bool:
    """Whether a place is named as that of people or things: "where half of Homs's residents live"."""
    at = place.extent.end
    return at < len(context.words) and context.words[at] in ("'s", "’s", "'", "’")


def _clause(context: Context, claim: Claim) -> tuple[int, int]:
    """The part of the sentence of a claim between joints that each have a harm on either side."""
    sent = context.doc[claim.trigger].sent
    told = sorted({one.trigger for one in context.claims if sent.start <= one.trigger < sent.end})
    named = {i for p in context.places for i in range(p.extent.start, p.extent.end)}
    start = sent.start
    for at in range(sent.start + 1, sent.end - 1):
        if context.words[at] not in _JOINTS or at in named or (context.words[at] == "and" and at + 1 in named):
            continue
        if any(start <= one < at for one in told) and told[-1] > at:
            if claim.trigger < at:
                return start, at
            start = at
    return start, sent.end


_OFFICES = frozenset({"governor", "mayor", "head", "commander", "chief", "minister", "president", "administrator"})


def _is_held(context: Context, place: Place) -> bool:
    """Whether a place is named as somebody's office: "the governor of Donetsk"."""
    at = place.extent.start
    return at > 1 and context.doc[at - 1].lower_ == "of" and context.doc[at - 2].lower_ in _OFFICES


_WAYS = frozenset(
    """road highway motorway roads route line convoy bus train vehicle vehicles truck trucks travelling traveling""".split()
)
"""Words before "between" that tell of a way."""

_CALLED = frozenset({"the", "of", "town", "towns", "village", "villages", "city", "cities"})
"""Words between "between" and a name."""


_WINDOW = 7


def start_of_road(context: Context, chosen: Place, here: Sequence[Place]) -> Place | None:
    """Of a way between two places the first: "between A and B", "from A to B", "the A-B road"."""
    lower = [token.lower_ for token in context.doc[max(0, chosen.extent.start - _WINDOW) : chosen.extent.start]]
    for p in sorted(here, key=lambda one: one.extent.start):
        gap = lower[len(lower) - (chosen.extent.start - p.extent.end) :] if p.extent.end < chosen.extent.start else None
        if gap is None or chosen.extent.start - p.extent.end > _WINDOW:
            continue
        at = p.extent.start - 1
        while at > 0 and context.words[at] in _CALLED:
            at -= 1
        way = set(context.words[max(0, at - 4) : at + 1])
        before = context.words[at] if at >= 0 and (way & _WAYS or gap == ["to"]) else ""
        if gap in (["-"], ["–"]) or (before, *gap) in (("between", "and"), ("from", "to")):
            return p
    return None


_LISTING = frozenset({"and", "or", "&"})
"""Words that stand between places side by side, one of them at least."""

_LISTED = frozenset(
    """, as well both the a in of at village villages town towns city cities district districts province provinces region
    regions state states area areas outskirts house houses market neighbourhood neighbourhoods""".split()
)
"""What else may stand between them."""

_SETTLEMENTS = frozenset({"city", "town", "village", "neighbourhood", "unknown"})

_GAP = 8
"""Most words between them, other places left out."""


def of_list(context: Context, claim: Claim, chosen: Place, here: Sequence[Place]) -> Place | None:
    """Of places that are listed side by side what holds them all, where it is named; the chosen one where none is.

    "The villages of A and B in C" is C; of provinces side by side it is the land of the headline, or no place.
    """
    beside = [p for p in here if is_listed_with(context, chosen, p)]
    if not beside:
        return chosen
    listed = [chosen, *beside]
    wider = [p for p in here if all(narrowness(p) > narrowness(one) and may_contain(p, one) for one in listed)]
    if wider:
        return min(wider, key=lambda p: (narrowness(p), context.gap(claim, p), p.extent.start))
    if chosen.type not in AREAS:
        return min(listed, key=lambda p: p.extent.start)
    land = of_headline(context)
    return land if land is not None and all(may_contain(land, one) for one in listed) else None


def is_listed_with(context: Context, one: Place, other: Place) -> bool:
    """Whether two places stand side by side in a list: "in A, B and C", "the outskirts of A and a house in B"."""
    alike = narrowness(one) == narrowness(other) or {one.type, other.type} <= _SETTLEMENTS
    if one.name == other.name or not alike or one.id in other.within or other.id in one.within:
        return False
    first, second = sorted((one.extent, other.extent), key=lambda extent: extent.start)
    named = {i for p in context.places for i in range(p.extent.start, p.extent.end)}
    gap = [context.words[i] for i in range(first.end, second.start) if i not in named]
    return len(gap) <= _GAP and not _LISTING.isdisjoint(gap) and _LISTING.union(_LISTED).issuperset(gap)
