"""Markdown becomes plain text: the marks go, what they meant is kept, and every character knows where it came from.

Only what plainly is Markdown is taken for a mark. An asterisk or underscore inside a word, a lone one, a dash in a
sentence and a figure with its full stop stay as they are.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..values import Mark

# What stands, in a step's view of the input, for characters that an earlier step took out or put beyond reach. Both are
# neither letters nor spaces, as the marks were; the text that comes out is cut from the input, so they never reach it.
_GONE = "\x00"
_TAKEN = "\x01"

_WITHIN = r"(?:[^\n]|\n(?![ \t]*\n)){0,300}?"
"""Inside a paragraph; bounded, so that a text full of marks that never close costs no more than its length."""

_STARS = rf"(?<![\w*])\*\*(?=[^\s*]|\*[^\s*]){_WITHIN}(?<=\S)\*\*(?!\*)"
_WORDS = r"\[(?:[^\[\]\n]|\n(?!\n))+\]"
_TARGET = r"\((?:https?:|mailto:|ftp:|www\.|[/#.])[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+\"[^\"\n]*\")?\)"
_TELLTALE = re.compile(rf"^[ ]{{0,3}}#{{2,6}}[ \t]+\S|\A\s*#[ \t]+\S|{_STARS}|{_WORDS}{_TARGET}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the cleaned text and the stretch of the input that it was copied or rewritten (``&amp;``) from."""

    start: int
    end: int
    original: int
    original_end: int

    def back(self, offset: int) -> int:
        """Where an offset of the cleaned text stood in the input; a rewritten piece is one place."""
        if offset >= self.end:
            return self.original_end
        return self.original + (offset - self.start) * (self.end - self.start == self.original_end - self.original)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each character of a cleaned text stood in the input.

    >>> cleaned = clean("**Moscow:** Two *men* died.")
    >>> cleaned.text, cleaned.offsets.original(8)
    ('Moscow: Two men died.', 12)
    """

    pieces: tuple[Piece, ...]

    def _piece(self, offset: int) -> Piece:
        return self.pieces[max(0, bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1)]

    def original(self, offset: int) -> int:
        """The place in the input of an offset of the cleaned text."""
        return self._piece(offset).back(offset) if self.pieces else 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the input that a stretch of the cleaned text came from, without the marks round it.

        >>> clean("a **b** c").offsets.span(2, 3)
        (4, 5)
        """
        first = self.original(start)
        return first, self._piece(end - 1).back(end) if end > start else first


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without its marks, what the marks meant, and the way back to the input."""

    text: str
    marks: tuple[Mark, ...]
    offsets: OffsetMap


@dataclass(slots=True)
class _Draft:
    """An input on its way: what goes, what is rewritten, and the marks, all in places of the input.

    ``view`` is the input as the next step sees it, as long as the input itself.
    """

    raw: str
    view: str
    gone: bytearray
    rewritten: dict[int, tuple[int, str]] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    fresh: list[tuple[int, int, str]] = field(default_factory=list)

    def drop(self, start: int, end: int) -> None:
        self.gone[start:end] = b"\x01" * (end - start)
        self.fresh.append((start, end, _GONE))

    def put_beyond_reach(self, start: int, end: int) -> None:
        self.fresh.append((start, end, _TAKEN))

    def mark(self, start: int, end: int, kind: str) -> None:
        self.marks.append(Mark(start, end, kind))

    def refresh(self) -> None:
        """Let the view show what the last step did."""
        chars = list(self.view)
        for start, end, sign in self.fresh:
            chars[start:end] = [sign if char != "\n" else char for char in chars[start:end]]
        self.view = "".join(chars)
        self.fresh.clear()


def is_markdown(text: str) -> bool:
    """Whether a text plainly is Markdown: a heading with ``##``, bold words, or a link.

    >>> is_markdown("## Two die\\n\\nHOMS"), is_markdown("**Homs:** Two men died.")
    (True, True)
    >>> is_markdown("He said f**k this, and s**t. 2 * 3 * 4. snake_case_name [sic] - IT")
    False
    """
    return _TELLTALE.search(text) is not None


def plain(text: str) -> Cleaned:
    """Normalise line endings and nothing else.

    >>> plain("Two men died.\\r\\nNone fled.").text
    'Two men died.\\nNone fled.'
    """
    return _finish(_begin(text))


def clean(text: str) -> Cleaned:
    """Take the marks of Markdown away.

    >>> cleaned = clean("## **Two die in raid**\\n\\n* The army [denied](https://a.example/b) it.\\n\\n---\\n")
    >>> cleaned.text
    'Two die in raid\\n\\nThe army denied it.'
    >>> [(m.kind, cleaned.text[m.start : m.end]) for m in cleaned.marks][:3]
    [('heading', 'Two die in raid'), ('bold', 'Two die in raid'), ('list', 'The army denied it.')]
    """
    draft = _begin(text)
    for step in _STEPS:
        step(draft)
        draft.refresh()
    return _finish(draft)


def _begin(text: str) -> _Draft:
    draft = _Draft(text, re.sub(r"\r(?!\n)", "\n", text), bytearray(len(text)))
    for match in re.finditer(r"\r\n?", text):
        if match.group() == "\r\n":
            draft.drop(match.start(), match.start() + 1)
        else:
            draft.rewritten[match.start()] = (match.end(), "\n")
    draft.refresh()
    return draft


def _escapes(draft: _Draft) -> None:
    """``\\*`` is an asterisk, and opens nothing."""
    for match in re.finditer(r"\\([!-/:-@\[-`{-~])", draft.view):
        draft.drop(match.start(), match.start(1))
        draft.put_beyond_reach(match.start(1), match.end())


_RULE = re.compile(r"^[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*)\x00?$", re.MULTILINE)
_UNDERLINED = re.compile(
    r"^(?P<title>[^\s>#*+-][^\n]{0,218}[^\s.:;,\x00])\x00?\n[ ]{0,3}(?:={3,}|-{3,})[ \t]*\x00?$", re.MULTILINE
)


def _rules(draft: _Draft) -> None:
    """Rules between parts, and the lines that underline a heading."""
    for match in _UNDERLINED.finditer(draft.view):
        draft.mark(match.start("title"), match.end("title"), "heading")
    for match in _RULE.finditer(draft.view):
        draft.drop(match.start(), match.end())
        draft.mark(match.start(), match.start(), "rule")


def _line_marks(pattern: str, kind: str) -> Callable[[_Draft], None]:
    compiled = re.compile(pattern, re.MULTILINE)

    def step(draft: _Draft) -> None:
        for match in compiled.finditer(draft.view):
            end = draft.view.find("\n", match.end())
            end = len(draft.view) if end < 0 else end
            draft.drop(match.start(), match.end())
            if kind == "heading":
                end = _without_closing_hashes(draft, match.end(), end)
            draft.mark(match.end(), end, kind)

    return step


def _without_closing_hashes(draft: _Draft, start: int, end: int) -> int:
    line = draft.view[start:end].rstrip(" \t\x00")
    bare = line.rstrip("#")
    if bare == line or bare.rstrip(" \t") == bare:
        return end
    draft.drop(start + len(bare), end)
    return start + len(bare.rstrip(" \t"))


_quotes = _line_marks(r"^[ ]{0,3}(?:>[ ]?)+", "quote")
_headings = _line_marks(r"^[ \x00]{0,12}#{1,6}[ \t]+(?=\S)", "heading")
_lists = _line_marks(r"^[ \t\x00]{0,12}[-*+][ \t]+(?=\S)", "list")

_DEFINITION = re.compile(r"^[ ]{0,3}\[([^\[\]\n]+)\]:[ \t]*(?:https?:|www\.|/)\S*[^\n]*$", re.MULTILINE)
_REFERENCE = re.compile(rf"(?<!!)({_WORDS})\[([^\[\]\n]*)\]")
_LINK = re.compile(rf"({_WORDS}){_TARGET}")
_IMAGE = re.compile(r"!(\[[^\[\]\n]*\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")


def _keep_words(draft: _Draft, match: re.Match[str], kind: str) -> None:
    """Keep, of a link or an image, only what stands between the square brackets of its first group."""
    start, end = match.start(1) + 1, match.end(1) - 1
    draft.drop(match.start(), start)
    draft.drop(end, match.end())
    draft.mark(start, end, kind)


def _references(draft: _Draft) -> None:
    """``[1]: https://…``, and the ``[words][1]`` that point there."""
    names = set()
    for match in _DEFINITION.finditer(draft.view):
        draft.drop(match.start(), match.end())
        names.add(match.group(1).lower())
    for match in _REFERENCE.finditer(draft.view):
        if (match.group(2) or match.group(1)[1:-1]).lower() in names:
            _keep_words(draft, match, "link")


