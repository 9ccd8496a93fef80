"""What an article must be before it is worked on, and how one that is not is named."""

from __future__ import annotations

import json

from ..errors import InputError
from ..values import Article

ARTICLE_LIMIT = 1_000_000
"""Most characters of one article: about 160,000 words. What is longer is a book or a dump, not a report."""

_NAMED = ("text", "id", "title", "published", "publisher", "url", "language", "byline")


def _has_lone_surrogate(text: str) -> bool:
    try:
        text.encode("utf8")
    except UnicodeEncodeError:
        return True
    return False


def fault(article: Article) -> str | None:
    """Why an article cannot be worked on, or null.

    >>> fault(Article("Two men died.")), fault(Article("  ")), fault(Article("Two\\x00men"))
    (None, 'empty text', 'NUL character in text')
    >>> fault(Article("Two men died.", title="\\ud800"))
    'lone surrogate in title: not valid Unicode'
    """
    if len(article.text) > ARTICLE_LIMIT:
        return f"text of {len(article.text):,} characters; the limit is {ARTICLE_LIMIT:,}"
    if not article.text.strip():
        return "empty text"
    for name in _NAMED:
        value = getattr(article, name)
        if value is None:
            continue
        if "\x00" in value:
            return f"NUL character in {name}"
        if _has_lone_surrogate(value):
            return f"lone surrogate in {name}: not valid Unicode"
    if _has_lone_surrogate(json.dumps(article.meta, ensure_ascii=False, default=str)):
        return "lone surrogate in meta: not valid Unicode"
    return None


def checked(article: Article) -> Article:
    """Return the article as it is.

    Raises:
        InputError: Where it cannot be worked on, see `fault`.
    """
    reason = fault(article)
    if reason is not None:
        raise rejected(article, reason)
    return article


def rejected(article: Article, reason: str) -> InputError:
    """The error that names an article by where it was read from.

    >>> error = rejected(Article("", source="batch.jsonl:3"), "empty text")
    >>> error.source, error.line, error.reason
    ('batch.jsonl', 3, 'empty text')
    """
    name, _, line = article.source.rpartition(":")
    if name and line.isdigit():
        return InputError(name, reason, line=int(line))
    return InputError(article.source, reason)
