"""The land that a figure which sums over events is of: that of its sentence, of the headline, or of all the events."""

from __future__ import annotations

from ..values import Claim, Place
from .context import Context


def is_land(context: Context, own: Place | None) -> bool:
    """Whether a sum over some days is of a whole land: its own sentence or the headline names one."""
    return own.type == "country" if own is not None else of_headline(context) is not None


_SPREAD = frozenset("across cities regions provinces towns nationwide countrywide".split())


def is_spread(context: Context, claim: Claim) -> bool:
    """Whether the sentence of a claim tells of harm in several places of a land: "killing six in cities across Ukraine"."""
    sent = context.doc[claim.trigger].sent
    return not _SPREAD.isdisjoint(context.words[sent.start : sent.end])


_COUNTED = frozenset("two three four five six several both all many".split())
_PLURALS = frozenset("cities regions provinces towns villages districts states countries counties".split())


def is_summed(context: Context, claim: Claim) -> bool:
    """Whether the sentence of a claim sums over places that it does not name: "27 died in the two provinces"."""
    sent = context.doc[claim.trigger].sent
    words = context.words[sent.start : sent.end]
    return any(word in _PLURALS and not _COUNTED.isdisjoint(words[max(0, n - 2) : n]) for n, word in enumerate(words))


def of_sum(context: Context, claim: Claim, own: Place | None) -> tuple[str, str] | None:
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


def of_headline(context: Context) -> Place | None:
    """The one country or region that the headline names."""
    named = {p.name: p for p in reversed(_lands(context)) if context.sentence[p.extent.start] <= 1}
    return next(iter(named.values())) if len(named) == 1 else None


def _land(context: Context) -> Place | None:
    """The country or region of the headline, else the one country that the events' places lie in, where it is named."""
    headline = of_headline(context)
    if headline is not None:
        return headline
    lands = {
        p.country for p in context.places if p.role == "incident" and p.type != "country" and p.country is not None
    }
    return next((p for p in _lands(context) if p.type == "country" and {p.country} == lands), None)
