"""A full disk, what may not be written, several at once: an error that says what to do, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.apart import all_end_well, as_nobody, forked, mount_small_disk, needs_small_disk, said
from tools.earlier import save_earlier

from rashomon.model import Document, RashomonError
from rashomon.store import Library, connection
from rashomon.store.backup import save_backup

WORDS = "The council of Karsa met on Monday and heard what the millers had to say. "


def add(library: Library, *names: str, size: int = 1) -> None:
    with library.transaction():
        for name in names:
            library.add_document(Document(id=name, text=f"{name}: {WORDS * size}"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "a.db", create=True) as library:
        add(library, "first", "second")
    return tmp_path / "a.db"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may enter, as pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="rashomon-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def counted(path: Path) -> int:
    with Library.open(path) as library:
        assert list(library.faults()) == []
        return library.count_documents()


# A full disk


def test_a_disk_that_fills_up_says_so_and_keeps_every_transaction_that_ended(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    needs_small_disk(disk)

    def fill() -> str:
        mount_small_disk(disk, "3m")
        (disk / "other").write_bytes(b"x" * 1_500_000)
        kept, reason = 0, ""
        with Library.open(disk / "a.db", create=True) as library:
            while not reason:
                try:
                    add(library, f"d{kept}", size=300)
                    kept += 1
                except RashomonError as error:
                    reason = str(error)
        (disk / "other").unlink()
        before = counted(disk / "a.db")
        with Library.open(disk / "a.db") as library:
            add(library, f"d{kept}", size=300)
        return f"{before == kept > 10} {counted(disk / 'a.db') == kept + 1} {reason}"

    assert said(fill, tmp_path / "reply").startswith("True True the disk is full or cannot be written")


def test_a_disk_that_fills_up_during_a_backup_leaves_no_half_copy(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    needs_small_disk(disk)
    with Library.open(tmp_path / "a.db", create=True) as library:
        add(library, "large", size=60_000)

    def back_up() -> str:
        mount_small_disk(disk, "1m")
        with Library.open(tmp_path / "a.db") as library:
            try:
                save_backup(library, disk / "copy.db")
            except RashomonError as error:
                return f"{sorted(one.name for one in disk.iterdir())} {error}"
        return "was written"

    reply = said(back_up, tmp_path / "reply")
    assert reply.startswith("[] the disk is full")
    assert "free some space and run the same command again" in reply


# What may not be written


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o755), (0o444, 0o555), (0o666, 0o555)])
def test_a_library_that_may_not_be_written_is_read_and_says_why_nothing_is_kept(
    open_folder: Path, tmp_path: Path, file_mode: int, folder_mode: int
) -> None:
    path = open_folder / "a.db"
    with Library.open(path, create=True) as library:
        add(library, "first")
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)

    def write() -> None:
        with Library.open(path) as library:
            add(library, "more")

    assert said(as_nobody(lambda: counted(path)), tmp_path / "reply") == "1"
    refusal = said(as_nobody(write), tmp_path / "reply")
    assert refusal.startswith("RashomonError")
    assert f"{path} or its folder is read-only: check their permissions, or copy it" in refusal
    open_folder.chmod(0o755)
    assert counted(path) == 1


def test_a_library_that_may_not_be_read_says_so(open_folder: Path, tmp_path: Path) -> None:
    path = open_folder / "a.db"
    Library.open(path, create=True).close()
    path.chmod(0)
    assert "check that you may read and write it" in said(as_nobody(lambda: counted(path)), tmp_path / "reply")


def test_where_nothing_may_be_written_a_library_with_a_part_beside_it_is_not_read_without_that_part(
    open_folder: Path, tmp_path: Path
) -> None:
    path = open_folder / "a.db"

    def write_and_die() -> None:
        library = Library.open(path, create=True)
        add(library, "first")
        os._exit(0)

    assert all_end_well([forked(write_and_die)])
    (open_folder / "a.db-shm").unlink()
    open_folder.chmod(0o555)
    refusal = said(as_nobody(lambda: counted(path)), tmp_path / "reply")
    assert "a.db-wal holds a part of it: copy both files" in refusal


def test_an_earlier_library_that_may_not_be_written_says_to_copy_it(open_folder: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "now.db", create=True) as library:
        add(library, "first")
    path = open_folder / "a.db"
    save_earlier(tmp_path / "now.db", path, 1)
    open_folder.chmod(0o555)
    refusal = said(as_nobody(lambda: counted(path)), tmp_path / "reply")
    assert "earlier version of this program" in refusal
    assert "copy it to a folder where you may write" in refusal


# Several at once


def test_several_that_make_the_same_new_library_at_once_all_get_it(tmp_path: Path) -> None:
    for turn in range(3):
        path = tmp_path / f"new{turn}.db"
        children = [
            forked(lambda path=path, number=number: add(Library.open(path, create=True), str(number)))  # type: ignore[misc]
            for number in range(5)
        ]
        assert all_end_well(children)
        assert counted(path) == 5


def test_several_that_open_an_earlier_library_at_once_all_find_it_brought_to_this_version(path: Path) -> None:
    for turn in range(3):
        old = path.with_name(f"old{turn}.db")
        save_earlier(path, old, 1)
        assert all_end_well([forked(lambda old=old: counted(old)) for _ in range(5)])  # type: ignore[misc]
        with sqlite3.connect(old) as opened:
            assert opened.execute("PRAGMA user_version").fetchone() == (connection.VERSION,)


def test_two_writers_at_once_wait_for_each_other_and_both_are_kept(path: Path) -> None:
    def write(who: str) -> None:
        with Library.open(path) as library:
            for number in range(30):
                add(library, f"{who}{number}", f"{who}{number} too")

    assert all_end_well([forked(lambda who=who: write(who)) for who in ("ena", "oro")])  # type: ignore[misc]
    assert counted(path) == 2 + 2 * 60


def test_a_writer_that_waits_too_long_says_to_wait_and_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.2)
    with Library.open(path) as first, Library.open(path) as second:
        with first.transaction():
            first.add_document(Document(id="third", text="One came."))
            with pytest.raises(RashomonError, match=r"in use by another process.*run the same command again"):
                add(second, "fourth")
        add(second, "fourth")
    assert counted(path) == 4


def test_a_reader_during_writes_sees_whole_transactions_and_is_never_blocked(path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with Library.open(path) as library:
            number = 0
            while not stop.is_set():
                add(library, f"left{number}", f"right{number}")
                number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with Library.open(path) as reader:
            seen = [reader.count_documents() for _ in range(300)]
    finally:
        stop.set()
        writer.join()
    assert all(one % 2 == 0 for one in seen)
    assert seen == sorted(seen)
