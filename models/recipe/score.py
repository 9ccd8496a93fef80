"""Score a trained language model on the test sets.

    python models/recipe/score.py LANGUAGE TREEBANKS SCORES.json

Writes, for each test set, the share of right Penn tags and the unlabelled and labelled attachment scores (punctuation
left out, as spaCy scores them), in percent, on the model's own tokenization of single sentences.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import spacy
from spacy.training import Corpus

SETS = ("pud-test", "pud-test-upper", "ewt-test", "gum-test")


def score(language: Path, treebanks: Path) -> dict[str, dict[str, float]]:
    """Return ``tag``, ``uas`` and ``las`` of each set."""
    nlp = spacy.load(language)
    scores: dict[str, dict[str, float]] = {}
    for name in SETS:
        found = nlp.evaluate(list(Corpus(treebanks / f"{name}.spacy")(nlp)), batch_size=256)
        scores[name] = {
            "tag": round(100 * found["tag_acc"], 2),
            "uas": round(100 * found["dep_uas"], 2),
            "las": round(100 * found["dep_las"], 2),
        }
    return scores


if __name__ == "__main__":
    written = score(Path(sys.argv[1]), Path(sys.argv[2]))
    Path(sys.argv[3]).write_text(json.dumps(written, indent=1) + "\n", encoding="utf8")
    print(json.dumps(written, indent=1))
