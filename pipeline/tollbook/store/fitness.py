"""Whether a record can be loaded: quickly yes, or slowly no with the reason.

A database refuses more than the record's own check does: a link to a finding of another kind, a number beyond 64 bits,
an id of unreasonable length. All that is refused here, before anything is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..errors import RecordError
from ..record.check import parse, problems
from ..record.schema import SCHEMA, CountInfo, Record
from .columns import CLAIMS_OF_AN_ARTICLE

LONGEST_ID = 200
BIGGEST = 2**63 - 1

KINDS = ("spans", "casualties", "weapons", "places", "dates", "actors", "attributions", "incidents")


def sound(line: bytes) -> Record:
    """Read a record from its JSON line and check that it can be loaded.

    Raises:
        RecordError: Where it cannot, with the reason.

    >>> sound(b"[]")
    Traceback (most recent call last):
    ...
    tollbook.errors.RecordError: Expected `object`, got `array`
    """
    record = parse(line)
    reason = _reason(record)
    if reason is not None:
        raise RecordError("; ".join(problems(record)[:5]) or reason)
    return record


def _reason(record: Record) -> str | None:
    """Why a record cannot be loaded, or null."""
    if record.schema != SCHEMA:
        return f"schema: {record.schema!r}"
    ids = {kind: [one.id for one in getattr(record, kind)] for kind in KINDS}
    every = [one for found in ids.values() for one in found]
    if len(set(every)) != len(every):
        return "an id stands twice"
    if len(record.casualties) >= CLAIMS_OF_AN_ARTICLE:
        return f"more than {CLAIMS_OF_AN_ARTICLE - 1:,} claims"
    longest = max(every, key=len, default="")
    for one in (record.id, longest):
        if len(one) > LONGEST_ID:
            return f"id {one[:40]!r}... is longer than {LONGEST_ID} characters"
    return _wrong_offset(record) or _wrong_link(record, ids) or _wrong_number(record)


def _wrong_offset(record: Record) -> str | None:
    text, length = record.text, len(record.text)
    for span in record.spans:
        if text[span.start : span.end] != span.text or not 0 <= span.start < span.end <= length:
            return f"spans.{span.id}: is not where it says"
    for c in record.casualties:
        if not 0 <= c.quote[0] <= c.quote[1] <= length:
            return f"casualties.{c.id}.quote: is not inside the text"
    return None


def _wrong_link(record: Record, ids: dict[str, list[str]]) -> str | None:
    known = {kind: {None, *found} for kind, found in ids.items()}
    for where, kind, targets in _links(record):
        if not known[kind].issuperset(targets):
            wrong = {one for one in targets if one is not None} - known[kind]
            return f"{where}: {min(wrong)!r} is the id of none of its {kind}"
    return None


def _wrong_number(record: Record) -> str | None:
    for where, numbers in _numbers(record):
        for value in numbers:
            if value is not None and not -BIGGEST <= value <= BIGGEST:
                return f"{where}: {value} is beyond 64 bits"
    for count in _counts(record):
        if count.low is not None and count.high is not None and count.low > count.high:
            return f"count: low {count.low} is above high {count.high}"
    return None


def _counts(r: Record) -> list[CountInfo]:
    return [c.count for c in r.casualties] + [w.count for w in r.weapons if w.count is not None]


def _links(r: Record) -> Iterable[tuple[str, str, Collection[str | None]]]:
    """All links of each kind, with the kind of finding that they must lead to."""
    for found in (r.casualties, r.weapons, r.actors, r.attributions, r.places, r.dates):
        yield "span", "spans", [one.span for one in found]
    yield "relations", "spans", [one.head for one in r.relations] + [one.child for one in r.relations]
    claims = r.casualties
    same = [one for c in claims for one in (c.subset_of, c.same_as, c.superseded_by)]
    yield "casualties.subset_of, same_as, superseded_by", "casualties", same
    yield "casualties.place", "places", [c.place for c in claims]
    yield "casualties.when", "dates", [c.when for c in claims]
    yield "casualties.weapon", "weapons", [c.weapon for c in claims]
    yield "casualties.perpetrator", "actors", [c.perpetrator for c in claims]
    yield "casualties.attribution", "attributions", [c.attribution for c in claims]
    yield "weapons.operator", "actors", [w.operator for w in r.weapons]
    yield "weapons.base", "places", [w.base for w in r.weapons]
    yield "actors", "actors", [one for a in r.actors for one in (a.affiliation, a.refers_to)]
    yield "places.within", "places", [one for p in r.places for one in p.within]
    yield "attributions.actor", "actors", [t.actor for t in r.attributions]
    yield "incidents.place", "places", [i.place for i in r.incidents]
    yield "incidents.date", "dates", [i.date.id for i in r.incidents if i.date is not None]
    yield "incidents.claims", "casualties", [one for i in r.incidents for one in i.claims]
    yield "incidents.weapons", "weapons", [one for i in r.incidents for one in i.weapons]
    yield "incidents.perpetrators", "actors", [one for i in r.incidents for one in i.perpetrators]


def _numbers(r: Record) -> Iterable[tuple[str, list[int | None]]]:
    """Every number that a text or another program could have made too big."""
    counts = _counts(r)
    yield "count", [c.low for c in counts] + [c.high for c in counts]
    yield "places", [p.geonameid for p in r.places] + [p.precision for p in r.places]
    yield "dates.precision", [d.precision for d in r.dates]
    yield "incidents.date.precision", [i.date.precision for i in r.incidents if i.date is not None]
    spans = [t.cue_span for t in r.attributions]
    spans += [span for t in r.attributions for span in (t.source_span, t.content_span) if span is not None]
    yield "attributions", [offset for span in spans for offset in span]
    yield (
        "incidents.toll",
        [
            n
            for i in r.incidents
            for toll in i.toll.values()
            for n in (toll.low, toll.best, toll.high, toll.children, toll.women, toll.men, *toll.by_status.values())
        ],
    )
