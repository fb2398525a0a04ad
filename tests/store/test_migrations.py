"""A library of an earlier version opens, keeps what was in it, and has the schema of a new one."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from rashomon.store import Library, connection

#: The schema as the first version made it.
FIRST = Path(__file__).with_name("first.sql")
JUDGED = "INSERT INTO judgement VALUES (1, 'a', 'b', 'same', 'Ena', '2024-01-01T00:00:00Z', '')"


def schema(opened: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Every table, index and trigger as it was declared, without comments, quotes around names and blanks."""
    rows = opened.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, name): re.sub(r'--[^\n]*|[\s"]+', "", sql) for kind, name, sql in rows}


def test_a_library_of_the_first_version_is_brought_to_this_one(tmp_path: Path) -> None:
    with Library.open(tmp_path / "new.db", create=True) as made:
        new = schema(made.connection)
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        old.executescript(FIRST.read_text(encoding="utf-8"))
        old.executescript(f"{JUDGED}; PRAGMA application_id = {connection.APPLICATION_ID}; PRAGMA user_version = 1;")
    with Library.open(tmp_path / "old.db") as library:
        assert schema(library.connection) == new
        assert [one.verdict for one in library.judgements()] == ["same"]
        assert list(library.faults()) == []


def test_every_version_has_its_step() -> None:
    steps = sorted(one.name for one in (files("rashomon.store") / "migrations").iterdir() if one.name.endswith(".sql"))
    assert steps == [f"{number:04}.sql" for number in range(2, connection.VERSION + 1)]
