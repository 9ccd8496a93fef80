"""Where a harm happened: the most specific place of the claim's own words, else of what the article adds to them.

A place in the sentence of the claim is its place; a broader one there ("in eastern Syria") is made precise by a narrower
one that a nearby sentence puts inside it. A place with another role (a dateline, a home base, Britain in
"Britain-based") is never the place of a harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..values import Claim, Place
from .context import Context
from .geography import AREAS, may_contain, narrowness, places_part

OUTSET = 4
"""How many sentences open an article: headline, lead and what follows them."""

LEAD = 3
"""Most sentences back in a paragraph that lead up to a claim."""

REACH = 10
"""Most sentences between a claim and a sentence that makes its place precise."""


def _candidates(context: Context) -> list[Place]:
    """Places where something may have happened."""
    return [p for p in context.places if p.role == "incident"] or [
        p for p in context.places if p.role == "background" and p.type != "country"
    ]


def _narrowest(places: Iterable[Place], context: Context, claim: Claim) -> Place | None:
    """The narrowest of some places, by what the text says of them, then by kind; of equally narrow ones the nearest."""
    given = tuple(places)
    outer = {name for p in given for name in p.within if _lies_in(p, name, given)}
    inner = [p for p in given if p.id not in outer and not _heads(context, p)] or given
    return min(inner, key=lambda p: (narrowness(p), context.gap(claim, p), p.extent.start), default=None)


def _lies_in(inner: Place, outer: str, given: Sequence[Place]) -> bool:
    """Whether the kinds of two places allow what the text says, that the first lies in the second."""
    kind = next((narrowness(p) for p in given if p.id == outer), None)
    if kind is None:
        return False
    return inner.type in ("unknown", "neighbourhood", "facility") or narrowness(inner) < kind


def _heads(context: Context, place: Place) -> bool:
    """Whether a place heads an item or a headline: "Kunduz: Gunmen attacked a post in Imam Sahib"."""
    at, ends = place.extent.start, range(place.extent.end, min(len(context.doc), place.extent.end + 2))
    opens = at == 0 or context.paragraph[at - 1] != context.paragraph[at]
    return opens and any(context.doc[i].text == ":" for i in ends)


def own_place(context: Context, claim: Claim) -> Place | None:
    """The place that the sentence of the claim gives; not one that cannot be that of the figure it is a part of."""
    own = _in_sentence(context, claim)
    whole = next((one for one in context.claims if one.id == claim.subset_of), None)
    if own is None or whole is None or whole.zone == "headline" or context.distance(claim, whole) == 0:
        return own
    told = _in_sentence(context, whole)
    return None if told is not None and places_part(own, told) else own


def _in_sentence(context: Context, claim: Claim) -> Place | None:
    here = context.in_sentence(claim, context.places)
    located = _of_clause(context, claim, [p for p in here if p.role == "incident" and not is_aside(context, p)])
    if not located:
        told = context.items[claim.trigger] > 0  # an item of a list is short enough to speak of one place
        located = [p for p in here if p.role == "background" and (told or _is_locative(context, claim, p))]
        located = [p for p in located if not is_aside(context, p) and not _is_held(context, p)]
    chosen = _narrowest(located, context, claim)
    return None if chosen is None else _start_of_road(context, chosen, here)


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


def _start_of_road(context: Context, chosen: Place, here: Sequence[Place]) -> Place:
    """Of a way between two places the first: "between A and B", "from A to B", "the A-B road"."""
    lower = [token.lower_ for token in context.doc[max(0, chosen.extent.start - _WINDOW) : chosen.extent.start]]
    for p in here:
        gap = lower[len(lower) - (chosen.extent.start - p.extent.end) :] if p.extent.end < chosen.extent.start else None
        if gap is None or chosen.extent.start - p.extent.end > _WINDOW:
            continue
        way = {context.doc[i].lower_ for i in range(max(0, p.extent.start - 5), p.extent.start)}
        before = context.doc[p.extent.start - 1].lower_ if p.extent.start and (way & _ROADS or gap == ["to"]) else ""
        if gap in (["-"], ["–"]) or (before, *gap) in (("between", "and"), ("from", "to")):
            return p
    return chosen


_HEADING = 10
"""Most tokens of the heading of an item."""

_LOCATIVES = frozenset({"in", "at", "near", "on", "outside", "across", "inside", "around", "of"})
_MOTIONS = frozenset({"from", "to", "towards", "toward", "via", "into", "for", "with", "against", "by", "through"})
_ENDS = frozenset({"to", "towards", "toward", "into", "for"})
_ROADS = frozenset({"road", "highway", "motorway", "roads"})
_TAKEN = frozenset({"abducted", "detained", "missing", "displaced"})


def _is_locative(context: Context, claim: Claim, place: Place) -> bool:
    """Whether a locative preposition stands just before the place; "from" is one where people were taken or driven out."""
    before = [context.doc[i].lower_ for i in range(max(0, place.extent.start - 4), place.extent.start)]
    last = next((word for word in reversed(before) if word in _LOCATIVES or word in _MOTIONS), "")
    if last == "to":
        return not _ROADS.isdisjoint(before)
    return last in _LOCATIVES or (last == "from" and claim.harm in _TAKEN)


def _titles(context: Context, place: Place) -> bool:
    """Whether a place stands in the few words that head an item of a list: "27 November, L'Estère. Gunmen entered"."""
    sent = context.doc[place.extent.start].sent
    opens = sent.start == 0 or context.paragraph[sent.start - 1] != context.paragraph[sent.start]
    return opens and context.items[sent.start] > 0 and len(sent) <= _HEADING


def told_before(context: Context, claim: Claim, since: int) -> Place | None:
    """The place that the sentences of the paragraph before the claim's lead up to; none from before a sentence number."""
    at = context.sentence[claim.trigger]
    found = [
        p
        for p in context.places
        if context.together(claim, p)
        and max(since, at - LEAD) < context.sentence[p.extent.start] < at
        and (
            context.paragraph[p.extent.start] == context.paragraph[claim.trigger] or _is_just_before(context, claim, p)
        )
        and p.role in ("incident", "background")
        and (p.role == "incident" or _titles(context, p) or _is_locative(context, claim, p))
        and p.type != "country"
    ]
    last = max((context.sentence[p.extent.start] for p in found), default=None)
    return _narrowest([p for p in found if context.sentence[p.extent.start] == last], context, claim)


