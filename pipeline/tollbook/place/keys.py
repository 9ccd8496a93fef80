"""Keys: what is left of a name when case, accents, spaces and punctuation no longer tell two spellings apart.

`squash` is the exact key of the gazetteer. `skeleton` is a coarser one for names that reach English through more than
one way of writing Arabic, Persian, Pashto or Urdu; it is tried only when the exact key fails, and only inside a country
that the article speaks of.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "a", "ħ": "h"}
)
_LATIN_REST = re.compile(r"[^\x00-\x7f]")
_DROPPED = re.compile(r"[\W_]+")
_ARTICLES = frozenset(
    {"al", "el", "ad", "ed", "an", "en", "ar", "er", "as", "es", "ash", "esh", "at", "et", "az", "ez", "ul"}
)
_WORDS = re.compile(r"[\s\-–—]+")

_FOLDS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"ou|oo|u|w|o", "u"),
        (r"ee|ie|ei|ai|ay|ey|y|e|i", "i"),
        (r"q|c(?!h)", "k"),
        (r"dj", "j"),
        (r"dh|dz", "z"),
        (r"tch", "ch"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)(?:ah|ih|a|i)$", ""),
    )
)


@lru_cache(maxsize=65536)
def squash(name: str) -> str:
    """The exact key of a name.

    >>> squash("Deir ez-Zor"), squash("N'Djamena"), squash("Türkiye"), squash("Ta’iz")
    ('deirezzor', 'ndjamena', 'turkiye', 'taiz')
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
        name = name.translate(_LETTERS)
    return _DROPPED.sub("", name.lower())


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters.

    >>> is_latin("Şanlıurfa"), is_latin("Москва")
    (True, False)
    """
    return name.isascii() or not _LATIN_REST.search(squash(name))


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The coarse key of a name: articles dropped, vowels and doubled letters folded, a final -ah or -a forgotten.

    >>> skeleton("Al-Shafah") == skeleton("Ash Shafa"), skeleton("Raqa") == skeleton("Ar-Raqqah")
    (True, True)
    >>> skeleton("Hodeidah") == skeleton("al-Hudaydah"), skeleton("Homs") == skeleton("Hama")
    (True, False)
    """
    words = _WORDS.split(name.strip().lower())
    if len(words) > 1:
        words = [word for word in words if word not in _ARTICLES] or words
    key = squash("".join(words))
    for pattern, by in _FOLDS:
        key = pattern.sub(by, key)
    return key