def _images(draft: _Draft) -> None:
    for match in _IMAGE.finditer(draft.view):
        _keep_words(draft, match, "image")


def _links(draft: _Draft) -> None:
    for match in _LINK.finditer(draft.view):
        _keep_words(draft, match, "link")


def _emphasis(pattern: str, width: int, kind: str) -> Callable[[_Draft], None]:
    compiled = re.compile(pattern)

    def step(draft: _Draft) -> None:
        for match in compiled.finditer(draft.view):
            start, end = match.start() + width, match.end() - width
            draft.drop(match.start(), start)
            draft.drop(end, match.end())
            draft.mark(start, end, kind)

    return step


# A mark opens where no letter stands before it and closes where one does: so "f**k" and "5 * 3" open nothing.
_bold = _emphasis(rf"{_STARS}|(?<![\w_])__(?=[^\s_]){_WITHIN}(?<=[^\s_])__(?![\w_])", 2, "bold")
_italic = _emphasis(
    rf"(?<![\w*])\*(?=[^\s*]){_WITHIN}(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_]){_WITHIN}(?<=[^\s_])_(?![\w_])",
    1,
    "italic",
)


def _entities(draft: _Draft) -> None:
    """``&amp;`` and its like, which converters from HTML leave behind."""
    for match in re.finditer(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,5}|[lr][sd]quo|[mn]dash|hellip);", draft.view):
        draft.rewritten[match.start()] = (match.end(), html.unescape(match.group()).replace("\xa0", " "))


