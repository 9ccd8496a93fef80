"""The tokenizer: spaCy's English rules, with weapon designations and figures kept whole.

Universal Dependencies splits a hyphenated compound into its parts (``long-term`` is three tokens), and so do spaCy's
English rules for letters. Two kinds of hyphen do not part words in reporting on armed conflict: the one inside a
designation (``TU-22M3``, ``Su-35S``, ``S-300``, ``9M133``) and the one inside a figure (``2,000-3,000``). Both are one
token here, so that every later room can count on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from spacy.attrs import NORM, ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import (
    compile_infix_regex,
    compile_prefix_regex,
    compile_suffix_regex,
    registry,
)

HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"
"""Characters that reporting uses as a hyphen: ASCII, Unicode hyphen, non-breaking, figure dash, en dash, minus."""

_H = f"[{HYPHENS}]"
_NOT_A_DESIGNATION = r"(?!(?:mid|pre|post|early|late|since|non|sub)" + _H + ")"
_LETTERS_FIRST = rf"[A-Za-z]{{1,3}}(?:/[A-Z])?{_H}?\d{{1,4}}(?:[A-Za-z]{{1,4}}\d{{0,2}}[A-Za-z]?)?(?:{_H}\d{{1,3}})?"
_NAME_FIRST = rf"[A-Za-z]{{4,12}}{_H}\d{{1,4}}[A-Za-z]{{0,2}}"
_DIGITS_FIRST = rf"\d{{1,2}}[A-Z]{{1,2}}{_H}?\d{{1,3}}(?:[A-Z]{{1,3}}\d?)?"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"

DESIGNATION = re.compile(
    rf"^{_NOT_A_DESIGNATION}(?:{_LETTERS_FIRST}|{_NAME_FIRST}|{_DIGITS_FIRST})$",
    re.IGNORECASE,
)
"""A weapon or vehicle designation, whole: letters, perhaps a hyphen, digits, perhaps a variant suffix."""

FIGURE = re.compile(rf"^(?:{_FIGURE})(?:{_H}(?:{_FIGURE}))?$")
"""A figure in digits, or a range of two."""

PREFIXED = re.compile(
    r"^(?:(?:e|un|re(?!-(?:arrest|captur|detain)))-[a-z]+|co-(?:ed|ex|op|or|st)[a-z]+|wi-fi)$", re.IGNORECASE
)
"""A word behind a prefix that is none by itself: Universal Dependencies keeps ``e-mail`` and ``re-elected`` whole.

Where the word behind it carries a harm or says who (``re-arrested``, ``co-pilot``), it is left to be seen.
"""

# Infixes that cut inside a figure or a designation; everything else of spaCy's list is kept as it is.
_DIGIT_OPERATORS = r"(?<=[0-9])[+\-\*^](?=[0-9-])"
_UNIT_WORD = rf"(?<=[0-9]){_H}(?=[a-zA-Z]{{3,}})"
_TIME_PREFIX = rf"(?<=\b(?:mid|pre)){_H}(?=[0-9])"
_ABBREVIATION = rf"(?<=[A-Z]\.){_H}(?=[a-zA-Z])"
_BRACKET_COLON = (r"\)(?=:[A-Z])", r"(?<=\)):(?=[A-Z])")


def is_whole(text: str) -> bool:
    """Whether a string is one token whatever affix rules say of it.

    >>> [is_whole(t) for t in ("TU-22M3", "S-300", "2,000-3,000", "F/A-18", "34-year", "mid-2014")]
    [True, True, True, True, False, False]
    """
    return bool(DESIGNATION.match(text) or FIGURE.match(text))


def _with_capitals(rules: Mapping[str, list[dict[int, str]]]) -> dict[str, list[dict[int, str]]]:
    """Add the all-capitals form of each contraction: cables and old wire copy write ``DIDN'T``."""
    widened = dict(rules)
    for form, parts in rules.items():
        if ("'" in form or "\u2019" in form) and form.upper() not in widened:
            widened[form.upper()] = [
                {**part, ORTH: part[ORTH].upper(), NORM: part.get(NORM, part[ORTH].lower())} for part in parts
            ]
    return widened


def make_tokenizer(nlp: Language) -> Tokenizer:
    """Build the tokenizer for a language with spaCy's English defaults.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> nlp.tokenizer = make_tokenizer(nlp)
    >>> [t.text for t in nlp("Six TU-22M3 bombers hit 2,000-3,000 long-term targets.")]
    ['Six', 'TU-22M3', 'bombers', 'hit', '2,000-3,000', 'long', '-', 'term', 'targets', '.']
    >>> [t.text for t in nlp("An e-mail said the co-pilot was re-arrested and re-elected.")][1:-1]
    ['e-mail', 'said', 'the', 'co', '-', 'pilot', 'was', 're', '-', 'arrested', 'and', 're-elected']
    """
    defaults = nlp.Defaults
    infixes = [p for p in (defaults.infixes or []) if p != _DIGIT_OPERATORS]
    infixes += [_UNIT_WORD, _TIME_PREFIX, _ABBREVIATION, *_BRACKET_COLON]
    return Tokenizer(
        nlp.vocab,
        rules=_with_capitals(defaults.tokenizer_exceptions or {}),
        prefix_search=compile_prefix_regex(defaults.prefixes or []).search,
        suffix_search=compile_suffix_regex(defaults.suffixes or []).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=re.compile(rf"(?i:{DESIGNATION.pattern}|{PREFIXED.pattern})|{FIGURE.pattern}").match,
        url_match=defaults.url_match,
    )


@registry.tokenizers("tollbook.Tokenizer.v1")
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return the factory that spaCy's config names as ``@tokenizers = "tollbook.Tokenizer.v1"``."""
    return make_tokenizer
