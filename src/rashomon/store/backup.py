"""A consistent copy of a library while others read and write it, and a copy put back in its place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from rashomon.model import RashomonError
from rashomon.store.connection import translated_errors
from rashomon.store.library import Library

#: Pages copied at a time, 4 MB: a writer waits for one such piece at most, and a progress bar moves.
PAGES = 1024

Report = Callable[[str, int, int | None], None]


def save_backup(library: Library, out: Path, report: Report | None = None) -> None:
    """Write the library as it stands at one moment to the file `out`, which appears only when it is whole.

    Method: SQLite's online backup; a write that happens meanwhile makes it start again, so the copy is never mixed.
    Raises RashomonError when `out` exists, or cannot be written.
    """
    if out.exists():
        raise RashomonError(f"{out} exists and is not overwritten: name another file, or remove it first")
    _copy(library.connection, out, report)


def restore_backup(copy: Path, target: Path, report: Report | None = None) -> None:
    """Put a backup in the place of the library `target`: all of it, or nothing where the copy is damaged.

    Raises RashomonError when the copy is no library, has a fault, or `target` is in use or exists already.
    """
    if target.exists():
        raise RashomonError(f"{target} exists and is not overwritten: move it away first, or name another file")
    with Library.open(copy) as library:
        fault = next(iter(library.faults()), None)
        if fault is not None:
            raise RashomonError(f"{copy} is damaged and was not restored: {fault}")
        _copy(library.connection, target, report)


def _copy(connection: sqlite3.Connection, out: Path, report: Report | None) -> None:
    if not out.parent.is_dir():
        raise RashomonError(f"the folder {out.parent} does not exist: make it first, or name another file")
    partial = out.with_name(out.name + ".partial")
    partial.unlink(missing_ok=True)

    def moved(_status: int, remaining: int, total: int) -> None:
        if report:
            report("copying", total - remaining, total)

    try:
        with translated_errors(out), closing(sqlite3.connect(partial)) as written:
            connection.backup(written, pages=PAGES, progress=moved)
        with partial.open("rb") as stream:
            os.fsync(stream.fileno())
        partial.replace(out)
    finally:
        for ending in ("", "-journal"):  # SQLite leaves its journal where the disk is full
            partial.with_name(partial.name + ending).unlink(missing_ok=True)
