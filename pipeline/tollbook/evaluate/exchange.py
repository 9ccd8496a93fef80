"""There and back: spans and relations of a record in the formats of annotation tools, and a corrected record out of it.

Prodigy (JSONL), doccano (JSONL of relation extraction), Label Studio (JSON), brat (standoff) and spaCy (``DocBin``).
What a tool gives back is a `Markup`; `corrected` puts it into the record that it came from, so that a correction made
in the tool becomes gold: findings whose span is gone go with it, those whose span was moved move along.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from ..errors import RecordError
from .view import Data

GROUP = "tollbook"
"""The span group of a ``DocBin``, and the key of the relations in its user data."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of a markup: its id, its characters, its label."""

    id: str
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Markup:
    """What annotation tools know of an article: text, spans, and relations as ids of head and child with a label."""

    name: str
    text: str
    spans: tuple[Marked, ...]
    relations: tuple[tuple[str, str, str], ...]


def markup_of(record: Data) -> Markup:
    """The markup of a record.

    >>> import tollbook
    >>> markup = markup_of(tollbook.read("Two men were killed in Homs."))
    >>> [span.label for span in markup.spans if span.label in ("CLAIM", "KILLED")]
    ['CLAIM', 'KILLED']
    """
    return Markup(
        name=str(record["article"]["id"] or record["id"]),
        text=record["text"],
        spans=tuple(Marked(s["id"], s["start"], s["end"], s["label"]) for s in record["spans"]),
        relations=tuple((r["head"], r["child"], r["label"]) for r in record["relations"]),
    )


def _tokens(markup: Markup) -> list[dict[str, Any]]:
    """Words and marks, cut so that every span starts and ends with one."""
    cuts = {offset for span in markup.spans for offset in (span.start, span.end)}
    tokens: list[dict[str, Any]] = []
    for match in re.finditer(r"\w+|[^\w\s]", markup.text):
        inside = [at for at in sorted(cuts) if match.start() < at < match.end()]
        for start, end in zip([match.start(), *inside], [*inside, match.end()], strict=True):
            tokens.append({"text": markup.text[start:end], "start": start, "end": end, "id": len(tokens)})
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        token["ws"] = after is not None and after["start"] > token["end"]
    return tokens


def to_prodigy(markup: Markup) -> dict[str, Any]:
    """A line for Prodigy's ``spans.manual`` and ``rel.manual``."""
    tokens = _tokens(markup)
    spans = {}
    for span in markup.spans:
        inside = [token["id"] for token in tokens if span.start <= token["start"] and token["end"] <= span.end]
        place = {"token_start": inside[0], "token_end": inside[-1]}
        spans[span.id] = {"id": span.id, "start": span.start, "end": span.end, "label": span.label, **place}
    relations = [
        {
            "head": spans[head]["token_end"],
            "child": spans[child]["token_end"],
            "head_span": spans[head],
            "child_span": spans[child],
            "label": label,
        }
        for head, child, label in markup.relations
    ]
    return {
        "text": markup.text, "tokens": tokens, "spans": list(spans.values()), "relations": relations,
        "meta": {"article": markup.name},
    }  # fmt: skip


def from_prodigy(data: Mapping[str, Any]) -> Markup:
    """The markup of a line of Prodigy's; spans without an id get one."""
    spans = _named((s.get("id"), s["start"], s["end"], s["label"]) for s in data["spans"])
    ids = {(span.start, span.end, span.label): span.id for span in spans}
    relations = tuple(
        (_key(r["head_span"], ids), _key(r["child_span"], ids), r["label"]) for r in data.get("relations", ())
    )
    return Markup(str(data["meta"]["article"]), data["text"], spans, relations)


def _key(span: Mapping[str, Any], ids: Mapping[tuple[int, int, str], str]) -> str:
    return ids[span["start"], span["end"], span["label"]]


def _named(spans: Iterable[tuple[str | None, int, int, str]]) -> tuple[Marked, ...]:
    """Spans with ids; a new one gets a number that nobody has."""
    given = list(spans)
    taken = {name for name, *_ in given}
    free = (f"s{n}" for n in range(1, len(given) * 2 + 2) if f"s{n}" not in taken)
    return tuple(
        Marked(name if name is not None else next(free), start, end, label) for name, start, end, label in given
    )


