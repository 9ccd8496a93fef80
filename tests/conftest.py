"""What the tests share: the shipped pipeline, and the way from a text to a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import tollbook
from tollbook.values import Article

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline."""
    return tollbook.load()


@pytest.fixture(scope="session")
def annotate(nlp: Language) -> Callable[..., Doc]:
    """Read a text into an annotated document, with a publication date if one is given."""

    def run(text: str, published: str | None = None) -> Doc:
        doc = nlp.make_doc(text)
        doc._.article = Article(text=text, published=published)
        return nlp(doc)

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of collections beside the project; the test skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the collections beside the project are absent")
    return SHARED
