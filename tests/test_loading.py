"""A run comes into a library, whole or in part, and the library is as sound as if its documents had been added."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from rashomon import pipeline, running, sample
from rashomon.cli import cli
from rashomon.engines import tables
from rashomon.ingest import Options
from rashomon.model import RashomonError
from rashomon.running import Slice
from rashomon.store import Library


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run on this machine of the sample and of a line that is none."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "bad.jsonl").write_text('{"text": "Velm fell."}\n{"text": 7}\n', encoding="utf-8")
    running.run_here([str(sample.folder()), str(folder / "bad.jsonl")], folder / "out", Options())
    return folder / "out"


def rows(library: Library) -> dict[str, list[str]]:
    return {
        name: sorted(json.dumps(row, sort_keys=True) for row in pipeline.table(library, name))
        for name in tables.TABLES if name != "problems"
    }  # fmt: skip


def test_a_whole_run_gives_the_library_that_add_gives(run: Path, tmp_path: Path) -> None:
    with (
        Library.open(tmp_path / "loaded.db", create=True) as loaded,
        Library.open(tmp_path / "a.db", create=True) as added,
    ):
        done = running.load(loaded, run, Slice())
        pipeline.add(added, [str(sample.folder()), str(run.parent / "bad.jsonl")])
        assert done.new == done.annotated == added.count_documents()
        assert rows(loaded) == rows(added)
        assert loaded.problems() == added.problems()
        assert list(loaded.faults()) == []
        again = running.load(loaded, run, Slice())
        assert (again.new, again.known, again.annotated, again.relinked) == (0, done.new, 0, False)


def test_a_slice_brings_only_what_was_asked_for(run: Path, tmp_path: Path) -> None:
    stories = list(tables.load_table("stories", run))
    story = max(stories, key=lambda row: len(row["documents"]))
    with Library.open(tmp_path / "story.db", create=True) as library:
        running.load(library, run, Slice(story=story["id"]))
        assert [one.id for one in sorted(library.heads(), key=lambda one: one.id)] == sorted(story["documents"])
        assert list(library.faults()) == []
        assert library.problems() == []
    with Library.open(tmp_path / "days.db", create=True) as library:
        running.load(library, run, Slice(since="2019-09", until="2019", limit=3))
        days = [one.published or "" for one in library.heads()]
        assert len(days) == 3
        assert all("2019-09" <= day < "2020" for day in days)


def test_a_story_or_a_run_that_is_not_there_is_said(run: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "a.db", create=True) as library:
        with pytest.raises(RashomonError, match="no story"):
            running.load(library, run, Slice(story="none"))
        with pytest.raises(RashomonError, match="no whole run"):
            running.load(library, tmp_path, Slice())


def test_a_load_that_was_stopped_goes_on(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, kept, calls = tmp_path / "a.db", Library.save_annotations, []

    def stop(self: Library, *arguments: object) -> None:
        calls.append(1)
        if len(calls) == 5:
            raise KeyboardInterrupt
        kept(self, *arguments)

    monkeypatch.setattr(running, "STORE_BATCH", 2)
    monkeypatch.setattr(Library, "save_annotations", stop)
    with Library.open(path, create=True) as library, pytest.raises(KeyboardInterrupt):
        running.load(library, run, Slice())
    monkeypatch.setattr(Library, "save_annotations", kept)
    with Library.open(path) as library, Library.open(tmp_path / "b.db", create=True) as whole:
        assert list(library.faults()) == []
        running.load(library, run, Slice())
        running.load(whole, run, Slice())
        assert rows(library) == rows(whole)


def test_the_commands_say_what_they_did_and_what_cannot_be(run: Path, tmp_path: Path) -> None:
    def call(*words: str, status: int = 0) -> str:
        result = CliRunner().invoke(cli, list(words))
        assert result.exit_code == status, result.output
        return result.output + str(result.exception or "")

    library = str(tmp_path / "a.db")
    assert "3 new documents" in call("load", str(run), "--library", library, "--limit", "3")
    call("verify", "--library", library)
    page = str(sample.folder() / "velm-meridian.txt")
    assert "1 document" in call("run", page, "--out", str(tmp_path / "out"))
    assert "holds a run already" in call("run", page, "--out", str(tmp_path / "out"), status=1)
    assert "a run reads files" in call("run", "https://karsa.example", "--out", str(tmp_path / "b"), status=1)
    assert "only Spark reads" in call("run", "s3a://karsa/x", "--out", str(tmp_path / "b"), status=1)
    assert "1 problem" in call("run", str(tmp_path / "none"), "--out", str(tmp_path / "c"), status=1)
    assert "KEY=VALUE" in call("run", page, "--engine", "spark", "--conf", "x", "--out", str(tmp_path / "d"), status=2)
