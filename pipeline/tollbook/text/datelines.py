"""Datelines: the place, date and agency with which a report opens (``HOMS, Syria (AP) —``).

A dateline that names an agency or a date is taken as it stands. A bare name before a dash or a colon is one only
where nothing speaks against it: ``WASHINGTON —`` and ``**Kabul:**`` are, ``Police:`` and ``Syria - the country`` are
not. What speaks against it stands in ``not_datelines.csv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..lexicon import table

LONGEST = 110
"""Most characters of a dateline without its bracketed remarks."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A row of ``agencies.csv``."""

    form: str
    example: str


@dataclass(frozen=True, slots=True)
class NotDateline:
    """A row of ``not_datelines.csv``."""

    form: str
    where: Literal["whole", "word"]
    example: str


_WORD = r"[A-ZÀ-ÖØ-ÞĀĆČĎŁŚŞŠŽİ][\w'’.\-]*"
_NAME = rf"{_WORD}(?: (?:{_WORD}|de|del|of|al|el|la|las|los|the|and|on)){{0,5}}"
_MONTH = r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[A-Za-z]{0,6}\.?"
_DAY = r"(?:(?i:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_DATE = rf"(?:{_DAY}(?:{_MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})(?:,? \d{{2,4}})?|(?i:no date))"
_DASH = r"(?:—|–|―|--|-|_)"
_UNMARKED = re.compile(
    r"(?P<place>[A-Z][A-Z'’-]{3,}(?: [A-Z][A-Z'’-]+){0,2}(?:, [A-Z][a-z]+)?) (?=(?:An?|The|At|On|In|[A-Z][a-z]+) [a-z])"
)
"""A place in capitals right before the report, as feeds that drop the agency leave it: "KABUL A bomb killed nine"."""
_BRACKETED = re.compile(rf"\s*\((?P<place>{_NAME}(?:, {_NAME}){{0,2}})\)\s*(?:—|–|--)\s*(?=\S)")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The pattern of a dateline before its report, and of one that has a line for itself."""
    names = sorted((row.form for row in table("text", "agencies", Agency, ("form",))), key=len, reverse=True)
    agency = "(?i:" + "|".join(map(re.escape, names)) + ")"
    credit = rf"\((?:[^()\n]{{0,30}}\b)?{agency}\b[^()\n]{{0,30}}\)|/{agency}/|{agency}"
    head = (
        rf"\s*(?P<place>{_NAME}(?:(?: ?, |/){_NAME}){{0,3}}?)?(?: \[[A-Z][^\]\n]{{1,30}}\])?"
        rf"(?P<dates>(?:[,.]? ?\(?{_DATE}\)?)*)"
        rf"(?P<credit>(?:[,.]? ?(?:{credit}))*)"
        r"(?P<asides>(?: ?\([A-Z0-9][^()]{1,60}\))*)"
    )
    before_report = re.compile(
        head + rf"\s*(?P<mark>\.?{_DASH}(?=\s|[A-Z\"“\[])|(?<=\)):|:(?=\s)|(?<=/)\.)"
        rf"(?:\s*(?P<late>\({agency}\))\s*{_DASH}?)?"
        r"(?P<remarks>(?:\s*\[[A-Z][^\]]{0,80}\])*)\s*"
    )
    return before_report, re.compile(head + rf"\s*{_DASH}?\s*$")


@lru_cache(maxsize=1)
def _refused() -> tuple[frozenset[str], frozenset[str]]:
    rows = table("text", "not_datelines", NotDateline, ("form",))
    return (
        frozenset(row.form for row in rows if row.where == "whole"),
        frozenset(row.form for row in rows if row.where == "word"),
    )


def _is_refused(place: str) -> bool:
    whole, words = _refused()
    folded = place.lower().replace("’", "'")
    return folded in whole or not words.isdisjoint(re.findall(r"[\w'-]+", folded))


_LEAST_REPORT = 8
"""Least words of a report behind a bare name and a hyphen, which other lines have too."""


def _bare_name_is_dateline(place: str, mark: str, rest: str, *, bold: bool, first: bool, spaced: bool) -> bool:
    """Whether a name without date and agency, before a dash or a colon, is a dateline."""
    if bold:
        return True
    if _is_refused(place) or len(rest.split()) < 3:
        return False
    if mark != ":" and ((place.isupper() and len(place) > 3) or "," in place):
        return True
    if mark.strip(".") in ("-", "_") and (not spaced or len(place.split()) > 2 or len(rest.split()) < _LEAST_REPORT):
        return False
    # An interview or a headline opens with a name and a colon too, but neither goes on as a report does.
    ends_as_report = rest.rstrip()[-1:] in '.”"' and rest[:1].isupper() and not _is_title_case(rest)
    return first and len(place.split()) <= 3 and ends_as_report


def _is_title_case(text: str) -> bool:
    """Whether most longer words at the start of a text have a capital, as in a headline."""
    words = [word for word in text.split()[1:12] if len(word) > 3 and word[0].isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def is_dateline(line: str) -> bool:
    """Whether a whole line is a dateline: a place with a date, or with an agency.

    >>> is_dateline("KABUL, Afghanistan (March 24, 2011) –"), is_dateline("KABUL, Afghanistan")
    (True, False)
    """
    match = _patterns()[1].match(line)
    if match is None or not match["place"] or _is_refused(match["place"]):
        return False
    return match["dates"].startswith((",", " (")) or match["credit"].startswith(" (")


def _unmarked_end(paragraph: str) -> int | None:
    """Where a place in capitals ends that stands right before the report, with nothing between."""
    match = _UNMARKED.match(paragraph)
    return None if match is None or _is_refused(match["place"]) else match.end()


def dateline_end(paragraph: str, *, bold: int = 0, first: bool = True) -> int | None:
    """Where the dateline of a paragraph ends, as an offset into it, or null where it has none.

    Args:
        paragraph: A paragraph or line of body text.
        bold: How many characters at its start were bold.
        first: Whether it is the first paragraph of the body.

    >>> [dateline_end(p) for p in ("KYIV, March 14 (Reuters) - Two men died.", "Police: two men died in a raid.")]
    [27, None]
    """
    bracketed = _BRACKETED.match(paragraph)
    if bracketed is not None and not _is_refused(bracketed["place"]):
        return bracketed.end()
    match = _patterns()[0].match(paragraph)
    if match is None:
        return _unmarked_end(paragraph) if first else None
    if match.start("remarks") > LONGEST:
        return None
    place, rest = match["place"], paragraph[match.end() :]
    if not rest.strip():
        return None
    credited = bool(match["credit"] or match["late"])
    if place is None:
        return match.end() if credited and match["credit"].startswith("(") else None
    if credited or match["dates"] or (match["asides"] and (place.isupper() or "," in place)):
        return None if _is_refused(place) and not credited else match.end()
    if match["asides"]:
        return None
    is_bold = bold >= match.end("place")
    mark = match["mark"]
    spaced = f" {mark} " in match.group() + " " * rest[:1].isspace()
    is_one = _bare_name_is_dateline(place, mark, rest, bold=is_bold, first=first, spaced=spaced)
    return match.end() if is_one else None
