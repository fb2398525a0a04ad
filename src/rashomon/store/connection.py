"""An open SQLite connection to a library file that is ours and of this version, or an error that says why not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from rashomon.model import RashomonError

APPLICATION_ID = 0x52534D4E  # "RSMN" in the SQLite header: tells our files from other programs'
VERSION = 4
BUSY_SECONDS = 30.0  # a writer holds the file for one batch: 0.1 s at the median, 3 s when linking 1,000 documents


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection in WAL mode with foreign keys on; the schema is made or migrated when need be.

    Raises RashomonError for a missing file, a file that is no library, and one from a newer version.
    """
    if not create and not path.exists():
        raise RashomonError(f"there is no library at {path}: make one with 'rashomon add FOLDER --library {path}'")
    if path.is_dir():
        raise RashomonError(f"{path} is a folder; a library is one file, for example {path / 'library.db'}")
    if not path.parent.is_dir():
        raise RashomonError(f"the folder {path.parent} does not exist: make it first, or name another file")
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    except sqlite3.OperationalError as error:
        raise RashomonError(f"{path} cannot be opened ({error}): check that you may write there") from error
    try:
        _check_and_prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_and_prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    with translated_errors(path):
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and application != APPLICATION_ID:
            raise RashomonError(
                f"{path} is a database of another program (application id {application}), not a library: "
                "name another file with --library"
            )
        if version > VERSION:
            raise RashomonError(
                f"{path} was made by a newer version of this program (schema {version}; this one knows {VERSION}): "
                "update with 'pip install --upgrade rashomon', or use another library"
            )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        if not tables:
            make_schema(connection)
        elif version < VERSION:
            migrate(connection, version)


def make_schema(connection: sqlite3.Connection) -> None:
    """Make all tables in one transaction, so that a killed run leaves an empty file and no half library."""
    schema = (files("rashomon.store") / "schema.sql").read_text(encoding="utf-8")
    connection.executescript(
        f"BEGIN IMMEDIATE;\n{schema}\nPRAGMA application_id = {APPLICATION_ID};\n"
        f"PRAGMA user_version = {VERSION};\nCOMMIT;"
    )


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Apply `migrations/NNNN.sql` one after the other, each in its own transaction."""
    for number in range(version + 1, VERSION + 1):
        script = (files("rashomon.store") / "migrations" / f"{number:04}.sql").read_text(encoding="utf-8")
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors that a person can mend into a RashomonError that says how."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        text = str(error)
        if "not a database" in text or "malformed" in text:
            raise RashomonError(
                f"{path} is not a library or is damaged ({text}): name another file with --library"
            ) from error
        if "full" in text or "disk I/O" in text:
            raise RashomonError(
                f"the disk is full or cannot be written ({text}): free some space and run the same command again; "
                f"what is already in {path} is kept"
            ) from error
        if "readonly" in text or "read-only" in text:
            raise RashomonError(f"{path} is read-only: check its permissions, or copy it first") from error
        if "locked" in text:
            raise RashomonError(
                f"{path} is in use by another process that has been writing for over {BUSY_SECONDS:.0f} s: "
                "wait for it, then run the same command again"
            ) from error
        raise
