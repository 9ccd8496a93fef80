"""From a draft whose shape is right to its record."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from ..place.component import PRECISION
from ..place.gazetteer import Entry, gazetteer
from ..place.words import demonyms
from ..record import schema
from ..record.spanbook import CharacterBook
from ..values import ActorKind, ZoneLabel
from ..when.periods import Period, is_prefix, precision_of
from .draftrules import is_vague
from .draftshape import ActorDraft, DateDraft, Draft, IncidentDraft, PlaceDraft, Problem, TollDraft, WeaponDraft
from .gold import LAYERS
from .layout import Layer, Layout, Quoted, Reported
from .matching import Stretch, overlap
from .placing import entry_of
from .references import Reference

RULE = "gold"
"""What the findings of an annotation name as their rule."""

PIPELINE = schema.PipelineInfo(version=RULE, model=RULE, lexicons=RULE, policy="as_read")
"""What stands in an annotation where another record names the program that made it."""

_CIRCUMSTANCES: tuple[tuple[str, Layer, str, str], ...] = (
    ("place", "places", "PLACE", "PLACE"),
    ("when", "dates", "DATE", "DATE"),
    ("weapon", "weapons", "WEAPON", "WEAPON"),
    ("perpetrator", "actors", "PERPETRATOR", "ACTOR"),
    ("source", "attributions", "SOURCE", "SOURCE"),
)
"""A claim's fields that name a mention: its layer, the relation, the label of its span."""


