"""An open SQLite connection to a library file that is ours and of this version, or an error that says why not."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from rashomon.model import RashomonError

APPLICATION_ID = 0x52534D4E  # "RSMN" in the SQLite header: tells our files from other programs'
VERSION = 7
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
        return _prepared(_opened(path), path)
    except _CannotWriteError:
        return _prepared(_opened_as_it_lies(path), path, writes=False)


class _CannotWriteError(Exception):
    """SQLite can't keep beside the file what it needs even to read it: the folder or its disk is read-only."""


def _opened(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    except sqlite3.OperationalError as error:
        raise RashomonError(f"{path} cannot be opened ({error}): check that you may read and write it") from error


def _opened_as_it_lies(path: Path) -> sqlite3.Connection:
    """A connection that only reads and locks nothing: the file of a read-only disk or folder does not change.

    Raises RashomonError where a writer that was killed, or is at work, left a part of the library beside the file.
    """
    beside = path.with_name(path.name + "-wal")
    if beside.exists() and beside.stat().st_size:
        raise RashomonError(
            f"{path} cannot be read where nothing may be written, for {beside.name} holds a part of it: "
            "copy both files to a folder where you may write"
        )
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


def _prepared(connection: sqlite3.Connection, path: Path, *, writes: bool = True) -> sqlite3.Connection:
    try:
        _check_and_prepare(connection, path, writes=writes)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_and_prepare(connection: sqlite3.Connection, path: Path, *, writes: bool) -> None:
    connection.row_factory = sqlite3.Row
    with translated_errors(path):
        with _noticed(writes):
            application, version, tables = _state(connection)
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
        if not writes:
            if version < VERSION:
                raise RashomonError(
                    f"{path} was made by an earlier version of this program and is brought to this one when it is "
                    "opened, but nothing may be written there: copy it to a folder where you may write"
                )
            return
        connection.execute("PRAGMA foreign_keys = ON")
        with _noticed(writes):
            _keep_a_log(connection)
        if not tables or version < VERSION:
            prepare_schema(connection)


@contextmanager
def _noticed(writes: bool) -> Iterator[None]:
    """Turn SQLite's ways to say that it may not write into a _CannotWriteError, where it was to write."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if writes and any(one in str(error) for one in ("readonly", "read-only", "unable to open")):
            raise _CannotWriteError from error
        raise


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Turn on WAL. SQLite does not wait for another that opens the file at the same moment: it is asked again."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _state(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """The file's application id, its schema's version, and how many tables and indices it has."""
    sql = "SELECT * FROM pragma_application_id, pragma_user_version, (SELECT count(*) FROM sqlite_master)"
    application, version, tables = connection.execute(sql).fetchone()
    return application, version, tables


def prepare_schema(connection: sqlite3.Connection) -> None:
    """Make all tables of an empty file, or apply `migrations/NNNN.sql` to an older one, each in one transaction.

    A killed run leaves an empty file, or one of the versions between. Of two that open the file at once the second
    waits and then finds the work done: how far the file is, is asked again inside each transaction.
    """
    while True:
        connection.execute("BEGIN IMMEDIATE")
        try:
            _, version, tables = _state(connection)
            if tables and version >= VERSION:
                connection.execute("ROLLBACK")
                return
            number = version + 1 if tables else VERSION
            name = Path("migrations", f"{number:04}.sql") if tables else Path("schema.sql")
            for statement in _statements((files("rashomon.store") / str(name)).read_text(encoding="utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, which `executescript` would run outside the transaction that is open."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


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
            raise RashomonError(
                f"{path} or its folder is read-only: check their permissions, or copy it to a place where you may write"
            ) from error
        if "locked" in text:
            raise RashomonError(
                f"{path} is in use by another process that has been writing for over {BUSY_SECONDS:.0f} s: "
                "wait for it, then run the same command again"
            ) from error
        raise
