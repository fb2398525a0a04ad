"""The library keeps what it is given, refuses what is not its own, and never loses a judgement."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from rashomon.annotate.found import Maker
from rashomon.model import Cluster, Document, Judgement, Link, Problem, RashomonError, Reason
from rashomon.store import Library, connection

DOCUMENT = Document(
    id="d", text="The Northern Front left Karsa.", title="Karsa", authors=("E. Dorn",), published="2019-03"
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "a.db", create=True)


def _fill(library: Library) -> None:
    make = Maker(DOCUMENT, "names@1")
    mention = make.mention(4, 18, "armed_group", "northern front")
    claim = make.claim(0, 29, "RETREAT", "asserted", None)
    with library.transaction():
        library.add_document(DOCUMENT)
        library.save_annotations(DOCUMENT, [mention, claim, make.role(4, 18, "actor", claim.id, mention.id)], "v1")


def test_what_goes_in_comes_out(library: Library) -> None:
    _fill(library)
    assert library.document("d") == DOCUMENT
    assert [row.kind for row in library.annotations("d")] == ["claim", "mention", "role"]
    assert library.waiting("v1") == []
    assert library.waiting("v2") == ["d"]
    assert list(library.faults()) == []


def test_the_same_document_again_changes_nothing_and_another_text_is_refused(library: Library) -> None:
    _fill(library)
    with library.transaction():
        assert not library.add_document(DOCUMENT)
    with pytest.raises(RashomonError, match="another text"), library.transaction():
        library.add_document(Document(id="d", text="Other words."))


def test_links_and_clusters_round_trip_and_are_replaced_whole(library: Library) -> None:
    _fill(library)
    link = Link("copy", "a", "b", "edited", "copies@1", 0.9, 0.8, ((0, 5, 2, 7),), (Reason("words", "0.8", 3.5),))
    with library.transaction():
        library.save_links([link], [Cluster("story", ("d",), "Karsa")])
        library.save_links([link], [Cluster("story", ("d",), "Karsa")])
    assert library.links("copy") == [link]
    assert library.clusters("story") == [Cluster("story", ("d",), "Karsa")]


def test_search_finds_words_with_and_without_accents_and_survives_its_own_syntax(library: Library) -> None:
    _fill(library)
    assert [hit.document for hit in library.search("kársa front")] == ["d"]
    assert library.search('" OR NEAR( *') == []
    assert library.search("") == []


def test_judgements_can_only_be_added(library: Library) -> None:
    judgement = Judgement("a", "b", "same", "Ena", "2019-03-04T10:00:00+00:00")
    library.judge(judgement)
    library.judge(Judgement("a", "b", "different", "Ena", "2019-03-05T10:00:00+00:00"))
    for statement in ("DELETE FROM judgement", "UPDATE judgement SET verdict = 'same'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            library.connection.execute(statement)
    assert [one.verdict for one in library.judgements()] == ["same", "different"]


def test_a_document_text_cannot_be_changed(library: Library) -> None:
    _fill(library)
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        library.connection.execute("UPDATE document SET text = 'x'")


def test_faults_names_a_changed_text_a_moved_span_and_a_dangling_reference(library: Library) -> None:
    _fill(library)
    library.connection.executescript(
        "DROP TRIGGER document_text_never_changes; UPDATE document SET text = 'short';"
        "UPDATE annotation SET about = 'nowhere' WHERE kind = 'role';"
    )
    faults = "\n".join(library.faults())
    assert "does not have the hash" in faults
    assert "lies outside its text of 5 characters" in faults
    assert "its about nowhere is no row" in faults


def test_a_failed_transaction_leaves_nothing_behind(library: Library) -> None:
    def fail() -> None:
        with library.transaction():
            library.add_document(DOCUMENT)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert library.count_documents() == 0


def test_a_problem_is_kept_until_its_place_is_read_again(library: Library) -> None:
    with library.transaction():
        library.save_problem(Problem("a\udcff.txt", "empty"))
    assert library.problems() == [Problem("a\\udcff.txt", "empty")]
    with library.transaction():
        library.forget_problems("a\udcff.txt")
    assert library.problems() == []


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(RashomonError, match="make one with 'rashomon add"):
        Library.open(tmp_path / "no.db")


@pytest.mark.parametrize("content", [b"hello, this is no database at all, only some text " * 30, b"\x00\x01" * 600])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(RashomonError, match="not a library or is damaged"):
        Library.open(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (x)")
    with pytest.raises(RashomonError, match="database of another program"):
        Library.open(path, create=True)


def test_a_library_from_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    Library.open(path, create=True).connection.execute("PRAGMA user_version = 99")
    with pytest.raises(RashomonError, match=r"newer version.*schema 99"):
        Library.open(path)


def test_a_folder_or_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RashomonError, match="is a folder"):
        Library.open(tmp_path, create=True)
    with pytest.raises(RashomonError, match="does not exist"):
        Library.open(tmp_path / "no" / "x.db", create=True)


def test_an_older_library_is_migrated_step_by_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.db"
    Library.open(path, create=True).close()
    room = tmp_path / "store" / "migrations"
    room.mkdir(parents=True)
    for number in range(connection.VERSION + 1, connection.VERSION + 3):
        (room / f"{number:04}.sql").write_text(f"CREATE TABLE step{number} (x);")
    monkeypatch.setattr(connection, "files", lambda _: tmp_path / "store")
    monkeypatch.setattr(connection, "VERSION", connection.VERSION + 2)
    migrated = Library.open(path)
    assert migrated.connection.execute("PRAGMA user_version").fetchone()[0] == connection.VERSION
    tables = {row[0] for row in migrated.connection.execute("SELECT name FROM sqlite_master")}
    assert f"step{connection.VERSION}" in tables


def test_a_full_disk_says_so_and_keeps_what_was_there(library: Library) -> None:
    _fill(library)
    pages = library.connection.execute("PRAGMA page_count").fetchone()[0]
    library.connection.execute(f"PRAGMA max_page_count = {pages}")
    big = Document(id="big", text="word " * 200_000)
    with pytest.raises(RashomonError, match="free some space and run the same command again"), library.transaction():
        library.add_document(big)
    assert library.count_documents() == 1
    assert list(library.faults()) == []


def test_two_connections_can_read_while_one_writes(library: Library) -> None:
    _fill(library)
    reader = Library.open(library.path)
    with library.transaction():
        library.add_document(Document(id="e", text="More."))
        assert reader.count_documents() == 1
    assert reader.count_documents() == 2
