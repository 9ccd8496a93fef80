"""From a document that walked through all rooms to its explanation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..errors import TollbookError
from ..values import Article
from .contenders import Case, cases, deeds_of, via
from .events import incident_stories, left_out
from .findings import Findings, named_by
from .losers import losers, shown
from .marks import marks
from .own import numbers, own_readings
from .page import KINDS, Page, grounds, ruled
from .shape import SCHEMA, ClaimStory, Explanation, FindingStory, LeftOut, Reading

FIELDS = ("place", "when", "weapon", "perpetrator", "responsibility", "attribution")
"""The values of a claim that the room ``circumstance`` gives."""


def explanation(nlp: Language, doc: Doc) -> Explanation:
    """Why a document was read as it was.

    Args:
        nlp: The pipeline that it walked through.
        doc: The document.

    >>> import tollbook
    >>> nlp = tollbook.load()
    >>> found = explanation(nlp, nlp("Shelling killed two civilians in Taiz, Yemen."))
    >>> [(one.field, one.shown, one.rule.id) for one in found.claims[0].readings if one.field in ("harm", "place")]
    [('harm', 'killed', 'verb.kill'), ('place', 'Taiz, city, YE', 'place.own_sentence')]
    """
    page = Page(doc)
    article: Article = doc._.article or Article(text=doc.text)
    known = cases(page)
    rooms: tuple[Any, Any] = (nlp.get_pipe("place"), nlp.get_pipe("when"))
    findings = Findings(page, *rooms)
    policy: str = nlp.get_pipe("incident").policy  # type: ignore[attr-defined]
    home = {claim: incident.id for incident in page.incidents.values() for claim in incident.claims}
    return Explanation(
        schema=SCHEMA,
        id=hashlib.sha256(doc.text.encode()).hexdigest()[:16],
        article=article.id,
        source=article.source,
        title=article.title,
        published=article.published,
        text=doc.text,
        narrowed=False,
        paragraphs=page.paragraphs,
        marks=marks(page),
        claims=tuple(_claim(page, known[claim.id], home) for claim in page.claims.values()),
        findings=tuple(_findings(page, findings)),
        incidents=tuple(incident_stories(page, known, policy)),
        left_out=tuple(
            LeftOut(claim.id, left_out(claim) or "") for claim in page.claims.values() if claim.id not in home
        ),
        numbers=tuple(numbers(page)),
    )


def narrowed(found: Explanation, claim: str) -> Explanation:
    """The explanation of one claim: with its incident, and the findings that its values or their alternatives name.

    Raises:
        TollbookError: Where the article has no such claim.
    """
    story = next((one for one in found.claims if one.id == claim), None)
    if story is None:
        known = ", ".join(one.id for one in found.claims)
        raise TollbookError(f"no claim {claim!r} in this article; {f'it has {known}' if known else 'it has none'}")
    named = {ident for one in story.readings for ident in (one.id, *(other.id for other in one.alternatives))}
    return replace(
        found,
        narrowed=True,
        claims=(story,),
        findings=tuple(one for one in found.findings if one.id in named),
        incidents=tuple(one for one in found.incidents if one.id == story.incident),
        left_out=(),
        numbers=(),
    )


def _claim(page: Page, case: Case, home: Mapping[str, str]) -> ClaimStory:
    claim = case.claim
    return ClaimStory(
        id=claim.id,
        quote=page.words(claim.extent),
        paragraph=page.paragraph(claim.extent),
        incident=home.get(claim.id),
        left_out=None if claim.id in home else left_out(claim),
        readings=(*own_readings(page, claim), *(_circumstance(page, case, field) for field in FIELDS)),
    )


def _circumstance(page: Page, case: Case, field: str) -> Reading:
    value: str | None = getattr(case.circumstance, field)
    found = grounds(case.circumstance.evidence).get(field)
    told = ruled("circumstance", None if found is None else found.rule)
    cues = () if found is None else page.cues(found.cues)
    if field == "responsibility":
        return Reading(field, value, value or "", None, None, told, cues)
    others = losers(case, field)
    name = "source" if field == "attribution" else field
    if value is None:
        return Reading(name, None, "", None, None, told, (), others)
    one = page.findings[value]
    if field == "attribution":
        words, cues = page.words_or_none(one.source), (page.words(one.cue),)
    else:
        words = page.words(one.extent)
    text = shown(page, one)
    if field == "perpetrator":
        stands = case.doer()
        cues = page.cues(deeds_of(case, one))
        if stands is not None and stands.id != one.id:
            text += f', as "{page.text(stands.extent)}" is read'
            cues = page.cues((stands.extent, *deeds_of(case, one)))
    return Reading(name, value, text, value, words, told, cues, others, via(case, field))


def _findings(page: Page, findings: Findings) -> Iterator[FindingStory]:
    for room, kind in KINDS.items():
        for one in page.found(room):
            extent = one.cue if kind == "attribution" else one.extent
            yield FindingStory(
                id=one.id,
                kind=kind,
                words=page.words(extent),
                paragraph=page.paragraph(extent),
                claims=tuple(named_by(page, one.id)),
                readings=findings.readings(one),
            )
