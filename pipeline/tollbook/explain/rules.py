"""What the ids of rules say to a person, and the example that goes with each."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import PACKAGE, table, table_path
from .shape import Rule


@dataclass(frozen=True, slots=True)
class Row:
    """A row of ``rules.csv``.

    Attributes:
        rule: The id of a rule, or a pattern with one ``*`` in it.
        table: Where the example of what the ``*`` stands for lies: ``room/table`` or ``room/file.toml``; or null.
        says: A sentence part, with ``{}`` for what the ``*`` stands for.
    """

    room: str
    rule: str
    table: str | None
    says: str
    example: str

    def rest(self, ident: str) -> str | None:
        """What the ``*`` stands for in an id, empty where there is no ``*``; null where the id is another.

        >>> row = Row("casualty", "verb.*", None, "the verb {}", "")
        >>> row.rest("verb.kill"), row.rest("noun.death")
        ('kill', None)
        """
        before, star, after = self.rule.partition("*")
        if not star:
            return "" if ident == self.rule else None
        fits = ident.startswith(before) and ident.endswith(after) and len(ident) >= len(before) + len(after)
        return ident[len(before) : len(ident) - len(after)] if fits else None


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    """The table."""
    return table("explain", "rules", Row, ())


@lru_cache(maxsize=4096)
def rule(room: str, ident: str) -> Rule:
    """A rule of a room with what it says and an example; both are empty where nothing is known of it.

    >>> rule("casualty", "verb.kill").says, rule("casualty", "verb.kill").example
    ('the verb "kill" says what befell them', 'Two men were killed.')
    """
    fitting = [(row, rest) for row in rows() if row.room == room and (rest := row.rest(ident)) is not None]
    if not fitting:
        return Rule(ident, "", "")
    row, rest = max(fitting, key=lambda one: len(one[0].rule) + ("*" not in one[0].rule))
    example = row.example or (_example(row.table, rest) if row.table else "")
    gap = " … " if ident.startswith(("idiom.", "split.")) else " "
    return Rule(ident, row.says.replace("{}", rest.replace("_", gap)), example)


def _example(source: str, key: str) -> str:
    """The example of a row; of an id with additions ("police.deed", "ministry+name") that of what it adds to."""
    found = _examples(source)
    for part in (key, key.replace("_", " "), key.split("+")[0], key.split(".")[0], key.split("/")[0]):
        if part in found:
            return found[part]
    return ""


@lru_cache(maxsize=32)
def _examples(source: str) -> Mapping[str, str]:
    room, _, name = source.partition("/")
    if name.endswith(".toml"):
        frames = tomllib.loads((PACKAGE / room / name).read_text(encoding="utf8"))
        return {frame: str(body.get("example", "")) for frame, body in frames.items()}
    with table_path(room, name).open(encoding="utf8", newline="") as handle:
        lines = csv.reader(line for line in handle if line.strip() and not line.startswith("#"))
        header = next(lines)
        at = header.index("example")
        return {cells[0]: cells[at] for cells in lines}