def _white_space(draft: _Draft) -> None:
    """Drop spaces at the ends of lines, all but two of a run of line breaks, and white space round the whole."""
    view = draft.view
    for match in re.finditer(r"(?<![ \t\x00])[ \t\x00]+(?=\n|\Z)", view):
        draft.drop(match.start(), match.end())
    for match in re.finditer(r"\n[ \t\x00]*\n(?P<more>(?:[ \t\x00]*\n)+)", view):
        draft.drop(match.start("more"), match.end("more"))
    blank = f" \t\n{_GONE}"
    draft.drop(0, len(view) - len(view.lstrip(blank)))
    draft.drop(len(view.rstrip(blank)), len(view))


_STEPS = (
    _escapes, _rules, _quotes, _headings, _lists, _references, _images, _links, _bold, _italic, _entities, _white_space,
)  # fmt: skip


def _stretches(draft: _Draft) -> Iterator[tuple[int, int, str]]:
    """What is left, in order: start and end in the input, and the text that stands for it."""
    waiting = deque((s, *draft.rewritten[s]) for s in sorted(draft.rewritten) if not draft.gone[s])
    for run in re.finditer(rb"\x00+", draft.gone):
        at = run.start()
        while waiting and waiting[0][0] < run.end():
            start, end, text = waiting.popleft()
            if at < start:
                yield at, start, draft.raw[at:start]
            yield start, end, text
            at = end
        if at < run.end():
            yield at, run.end(), draft.raw[at : run.end()]


def _finish(draft: _Draft) -> Cleaned:
    parts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for start, end, text in _stretches(draft):
        parts.append(text)
        pieces.append(Piece(at, at + len(text), start, end))
        at += len(text)
    marks = {Mark(_place(pieces, m.start), _place(pieces, m.end), m.kind) for m in draft.marks}
    kept = (mark for mark in marks if mark.end > mark.start or mark.kind == "rule")
    order = sorted(kept, key=lambda mark: (mark.start, -mark.end, mark.kind != "heading", mark.kind))
    return Cleaned("".join(parts), tuple(order), OffsetMap(tuple(pieces)))


def _place(pieces: list[Piece], original: int) -> int:
    """The place in the cleaned text of a place in the input; of one that is gone, where it would stand."""
    n = bisect_right(pieces, original, key=lambda piece: piece.original) - 1
    if n < 0:
        return 0
    piece = pieces[n]
    if original >= piece.original_end:
        return piece.end
    return piece.start + (original - piece.original) * (piece.end - piece.start == piece.original_end - piece.original)
