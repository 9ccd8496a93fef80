"""Views that answer the common questions, made anew after every migration.

Their SQL is the same for all engines but for the name of one function. Incidents belong to one article each: an event
that three articles tell of is three rows, and the names of columns say what is added.
"""

from __future__ import annotations

from collections.abc import Iterator

from .urls import Engine

CURRENT_REVIEWS = """
SELECT r.* FROM reviews r WHERE NOT EXISTS (
  SELECT 1 FROM reviews later WHERE later.record_id = r.record_id AND later.harm = r.harm
    AND later.anchor_start = r.anchor_start AND later.anchor_end = r.anchor_end
    AND (later.reviewed_at > r.reviewed_at OR (later.reviewed_at = r.reviewed_at AND later.reviewer > r.reviewer)))
"""

CLAIM_REVIEWS = """
SELECT article_id, claim_id, record_id, harm, anchor_start, anchor_end, verdict, new_harm, new_low, new_high,
  new_status, reviewer, reviewed_at, note
FROM (
  SELECT c.article_id, c.id AS claim_id, r.*,
    ROW_NUMBER() OVER (PARTITION BY c.number ORDER BY
      abs(c.anchor_start - r.anchor_start) + abs(c.anchor_end - r.anchor_end), r.reviewed_at DESC, r.reviewer) AS of_claim,
    ROW_NUMBER() OVER (PARTITION BY r.record_id, r.harm, r.anchor_start, r.anchor_end ORDER BY
      abs(c.anchor_start - r.anchor_start) + abs(c.anchor_end - r.anchor_end), c.number) AS of_review
  FROM current_reviews r
  JOIN articles a ON a.record_id = r.record_id
  JOIN claims c ON c.article_id = a.id AND c.harm = r.harm
    AND c.anchor_start < r.anchor_end AND c.anchor_end > r.anchor_start
) ranked WHERE of_claim = 1 AND of_review = 1
"""

REVIEWS_UNMATCHED = """
SELECT r.* FROM current_reviews r WHERE NOT EXISTS (
  SELECT 1 FROM claim_reviews m WHERE m.record_id = r.record_id AND m.harm = r.harm
    AND m.anchor_start = r.anchor_start AND m.anchor_end = r.anchor_end)
"""

WHOLE_CLAIMS = """FROM claims c
JOIN articles a ON a.id = c.article_id
JOIN victims v ON v.article_id = c.article_id AND v.claim_id = c.id
LEFT JOIN places p ON p.article_id = c.article_id AND p.id = c.place
LEFT JOIN dates d ON d.article_id = c.article_id AND d.id = c.date
LEFT JOIN weapons w ON w.article_id = c.article_id AND w.id = c.weapon
LEFT JOIN actors by_whom ON by_whom.article_id = c.article_id AND by_whom.id = c.perpetrator
LEFT JOIN attributions t ON t.article_id = c.article_id AND t.id = c.attribution"""
"""The claims of the current extractions with everything that they point to, for a ``SELECT``."""

HISTORIC_VALUES = """  c.harm, c.count_text, c.op, c.low, c.high, v.text, v.status,
  c.scope, c.modality, p.name, d.start_date, w.text, by_whom.name, t.source, c.quote, c.quote_start, c.quote_end"""
"""What ``claim_history`` keeps of a claim, in the order of its columns from ``harm`` on; of `WHOLE_CLAIMS`."""

CLAIM_LIST = f"""
SELECT a.record_id, c.id AS claim_id, a.title, a.publisher, a.published, a.url,
  coalesce(r.new_harm, c.harm) AS harm, c.count_text, c.op,
  CASE WHEN r.new_low IS NULL AND r.new_high IS NULL THEN c.low ELSE r.new_low END AS low,
  CASE WHEN r.new_low IS NULL AND r.new_high IS NULL THEN c.high ELSE r.new_high END AS high,
  v.text AS victims, coalesce(r.new_status, v.status) AS status, v.demographic, v.role, v.nationality,
  c.scope, c.modality, p.name AS place, p.country, p.admin1, p.lat, p.lon, d.start_date AS date_start,
  d.end_date AS date_end, w.text AS weapon, w.class AS weapon_class, w.system AS weapon_system,
  by_whom.name AS perpetrator, c.responsibility, t.source, t.source_type, t.relay, t.stance, c.quote, c.quote_start,
  c.quote_end, c.zone, c.furniture, c.subset_of, c.same_as, c.superseded_by, c.confidence, r.verdict, r.reviewer,
  c.low AS low_as_read, c.high AS high_as_read, c.harm AS harm_as_read, a.run_id, c.article_id, c.number
{WHOLE_CLAIMS}
LEFT JOIN claim_reviews r ON r.article_id = c.article_id AND r.claim_id = c.id
"""

