"""A library of every earlier version opens, keeps what was in it, and has the schema of a new one."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from tools.earlier import FIRST, save_earlier

from rashomon.annotate.found import Maker
from rashomon.model import Cluster, Document, Judgement, Link, Problem, Reason
from rashomon.store import Library, connection

JUDGED = "INSERT INTO judgement VALUES (1, 'a', 'b', 'same', 'Ena', '2024-01-01T00:00:00Z', '')"


def schema(opened: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Every table, index and trigger as it was declared, without comments, quotes around names and blanks."""
    rows = opened.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, name): re.sub(r'--[^\n]*|[\s"]+', "", sql) for kind, name, sql in rows}


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A library of this version with a row in every table that the first version had."""
    document = Document("d", "The Northern Front left Karsa.", title="Karsa", authors=("E. Dorn",), published="2019-03")
    make = Maker(document, "names@1")
    mention, claim = (
        make.mention(4, 18, "armed_group", "northern front"),
        make.claim(0, 29, "RETREAT", "asserted", None),
    )
    link = Link("copy", "d", "e", "edited", "copies@1", 0.9, 0.8, ((0, 5, 2, 7),), (Reason("words", "0.8", 3.5),))
    with Library.open(tmp_path / "full.db", create=True) as library:
        with library.transaction():
            library.add_document(document)
            library.save_annotations(document, [mention, claim], "v1")
            library.save_links([link], [Cluster("story", ("d",), "Karsa")])
            library.save_problem(Problem("b.pdf", "empty"))
            library.set_setting("linked", "x")
        library.judge(Judgement(claim.id, None, "right", "Ena", "2024-01-01T00:00:00Z", "seen"))
    return tmp_path / "full.db"


@pytest.mark.parametrize("version", range(1, connection.VERSION))
def test_a_library_of_every_earlier_version_keeps_its_rows_and_gets_this_schema(full: Path, version: int) -> None:
    old = full.with_name("old.db")
    save_earlier(full, old, version)
    with Library.open(full) as now, Library.open(old) as migrated:
        assert schema(migrated.connection) == schema(now.connection)
        assert list(migrated.documents()) == list(now.documents())
        assert list(migrated.all_annotations()) == list(now.all_annotations())
        assert migrated.links() == now.links()
        assert migrated.clusters("story") == now.clusters("story")
        assert migrated.judgements() == now.judgements()
        assert migrated.problems() == now.problems()
        assert (migrated.waiting("v1"), migrated.setting("linked")) == ([], "x")
        assert [hit.document for hit in migrated.search("karsa")] == ["d"]
        assert list(migrated.faults()) == []


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
