"""The main job: inputs in, one file of records out, and one of rejects where there are any."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import jsonlines

from ..errors import OutputError
from ..read import files
from .output import rejects_path, whole
from .work import Reject, outcomes


@dataclass(frozen=True, slots=True)
class Report:
    """How a run went.

    Attributes:
        written: Number of records.
        rejects: What was left out, in the order of the input.
        rejects_file: Where that is written down, or null.
    """

    written: int
    rejects: tuple[Reject, ...] = ()
    rejects_file: Path | None = None


def stream(
    inputs: Sequence[str],
    write: Callable[[bytes], object],
    *,
    workers: int = 1,
    leave_out: Collection[Path] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Read and annotate, and hand each record on as soon as it is there: a JSON line, without the line break.

    Args:
        inputs: Files, folders, or ``-`` for standard input.
        write: Called with each record, in the order of the input.
        workers: How many processes work; the output is the same for any number.
        leave_out: Resolved paths that are not read where a folder holds them.
        progress: Called after each article with the numbers of records written and articles left out so far.

    >>> lines = []
    >>> stream(["nowhere.txt"], lines.append).rejects
    (Reject(source='nowhere.txt', line=None, reason='no such file or folder'),)
    """
    rejects: list[Reject] = []
    written = 0
    for outcome in outcomes(files.articles(inputs, leave_out=leave_out), workers):
        if isinstance(outcome, Reject):
            rejects.append(outcome)
        else:
            write(outcome)
            written += 1
        if progress is not None:
            progress(written, len(rejects))
    return Report(written, tuple(rejects))


def extract(
    inputs: Sequence[str],
    output: Path,
    *,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Read, annotate, and write one file of records; next to it one of rejects, if there are any.

    The file is written whole or not at all. For the arguments see `stream`.

    Raises:
        OutputError: Where the output cannot be written; before any work, if that can be known.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("Two men died in Homs."), (folder / "b.txt").write_text("")
    >>> report = extract([str(folder)], folder / "out.jsonl")
    >>> report.written, [reject.reason for reject in report.rejects], report.rejects_file.name
    (1, ['empty file'], 'out.rejects.jsonl')
    """
    if output.is_dir():
        raise OutputError(f"{output}: is a folder")
    rejects_file = rejects_path(output)
    if rejects_file.is_dir():
        raise OutputError(f"{rejects_file}: is a folder")
    ours = (output.resolve(), rejects_file.resolve())
    for name in inputs:
        if name != files.STANDARD_INPUT and Path(name).is_file() and Path(name).resolve() in ours:
            raise OutputError(f"{name}: is both an input and an output")
    with whole(output) as handle:

        def write(line: bytes) -> None:
            handle.write(line + b"\n")

        report = stream(inputs, write, workers=workers, leave_out=ours, progress=progress)
        return write_rejects(report, rejects_file)


def write_rejects(report: Report, path: Path) -> Report:
    """Write down what a run left out, or remove the file of an earlier run where nothing was; the report says where.

    Raises:
        OutputError: Where the file cannot be written.
    """
    if not report.rejects:
        path.unlink(missing_ok=True)
        return report
    with whole(path) as handle, jsonlines.Writer(handle) as writer:
        writer.write_all(asdict(reject) for reject in report.rejects)
    return replace(report, rejects_file=path)
