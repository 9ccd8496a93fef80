"""The first tables.

A version is a snapshot: it says what the database was like at its time, and does not follow ``schema.py``. Views are not
made here; `tollbook.store.migrate` makes them anew after the last version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KINDS: dict[str | None, Any] = {
    None: sa.Text(),
    "int": sa.BigInteger(),
    "key": sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
    "float": sa.Double(),
    "flag": sa.Boolean(),
}


def _columns(spec: str) -> Iterator[sa.Column[Any]]:
    """Columns: names, each with its kind (text unless said), and ``!`` where null is forbidden."""
    for name, kind, required in re.findall(r"(\w+)(?::(\w+))?(!?)", spec):
        yield sa.Column(name, KINDS[kind or None], nullable=not required, autoincrement=False)


def _key(*names: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*names)


def _of_article() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE")


def _link(column: str, table: str, *, deferred: bool = False) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["article_id", column],
        [f"{table}.article_id", f"{table}.id"],
        deferrable=deferred or None,
        initially="DEFERRED" if deferred else None,
    )


SEARCH = {
    "sqlite": [
        "CREATE VIRTUAL TABLE article_search USING fts5(title, text, content='articles', content_rowid='id', "
        "tokenize='porter unicode61 remove_diacritics 2')",
        "CREATE VIRTUAL TABLE quote_search USING fts5(quote, content='claims', content_rowid='number', "
        "tokenize='porter unicode61 remove_diacritics 2')",
        # The index follows the tables, whoever writes to them.
        "CREATE TRIGGER articles_in AFTER INSERT ON articles BEGIN "
        "INSERT INTO article_search (rowid, title, text) VALUES (new.id, new.title, new.text); END",
        "CREATE TRIGGER articles_out AFTER DELETE ON articles BEGIN "
        "INSERT INTO article_search (article_search, rowid, title, text) "
        "VALUES ('delete', old.id, old.title, old.text); END",
        "CREATE TRIGGER articles_changed AFTER UPDATE OF id, title, text ON articles BEGIN "
        "INSERT INTO article_search (article_search, rowid, title, text) "
        "VALUES ('delete', old.id, old.title, old.text); "
        "INSERT INTO article_search (rowid, title, text) VALUES (new.id, new.title, new.text); END",
        "CREATE TRIGGER claims_in AFTER INSERT ON claims BEGIN "
        "INSERT INTO quote_search (rowid, quote) VALUES (new.number, new.quote); END",
        "CREATE TRIGGER claims_out AFTER DELETE ON claims BEGIN "
        "INSERT INTO quote_search (quote_search, rowid, quote) VALUES ('delete', old.number, old.quote); END",
        "CREATE TRIGGER claims_changed AFTER UPDATE OF number, quote ON claims BEGIN "
        "INSERT INTO quote_search (quote_search, rowid, quote) VALUES ('delete', old.number, old.quote); "
        "INSERT INTO quote_search (rowid, quote) VALUES (new.number, new.quote); END",
    ],
    "postgresql": [
        # A tsvector holds a megabyte at most: of a longer article the first 200,000 characters are indexed.
        "ALTER TABLE articles ADD COLUMN search tsvector GENERATED ALWAYS AS ("
        "setweight(to_tsvector('english', left(coalesce(title, ''), 2000)), 'A') || "
        "setweight(to_tsvector('english', left(text, 200000)), 'B')) STORED",
        "CREATE INDEX ix_articles_search ON articles USING gin (search)",
        "ALTER TABLE claims ADD COLUMN search tsvector GENERATED ALWAYS AS ("
        "to_tsvector('english', left(quote, 200000))) STORED",
        "CREATE INDEX ix_claims_search ON claims USING gin (search)",
    ],
    "duckdb": [],  # its full-text search is an extension that would have to be fetched
}
"""Full-text search: two tables of FTS5, or a column ``search`` in two tables."""


def upgrade() -> None:
    """Make the tables."""
    _make_findings()
    _make_claims()
    _make_incidents()
    _make_sources()
    _make_what_stays()
    for statement in SEARCH[op.get_context().dialect.name]:
        op.execute(statement)


def _make_findings() -> None:
    op.create_table(
        "runs",
        *_columns("id! version! model! lexicons! policy!"),
        _key("id"),
    )
    op.create_table(
        "articles",
        *_columns(
            "id:key! record_id! given_id title publisher published url language byline sha256! text! meta! warnings! "
            "run_id! extraction:int!"
        ),
        _key("id"),
        sa.UniqueConstraint("record_id"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
    )
    op.create_index("ix_articles_published", "articles", ["published"])
    op.create_index("ix_articles_publisher", "articles", ["publisher"], postgresql_using="hash")
    op.create_table(
        "extractions",
        *_columns("article_id:int! number:int! digest! run_id! loaded_at!"),
        _key("article_id", "number"),
        _of_article(),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "spans",
        *_columns("article_id:int! id! start_char:int! end_char:int! label! text!"),
        _key("article_id", "id"),
        _of_article(),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actors",
        *_columns(
            "article_id:int! id! span_id! text! name! kind! catalogue country title affiliation refers_to adjective:flag! "
            "rule!"
        ),
        _key("article_id", "id"),
        _of_article(),
        _link("span_id", "spans"),
        _link("affiliation", "actors", deferred=True),
        _link("refers_to", "actors", deferred=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_actors_name", "actors", ["name"], postgresql_using="hash")
    op.create_table(
        "places",
        *_columns(
            "article_id:int! id! span_id! text! name! geonameid:int entry lat:float lon:float country admin1 type! "
            "precision:int role! within! rule!"
        ),
        _key("article_id", "id"),
        _of_article(),
        _link("span_id", "spans"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_places_country_admin1", "places", ["country", "admin1"])
    op.create_index("ix_places_geonameid", "places", ["geonameid"])
    op.create_table(
        "dates",
        *_columns("article_id:int! id! span_id! text! start_date end_date precision:int! relative:flag! role! rule!"),
        _key("article_id", "id"),
        _of_article(),
        _link("span_id", "spans"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "weapons",
        *_columns(
            "article_id:int! id! span_id! text! class! type system catalogue count_text count_op count_low:int "
            "count_high:int operator role! base rule!"
        ),
        _key("article_id", "id"),
        _of_article(),
        _link("span_id", "spans"),
        _link("operator", "actors"),
        _link("base", "places"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_weapons_catalogue", "weapons", ["catalogue"])
    op.create_index("ix_weapons_class", "weapons", ["class"])
    op.create_table(
        "attributions",
        *_columns(
            "article_id:int! id! span_id! source source_start:int source_end:int source_type actor cue! cue_start:int! "
            "cue_end:int! content content_start:int content_end:int relay stance! rule!"
        ),
        _key("article_id", "id"),
        _of_article(),
        _link("span_id", "spans"),
        _link("actor", "actors"),
        sqlite_with_rowid=False,
    )


def _make_claims() -> None:
    op.create_table(
        "claims",
        *_columns(
            "number:key! article_id:int! id! span_id! harm! count_text op! low:int high:int subset_of same_as "
            "superseded_by scope! modality! place date weapon perpetrator responsibility! attribution zone! "
            "furniture:flag! quote! quote_start:int! quote_end:int! anchor_start:int! anchor_end:int! sentence:int! "
            "adds:flag! rule! confidence:float!"
        ),
        _key("number"),
        sa.UniqueConstraint("article_id", "id"),
        _of_article(),
        _link("span_id", "spans"),
        _link("subset_of", "claims", deferred=True),
        _link("same_as", "claims", deferred=True),
        _link("superseded_by", "claims", deferred=True),
        _link("place", "places"),
        _link("date", "dates"),
        _link("weapon", "weapons"),
        _link("perpetrator", "actors"),
        _link("attribution", "attributions"),
    )
    op.create_index("ix_claims_harm_low", "claims", ["harm", "low"])
    op.create_table(
        "victims",
        *_columns("article_id:int! claim_id! text status! demographic! role! nationality"),
        _key("article_id", "claim_id"),
        _of_article(),
        _link("claim_id", "claims"),
        sqlite_with_rowid=False,
    )


def _make_incidents() -> None:
    op.create_table(
        "incidents",
        *_columns(
            "article_id:int! id! position:int! kind! date date_start date_end date_precision:int place "
            "responsibility! disputed:flag! rule!"
        ),
        _key("article_id", "id"),
        _of_article(),
        _link("date", "dates"),
        _link("place", "places"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_incidents_date_start", "incidents", ["date_start"])
    op.create_index("ix_incidents_kind", "incidents", ["kind"])
    op.create_table(
        "tolls",
        *_columns(
            "article_id:int! incident_id! harm! low:int best:int high:int civilian:int combatant:int security:int "
            "children:int women:int men:int"
        ),
        _key("article_id", "incident_id", "harm"),
        _of_article(),
        _link("incident_id", "incidents"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_actors",
        *_columns("article_id:int! incident_id! actor_id! position:int!"),
        _key("article_id", "incident_id", "actor_id"),
        _of_article(),
        _link("incident_id", "incidents"),
        _link("actor_id", "actors"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_weapons",
        *_columns("article_id:int! incident_id! weapon_id! position:int!"),
        _key("article_id", "incident_id", "weapon_id"),
        _of_article(),
        _link("incident_id", "incidents"),
        _link("weapon_id", "weapons"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_claims",
        *_columns("article_id:int! incident_id! claim_id! position:int!"),
        _key("article_id", "incident_id", "claim_id"),
        _of_article(),
        _link("incident_id", "incidents"),
        _link("claim_id", "claims"),
        sqlite_with_rowid=False,
    )


def _make_sources() -> None:
    op.create_table(
        "incident_sources",
        *_columns("article_id:int! incident_id! position:int! name!"),
        _key("article_id", "incident_id", "position"),
        _of_article(),
        _link("incident_id", "incidents"),
        sqlite_with_rowid=False,
    )


def _make_what_stays() -> None:
    op.create_table(
        "claim_history",
        *_columns(
            "article_id:int! extraction:int! claim_id! run_id! harm! count_text op! low:int high:int victims status! "
            "scope! modality! place date_start weapon perpetrator source quote! quote_start:int! quote_end:int!"
        ),
        _key("article_id", "extraction", "claim_id"),
        _of_article(),
        sa.ForeignKeyConstraint(["article_id", "extraction"], ["extractions.article_id", "extractions.number"]),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reviews",
        *_columns(
            "record_id! harm! anchor_start:int! anchor_end:int! quote! verdict! new_harm new_low:int new_high:int "
            "new_status reviewer! reviewed_at! note"
        ),
        _key("record_id", "harm", "anchor_start", "anchor_end", "reviewed_at", "reviewer"),
        sa.ForeignKeyConstraint(["record_id"], ["articles.record_id"]),
        sa.CheckConstraint("verdict IN ('accepted', 'rejected', 'corrected')", name="verdict"),
    )
