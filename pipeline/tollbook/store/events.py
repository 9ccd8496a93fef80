"""Incidents as the exports see them: with their claims after review, and figures under a policy.

They are read in the order of the articles, a few articles at a time, so that memory does not grow with the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Connection, text

from ..boasts import Party, is_of_enemy, is_own_deed
from ..tally import Counted
from .policies import Policy
from .tolls import Figures, bounds, figures

ARTICLES_AT_A_TIME = 100

Record: TypeAlias = dict[str, Any]
"""A row by the names of its columns."""


@dataclass(frozen=True, slots=True)
class Event:
    """An incident with everything that belongs to it.

    Attributes:
        row: Its row, with article (``record_id title publisher published url``) and place (``place place_type country
            admin1 lat lon place_precision place_text``).
        claims: Its claims, those rejected by a reviewer left out, in order of the text.
        rejected: How many were left out.
        reviewed: Whether a review changed its figures.
        actors, weapons: Those who are said to have done it, and by what: rows.
        sources: Names of those whose figures they are.
        tolls: Its figures as read, by harm.
        piece: Where an incident is told apart by place and day, which of them this is; see `place_days`.
    """

    row: Record
    claims: tuple[Record, ...]
    rejected: int
    reviewed: bool
    actors: tuple[Record, ...]
    weapons: tuple[Record, ...]
    sources: tuple[str, ...]
    tolls: dict[str, Figures] = field(default_factory=dict)
    piece: Piece | None = None

    @property
    def id(self) -> str:
        """A name of the incident that holds across databases."""
        whole = f"{self.row['record_id']}.{self.row['incident_id']}"
        return whole if self.piece is None else f"{whole}.{self.piece.number}"

    def figures(self, harm: str, policy: Policy) -> Figures | None:
        """The figures of a harm: those of the record where the policy is its own and no review changed them."""
        if policy.name == self.row["policy"] and not self.reviewed and self.piece is None:
            return self.tolls.get(harm)
        return figures(self._counted(policy), harm, policy)

    def group(self, harm: str, policy: Policy, role: str) -> Figures | None:
        """The figures of those of one role among the harmed."""
        return figures((one for one in self._counted(policy) if role in one.role), harm, policy)

    def _counted(self, policy: Policy) -> Iterator[Counted]:
        """Its claims as counting sees them."""
        return (_counted(one, policy) for one in self.claims)


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the places and days that an incident is told apart by.

    Attributes:
        number: From 1, in order of the text.
        whole: The incident.
        undivided: Harms whose figures are told of the whole alone.
    """

    number: int
    whole: Event
    undivided: tuple[str, ...] = ()


def _items(cell: str | None) -> tuple[str, ...]:
    return tuple(json.loads(cell)) if cell else ()


def _counted(row: Record, policy: Policy) -> Counted:
    role, teller = _items(row["role"]), _party(row, "teller")
    source = None if row["source_start"] is None else (row["source_start"], row["source_end"])
    of_enemy = is_of_enemy(row["status"], role, teller)
    own_deed = is_own_deed(row["responsibility"], _party(row, "doer"), teller, source)
    return Counted(
        id=row["claim_id"],
        harm=row["harm"],
        op=row["op"],
        bounds=bounds(row["op"], row["low"], row["high"], policy),
        status=row["status"],
        demographic=_items(row["demographic"]),
        role=role,
        subset_of=row["subset_of"],
        same_as=row["same_as"],
        superseded_by=row["superseded_by"],
        attribution=row["attribution"],
        sentence=row["sentence"],
        adds="more" if row["adds"] else "no",
        counted=row["count_text"] is not None,
        named=row["victims"] is not None,
        zone=row["zone"],
        modality=row["modality"],
        boasted=own_deed or (of_enemy and row["stance"] == "claim"),
        of_enemy=of_enemy,
    )


def _party(row: Record, which: str) -> Party | None:
    if row[f"{which}_name"] is None:
        return None
    return Party(*(row[f"{which}_{part}"] for part in ("name", "kind", "catalogue", "refers_to", "start", "end")))


_INCIDENTS = """
SELECT i.article_id, i.id AS incident_id, i.position, i.kind, i.date_start, i.date_end, i.date_precision, i.responsibility,
  i.disputed, a.record_id, a.title, a.publisher, a.published, a.url, runs.policy,
  p.name AS place, p.text AS place_text, p.type AS place_type, p.country, p.admin1, p.lat, p.lon, p.geonameid,
  p.precision AS place_precision
FROM incidents i
JOIN articles a ON a.id = i.article_id
JOIN runs ON runs.id = a.run_id
LEFT JOIN places p ON p.article_id = i.article_id AND p.id = i.place
WHERE i.article_id IN ({articles}) ORDER BY i.article_id, i.position
"""