INCIDENT_LIST = """
SELECT a.record_id, i.id AS incident_id, i.position, a.title, a.publisher, a.published, a.url, i.kind,
  i.date_start, i.date_end, i.date_precision, p.name AS place, p.type AS place_type, p.admin1, p.country, p.lat, p.lon,
  p.precision AS place_precision,
  k.low AS killed_low, k.best AS killed_best, k.high AS killed_high, k.civilian AS civilians_killed,
  k.children AS children_killed, k.women AS women_killed,
  h.low AS injured_low, h.best AS injured_best, h.high AS injured_high,
  (SELECT {join}(one.name, '; ') FROM (
    SELECT x.name FROM incident_actors m JOIN actors x ON x.article_id = m.article_id AND x.id = m.actor_id
    WHERE m.article_id = i.article_id AND m.incident_id = i.id
    GROUP BY x.name ORDER BY min(m.position)) one) AS perpetrators, i.responsibility,
  (SELECT {join}(one.name, '; ') FROM (
    SELECT coalesce(x.system, x.text) AS name FROM incident_weapons m
    JOIN weapons x ON x.article_id = m.article_id AND x.id = m.weapon_id
    WHERE m.article_id = i.article_id AND m.incident_id = i.id
    GROUP BY coalesce(x.system, x.text) ORDER BY min(m.position)) one) AS weapons,
  (SELECT {join}(one.name, '; ') FROM (
    SELECT m.name FROM incident_sources m WHERE m.article_id = i.article_id AND m.incident_id = i.id
    ORDER BY m.position) one) AS sources,
  (SELECT count(*) FROM incident_claims m WHERE m.article_id = i.article_id AND m.incident_id = i.id) AS claims,
  i.disputed,
  (SELECT count(*) FROM incident_claims m
    JOIN claim_reviews r ON r.article_id = m.article_id AND r.claim_id = m.claim_id AND r.verdict <> 'accepted'
    WHERE m.article_id = i.article_id AND m.incident_id = i.id) AS claims_changed_by_review,
  i.article_id
FROM incidents i
JOIN articles a ON a.id = i.article_id
LEFT JOIN places p ON p.article_id = i.article_id AND p.id = i.place
LEFT JOIN tolls k ON k.article_id = i.article_id AND k.incident_id = i.id AND k.harm = 'killed'
LEFT JOIN tolls h ON h.article_id = i.article_id AND h.incident_id = i.id AND h.harm = 'injured'
"""

WEAPONS_BY_INCIDENT = """
SELECT a.record_id, i.id AS incident_id, i.kind, i.date_start, p.name AS place, p.country, w.text AS weapon, w.class,
  w.type, w.system, w.catalogue, w.role, w.count_text, w.count_low, w.count_high, o.name AS operator,
  k.low AS killed_low, k.best AS killed_best, h.best AS injured_best, i.article_id
FROM incident_weapons m
JOIN incidents i ON i.article_id = m.article_id AND i.id = m.incident_id
JOIN weapons w ON w.article_id = m.article_id AND w.id = m.weapon_id
JOIN articles a ON a.id = m.article_id
LEFT JOIN actors o ON o.article_id = w.article_id AND o.id = w.operator
LEFT JOIN places p ON p.article_id = i.article_id AND p.id = i.place
LEFT JOIN tolls k ON k.article_id = i.article_id AND k.incident_id = i.id AND k.harm = 'killed'
LEFT JOIN tolls h ON h.article_id = i.article_id AND h.incident_id = i.id AND h.harm = 'injured'
"""

