"""The two functions that most programs need: load the pipeline, read a text."""

from __future__ import annotations

import gc
import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from .errors import ModelError

_WARMING = "At least two men were killed in Homs on Monday when a car bomb exploded, police said."


def model_path() -> Path:
    """Where the shipped pipeline lies.

    Raises:
        ModelError: Where it is not installed.
    """
    found = importlib.util.find_spec("en_tollbook")
    if found is None or not found.submodule_search_locations:
        raise ModelError("the pipeline en_tollbook is not installed: install the package again")
    return Path(next(iter(found.submodule_search_locations)))


@lru_cache(maxsize=1)
def load() -> Language:
    """Load the shipped pipeline, once in the life of the process.

    >>> load().pipe_names[0]
    'text'

    Raises:
        ModelError: Where the model is missing or damaged.
    """
    path = model_path()
    if not (path / "config.cfg").exists():
        raise ModelError(f"no pipeline in {path}: install the package again, or run 'make models'")
    nlp = spacy.load(path)
    # Rooms read their tables on first use. Read now and set apart, they cost the garbage collector nothing: each of its
    # rounds would otherwise walk over all of them, a tenth of the time that an article takes.
    nlp(nlp.make_doc(_WARMING))
    gc.collect()
    gc.freeze()
    return nlp


def read(text: str, **article: Any) -> dict[str, Any]:
    """Read one article and return its record, as plain data.

    Args:
        text: Plain text or Markdown.
        article: Any of ``id``, ``title``, ``published``, ``publisher``, ``url``, ``language``.

    >>> read("The market was closed on Monday.")["casualties"]
    []
    """
    from .read import plain
    from .record import build

    return build.as_data(build.record(load()(plain.to_doc(load(), text, **article))))