def _is_just_before(context: Context, claim: Claim, place: Place) -> bool:
    """Whether a place is where the sentence before the claim's, though of another paragraph, says what was attacked."""
    if context.distance(claim, place) != -1 or place.role != "incident" or is_aside(context, place):
        return False
    used = any(w.role == "used" and context.distance(claim, w) == -1 for w in context.weapons)
    return used and _is_locative(context, claim, place)


def made_precise(
    context: Context, claim: Claim, own: Place | None, thread: Sequence[Claim], reach: int
) -> Place | None:
    """A narrower place inside the claim's own, or any where it has none, from the sentences round it.

    What stands in the sentence of a claim of another event tells where that happened.
    """
    others = {context.sentence[one.trigger] for one in context.claims if one not in thread}
    others -= {context.sentence[one.trigger] for one in thread}
    near = [
        p
        for p in context.near(claim, _candidates(context), reach)
        if (own is None or may_contain(own, p))
        and context.sentence[p.extent.start] not in others
        and not is_aside(context, p)
    ]
    if own is not None:
        near = [p for p in near if narrowness(p) < narrowness(own)]
    near = [p for p in near if p.type != "country"] or near
    ahead = [p for p in near if context.distance(claim, p) > 0 and (own is not None or _leads_to(context, claim, p))]
    behind = [p for p in near if context.distance(claim, p) < 0]
    return _closest(context, claim, ahead if claim.zone == "headline" or not behind else behind)


