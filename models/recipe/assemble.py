"""Put the trained language model and the rooms together into ``models/en_tollbook``.

    python models/recipe/assemble.py [LANGUAGE] [--scores SCORES.json]

``LANGUAGE`` is a folder that ``spacy train`` wrote; without it, the language model that is there already is kept and
only the rooms' settings are written anew.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import load_model_from_path

import tollbook
from tollbook.stages import COMPONENTS, factory

TARGET = Path(__file__).parents[1] / "en_tollbook"
KEPT = ("__init__.py", "LICENSE", "README.md", "scores.json")


def assemble(language: Path, scores: dict[str, object] | None) -> Language:
    """Build the pipeline of all rooms round a language model."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "tollbook.Tokenizer.v1"}}})
    for room in COMPONENTS:
        nlp.add_pipe(factory(room), name=room)
    syntax = nlp.get_pipe("syntax")
    syntax.language = load_model_from_path(language, vocab=nlp.vocab, exclude=["vocab"])  # type: ignore[attr-defined]
    syntax.language.tokenizer = nlp.tokenizer  # type: ignore[attr-defined]
    # The language model shares the pipeline's strings and is kept without its own: its labels must be among them.
    for _, component in syntax.language.pipeline:  # type: ignore[attr-defined]
        for label in getattr(component, "labels", ()):
            nlp.vocab.strings.add(label)
    nlp.meta.update(
        {
            "name": "tollbook",
            "version": tollbook.__version__,
            "description": "Casualty claims, weapons, places, dates and attributions in English conflict reporting",
            "license": "rooms: Apache-2.0; syntax/language: CC BY-SA 4.0",
            "url": "",
            "sources": [
                {"name": "UD English EWT", "license": "CC BY-SA 4.0"},
                {"name": "UD English GUM, freely licensed genres", "license": "CC BY 4.0"},
            ],
            "performance": scores or {},
        }
    )
    return nlp


def main() -> None:
    """Read the arguments and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", nargs="?", type=Path, default=TARGET / "syntax" / "language")
    parser.add_argument("--scores", type=Path, default=TARGET / "scores.json")
    args = parser.parse_args()
    scores = json.loads(args.scores.read_text(encoding="utf8")) if args.scores.exists() else None
    nlp = assemble(args.language, scores)
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "en_tollbook"
        nlp.to_disk(written)
        for name in KEPT:
            if (TARGET / name).exists():
                shutil.copy(TARGET / name, written / name)
        shutil.rmtree(TARGET, ignore_errors=True)
        shutil.copytree(written, TARGET)


if __name__ == "__main__":
    main()
