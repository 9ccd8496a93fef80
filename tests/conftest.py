"""What the tests share: the shipped pipeline, and the way from a text to a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import cases
import pytest
from spacy.language import Language
from spacy.tokens import Doc

import tollbook
from tollbook.values import Article

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline."""
    return tollbook.load()


@pytest.fixture(scope="session")
def annotate(nlp: Language) -> Callable[..., Doc]:
    """Read a text into an annotated document, with a publication date if one is given."""

    def run(text: str, published: str | None = None) -> Doc:
        doc = nlp.make_doc(text)
        doc._.article = Article(text=text, published=published)
        return nlp(doc)

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of collections beside the project; the test skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the collections beside the project are absent")
    return SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--phenomena`` lists the pass rate of every phenomenon of the example files."""
    parser.addoption("--phenomena", action="store_true", help="list the pass rate of every phenomenon")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Note at each example to which room and phenomenon it belongs."""
    for item in items:
        case = getattr(item, "callspec", None) and item.callspec.params.get("case")  # type: ignore[attr-defined]
        if isinstance(case, cases.Case):
            item.user_properties.append(("phenomenon", f"{case.room}: {case.phenomenon}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell how many examples hold; a known miss (xfail) counts as one that does not."""
    passed, every = Counter[str](), Counter[str]()
    for outcome in ("passed", "failed", "xfailed", "xpassed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, phenomenon in getattr(report, "user_properties", ()):
                if name == "phenomenon" and getattr(report, "when", "call") == "call":
                    every[phenomenon] += 1
                    passed[phenomenon] += outcome == "passed"
    if not every:
        return
    hold, total = sum(passed.values()), sum(every.values())
    terminalreporter.write_line(
        f"examples: {hold} of {total} hold ({100 * hold / total:.1f} %), {len(every)} phenomena"
    )
    for phenomenon in sorted(every):
        if config.getoption("--phenomena") or passed[phenomenon] < every[phenomenon]:
            terminalreporter.write_line(f"  {passed[phenomenon]}/{every[phenomenon]}  {phenomenon}")
