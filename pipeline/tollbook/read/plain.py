"""Plain text and Markdown, and the step from an article to a document."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..values import Article
from .check import checked
from .clean import clean, is_markdown, plain
from .dates import iso_prefix
from .front import furnish


def to_article(text: str, *, source: str = "<text>", markdown: bool | None = None, **fields: Any) -> Article:
    """Make an article of a text: clean it, recognise what stands above the report, and check it.

    Args:
        text: Plain text or Markdown.
        source: Where it was read from, for messages.
        markdown: Whether it is Markdown; by default, whether it plainly is (see `clean.is_markdown`).
        fields: Any of ``id``, ``title``, ``published``, ``publisher``, ``url``, ``language``, ``byline``, ``meta``.
            What is given is not looked for. A ``published`` that is no date is left out.

    Raises:
        InputError: For a text that cannot be worked on: empty, too long, NUL characters, lone surrogates.

    >>> article = to_article("## **Two die in raid**\\n\\n3 March 2019\\n\\nHOMS - Two men died.", publisher="A Wire")
    >>> article.title, article.published, article.text[18:30]
    ('Two die in raid', '2019-03-03', ' March 2019\\n')
    """
    published = fields.pop("published", None)
    fields["published"] = iso_prefix(published) if published is not None else None
    checked(Article(text, source=source, **fields))
    cleaned = clean(text) if (is_markdown(text) if markdown is None else markdown) else plain(text)
    return checked(furnish(Article(cleaned.text, source=source, marks=cleaned.marks, **fields)))


def doc_of(nlp: Language, article: Article) -> Doc:
    """Make the document of an article: tokens, and the article itself at ``doc._.article``."""
    doc = nlp.make_doc(article.text)
    doc._.article = article
    return doc


def to_doc(nlp: Language, text: str, **fields: Any) -> Doc:
    """Make the document of a text, not yet annotated; see `to_article`.

    >>> import spacy, tollbook
    >>> to_doc(spacy.blank("en"), "**Homs:** Two men died.").text
    'Homs: Two men died.'
    """
    return doc_of(nlp, to_article(text, **fields))
