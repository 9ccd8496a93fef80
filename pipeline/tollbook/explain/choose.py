"""Which article is explained: the one of the input, or the one of several that has the id that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..errors import InputError, TollbookError
from ..read import files
from ..read.dates import iso_prefix
from ..values import Article

NAMED = 20
"""How many ids are named in a message."""


def chosen(source: str, ident: str | None = None, published: str | None = None) -> Article:
    """The article of a file, a folder or standard input.

    Args:
        source: A path, or ``-``.
        ident: The id of an article, or where it was read from (``wires.jsonl:3``); needed where there are several.
        published: The date of publication, in place of what the article says itself.

    Raises:
        TollbookError: Where there is no such article, or where there are several and none was asked for.
        InputError: Where the one article cannot be read.

    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.jsonl"
    >>> _ = path.write_text('{"id": "one", "text": "Calm."}\\n{"id": "two", "text": "Two men died."}')
    >>> chosen(str(path), "two").text
    'Two men died.'
    """
    article = _chosen(source, ident)
    if published is None:
        return article
    day = iso_prefix(published)
    if day is None:
        raise TollbookError(f"{published!r} is no date: write it as 2017-11-27")
    return replace(article, published=day)


def _chosen(source: str, ident: str | None) -> Article:
    found = list(files.articles([source]))
    articles = [one for one in found if isinstance(one, Article)]
    if ident is not None:
        fitting = [one for one in articles if ident in (one.id, one.source)]
        if not fitting:
            raise TollbookError(f"{source}: no article has the id {ident!r}; {_names(articles)}")
        if len(fitting) > 1:
            raise TollbookError(
                f"{source}: several articles have the id {ident!r}: {_listed(one.source for one in fitting)}"
            )
        return fitting[0]
    if len(found) == 1:
        (only,) = found
        if isinstance(only, InputError):
            raise only
        return only
    if not articles:
        first = next(one for one in found if isinstance(one, InputError))
        raise TollbookError(f"{source}: no article can be read; the first of {len(found):,} errors is: {first}")
    raise TollbookError(f"{source}: {len(articles):,} articles; choose one with --id; {_names(articles)}")


def _names(articles: Iterable[Article]) -> str:
    """What the articles can be chosen by."""
    names = [one.id or one.source for one in articles]
    return f"there are: {_listed(names)}" if names else "there are none"


def _listed(names: Iterable[str]) -> str:
    known = list(names)
    more = f" and {len(known) - NAMED:,} more" if len(known) > NAMED else ""
    return ", ".join(known[:NAMED]) + more
