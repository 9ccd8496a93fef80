"""From a document that walked through all rooms to its record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec
from spacy.tokens import Doc

from .. import lexicon, values
from ..spans import by_id, text_of
from . import schema
from .check import encode
from .spanbook import Key, SpanBook

POLICY = "as_read"
"""How the tolls of a record are made unless the caller says otherwise; see ``corpus/guidelines.md``."""

__all__ = ["POLICY", "as_data", "encode", "lexicons_hash", "record"]


@lru_cache(maxsize=1)
def lexicons_hash() -> str:
    """A hash of every table and frame of the package, so that a record tells by which words it was read.

    What explains a reading to people has no part in it.
    """
    digest = hashlib.sha256()
    found = [*lexicon.PACKAGE.glob("*/lexicon/*.csv"), *lexicon.PACKAGE.glob("*/*.toml")]
    for path in sorted(path for path in found if path.relative_to(lexicon.PACKAGE).parts[0] != "explain"):
        digest.update(path.relative_to(lexicon.PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@lru_cache(maxsize=1)
def _pipeline(policy: str) -> schema.PipelineInfo:
    from .. import __version__

    return schema.PipelineInfo(
        version=__version__, model=f"en_tollbook-{__version__}", lexicons=lexicons_hash(), policy=policy
    )


def _found(doc: Doc, room: str) -> tuple[Any, ...]:
    return tuple(getattr(doc._, room) or ())


def _count(doc: Doc, count: values.Count) -> schema.CountInfo:
    return schema.CountInfo(text=text_of(doc, count.extent), op=count.op, low=count.low, high=count.high)


class _Builder:
    """Makes the parts of one record; spans get their ids when all parts are known."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.book = SpanBook(doc)
        self.circumstances = {c.claim: c for c in _found(doc, "circumstance") if c.claim is not None}
        self.keys: dict[str, Key] = {}
        for room, label in (("weapon", "WEAPON"), ("place", "PLACE"), ("when", "DATE"), ("actor", "ACTOR")):
            for value in _found(doc, room):
                self.keys[value.id] = self.book.add(value.extent, label)
        for claim in _found(doc, "casualty"):
            self._claim_spans(claim)
        for attribution in _found(doc, "attribution"):
            self._attribution_spans(attribution)
        self.ids = self.book.ids()

    def _claim_spans(self, claim: values.Claim) -> None:
        quote = self.book.add(claim.extent, "CLAIM")
        harm = self.book.add(values.Extent(claim.trigger, claim.trigger + 1), claim.harm.upper())
        self.keys[claim.id] = quote
        self.book.relate(quote, harm, "HARM")
        if claim.count.extent is not None:
            self.book.relate(quote, self.book.add(claim.count.extent, "QUANTITY"), "COUNT")
        if claim.victims.extent is not None:
            self.book.relate(quote, self.book.add(claim.victims.extent, "VICTIMS"), "VICTIMS")
        circumstance = self.circumstances.get(claim.id)
        if circumstance is not None:
            for name, label in (
                ("place", "PLACE"),
                ("when", "DATE"),
                ("weapon", "WEAPON"),
                ("perpetrator", "PERPETRATOR"),
            ):
                target = getattr(circumstance, name)
                if target is not None:
                    self.book.relate(quote, self.keys[target], label)

    def _attribution_spans(self, attribution: values.Attribution) -> None:
        cue = self.book.add(attribution.cue, "CUE")
        self.keys[attribution.id] = cue
        for extent, label in ((attribution.source, "SOURCE"), (attribution.content, "CONTENT")):
            if extent is not None:
                self.book.relate(cue, self.book.add(extent, label), label)

    def span(self, finding: str) -> str:
        """The id of the span of a finding."""
        return self.ids[self.keys[finding]]

    def characters(self, extent: values.Extent | None) -> tuple[int, int] | None:
        """The characters of an extent, or null."""
        return None if extent is None else self.book.characters(extent)

    def sharing(self, room: str, extent: values.Extent | None) -> str | None:
        """The id of a room's first finding that shares a token with an extent, or null."""
        if extent is None:
            return None
        return next((one.id for one in _found(self.doc, room) if one.extent.overlaps(extent)), None)

    def casualty(self, claim: values.Claim) -> schema.Casualty:
        """A claim with its circumstances."""
        circumstance = self.circumstances.get(claim.id) or values.Circumstance(claim.id, claim.extent)
        victims = claim.victims
        return schema.Casualty(
            id=claim.id,
            span=self.span(claim.id),
            harm=claim.harm,
            count=_count(self.doc, claim.count),
            victims=schema.VictimsInfo(
                text=text_of(self.doc, victims.extent),
                status=victims.status,
                demographic=list(victims.demographic),
                role=list(victims.role),
                nationality=victims.nationality,
            ),
            subset_of=claim.subset_of,
            same_as=claim.same_as,
            superseded_by=claim.superseded_by,
            scope=claim.scope,
            modality=claim.modality,
            place=circumstance.place,
            when=circumstance.when,
            weapon=circumstance.weapon,
            perpetrator=circumstance.perpetrator,
            responsibility=circumstance.responsibility,
            attribution=circumstance.attribution,
            zone=claim.zone,
            furniture=claim.furniture,
            quote=self.book.characters(claim.extent),
            rule=claim.rule,
            confidence=round(claim.confidence, 3),
        )

    def weapon(self, weapon: values.Weapon) -> schema.WeaponInfo:
        """A weapon; its operator and base by the mentions of an actor and a place that share their words."""
        return schema.WeaponInfo(
            id=weapon.id,
            span=self.span(weapon.id),
            text=self.doc[weapon.extent.start : weapon.extent.end].text,
            class_=weapon.cls,
            type=weapon.type,
            system=weapon.system,
            catalogue=weapon.catalogue,
            count=None if weapon.count is None else _count(self.doc, weapon.count),
            operator=self.sharing("actor", weapon.operator),
            role=weapon.role,
            base=self.sharing("place", weapon.base),
            rule=weapon.rule,
        )

    def place(self, place: values.Place) -> schema.PlaceInfo:
        """A place."""
        return schema.PlaceInfo(
            id=place.id,
            span=self.span(place.id),
            text=self.doc[place.extent.start : place.extent.end].text,
            name=place.name,
            geonameid=place.geonameid,
            entry=place.entry,
            lat=place.lat,
            lon=place.lon,
            country=place.country,
            admin1=place.admin1,
            type=place.type,
            precision=place.precision,
            role=place.role,
            within=list(place.within),
            rule=place.rule,
        )

    def date(self, when: values.When) -> schema.DateInfo:
        """A date."""
        return schema.DateInfo(
            id=when.id,
            span=self.span(when.id),
            text=self.doc[when.extent.start : when.extent.end].text,
            start=when.start,
            end=when.end,
            precision=when.precision,
            relative=when.relative,
            role=when.role,
            rule=when.rule,
        )

    def actor(self, actor: values.Actor) -> schema.ActorInfo:
        """An actor."""
        return schema.ActorInfo(
            id=actor.id,
            span=self.span(actor.id),
            text=self.doc[actor.extent.start : actor.extent.end].text,
            name=actor.name,
            kind=actor.kind,
            catalogue=actor.catalogue,
            country=actor.country,
            title=text_of(self.doc, actor.title),
            affiliation=actor.affiliation,
            refers_to=actor.refers_to,
            adjective=actor.adjective,
            rule=actor.rule,
        )

    def attribution(self, one: values.Attribution) -> schema.AttributionInfo:
        """An attribution."""
        return schema.AttributionInfo(
            id=one.id,
            span=self.span(one.id),
            source=text_of(self.doc, one.source),
            source_span=self.characters(one.source),
            source_type=one.source_type,
            actor=one.actor,
            cue=self.doc[one.cue.start : one.cue.end].text,
            cue_span=self.book.characters(one.cue),
            content=text_of(self.doc, one.content),
            content_span=self.characters(one.content),
            relay=text_of(self.doc, one.relay),
            stance=one.stance,
            rule=one.rule,
        )

    def sources(self, incident: values.Incident) -> Iterable[str]:
        """The names of those whose figures an incident sums up, each once, in order."""
        attributions = by_id(_found(self.doc, "attribution"))
        actors = by_id(_found(self.doc, "actor"))
        seen: set[str] = set()
        for one in incident.attributions:
            attribution = attributions[one]
            actor = actors.get(attribution.actor or "")
            name = actor.name if actor is not None else text_of(self.doc, attribution.source)
            if name and name not in seen:
                seen.add(name)
                yield name

    def incident(self, incident: values.Incident) -> schema.IncidentInfo:
        """An incident with its toll."""
        when = by_id(_found(self.doc, "when")).get(incident.when or "")
        return schema.IncidentInfo(
            id=incident.id,
            kind=incident.kind,
            date=None
            if when is None
            else schema.IncidentDate(id=when.id, start=when.start, end=when.end, precision=when.precision),
            place=incident.place,
            perpetrators=list(incident.perpetrators),
            weapons=list(incident.weapons),
            claims=list(incident.claims),
            toll={harm: _toll(toll) for harm, toll in incident.toll},
            sources=list(self.sources(incident)),
            disputed=incident.disputed,
            rule=incident.rule,
            responsibility=incident.responsibility,
        )


