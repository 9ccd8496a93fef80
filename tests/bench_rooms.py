"""What each room costs, and what the tables behind two of them cost: the gazetteer and the weapon catalogue.

    python tests/bench_rooms.py [COLLECTIONS]

Prints, for the texts of `bench`, each room's time as a share of the language model's full parse over the same texts;
the room ``weapon`` once more with a tenth of the catalogue; and the gazetteer's set-up time, file size, memory and time
for each article. Times are the process's own, ratios of one run.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import ROOT, load_texts
from spacy.language import Language
from spacy.tokens import Doc

import tollbook
from tollbook.place.compiling import compile_to
from tollbook.place.gazetteer import file_path, gazetteer
from tollbook.weapon.forms import build, index
from tollbook.weapon.scan import Scanner
from tollbook.weapon.tables import systems

BATCH = 64
_A_TENTH = Scanner(build(list(systems().values())[::10]))


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def by_room(nlp: Language, texts: list[str]) -> dict[str, float]:
    """Seconds of each room over some texts, in their order; ``tokenizer`` comes first."""
    docs: list[Doc] = []
    found = {"tokenizer": _timed(lambda: docs.extend(nlp.make_doc(text) for text in texts))}
    for name, room in nlp.pipeline:
        before = docs
        if name == "weapon":
            found["weapon, a tenth"] = _timed(lambda room=room, before=before: _with_tenth(room, before))
        docs = []
        found[name] = _timed(
            lambda room=room, before=before, docs=docs: docs.extend(room.pipe(before, batch_size=BATCH))
        )
    return found


def _with_tenth(room: object, docs: list[Doc]) -> None:
    """What the room ``weapon`` does with a tenth of the catalogue, without writing."""
    whole, room._scan = room._scan, _A_TENTH  # type: ignore[attr-defined]
    for doc in docs:
        for _ in room.match(doc):  # type: ignore[attr-defined]
            pass
    room._scan = whole  # type: ignore[attr-defined]


def tables() -> None:
    """Print what the gazetteer takes to set up and to hold, and how large the catalogue is."""
    before = _peak()
    gazetteer().named("aleppo")
    held = _peak() - before
    with tempfile.TemporaryDirectory() as folder:
        seconds = _timed(lambda: compile_to(Path(folder) / "gazetteer.sqlite"))
    print(f"gazetteer: set-up {seconds:.1f} s, file {file_path().stat().st_size / 1e6:.0f} MB, opened {held:.0f} MB")
    print(f"weapon catalogue: {len(systems())} systems, {len(index().full)} forms")


def main() -> None:
    """Measure and print."""
    collections = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data/dev"
    tables()
    nlp = tollbook.load()
    language = nlp.get_pipe("syntax").language  # type: ignore[attr-defined]
    for name, texts in load_texts(collections).items():
        half = len(texts) // 2
        by_room(nlp, texts[:half])
        parse = _timed(lambda texts=texts[half:]: list(language.pipe(texts, batch_size=BATCH)))
        for room, seconds in by_room(nlp, texts[half:]).items():
            each = 1000 * seconds / max(1, len(texts) - half)
            print(f"{name:9} {room:16} {seconds / parse:6.3f} of the full parse's time {each:7.2f} ms an article")


if __name__ == "__main__":
    main()
