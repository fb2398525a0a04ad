"""A Parquet file: the same columns as JSONL, lists and objects as nested types, strings left as strings."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

from rashomon.export import jsonl
from rashomon.model import Row

NAME = "parquet"

BATCH = 5_000  # rows a row group: 10 MB of annotations


def save_rows(rows: Iterable[Row], out: BinaryIO) -> int:
    """Write all rows as one Parquet file; how many there were.

    The columns' types are those of the whole table, so rows go through a temporary file and are read
    twice; memory stays flat however many there are.
    """
    import pyarrow as pa  # noqa: PLC0415  0.2 s, needed only here
    from pyarrow import parquet  # noqa: PLC0415

    with tempfile.TemporaryFile(prefix="rashomon-") as lines:
        number = jsonl.save_rows(rows, lines)
        schema = pa.schema([])
        for batch in _batches(lines):
            found = pa.Table.from_pylist(batch).schema
            schema = pa.unify_schemas([schema, found], promote_options="permissive")
        with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
            for batch in _batches(lines):
                writer.write_table(pa.Table.from_pylist(batch, schema=schema))
    return number


def _batches(lines: BinaryIO) -> Iterator[list[Row]]:
    lines.seek(0)
    while batch := [json.loads(line) for line in islice(lines, BATCH)]:
        yield batch
