"""Tables of words: load, check, compile.

A table is a CSV file beside the room that owns it (``weapon/lexicon/systems.csv``), read into frozen dataclasses whose
fields are its columns. A column that the class lacks, a field that the table lacks, a value that its type or closed
vocabulary forbids, or an id that stands twice is an error with file, line and reason; nothing is guessed.

In a cell, ``|`` parts the items of a list. Lines that start with ``#`` are comments: where the words come from, and
under which licence.
"""

from __future__ import annotations

import csv
import dataclasses
import types
import typing
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from spacy.attrs import LOWER
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from .errors import LexiconError
from .stages import STAGES
from .values import Extent

Row = TypeVar("Row")
T = TypeVar("T")

PACKAGE = Path(__file__).parent


def table_path(room: str, name: str) -> Path:
    """Where the table of a room lies."""
    return PACKAGE / room / "lexicon" / f"{name}.csv"


def _convert(kind: Any, cell: str) -> Any:
    origin = typing.get_origin(kind)
    if origin is tuple:
        return tuple(item.strip() for item in cell.split("|") if item.strip())
    if origin in (typing.Union, types.UnionType):
        if not cell:
            return None
        kind = next(arg for arg in typing.get_args(kind) if arg is not type(None))
        return _convert(kind, cell)
    if origin is typing.Literal:
        if cell not in typing.get_args(kind):
            raise ValueError(f"{cell!r} is none of {', '.join(map(str, typing.get_args(kind)))}")
        return cell
    if kind is bool:
        if cell not in ("", "yes", "no"):
            raise ValueError(f"{cell!r} is neither yes nor no")
        return cell == "yes"
    if kind in (int, float):
        return kind(cell)
    return cell


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf8", newline="") as handle:
        numbered = ((n, line) for n, line in enumerate(handle, 1) if not line.startswith("#") and line.strip())
        where: list[int] = []

        def feed() -> Iterator[str]:
            for n, line in numbered:
                where.append(n)
                yield line

        for cells in csv.reader(feed()):
            yield where[-1], cells


def read_table(path: Path, row_type: type[Row], *, unique: Collection[str] = ("id",)) -> tuple[Row, ...]:
    """Read a table into rows of a dataclass.

    Args:
        path: The CSV file, UTF-8, with a header.
        row_type: A dataclass; its fields are the columns, in any order. Types: ``str``, ``int``, ``float``, ``bool``
            (yes, no, empty), ``Literal``, ``X | None`` (empty is null) and ``tuple[str, ...]`` (parted by ``|``).
        unique: Columns whose values may stand once each.

    Raises:
        LexiconError: With file, line and reason.

    >>> from dataclasses import dataclass
    >>> import tempfile, pathlib
    >>> @dataclass(frozen=True)
    ... class Word:
    ...     id: str
    ...     forms: tuple[str, ...]
    >>> table = pathlib.Path(tempfile.mkdtemp()) / "words.csv"
    >>> _ = table.write_text("id,forms\\ndozen,dozen|dozens\\n")
    >>> read_table(table, Word)
    (Word(id='dozen', forms=('dozen', 'dozens')),)
    """
    hints = typing.get_type_hints(row_type)
    fields = [f.name for f in dataclasses.fields(row_type)]  # type: ignore[arg-type]
    lines = _lines(path)
    _, header = next(lines, (1, []))
    if set(header) != set(fields):
        unknown, missing = sorted(set(header) - set(fields)), sorted(set(fields) - set(header))
        raise LexiconError(str(path), 1, f"unknown columns {unknown}, missing columns {missing}")
    rows: list[Row] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in lines:
        if len(cells) != len(header):
            raise LexiconError(str(path), number, f"{len(cells)} cells where the header has {len(header)}")
        values: dict[str, Any] = {}
        for name, cell in zip(header, cells, strict=True):
            try:
                values[name] = _convert(hints[name], cell.strip())
            except ValueError as error:
                raise LexiconError(str(path), number, f"column {name}: {error}") from None
            if name in unique and seen.setdefault((name, cell), number) != number:
                raise LexiconError(str(path), number, f"{name} {cell!r} stands in line {seen[name, cell]} already")
        rows.append(row_type(**values))
    return tuple(rows)


