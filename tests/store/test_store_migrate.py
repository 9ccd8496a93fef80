"""Versions of the schema: made, brought up to date, or refused; never silently altered."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from conftest_store import answers, change, dump, loaded
from sqlalchemy import Table

from tollbook.errors import StoreError
from tollbook.store import cli, migrate
from tollbook.store.connect import database
from tollbook.store.load import load
from tollbook.store.schema import METADATA, REPLACED
from tollbook.store.urls import Address

Fresh = Callable[[], Address]

NEXT = '''
"""A version that is not yet."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """One column more."""
    op.add_column("articles", sa.Column("region", sa.Text()))
'''


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Make this Tollbook one version newer."""
    folder = tmp_path / "versions"
    shutil.copytree(migrate.VERSIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "v0002_region.py").write_text(NEXT)
    return lambda: monkeypatch.setattr(migrate, "VERSIONS", folder)


def test_the_versions_add_up_to_the_schema(fresh: Fresh) -> None:
    address = fresh()
    load([], address)
    with database(address).connect() as connection:
        if address.engine == "duckdb":
            names = {row[0] for row in connection.exec_driver_sql("SELECT table_name FROM information_schema.tables")}
            assert set(METADATA.tables) <= names
            keyed = "SELECT DISTINCT table_name FROM duckdb_constraints() WHERE constraint_type IN ('PRIMARY KEY', 'UNIQUE')"
            assert not {row[0] for row in connection.exec_driver_sql(keyed)} & set(REPLACED)
            return
        context = migrate._context(
            connection, migrate._script(), include_object=_ours, compare_type=True, compare_server_default=False
        )
        found = [one for one in compare_metadata(context, METADATA) if "comment" not in str(one[0])]
    assert found == []


def _ours(item: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    """All but what only one engine has: the tables and columns of full-text search."""
    if kind == "table" and isinstance(item, Table):
        return name in METADATA.tables
    return "search" not in (name or "")


def test_columns_stand_in_the_order_of_the_schema(fresh: Fresh) -> None:
    address = fresh()
    load([], address)
    with database(address, read_only=True).connect() as connection:
        for table in METADATA.sorted_tables:
            names = list(connection.exec_driver_sql(f'SELECT * FROM "{table.name}"').keys())
            assert names[: len(table.columns)] == list(table.columns.keys())


def test_an_older_database_is_refused_and_migrated(
    fresh: Fresh, records: tuple[bytes, ...], newer: Callable[[], None]
) -> None:
    address = fresh()
    loaded(address, records[:5])
    before = dump(address)
    newer()
    with pytest.raises(StoreError, match=r"version 0001, this Tollbook writes 0002.*tollbook migrate"):
        load([], address)
    assert dump(address) == before
    url = address.shown if address.path is not None else address.url.render_as_string(hide_password=False)
    cli.upgrade(url)
    assert answers(address, "SELECT region FROM articles WHERE id = 1") == [(None,)]
    assert dump(address) == before
    assert answers(address, "SELECT count(*) FROM claim_list") == [(len(before["claims"]),)]
    cli.upgrade(url)  # once more does nothing


def test_a_newer_database_is_refused(fresh: Fresh, newer: Callable[[], None]) -> None:
    address = fresh()
    with pytest.MonkeyPatch.context():
        load([], address)
    change(address, f"UPDATE {migrate.VERSION_TABLE} SET version_num = '0777'")
    with pytest.raises(StoreError, match="version 0777, which this Tollbook does not know"):
        load([], address)


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    fresh: Fresh, records: tuple[bytes, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = fresh()
    loaded(address, records[:3])
    before = dump(address)
    folder = tmp_path / "broken"
    shutil.copytree(migrate.VERSIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "v0002_region.py").write_text(NEXT + '    op.execute("DELETE FROM nowhere")\n')
    monkeypatch.setattr(migrate, "VERSIONS", folder)
    url = address.shown if address.path is not None else address.url.render_as_string(hide_password=False)
    with pytest.raises(StoreError):
        cli.upgrade(url)
    monkeypatch.undo()
    assert dump(address) == before
    assert answers(address, "SELECT count(*) FROM claim_list") == [(len(before["claims"]),)]
    loaded(address, records)


def test_versions_are_shipped() -> None:
    assert sorted(path.name for path in migrate.VERSIONS.glob("v*.py")) == ["v0001_first_tables.py"]
