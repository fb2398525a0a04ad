"""`rashomon annotate`: text in, rows out; pure, it cleans nothing and stores nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from rashomon.cli.options import jobs_option, progress
from rashomon.model import ANNOTATIONS_SCHEMA, Document, Problem, RashomonError, Row


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--jsonl", type=click.Path(path_type=Path, allow_dash=True), help="One document a line; '-' is stdin.")
@jobs_option
def command(files: tuple[Path, ...], jsonl: Path | None, jobs: int) -> None:
    """Print the annotations of each FILE, or of each line of --jsonl, one JSON object a line.

    A FILE's text is taken verbatim (UTF-8); every offset points into it. A document that cannot be read gives a
    line with "problem", and the exit status is then 1.
    """
    if bool(files) == bool(jsonl):
        raise click.UsageError("give FILEs or --jsonl DOCS.jsonl, one of the two")
    from rashomon.engines.local import annotate_documents  # noqa: PLC0415  1 s of imports, not needed for --help
    from rashomon.export.jsonl import line  # noqa: PLC0415

    read = _read_files(files) if files else _read_jsonl(jsonl or Path("-"))
    order: list[Row | None] = []
    failed, written = False, 0
    with progress() as report:

        def documents() -> Iterator[Document]:
            for one in read:
                order.append(None if isinstance(one, Document) else one)
                if isinstance(one, Document):
                    yield one

        for document, outcome in annotate_documents(documents(), jobs):
            row: Row = {"schema": ANNOTATIONS_SCHEMA, "document": document.head()}
            if isinstance(outcome, Problem):
                row = {"schema": ANNOTATIONS_SCHEMA, "document": {"id": document.id}, "problem": outcome.reason}
                failed = True
            else:
                row["annotations"] = [one.to_row() for one in outcome]
            failed |= _write_problems(order)
            order.pop(0)
            sys.stdout.buffer.write(line(row))
            written += 1
            report("annotating", written, len(files) or None)
        failed |= _write_problems(order)
    sys.stdout.buffer.flush()
    if failed:
        raise SystemExit(1)


def _write_problems(order: list[Row | None]) -> bool:
    """Write the problem rows that come before the next document in input order; whether there were any."""
    from rashomon.export.jsonl import line  # noqa: PLC0415

    any_written = False
    while order and (row := order[0]) is not None:
        sys.stdout.buffer.write(line(row))
        order.pop(0)
        any_written = True
    return any_written


def _problem(document_id: str | None, reason: str) -> Row:
    return {"schema": ANNOTATIONS_SCHEMA, "document": {"id": document_id}, "problem": reason}


def _read_files(files: tuple[Path, ...]) -> Iterator[Document | Row]:
    for path in files:
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            yield _problem(str(path), f"not UTF-8 at byte {error.start}: convert it, or use 'rashomon extract'")
        except OSError as error:
            yield _problem(str(path), f"cannot be read: {error.strerror}")
        else:
            yield Document.from_row({"id": str(path), "text": text})


def _read_jsonl(path: Path) -> Iterator[Document | Row]:
    if str(path) == "-":
        yield from _documents(sys.stdin.buffer)
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise RashomonError(f"{path} cannot be read: {error.strerror}") from error
    with stream:
        yield from _documents(stream)


def _documents(lines: BinaryIO) -> Iterator[Document | Row]:
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        identity = None
        try:
            row = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
            if not isinstance(row, dict):
                raise RashomonError(f"a line must be a JSON object, found {type(row).__name__}")
            identity = row.get("id")
            yield Document.from_row(row)
        except (ValueError, RecursionError, RashomonError) as error:
            yield _problem(None if identity is None else str(identity), f"line {number}: {error}")
