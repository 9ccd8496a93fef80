"""From articles to lines of records, in this process or in several, always in the same order and in the same batches.

The articles are dealt out in chunks by their place in the input alone, and each chunk is one batch of the pipeline,
whoever works on it: so the figures inside the model are the same for any number of workers, to the last bit.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import wait
from typing import TypeAlias

from spacy.language import Language

from .. import api, extensions
from ..errors import InputError, TollbookError
from ..read.check import rejected
from ..read.plain import doc_of
from ..record import build
from ..values import Article

CHUNK_ARTICLES = 16
CHUNK_CHARACTERS = 200_000
"""A chunk is full with this many articles or characters, whichever comes first."""


@dataclass(frozen=True, slots=True)
class Reject:
    """What was left out: where it was read from, its line (from 1) or null, and why."""

    source: str
    line: int | None
    reason: str

    @classmethod
    def of(cls, error: InputError) -> Reject:
        """The reject that an error of reading amounts to.

        >>> Reject.of(InputError("a.jsonl", "no text", line=3))
        Reject(source='a.jsonl', line=3, reason='no text')
        """
        return cls(_utf8(error.source), error.line, _utf8(error.reason))

    def __str__(self) -> str:
        return f"{self.source if self.line is None else f'{self.source}:{self.line}'}: {self.reason}"


def _utf8(text: str) -> str:
    """A text that can be written: names of files may hold bytes that are no UTF-8."""
    return text.encode("utf8", "backslashreplace").decode("utf8")


Outcome: TypeAlias = bytes | Reject
"""What became of one article: its record as a JSON line without the line break, or why there is none."""

Chunk: TypeAlias = list[Article | Reject]


def chunks(readings: Iterable[Article | InputError]) -> Iterator[Chunk]:
    """Deal articles out in chunks, rejects in their places.

    >>> [len(chunk) for chunk in chunks([Article("Two men died.")] * 40)]
    [16, 16, 8]
    """
    chunk: Chunk = []
    characters = 0
    for reading in readings:
        chunk.append(Reject.of(reading) if isinstance(reading, InputError) else reading)
        characters += len(reading.text) if isinstance(reading, Article) else 0
        if len(chunk) >= CHUNK_ARTICLES or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def annotate(nlp: Language, chunk: Chunk) -> list[Outcome]:
    """Annotate the articles of a chunk as one batch; where that fails, one by one, so that only the culprit is lost."""
    articles = [item for item in chunk if isinstance(item, Article)]
    done: Iterator[Outcome]
    try:
        docs = [doc_of(nlp, article) for article in articles]
        done = iter([build.encode(build.record(doc)) for doc in nlp.pipe(docs, batch_size=len(docs) or 1)])
    except Exception:  # whatever it was, it comes up again below, and is named there
        done = (_quarantined(nlp, article) for article in articles)
    return [next(done) if isinstance(item, Article) else item for item in chunk]


def _quarantined(nlp: Language, article: Article) -> Outcome:
    try:
        return build.encode(build.record(nlp(doc_of(nlp, article))))
    except Exception as error:  # one article that no room foresaw must not cost the batch
        return Reject.of(rejected(article, f"{type(error).__name__}: {error}".splitlines()[0]))


def outcomes(readings: Iterable[Article | InputError], workers: int = 1) -> Iterator[Outcome]:
    """Yield the outcome of each article, in the order of the input.

    Raises:
        ModelError: Where the pipeline is missing or damaged.
        TollbookError: Where a worker process died.

    >>> [outcome[:29] for outcome in outcomes([Article("Two men died.")])]
    [b'{"schema":"tollbook.record/1"']
    """
    dealt = chunks(readings)
    if workers > 1:
        yield from _in_parallel(dealt, workers)
        return
    nlp = api.load()
    for chunk in dealt:
        yield from annotate(nlp, chunk)


def _in_parallel(dealt: Iterator[Chunk], workers: int) -> Iterator[Outcome]:
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_start_worker)
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        # Two chunks for each worker are on their way, so that none waits and the memory stays bounded.
        waiting.extend(pool.submit(_work, chunk) for chunk in islice(dealt, 2 * workers))
        while waiting:
            yield from waiting.popleft().result()
            waiting.extend(pool.submit(_work, chunk) for chunk in islice(dealt, 1))
    except BrokenProcessPool:
        raise TollbookError("a worker process died, perhaps for want of memory: try fewer workers") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _start_worker() -> None:
    """Load the pipeline, leave Ctrl-C to the parent, and go when it goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_go_with, args=(parent.sentinel,), daemon=True).start()
    extensions.register()
    api.load()


def _go_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _work(chunk: Chunk) -> list[Outcome]:
    return annotate(api.load(), chunk)
