"""Universal part-of-speech tags from Penn Treebank tags and dependencies.

The tagger learns Penn tags, which the rules ask for; the universal tags follow from them, but for the few words whose
function decides (auxiliaries, subordinating conjunctions, determiners against pronouns).
Source of the correspondence: https://universaldependencies.org/tagset-conversion/en-penn-uposf.html
"""

from __future__ import annotations

from collections.abc import Mapping

TAG_TO_POS: Mapping[str, str] = {
    "$": "SYM", "''": "PUNCT", ",": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT", ".": "PUNCT", ":": "PUNCT",
    "ADD": "X", "AFX": "X", "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "FW": "X", "GW": "X",
    "HYPH": "PUNCT", "IN": "ADP", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "LS": "X", "MD": "AUX", "NFP": "PUNCT",
    "NN": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "NNS": "NOUN", "PDT": "DET", "POS": "PART", "PRP": "PRON",
    "PRP$": "PRON", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "RP": "ADP", "SYM": "SYM", "TO": "PART", "UH": "INTJ",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "WDT": "PRON",
    "WP": "PRON", "WP$": "PRON", "WRB": "ADV", "``": "PUNCT",
}  # fmt: skip
"""Universal tag of each Penn tag of the treebanks."""


def pos_of(tag: str, dep: str) -> str:
    """The universal tag of a word.

    >>> pos_of("VBD", "ROOT"), pos_of("VBD", "aux:pass"), pos_of("IN", "mark"), pos_of("DT", "nsubj")
    ('VERB', 'AUX', 'SCONJ', 'PRON')
    """
    if tag.startswith("VB") and (dep.startswith("aux") or dep == "cop"):
        return "AUX"
    if tag == "IN" and dep == "mark":
        return "SCONJ"
    if tag in ("DT", "WDT") and not dep.startswith("det"):
        return "PRON"
    return TAG_TO_POS.get(tag, "X")
