"""Annotation drafts, as people write them, compiled into records.

A draft is one JSON file: the text of an article, and for each claim and mention its words and its values. The manual,
``corpus/guidelines.md``, says how it looks. `draftshape` reads it, `draftrules` holds it to the manual, `references` finds
where its words stand, `placing` looks up its places, and `assembly` makes the record that a right reading of the article
has. What is wrong with a draft is a list of problems, all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..errors import InputError
from ..record.check import problems as broken_record
from ..record.schema import Record
from .assembly import Assembly
from .draftrules import broken_rules
from .draftshape import Problem, read_draft
from .gold import broken_gold

__all__ = ["Problem", "compile_draft", "compile_drafts", "draft_files"]


def compile_draft(file: str, raw: bytes) -> tuple[Record | None, list[Problem]]:
    """Compile one draft.

    Args:
        file: What the draft is called in messages.
        raw: Its JSON, in UTF-8.

    Returns:
        The record and no problem, or no record and everything that is wrong.

    >>> import json
    >>> head = {"id": "a-wire-01", "title": None, "publisher": None, "published": None, "conflict": "A", "outlet": "wire"}
    >>> empty = dict.fromkeys(("claims", "weapons", "places", "dates", "actors", "attributions", "incidents"), [])
    >>> draft = head | empty | {"kind": "tempting", "text": "Rain in Homs"}
    >>> compile_draft("a.json", json.dumps(draft).encode())[0].article.meta["outlet"]
    'wire'
    >>> draft["actors"] = [{"text": "the rebels", "name": "rebels", "kind": "armed_group"}]
    >>> print(*compile_draft("a.json", json.dumps(draft).encode())[1])
    a.json: actors[0].text: 'the rebels' is not in the text
    """
    draft, problems = read_draft(file, raw)
    if draft is None:
        return None, problems
    assembly = Assembly(draft)
    record = assembly.record()
    problems += [Problem(file, field, reason) for field, reason in broken_rules(draft)]
    problems += assembly.problems
    if not problems:
        problems += [Problem(file, "", reason) for reason in (*broken_record(record), *broken_gold(record))]
    return (None if problems else record), problems


def draft_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The drafts of some files and folders, in sorted order.

    Raises:
        InputError: For a path that is not there, and a folder without drafts.
    """
    for path in paths:
        if path.is_dir():
            found = sorted(path.rglob("*.json"))
            if not found:
                raise InputError(str(path), "no drafts: no file with the ending .json")
            yield from found
        else:
            yield path


def compile_drafts(paths: Sequence[Path]) -> tuple[list[Record], list[Problem]]:
    """Compile files and folders of drafts into records, sorted by the ids of their articles.

    Returns:
        The records of the drafts that are right, and the problems of the others, file by file.

    Raises:
        InputError: For a file that cannot be read, and for nothing to compile.
    """
    records: list[Record] = []
    problems: list[Problem] = []
    seen: dict[str, Path] = {}
    for path in dict.fromkeys(draft_files(paths)):
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise InputError(str(path), (error.strerror or str(error)).lower()) from None
        record, found = compile_draft(str(path), raw)
        problems += found
        if record is None:
            continue
        name = str(record.article.id)
        if seen.setdefault(name, path) != path:
            problems.append(Problem(str(path), "id", f"{name!r} is the article of {seen[name]} already"))
        else:
            records.append(record)
    return sorted(records, key=lambda record: str(record.article.id)), problems
