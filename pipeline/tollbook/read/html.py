"""Web pages: the article out of the page, through trafilatura; its date, through htmldate."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeAlias

import htmldate
import trafilatura
from trafilatura.settings import Document

from ..errors import InputError
from ..values import Article, Mark
from .check import checked
from .front import furnish

Element: TypeAlias = Any
"""An element of lxml, which has no types."""

_DATES = ("1900-01-01", "2100-01-01")
"""Bounds of a date of publication: fixed, so that the same page reads the same next year."""

_LIBRARY_FAULTS = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""What the libraries that read pages are known to let through for a damaged one."""

_KINDS = {"#b": "bold", "#i": "italic"}
_BLOCKS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "cell", "ab"})
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its first lines, or null.

    >>> declared_encoding(b'<html><head><meta charset="windows-1256">')
    'windows-1256'
    """
    match = _DECLARED.search(data[:4096])
    return match.group(1).decode("ascii") if match is not None else None


def to_article(page: str, source: str) -> Article:
    """Make an article of a web page.

    The text is the title, where the page shows one, and the paragraphs of the report, parted by empty lines. Title,
    date, author, site and address are the page's own.

    Raises:
        InputError: For a page without an article.

    >>> body = "<p>Two men died when a shell hit their house in the old town of Homs, the mayor said.</p>" * 4
    >>> article = to_article(f"<html><body><article><h1>Two die</h1>{body}</article></body></html>", "a.html")
    >>> article.title, article.text[:12]
    ('Two die', 'Two die\\n\\nTwo')
    """
    found, language, published = _extracted(page, source)
    writer = _Writer()
    title = " ".join(found.title.split()) if found.title else None
    if title is not None and not _opens_with(found.body, title):
        writer.block(title, "heading")
    writer.element(found.body)
    article = Article(
        writer.text(),
        title=title,
        published=published,
        publisher=found.sitename or None,
        url=found.url or None,
        language=language,
        byline=found.author or None,
        source=source,
        marks=tuple(writer.marks),
    )
    return checked(furnish(checked(article)))


def _extracted(page: str, source: str) -> tuple[Document, str | None, str | None]:
    """The article of a page, the language that the page names, and its date."""
    try:
        tree = trafilatura.load_html(page)
        if tree is None:
            raise InputError(source, "no web page")
        language = tree.get("lang") or None
        published = _published(page)
        found = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            include_formatting=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "min_date": _DATES[0], "max_date": _DATES[1]},
        )
    except _LIBRARY_FAULTS as error:
        raise InputError(source, f"no page that can be read: {type(error).__name__}: {error}") from error
    if not isinstance(found, Document) or found.body is None:
        raise InputError(source, "no article in this page")
    return found, language, published


def _published(page: str) -> str | None:
    found = htmldate.find_date(
        page,
        extensive_search=False,
        original_date=True,
        outputformat="%Y-%m-%dT%H:%M",
        min_date=_DATES[0],
        max_date=_DATES[1],
    )
    # A page that names no hour comes back as midnight.
    return found.removesuffix("T00:00") if found else None


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _opens_with(body: Element, title: str) -> bool:
    blocks = (element for element in body.iter() if element.tag in ("head", "p"))
    return any(_words(element).casefold() == title.casefold() for element in islice(blocks, 3))


_MEANING = {"head": "heading", "item": "list", "quote": "quote", "ref": "link", "graphic": "image"}


@dataclass(slots=True)
class _Writer:
    """Writes the tree of an article as paragraphs, and keeps what its tags meant."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    marks: list[Mark] = field(default_factory=list)

    def text(self) -> str:
        """What was written."""
        return "".join(self.parts).rstrip()

    def block(self, words: str, kind: str) -> None:
        """Write one paragraph of plain words."""
        self.marks.append(Mark(self.size, self.size + len(words), kind))
        self._add(words)
        self._part()

    def element(self, element: Element) -> None:
        """Write an element with all that is in it."""
        is_block = element.tag in _BLOCKS
        if is_block:
            self._part()
        part, start = len(self.parts), self.size
        self._run(element.text)
        for child in element:
            self.element(child)
            self._run(child.tail)
        self._mark(element, start, "".join(self.parts[part:]))
        if is_block or element.tag == "lb":
            self._part()

    def _add(self, words: str) -> None:
        if words:
            self.parts.append(words)
            self.size += len(words)

    def _part(self) -> None:
        """Begin a new paragraph, unless one has just begun."""
        if self.parts and not self.parts[-1].endswith("\n"):
            self._add("\n\n")

    def _run(self, words: str | None) -> None:
        """Write words as a browser shows them: any white space is one space, and none at the start of a line."""
        shown = re.sub(r"\s+", " ", words or "")
        if not self.parts or self.parts[-1][-1].isspace():
            shown = shown.lstrip(" ")
        self._add(shown)

    def _mark(self, element: Element, start: int, shown: str) -> None:
        kind = _KINDS.get(element.get("rend")) if element.tag == "hi" else _MEANING.get(element.tag)
        bare = shown.strip()
        if kind is not None and bare:
            start += shown.index(bare)
            self.marks.append(Mark(start, start + len(bare), kind))
