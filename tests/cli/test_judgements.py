"""`rashomon judgements` lists, passes on, takes back, and says which judgements are adrift."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rashomon.cli import cli
from rashomon.model import Document, Judgement
from rashomon.store import Library


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with Library.open(path, create=True) as library:
        with library.transaction():
            library.add_document(Document("one", "Karsa fell.", title="Karsa falls"))
            library.add_document(Document("two", "The army took Karsa."))
        library.judge(Judgement("one", "two", "same", "Ena", "2024-01-01T00:00:00Z", "both tell it"))
    return path


def run(*words: str, given: bytes = b"") -> Result:
    return CliRunner().invoke(cli, ["judgements", *words], input=given)


def test_judgements_are_listed_with_their_words(path: Path) -> None:
    assert (
        "same\tone “Karsa falls” · two\tEna\t2024-01-01T00:00:00Z\tboth tell it" in run("--library", str(path)).output
    )


def test_the_log_of_one_library_goes_into_another_where_its_words_are_gone(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.db"
    Library.open(other, create=True).close()
    lines = run("--library", str(path), "--jsonl").stdout_bytes
    assert "1 new judgement" in run("--library", str(other), "--load", "-", given=lines).output
    result = run("--library", str(other), "--adrift")
    assert result.exit_code == 1
    assert "the document one is not in the library" in result.output
    assert run("--library", str(path), "--adrift").exit_code == 0


def test_a_judgement_is_taken_back_by_its_id(path: Path) -> None:
    identity = run("--library", str(path)).output.split("\t")[0]
    assert run("--library", str(path), "--retract", identity).exit_code == 2
    assert run("--library", str(path), "--retract", identity, "--by", "Ena").exit_code == 0
    assert "taken back" in run("--library", str(path)).output
