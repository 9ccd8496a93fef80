"""What goes wrong is said in one line, with what to do, and leaves nothing half-loaded."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import postgres
import pytest
import store_records
from conftest_store import answers, change, dump, loaded

from tollbook.errors import StoreError
from tollbook.store import connect, reviews
from tollbook.store.load import Line, Refused, load
from tollbook.store.urls import Address, parse

Fresh = Callable[[], Address]


def _broken(change: Callable[[dict[str, Any]], object]) -> bytes:
    data = store_records.handmade()
    change(data)
    return json.dumps(data).encode()


def _claim(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["casualties"][0]
    return found


BROKEN = {
    "no JSON": (b'{"schema": ', "truncated"),
    "no record": (b"{}", "missing required field"),
    "not UTF-8": (b'{"schema": "\xff\xfe"}', "no UTF-8"),
    "too deep": (b'{"article": {"meta": {"x": ' + b"[" * 100_000, "nested too deeply"),
    "another version": (_broken(lambda d: d.update(schema="tollbook.record/2")), "this version of Tollbook reads"),
    "unknown key": (_broken(lambda d: d.update(colour="red")), "unknown field `colour`"),
    "a link to nothing": (_broken(lambda d: _claim(d).update(place="p9")), "is the id of nothing"),
    "a link to another kind": (_broken(lambda d: _claim(d).update(place="s1")), "is the id of none of its places"),
    "an incident of nothing": (_broken(lambda d: d["incidents"][0].update(claims=["c7"])), "'c7'"),
    "a quote outside": (_broken(lambda d: _claim(d).update(quote=[0, 99])), "not inside the text"),
    "too many dead": (_broken(lambda d: _claim(d)["count"].update(low=10**30, high=10**30)), "beyond 64 bits"),
    "an endless id": (_broken(lambda d: d.update(id="x" * 5000)), "longer than 200 characters"),
    "crossed bounds": (_broken(lambda d: _claim(d)["count"].update(low=5)), "above high"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_line_is_left_out_and_named(fresh_of: Callable[[str], Address], name: str) -> None:
    line, reason = BROKEN[name]
    good = [json.dumps(store_records.handmade(f"{n} men died.")).encode() for n in range(3)]
    address = fresh_of("sqlite")
    refused: list[Refused] = []
    lines = [Line(one, "r.jsonl", n) for n, one in enumerate([good[0], line, *good[1:]], 1)]
    done = load(lines, address, refuse=refused.append)
    assert (done.new, done.refused) == (3, 1)
    assert [(one.source, one.line) for one in refused] == [("r.jsonl", 2)]
    assert reason in str(refused[0])
    assert len(dump(address)["articles"]) == 3


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("mysql://db/war", "no database that Tollbook writes"),
        ("postgresql://user:secret@host:port/x", "cannot be understood"),
        ("sqlite://", "names no file"),
        ("duckdb:///:memory:", "names no file"),
        ("", "no address"),
        ("no/such/folder/tollbook.db", "is the folder there"),
        ("postgresql://127.0.0.1:1/war", "no server answers there"),
        ("postgresql://no.such.host.invalid/war", "no such host"),
    ],
)
def test_a_wrong_address(url: str, reason: str) -> None:
    if url.startswith("postgresql"):
        pytest.importorskip("psycopg", reason="no psycopg: pip install 'tollbook[postgres]'")
    with pytest.raises(StoreError, match=reason) as caught:
        load([], parse(url))
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_absent_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(StoreError, match=r"pip install 'tollbook\[postgres\]'"):
        load([], parse("postgresql://localhost/war"))


def test_no_such_database_no_such_password(server: postgres.Server) -> None:
    with pytest.raises(StoreError, match="createdb"):
        load([], parse(server.url("nowhere")))
    with pytest.raises(StoreError, match="user or password is wrong") as caught:
        load([], parse(server.url(user="tollbook:guessed")))
    assert "guessed" not in str(caught.value)


def test_no_rights_on_the_server(server: postgres.Server, records: tuple[bytes, ...]) -> None:
    address = parse(server.database())
    name = address.url.database or ""
    server.sql("DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN PASSWORD 'reader'")
    reader = parse(server.url(name, "reader:reader"))
    with pytest.raises(StoreError, match="no rights"):
        load([], reader)
    loaded(address, records[:2])
    before = dump(address)
    server.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", database=name)
    with pytest.raises(StoreError, match="no rights"):
        load(map(Line, records), reader)
    assert dump(address) == before


def test_the_server_goes_away(server: postgres.Server, records: tuple[bytes, ...]) -> None:
    address = parse(server.database())
    name = address.url.database

    def lines() -> Iterator[Line]:
        yield from map(Line, records[:8])
        server.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        yield from map(Line, records[8:])

    with pytest.raises(StoreError, match="run the same command again"):
        load(lines(), address, batch=4)
    assert len(dump(address)["articles"]) == 8
    loaded(address, records)
    undisturbed = parse(server.database())
    loaded(undisturbed, records)
    assert dump(address) == dump(undisturbed)


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_a_file_that_is_no_database(fresh_of: Callable[[str], Address], engine: str) -> None:
    address = fresh_of(engine)
    assert address.path is not None
    address.path.write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(StoreError, match=r"is no (SQLite|DuckDB) database"):
        load([], address)
    assert address.path.read_bytes() == b"Dear diary, " * 1000


def test_a_locked_sqlite_file(
    fresh_of: Callable[[str], Address], records: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = fresh_of("sqlite")
    loaded(address, records[:3])
    before = dump(address)
    monkeypatch.setattr(connect, "LOCK_SECONDS", 0.1)
    with closing(sqlite3.connect(str(address.path), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="another program is writing to it"):
            load(map(Line, records), address)
    assert dump(address) == before
    loaded(address, records)


def test_a_locked_duckdb_file(fresh_of: Callable[[str], Address], records: tuple[bytes, ...]) -> None:
    address = fresh_of("duckdb")
    loaded(address, records[:3])
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(address.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match="another program has it open"):
            load(map(Line, records), address)
        other.communicate("")
    assert loaded(address, records).unchanged == 3


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes; the test skips where none may be mounted."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"no file system may be mounted: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.parametrize("name", ["tollbook.db", "tollbook.duckdb"])
def test_a_full_disk(small_disk: Path, fresh_of: Callable[[str], Address], name: str) -> None:
    if name.endswith("duckdb"):
        pytest.importorskip("duckdb")
    address = parse(str(small_disk / name))
    lines = list(store_records.made(300))
    with pytest.raises(StoreError, match="no space left"):
        load(map(Line, lines), address, batch=5)
    moved = fresh_of(address.engine)
    assert moved.path is not None
    for part in small_disk.iterdir():  # what survives a crash: the file and its log
        moved.path.with_name(part.name.replace(name, moved.path.name)).write_bytes(part.read_bytes())
    kept = len(dump(moved)["articles"]) if moved.path.stat().st_size else 0
    assert kept % 5 == 0
    loaded(moved, lines)
    undisturbed = fresh_of(address.engine)
    loaded(undisturbed, lines)
    assert dump(moved) == dump(undisturbed)


def test_a_database_that_may_grow_no_more(fresh_of: Callable[[str], Address]) -> None:
    # The same error as a full disk, where no file system may be mounted.
    address = fresh_of("sqlite")
    loaded(address, [])
    with closing(sqlite3.connect(str(address.path))) as one:
        pages = one.execute("PRAGMA page_count").fetchone()[0]
    real = connect._sqlite

    def small(*arguments: Any) -> sqlite3.Connection:
        made = real(*arguments)
        made.execute(f"PRAGMA max_page_count = {pages + 100}")
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connect, "_sqlite", small)
        with pytest.raises(StoreError, match="no space left"):
            load(map(Line, store_records.made(100)), address, batch=5)
    assert len(dump(address)["articles"]) % 5 == 0


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Let this process act as a user without rights, where it is root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


def test_a_file_without_rights(records: tuple[bytes, ...], request: pytest.FixtureRequest) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = parse(str(folder / "tollbook.db"))
        loaded(address, records[:2])
        before = dump(address)
        (folder / "tollbook.db").chmod(0o444)
        folder.chmod(0o555)
        request.getfixturevalue("unprivileged")
        with pytest.raises(StoreError, match=r"may only be read"):
            load(map(Line, records), address)
        with pytest.raises(StoreError, match=r"cannot be opened"):
            load(map(Line, records), parse(str(folder / "other.db")))
        if os.getuid() == 0:
            os.seteuid(0)
        assert dump(address) == before
        folder.chmod(0o755)


def test_tables_of_somebody_else_are_left_alone(fresh: Fresh) -> None:
    address = fresh()
    change(address, "CREATE TABLE claims (mine TEXT)", "INSERT INTO claims VALUES ('keep')")
    with pytest.raises(StoreError, match="not Tollbook's"):
        load([], address)
    assert answers(address, "SELECT mine FROM claims") == [("keep",)]


def test_a_review_must_make_sense(fresh_of: Callable[[str], Address], records: tuple[bytes, ...]) -> None:
    address = fresh_of("sqlite")
    loaded(address, records[:1])
    article = answers(address, "SELECT record_id FROM articles")[0][0]
    wrong = [
        reviews.Review(article, "c99", "accepted", "Ada"),
        reviews.Review(article, "c1", "corrected", "Ada"),
        reviews.Review(article, "c1", "accepted", "Ada", low=3),
        reviews.Review(article, "c1", "corrected", "Ada", harm="hurt"),
        reviews.Review(article, "c1", "corrected", "Ada", low=9, high=3),
        reviews.Review(article, "c1", "accepted", " "),
        reviews.Review(article, "c1", "perhaps", "Ada"),  # type: ignore[arg-type]
    ]
    for one in wrong:
        with pytest.raises(StoreError):
            reviews.add(address, one)
    assert dump(address)["reviews"] == []