def _leads_to(context: Context, claim: Claim, place: Place) -> bool:
    """Whether what follows a claim may tell where it happened: in its paragraph, or where the article opens."""
    at = claim.trigger
    return context.sentence[at] < OUTSET or context.paragraph[at] == context.paragraph[place.extent.start]


def _of_event(context: Context, claim: Claim, own: Place | None, places: Sequence[Place]) -> Place | None:
    """The narrowest place of the event that the claim's own may contain."""
    shared = [p for p in places if own is None or (may_contain(own, p) and narrowness(p) < narrowness(own))]
    return _narrowest(shared, context, claim)


def _closest(context: Context, claim: Claim, places: list[Place]) -> Place | None:
    """Of the nearest sentence that has any of them, the narrowest; of several equally narrow ones what holds them all."""
    if not places:
        return None
    least = min(abs(context.distance(claim, p)) for p in places)
    here = [p for p in places if abs(context.distance(claim, p)) == least]
    chosen = _narrowest(here, context, claim)
    return None if chosen is None else _covering(context, chosen, here)


def _covering(context: Context, chosen: Place, here: list[Place]) -> Place:
    """The area that holds a place and those named beside it ("the villages of A and B in C" happened in C)."""
    beside = {p.name for p in here if p.type == chosen.type}
    if len(beside) == 1:
        return chosen
    wider = [p for p in here if narrowness(p) > narrowness(chosen) and may_contain(p, chosen)]
    return min(wider, key=lambda p: (narrowness(p), p.extent.start), default=chosen)


def _is_loose(context: Context, claim: Claim, own: Place) -> bool:
    """Whether a town may stand for the division of its name: a headline's or lead's Idlib."""
    namesake = own.admin1 is not None and _squeezed(own.name) == _squeezed(own.admin1)
    return namesake and context.sentence[claim.trigger] < OUTSET


def _squeezed(name: str) -> str:
    """A name without what its spellings differ in."""
    return "".join(char for char in name.lower() if char.isalpha())


def _inside(context: Context, claim: Claim, own: Place, thread: Sequence[Claim]) -> Place | None:
    """The village or quarter of the same division that the sentences of the event name."""
    others = {context.sentence[one.trigger] for one in context.claims if one not in thread}
    others -= {context.sentence[one.trigger] for one in thread}
    found = [
        p
        for p in (*context.in_sentence(claim, context.places), *context.near(claim, context.places, LEAD))
        if p.role == "incident"
        and p.type in ("village", "neighbourhood", "unknown")
        and p.country == own.country
        and (p.admin1 is None or p.admin1 == own.admin1)
        and context.sentence[p.extent.start] not in others
        and not is_aside(context, p)
    ]
    return _closest(context, claim, found)


_ASIDE = frozenset(
    """hospital hospitals clinic morgue morgues mortuary treated admitted evacuated flown airlifted transferred rushed buried
    fled fleeing cemetery funeral taken brought ferried""".split()
)
_SITES = frozenset({"hospital", "hospitals", "clinic", "morgue", "morgues", "mortuary", "funeral", "cemetery"})
_STRUCK = frozenset(
    "hit hits struck strikes bombed shelled attacked attack targeted destroyed damaged raided stormed".split()
)
_WINDOW = 7


