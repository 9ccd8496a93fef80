"""Where everything of a draft stands in its article, and which mention its strings name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, get_args

from .draftshape import AttributionDraft, ClaimDraft, Draft, Problem
from .matching import Stretch, overlap
from .references import Reference, Target, Unlisted, Unresolved, linked, located, located_inside, located_near

_LEADING = re.compile(r"(?:on|in|since|during|at|from|by|until)\s+", re.IGNORECASE)
"""What the words of a date are annotated without."""

T = TypeVar("T")
Layer = Literal["weapons", "places", "dates", "actors", "attributions"]
Placed = tuple[str, T, Stretch]
"""A mention: its place in the file, itself, and where its words stand."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A claim with its place in the file and the stretches of its quote, its number and its victims."""

    where: str
    draft: ClaimDraft
    quote: Stretch
    number: Stretch | None
    victims: Stretch | None


@dataclass(frozen=True, slots=True)
class Reported:
    """An attribution with the stretches of its parts."""

    draft: AttributionDraft
    cue: Stretch
    source: Stretch | None
    content: Stretch | None


class Layout:
    """Finds the parts of one draft in its text.

    Attributes:
        weapons, places, dates, actors, attributions: In order of the text. Mentions of one layer lie apart, but for actors.
        claims: In the order of the draft.
        problems: What could not be found or tied.
    """

    def __init__(self, draft: Draft) -> None:
        self.file = draft.file
        self.text = draft.article.text
        self.problems: list[Problem] = []
        # Layers in which a mention is missing because something is wrong with it: who names it is not to blame.
        self._excused = {one for one in get_args(Layer) if len(getattr(draft, one)) < len(getattr(draft.article, one))}
        self.weapons = self._mentions("weapons", draft.weapons)
        self.places = self._mentions("places", draft.places)
        self.dates = self._mentions("dates", draft.dates)
        self.actors = self._mentions("actors", draft.actors, apart=False)
        self.attributions = sorted(self._reports(draft.attributions), key=lambda one: one.cue)
        self.claims = list(self._quotes(draft.claims))
        self._targets: Mapping[Layer, Sequence[tuple[str, Target]]] = {
            "weapons": _targets("w", self.weapons, lambda one: (one.class_, one.system)),
            "places": _targets("p", self.places, lambda one: (one.name, one.type)),
            "dates": _targets("d", self.dates, lambda one: (one.start, one.end)),
            "actors": _targets("a", self.actors, lambda one: (one.name,)),
            "attributions": [
                (f"t{n}", Target(one.source, tuple(part for part in (one.source, one.cue, one.content) if part)))
                for n, one in enumerate(self.attributions, 1)
                if one.source is not None
            ],
        }

    def _problem(self, field: str, reason: str) -> None:
        self.problems.append(Problem(self.file, field, reason))

    def _find(self, field: str, find: Callable[..., Stretch], *args: Any) -> Stretch | None:
        """Where something stands; that it stands nowhere is a problem of its field."""
        try:
            return find(self.text, *args)
        except Unresolved as error:
            self._problem(field, str(error))
            return None

    def _mentions(self, layer: Layer, parts: Iterable[tuple[str, T]], *, apart: bool = True) -> list[Placed[T]]:
        found: list[Placed[T]] = []
        for where, part in parts:
            words = str(getattr(part, "text"))  # noqa: B009 - every mention has it
            span = self._find(f"{where}.text", located, words)
            if span is None:
                self._excused.add(layer)
                continue
            if layer == "dates":
                span = _without_preposition(self.text, span)
            rival = next((one for one in found if one[2] == span or (apart and overlap(one[2], span))), None)
            if rival is None:
                found.append((where, part, span))
                continue
            how = "stands at the same characters as" if rival[2] == span else "overlaps"
            self._problem(f"{where}.text", f"{words!r} {how} {rival[0]}, {self.text[slice(*rival[2])]!r}")
        return sorted(found, key=lambda one: one[2])

    def _reports(self, parts: Iterable[tuple[str, AttributionDraft]]) -> Iterable[Reported]:
        taken: dict[Stretch, str] = {}
        for where, one in parts:
            cue = self._find(f"{where}.cue", located, one.cue)
            if cue is None:
                self._excused.add("attributions")
                continue
            if taken.setdefault(cue, where) != where:
                self._problem(f"{where}.cue", f"{one.cue!r} stands at the same characters as the cue of {taken[cue]}")
                continue
            spans: dict[str, Stretch | None] = {}
            for name in ("source", "content", "relay"):
                raw = getattr(one, name)
                spans[name] = None if raw is None else self._find(f"{where}.{name}", located_near, raw, cue)
            if one.source is not None and spans["source"] is None:
                self._excused.add("attributions")
            yield Reported(one, cue, spans["source"], spans["content"])

    def _quotes(self, parts: Iterable[tuple[str, ClaimDraft]]) -> Iterable[Quoted]:
        seen: dict[tuple[Any, ...], str] = {}
        for where, one in parts:
            quote = self._find(f"{where}.quote", located, one.quote)
            if quote is None:
                continue
            inside: dict[str, Stretch | None] = {}
            for name in ("number", "victims"):
                raw = getattr(one, name)
                inside[name] = None if raw is None else self._find(f"{where}.{name}", located_inside, raw, quote)
            key = (quote, one.harm, one.low, one.high, *inside.values())
            if seen.setdefault(key, where) == where:
                yield Quoted(where, one, quote, inside["number"], inside["victims"])
                continue
            self._problem(
                f"{where}.quote", f"the same claim at the same characters as {seen[key]}; is it a later one, @2?"
            )

    def link(self, field: str, raw: str | None, layer: Layer, near: Stretch) -> str | None:
        """The id of the mention that a string names; of several the nearest to a stretch.

        An attribution is named by its source, and is as near as the nearest of its parts. Of the actors only the first
        mention of each text is listed, whichever is named.
        """
        if raw is None:
            return None
        targets = [one for _, one in self._targets[layer]]
        try:
            try:
                index = linked(self.text, raw, targets, near, layer, whole=layer != "attributions")
            except Unlisted:
                if layer != "actors":
                    raise
                index = linked(self.text, Reference.of(raw).words, targets, near, layer)
        except Unresolved as error:
            if not (isinstance(error, Unlisted) and layer in self._excused):
                self._problem(field, str(error))
            return None
        return self._targets[layer][index][0]

    def span_of(self, ident: str, layer: Layer) -> Stretch:
        """The stretch of a mention, or of an attribution's source."""
        return next(target.span for other, target in self._targets[layer] if other == ident)


def _targets(
    letter: str, mentions: Sequence[Placed[T]], meaning: Callable[[T], tuple[object, ...]]
) -> list[tuple[str, Target]]:
    return [(f"{letter}{n}", Target(span, (span,), meaning(one))) for n, (_, one, span) in enumerate(mentions, 1)]


def _without_preposition(text: str, span: Stretch) -> Stretch:
    match = _LEADING.match(text, *span)
    return span if match is None or match.end() >= span[1] else (match.end(), span[1])
