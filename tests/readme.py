"""Write the parts of the README that are measured or computed: the example and the scores.

    python tests/readme.py          # write them anew
    python tests/readme.py --check  # say whether they are as they should be

The suite runs the check, so that the README never tells of another version.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import tollbook
from tollbook.read import files
from tollbook.record import build
from tollbook.values import Article

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
EXAMPLE = ROOT / "corpus/articles/sudan-livestock-market.txt"
SENTENCES = 2


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
    for name, body in (("example", example()), ("scores", scores())):
        pattern = rf"(<!-- {name}:start -->\n).*?(<!-- {name}:end -->)"
        text = re.sub(pattern, lambda match, body=body: f"{match[1]}{body}\n{match[2]}", text, flags=re.DOTALL)
    return text


def main() -> int:
    """Write or check; 1 where the README is stale."""
    text = README.read_text(encoding="utf8")
    fresh = written(text)
    if "--check" in sys.argv:
        return int(text != fresh)
    README.write_text(fresh, encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
