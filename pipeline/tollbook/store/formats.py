"""The ways in which rows are written: CSV, Parquet, GeoJSON. Each takes rows as they come and holds few of them."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from .about import About

ROWS_AT_A_TIME = 5_000


def write_csv(handle: BinaryIO, columns: Iterable[str], rows: Iterable[Mapping[str, Any]], said: About) -> None:
    """Write rows as CSV in UTF-8: a header, null as an empty cell, true and false in words.

    >>> from .policies import POLICIES
    >>> out = io.BytesIO()
    >>> write_csv(out, ["a", "b"], [{"a": "one, two", "b": None}], About("csv", POLICIES["as_read"], ""))
    >>> out.getvalue().decode().splitlines()
    ['a,b', '"one, two",']
    """
    names = list(columns)
    text = io.TextIOWrapper(handle, encoding="utf8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(names)
        for row in rows:
            writer.writerow([_cell(row.get(name)) for name in names])
            said.rows += 1
    finally:
        text.detach()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def write_parquet(handle: BinaryIO, columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]], said: About) -> None:
    """Write rows as Parquet; what the export says of itself is the file's metadata ``tollbook``."""
    import pyarrow
    from pyarrow import parquet

    types = {"text": pyarrow.string(), "int": pyarrow.int64(), "float": pyarrow.float64(), "bool": pyarrow.bool_()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])
    iterator = iter(rows)
    with parquet.ParquetWriter(handle, schema, compression="zstd") as writer:
        while chunk := list(islice(iterator, ROWS_AT_A_TIME)):
            said.rows += len(chunk)
            data = {name: [row.get(name) for row in chunk] for name in columns}
            writer.write_table(pyarrow.table(data, schema=schema))
        writer.add_key_value_metadata({"tollbook": json.dumps(said.data(), ensure_ascii=False)})


def write_geojson(
    handle: BinaryIO,
    rows: Iterable[Mapping[str, Any]],
    said: About,
    *,
    point: Callable[[Mapping[str, Any]], tuple[float, float] | None],
) -> None:
    """Write rows as GeoJSON (RFC 7946): points with their properties; those without coordinates apart, in ``unlocated``.

    Args:
        point: Longitude and latitude of a row, or null.
    """
    handle.write(b'{"type":"FeatureCollection","features":[')
    with tempfile.TemporaryFile() as apart:
        first, missing = True, 0
        for row in rows:
            where = point(row)
            said.rows += 1
            if where is None:
                apart.write((b"," if missing else b"") + b"\n" + _dumps(row))
                missing += 1
                continue
            geometry = {"type": "Point", "coordinates": list(where)}
            feature = {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": row}
            handle.write((b"" if first else b",") + b"\n" + _dumps(feature))
            first = False
        said.left_out.update({"no coordinates: listed in unlocated": missing} if missing else {})
        handle.write(b'\n],"unlocated":[')
        apart.seek(0)
        for block in _blocks(apart):
            handle.write(block)
    handle.write(b'\n],"tollbook":' + _dumps(said.data()) + b"}\n")


def _blocks(handle: Any) -> Iterator[bytes]:
    while block := handle.read(1 << 16):
        yield block


def _dumps(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf8")
