"""What can go wrong, each with what and where. Nothing here is raised for the content of an article: content is only read."""

from __future__ import annotations


class TollbookError(Exception):
    """Base of every error that Tollbook raises on purpose.

    >>> issubclass(InputError, TollbookError)
    True
    """


class InputError(TollbookError):
    """An input that cannot be read: source, line (1-based, or null) and reason.

    >>> str(InputError("a.jsonl", "no JSON", line=3))
    'a.jsonl:3: no JSON'
    """

    def __init__(self, source: str, reason: str, *, line: int | None = None) -> None:
        self.source = source
        self.reason = reason
        self.line = line
        where = source if line is None else f"{source}:{line}"
        super().__init__(f"{where}: {reason}")


class OutputError(TollbookError):
    """An output that cannot be written."""


class LexiconError(TollbookError):
    """A table whose rows break the rules of its columns: file, line and reason.

    >>> str(LexiconError("weapon/lexicon/systems.csv", 7, "unknown class 'tnak'"))
    "weapon/lexicon/systems.csv:7: unknown class 'tnak'"
    """

    def __init__(self, source: str, line: int, reason: str) -> None:
        super().__init__(f"{source}:{line}: {reason}")


class ModelError(TollbookError):
    """A pipeline that is missing, damaged, or wired in an order that its rooms do not allow."""


class GazetteerError(TollbookError):
    """A compiled gazetteer that is missing or damaged, with the command that rebuilds it."""


class RecordError(TollbookError):
    """A record that does not follow its schema: where in the record, and why."""


class StoreError(TollbookError):
    """A database that cannot be opened, read or written: which, why, and what to do."""