_CLAIMS = """
SELECT m.article_id, m.incident_id, l.*, c.sentence, c.adds, c.attribution,
  p.id AS place_id, p.text AS place_text, p.type AS place_type, p.precision AS place_precision, p.entry, p.geonameid,
  p.within, d.precision AS date_precision, t.source_start, t.source_end,
  doer.name AS doer_name, doer.kind AS doer_kind, doer.catalogue AS doer_catalogue, doer.refers_to AS doer_refers_to,
  doer_span.start_char AS doer_start, doer_span.end_char AS doer_end,
  teller.name AS teller_name, teller.kind AS teller_kind, teller.catalogue AS teller_catalogue,
  teller.refers_to AS teller_refers_to,
  teller_span.start_char AS teller_start, teller_span.end_char AS teller_end
FROM incident_claims m
JOIN claims c ON c.article_id = m.article_id AND c.id = m.claim_id
JOIN claim_list l ON l.number = c.number
LEFT JOIN places p ON p.article_id = c.article_id AND p.id = c.place
LEFT JOIN dates d ON d.article_id = c.article_id AND d.id = c.date
LEFT JOIN attributions t ON t.article_id = c.article_id AND t.id = c.attribution
LEFT JOIN actors doer ON doer.article_id = c.article_id AND doer.id = c.perpetrator
LEFT JOIN spans doer_span ON doer_span.article_id = doer.article_id AND doer_span.id = doer.span_id
LEFT JOIN actors teller ON teller.article_id = t.article_id AND teller.id = t.actor
LEFT JOIN spans teller_span ON teller_span.article_id = teller.article_id AND teller_span.id = teller.span_id
WHERE m.article_id IN ({articles}) ORDER BY c.number
"""

_ACTORS = """
SELECT m.article_id, m.incident_id, x.name, x.kind, x.country, x.catalogue
FROM incident_actors m JOIN actors x ON x.article_id = m.article_id AND x.id = m.actor_id
WHERE m.article_id IN ({articles}) ORDER BY m.article_id, m.incident_id, m.position
"""

_WEAPONS = """
SELECT m.article_id, m.incident_id, x.text, x.class, x.type, x.system, x.catalogue
FROM incident_weapons m JOIN weapons x ON x.article_id = m.article_id AND x.id = m.weapon_id
WHERE m.article_id IN ({articles}) ORDER BY m.article_id, m.incident_id, m.position
"""

_SOURCES = """
SELECT article_id, incident_id, name FROM incident_sources
WHERE article_id IN ({articles}) ORDER BY article_id, incident_id, position
"""

_TOLLS = """
SELECT article_id, incident_id, harm, low, best, high, civilian, combatant, security, children, women, men FROM tolls
WHERE article_id IN ({articles})
"""


def article_ids(connection: Connection) -> Iterator[list[int]]:
    """The numbers of all articles, some at a time, in order."""
    last = 0
    query = text("SELECT id FROM articles WHERE id > :last ORDER BY id LIMIT :most")
    while found := list(connection.execute(query, {"last": last, "most": ARTICLES_AT_A_TIME}).scalars()):
        yield found
        last = found[-1]


def rows_of(connection: Connection, query: str, articles: Sequence[int]) -> list[Record]:
    """The rows that a query with ``{articles}`` gives for some articles."""
    listed = ", ".join(str(int(one)) for one in articles)
    return [dict(row) for row in connection.execute(text(query.format(articles=listed))).mappings()]


def _by_incident(rows: list[Record]) -> dict[tuple[int, str], list[Record]]:
    found: dict[tuple[int, str], list[Record]] = {}
    for row in rows:
        found.setdefault((row["article_id"], row["incident_id"]), []).append(row)
    return found


def events(connection: Connection) -> Iterator[Event]:
    """Every incident, in the order of the articles and of their incidents."""
    for articles in article_ids(connection):
        parts = [
            _by_incident(rows_of(connection, query, articles))
            for query in (_CLAIMS, _ACTORS, _WEAPONS, _SOURCES, _TOLLS)
        ]
        for row in rows_of(connection, _INCIDENTS, articles):
            claims, actors, weapons, sources, tolls = (
                part.get((row["article_id"], row["incident_id"]), []) for part in parts
            )
            yield Event(
                row,
                tuple(one for one in claims if one["verdict"] != "rejected"),
                sum(one["verdict"] == "rejected" for one in claims),
                any(one["verdict"] in ("rejected", "corrected") for one in claims),
                tuple(actors),
                tuple(weapons),
                tuple(one["name"] for one in sources),
                {one["harm"]: _figures(one) for one in tolls},
            )


def _figures(row: Record) -> Figures:
    names = ("low", "best", "high", "civilian", "combatant", "security", "children", "women", "men")
    return Figures(**{name: row[name] for name in names})