@lru_cache(maxsize=64)
def table(room: str, name: str, row_type: type[Row], unique: tuple[str, ...] = ("id",)) -> tuple[Row, ...]:
    """Read a room's table once in the life of the process."""
    return read_table(table_path(room, name), row_type, unique=unique)


@dataclasses.dataclass(frozen=True, slots=True)
class Trigger:
    """A word whose sentence deserves a parse."""

    form: str
    example: str


@lru_cache(maxsize=1)
def triggers() -> Mapping[str, str]:
    """Lower-case forms that ask for a parse, with the room that asks, from every ``<room>/lexicon/triggers.csv``."""
    found: dict[str, str] = {}
    for room in STAGES:
        if table_path(room, "triggers").exists():
            for row in table(room, "triggers", Trigger, ("form",)):
                found.setdefault(row.form.lower(), room)
    return found


class Phrases:
    """Find the forms of a table in a document, whatever their case.

    Args:
        vocab: The pipeline's vocabulary.
        forms: Each form with the keys of its rows.
        tokenize: Makes a ``Doc`` of a form; the pipeline's tokenizer.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> phrases = Phrases(nlp.vocab, {"air strike": ["air-strike"]}, nlp.make_doc)
    >>> list(phrases(nlp("An Air Strike hit.")))
    [(Extent(start=1, end=3), ('air-strike',))]
    """

    def __init__(self, vocab: Vocab, forms: Mapping[str, Iterable[str]], tokenize: Any) -> None:
        self._matcher = PhraseMatcher(vocab, attr=LOWER)
        self._keys: dict[int, tuple[str, ...]] = {}
        for form, keys in forms.items():
            self._matcher.add(form, [tokenize(form)])
            self._keys[vocab.strings.add(form)] = tuple(keys)

    def __call__(self, doc: Doc) -> Iterator[tuple[Extent, tuple[str, ...]]]:
        for key, start, end in sorted(self._matcher(doc), key=lambda m: (m[1], -m[2])):
            yield Extent(start, end), self._keys[key]


class Lookup(Generic[T]):
    """Find the longest form that starts or ends at a position of a list of lower-case words.

    >>> forms = Lookup({"at least": 1, "at": 2})
    >>> forms.starting(["at", "least", "53"], 0), forms.ending(["no", "at", "least"], 3)
    ((2, 1), (1, 1))
    >>> forms.within(["at", "noon", "at", "least"], 0, 4)
    [2, 1]
    """

    def __init__(self, forms: Mapping[str, T]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for form, value in forms.items():
            words = tuple(form.split())
            self._by_first.setdefault(words[0], []).append((words, value))
            self._by_last.setdefault(words[-1], []).append((words, value))
        for lists in (self._by_first, self._by_last):
            for entries in lists.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    @property
    def first_words(self) -> frozenset[str]:
        """Every word with which a form starts."""
        return frozenset(self._by_first)

    def starting(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """The end and the value of the longest form that starts at a position, or null."""
        for form, value in self._by_first.get(words[at], ()) if at < len(words) else ():
            if tuple(words[at : at + len(form)]) == form:
                return at + len(form), value
        return None

    def ending(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """The start and the value of the longest form that ends before a position, or null."""
        for form, value in self._by_last.get(words[at - 1], ()) if at > 0 else ():
            start = at - len(form)
            if start >= 0 and tuple(words[start:at]) == form:
                return start, value
        return None

    def within(self, words: Sequence[str], start: int, end: int) -> list[T]:
        """The values of the forms that start in a stretch, left to right, the longest first and without overlap."""
        found: list[T] = []
        at = start
        while at < end:
            hit = self.starting(words, at)
            if hit is not None:
                found.append(hit[1])
            at = at + 1 if hit is None else hit[0]
        return found
