"""Two runs side by side: claims that were gained, lost or changed, with their sentences, the most frequent cause first.

The cause of a gain is the rule that found it, that of a loss the rule that found it before, that of a change the fields
that differ.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from spacy import displacy

from .matching import Stretch, overlap, pairs
from .view import ClaimView, Data, view_of

Kind = Literal["gained", "lost", "changed"]

FIELDS = (
    "low", "high", "status", "scope", "modality", "demographic", "role", "place", "perpetrator", "responsibility",
    "weapon", "source", "subset_of", "same_as", "furniture",
)  # fmt: skip
"""Fields in which two claims of one quote are compared."""

COLOURS = {"gained": "#b7e4c7", "lost": "#f5b7b1", "changed": "#fdebd0"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim of one run that the other has not, or has otherwise.

    Attributes:
        span: Where the claim stands in its sentence.
        values: For a change, each field with its old and its new value.
    """

    kind: Kind
    cause: str
    article: str
    claim: str
    sentence: str
    span: Stretch
    values: tuple[tuple[str, str, str], ...] = ()


def name_of(record: Data) -> str:
    """What a record is known by in both runs: the article's id, or the record's."""
    return str(record["article"]["id"] or record["id"])


def compared(old: Iterable[Data], new: Iterable[Data]) -> list[Difference]:
    """The differences between two runs, over the articles that are in both; the most frequent cause first.

    >>> import tollbook
    >>> one, other = tollbook.read("Two men were killed in Homs."), tollbook.read("Two men were killed in Homs.")
    >>> compared([one], [other])
    []
    """
    before = {name_of(record): record for record in old}
    found: list[Difference] = []
    for record in new:
        name = name_of(record)
        if name in before and before[name]["text"] == record["text"]:
            found += _of_article(name, before[name], record)
    frequency = Counter((one.kind, one.cause) for one in found)
    return sorted(found, key=lambda one: (-frequency[one.kind, one.cause], one.kind, one.cause, one.article, one.claim))


def _of_article(name: str, old: Data, new: Data) -> list[Difference]:
    before, after = view_of(old).claims, view_of(new).claims
    rules_before = {claim["id"]: claim["rule"] for claim in old["casualties"]}
    rules_after = {claim["id"]: claim["rule"] for claim in new["casualties"]}

    def weight(one: ClaimView, other: ClaimView) -> float:
        same = (one.low, one.high) == (other.low, other.high)
        return overlap(one.quote, other.quote) * (2 if same else 1) if one.harm == other.harm else 0

    matched = pairs(before, after, weight)
    paired = {before[i].id: after[k].id for i, k in matched}
    kept_old, kept_new = {i for i, _ in matched}, {k for _, k in matched}
    found = [
        _difference("lost", rules_before[one.id], name, one, old["text"])
        for i, one in enumerate(before)
        if i not in kept_old
    ]
    found += [
        _difference("gained", rules_after[one.id], name, one, new["text"])
        for k, one in enumerate(after)
        if k not in kept_new
    ]
    for i, k in matched:
        values = _changes(before[i], after[k], paired)
        if values:
            cause = ", ".join(field for field, _, _ in values)
            found.append(_difference("changed", cause, name, after[k], new["text"], values))
    return found


def _changes(one: ClaimView, other: ClaimView, paired: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    changes = []
    for field in FIELDS:
        first, second = getattr(one, field), getattr(other, field)
        if field in ("subset_of", "same_as"):
            first = paired.get(first, first)
        if first != second:
            changes.append((field, str(first), str(second)))
    return tuple(changes)


def _difference(
    kind: Kind, cause: str, name: str, claim: ClaimView, text: str, values: tuple[tuple[str, str, str], ...] = ()
) -> Difference:
    start, end = sentence_at(text, claim.quote)
    bounds = f"{'' if claim.low is None else claim.low}-{'' if claim.high is None else claim.high}"
    return Difference(
        kind=kind,
        cause=cause,
        article=name,
        claim=f"{claim.harm} {bounds}",
        sentence=text[start:end],
        span=(claim.quote[0] - start, claim.quote[1] - start),
        values=values,
    )


def sentence_at(text: str, span: Stretch) -> Stretch:
    """The sentence round a stretch, by its marks and line breaks.

    >>> text = "It was calm. Two men died. It was over."
    >>> text[slice(*sentence_at(text, (17, 20)))]
    'Two men died.'
    """
    breaks = [0, *(m.end() for m in re.finditer(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n", text)), len(text)]
    start = max(at for at in breaks if at <= span[0])
    end = min((at for at in breaks if at >= span[1]), default=len(text))
    return start, start + len(text[start:end].rstrip())


def as_text(differences: Sequence[Difference]) -> str:
    """The differences for a terminal, each cause with its number."""
    if not differences:
        return "no claim differs"
    frequency = Counter((one.kind, one.cause) for one in differences)
    lines: list[str] = []
    for key, number in dict.fromkeys(((one.kind, one.cause), frequency[one.kind, one.cause]) for one in differences):
        lines.append(f"{number} {key[0]}: {key[1]}")
        for one in differences:
            if (one.kind, one.cause) == key:
                quoted = _marked(one)
                changes = "".join(f" [{field}: {old} -> {new}]" for field, old, new in one.values)
                lines.append(f"    {one.article}  {one.claim}  {quoted}{changes}")
    return "\n".join(lines)


def _marked(one: Difference) -> str:
    start, end = one.span
    marked = f"{one.sentence[:start]}>>{one.sentence[start:end]}<<{one.sentence[end:]}"
    return " ".join(marked.split())


def as_html(differences: Sequence[Difference]) -> str:
    """The differences as a page of its own, the quotes highlighted in displaCy's span style."""
    frequency = Counter((one.kind, one.cause) for one in differences)
    parts: list[str] = []
    heading: tuple[str, str] | None = None
    for one in differences:
        if heading != (one.kind, one.cause):
            heading = (one.kind, one.cause)
            parts.append(f"<h2>{frequency[heading]} {one.kind}: {html.escape(one.cause)}</h2>")
        changes = "".join(
            f"<li>{html.escape(field)}: {html.escape(old)} → {html.escape(new)}</li>" for field, old, new in one.values
        )
        parts.append(f"<h3>{html.escape(one.article)}: {html.escape(one.claim)}</h3>{_rendered(one)}<ul>{changes}</ul>")
    body = "\n".join(parts) or "<p>No claim differs.</p>"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Two runs compared</title></head>'
        f'<body style="font-family: sans-serif; max-width: 60em; margin: 2em auto">\n{body}\n</body></html>\n'
    )


def _rendered(one: Difference) -> str:
    words = list(re.finditer(r"\S+", one.sentence))
    inside = [n for n, word in enumerate(words) if overlap((word.start(), word.end()), one.span)]
    data: dict[str, Any] = {
        "text": one.sentence,
        "tokens": [word.group() for word in words],
        "spans": [{"start_token": inside[0], "end_token": inside[-1] + 1, "label": one.kind}] if inside else [],
    }
    return displacy.render(data, style="span", manual=True, jupyter=False, page=False, options={"colors": COLOURS})
