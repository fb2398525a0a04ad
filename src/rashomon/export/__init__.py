"""Rows out: one module a format, each with NAME and `save_rows(rows, out)` over an open binary stream."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Protocol

from rashomon.export import csv_table, jsonl, parquet
from rashomon.model import Row


class Format(Protocol):
    """What a module must have to stand in the list."""

    NAME: str

    def save_rows(self, rows: Iterable[Row], out: BinaryIO) -> int:
        """Write the rows, streaming; how many there were."""
        ...


FORMATS: dict[str, Format] = {one.NAME: one for one in (jsonl, csv_table, parquet)}