def to_doccano(markup: Markup) -> dict[str, Any]:
    """A line for doccano, whose ids are numbers."""
    numbers = {span.id: n for n, span in enumerate(markup.spans, 1)}
    return {
        "text": markup.text,
        "article": markup.name,
        "ids": {str(number): name for name, number in numbers.items()},
        "entities": [
            {"id": numbers[s.id], "start_offset": s.start, "end_offset": s.end, "label": s.label} for s in markup.spans
        ],
        "relations": [
            {"id": n, "from_id": numbers[head], "to_id": numbers[child], "type": label}
            for n, (head, child, label) in enumerate(markup.relations, 1)
        ],
    }


def from_doccano(data: Mapping[str, Any]) -> Markup:
    """The markup of a line of doccano's; an entity that it numbered itself keeps that number."""
    ids = dict(data.get("ids", {}))
    names = {one["id"]: ids.get(str(one["id"]), f"n{one['id']}") for one in data["entities"]}
    spans = tuple(Marked(names[e["id"]], e["start_offset"], e["end_offset"], e["label"]) for e in data["entities"])
    relations = tuple((names[r["from_id"]], names[r["to_id"]], r["type"]) for r in data["relations"])
    return Markup(str(data["article"]), data["text"], spans, relations)


def to_label_studio(markup: Markup) -> dict[str, Any]:
    """A task for Label Studio."""
    words = {span.id: markup.text[span.start : span.end] for span in markup.spans}
    result: list[dict[str, Any]] = [
        {
            "id": span.id,
            "type": "labels",
            "from_name": "label",
            "to_name": "text",
            "value": {"start": span.start, "end": span.end, "text": words[span.id], "labels": [span.label]},
        }
        for span in markup.spans
    ]
    result += [
        {"type": "relation", "from_id": head, "to_id": child, "direction": "right", "labels": [label]}
        for head, child, label in markup.relations
    ]
    return {"data": {"text": markup.text, "article": markup.name}, "annotations": [{"result": result}]}


def from_label_studio(data: Mapping[str, Any]) -> Markup:
    """The markup of the first annotation of a task of Label Studio's."""
    result = data["annotations"][0]["result"]
    spans = tuple(
        Marked(one["id"], one["value"]["start"], one["value"]["end"], one["value"]["labels"][0])
        for one in result
        if one["type"] == "labels"
    )
    relations = tuple((r["from_id"], r["to_id"], r["labels"][0]) for r in result if r["type"] == "relation")
    return Markup(str(data["data"]["article"]), data["data"]["text"], spans, relations)


def to_brat(markup: Markup) -> tuple[str, str]:
    """Text and annotation file for brat; a span over several lines is cut at their ends, as brat wants it."""
    numbers = {span.id: f"T{n}" for n, span in enumerate(markup.spans, 1)}
    lines = []
    for span in markup.spans:
        pieces = list(_lines(markup.text, span))
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(markup.text[start:end] for start, end in pieces)
        lines.append(f"{numbers[span.id]}\t{span.label} {offsets}\t{words}")
        lines.append(f"#{numbers[span.id][1:]}\tTollbook {numbers[span.id]}\t{span.id}")
    lines += [
        f"R{n}\t{label} Arg1:{numbers[head]} Arg2:{numbers[child]}"
        for n, (head, child, label) in enumerate(markup.relations, 1)
    ]
    return markup.text, "".join(f"{line}\n" for line in lines)


def _lines(text: str, span: Marked) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text[span.start : span.end]):
        yield span.start + match.start(), span.start + match.end()


def from_brat(name: str, text: str, annotation: str) -> Markup:
    """The markup of brat's two files; ``name`` is that of the article."""
    drawn: dict[str, tuple[int, int, str]] = {}
    ids: dict[str, str] = {}
    relations: list[tuple[str, str, str]] = []
    for line in annotation.splitlines():
        key, body, *rest = line.split("\t")
        if key.startswith("T"):
            label, offsets = body.split(" ", 1)
            numbers = [int(number) for number in re.findall(r"\d+", offsets)]
            drawn[key] = (min(numbers), max(numbers), label)
        elif key.startswith("#") and body.startswith("Tollbook "):
            ids[body.split(" ")[1]] = rest[0]
        elif key.startswith("R"):
            label, head, child = body.split(" ")
            relations.append((head.removeprefix("Arg1:"), child.removeprefix("Arg2:"), label))
    named = {key: ids.get(key, f"n{key[1:]}") for key in drawn}
    spans = tuple(Marked(named[key], *place) for key, place in drawn.items())
    return Markup(name, text, spans, tuple((named[head], named[child], label) for head, child, label in relations))


