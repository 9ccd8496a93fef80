"""The shipped pipeline, as a package: ``spacy.load(en_tollbook.PATH)`` or ``tollbook.load()``."""

from pathlib import Path

PATH = Path(__file__).parent
