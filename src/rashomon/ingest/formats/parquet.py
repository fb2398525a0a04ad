"""Parquet tables with a text a row, read by DuckDB in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from rashomon.ingest.columns import columns_of
from rashomon.ingest.formats.table import SEEN, row_document
from rashomon.ingest.raw import Found, Raw
from rashomon.model import Problem

NAME = "Parquet"
MEDIA_TYPES = ("application/vnd.apache.parquet",)
BATCH = 1_000  # rows held at once


def recognises(raw: Raw) -> float:
    """1 for a file that begins as Parquet does."""
    return 1.0 if raw.head.startswith(b"PAR1") else 0.0


def read(raw: Raw) -> Iterator[Found]:
    """One document a row."""
    import duckdb  # noqa: PLC0415  0.1 s to load

    with tempfile.NamedTemporaryFile(suffix=".parquet") as copy:
        path = raw.file
        if path is None:
            path = Path(copy.name)
            path.write_bytes(raw.data)
        connection = duckdb.connect(":memory:")
        try:
            table = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
            names = [str(one[0]) for one in table.description or ()]
            number = 0
            columns: dict[str, str] = {}
            while rows := table.fetchmany(BATCH):
                dicts = [
                    {name: None if one is None else str(one) for name, one in zip(names, row, strict=True)}
                    for row in rows
                ]
                if not columns:
                    seen = [{name: one or "" for name, one in row.items()} for row in dicts[:SEEN]]
                    columns = columns_of(raw, names, seen)
                for row in dicts:
                    number += 1
                    yield row_document(row, columns, raw, number)
        except duckdb.Error as error:
            yield Problem(raw.where, f"a broken Parquet file: {error}")
        finally:
            connection.close()
