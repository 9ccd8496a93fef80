"""The tables, once for all engines.

An article is keyed by ``articles.id``, its number in the order of arrival, and everything that was found in it by that
number and the finding's id within the record (``c1``, ``p3``). ``articles.record_id`` is the name that holds across
databases. Offsets count code points of ``articles.text``, half-open. Unknown is null, never 0. Lists of closed
vocabulary and lists of ids are JSON arrays.

A column's comment is its manual; PostgreSQL shows it, and the metadata file for Datasette is made of it.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Double,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from .columns import COUNTRY, METADATA, WORDS, finding, flag, integer, link, members, mention, number, of_article, text

__all__ = ["LOADED", "METADATA", "REPLACED", "columns"]

runs = Table(
    "runs",
    METADATA,
    text("id", "Hash of the four that follow: the same pipeline is the same run, whoever starts it.", required=True),
    text("version", "Version of Tollbook.", required=True),
    text("model", "The language model.", required=True),
    text("lexicons", "Hash of all tables of words.", required=True),
    text("policy", "The policy behind the tolls of the records.", required=True),
    PrimaryKeyConstraint("id"),
    comment="What read the articles: one row for each version of the pipeline.",
)

articles = Table(
    "articles",
    METADATA,
    number("id", "Number in the order of arrival."),
    text("record_id", "The record's id; with a suffix where the input gave an id, publisher or URL.", required=True),
    text("given_id", "The id that the input gave."),
    text("title", "Headline."),
    text("publisher", "Outlet."),
    text("published", "ISO date or date-time prefix."),
    text("url", "Address."),
    text("language", "Language code."),
    text("byline", "Author line."),
    text("sha256", "Hash of the text in UTF-8.", required=True),
    text("text", "What the offsets count.", required=True),
    text("meta", "Other keys of the input, a JSON object.", required=True),
    text("warnings", "A JSON array.", required=True),
    text("run_id", "The run that read it.", required=True),
    integer("extraction", "Number of the extraction that these rows hold: extractions.number.", required=True),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("record_id"),
    ForeignKeyConstraint(["run_id"], ["runs.id"]),
    Index(None, "published"),
    Index(None, "publisher", postgresql_using="hash"),
    comment="One row for each article.",
)

extractions = Table(
    "extractions",
    METADATA,
    *of_article(),
    integer("number", "1 for the first record of the article, 2 for the next.", required=True),
    text("digest", "Hash of the record.", required=True),
    text("run_id", "The run that made it.", required=True),
    text("loaded_at", "When it was loaded, UTC.", required=True),
    PrimaryKeyConstraint("article_id", "number"),
    ForeignKeyConstraint(["run_id"], ["runs.id"]),
    comment="Every record that was loaded for an article; articles.extraction says which one the other tables hold.",
    sqlite_with_rowid=False,
)

spans = finding(
    "spans",
    "Stretches of the text with a label.",
    integer("start_char", "First code point.", required=True),
    integer("end_char", "One after the last code point.", required=True),
    text("label", "What it is: QUANTITY, VICTIMS, CLAIM, PLACE, ...", required=True),
    text("text", WORDS, required=True),
)

actors = mention(
    "actors",
    "Mentions of those who act or speak.",
    text("text", WORDS, required=True),
    text("name", "Canonical name.", required=True),
    text("kind", "armed_group, government, military, monitor, ...", required=True),
    text("catalogue", "Row of the table of actors."),
    text("country", COUNTRY),
    text("title", "Of a person, what the text calls them."),
    text("affiliation", "The actor that a person belongs to."),
    text("refers_to", "First mention of the same actor."),
    flag("adjective", "Whether the mention is an adjective."),
    link("affiliation", "actors", deferred=True),
    link("refers_to", "actors", deferred=True),
    Index(None, "name", postgresql_using="hash"),
)

places = mention(
    "places",
    "Mentions of places.",
    text("text", WORDS, required=True),
    text("name", "Canonical name.", required=True),
    integer("geonameid", "Id in GeoNames."),
    text("entry", "Id in Tollbook's gazetteer."),
    Column("lat", Double, comment="Latitude, WGS 84."),
    Column("lon", Double, comment="Longitude, WGS 84."),
    text("country", COUNTRY),
    text("admin1", "Name of the first-level division."),
    text("type", "country, admin1, city, village, ...", required=True),
    integer("precision", "UCDP's where_prec, 1 (exact) to 7."),
    text("role", "incident, base, dateline, source_base or background.", required=True),
    text("within", "Ids of the places that the text says contain it, a JSON array.", required=True),
    Index(None, "country", "admin1"),
    Index(None, "geonameid"),
)

dates = mention(
    "dates",
    "Mentions of dates and periods.",
    text("text", WORDS, required=True),
    text("start_date", "ISO prefix, inclusive."),
    text("end_date", "ISO prefix, inclusive."),
    integer("precision", "UCDP's date_prec, 1 (a day) to 5 (a year).", required=True),
    flag("relative", "Whether it was resolved against the publication date."),
    text("role", "event, since, published or background.", required=True),
)

weapons = mention(
    "weapons",
    "Mentions of weapons and methods.",
    text("text", WORDS, required=True),
    text("class", "aircraft, uav, artillery, ...", required=True),
    text("type", "Finer type of the catalogue."),
    text("system", "Canonical designation."),
    text("catalogue", "Row of the catalogue."),
    text("count_text", "The words of the number."),
    text("count_op", "Operator of the number."),
    integer("count_low", "Lower bound."),
    integer("count_high", "Upper bound."),
    text("operator", "The actor whose it is."),
    text("role", "used, support, target or mention.", required=True),
    text("base", "The place where it is based."),
    link("operator", "actors"),
    link("base", "places"),
    Index(None, "catalogue"),
    Index(None, "class"),
)

attributions = mention(
    "attributions",
    "Reports of what somebody says.",
    text("source", "The words that name the source."),
    integer("source_start", "First code point of the source."),
    integer("source_end", "One after its last."),
    text("source_type", "Kind of the source."),
    text("actor", "The actor that is the source."),
    text("cue", "The reporting words.", required=True),
    integer("cue_start", "First code point of the cue.", required=True),
    integer("cue_end", "One after its last.", required=True),
    text("content", "What is said."),
    integer("content_start", "First code point of the content."),
    integer("content_end", "One after its last."),
    text("relay", "The outlet that was told."),
    text("stance", "say, confirm, claim, deny, ...", required=True),
    link("actor", "actors"),
)

claims = Table(
    "claims",
    METADATA,
    number("number", "Number in the whole database: article_id times a million, and the claim's place in it."),
    *of_article(),
    text("id", "Id within the record.", required=True),
    text("span_id", "The quote as a span.", required=True),
    text("harm", "killed, injured, missing, ...", required=True),
    text("count_text", "The words of the number."),
    text("op", "Operator: eq, gte, range, vague, ...", required=True),
    integer("low", "Lower bound; null where it is open."),
    integer("high", "Upper bound; null where it is open."),
    text("subset_of", "The claim that it is part of."),
    text("same_as", "The earlier claim that it repeats."),
    text("superseded_by", "The claim that revises it."),
    text("scope", "incident, series, period or conflict.", required=True),
    text("modality", "asserted, possible, denied, hypothetical or negated.", required=True),
    text("place", "Where: places.id."),
    text("date", "When: dates.id."),
    text("weapon", "By what: weapons.id."),
    text("perpetrator", "By whom, as the text says: actors.id."),
    text("responsibility", "How the text ties the perpetrator to it.", required=True),
    text("attribution", "Who says so: attributions.id."),
    text("zone", "headline, body, quotation, caption, ...", required=True),
    flag("furniture", "Whether it stands outside the article proper."),
    text("quote", "The shortest stretch with number, victims and harm.", required=True),
    integer("quote_start", "First code point of the quote.", required=True),
    integer("quote_end", "One after its last.", required=True),
    integer("anchor_start", "First code point of the number, else of the victims, else of the quote.", required=True),
    integer("anchor_end", "One after its last.", required=True),
    integer("sentence", "Place of its sentence among those with claims; the figures of one sentence are added.", required=True),
    flag("adds", "Whether its words add it to what was said before (another, more, others)."),
    text("rule", "The rule that found it.", required=True),
    Column("confidence", Double, nullable=False, comment="0 to 1."),
    PrimaryKeyConstraint("number"),
    UniqueConstraint("article_id", "id"),
    link("span_id", "spans"),
    link("subset_of", "claims", deferred=True),
    link("same_as", "claims", deferred=True),
    link("superseded_by", "claims", deferred=True),
    link("place", "places"),
    link("date", "dates"),
    link("weapon", "weapons"),
    link("perpetrator", "actors"),
    link("attribution", "attributions"),
    Index(None, "harm", "low"),
    comment="What one source says of one group of people.",
)  # fmt: skip

victims = Table(
    "victims",
    METADATA,
    *of_article(),
    text("claim_id", "The claim: claims.id.", required=True),
    text("text", WORDS),
    text("status", "civilian, combatant, security, mixed or unknown.", required=True),
    text("demographic", "child, woman, man, ...: a JSON array.", required=True),
    text("role", "medic, journalist, ...: a JSON array.", required=True),
    text("nationality", "Nationality or affiliation."),
    PrimaryKeyConstraint("article_id", "claim_id"),
    link("claim_id", "claims"),
    comment="Who was harmed, as the text says it: one row for each claim.",
    sqlite_with_rowid=False,
)

incidents = finding(
    "incidents",
    "Events, each a summary of the claims that speak of it.",
    integer("position", "1 for the main incident of the article.", required=True),
    text("kind", "air_strike, shelling, clash, ...", required=True),
    text("date", "The date that says when: dates.id."),
    text("date_start", "ISO prefix, inclusive."),
    text("date_end", "ISO prefix, inclusive."),
    integer("date_precision", "UCDP's date_prec, 1 (a day) to 5 (a year)."),
    text("place", "Where: places.id."),
    text("responsibility", "How far the text commits itself to the first perpetrator.", required=True),
    flag("disputed", "Whether sources name different figures, or whoever is blamed denies it."),
    text("rule", "The rule that made it.", required=True),
    link("place", "places"),
    link("date", "dates"),
    Index(None, "date_start"),
    Index(None, "kind"),
)

tolls = Table(
    "tolls",
    METADATA,
    *of_article(),
    text("incident_id", "The incident.", required=True),
    text("harm", "killed, injured, ...", required=True),
    integer("low", "Lowest; null where unknown."),
    integer("best", "Under the run's policy; null where unknown."),
    integer("high", "Highest; null where open or unknown."),
    integer("civilian", "Of them civilians, as far as the text says."),
    integer("combatant", "Of them fighters."),
    integer("security", "Of them soldiers and police of a state."),
    integer("children", "Of them children."),
    integer("women", "Of them women."),
    integer("men", "Of them men."),
    PrimaryKeyConstraint("article_id", "incident_id", "harm"),
    link("incident_id", "incidents"),
    comment="The figures of an incident, one row for each harm.",
    sqlite_with_rowid=False,
)


incident_claims = members("incident_claims", "claim_id", "claims", "The claims that an incident sums up.")
incident_weapons = members("incident_weapons", "weapon_id", "weapons", "The weapons of an incident.")
incident_actors = members("incident_actors", "actor_id", "actors", "Those who are said to have done it.")

incident_sources = Table(
    "incident_sources",
    METADATA,
    *of_article(),
    text("incident_id", "The incident.", required=True),
    integer("position", "Place in the incident's list.", required=True),
    text("name", "Name of the source.", required=True),
    PrimaryKeyConstraint("article_id", "incident_id", "position"),
    link("incident_id", "incidents"),
    comment="Those whose figures an incident sums up, each once.",
    sqlite_with_rowid=False,
)

claim_history = Table(
    "claim_history",
    METADATA,
    *of_article(),
    integer("extraction", "Number of the extraction: extractions.number.", required=True),
    text("claim_id", "Id within the record of that time.", required=True),
    text("run_id", "The run that made it.", required=True),
    text("harm", "As in claims.", required=True),
    text("count_text", "As in claims."),
    text("op", "As in claims.", required=True),
    integer("low", "As in claims."),
    integer("high", "As in claims."),
    text("victims", "The words for those harmed."),
    text("status", "As in victims.", required=True),
    text("scope", "As in claims.", required=True),
    text("modality", "As in claims.", required=True),
    text("place", "Name of the place."),
    text("date_start", "Start of the date."),
    text("weapon", "Words of the weapon."),
    text("perpetrator", "Name of the perpetrator."),
    text("source", "Words of the source."),
    text("quote", "As in claims.", required=True),
    integer("quote_start", "As in claims.", required=True),
    integer("quote_end", "As in claims.", required=True),
    PrimaryKeyConstraint("article_id", "extraction", "claim_id"),
    ForeignKeyConstraint(["article_id", "extraction"], ["extractions.article_id", "extractions.number"]),
    ForeignKeyConstraint(["run_id"], ["runs.id"]),
    comment="Claims of earlier extractions, with the run that made them.",
    sqlite_with_rowid=False,
)

reviews = Table(
    "reviews",
    METADATA,
    text("record_id", "The article: articles.record_id.", required=True),
    text("harm", "Harm of the claim that was reviewed.", required=True),
    integer("anchor_start", "claims.anchor_start of that claim.", required=True),
    integer("anchor_end", "claims.anchor_end of that claim.", required=True),
    text("quote", "Its quote.", required=True),
    text("verdict", "accepted, rejected or corrected.", required=True),
    text("new_harm", "Corrected harm, or null where it stands."),
    integer("new_low", "Corrected lower bound; it and new_high hold together where either is set."),
    integer("new_high", "Corrected upper bound."),
    text("new_status", "Corrected status of the victims, or null where it stands."),
    text("reviewer", "By whom.", required=True),
    text("reviewed_at", "When, UTC, ISO 8601.", required=True),
    text("note", "Why."),
    PrimaryKeyConstraint("record_id", "harm", "anchor_start", "anchor_end", "reviewed_at", "reviewer"),
    ForeignKeyConstraint(["record_id"], ["articles.record_id"]),
    CheckConstraint("verdict IN ('accepted', 'rejected', 'corrected')", name="verdict"),
    comment="What people decided about claims. A review holds on to the words, not to an extraction.",
)

REPLACED = (
    "incident_claims", "incident_weapons", "incident_actors", "incident_sources", "tolls", "incidents", "victims",
    "claims", "attributions", "weapons", "dates", "places", "actors", "spans",
)  # fmt: skip
"""Tables whose rows a new extraction of an article replaces, in the order in which rows can be taken away."""

LOADED = ("runs", "articles", "extractions", *reversed(REPLACED))
"""Tables in the order in which rows can be put in."""


def columns(name: str) -> tuple[str, ...]:
    """The columns of a table, in order.

    >>> columns("victims")[:3]
    ('article_id', 'claim_id', 'text')
    """
    return tuple(METADATA.tables[name].columns.keys())