def is_aside(context: Context, place: Place) -> bool:
    """Whether a place is where the wounded were treated, the dead buried or the fleeing went, not where harm befell them."""
    start = max(0, place.extent.start - _WINDOW)
    here = context.sentence[place.extent.start]
    before = [context.words[i] for i in range(start, place.extent.start) if context.sentence[i] == here]
    words = set(before)
    ways = (_LOCATIVES | _MOTIONS) - {"of"}
    if next((word for word in reversed(before) if word in ways), "") not in _ENDS:
        words -= {"fled", "fleeing"}  # who fled a place came to harm there
    named = {context.words[i] for i in range(place.extent.start, place.extent.end)}
    after = range(place.extent.end, min(len(context.words), place.extent.end + _WINDOW))
    struck = words | {context.words[i] for i in after if context.sentence[i] == here}
    if words & _ASIDE <= _SITES and struck & _STRUCK:
        return False
    named |= {context.words[i] for i in range(place.extent.end, min(len(context.words), place.extent.end + 1))}
    return bool(words & _ASIDE) or ("hospital" in named and not words & {"on", "hit", "struck", "outside", "near"})


def _is_land(context: Context, own: Place | None) -> bool:
    """Whether a sum over some days is of a whole land: its own sentence or the headline names one."""
    return own.type == "country" if own is not None else _of_headline(context) is not None


_SPREAD = frozenset("across cities regions provinces towns nationwide countrywide".split())


def _is_spread(context: Context, claim: Claim) -> bool:
    """Whether the sentence of a claim tells of harm in several places of a land: "killing six in cities across Ukraine"."""
    sent = context.doc[claim.trigger].sent
    return not _SPREAD.isdisjoint(context.words[sent.start : sent.end])


def _of_sum(context: Context, claim: Claim, own: Place | None) -> tuple[str, str] | None:
    """The place of a figure that sums over events: its own sentence's, however wide, else the land that the page is about."""
    if own is not None:
        return own.id, "place.own_sentence"
    if claim.modality == "hypothetical" or context.lines[claim.trigger]:
        return None
    land = _land(context)
    return None if land is None else (land.id, "place.land")


def _lands(context: Context) -> list[Place]:
    wide = [p for p in context.places if p.type in ("country", "region") and not context.lines[p.extent.start]]
    return [p for p in wide if p.role in ("incident", "background", "dateline")]


def _of_headline(context: Context) -> Place | None:
    """The one country or region that the headline names."""
    named = {p.name: p for p in reversed(_lands(context)) if context.sentence[p.extent.start] <= 1}
    return next(iter(named.values())) if len(named) == 1 else None


def _land(context: Context) -> Place | None:
    """The country or region of the headline, else the one country that the events' places lie in, where it is named."""
    headline = _of_headline(context)
    if headline is not None:
        return headline
    lands = {
        p.country for p in context.places if p.role == "incident" and p.type != "country" and p.country is not None
    }
    return next((p for p in _lands(context) if p.type == "country" and {p.country} == lands), None)


def place_of(
    context: Context, claim: Claim, thread: Sequence[Claim], places: Sequence[Place]
) -> tuple[str, str] | None:
    """The id of the place of a claim and the rule that chose it, or null.

    Args:
        thread: The claims of its event, itself included. places: What the article says of where that was.
    """
    own = own_place(context, claim)
    if claim.scope in ("period", "conflict") or (claim.scope == "series" and _is_land(context, own)):
        return _of_sum(context, claim, own)
    if own is not None and own.type not in AREAS:
        inner = _inside(context, claim, own, thread) if _is_loose(context, claim, own) else None
        return (own.id, "place.own_sentence") if inner is None else (inner.id, "place.nearby")
    group = [p for one in context.group(claim) if one.id != claim.id and (p := own_place(context, one)) is not None]
    shared = _of_event(context, claim, own, group)
    if shared is None and own is None:
        shared = _of_event(context, claim, own, places)
    if shared is not None and shared.type not in AREAS:
        return shared.id, "place.event"
    broad = shared or own
    if broad is not None and broad.type == "country" and _is_spread(context, claim):
        return broad.id, "place.own_sentence" if broad is own else "place.event"
    precise = made_precise(context, claim, broad, thread, REACH) or _of_event(context, claim, broad, places)
    if precise is not None:
        return precise.id, "place.nearby"
    return None if broad is None else (broad.id, "place.own_sentence" if broad is own else "place.event")
