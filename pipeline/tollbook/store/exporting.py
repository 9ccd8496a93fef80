"""Rows out of a database, in the shapes that the field expects.

Each export is a file, written whole or not at all, and beside it ``FILE.about.json``, which names the policy behind its
figures, says what its columns hold and what is left empty, and why. Parquet and GeoJSON hold the same within.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection

from ..errors import OutputError, StoreError
from ..run.output import whole
from . import as_acled, as_airwars, as_flat, as_ucdp, formats, migrate
from .about import About
from .connect import database, must_exist, speaking
from .events import Event, events
from .place_days import pieces
from .policies import POLICIES, Policy
from .urls import Address

RowMaker = Callable[[Event, Policy, About], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Shape:
    """An export with one row an incident, or one each of the ``pieces`` of an incident, in columns of others."""

    columns: tuple[str, ...]
    about: Callable[[Policy], About]
    row: RowMaker
    policy: str
    pieces: Callable[[Event, Policy], list[Event]] = lambda event, policy: [event]


SHAPES: Mapping[str, Shape] = {
    "ucdp": Shape(as_ucdp.COLUMNS, as_ucdp.about, as_ucdp.row, "as_read"),
    "acled": Shape(as_acled.COLUMNS, as_acled.about, as_acled.row, "acled", pieces),
    "airwars": Shape(as_airwars.COLUMNS, as_airwars.about, as_airwars.row, "as_read"),
}
"""The exports in columns of others, each with the policy that fits it."""

NAMES = (*SHAPES, "csv", "parquet", "geojson")
"""Every export."""


def about_path(out: Path) -> Path:
    """Where an export says what it is.

    >>> about_path(Path("rows.csv")).name
    'rows.csv.about.json'
    """
    return out.with_name(f"{out.name}.about.json")


def export(
    address: Address, name: str, out: Path, *, policy: str | None = None, rows: as_flat.Kind = "incidents"
) -> About:
    """Write an export and its side file.

    Args:
        address: The database.
        name: One of `NAMES`.
        out: The file.
        policy: A key of `policies.POLICIES`; by default the one that fits the export.
        rows: Of ``csv`` and ``parquet``: one row a claim, or one an incident.

    Raises:
        StoreError: Where the database cannot be read.
        OutputError: Where a file cannot be written.
    """
    if name == "parquet" and importlib.util.find_spec("pyarrow") is None:
        raise StoreError("parquet: pyarrow is not installed: run pip install 'tollbook[parquet]'")
    if address.path is not None and out.resolve() == address.path.resolve():
        raise OutputError(f"{out}: is the database itself")
    shape = SHAPES.get(name)
    chosen = POLICIES[policy or (shape.policy if shape else "as_read")]
    must_exist(address)
    with whole(about_path(out)) as side, whole(out) as handle, speaking(address):
        with database(address, read_only=True).connect() as connection, connection.begin():
            migrate.readable(connection, address)
            said = _write(connection, name, handle, chosen, rows)
        side.write(said.json().encode("utf8"))
    return said


def _write(connection: Connection, name: str, handle: BinaryIO, policy: Policy, kind: as_flat.Kind) -> About:
    shape = SHAPES.get(name)
    if shape is not None:
        said = shape.about(policy)
        formats.write_csv(handle, shape.columns, _shaped(connection, shape, policy, said), said)
    elif name == "geojson":
        said = as_flat.about(name, "incidents", policy)
        formats.write_geojson(handle, _located(connection, policy), said, point=_point)
    else:
        said = as_flat.about(name, kind, policy)
        write = formats.write_csv if name == "csv" else formats.write_parquet
        write(handle, as_flat.columns(kind), as_flat.rows(connection, kind, policy, said), said)
    return said


def _shaped(connection: Connection, shape: Shape, policy: Policy, said: About) -> Iterator[dict[str, Any]]:
    for event in events(connection):
        for one in shape.pieces(event, policy):
            row = shape.row(one, policy, said)
            if row is not None:
                yield row


def _located(connection: Connection, policy: Policy) -> Iterator[dict[str, Any]]:
    for event in events(connection):
        row = as_flat.incident(event, policy)
        yield {"id": event.id, **{name: row.get(name) for name in as_flat.INCIDENTS}}


def _point(row: Mapping[str, Any]) -> tuple[float, float] | None:
    if row["lat"] is None or row["lon"] is None:
        return None
    return row["lon"], row["lat"]
