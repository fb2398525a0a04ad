"""A library as an earlier version of the program left it: its schema, with the rows that it could hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from rashomon.store import connection

#: The schema as the first version made it; the versions after it came by the shipped migrations.
FIRST = Path(__file__).resolve().parents[1] / "tests" / "store" / "first.sql"


def save_earlier(path: Path, out: Path, version: int) -> None:
    """Write the library at `path` to the new file `out` in the schema of `version` (1, 2 …).

    Rows of tables and columns that this version did not have yet are left out.
    """
    with closing(sqlite3.connect(out, isolation_level=None)) as made:
        made.executescript(FIRST.read_text(encoding="utf-8"))
        for number in range(2, version + 1):
            step = files("rashomon.store") / "migrations" / f"{number:04}.sql"
            made.executescript(step.read_text(encoding="utf-8"))
        made.execute("ATTACH ? AS now", (str(path),))
        made.execute("BEGIN")
        for table in _tables(made, "main"):
            columns = ", ".join(f'"{one}"' for one in _columns(made, "main", table))
            made.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table}")  # noqa: S608  names of the schema
        made.execute("COMMIT")
        made.execute("DETACH now")
        made.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
        made.execute(f"PRAGMA user_version = {version}")


def _tables(opened: sqlite3.Connection, schema: str) -> list[str]:
    sql = f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' ORDER BY rowid"  # noqa: S608  names of the schema
    return [row[0] for row in opened.execute(sql) if not row[0].startswith("document_fts")]


def _columns(opened: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [row[1] for row in opened.execute(f"PRAGMA {schema}.table_info({table})")]
