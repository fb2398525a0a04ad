"""A table for spreadsheets: UTF-8 with a byte order mark, lists and objects as JSON in their cell (RFC 4180)."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any, BinaryIO

from rashomon.model import Row

NAME = "csv"

# A spreadsheet runs a cell that starts like this as a formula (OWASP, "CSV injection"); numbers are safe.
_FORMULA = re.compile(r"[=+\-@\t\r](?!\d+(\.\d+)?$)")


def save_rows(rows: Iterable[Row], out: BinaryIO) -> int:
    """Write a header from the first row's keys, then the rows; how many there were."""
    number = 0
    text = io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    try:
        writer = None
        for number, row in enumerate(rows, 1):  # noqa: B007  the last number is the count
            if writer is None:
                out.write(codecs.BOM_UTF8)  # without it Excel reads the file in the local code page
                writer = csv.DictWriter(text, list(row))
                writer.writeheader()
            writer.writerow({key: cell(value) for key, value in row.items()})
    finally:
        text.detach()
    return number


def cell(value: Any) -> Any:
    """What stands in a cell: lists and objects as JSON, None as nothing, a would-be formula behind an apostrophe.

    >>> cell([1, 2]), cell(None), cell("=1+1"), cell("-5")
    ('[1, 2]', None, "'=1+1", '-5')
    """
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value
