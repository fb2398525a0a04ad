"""One JSON object a line, UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from rashomon.model import Row

NAME = "jsonl"


def save_rows(rows: Iterable[Row], out: BinaryIO) -> int:
    """Write each row as a line; how many there were."""
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007  the last number is the count
        out.write(line(row))
    return number


def line(row: Row) -> bytes:
    """A row as one line of UTF-8 JSON; with a lone surrogate in it, as ASCII with escapes.

    >>> line({"a": "é"}).decode()
    '{"a": "é"}\\n'
    """
    try:
        return (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8")
    except UnicodeEncodeError:
        return (json.dumps(row, ensure_ascii=True) + "\n").encode("ascii")
