"""Where two annotations of an article differ, one by one, for the person who settles them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from .agreement import FIELDS
from .collections import Case
from .layers import agree, matched_claims
from .matching import Stretch, overlap, overlap_of, pairs
from .view import AttributionView, ClaimView, IncidentView, MentionView, View

T = TypeVar("T")

NOTHING = "-"
"""Stands for what one side lacks."""

_BOUNDS = ("harm", "low", "high")
_MENTIONS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "weapons": (("class", "kind"), ("role", "role")),
    "places": (
        ("name", "name"), ("type", "kind"), ("country", "country"), ("admin1", "admin1"), ("entry", "entry"),
        ("role", "role"),
    ),
    "dates": (("start", "start"), ("end", "end"), ("role", "role")),
}  # fmt: skip
"""For each layer what is compared: the name of the field, and of the view's attribute."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A value that two annotations of an article give differently.

    Attributes:
        quote: The words that it is about.
        field: ``killed.place``, ``weapons.class``: what is given differently; a bare ``claim`` or ``weapons`` is there on one
            side alone.
    """

    article: str
    quote: str
    field: str
    first: str
    second: str

    def __str__(self) -> str:
        return "\t".join((self.article, self.quote, self.field, self.first, self.second))


def disagreements(one: Case, other: Case) -> Iterator[Disagreement]:
    """Everything in which two annotations of an article differ, in the order of the layers and of the text."""
    if one.view is None or other.view is None:
        return

    def known(layer: str) -> bool:
        layers = [case.gold["article"]["meta"].get("layers") for case in (one, other)]
        return all(given is None or layer in given for given in layers)

    if known("casualties"):
        yield from _claims(one.id, one.text, one.view, other.view)
    for layer in _MENTIONS:
        if known(layer):
            yield from _mentions(one.id, layer, one.view, other.view)
    if known("attributions"):
        yield from _attributions(one.id, one.text, one.view, other.view)
    if known("incidents"):
        yield from _incidents(one.id, one.view, other.view)


def _split(
    ones: Sequence[T], others: Sequence[T], matched: Sequence[tuple[int, int]]
) -> Iterator[tuple[T | None, T | None]]:
    """Matched pairs, and what is left of each side, beside nothing."""
    partner = dict(matched)
    taken = set(partner.values())
    yield from ((one, others[partner[i]] if i in partner else None) for i, one in enumerate(ones))
    yield from ((None, other) for k, other in enumerate(others) if k not in taken)


def _claim_pairs(first: View, second: View) -> list[tuple[int, int]]:
    """Claims that are one: of one harm and number, and of those left, any whose quotes overlap, like with like first."""
    exact = matched_claims(first.claims, second.claims)
    left = [i for i in range(len(first.claims)) if i not in {i for i, _ in exact}]
    right = [k for k in range(len(second.claims)) if k not in {k for _, k in exact}]

    def weight(i: int, k: int) -> float:
        one, other = first.claims[i], second.claims[k]
        alike = sum(bool(getattr(one, name) == getattr(other, name)) for name in _BOUNDS)
        return overlap(one.quote, other.quote) * (1 + alike)

    return sorted([*exact, *((left[i], right[k]) for i, k in pairs(left, right, weight))])


def _claims(article: str, text: str, first: View, second: View) -> Iterator[Disagreement]:
    matched = _claim_pairs(first, second)
    names = {second.claims[k].id: first.claims[i].id for i, k in matched}
    for one, other in _split(first.claims, second.claims, matched):
        quote = _plain(text[slice(*(one or other).quote)])  # type: ignore[union-attr]
        if one is None or other is None:
            yield Disagreement(article, quote, "claim", _summary(one), _summary(other))
            continue
        for field in (*_BOUNDS, *FIELDS):
            same = getattr(one, field) == getattr(other, field) if field in _BOUNDS else agree(field, one, other)
            if not same:
                values = _shown(getattr(one, field)), _shown(getattr(other, field))
                yield Disagreement(article, quote, f"{one.harm}.{field}", *values)
        for field in ("subset_of", "same_as"):
            ours, theirs = getattr(one, field), getattr(other, field)
            if ours != names.get(theirs, theirs and f"second's {theirs}"):
                values = _quoted(ours, first, text), _quoted(theirs, second, text)
                yield Disagreement(article, quote, f"{one.harm}.{field}", *values)


def _summary(claim: ClaimView | None) -> str:
    return NOTHING if claim is None else f"{claim.harm} {_shown(claim.low)}..{_shown(claim.high)}"


def _quoted(ident: str | None, view: View, text: str) -> str:
    claim = next((one for one in view.claims if one.id == ident), None)
    return NOTHING if claim is None else _plain(text[slice(*claim.quote)])


def _mentions(article: str, layer: str, first: View, second: View) -> Iterator[Disagreement]:
    ones: Sequence[MentionView] = getattr(first, layer)
    others: Sequence[MentionView] = getattr(second, layer)
    matched = pairs(ones, others, lambda one, other: overlap(one.span, other.span))
    for one, other in _split(ones, others, matched):
        if one is None or other is None:
            yield Disagreement(article, _plain((one or other).text), layer, _text(one), _text(other))  # type: ignore[union-attr]
            continue
        for name, key in _MENTIONS[layer]:
            ours, theirs = getattr(one, key), getattr(other, key)
            if ours != theirs:
                yield Disagreement(article, _plain(one.text), f"{layer}.{name}", _shown(ours), _shown(theirs))


def _text(one: MentionView | None) -> str:
    return NOTHING if one is None else f"{_plain(one.text)} at {one.span[0]}"


def _attributions(article: str, text: str, first: View, second: View) -> Iterator[Disagreement]:
    ones, others = first.attributions, second.attributions
    matched = pairs(ones, others, lambda one, other: overlap_of(one.cue, other.cue))
    for one, other in _split(ones, others, matched):
        quote = _parts((one or other).cue, text)  # type: ignore[union-attr]
        if one is None or other is None:
            yield Disagreement(article, quote, "attributions", _report(one), _report(other))
            continue
        for field in ("source", "content"):
            ours, theirs = getattr(one, field), getattr(other, field)
            if bool(ours) != bool(theirs) or (ours and not overlap_of(ours, theirs)):
                yield Disagreement(article, quote, f"attributions.{field}", _parts(ours, text), _parts(theirs, text))
        if one.stance != other.stance:
            yield Disagreement(article, quote, "attributions.stance", _shown(one.stance), _shown(other.stance))


def _report(one: AttributionView | None) -> str:
    return NOTHING if one is None else f"{_shown(one.source_text)}: {_shown(one.stance)}"


def _parts(stretches: Sequence[Stretch], text: str) -> str:
    return _plain(" ... ".join(text[slice(*one)] for one in stretches)) or NOTHING


def _incidents(article: str, first: View, second: View) -> Iterator[Disagreement]:
    """Incidents whose claims differ; claims are called as the first annotation calls them."""
    names = {second.claims[k].id: first.claims[i].id for i, k in _claim_pairs(first, second)}
    ours = [frozenset(one.claims) for one in first.incidents]
    theirs = [frozenset(names.get(claim, f"second's {claim}") for claim in one.claims) for one in second.incidents]
    matched = pairs(ours, theirs, lambda one, other: len(one & other))
    for one, other in _split(ours, theirs, matched):
        if one != other:
            quote = f"incident of {', '.join(sorted(one or other or ()))}"
            yield Disagreement(article, quote, "incidents.claims", _listed(one), _listed(other))
    for i, k in matched:
        yield from _tolls(article, first.incidents[i], second.incidents[k])
    if first.main is not None and second.main is not None and (0, 0) not in matched:
        yield Disagreement(article, "main incident", "incidents[0]", _listed(ours[0]), _listed(theirs[0]))


def _tolls(article: str, one: IncidentView, other: IncidentView) -> Iterator[Disagreement]:
    quote = f"incident of {', '.join(sorted(one.claims))}"
    for harm in sorted(one.best.keys() | other.best.keys()):
        values = [
            NOTHING
            if harm not in toll.best
            else " ".join(_shown(v.get(harm)) for v in (toll.low, toll.best, toll.high))
            for toll in (one, other)
        ]
        if values[0] != values[1]:
            yield Disagreement(article, quote, f"incidents.toll.{harm}", *values)


def _listed(claims: frozenset[str] | None) -> str:
    return ", ".join(sorted(claims)) if claims else NOTHING


def _plain(text: str) -> str:
    return " ".join(text.split())


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    return ", ".join(value) or "none" if isinstance(value, tuple) else _plain(str(value))
