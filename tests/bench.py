"""How fast the pipeline reads, against two measuring sticks on the same texts in the same process.

    python tests/bench.py [COLLECTIONS]

Prints words per second of ``spacy.blank("en")``, of the shipped language model's full parse (tok2vec, tagger, parser
over everything) and of the whole pipeline, on texts dense with casualties (``pitf.jsonl``) and on general news
(``gwn.jsonl``); where the collections are absent, on ``corpus/articles``. Each is warmed on other texts first. Ratios
are times relative to the full parse, so less is better. Times are the process's own on one core, which other work on
the machine disturbs less than the clock on the wall; they drift all the same, ratios of one run hardly.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc

import tollbook

ROUNDS = 3
SAMPLE = 300
ROOT = Path(__file__).parents[1]
BOUNDS = {"pitf": 1.6, "gwn": 0.5}


def _texts(path: Path) -> list[str]:
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf8").splitlines()]


def load_texts(collections: Path) -> dict[str, list[str]]:
    """The texts of each set, at most `SAMPLE` for measuring and as many again for warming."""
    found = {name: _texts(collections / f"{name}.jsonl") for name in BOUNDS if (collections / f"{name}.jsonl").exists()}
    if not found:
        found = {"articles": [p.read_text(encoding="utf8") for p in sorted((ROOT / "corpus/articles").glob("*.txt"))]}
    return {name: texts[: 2 * SAMPLE] for name, texts in found.items()}


def _seconds(pipe: Callable[[list[str]], Iterable[Doc]], texts: list[str]) -> tuple[float, int]:
    start = time.process_time()
    words = sum(len(doc) for doc in pipe(texts))
    return time.process_time() - start, words


def startup() -> float:
    """Seconds to start Python, import Tollbook and load the pipeline."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import tollbook; tollbook.load()"], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    collections = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data/dev"
    starts = [startup() for _ in range(ROUNDS)]
    nlp = tollbook.load()
    language = nlp.get_pipe("syntax").language
    pipes: dict[str, Callable[[list[str]], Iterable[Doc]]] = {
        "blank": spacy.blank("en").pipe,
        "full parse": lambda texts: language.pipe(texts, batch_size=64),
        "pipeline": lambda texts: nlp.pipe(texts, batch_size=64),
    }
    print(f"start-up {statistics.median(starts):.2f} s (median of {ROUNDS})")
    for name, texts in load_texts(collections).items():
        half = len(texts) // 2
        for pipe in pipes.values():
            _seconds(pipe, texts[:half])
        times: dict[str, list[float]] = {key: [] for key in pipes}
        counted: dict[str, int] = {}
        for part in range(ROUNDS):
            chunk = texts[half:][part::ROUNDS]
            for key, pipe in pipes.items():
                seconds, words = _seconds(pipe, chunk)
                times[key].append(seconds)
                counted[key] = counted.get(key, 0) + words
        for key in pipes:
            total = sum(times[key])
            ratio = total / sum(times["full parse"])
            print(f"{name:9} {key:11} {counted[key] / total:9.0f} words/s   {ratio:5.2f} of the full parse's time")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