TOLLS_BY_DAY_ADMIN1 = """
SELECT day, country, admin1, count(*) AS articles, sum(incidents) AS incidents,
  sum(killed) AS killed_in_all_articles, max(killed) AS killed_in_one_article,
  sum(injured) AS injured_in_all_articles, max(injured) AS injured_in_one_article
FROM (
  SELECT i.article_id, i.date_start AS day, p.country, p.admin1, count(*) AS incidents,
    sum(k.best) AS killed, sum(h.best) AS injured
  FROM incidents i
  JOIN places p ON p.article_id = i.article_id AND p.id = i.place
  LEFT JOIN tolls k ON k.article_id = i.article_id AND k.incident_id = i.id AND k.harm = 'killed'
  LEFT JOIN tolls h ON h.article_id = i.article_id AND h.incident_id = i.id AND h.harm = 'injured'
  WHERE i.date_precision = 1 AND i.date_start = i.date_end
  GROUP BY i.article_id, i.date_start, p.country, p.admin1
) of_articles
GROUP BY day, country, admin1
"""

CLAIM_VERSIONS = f"""
SELECT a.record_id, h.extraction, h.run_id, h.claim_id, h.harm, h.count_text, h.op, h.low, h.high, h.victims, h.status,
  h.scope, h.modality, h.place, h.date_start, h.weapon, h.perpetrator, h.source, h.quote, h.quote_start, h.quote_end
FROM claim_history h JOIN articles a ON a.id = h.article_id
UNION ALL
SELECT a.record_id, a.extraction, a.run_id, c.id,
{HISTORIC_VALUES}
{WHOLE_CLAIMS}
"""

VIEWS: dict[str, tuple[str, str]] = {
    "current_reviews": ("The latest review of each claim.", CURRENT_REVIEWS),
    "claim_reviews": ("Which review holds for which claim of the current extraction.", CLAIM_REVIEWS),
    "reviews_unmatched": ("Reviews whose words no claim of the current extraction reads.", REVIEWS_UNMATCHED),
    "claim_list": ("Claims with article, place, date, weapon, source and quote; figures after review.", CLAIM_LIST),
    "incident_list": ("Incidents with toll, place, date, weapons and sources; tolls as they were read.", INCIDENT_LIST),
    "weapons_by_incident": ("The weapons of each incident.", WEAPONS_BY_INCIDENT),
    "tolls_by_day_admin1": (
        "Tolls by day and first-level division: added over all articles (an event counts once for each article that "
        "tells of it), and the most that one article tells.",
        TOLLS_BY_DAY_ADMIN1,
    ),
    "claim_versions": ("Claims of all extractions, earlier and current, with the run that made them.", CLAIM_VERSIONS),
}
"""Name, what it shows, and SQL, each after those that it is made of."""


SEARCHES = {
    "article_search": ("id, record_id, title, published, publisher", "concat_ws(' ', title, text)", "articles"),
    "quote_search": ("number, article_id, id AS claim_id, harm, low, high, quote", "quote", "claims"),
}
"""DuckDB's searches: the columns that they show, the text that they look in, and its table."""


def _search(name: str) -> str:
    """A search without an index, as DuckDB's own is an extension that would have to be fetched: it shows the rows that hold
    every one of some words, or a longer word that begins with it, and how often they hold them. Accents and capitals do
    not matter, and words have no stems.
    """
    shown, searched, table = SEARCHES[name]
    plain = "strip_accents(lower({}))".format
    pattern = "'(?:^|[^\\pL\\pN])' || regexp_escape(word)"
    return (
        f"CREATE MACRO {name}(words) AS TABLE SELECT {shown}, hits FROM {table} JOIN ("
        f"SELECT key, sum(n) AS hits FROM (SELECT rowid AS key, len(regexp_extract_all({plain(searched)}, {pattern})) AS n "
        f"FROM {table} CROSS JOIN (SELECT DISTINCT unnest(string_split_regex({plain('trim(words)')}, '\\s+')) AS word)) "
        f"GROUP BY key HAVING min(n) > 0) ON key = {table}.rowid ORDER BY hits DESC, {table}.rowid"
    )


def statements(engine: Engine) -> Iterator[str]:
    """The SQL that makes the views anew, and in DuckDB the searches.

    >>> next(statements("sqlite"))
    'DROP VIEW IF EXISTS claim_versions'
    """
    join = "group_concat" if engine == "sqlite" else "string_agg"
    if engine == "duckdb":
        for name in SEARCHES:
            yield f"DROP MACRO TABLE IF EXISTS {name}"
    for name in reversed(VIEWS):
        yield f"DROP VIEW IF EXISTS {name}"
    for name, (_, sql) in VIEWS.items():
        yield f"CREATE VIEW {name} AS {sql.replace('{join}', join).strip()}"
    if engine == "duckdb":
        yield from map(_search, SEARCHES)
