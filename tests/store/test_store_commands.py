"""The commands as a user types them, and other programs on what they make."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import store_records
from conftest_store import answers, change, dump, loaded

from tollbook.errors import StoreError
from tollbook.store import datasette, querying
from tollbook.store.urls import Address, parse
from tollbook.store.views import VIEWS

BIN = Path(sys.executable).parent


def _run(*arguments: str | Path, cwd: Path, status: int = 0, stdin: bytes = b"") -> tuple[str, str]:
    done = subprocess.run([BIN / "tollbook", *arguments], cwd=cwd, input=stdin, capture_output=True, check=False)
    assert done.returncode == status, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def folder(tmp_path: Path, records: tuple[bytes, ...]) -> Path:
    """A folder with a file of records."""
    (tmp_path / "records.jsonl").write_bytes(b"".join(line + b"\n" for line in records))
    return tmp_path


def test_three_lines_from_records_to_an_answer(folder: Path, records: tuple[bytes, ...]) -> None:
    _, said = _run("load", "records.jsonl", cwd=folder)
    assert said == f"tollbook: tollbook.db: {len(records)} new, 0 replaced, 0 unchanged\n"
    _, said = _run("load", "records.jsonl", cwd=folder)
    assert said == f"tollbook: tollbook.db: 0 new, 0 replaced, {len(records)} unchanged\n"
    sql = "SELECT kind, place, killed_best FROM incident_list ORDER BY killed_best DESC LIMIT 3"
    out, _ = _run("query", sql, "--format", "json", cwd=folder)
    rows = json.loads(out)
    assert len(rows) == 3
    assert list(rows[0]) == ["kind", "place", "killed_best"]
    out, _ = _run("query", sql, "--format", "csv", cwd=folder)
    assert out.splitlines()[0] == "kind,place,killed_best"
    out, _ = _run("query", sql, cwd=folder)
    assert "killed_best" in out
    assert "3 rows" in out


def test_what_cannot_be_loaded_is_named(folder: Path, records: tuple[bytes, ...]) -> None:
    wrong = records[1].replace(b"tollbook.record/1", b"tollbook.record/9")
    (folder / "mixed.jsonl").write_bytes(records[0] + b"\n\n{oops\n" + wrong + b"\n" + records[2] + b"\n")
    _, said = _run("load", "mixed.jsonl", cwd=folder, status=1)
    lines = said.splitlines()
    assert lines[0].startswith("tollbook: mixed.jsonl:3: ")
    assert lines[1].startswith("tollbook: mixed.jsonl:4: schema: 'tollbook.record/9'")
    assert lines[2] == "tollbook: tollbook.db: 2 new, 0 replaced, 0 unchanged, 2 left out"


def test_standard_input_and_compressed_files(folder: Path, records: tuple[bytes, ...]) -> None:
    _run("load", "-", "--to", "a.db", cwd=folder, stdin=b"\n".join(records))
    (folder / "records.jsonl.gz").write_bytes(gzip.compress(b"\n".join(records)))
    _run("load", "records.jsonl.gz", "--to", "sqlite:///b.db", cwd=folder)
    assert dump(parse(str(folder / "a.db"))) == dump(parse(str(folder / "b.db")))
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(b"\n".join(records))[:-2000])
    _, said = _run("load", "cut.jsonl.gz", "--to", "c.db", cwd=folder, status=2)
    assert "ends in the middle of compressed data" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["load", "nowhere.jsonl"], "nowhere.jsonl: no such file"),
        (["load", "."], "is a folder"),
        (["load", "records.jsonl", "--to", "mysql://x/y"], "no database that Tollbook writes"),
        (["load", "records.jsonl", "--to", "no/such/x.db"], "is the folder there"),
        (["query", "SELECT 1"], "no such file: make it with 'tollbook load RECORDS --to tollbook.db'"),
        (["export", "--as", "csv", "-o", "x.csv"], "no such file"),
        (["migrate", "nowhere.db"], "no such file"),
    ],
)
def test_errors_are_one_line(folder: Path, arguments: list[str], said: str) -> None:
    _, error = _run(*arguments, cwd=folder, status=2)
    assert said in error
    assert len(error.splitlines()) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["records.jsonl"]


def test_extraction_straight_into_a_database(fresh: Callable[[], Address], folder: Path) -> None:
    address, other = fresh(), fresh()
    url = address.shown if address.path is not None else address.url.render_as_string(hide_password=False)
    (folder / "empty.txt").write_text("")
    _, said = _run("extract", store_records.ARTICLES, "empty.txt", "--to", url, cwd=folder, status=1)
    assert "empty.txt: empty file" in said
    loaded(other, (folder / "records.jsonl").read_bytes().splitlines())
    assert dump(address) == dump(other)


def test_extraction_goes_to_one_place(folder: Path) -> None:
    _run("extract", "records.jsonl", "--to", "a.db", "-o", "b.jsonl", cwd=folder, status=2)
    assert not (folder / "a.db").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_load_that_is_interrupted_goes_on(folder: Path, number: signal.Signals) -> None:
    read, write = os.pipe()
    lines = list(store_records.made(450))
    with subprocess.Popen(
        [BIN / "tollbook", "load", "-", "--to", "a.db"], cwd=folder, stdin=read, stderr=subprocess.PIPE
    ) as process:
        os.close(read)
        with os.fdopen(write, "wb") as feed:
            feed.write(b"\n".join(lines[:250]) + b"\n")
            feed.flush()
            deadline = time.monotonic() + 60
            while not _articles(folder / "a.db") and time.monotonic() < deadline:
                time.sleep(0.1)
            process.send_signal(number)
            process.wait(timeout=60)
        assert process.returncode != 0
    assert _articles(folder / "a.db") == 200
    _run("load", "-", "--to", "a.db", cwd=folder, stdin=b"\n".join(lines))
    other = parse(str(folder / "b.db"))
    loaded(other, lines)
    assert dump(parse(str(folder / "a.db"))) == dump(other)


def _articles(path: Path) -> int:
    try:
        return len(answers(parse(str(path)), "SELECT 1 FROM articles"))
    except Exception:  # not there yet, or its tables are being made
        return 0


def test_reviews_and_exports_by_command(folder: Path) -> None:
    _run("load", "records.jsonl", cwd=folder)
    article, claim, low = answers(
        parse(str(folder / "tollbook.db")),
        "SELECT record_id, claim_id, low FROM claim_list WHERE low > 1 ORDER BY number",
    )[0]
    _run(
        "review", article, claim, "corrected", "--by", "Ada", "--low", str(low + 1), "--high", str(low + 1), cwd=folder
    )
    _run("review", article, "c999", "accepted", "--by", "Ada", cwd=folder, status=2)
    _, said = _run("export", "--as", "csv", "--rows", "claims", "-o", "claims.csv", cwd=folder)
    assert "under the policy as_read; claims.csv.about.json says how" in said
    rows = list(csv.DictReader(io.StringIO((folder / "claims.csv").read_text(encoding="utf8"))))
    held = next(row for row in rows if (row["record_id"], row["claim_id"]) == (article, claim))
    assert (held["low"], held["verdict"], held["reviewer"]) == (str(low + 1), "corrected", "Ada")


FORBIDDEN = [
    "DELETE FROM claims",
    "UPDATE articles SET title = 'x'",
    "INSERT INTO runs VALUES ('a', 'b', 'c', 'd', 'e')",
    "DROP TABLE spans",
    "CREATE TABLE x (y INTEGER)",
    "SELECT 1; DROP TABLE spans",
    "SELECT 1; COMMIT; DROP TABLE spans",
    "COMMIT",
    "BEGIN",
    "WITH gone AS (DELETE FROM claims RETURNING *) SELECT * FROM gone",
    "",
    "no SQL at all",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_questions_change_nothing(fresh: Callable[[], Address], records: tuple[bytes, ...], sql: str) -> None:
    address = fresh()
    loaded(address, records[:2])
    before = dump(address)
    with pytest.raises(StoreError), querying.ask(address, sql) as answer:
        list(answer.rows)
    assert dump(address) == before


def test_questions_reach_no_files(fresh: Callable[[], Address], records: tuple[bytes, ...], tmp_path: Path) -> None:
    address = fresh()
    loaded(address, records[:1])
    out = tmp_path / "out"
    for sql in (
        f"COPY (SELECT 1) TO '{out}'",
        f"VACUUM INTO '{out}'",
        f"ATTACH '{out}' AS other",
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY (SELECT 1) TO PROGRAM 'touch " + str(out) + "'",
        "PRAGMA query_only = 0",
        "SET default_transaction_read_only = off",
    ):
        with pytest.raises(StoreError), querying.ask(address, sql) as answer:
            list(answer.rows)
    assert not out.exists()


def test_questions_are_answered_in_full(fresh: Callable[[], Address], records: tuple[bytes, ...]) -> None:
    address = fresh()
    loaded(address, records)
    for sql in ("SELECT * FROM spans", "SELECT id, id FROM articles;", "SELECT '%s', 100 % 7 -- a remark", *VIEWS):
        wanted = answers(address, f"SELECT count(*) FROM {sql}")[0][0] if sql in VIEWS else None
        with querying.ask(address, f"SELECT * FROM {sql}" if sql in VIEWS else sql) as answer:
            rows = json.loads("".join(querying.as_json(answer)))
        assert wanted is None or len(rows) == wanted
        assert rows or wanted == 0
    with querying.ask(address, "SELECT sum(low) AS dead, avg(low) AS mean FROM claims") as answer:
        found = json.loads("".join(querying.as_json(answer)))[0]
    assert isinstance(found["dead"], int)
    assert isinstance(found["mean"], float)


def test_a_table_cannot_steer_a_terminal(fresh_of: Callable[[str], Address]) -> None:
    address = fresh_of("sqlite")
    loaded(address, [json.dumps(store_records.handmade("\x1b[31mred\x1b]0;title\x07 [bold]x[/bold]")).encode()])
    with querying.ask(address, "SELECT text AS [\x1b[31m] FROM articles") as answer:
        shown = "".join(querying.as_table(answer, 80))
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "[bold]x[/bold]" in shown


def _page(folder: Path, path: str) -> str:
    program = BIN / "datasette"
    if not program.exists():
        pytest.skip("no Datasette: pip install datasette")
    done = subprocess.run(
        [program, "tollbook.db", "--metadata", "metadata.json", "--get", path],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    return done.stdout.decode()


def test_datasette_shows_the_file(folder: Path) -> None:
    _run("load", "records.jsonl", cwd=folder)
    _run("metadata", "-o", "metadata.json", cwd=folder)
    wanted = json.loads((folder / "metadata.json").read_text())
    held = json.loads(_page(folder, "/-/metadata.json"))
    assert held == wanted
    index = _page(folder, "/tollbook")
    assert "Incidents by reported dead" in index
    assert "article_search_data" not in index
    found = json.loads(_page(folder, "/tollbook/claims.json?_search=children&_shape=objects&_facet=harm"))
    assert found["rows"]
    assert all("children" in row["quote"].lower() for row in found["rows"])
    assert found["facet_results"]["harm"]["results"]
    page = _page(folder, "/tollbook/incident_list")
    assert "Incidents with toll, place, date, weapons and sources" in page
    assert json.loads(_page(folder, "/tollbook/deadliest.json?_shape=objects"))["rows"]
    assert json.loads(_page(folder, "/tollbook/search_quotes.json?words=children&_shape=objects"))["rows"]
    assert "Who is said to have been harmed" in _page(folder, "/")


def test_metadata_tells_of_what_is_there(fresh_of: Callable[[str], Address]) -> None:
    address = fresh_of("sqlite")
    loaded(address, [])
    tables = datasette.metadata("x")["databases"]["x"]["tables"]
    there = {row[0] for row in answers(address, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    assert set(tables) <= there
    for name, said in tables.items():
        columns = {row[1] for row in answers(address, f"PRAGMA table_info({name})")}
        assert set(said.get("facets", ())) | set(said.get("units", ())) | set(said.get("columns", ())) <= columns
    # Nothing is left without a word but what SQLite keeps for itself.
    assert {name for name in there if not name.startswith("sqlite_")} <= set(tables)


def test_people_may_write_to_the_tables(fresh_of: Callable[[str], Address], records: tuple[bytes, ...]) -> None:
    # The indexes for search follow changes by other programs.
    address = fresh_of("sqlite")
    loaded(address, records[:2])
    change(address, "UPDATE articles SET title = 'Zanzibar' WHERE id = 1")
    assert answers(address, "SELECT rowid FROM article_search WHERE article_search MATCH 'zanzibar'") == [(1,)]
