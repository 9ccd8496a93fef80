"""The grammar of time: rules over symbols, from ``grammar.toml``.

A pattern is a regular expression whose letters are classes (``MONTH``) and words (``of``), parted by spaces;
``name:`` before one of them, or before a group in brackets, names what a reading needs. Rules come in stages: what one
stage finds is a single symbol (``DATE``, and ``DATE_`` with its grain) to the next::

    [day-month]
    stage = 1
    pattern = "(the)? day:(DAY|ORD) (of)? month:MON (COMMA? year:YEAR)?"
    reading = "calendar"
    example = "It happened on 5 May 2016."
    counterexample = "The other 5 may leave."
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import LexiconError
from .symbols import Alphabet, classes_of
from .tables import tables

GRAMMAR = Path(__file__).parent / "grammar.toml"

_KEYS = {"stage", "pattern", "reading", "with", "example", "counterexample"}
_PIECE = re.compile(
    r"(?:(?P<name>[a-z_]+):)?(?:(?P<cls>[A-Z][A-Z_]*)|(?P<word>[a-z0-9][a-z0-9/]*)|(?P<open>\((?!\?)))"
    r"|(?P<op>\(\?<?[!=]|[)|?*+.^$])|\s+"
)
_NOTHING = r"[^\s\S]"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the grammar; ``with`` holds settings of its reading."""

    name: str
    stage: int
    pattern: str
    reading: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    example: str = ""
    counterexample: str = ""


@lru_cache(maxsize=4)
def load_rules(source: Path = GRAMMAR) -> tuple[Rule, ...]:
    """Read a grammar.

    Raises:
        LexiconError: For an unknown or missing key, or a pattern that cannot be read.
    """
    rules = []
    for name, body in tomllib.loads(source.read_text(encoding="utf8")).items():
        unknown, missing = set(body) - _KEYS, {"stage", "pattern", "reading", "example"} - set(body)
        if unknown or missing:
            reason = f"rule {name}: unknown keys {sorted(unknown)}, missing {sorted(missing)}"
            raise LexiconError(str(source), 1, reason)
        try:
            compile_pattern(body["pattern"], Alphabet())
        except (ValueError, re.error) as error:
            raise LexiconError(str(source), 1, f"rule {name}: {error}") from None
        rules.append(
            Rule(
                name=name,
                stage=body["stage"],
                pattern=body["pattern"],
                reading=body["reading"],
                settings=body.get("with", {}),
                example=body["example"],
                counterexample=body.get("counterexample", ""),
            )
        )
    return tuple(rules)


def literals_of(rules: Iterable[Rule]) -> frozenset[str]:
    """The words that the patterns name by themselves.

    >>> sorted(literals_of([Rule("x", 1, "(the)? day:DAY of MONTH", "calendar")]))
    ['of', 'the']
    """
    return frozenset(m["word"] for rule in rules for m in _pieces(rule.pattern) if m["word"])


def _pieces(pattern: str) -> list[re.Match[str]]:
    pieces, at = [], 0
    while at < len(pattern):
        match = _PIECE.match(pattern, at)
        if match is None:
            raise ValueError(f"cannot read the pattern at {pattern[at:]!r}")
        pieces.append(match)
        at = match.end()
    return pieces


def compile_pattern(pattern: str, alphabet: Alphabet) -> re.Pattern[str]:
    """Compile a pattern to a regular expression over the characters of an alphabet.

    >>> alphabet = Alphabet()
    >>> day, month = alphabet.char(frozenset({"DAY"})), alphabet.char(frozenset({"MONTH"}))
    >>> bool(compile_pattern("day:DAY (of)? MONTH", alphabet).match(day + month))
    True
    """
    out: list[str] = []
    for piece in _pieces(pattern):
        opening = f"(?P<{piece['name']}>" if piece["name"] else "(?:"
        if piece["open"]:
            out.append(opening)
        elif piece["cls"] or piece["word"]:
            chars = alphabet.having(piece["cls"] or piece["word"])
            out.append(f"{opening}{f'[{chars}]' if chars else _NOTHING})")
        elif piece["op"]:
            out.append(piece["op"])
    return re.compile("".join(out))


def needed_by(pattern: str, alphabet: Alphabet) -> list[frozenset[str]]:
    """Sets of characters, of each of which a match of a pattern holds one: what stands in no bracket and is no option.

    >>> alphabet = Alphabet()
    >>> day, month = alphabet.char(frozenset({"DAY"})), alphabet.char(frozenset({"MONTH"}))
    >>> needed_by("(the)? month:MONTH DAY?", alphabet) == [frozenset({month})]
    True
    """
    found: list[frozenset[str]] = []
    depth = 0
    pieces = [piece for piece in _pieces(pattern) if piece.group().strip()]
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        if piece["open"] or (piece["op"] or "").startswith("("):
            depth += 1
        elif piece["op"] == ")":
            depth -= 1
        elif piece["op"] == "|" and not depth:
            return []
        elif (piece["cls"] or piece["word"]) and not depth and (after is None or after["op"] not in ("?", "*")):
            found.append(frozenset(alphabet.having(piece["cls"] or piece["word"])))
    return found


class Compiled(NamedTuple):
    """A rule, its expression, and the characters of which a text must hold some where it matches: see `needed_by`."""

    rule: Rule
    expression: re.Pattern[str]
    needed: list[frozenset[str]]


class Grammar:
    """The rules, compiled for the symbols that have been met so far.

    The alphabet starts with every word of the tables and every shape of a number; a set of classes that nobody foresaw
    makes it grow, and the patterns are compiled again.
    """

    def __init__(self, rules: Iterable[Rule] | None = None) -> None:
        self.rules = tuple(load_rules() if rules is None else rules)
        self.stages = sorted({rule.stage for rule in self.rules})
        self.alphabet = Alphabet()
        self._literals = literals_of(self.rules)
        self._compiled: dict[int, list[Compiled]] = {}
        self._compiled_for = -1
        for form in _foreseen(self._literals):
            self.symbol(form)

    def symbol(self, text: str) -> str:
        """The character of a token."""
        return self.alphabet.char(classes_of(text, self._literals))

    def compiled(self, stage: int) -> list[Compiled]:
        """The rules of a stage with their expressions."""
        if self._compiled_for != len(self.alphabet):
            self._compiled = {
                number: [self._compile(rule) for rule in self.rules if rule.stage == number] for number in self.stages
            }
            self._compiled_for = len(self.alphabet)
        return self._compiled[stage]

    def _compile(self, rule: Rule) -> Compiled:
        return Compiled(rule, compile_pattern(rule.pattern, self.alphabet), needed_by(rule.pattern, self.alphabet))


def _foreseen(literals: Iterable[str]) -> Iterator[str]:
    for form in sorted({*literals, *(form for rows in tables().by_name().values() for form in rows)}):
        yield from (form, form.title(), form.upper())
    yield from (str(number) for number in range(1, 105))
    yield from ("2016", "3rd", "12-14", "2016-17", "1990s", "27/11/2017", "2017-11-27", "9/11", "200", "05", "0")
    yield from (",", "-", "(", ")", "/", "'s", "'", ".", ";", "word", "Word")