def to_docbin(nlp: Language, markups: Iterable[Markup]) -> DocBin:
    """Documents for spaCy's training, the spans in the group `GROUP`.

    Raises:
        RecordError: For a span that does not start and end with a token.
    """
    found = DocBin(store_user_data=True)
    for markup in markups:
        doc = nlp.make_doc(markup.text)
        doc.spans[GROUP] = [_token_span(doc, markup.name, span) for span in markup.spans]
        # The extension attributes of a document are no data of the markup, and not all can be serialised.
        doc.user_data = {GROUP: json.dumps({"name": markup.name, "relations": markup.relations})}
        found.add(doc)
    return found


def _token_span(doc: Doc, name: str, span: Marked) -> Span:
    found = doc.char_span(span.start, span.end, label=span.label, span_id=span.id)
    if found is None:
        raise RecordError(f"{name}: span {span.id} at {span.start}-{span.end} cuts a token")
    return found


def from_docbin(nlp: Language, docs: DocBin) -> Iterator[Markup]:
    """The markups of a ``DocBin``."""
    for doc in docs.get_docs(nlp.vocab):
        yield _of_doc(doc)


def _of_doc(doc: Doc) -> Markup:
    kept = json.loads(doc.user_data[GROUP])
    spans: Iterable[Span] = doc.spans[GROUP]
    return Markup(
        name=kept["name"],
        text=doc.text,
        spans=tuple(Marked(span.id_, span.start_char, span.end_char, span.label_) for span in spans),
        relations=tuple((head, child, label) for head, child, label in kept["relations"]),
    )


_LINKS = {
    "casualties": ("subset_of", "same_as", "superseded_by", "place", "when", "weapon", "perpetrator", "attribution"),
    "weapons": ("operator", "base"),
    "actors": ("affiliation", "refers_to"),
    "attributions": ("actor",),
    "places": (),
    "dates": (),
}
"""For each layer of findings, its fields that name another finding."""


def corrected(record: Data, markup: Markup) -> dict[str, Any]:
    """The record with the spans and relations of a markup of it.

    A finding whose span is gone is taken out, and every link to it; one whose span was moved gets the new words. Spans
    that are new stand in the record as spans: what they mean is for the annotator to add.

    Raises:
        RecordError: For the markup of another text, or a relation whose span is missing.
    """
    if markup.text != record["text"]:
        raise RecordError(f"{markup.name}: the text that came back is another one")
    spans = {span.id: span for span in markup.spans}
    if len(spans) != len(markup.spans):
        raise RecordError(f"{markup.name}: a span's id stands twice")
    for head, child, label in markup.relations:
        if head not in spans or child not in spans:
            raise RecordError(f"{markup.name}: relation {label} from {head} to {child} lacks a span")
    new: dict[str, Any] = json.loads(json.dumps(record))
    new["spans"] = [
        {"id": s.id, "start": s.start, "end": s.end, "label": s.label, "text": markup.text[s.start : s.end]}
        for s in markup.spans
    ]
    new["relations"] = [{"head": head, "child": child, "label": label} for head, child, label in markup.relations]
    for layer in _LINKS:
        new[layer] = [_moved(layer, one, spans[one["span"]], markup.text) for one in new[layer] if one["span"] in spans]
    _unlinked(new)
    return new


def _moved(layer: str, finding: dict[str, Any], span: Marked, text: str) -> dict[str, Any]:
    words = text[span.start : span.end]
    if layer == "casualties":
        return finding | {"quote": [span.start, span.end]}
    if layer == "attributions":
        return finding | {"cue": words, "cue_span": [span.start, span.end]}
    return finding | {"text": words}


def _unlinked(record: dict[str, Any]) -> None:
    """Take out every link to a finding that is no longer there."""
    known = {one["id"] for layer in _LINKS for one in record[layer]}

    def kept(link: str | None) -> str | None:
        return link if link in known else None

    for layer, fields in _LINKS.items():
        for one in record[layer]:
            one.update({name: kept(one[name]) for name in fields})
    for place in record["places"]:
        place["within"] = [link for link in place["within"] if link in known]
    for incident in record["incidents"]:
        incident["place"] = kept(incident["place"])
        if incident["date"] is not None and incident["date"]["id"] is not None:
            incident["date"] = incident["date"] if incident["date"]["id"] in known else None
        for name in ("claims", "perpetrators", "weapons"):
            incident[name] = [link for link in incident[name] if link in known]
