"""Records for the tests and figures of the room ``store``: real ones, and any number made of them."""

from __future__ import annotations

import hashlib
import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "corpus/articles"


@lru_cache(maxsize=1)
def real() -> tuple[bytes, ...]:
    """The records of ``corpus/articles``, as lines of JSON; another process reads them, so that this one stays small."""
    command = [Path(sys.executable).with_name("tollbook"), "extract", ARTICLES]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return tuple(done.stdout.splitlines())


def renamed(line: bytes, name: str) -> bytes:
    """The record of another article of the same content: other hashes, so another id."""
    found = re.search(rb'"sha256":"([0-9a-f]{64})"', line)
    assert found is not None
    old = found[1]
    new = hashlib.sha256(name.encode()).hexdigest().encode()
    return line.replace(old, new).replace(b'"id":"' + old[:16] + b'"', b'"id":"' + new[:16] + b'"')


def another_run(line: bytes, policy: str = "acled") -> bytes:
    """What another run of the pipeline would have made of the same article."""
    return line.replace(b'"policy":"as_read"', f'"policy":"{policy}"'.encode())


def made(number: int) -> Iterator[bytes]:
    """So many records, each of an article of its own, made of the real ones."""
    for n, line in zip(range(number), itertools.cycle(real()), strict=False):
        yield renamed(line, f"article {n}")


def handmade(text: str = "Two men died.", **article: Any) -> dict[str, Any]:
    """A record of one claim over the whole of a text, as plain data, for the tests to change."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    given = dict.fromkeys(("id", "title", "publisher", "published", "url", "language", "byline"))
    count = {"text": "Two", "op": "eq", "low": 2, "high": 2}
    victims = {"text": "men", "status": "unknown", "demographic": ["man"], "role": [], "nationality": None}
    claim = {
        "id": "c1", "span": "s1", "harm": "killed", "count": count, "victims": victims, "subset_of": None, "same_as": None,
        "superseded_by": None, "scope": "incident", "modality": "asserted", "place": None, "when": None, "weapon": None,
        "perpetrator": None, "responsibility": "unattributed", "attribution": None, "zone": "body", "furniture": False,
        "quote": [0, len(text)], "rule": "r", "confidence": 1.0,
    }  # fmt: skip
    toll = {"low": 2, "best": 2, "high": 2, "by_status": {}, "children": None, "women": None, "men": 2}
    incident = {
        "id": "i1", "kind": "attack", "date": None, "place": None, "perpetrators": [], "weapons": [], "claims": ["c1"],
        "toll": {"killed": toll}, "sources": [], "disputed": False, "rule": "r",
    }  # fmt: skip
    return {
        "schema": "tollbook.record/1",
        "id": digest[:16],
        "article": {**given, "sha256": digest, "meta": {}, **article},
        "text": text,
        "spans": [{"id": "s1", "start": 0, "end": len(text), "label": "CLAIM", "text": text}],
        "relations": [],
        "casualties": [claim],
        **{part: [] for part in ("weapons", "places", "dates", "actors", "attributions")},
        "incidents": [incident],
        "pipeline": {"version": "0", "model": "m", "lexicons": "l", "policy": "as_read"},
        "warnings": [],
    }
