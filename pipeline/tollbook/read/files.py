"""The way in: files, folders and standard input, told apart by their names, or by how they begin.

A folder is walked in the order of its names. Hidden files and folders are passed over, and so are files called README,
LICENSE and the like, which lie beside articles and are none. Everything else either becomes articles or an error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from ..errors import InputError
from ..values import Article
from . import csv, jsonl, plain, rows
from .check import ARTICLE_LIMIT
from .encodings import decode, encoding_of_mark

STANDARD_INPUT = "-"
FILE_LIMIT = 20 * ARTICLE_LIMIT
"""Most bytes of a file that is one article: a page has far more markup than text. JSONL and CSV have no limit."""

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
"""What the end of a name says of a file."""

_NO_ARTICLES = frozenset({"readme", "license", "licence", "notice", "changelog", "authors"})

Reading = Iterator[Article | InputError]


def articles(inputs: Iterable[str], *, leave_out: Collection[Path] = ()) -> Reading:
    """Yield the articles of files, folders and standard input (``-``), and an error for each that cannot be read.

    Args:
        inputs: Paths, or ``-``, in the order in which they are to be read.
        leave_out: Resolved paths that a walk passes over: what the run itself is writing.

    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "b.txt").write_text("Two men died."), (folder / "a.md").write_text("*None* fled.")
    >>> [article.text for article in articles([str(folder)])]
    ['None fled.', 'Two men died.']
    >>> [str(error) for error in articles(["nowhere.txt"])]
    ['nowhere.txt: no such file or folder']
    """
    for name in inputs:
        if name == STANDARD_INPUT:
            yield from _stream(sys.stdin.buffer, "<stdin>", None)
            continue
        path = Path(name)
        if path.is_dir():
            yield from _folder(path, frozenset(leave_out))
        elif path.exists():
            yield from _file(path)
        else:
            yield InputError(name, "no such file or folder")


def _folder(folder: Path, leave_out: frozenset[Path]) -> Reading:
    empty = True
    for found in _walk(folder, leave_out):
        empty = False
        if isinstance(found, InputError):
            yield found
        elif found.suffix.lower() in SUFFIXES:
            yield from _file(found)
        else:
            yield InputError(str(found), f"no reader for {found.suffix or 'files without a suffix'}")
    if empty:
        yield InputError(str(folder), "no articles in this folder")


def _walk(folder: Path, leave_out: frozenset[Path]) -> Iterator[Path | InputError]:
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield InputError(str(folder), _plainly(error))
        return
    for path in entries:
        if path.name.startswith(".") or path.stem.lower() in _NO_ARTICLES or path.resolve() in leave_out:
            continue
        if path.is_dir():
            if not path.is_symlink():  # a link may lead back up
                yield from _walk(path, leave_out)
        else:
            yield path


def _file(path: Path) -> Reading:
    kind = SUFFIXES.get(path.suffix.lower())
    try:
        with path.open("rb") as stream:
            yield from _stream(stream, str(path), kind)
    except OSError as error:
        yield InputError(str(path), _plainly(error))


def _plainly(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _stream(stream: BinaryIO, source: str, kind: str | None) -> Reading:
    """Read a stream of a known kind, or of the kind that its beginning shows."""
    head = stream.read(4096)
    if not head:
        yield InputError(source, "empty file")
        return
    kind = kind or _kind_of(head)
    try:
        if kind == "jsonl" and encoding_of_mark(head) in (None, "utf-8-sig") and not _is_binary(head):
            yield from jsonl.read(_lines(head, stream), source)
        else:
            yield from _whole(head, stream, source, kind)
    except InputError as error:
        yield error


def _kind_of(head: bytes) -> str:
    """What a file without a telling name is.

    >>> [_kind_of(head) for head in (b'{"text": 1}', b"<!DOCTYPE html><p>", b"Two men died.")]
    ['jsonl', 'html', 'text']
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if start.startswith(b"{"):
        return "jsonl"
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return "html"
    return "text"


def _is_binary(head: bytes) -> bool:
    """Whether a file that should be lines of JSON is no text at all: one error then says more than a thousand."""
    return b"\x00" in head and not head.lstrip().startswith(b"{")


def _lines(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream whose head has been read."""
    *whole, rest = head.split(b"\n")
    yield from whole
    rest += stream.readline()
    if rest:
        yield rest
    yield from stream


def _whole(head: bytes, stream: BinaryIO, source: str, kind: str) -> Reading:
    table = kind in ("jsonl", "json", "csv")
    data = head + stream.read(-1 if table else FILE_LIMIT + 1 - len(head))
    if not table and len(data) > FILE_LIMIT:
        raise InputError(source, f"more than {FILE_LIMIT:,} bytes for one article")
    if kind == "html":
        from . import html  # here, because the library takes long to import and most runs need none of it

        yield html.to_article(decode(data, source, declared=html.declared_encoding(data)), source)
        return
    text = decode(data, source)
    if kind == "csv":
        yield from csv.read(text, source)
    elif kind == "jsonl":
        yield from jsonl.read(text.split("\n"), source)
    elif kind == "json":
        yield from _json(text, source)
    else:
        yield plain.to_article(text, source=source, markdown=kind == "markdown" or None)


def _json(text: str, source: str) -> Reading:
    """One object, a list of objects, or lines of objects under the name of one."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        yield from jsonl.read(text.split("\n"), source)
        return
    for number, row in enumerate(value if isinstance(value, list) else [value], 1):
        where = f"{source}#{number}" if isinstance(value, list) else source
        try:
            if not isinstance(row, dict):
                raise InputError(where, "no JSON object")
            yield rows.to_article(row, where, None)
        except InputError as error:
            yield error
