"""Write the parts of the README that are measured or computed: the examples and the scores.

    python tests/readme.py                   # write examples and scores anew
    python tests/readme.py --check           # say whether they are as they should be
    python tests/readme.py --table FILE      # put in the table of an evaluation (tollbook evaluate --markdown)
    python tests/readme.py --compare FILE    # say whether the table still tells of what that evaluation measured

The suite runs the check and the integration compares the table, so that the README never tells of another version.
"""

from __future__ import annotations

import json
import re
import sys
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Any

import tollbook
from tollbook.evaluate.table import BEGIN, END, placed
from tollbook.explain import as_text
from tollbook.explain.gather import explanation, narrowed
from tollbook.read import files
from tollbook.read.plain import doc_of
from tollbook.record import build
from tollbook.values import Article

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
EXAMPLE = ROOT / "corpus/articles/sudan-livestock-market.txt"
SENTENCES = 2
EXPLAINED = "c2"
FIELDS_EXPLAINED = ("count", "place", "perpetrator", "responsibility")


def _example_record() -> tuple[str, dict[str, Any]]:
    article = next(iter(files.articles([str(EXAMPLE)])))
    assert isinstance(article, Article)
    nlp = tollbook.load()
    doc = nlp.make_doc(article.text)
    doc._.article = article
    record = build.as_data(build.record(nlp(doc)))
    paragraphs = article.text.split("\n\n")
    return "\n>\n".join("> " + paragraph for paragraph in paragraphs[:SENTENCES]), record


def _named(record: dict[str, Any], part: str, ident: str | None, field: str) -> str:
    found = next((one for one in record[part] if one["id"] == ident), None)
    return "" if found is None else str(found[field])


def _bounds(count: dict[str, Any]) -> str:
    return f"{count['low']}, {'open' if count['high'] is None else count['high']}"


def example() -> str:
    """The first paragraphs of an article and the claims read from them, as a table."""
    text, record = _example_record()
    limit = len("\n\n".join(record["text"].split("\n\n")[:SENTENCES]))
    rows = [
        "| words | harm | low, high | who | place | by what | by whom | says who |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for claim in record["casualties"]:
        if claim["quote"][1] > limit:
            continue
        rows.append(
            f"| {record['text'][slice(*claim['quote'])]} | {claim['harm']} | {_bounds(claim['count'])} "
            f"| {claim['victims']['text'] or ''} ({claim['victims']['status']}) "
            f"| {_named(record, 'places', claim['place'], 'name')} | {_named(record, 'weapons', claim['weapon'], 'text')} "
            f"| {_named(record, 'actors', claim['perpetrator'], 'text')} "
            f"| {_named(record, 'attributions', claim['attribution'], 'source')} |"
        )
    return f"{text}\n\nbecomes (the article is one of the invented ones in `corpus/articles`)\n\n" + "\n".join(rows)


def explained() -> str:
    """Why some values of one claim of that article are as they are, as ``tollbook explain`` prints it."""
    nlp = tollbook.load()
    article = next(iter(files.articles([str(EXAMPLE)])))
    assert isinstance(article, Article)
    lines = as_text.lines(narrowed(explanation(nlp, nlp(doc_of(nlp, article))), EXPLAINED))
    told = dropwhile(lambda line: line.plain != f"CLAIM {EXPLAINED}", lines)
    head, quote, *rest = takewhile(lambda line: line.plain, told)
    shown, keep = [head, quote], False
    for line in rest:
        if line.indent < as_text.DEEP:
            keep = line.plain.split()[0] in FIELDS_EXPLAINED
        shown += [line] if keep else []
    command = f"$ tollbook explain {EXAMPLE.relative_to(ROOT)} --claim {EXPLAINED}"
    return "\n".join(f"    {line}" for line in (command, *(line.plain for line in shown)))


def scores() -> str:
    """The scores of the language model, as a table."""
    found = json.loads((ROOT / "models/en_tollbook/scores.json").read_text(encoding="utf8"))
    names = {
        "pud-test": "PUD test (news, Wikipedia)",
        "pud-test-upper": "PUD test in capitals",
        "ewt-test": "EWT test (web)",
        "gum-test": "GUM test (many genres)",
    }
    rows = ["| set | tags | unlabelled | labelled |", "|---|---|---|---|"]
    rows += [f"| {names[key]} | {one['tag']:.1f} | {one['uas']:.1f} | {one['las']:.1f} |" for key, one in found.items()]
    return "\n".join(rows)


def written(text: str) -> str:
    """The README with its computed parts put in."""
    for name, body in (("example", example()), ("explain", explained()), ("scores", scores())):
        pattern = rf"(<!-- {name}:start -->\n).*?(<!-- {name}:end -->)"
        text = re.sub(pattern, lambda match, body=body: f"{match[1]}{body}\n{match[2]}", text, flags=re.DOTALL)
    return text


PARTS = (", conflict ", ", outlet ")
"""Figures that are parted by conflict and outlet are for the terminal, not for the README."""

TOLERANCE = 1.0
"""Points by which a figure may differ: processors differ in the last digits of the language model."""


def table_lines(path: Path) -> list[str]:
    """The lines of a table of an evaluation that the README shows."""
    lines = [line for line in path.read_text(encoding="utf8").splitlines() if line.startswith("|")]
    return [line for line in lines if not any(part in line for part in PARTS)]


def figures(lines: list[str]) -> dict[tuple[str, str], float]:
    """The values of a table by collection and figure."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return {(row[0], row[1]): float(row[2]) for row in cells if row[2] not in ("", "\u2013")}


def stale(path: Path) -> list[str]:
    """Figures of the README's table that an evaluation does not bear out."""
    page = README.read_text(encoding="utf8").partition(BEGIN)[2].partition(END)[0]
    told = figures([line for line in page.splitlines() if line.startswith("|")])
    fresh = figures(table_lines(path))
    wrong = [f"{key}: told {told.get(key)}, measured {value}" for key, value in fresh.items() if key not in told]
    return wrong + [
        f"{key}: told {value}, measured {fresh[key]}"
        for key, value in told.items()
        if key in fresh and abs(fresh[key] - value) > TOLERANCE
    ]


def main() -> int:
    """Write or check; 1 where the README is stale."""
    text = README.read_text(encoding="utf8")
    if "--compare" in sys.argv:
        wrong = stale(Path(sys.argv[-1]))
        sys.stderr.write("".join(f"README.md is stale: {line} (make readme)\n" for line in wrong))
        return int(bool(wrong))
    if "--table" in sys.argv:
        README.write_text(placed(text, "\n".join(table_lines(Path(sys.argv[-1])))), encoding="utf8")
        return 0
    fresh = written(text)
    if "--check" in sys.argv:
        return int(text != fresh)
    README.write_text(fresh, encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
