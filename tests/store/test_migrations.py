"""A library of an earlier version opens, keeps what was in it, and has the tables of a new one."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path

from rashomon.store import Library, connection

#: A new library brought back to the first version: without what later steps added.
FIRST = """
PRAGMA foreign_keys = OFF;
DROP TABLE compared; DROP TABLE known_copy; DROP TABLE retraction; DROP TABLE link; DROP TABLE cluster;
DROP TABLE judgement; DROP TABLE coding;
CREATE TABLE link (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL, label TEXT NOT NULL,
  made_by TEXT NOT NULL, score REAL NOT NULL, share REAL, spans TEXT NOT NULL, reasons TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE cluster (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, label TEXT NOT NULL)
STRICT, WITHOUT ROWID;
CREATE TABLE judgement (
  number INTEGER PRIMARY KEY, "left" TEXT NOT NULL, "right" TEXT, verdict TEXT NOT NULL, "by" TEXT NOT NULL,
  at TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
INSERT INTO judgement VALUES (1, 'a', 'b', 'same', 'Ena', '2024-01-01T00:00:00Z', '');
PRAGMA user_version = 1;
"""


def shape(opened: sqlite3.Connection) -> set[tuple[str, str]]:
    names = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {(name, column[1]) for name in names for column in opened.execute(f"PRAGMA table_info({name})")}


def test_a_library_of_the_first_version_is_brought_to_this_one(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Library.open(path, create=True) as made:
        new = shape(made.connection)
        made.connection.executescript(FIRST)
    with Library.open(path) as library:
        assert shape(library.connection) == new
        assert [one.verdict for one in library.judgements()] == ["same"]


def test_every_version_has_its_step() -> None:
    steps = sorted(one.name for one in (files("rashomon.store") / "migrations").iterdir() if one.name.endswith(".sql"))
    assert steps == [f"{number:04}.sql" for number in range(2, connection.VERSION + 1)]
