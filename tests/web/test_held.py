"""Connections are held open between pages, and never to a file that is no longer there."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rashomon.model import RashomonError
from rashomon.store import Library
from rashomon.web.app import make_app
from rashomon.web.held import IDLE, Held


def test_who_comes_next_gets_the_connection_that_is_free(library_path: Path) -> None:
    held = Held(library_path)
    with held.lent() as first:
        pass
    with held.lent() as second, held.lent() as third:
        assert second is first
        assert third is not first
    assert len(held.idle) == 2
    held.close()
    assert not held.idle


def test_a_file_put_in_the_place_of_another_is_read_at_once(library_path: Path, tmp_path: Path) -> None:
    path, other = Path(shutil.copy(library_path, tmp_path / "one.db")), tmp_path / "other.db"
    held = Held(path)
    with held.lent() as library:
        assert library.count_documents() > 0
    Library.open(other, create=True).close()
    other.replace(path)
    with held.lent() as library:
        assert library.count_documents() == 0
    held.close()


def test_a_library_that_is_gone_is_told(library_path: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(library_path, tmp_path / "one.db"))
    held = Held(path)
    with held.lent():
        pass
    for one in tmp_path.iterdir():
        one.unlink()
    with pytest.raises(RashomonError, match="there is no library"), held.lent():
        pass


def test_a_connection_on_which_something_broke_is_not_lent_again(library_path: Path) -> None:
    held = Held(library_path)
    with pytest.raises(ValueError, match="broke"), held.lent():
        raise ValueError("broke")
    assert not held.idle


def test_no_more_than_a_few_are_kept(library_path: Path) -> None:
    held = Held(library_path)
    lent = [held.lent() for _ in range(IDLE + 2)]
    for one in lent:
        one.__enter__()
    for one in lent:
        one.__exit__(None, None, None)
    assert len(held.idle) == IDLE
    held.close()


def test_a_schema_brought_further_meanwhile_is_told(library_path: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(library_path, tmp_path / "one.db"))
    held = Held(path)
    with held.lent():
        pass
    with Library.open(path) as other:
        other.connection.execute("PRAGMA user_version = 999")
    with pytest.raises(RashomonError, match="newer version"), held.lent():
        pass


def test_the_file_is_never_opened_beside_sqlite(library_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(library_path)
    with held.lent():
        pass
    # To close a handle takes away the locks of the process on that file, those of SQLite too.
    monkeypatch.setattr(Path, "open", lambda *_args, **_named: pytest.fail("a handle of the library's file"))
    with held.lent() as library:
        assert library.count_documents()
    held.close()


def test_when_the_server_ends_the_library_is_one_file_again(library_path: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(library_path, tmp_path / "one.db"))
    with TestClient(make_app(path), base_url="http://127.0.0.1") as client:
        assert client.get("/").status_code == 200
        assert path.with_name("one.db-wal").exists(), "held open between pages"
    assert [one.name for one in tmp_path.iterdir()] == ["one.db"]


def test_the_end_waits_for_a_connection_that_is_lent(library_path: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(library_path, tmp_path / "one.db"))
    held, taken, go = Held(path), threading.Event(), threading.Event()

    def read() -> None:
        with held.lent() as library:
            taken.set()
            go.wait(10)
            library.count_documents()

    reader = threading.Thread(target=read)
    reader.start()
    assert taken.wait(10)
    threading.Timer(0.05, go.set).start()
    held.close()
    assert [one.name for one in tmp_path.iterdir()] == ["one.db"]
    reader.join()
