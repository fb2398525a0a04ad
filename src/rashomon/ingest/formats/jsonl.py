"""JSONL: one JSON object with `text` a line; ids and texts are kept as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from rashomon.ingest.credits import find_credit
from rashomon.ingest.raw import Found, Raw, read_stream_lines
from rashomon.model import Document, Problem, RashomonError

NAME = "JSONL"
MEDIA_TYPES = ("application/jsonl", "application/x-ndjson")
STREAMS = True


def recognises(raw: Raw) -> float:
    """0.9 when the first line is a JSON object with a text, or goes beyond what is shown and begins like one."""
    head = raw.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(b"{"):
        return 0.0
    first, newline, _ = head.partition(b"\n")
    if not newline and len(raw.head) >= 65_536:
        return 0.9 if b'"text"' in first else 0.0
    try:
        row = json.loads(first)
    except ValueError:
        return 0.0
    return 0.9 if isinstance(row, dict) and isinstance(row.get("text"), str) else 0.0


def read(raw: Raw) -> Iterator[Found]:
    """One document a line, read as a stream; a line that is none is a Problem with its number."""
    with raw.open() as stream:
        for number, line in enumerate(read_stream_lines(stream, raw.options.max_bytes), start=1):
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")  # noqa: PLW2901
            if line.strip():
                yield read_line(line, f"{raw.where}:{number}", raw.options.max_bytes)


def read_line(line: bytes, where: str, limit: int) -> Document | Problem:
    """The document of one line, or what is wrong with the line."""
    if len(line) > limit:
        return Problem(where, f"the line is longer than {limit // 1_000_000} MB")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Problem(where, f"not JSON: {error}")
    return document_of(row, where)


def document_of(row: object, where: str) -> Document | Problem:
    """The document that an object describes: a document, or a line of `annotate` or of another tool."""
    if not isinstance(row, Mapping):
        return Problem(where, f"expected a JSON object with 'text', found {type(row).__name__}")
    if "problem" in row and "text" not in row:
        return Problem(where, str(row["problem"]))
    try:
        document = Document.from_row(_known(row))
    except (RashomonError, TypeError, KeyError) as error:
        return Problem(where, str(error))
    if "credit" not in row and (credit := find_credit(document.text)) is not None:
        return replace(document, credit=credit)
    return document


def _known(row: Mapping[str, Any]) -> dict[str, Any]:
    """The object with an id that is a number as a string, as other tools write it."""
    known = dict(row)
    if isinstance(known.get("id"), int | float) and not isinstance(known.get("id"), bool):
        known["id"] = str(known["id"])
    return known
