"""Files sent from the page: added behind it, with progress, and what could not be read said in words."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from tests.web.test_review import ORIGIN, Reader

from rashomon.store import Library


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    Library.open(tmp_path / "new.db", create=True).close()
    return Reader(tmp_path / "new.db")


def send(reader: Reader, *files: tuple[str, bytes]) -> dict[str, Any]:
    """Send files by the form, wait for the run, and give its JSON."""
    fields = {"csrf": reader.token()}
    answer = reader.client.post("/adding", data=fields, files=[("files", one) for one in files])
    assert answer.status_code == 200, answer.text
    address = str(answer.url).removeprefix(ORIGIN)
    for _ in range(600):
        job: dict[str, Any] = reader.client.get(address + ".json").json()
        if job["ended"]:
            return job
        time.sleep(0.1)
    raise AssertionError("the run did not end")


def test_an_empty_library_offers_the_form_and_says_what_can_be_read(reader: Reader) -> None:
    page = reader.get("/")
    assert 'type="file"' in page
    assert "rashomon add FOLDER" in page


def test_files_are_added_and_what_cannot_be_read_is_said(reader: Reader, tmp_path: Path) -> None:
    text = b"Ferry sinks at Velm\n\nThe ferry to Velm sank on Monday, the harbour office said. Nobody was hurt.\n"
    job = send(
        reader, ("../../ferry.txt", text), ("ferry.txt", text + b"More followed.\n"), ("x.bin", b"\x00\x01\x02" * 99)
    )
    assert job["files"] == ["ferry.txt", "ferry (2).txt", "x.bin"]
    assert job["new"] == 2
    assert [one["where"] for one in job["problems"]] == ["x.bin"]
    with Library.open(tmp_path / "new.db") as library:
        assert sorted(one.origin.path or "" for one in library.documents()) == ["ferry (2).txt", "ferry.txt"]
        assert [row for one in library.documents() for row in library.annotations(one.id)]
        assert library.clusters("story")
    assert "Ferry sinks at Velm" in reader.get("/")
    again = send(reader, ("ferry.txt", text))
    assert (again["new"], again["known"]) == (0, 1)


def test_the_files_are_gone_after_the_run(reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setattr("rashomon.web.jobs.tempfile.mkdtemp", lambda prefix: str(kept))
    send(reader, ("a.txt", b"One came."))
    for _ in range(100):
        if not kept.exists():
            break
        time.sleep(0.05)
    assert not kept.exists()


def test_a_form_without_files_says_so(reader: Reader) -> None:
    answer = reader.client.post("/adding", data={"csrf": reader.token()}, files={"other": ("a", b"x")})
    assert answer.status_code == 400
    assert "Choose files first" in answer.text


def test_a_run_that_nobody_knows_is_told(reader: Reader) -> None:
    assert "There is no such run" in reader.client.get("/adding/none").text


def test_a_process_that_dies_is_told_and_harms_nobody(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.web.jobs.add_files", die)
    job = send(reader, ("a.txt", b"One came."))
    assert "reading stopped" in job["fault"]
    assert reader.client.get("/").status_code == 200


def die(*_: object) -> None:
    raise SystemExit(9)
