"""Turn Universal Dependencies treebanks (CoNLL-U) into spaCy's binary training format.

    python models/recipe/treebanks.py TREEBANKS OUTPUT

reads ``{ewt,gum}-{train,dev,test}.conllu`` and ``pud-test.conllu`` in the folder ``TREEBANKS`` and writes
``train.spacy``, ``dev.spacy``, ``ewt-test.spacy``, ``gum-test.spacy``, ``pud-test.spacy`` and ``pud-test-upper.spacy``.
One sentence is one document: that is how the room ``syntax`` hands sentences to the parser.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

SETS = {
    # The development sets chose the settings; the model that is shipped learns from them too, for a fixed number of steps.
    "train": ("ewt-train", "gum-train", "ewt-dev", "gum-dev"),
    "dev": ("ewt-dev", "gum-dev"),
    "ewt-test": ("ewt-test",),
    "gum-test": ("gum-test",),
    "pud-test": ("pud-test",),
}


def sentences(path: Path) -> Iterator[list[list[str]]]:
    """Yield the rows of each sentence: syntactic words, with the spacing of multi-word tokens carried down to them."""
    rows: list[list[str]] = []
    glued_until = 0
    last_space = ""
    for line in [*path.read_text(encoding="utf8").splitlines(), ""]:
        if not line:
            if rows:
                yield rows
            rows, glued_until = [], 0
        elif not line.startswith("#"):
            row = line.split("\t")
            if "-" in row[0]:
                glued_until = int(row[0].split("-")[1])
                last_space = row[9]
            elif "." not in row[0]:
                if int(row[0]) < glued_until:
                    row[9] = "SpaceAfter=No"
                elif int(row[0]) == glued_until:
                    row[9] = last_space
                rows.append(row)


def to_doc(vocab: Vocab, rows: list[list[str]], *, upper: bool = False) -> Doc:
    """Build the annotated document of one sentence."""
    words = [row[1].upper() if upper else row[1] for row in rows]
    heads = [int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)]
    deps = ["ROOT" if row[7] == "root" else row[7] for row in rows]
    spaces = ["SpaceAfter=No" not in row[9] for row in rows]
    return Doc(vocab, words=words, spaces=spaces, tags=[row[4] for row in rows], heads=heads, deps=deps)


def convert(source: Path, target: Path) -> None:
    """Write every set of `SETS` below ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("en").vocab
    for name, files in SETS.items():
        all_rows = [rows for file in files for rows in sentences(source / f"{file}.conllu")]
        DocBin(attrs=["ORTH", "SPACY", "TAG", "HEAD", "DEP"], docs=[to_doc(vocab, rows) for rows in all_rows]).to_disk(
            target / f"{name}.spacy"
        )
        if name == "pud-test":
            upper = [to_doc(vocab, rows, upper=True) for rows in all_rows]
            DocBin(attrs=["ORTH", "SPACY", "TAG", "HEAD", "DEP"], docs=upper).to_disk(target / f"{name}-upper.spacy")


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]))
