"""What the values of a draft may be together: the rules of the annotation manual that a program can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ..incident.kinds import UNKNOWN, kinds
from ..place.tables import countries
from ..when.periods import first_day, is_prefix, last_day
from .draftshape import PUBLISHED, ClaimDraft, Draft, IncidentDraft, TollDraft
from .references import Reference

Finding = tuple[str, str]
"""A field of the draft, and what is wrong there."""

VAGUE: Mapping[str, tuple[int, int | None]] = {
    "couple": (2, 2), "pair": (2, 2), "few": (3, None), "several": (3, None), "handful": (3, None), "some": (3, None),
    "number": (3, None), "many": (3, None), "numerous": (3, None), "multiple": (3, None), "dozen": (12, 12),
    "half a dozen": (6, 6), "half dozen": (6, 6), "two dozen": (24, 24), "dozens": (24, 99), "scores": (40, 99),
    "tens": (20, 99), "hundreds": (200, 999), "thousands": (2000, 9999), "tens of thousands": (20000, 99999),
    "hundreds of thousands": (200000, 999999), "millions": (2000000, 9999999),
}  # fmt: skip
"""How the manual reads vague words, an article before and "of" after them left out."""


def broken_rules(draft: Draft) -> Iterator[Finding]:
    """Everything that a draft says against the manual, as far as no look at its text is needed.

    A part whose shape is wrong is no longer in the draft, and is not missed here.
    """
    yield from _article(draft)
    yield from _claims(draft)
    yield from _mentions(draft)
    yield from _incidents(draft)


def _article(draft: Draft) -> Iterator[Finding]:
    article = draft.article
    first = article.text.split("\n", 1)[0]
    if not article.id.strip() or article.id != article.id.strip():
        yield "id", f"{article.id!r} is no name"
    if not first.strip():
        yield "text", "its first line, the headline, is empty"
    if "\r" in article.text:
        yield "text", "its lines end with carriage returns"
    if article.title is not None and article.title != first.strip():
        yield "title", f"{article.title!r} is not the first line of the text, {first!r}"
    if article.published is not None and not (PUBLISHED.fullmatch(article.published) and is_prefix(article.published)):
        yield "published", f"{article.published!r} is no date of the form 2019-03-14 or 2019-03-14T09:20"
    if article.kind == "tempting" and article.claims:
        yield "kind", "tempting, but there are claims"
    if article.kind == "casualty" and not article.claims:
        yield "kind", "casualty, but there are no claims"


def _claims(draft: Draft) -> Iterator[Finding]:
    claims = {claim.id: claim for _, claim in draft.claims}
    seen: set[str] = set()
    for where, claim in draft.claims:
        if not re.fullmatch(r"c\w*", claim.id):
            yield f"{where}.id", f"{claim.id!r} does not start with c, as ids of claims do"
        if claim.id in seen:
            yield f"{where}.id", f"{claim.id!r} stands twice"
        seen.add(claim.id)
        reason = miscounted(claim)
        if reason is not None:
            yield f"{where}.op", reason
        if claim.perpetrator is None and claim.responsibility != "unattributed":
            yield f"{where}.responsibility", f"{claim.responsibility}, but there is no perpetrator"
        yield from _links(where, claim, claims, known_ids(draft))


def known_ids(draft: Draft) -> frozenset[str]:
    """The ids of all claims, those whose shape is wrong included."""
    return frozenset(
        str(one["id"]) for one in draft.article.claims if isinstance(one, dict) and one.get("id") is not None
    )


def _links(where: str, claim: ClaimDraft, claims: Mapping[str, ClaimDraft], known: frozenset[str]) -> Iterator[Finding]:
    for name in ("subset_of", "same_as", "superseded_by"):
        target = getattr(claim, name)
        if target is None:
            continue
        if target == claim.id:
            yield f"{where}.{name}", "is a link to itself"
        elif target not in known:
            yield f"{where}.{name}", f"{target!r} is the id of no claim"
        elif target in claims:
            harm = claims[target].harm
            if harm != claim.harm and name != "subset_of":
                yield f"{where}.{name}", f"a claim of {claim.harm}, but {target} is one of {harm}"
            if _comes_back(claim.id, name, claims):
                yield f"{where}.{name}", "the links lead back to this claim"


def _comes_back(start: str, name: str, claims: Mapping[str, ClaimDraft]) -> bool:
    seen: set[str | None] = set()
    at: str | None = getattr(claims[start], name)
    while at is not None and at in claims and at != start and at not in seen:
        seen.add(at)
        at = getattr(claims[at], name)
    return at == start


def miscounted(claim: ClaimDraft) -> str | None:
    """What is wrong with the number of a claim, or null: its bounds by its operator, its words by its bounds."""
    low, high, op = claim.low, claim.high, claim.op
    if min(low or 0, high or 0) < 0:
        return "a number below 0"
    if low is not None and high is not None and low > high:
        return f"low {low} is above high {high}"
    fitting: Mapping[str, tuple[bool, str]] = {
        "eq": (low is not None and low == high, "N, N"),
        "approx": (low is not None and low == high, "N, N"),
        "approx_below": (low is not None and low == high, "N, N"),
        "gte": (low is not None and high is None, "N, null"),
        "gt": (low is not None and high is None, "N, null"),
        "lte": (low is None and high is not None, "null, N"),
        "lt": (low is None and high is not None, "null, N - 1"),
        "range": (low is not None and high is not None, "X, Y"),
        "alt": (low is not None and high is not None, "X, Y"),
        "plural": ((low, high) == (2, None), "2, null"),
        "vague": (low is not None or high is None, "by the table of vague words"),
    }
    fits, wanted = fitting[op]
    if not fits:
        return f"{op} with low {_null(low)} and high {_null(high)}, where the manual has {wanted}"
    if claim.harm == "unharmed" and (low, high) != (0, 0):
        return f"unharmed is an explicit zero: 0, 0, not {_null(low)}, {_null(high)}"
    return None if claim.number is None else _misread(claim.number, claim)


def _null(number: int | None) -> str:
    return "null" if number is None else str(number)


def is_vague(claim: ClaimDraft) -> bool:
    """Whether the number of a claim is a word of the table of vague words, read as the table has it."""
    return claim.number is not None and VAGUE.get(_bare(claim.number)) == (claim.low, claim.high)


def _bare(number: str) -> str:
    words = " ".join(Reference.of(number).words.lower().replace("-", " ").split())
    return re.sub(r"^(?:an?|the) | of$", "", words)


def _misread(number: str, claim: ClaimDraft) -> str | None:
    bounds = (claim.low, claim.high)
    words = _bare(number)
    if claim.op == "vague" and words in VAGUE and bounds != VAGUE[words]:
        low, high = VAGUE[words]
        return f"{number!r} is read as {low}, {_null(high)}, not as {_null(claim.low)}, {_null(claim.high)}"
    if re.search(r"\d[.]\d|million|thousand|hundred|dozen|k\b|m\b", words):
        return None
    allowed = {*bounds, None if claim.high is None else claim.high + 1}
    for digits in re.findall(r"(?<![@\d])\d[\d,]*", words):
        value = int(digits.replace(",", ""))
        if value not in allowed:
            return f"{number!r} says {value}, low and high are {_null(claim.low)} and {_null(claim.high)}"
    return None


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(row.iso2 for row in countries())


def _mentions(draft: Draft) -> Iterator[Finding]:
    for where, place in draft.places:
        if place.at is not None and not (-90 <= place.at[0] <= 90 and -180 <= place.at[1] <= 180):
            yield f"{where}.at", f"{list(place.at)} is no latitude and longitude"
    for where, code in [
        *((where, one.country) for where, one in draft.places),
        *((where, one.country) for where, one in draft.actors),
    ]:
        if code is not None and code not in _codes():
            yield f"{where}.country", f"unknown label {code!r}; it is an ISO 3166-1 alpha-2 code, or null"
    for where, when in draft.dates:
        for name in ("start", "end"):
            value = getattr(when, name)
            if value is not None and not (is_prefix(value) and len(value) in (4, 7, 10)):
                yield f"{where}.{name}", f"{value!r} is no date of the form 2019-03-14, 2019-03 or 2019"
        if is_prefix(when.start) and is_prefix(when.end) and first_day(when.start or "") > last_day(when.end or ""):
            yield f"{where}.start", f"{when.start} is after the end, {when.end}"


def _incidents(draft: Draft) -> Iterator[Finding]:
    claims = {claim.id: claim for _, claim in draft.claims}
    known = known_ids(draft)
    names = [*(row.id for row in kinds()), UNKNOWN]
    taken: dict[str, str] = {}
    for where, one, tolls in draft.incidents:
        if one.kind not in names:
            yield f"{where}.kind", f"unknown label {one.kind!r}; it is one of {', '.join(names)}"
        if not one.claims:
            yield f"{where}.claims", "an incident without claims"
        for n, claim in enumerate(one.claims):
            field = f"{where}.claims[{n}]"
            if claim not in known:
                yield field, f"{claim!r} is the id of no claim"
            elif taken.setdefault(claim, where) != where or claim in one.claims[:n]:
                yield field, f"{claim!r} is in {taken[claim]} already"
            elif claim in claims:
                reason = _outside(claims[claim])
                if reason is not None:
                    yield field, f"{claim!r} is {reason}, and such claims belong to no incident"
        yield from _tolls(where, one, tolls)


def _outside(claim: ClaimDraft) -> str | None:
    """Why a claim may be in no incident, or null."""
    if claim.scope in ("period", "conflict"):
        return f"of scope {claim.scope}"
    if claim.modality in ("denied", "hypothetical", "negated"):
        return claim.modality
    return "page furniture" if claim.furniture else None


def _tolls(where: str, one: IncidentDraft, tolls: Mapping[str, TollDraft]) -> Iterator[Finding]:
    for harm, toll in tolls.items():
        known = [number for number in (toll.low, toll.best, toll.high) if number is not None]
        if known != sorted(known):
            yield f"{where}.toll.{harm}", f"low {_null(toll.low)}, best {_null(toll.best)}, high {_null(toll.high)}"
        numbers: list[Any] = [*known, toll.children, toll.women, toll.men, *toll.by_status.values()]
        if any(number is not None and number < 0 for number in numbers):
            yield f"{where}.toll.{harm}", "a number below 0"
