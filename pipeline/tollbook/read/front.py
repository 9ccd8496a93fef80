"""What stands above a report: its title, who wrote it, and when it was published.

Only whole lines near the top are taken, and only where nothing but these stands in them. What is not plainly one of
them is left in the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from ..lexicon import table
from ..values import Article, Mark
from .dates import Printed, printed_dates

HEAD_LINES = 8
"""How many lines from the top are looked at."""

TITLE_LIMIT = 220
"""Most characters of a title."""

LINE_LIMIT = 160
"""Most characters of a line with byline or date of publication."""

_WORD = r"[A-Z\u00c0-\u00de][\w.'’-]*"
_NAME = rf"{_WORD}(?: (?:{_WORD}|de|da|del|el|al|bin|ben|ibn|van|von|der|la)){{1,4}}"
_ADMIN = re.compile(r"(?<!\w)[Bb]y (?P<names>[\w.-]{2,30})(?= *(?:$|[|·•,]))")
_LABEL = re.compile(
    r"\b(?P<first>(?:first |originally )?(?:published|posted|issued|created|added|filed|released)"
    r"|(?:publication )?date)?"
    r"(?P<later>(?:last )?(?:updated|update:|modified|edited))?(?: on| at)?:?\s*$",
    re.IGNORECASE,
)
_LABEL_WORDS = re.compile(
    r"\b(?:first|originally|published|posted|issued|created|added|filed|released|date|publication|last|updated|update(?=:)"
    r"|modified|edited|article|story|report|on|at|[AP]M|(?:UTC|GMT)(?:[+-]\d+)?)\b",
    re.IGNORECASE,
)
_STAMP = re.compile(rf"{_NAME}(?:, {_WORD}(?: {_WORD})*)*,? \([^()]+\)\W*|{_WORD}(?:, {_WORD})* \([^()]+\)\W*")
_NO_TITLE = re.compile(r"\(\w[^()]{0,30}\)\s*[-–—]|\s--\s|[a-z]{2}[.!?][\"”’']? [A-Z]")
"""A dateline, or more than one sentence."""
_SENTENCE_END = re.compile(r"[.:;,]$|[.,][\"”’']$")


@dataclass(frozen=True, slots=True)
class BylineWord:
    """A row of ``bylines.csv``."""

    form: str
    kind: Literal["desk", "no_name"]
    example: str
    counterexample: str


@lru_cache(maxsize=1)
def _byline_words() -> tuple[re.Pattern[str], frozenset[str]]:
    """What finds the names of a byline, and the words that are none."""
    rows = table("read", "bylines", BylineWord, ("form",))
    desks = "|".join(re.escape(row.form) for row in sorted(rows, key=lambda row: -len(row.form)) if row.kind == "desk")
    people = rf"(?:{_NAME}|(?i:{desks})(?!\w))"
    by = re.compile(
        rf"(?<!\w)(?:[Bb]y|BY|From|FROM|[Aa]uthor:|[Ww]ritten by|[Rr]eported by):? "
        rf"(?P<names>{people}(?:, {_NAME}(?![\w’'])|(?:,? and | & |,? with | AND ){people})*)(?!\w)"
    )
    return by, frozenset(row.form for row in rows if row.kind == "no_name")


@dataclass(frozen=True, slots=True)
class Front:
    """What was recognised above a report.

    Attributes:
        marks: ``title`` and ``byline`` over the lines that hold them.
    """

    title: str | None = None
    published: str | None = None
    byline: str | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    spaced: bool  # whether a blank line, or the end, follows


def recognise(text: str, marks: Iterable[Mark] = (), title: str | None = None) -> Front:
    """Recognise title, byline and date of publication.

    Args:
        text: The article.
        marks: Formatting, where there was any.
        title: The title, where the input gave it: then only its line is looked for.

    >>> front = recognise("Nine die in raid\\n\\n27/11/2017 08:46 by admin\\n\\nHOMS - Nine people died.")
    >>> front.title, front.published, front.byline
    ('Nine die in raid', '2017-11-27T08:46', 'admin')
    >>> recognise("Nine people died in Homs.\\n\\nBy Friday, 12 had died.")
    Front(title=None, published=None, byline=None, marks=())
    """
    lines = _head(text)
    found: list[Mark] = []
    dates: list[tuple[bool, str]] = []
    byline: str | None = None
    rest: list[_Line] = []
    for n, line in enumerate(lines):
        read = _front_matter(line, lines[n + 1] if n + 1 < len(lines) else None, topmost=n == 0)
        if read is None:
            rest.append(line)
            continue
        dates += read.dates
        byline = byline or read.names
        if not read.is_stamp:
            found.append(Mark(line.start, line.end, "byline"))
            if rest and rest[-1] is lines[n - 1]:
                rest[-1] = replace(rest[-1], spaced=True)
    heading = _given_title(rest, title) if title else _title(rest, text, tuple(marks))
    if heading is not None:
        found.append(Mark(heading.start, heading.end, "title"))
        title = title or _bare(heading.text)
    published = min(dates, key=lambda dated: dated[0])[1] if dates else None
    return Front(title, published, byline, tuple(sorted(found, key=lambda mark: mark.start)))


def furnish(article: Article) -> Article:
    """Fill in what the input did not give and the text shows; add the marks of title and byline.

    >>> furnish(Article("Nine die in raid\\n\\nHOMS - Nine people died.", published="2020")).title
    'Nine die in raid'
    """
    front = recognise(article.text, article.marks, article.title)
    return replace(
        article,
        title=article.title or front.title,
        published=article.published or front.published,
        byline=article.byline or front.byline,
        marks=(*article.marks, *front.marks),
    )


def _head(text: str) -> list[_Line]:
    lines: list[_Line] = []
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            spaced = re.match(r"\n[ \t]*\n|\s*\Z", text[match.end() : match.end() + 200]) is not None
            lines.append(_Line(match.start(), match.end(), match.group(), spaced))
        if len(lines) == HEAD_LINES:
            break
    return lines


def _bare(line: str) -> str:
    """A line without the marks of Markdown that a verbatim text still shows."""
    return re.sub(r"^[#*_>\s]+|[#*_\s]+$", "", line)


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a line of front matter says: its dates, each with whether it is one of revision, and its names."""

    dates: tuple[tuple[bool, str], ...]
    names: str | None
    is_stamp: bool = False  # a place and a date alone on a line: a dateline, not a byline


