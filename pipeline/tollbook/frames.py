"""Syntactic templates: who does what to whom, whatever the construction.

A frame says how the arguments of a word are reached from it in the dependency tree, once for each construction
(active, passive, participle, noun); a table says which words it holds for. A path is a sequence of steps parted by
spaces: ``>obj`` goes to the children with that dependency, ``<acl`` to the head, if this token hangs on it by that
dependency; ``a|b`` names alternatives. ``>nsubj:pass`` is the passive subject; ``<acl:relcl`` climbs from a relative
clause to its noun.

Frames are TOML, ``<room>/frames.toml``::

    [passive]
    tags = ["VBN"]
    need = [">aux:pass"]
    ban = []
    roles = { victim = [">nsubj:pass"], agent = [">obl:agent"] }

The dependencies are those of Universal Dependencies 2 (https://universaldependencies.org/en/dep/).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.tokens import Token

from .errors import LexiconError

Step = tuple[str, frozenset[str]]
Path_ = tuple[Step, ...]

_KEYS = {"tags", "need", "ban", "roles", "example", "counterexample"}


@lru_cache(maxsize=4096)
def compile_path(path: str) -> Path_:
    """Read a path.

    >>> compile_path("<acl:relcl >obj|obl")[0]
    ('<', frozenset({'acl:relcl'}))

    Raises:
        ValueError: For a step that starts neither with ``>`` nor with ``<``.
    """
    steps: list[Step] = []
    for step in path.split():
        if step[0] not in "<>" or len(step) < 2:
            raise ValueError(f"step {step!r} of path {path!r} starts neither with > nor with <")
        steps.append((step[0], frozenset(step[1:].split("|"))))
    return tuple(steps)


def walk(token: Token, path: str | Path_) -> Iterator[Token]:
    """Yield the tokens at the end of a path, in order of position."""
    steps = compile_path(path) if isinstance(path, str) else path
    if not steps:
        yield token
        return
    (direction, deps), rest = steps[0], steps[1:]
    if direction == "<":
        if token.dep_ in deps and token.head.i != token.i:
            yield from walk(token.head, rest)
    else:
        for child in token.children:
            if child.dep_ in deps:
                yield from walk(child, rest)


@dataclass(frozen=True, slots=True)
class Frame:
    """One construction.

    Attributes:
        name: Its id within the file.
        tags: Penn Treebank tags that the word may have; empty for any.
        need: Paths each of which must lead somewhere. ban: paths none of which may.
        roles: For each role, paths tried in order; the first that leads anywhere gives the role's tokens.
        example, counterexample: Sentences that the suite runs.
    """

    name: str
    tags: frozenset[str]
    need: tuple[Path_, ...]
    ban: tuple[Path_, ...]
    roles: tuple[tuple[str, tuple[Path_, ...]], ...]
    example: str = ""
    counterexample: str = ""

    def match(self, token: Token) -> dict[str, tuple[Token, ...]] | None:
        """Return the tokens of each role that was found, or null where the construction does not hold."""
        if self.tags and token.tag_ not in self.tags:
            return None
        if any(next(walk(token, path), None) is None for path in self.need):
            return None
        if any(next(walk(token, path), None) is not None for path in self.ban):
            return None
        found: dict[str, tuple[Token, ...]] = {}
        for role, paths in self.roles:
            for path in paths:
                tokens = tuple(walk(token, path))
                if tokens:
                    found[role] = tokens
                    break
        return found


def _frame(source: Path, name: str, body: Mapping[str, Any]) -> Frame:
    unknown = set(body) - _KEYS
    if unknown:
        raise LexiconError(str(source), 1, f"frame {name}: unknown keys {sorted(unknown)}")
    try:
        return Frame(
            name=name,
            tags=frozenset(body.get("tags", ())),
            need=tuple(compile_path(p) for p in body.get("need", ())),
            ban=tuple(compile_path(p) for p in body.get("ban", ())),
            roles=tuple((role, tuple(compile_path(p) for p in paths)) for role, paths in body.get("roles", {}).items()),
            example=body.get("example", ""),
            counterexample=body.get("counterexample", ""),
        )
    except ValueError as error:
        raise LexiconError(str(source), 1, f"frame {name}: {error}") from None


@lru_cache(maxsize=32)
def load_frames(source: Path) -> Mapping[str, Frame]:
    """Read a file of frames, in its order.

    Raises:
        LexiconError: For an unknown key or a path that cannot be read.
    """
    with source.open("rb") as handle:
        return {name: _frame(source, name, body) for name, body in tomllib.load(handle).items()}
