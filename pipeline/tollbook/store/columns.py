"""Kinds of columns, links and tables, of which the schema is made."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = MetaData(naming_convention=CONVENTION)

CLAIMS_OF_AN_ARTICLE = 1_000_000
"""``claims.number`` is the article's number times this, and the claim's place in the article."""

Number = BigInteger().with_variant(Integer, "sqlite")
"""SQLite takes a column for its own row number only where its type is spelt INTEGER."""


def text(name: str, comment: str, *, required: bool = False) -> Column[Any]:
    """A column of text."""
    return Column(name, Text, nullable=not required, comment=comment)


def integer(name: str, comment: str, *, required: bool = False) -> Column[Any]:
    """A column of whole numbers, 64 bits."""
    return Column(name, BigInteger, nullable=not required, comment=comment)


def number(name: str, comment: str) -> Column[Any]:
    """A column that numbers the rows of its table."""
    return Column(name, Number, nullable=False, autoincrement=False, comment=comment)


def flag(name: str, comment: str) -> Column[Any]:
    """A column of true and false, never null."""
    return Column(name, Boolean, nullable=False, comment=comment)


def link(column: str, table: str, *, deferred: bool = False) -> ForeignKeyConstraint:
    """A link to a finding of the same article. A table that links to itself is checked when its rows are all there."""
    return ForeignKeyConstraint(
        ["article_id", column],
        [f"{table}.article_id", f"{table}.id"],
        deferrable=deferred or None,
        initially="DEFERRED" if deferred else None,
    )


def of_article() -> tuple[Column[Any], ForeignKeyConstraint]:
    """The column that names the article, and its link: where the article goes, the row goes."""
    return (
        Column("article_id", BigInteger, nullable=False, comment="The article: articles.id."),
        ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
    )


def finding(name: str, comment: str, *more: Any) -> Table:
    """A table of findings, keyed by article and the finding's id within the record."""
    return Table(
        name,
        METADATA,
        *of_article(),
        text("id", "Id within the record.", required=True),
        *more,
        PrimaryKeyConstraint("article_id", "id"),
        comment=comment,
        sqlite_with_rowid=False,
    )


def mention(name: str, comment: str, *more: Any) -> Table:
    """A table of mentions: findings with a span and the words of the text."""
    return finding(
        name,
        comment,
        text("span_id", "The span that it was read from.", required=True),
        *more,
        text("rule", "The rule or table row that found it.", required=True),
        link("span_id", "spans"),
    )


WORDS = "The words of the text."
COUNTRY = "ISO 3166-1 alpha-2."


def members(name: str, column: str, table: str, comment: str) -> Table:
    """A table that ties incidents to what belongs to them."""
    return Table(
        name,
        METADATA,
        *of_article(),
        text("incident_id", "The incident.", required=True),
        text(column, f"{table}.id.", required=True),
        integer("position", "Place in the incident's list.", required=True),
        PrimaryKeyConstraint("article_id", "incident_id", column),
        link("incident_id", "incidents"),
        link(column, table),
        comment=comment,
        sqlite_with_rowid=False,
    )