def _front_matter(line: _Line, after: _Line | None, *, topmost: bool) -> _Matter | None:
    """Read a line that holds byline or date of publication and nothing else; null for any other."""
    text = _bare(line.text)
    if len(text) > LINE_LIMIT or re.search(r"\w\.$", text):
        return None
    dates = list(printed_dates(text))
    labels = [_is_labelled(text, date) for date in dates]
    revised = tuple((later, date.iso) for date, (_, later) in zip(dates, labels, strict=True))
    if dates and _STAMP.fullmatch(text):
        return _Matter(revised, None, is_stamp=True)
    by = _byline(text, dates)
    if by is not None:
        alone = line.spaced or (after is not None and len(text) * 2 < len(after.text))
        left = _left_over(text[by.end() :], dates, by.end())
        return _Matter(revised, by["names"]) if len(left) <= 5 and (dates or alone) else None
    if not dates:
        return None
    left = _left_over(text, dates)
    if any(first or later for first, later in labels):
        limit = 5
    else:
        timed = "T" in dates[0].iso or "|" in text
        limit = 2 if (timed or not topmost) and not any(word[0].islower() for word in left) else 0
    return _Matter(revised, None) if len(left) <= limit and not any(map(str.isdigit, "".join(left))) else None


def _byline(line: str, dates: list[Printed]) -> re.Match[str] | None:
    """The byline of a line: nothing but labels, dates and separators stands before it."""
    by, no_names = _byline_words()
    match = by.search(line) or (_ADMIN.search(line) if dates else None)
    if match is None or match["names"].split()[0].lower().strip(",.") in no_names:
        return None
    return None if _left_over(line[: match.start()], dates) else match


def _is_labelled(line: str, date: Printed) -> tuple[bool, bool]:
    label = _LABEL.search(line, 0, date.start)
    return (False, False) if label is None else (label["first"] is not None, label["later"] is not None)


def _left_over(text: str, dates: list[Printed], offset: int = 0) -> list[str]:
    """The words of a part of a line that are neither dates nor labels. ``offset`` is where in the line it starts."""
    chars = list(text)
    for date in dates:
        for i in range(max(0, date.start - offset), min(len(chars), date.end - offset)):
            chars[i] = " "
    left = _LABEL_WORDS.sub(" ", "".join(chars))
    return [word for word in re.split(r"[\s|·•,;:()/–—-]+", left) if re.search(r"\w", word)]


def _given_title(lines: list[_Line], title: str) -> _Line | None:
    folded = " ".join(title.split()).casefold()
    return next((line for line in lines[:3] if " ".join(_bare(line.text).split()).casefold() == folded), None)


def _title(lines: list[_Line], text: str, marks: tuple[Mark, ...]) -> _Line | None:
    """The line of the title: a heading or bold line above the body, or a first line that reads like one."""
    for line in lines[:4]:
        if any(mark.kind in ("heading", "bold") and _covers(mark, line) for mark in marks):
            return line if len(line.text) <= TITLE_LIMIT else None
        if _SENTENCE_END.search(line.text.rstrip()) or len(line.text) > TITLE_LIMIT:
            break
    if not lines or lines[0].end >= len(text.rstrip()):
        return None
    return lines[0] if _reads_like_a_title(lines[0], lines[1] if len(lines) > 1 else None) else None


def _covers(mark: Mark, line: _Line) -> bool:
    return mark.start <= line.start and mark.end >= line.end - 1


def _reads_like_a_title(line: _Line, after: _Line | None) -> bool:
    text = _bare(line.text)
    if len(text) > TITLE_LIMIT or _SENTENCE_END.search(text) or not re.match(r"[\w\"“‘'\[(]", text):
        return False
    if len(text.split()) < 2 or _NO_TITLE.search(text) or _STAMP.fullmatch(text):
        return False
    if line.spaced or after is None:
        return True
    # The next line follows at once: a title only if the line was not just broken off.
    return not re.match(r"[a-z]", after.text.lstrip()) and (_is_title_case(text) or len(text) * 3 < len(after.text))


def _is_title_case(text: str) -> bool:
    long_words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return not text.isupper() and len(long_words) > 1 and all(word[0].isupper() for word in long_words)
