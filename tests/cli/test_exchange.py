"""`rashomon exchange`: what people changed in another tool becomes judgements, once, and nothing is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from starlette.testclient import TestClient
from tests.web.conftest import save

from rashomon.cli import cli
from rashomon.compare.agreement import find_agreements
from rashomon.compare.corrections import Corrections, read_note
from rashomon.store import Library
from rashomon.web.app import make_app


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return save(tmp_path / "velm.db")


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in words])


def edited(path: Path, folder: Path) -> tuple[str, str]:
    """Delete the first mention of the first file, turn its second into another sort; the words of both."""
    assert run("exchange", "out", folder, "--library", path, "--format", "brat", "--kind", "mention").exit_code == 0
    file = next(one for one in sorted(folder.glob("*.ann")) if len(one.read_text().splitlines()) > 2)
    lines = file.read_text(encoding="utf-8").splitlines()
    second = lines[1].split(" ", 1)
    lines[1] = second[0].split("\t")[0] + "\tmention-facility " + second[1]
    file.write_text("\n".join([*lines[1:], "T900\tmention-other 0 3\t" + _words(file), "#1\tAnnotatorNotes T1\tx", ""]))
    return lines[0].split("\t")[2], second[1].split("\t")[1]


def _text(library: Library, document: str) -> str:
    found = library.document(document)
    assert found is not None
    return found.text


def _words(file: Path) -> str:
    return file.with_suffix(".txt").read_text(encoding="utf-8")[:3]


def test_a_round_trip_through_brat_becomes_judgements(path: Path, tmp_path: Path) -> None:
    gone, other = edited(path, tmp_path / "out")
    result = run("exchange", "in", tmp_path / "out", "--library", path, "--by", "Ena")
    assert result.exit_code == 1  # a note cannot be taken, and is told
    assert "1 deleted, 1 relabelled, 1 added" in result.output
    assert "AnnotatorNotes" in result.output
    with Library.open(path) as library:
        held = library.judgements()
        given = Corrections.of(held)
        rows = {one.id: one for head in library.heads() for one in library.annotations(head.id)}
        texts = {head.id: _text(library, head.id) for head in library.heads()}
    words = {key: texts[row.document][row.start : row.end] for key, row in rows.items()}
    assert [words[key] for key in given.wrong] == [gone]
    assert {words[key]: change for key, change in given.changed.items() if key in words} == {
        other: {"label": "facility"}
    }
    assert [read_note(one.note).get("added") for one in held].count("mention-other") == 1


def test_the_same_again_changes_nothing(path: Path, tmp_path: Path) -> None:
    edited(path, tmp_path / "out")
    run("exchange", "in", tmp_path / "out", "--library", path, "--by", "Ena")
    result = run("exchange", "in", tmp_path / "out", "--library", path, "--by", "Ena")
    assert "0 deleted, 0 relabelled, 0 added; 3 known already" in result.output
    with Library.open(path) as library:
        assert len(library.judgements()) == 3


def test_what_was_added_stands_in_the_log_and_is_no_agreement(path: Path, tmp_path: Path) -> None:
    edited(path, tmp_path / "out")
    for name in ("Ena", "Orlek"):
        run("exchange", "in", tmp_path / "out", "--library", path, "--by", name)
    with Library.open(path) as library:
        assert [one.both for one in find_agreements(library.judgements())] == [3]  # the deletion, the row, its label
    with TestClient(make_app(path), base_url="http://127.0.0.1:8765") as client:
        assert "mention-other" in client.get("/judgements").text


def test_a_dry_run_tells_and_writes_nothing(path: Path, tmp_path: Path) -> None:
    edited(path, tmp_path / "out")
    assert "1 deleted" in run("exchange", "in", tmp_path / "out", "--library", path, "--by", "Ena", "--dry-run").output
    with Library.open(path) as library:
        assert library.judgements() == []


def test_a_folder_that_was_not_written_by_us_is_told(path: Path, tmp_path: Path) -> None:
    result = run("exchange", "in", tmp_path, "--library", path, "--by", "Ena")
    assert result.exit_code != 0
    assert "exchange out" in str(result.exception)


def test_what_went_out_corrected_comes_back_without_a_change(path: Path, tmp_path: Path) -> None:
    edited(path, tmp_path / "out")
    run("exchange", "in", tmp_path / "out", "--library", path, "--by", "Ena")
    run("exchange", "out", tmp_path / "again", "--library", path, "--format", "inception")
    result = run("exchange", "in", tmp_path / "again", "--library", path, "--by", "Orlek")
    assert result.exit_code == 0
    assert "0 deleted, 0 relabelled, 0 added" in result.output
