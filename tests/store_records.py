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