def _toll(toll: values.Toll) -> schema.TollInfo:
    return schema.TollInfo(
        low=toll.low,
        best=toll.best,
        high=toll.high,
        by_status=dict(toll.by_status),
        children=toll.children,
        women=toll.women,
        men=toll.men,
    )


def _article(doc: Doc) -> schema.ArticleInfo:
    article: values.Article = doc._.article or values.Article(text=doc.text)
    return schema.ArticleInfo(
        id=article.id,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
        language=article.language,
        byline=article.byline,
        sha256=hashlib.sha256(doc.text.encode()).hexdigest(),
        meta=dict(article.meta),
    )


def record(doc: Doc, *, policy: str = POLICY) -> schema.Record:
    """Build the record of a document.

    Args:
        doc: A document that walked through the pipeline.
        policy: Name of the policy that made its tolls.

    >>> import tollbook
    >>> found = record(tollbook.load()("Two civilians were killed in Homs."))
    >>> found.casualties[0].count.low, found.text[slice(*found.casualties[0].quote)]
    (2, 'Two civilians were killed')
    """
    builder = _Builder(doc)
    article = _article(doc)
    return schema.Record(
        schema=schema.SCHEMA,
        id=article.sha256[:16],
        article=article,
        text=doc.text,
        spans=builder.book.spans(),
        relations=builder.book.relations(),
        casualties=[builder.casualty(one) for one in _found(doc, "casualty")],
        weapons=[builder.weapon(one) for one in _found(doc, "weapon")],
        places=[builder.place(one) for one in _found(doc, "place")],
        dates=[builder.date(one) for one in _found(doc, "when")],
        actors=[builder.actor(one) for one in _found(doc, "actor")],
        attributions=[builder.attribution(one) for one in _found(doc, "attribution")],
        incidents=[builder.incident(one) for one in _found(doc, "incident")],
        pipeline=_pipeline(policy),
        warnings=[],
    )


def as_data(found: schema.Record) -> dict[str, Any]:
    """A record as plain dictionaries and lists, the same that its JSON line holds."""
    data: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))
    return data
