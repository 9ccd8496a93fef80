"""The command line as a user meets it: real files in, records and rejects out, exit statuses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tollbook.run import output, show
from tollbook.run.batch import extract

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "corpus/articles"
COMMAND = [sys.executable, "-c", "from tollbook.cli import main; main()"]


def tollbook(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command line."""
    return subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, cwd=cwd, check=False)


def records(path: Path) -> list[dict[str, Any]]:
    """The records of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def rejects(path: Path) -> list[tuple[str, int | None, str]]:
    """The rejects of a file: name of the source, line, reason."""
    found = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
    return [(Path(one["source"]).name, one["line"], one["reason"]) for one in found]


BAD: dict[str, tuple[bytes, int | None, str]] = {
    "empty.txt": (b"", None, "empty file"),
    "binary.txt": (bytes(range(256)) * 4, None, "NUL bytes"),
    "nul.txt": (b"Two men\x00 died.", None, "NUL bytes"),
    "big.txt": (b"Two men died in Homs.\n" * 500_000, None, "the limit is 1,000,000"),
    "broken.jsonl": (b'{"text": "Quiet."}\n{"text": "Calm."}\n{no json\n', 3, "no JSON"),
    "textless.jsonl": (b'{"id": 1}\n{"text": "Quiet."}\n', 1, "no text"),
    "surrogate.jsonl": (b'{"text": "two \\ud800 men died"}\n', 1, "surrogate"),
    "number.jsonl": (b'{"text": 12}\n', 1, "text is a number"),
    "blank.csv": (b"id,text\n1,Quiet.\n2,\n", 3, "empty text"),
    "picture.png": (b"\x89PNG", None, "no reader for .png"),
}
GOOD = {"broken.jsonl": 2, "textless.jsonl": 1, "blank.csv": 1}
"""How many records come of the rest of a bad file."""


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_and_the_rest_is_read(name: str, tmp_path: Path) -> None:
    content, line, reason = BAD[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z-good.txt").write_text("Two men were killed in Homs.", encoding="utf8")
    out = tmp_path / "out.jsonl"
    report = extract([str(tmp_path)], out)
    assert report.written == GOOD.get(name, 0) + 1
    assert report.rejects_file is not None
    ((source, at, why),) = rejects(report.rejects_file)
    assert (source, at) == (name, line)
    assert reason in why
    assert records(out)[-1]["casualties"][0]["count"]["low"] == 2


def test_exit_status_and_messages_tell_what_was_left_out(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("", encoding="utf8")
    (tmp_path / "in/b.txt").write_text("Two men were killed in Homs.", encoding="utf8")
    done = tollbook("extract", "in", "nowhere.txt", "-o", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode().splitlines() == [
        "tollbook: in/a.txt: empty file",
        "tollbook: nowhere.txt: no such file or folder",
        "tollbook: 2 of 3 left out; all with their reasons in out.rejects.jsonl",
    ]
    assert len(records(tmp_path / "out.jsonl")) == 1


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    done = tollbook("extract", str(tmp_path))
    assert done.returncode == 1
    assert b"no articles in this folder" in done.stderr


@pytest.mark.parametrize("where", ["missing/out.jsonl", "."])
def test_an_output_that_cannot_be_written_ends_the_run_before_any_work(where: str, tmp_path: Path) -> None:
    done = tollbook("extract", str(ARTICLES), "-o", where, cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Two men died.", encoding="utf8")
    done = tollbook("extract", str(path), "-o", str(path))
    assert done.returncode == 2
    assert b"both an input and an output" in done.stderr
    assert path.read_text(encoding="utf8") == "Two men died."


def test_standard_input_to_standard_output() -> None:
    done = tollbook("extract", "-", stdin=b"Two men were killed in Homs on Monday, police said.")
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["casualties"][0]["harm"] == "killed"


def test_the_same_bytes_twice_and_with_any_number_of_workers(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.jsonl", "b.jsonl", "c.jsonl")]
    for path, workers in zip(files, (1, 1, 2), strict=True):
        assert not extract([str(ARTICLES)], path, workers=workers).rejects
    assert files[0].read_bytes() == files[1].read_bytes() == files[2].read_bytes()


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("before", encoding="utf8")

    def write_half() -> None:
        with output.whole(path) as handle:
            handle.write(b"half")
            raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        write_half()
    assert path.read_text(encoding="utf8") == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_stopped_leaves_nothing_half_written(sent: signal.Signals, tmp_path: Path) -> None:
    articles = tmp_path / "in.jsonl"
    line = json.dumps({"text": "Two men were killed in Homs on Monday, police said."}) + "\n"
    articles.write_text(line * 20_000, encoding="utf8")
    out = tmp_path / "out"
    out.mkdir()
    with subprocess.Popen(
        [*COMMAND, "extract", str(articles), "-o", str(out / "r.jsonl")], stderr=subprocess.DEVNULL
    ) as run:
        for _ in range(600):
            if list(out.iterdir()):
                break
            time.sleep(0.05)
        assert [path.suffix for path in out.iterdir()] == [".part"]
        run.send_signal(sent)
        assert run.wait(timeout=60) == 128 + sent
    assert list(out.iterdir()) == []


def test_a_reader_that_goes_away_is_no_error() -> None:
    with subprocess.Popen([*COMMAND, "extract", str(ARTICLES)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        run.stdout.close()
        errors = run.stderr.read()
        run.wait(timeout=60)
    assert b"Traceback" not in errors


def test_the_table_names_incidents_and_tolls(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Air strikes killed at least 12 civilians in Idlib on Monday.", encoding="utf8")
    show.table_file([str(article)], tmp_path / "table.txt", 1)
    text = (tmp_path / "table.txt").read_text(encoding="utf8")
    assert "air strike" in text
    assert "12+" in text
    done = tollbook("extract", str(article), "--format", "pretty")
    assert done.stdout.decode() == text


def test_version_and_schema() -> None:
    assert tollbook("--version").stdout.startswith(b"tollbook ")
    schema = json.loads(tollbook("schema").stdout)
    assert schema["$id"] == "tollbook.record/1"


def test_an_unknown_set_is_refused() -> None:
    done = tollbook("evaluate", "--set", "nothing")
    assert done.returncode == 2
    assert b"'nothing' is none of gold" in done.stderr


def test_a_damaged_gazetteer_says_how_to_rebuild_it(tmp_path: Path) -> None:
    from tollbook.place.gazetteer import file_path

    (tmp_path / file_path().name).write_bytes(b"no database")
    done = subprocess.run(
        [*COMMAND, "extract", "-"],
        input=b"Two men were killed in Homs.",
        capture_output=True,
        env={**os.environ, "TOLLBOOK_CACHE": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 2
    assert b"rebuild it with: python -m tollbook.place.gazetteer --force" in done.stderr
