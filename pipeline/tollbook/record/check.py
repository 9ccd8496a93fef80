"""Whether a record holds together: its shape, its offsets, its links, its bounds.

Every record is checked when it is written; gold is checked when it is read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import msgspec

from ..errors import RecordError
from .schema import SCHEMA, CountInfo, Record

_DECODER = msgspec.json.Decoder(Record)


def _misplaced_spans(record: Record) -> Iterator[str]:
    for n, span in enumerate(record.spans):
        if not 0 <= span.start < span.end <= len(record.text):
            yield f"spans[{n}]: {span.start}-{span.end} is not inside the text of {len(record.text)} characters"
        elif record.text[span.start : span.end] != span.text:
            yield f"spans[{n}]: text {span.text!r} is not what stands at {span.start}-{span.end}"


def _repeated(ids: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            yield f"id {one!r} stands twice"
        seen.add(one)


def _dangling(record: Record, known: Collection[str]) -> Iterator[str]:
    links: list[tuple[str, str | None]] = []
    for relation in record.relations:
        links += [("relations.head", relation.head), ("relations.child", relation.child)]
    for claim in record.casualties:
        where = f"casualties.{claim.id}"
        for field in ("span", "subset_of", "same_as", "superseded_by", "place", "when", "weapon", "perpetrator"):
            links.append((f"{where}.{field}", getattr(claim, field)))
        links.append((f"{where}.attribution", claim.attribution))
    for weapon in record.weapons:
        links += [(f"weapons.{weapon.id}.{f}", getattr(weapon, f)) for f in ("span", "operator", "base")]
    for place in record.places:
        links += [(f"places.{place.id}.span", place.span), *((f"places.{place.id}.within", w) for w in place.within)]
    for actor in record.actors:
        links += [(f"actors.{actor.id}.{f}", getattr(actor, f)) for f in ("span", "affiliation", "refers_to")]
    for attribution in record.attributions:
        links += [(f"attributions.{attribution.id}.{f}", getattr(attribution, f)) for f in ("span", "actor")]
    for incident in record.incidents:
        where = f"incidents.{incident.id}"
        links += [(where, one) for one in (*incident.claims, *incident.perpetrators, *incident.weapons, incident.place)]
    for where, target in links:
        if target is not None and target not in known:
            yield f"{where}: {target!r} is the id of nothing in this record"


def _crossed_bounds(record: Record) -> Iterator[str]:
    counts: list[tuple[str, CountInfo]] = [(f"casualties.{c.id}.count", c.count) for c in record.casualties]
    counts += [(f"weapons.{w.id}.count", w.count) for w in record.weapons if w.count is not None]
    for where, count in counts:
        if count.low is not None and count.high is not None and count.low > count.high:
            yield f"{where}: low {count.low} is above high {count.high}"


def problems(record: Record) -> list[str]:
    """Everything that is wrong with a record of the right shape; empty where nothing is."""
    if record.schema != SCHEMA:
        return [f"schema: {record.schema!r}, where this version of Tollbook reads {SCHEMA!r}"]
    findings: list[Any] = [
        *record.spans,
        *record.casualties,
        *record.weapons,
        *record.places,
        *record.dates,
        *record.actors,
        *record.attributions,
        *record.incidents,
    ]
    ids = [one.id for one in findings]
    return [
        *_misplaced_spans(record),
        *_repeated(ids),
        *_dangling(record, frozenset(ids)),
        *_crossed_bounds(record),
    ]


def parse(line: bytes | str) -> Record:
    """Read the shape of a record from its JSON line, and not yet whether it holds together.

    Raises:
        RecordError: Where it is no JSON or has another shape.
    """
    try:
        return _DECODER.decode(line)
    except msgspec.DecodeError as error:
        raise RecordError(str(error)) from None
    except UnicodeDecodeError:
        raise RecordError("the line is no UTF-8") from None
    except RecursionError:
        raise RecordError("the line is nested too deeply") from None


def decode(line: bytes | str) -> Record:
    """Read a record from its JSON line.

    Raises:
        RecordError: Where it is no JSON, has another shape, or does not hold together.

    >>> decode("{}")
    Traceback (most recent call last):
    ...
    tollbook.errors.RecordError: Object missing required field `schema`
    """
    record = parse(line)
    found = problems(record)
    if found:
        raise RecordError("; ".join(found[:5]))
    return record


def encode(record: Record) -> bytes:
    """Write a record as one JSON line, without the line break, and check what was written.

    Raises:
        RecordError: Where the record does not hold together: a fault of Tollbook's, never of the article.
    """
    line = msgspec.json.encode(record)
    decode(line)
    return line