class Assembly:
    """Makes the record of one draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = draft.article.text
        self._layout = Layout(draft)
        self._book = CharacterBook(self.text)
        self._note_spans()
        self._ids = self._book.ids()

    @property
    def problems(self) -> list[Problem]:
        """What could not be placed or tied so far; it is left out of the record."""
        return self._layout.problems

    def _note_spans(self) -> None:
        """Note every span, and what stands inside claims and attributions."""
        for mentions, label in (
            (self._layout.weapons, "WEAPON"),
            (self._layout.places, "PLACE"),
            (self._layout.dates, "DATE"),
            (self._layout.actors, "ACTOR"),
        ):
            for _, _, span in mentions:
                self._book.note(*span, label)
        for report in self._layout.attributions:
            cue = self._book.note(*report.cue, "CUE")
            for part, label in ((report.source, "SOURCE"), (report.content, "CONTENT")):
                if part is not None:
                    self._book.relate(cue, self._book.note(*part, label), label)
        for claim in self._layout.claims:
            quote = self._book.note(*claim.quote, "CLAIM")
            for part, label, name in ((claim.number, "QUANTITY", "COUNT"), (claim.victims, "VICTIMS", "VICTIMS")):
                if part is not None:
                    self._book.relate(quote, self._book.note(*part, label), name)

    def _claim(self, one: Quoted) -> schema.Casualty:
        draft, where = one.draft, one.where
        key = (*one.quote, "CLAIM")
        links = {
            name: self._layout.link(f"{where}.{name}", getattr(draft, name), layer, one.quote)
            for name, layer, _, _ in _CIRCUMSTANCES
        }
        for name, layer, relation, label in _CIRCUMSTANCES:
            ident = links[name]
            if ident is not None and layer != "attributions":
                self._book.relate(key, (*self._layout.span_of(ident, layer), label), relation)
        return schema.Casualty(
            id=draft.id,
            span=self._ids[key],
            harm=draft.harm,
            count=schema.CountInfo(
                text=self._words(one.number),
                op="vague" if is_vague(draft) else draft.op,
                low=draft.low,
                high=draft.high,
            ),
            victims=schema.VictimsInfo(
                text=self._words(one.victims),
                status=draft.status,
                demographic=list(draft.demographic),
                role=list(draft.role),
                nationality=_people(draft.nationality),
            ),
            subset_of=draft.subset_of,
            same_as=draft.same_as,
            superseded_by=draft.superseded_by,
            scope=draft.scope,
            modality=draft.modality,
            place=links["place"],
            when=links["when"],
            weapon=links["weapon"],
            perpetrator=links["perpetrator"],
            responsibility=draft.responsibility,
            attribution=links["source"],
            zone=self._zone(one),
            furniture=draft.furniture,
            quote=one.quote,
            rule=RULE,
            confidence=1.0,
        )

    def _zone(self, one: Quoted) -> ZoneLabel:
        if one.draft.furniture:
            return "furniture"
        return "headline" if one.quote[0] < len(self.text.split("\n", 1)[0]) else "body"

    def _words(self, span: Stretch | None) -> str | None:
        return None if span is None else self.text[slice(*span)]

    def _weapon(self, where: str, one: WeaponDraft, span: Stretch, ident: str) -> schema.WeaponInfo:
        count = None if one.count is None else schema.CountInfo(text=None, op="eq", low=one.count, high=one.count)
        return schema.WeaponInfo(
            id=ident,
            span=self._ids[*span, "WEAPON"],
            text=self.text[slice(*span)],
            class_=one.class_,
            type=None,
            system=one.system,
            catalogue=None,
            count=count,
            operator=self._layout.link(f"{where}.operator", one.operator, "actors", span),
            role=one.role,
            base=None,
            rule=RULE,
        )

    def _place(self, where: str, one: PlaceDraft, span: Stretch, ident: str) -> schema.PlaceInfo:
        words = self.text[slice(*span)]
        entry = entry_of([one.name, words], one.type, one.country, one.at)
        point = one.at if one.at is not None else (entry.lat, entry.lon) if entry is not None else (None, None)
        return schema.PlaceInfo(
            id=ident,
            span=self._ids[*span, "PLACE"],
            text=words,
            name=one.name,
            geonameid=entry.geonameid if entry is not None else None,
            entry=entry.id if entry is not None else None,
            lat=point[0],
            lon=point[1],
            country=one.country,
            admin1=one.admin1 if one.admin1 is not None else _division(entry),
            type=one.type,
            precision=PRECISION.get(one.type) if point[0] is not None else None,
            role=one.role,
            within=[],
            rule=RULE,
        )

    def _date(self, where: str, one: DateDraft, span: Stretch, ident: str) -> schema.DateInfo:
        words = self.text[slice(*span)]
        return schema.DateInfo(
            id=ident,
            span=self._ids[*span, "DATE"],
            text=words,
            start=one.start,
            end=one.end,
            precision=_precision(one),
            relative=re.search(r"\b\d{4}(?:s|\b)", words) is None,
            role=one.role,
            rule=RULE,
        )

    def _actor(self, where: str, one: ActorDraft, span: Stretch, ident: str) -> schema.ActorInfo:
        words = self.text[slice(*span)]
        first = next(n for n, (_, other, _) in enumerate(self._layout.actors, 1) if other.name == one.name)
        return schema.ActorInfo(
            id=ident,
            span=self._ids[*span, "ACTOR"],
            text=words,
            name=one.name,
            kind=one.kind,
            catalogue=None,
            country=one.country,
            title=None,
            affiliation=None,
            refers_to=f"a{first}",
            adjective=words.lower() in demonyms() and not words.endswith("s"),
            rule=RULE,
        )

    def _attribution(self, one: Reported, ident: str) -> schema.AttributionInfo:
        actor, kind = self._speaker(one.source)
        relay = one.draft.relay
        return schema.AttributionInfo(
            id=ident,
            span=self._ids[*one.cue, "CUE"],
            source=self._words(one.source),
            source_span=one.source,
            source_type=kind,
            actor=actor,
            cue=self.text[slice(*one.cue)],
            cue_span=one.cue,
            content=self._words(one.content),
            content_span=one.content,
            relay=None if relay is None else Reference.of(relay).words,
            stance=one.draft.stance,
            rule=RULE,
        )

    def _speaker(self, source: Stretch | None) -> tuple[str | None, ActorKind | None]:
        """The listed actor in the words of a source, and its kind."""
        for n, (_, actor, span) in enumerate(self._layout.actors, 1):
            if source is not None and overlap(span, source):
                return f"a{n}", actor.kind
        return None, None

    def _incident(
        self, number: int, where: str, one: IncidentDraft, tolls: Mapping[str, TollDraft]
    ) -> schema.IncidentInfo:
        near = next((claim.quote for claim in self._layout.claims if claim.draft.id in one.claims), (0, 0))

        def many(field: str, names: Sequence[str], layer: Layer) -> list[str]:
            ids = [self._layout.link(f"{where}.{field}[{n}]", name, layer, near) for n, name in enumerate(names)]
            return list(dict.fromkeys(ident for ident in ids if ident is not None))

        when = self._layout.link(f"{where}.date", one.date, "dates", near)
        many("sources", one.sources, "attributions")
        return schema.IncidentInfo(
            id=f"i{number}",
            kind=one.kind,
            date=None if when is None else self._when(when),
            place=self._layout.link(f"{where}.place", one.place, "places", near),
            perpetrators=many("perpetrators", one.perpetrators, "actors"),
            weapons=many("weapons", one.weapons, "weapons"),
            claims=list(one.claims),
            toll={
                harm: schema.TollInfo(
                    low=toll.low,
                    best=toll.best,
                    high=toll.high,
                    by_status={str(status): number for status, number in toll.by_status.items()},
                    children=toll.children,
                    women=toll.women,
                    men=toll.men,
                )
                for harm, toll in tolls.items()
            },
            sources=list(dict.fromkeys(Reference.of(name).words for name in one.sources)),
            disputed=one.disputed,
            rule=RULE,
        )

    def _when(self, ident: str) -> schema.IncidentDate:
        _, one, _ = self._layout.dates[int(ident[1:]) - 1]
        return schema.IncidentDate(id=ident, start=one.start, end=one.end, precision=_precision(one))

    def record(self) -> schema.Record:
        """The record, without what could not be placed."""
        article = self.draft.article
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        weapons = [self._weapon(*one, f"w{n}") for n, one in enumerate(self._layout.weapons, 1)]
        casualties = [self._claim(one) for one in self._layout.claims]
        incidents = [self._incident(n, *one) for n, one in enumerate(self.draft.incidents, 1)]
        return schema.Record(
            schema=schema.SCHEMA,
            id=digest[:16],
            article=schema.ArticleInfo(
                id=article.id,
                title=article.title,
                publisher=article.publisher,
                published=article.published,
                url=None,
                language=None,
                byline=None,
                sha256=digest,
                meta={
                    "conflict": article.conflict,
                    "outlet": article.outlet,
                    "kind": article.kind,
                    "layers": list(LAYERS),
                },
            ),
            text=self.text,
            spans=self._book.spans(),
            relations=self._book.relations(),
            casualties=casualties,
            weapons=weapons,
            places=[self._place(*one, f"p{n}") for n, one in enumerate(self._layout.places, 1)],
            dates=[self._date(*one, f"d{n}") for n, one in enumerate(self._layout.dates, 1)],
            actors=[self._actor(*one, f"a{n}") for n, one in enumerate(self._layout.actors, 1)],
            attributions=[self._attribution(one, f"t{n}") for n, one in enumerate(self._layout.attributions, 1)],
            incidents=incidents,
            pipeline=PIPELINE,
            warnings=[],
        )


def _people(name: str | None) -> str | None:
    """A nationality by name, also where the draft gives the code of a country.

    >>> _people("YE"), _people("Hezbollah")
    ('Yemeni', 'Hezbollah')
    """
    country = gazetteer().by_id(name) if name is not None and len(name) == 2 and name.isupper() else None
    if country is None:
        return name
    forms = [form for form, code in demonyms().items() if code == name]
    alike = [form for form in forms if form[:3] == country.name[:3].lower()]
    return next(iter([*alike, *forms]), country.name).title()


def _precision(one: DateDraft) -> int:
    """UCDP's date_prec of a date; the widest, 5, where neither end is known."""
    if not is_prefix(one.start) and not is_prefix(one.end):
        return 5
    try:
        return precision_of(Period(one.start, one.end, "span"))
    except ValueError:
        return 5  # a broken date, which the rules tell of


def _division(entry: Entry | None) -> str | None:
    """The name of the first-level division that a place lies in."""
    division = gazetteer().by_id(entry.admin1) if entry is not None and entry.admin1 is not None else None
    return division.name if division is not None else None
