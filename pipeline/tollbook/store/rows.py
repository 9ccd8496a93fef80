"""From a record to the rows of the tables.

The character NUL, which PostgreSQL cannot hold, becomes U+2400 (␀) in every engine: offsets stay, and all engines hold
the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import msgspec

from ..adding import adds
from ..record.schema import CountInfo, Record, TollInfo
from .columns import CLAIMS_OF_AN_ARTICLE
from .fitness import sound
from .sentences import ordinals

Row: TypeAlias = tuple[Any, ...]
Rows: TypeAlias = dict[str, list[Row]]
"""Rows for each table, their cells in the order of its columns."""

Stretches: TypeAlias = dict[str, tuple[int, int]]
"""Characters by the id of a quote's span."""

NUL_SHOWN = "␀"

_encode = msgspec.json.encode


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that is ready to be loaded.

    Attributes:
        record_id: Name of the article, see `record_id`.
        digest: Hash of the whole record, the same for the same content in any spelling of its JSON.
        run: The row of ``runs``.
    """

    record: Record
    record_id: str
    digest: str
    run: Row


def record_id(record: Record) -> str:
    """The name of an article: the record's id, which is made of the text alone, and a suffix that keeps apart the same
    text under two ids or addresses of the input.

    >>> import tollbook, msgspec
    >>> data = tollbook.read("Two men died in Homs.", url="https://example.org/1")
    >>> record_id(msgspec.convert(data, Record)).startswith(data["id"] + ".")
    True
    """
    given = (record.article.id, record.article.url)
    if given == (None, None):
        return record.id
    return f"{record.id}.{_hash(json.dumps(given))[:8]}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()


def entry(line: bytes) -> Entry:
    """Read a record from its JSON line and check that it can be loaded.

    Raises:
        RecordError: Where it cannot, with the reason.
    """
    record = sound(line)
    digest = hashlib.sha256(_encode(record)).hexdigest()[:32]
    if b"\\u0000" in line:
        record = msgspec.convert(shown(msgspec.to_builtins(record)), Record)
    pipeline = record.pipeline
    about = (pipeline.version, pipeline.model, pipeline.lexicons, pipeline.policy)
    return Entry(record, record_id(record), digest, _run(about))


@lru_cache(maxsize=16)
def _run(about: tuple[str, str, str, str]) -> Row:
    """The row of a run."""
    return (_hash("\0".join(about))[:16], *about)


def shown(value: Any) -> Any:
    """A value with NUL made visible in every text of it.

    >>> shown({"a": ["b\\0", 1]})
    {'a': ['b␀', 1]}
    """
    if isinstance(value, str):
        return value.replace("\0", NUL_SHOWN)
    if isinstance(value, dict):
        return {shown(key): shown(one) for key, one in value.items()}
    return [shown(one) for one in value] if isinstance(value, list | tuple) else value


def rows(one: Entry, article_id: int, number: int, now: str) -> Rows:
    """The rows of a record.

    Args:
        one: The record.
        article_id: Number of its article.
        number: Number of the extraction: 1 for the first of the article.
        now: The time of loading.

    >>> import tollbook, msgspec
    >>> found = rows(entry(msgspec.json.encode(tollbook.read("Two men died in Homs."))), 1, 1, "2024-01-01T00:00:00Z")
    >>> [(table, len(found[table])) for table in ("articles", "claims", "victims", "incidents")]
    [('articles', 1), ('claims', 1), ('victims', 1), ('incidents', 1)]
    """
    made: Rows = {"runs": [one.run], "articles": [_article(one, article_id, number)]}
    made["extractions"] = [(article_id, number, one.digest, one.run[0], now)]
    for maker in _MAKERS:
        made.update(maker(one.record, article_id))
    return made


def _article(one: Entry, n: int, number: int) -> Row:
    a, record = one.record.article, one.record
    return (
        n, one.record_id, a.id, a.title, a.publisher, a.published, a.url, a.language, a.byline, a.sha256, record.text,
        json.dumps(a.meta, ensure_ascii=False), _list(record.warnings), one.run[0], number,
    )  # fmt: skip


def _list(items: Iterable[str]) -> str:
    found = tuple(items)
    return _listed(found) if found else "[]"


@lru_cache(maxsize=4096)
def _listed(items: tuple[str, ...]) -> str:
    return json.dumps(items, ensure_ascii=False)


def _mentions(record: Record, n: int) -> Rows:
    return {
        "spans": [(n, s.id, s.start, s.end, s.label, s.text) for s in record.spans],
        "actors": [
            (n, a.id, a.span, a.text, a.name, a.kind, a.catalogue, a.country, a.title, a.affiliation, a.refers_to,
             a.adjective, a.rule)
            for a in record.actors
        ],
        "places": [
            (n, p.id, p.span, p.text, p.name, p.geonameid, p.entry, p.lat, p.lon, p.country, p.admin1, p.type,
             p.precision, p.role, _list(p.within), p.rule)
            for p in record.places
        ],
        "dates": [
            (n, d.id, d.span, d.text, d.start, d.end, d.precision, d.relative, d.role, d.rule) for d in record.dates
        ],
        "weapons": [
            (n, w.id, w.span, w.text, w.class_, w.type, w.system, w.catalogue, *_count(w.count), w.operator, w.role,
             w.base, w.rule)
            for w in record.weapons
        ],
    }  # fmt: skip


def _count(count: CountInfo | None) -> tuple[str | None, str | None, int | None, int | None]:
    return (None, None, None, None) if count is None else (count.text, count.op, count.low, count.high)


def _attributions(record: Record, n: int) -> Rows:
    return {
        "attributions": [
            (n, t.id, t.span, t.source, *(t.source_span or (None, None)), t.source_type, t.actor, t.cue, *t.cue_span,
             t.content, *(t.content_span or (None, None)), t.relay, t.stance, t.rule)
            for t in record.attributions
        ]
    }  # fmt: skip


def _anchors(record: Record) -> tuple[Stretches, dict[str, int], Stretches]:
    """Of each quote the characters of its number, else of its victims; where its harm stands; number and victims together."""
    where = {span.id: (span.start, span.end) for span in record.spans}
    anchors: Stretches = {}
    harms: dict[str, int] = {}
    own: Stretches = {}
    for relation in record.relations:
        if relation.label in ("COUNT", "VICTIMS"):
            start, end = own.get(relation.head, where[relation.child])
            own[relation.head] = min(start, where[relation.child][0]), max(end, where[relation.child][1])
        if relation.label == "COUNT":
            anchors[relation.head] = where[relation.child]
        elif relation.label == "VICTIMS":
            anchors.setdefault(relation.head, where[relation.child])
        elif relation.label == "HARM":
            harms[relation.head] = where[relation.child][0]
    return anchors, harms, own


def _claims(record: Record, n: int) -> Rows:
    anchors, harms, own = _anchors(record)
    sentences = ordinals(record.text, [harms.get(c.span, c.quote[0]) for c in record.casualties])
    claims, victims = [], []
    for place, (c, sentence) in enumerate(zip(record.casualties, sentences, strict=True), 1):
        start, end = c.quote
        claims.append(
            (n * CLAIMS_OF_AN_ARTICLE + place, n, c.id, c.span, c.harm, *_count(c.count), c.subset_of, c.same_as,
             c.superseded_by, c.scope, c.modality, c.place, c.when, c.weapon, c.perpetrator, c.responsibility,
             c.attribution, c.zone, c.furniture, record.text[start:end], start, end, *anchors.get(c.span, c.quote),
             sentence, adds(record.text, c.quote, own.get(c.span, c.quote)) != "no", c.rule, c.confidence)
        )  # fmt: skip
        v = c.victims
        victims.append((n, c.id, v.text, v.status, _list(v.demographic), _list(v.role), v.nationality))
    return {"claims": claims, "victims": victims}


def _incidents(record: Record, n: int) -> Rows:
    made: Rows = {"incidents": [], "tolls": [], "incident_claims": [], "incident_weapons": [], "incident_actors": []}
    made["incident_sources"] = []
    for place, i in enumerate(record.incidents, 1):
        d = i.date
        date = (None, None, None, None) if d is None else (d.id, d.start, d.end, d.precision)
        made["incidents"].append((n, i.id, place, i.kind, *date, i.place, i.responsibility, i.disputed, i.rule))
        made["incident_sources"] += [(n, i.id, at, name) for at, name in enumerate(i.sources, 1)]
        made["tolls"] += [(n, i.id, harm, *_toll(toll)) for harm, toll in i.toll.items()]
        for table, members in (
            ("incident_claims", i.claims),
            ("incident_weapons", i.weapons),
            ("incident_actors", i.perpetrators),
        ):
            made[table] += [(n, i.id, one, at) for at, one in enumerate(dict.fromkeys(members), 1)]
    return made


def _toll(t: TollInfo) -> Row:
    parts = (t.by_status.get(status) for status in ("civilian", "combatant", "security"))
    return (t.low, t.best, t.high, *parts, t.children, t.women, t.men)


_MAKERS: tuple[Callable[[Record, int], Rows], ...] = (_mentions, _attributions, _claims, _incidents)
