"""A backup is the library at one moment, whole; a damaged one is never put back."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from rashomon.cli import cli
from rashomon.model import Document, RashomonError
from rashomon.store import Library
from rashomon.store.backup import restore_backup, save_backup


def _add(library: Library, first: int, number: int) -> None:
    with library.transaction():
        for at in range(first, first + number):
            library.add_document(Document(id=f"d{at}", text=f"The Northern Front left Karsa on day {at}. " * 50))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    opened = Library.open(tmp_path / "a.db", create=True)
    _add(opened, 0, 20)
    return opened


def test_a_backup_restored_is_the_library_again(library: Library, tmp_path: Path) -> None:
    library.close()
    copy, back = tmp_path / "copy.db", tmp_path / "back.db"
    result = CliRunner().invoke(cli, ["backup", str(copy), "--library", str(library.path)])
    assert result.exit_code == 0, result.output
    assert "20 documents" in result.output
    result = CliRunner().invoke(cli, ["restore", str(copy), "--library", str(back)])
    assert result.exit_code == 0, result.output
    with Library.open(back) as restored, Library.open(copy) as copied:
        assert list(restored.documents()) == list(copied.documents())


def test_a_backup_taken_during_writes_holds_whole_transactions(library: Library, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with Library.open(library.path) as writer:
            at = 20
            while not stop.is_set():
                _add(writer, at, 10)
                at += 10

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(3):
            save_backup(library, tmp_path / f"copy{number}.db")
    finally:
        stop.set()
        thread.join()
    for number in range(3):
        with Library.open(tmp_path / f"copy{number}.db") as copied:
            assert copied.count_documents() % 10 == 0
            assert list(copied.faults()) == []


def test_nothing_is_overwritten(library: Library, tmp_path: Path) -> None:
    taken = tmp_path / "taken.db"
    taken.write_bytes(b"mine")
    with pytest.raises(RashomonError, match="not overwritten"):
        save_backup(library, taken)
    with pytest.raises(RashomonError, match="not overwritten"):
        restore_backup(library.path, taken)
    assert taken.read_bytes() == b"mine"


def test_a_damaged_backup_is_not_put_back(library: Library, tmp_path: Path) -> None:
    copy, back = tmp_path / "copy.db", tmp_path / "back.db"
    save_backup(library, copy)
    with Library.open(copy) as copied:
        copied.connection.executescript("DROP TRIGGER document_text_never_changes; UPDATE document SET text = 'short'")
    with pytest.raises(RashomonError, match="damaged"):
        restore_backup(copy, back)
    assert not back.exists()
    assert not list(tmp_path.glob("*.partial"))
