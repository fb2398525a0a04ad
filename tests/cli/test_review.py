"""The queue and the agreement of judges on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.web.conftest import save

from rashomon.cli import cli
from rashomon.model import Judgement
from rashomon.store import Library


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return save(tmp_path / "velm.db")


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in words])


def judged(path: Path, by: str, verdicts: dict[str, str]) -> None:
    with Library.open(path) as library:
        for row, verdict in verdicts.items():
            library.judge(Judgement(row, None, verdict, by, "2019-03-04T10:00:00+00:00"))  # type: ignore[arg-type]


def test_the_queue_is_printed_with_the_weightiest_first(path: Path) -> None:
    done = run("review", "--library", str(path), "--jsonl", "--most", "5")
    rows = [json.loads(one) for one in done.stdout.splitlines()]
    assert rows
    assert [one["weight"] for one in rows] == sorted((one["weight"] for one in rows), reverse=True)
    assert "to judge in" in done.stderr
    assert run("review", "--library", str(path)).stdout.splitlines()


def test_agreement_is_told_for_files_and_for_a_library(path: Path, tmp_path: Path) -> None:
    with Library.open(path) as library:
        rows = [one.id for one in library.all_annotations() if one.kind == "claim"][:4]
    judged(path, "Ena", dict(zip(rows, ("right", "right", "wrong", "wrong"), strict=True)))
    judged(path, "Oro", dict(zip(rows, ("right", "wrong", "wrong", "wrong"), strict=True)))
    done = run("agreement", "--library", str(path))
    assert "Ena and Oro: alpha 0.533, the same on 3 of 4" in done.stdout
    assert f"{rows[1]}\tverdict\tEna: right, Oro: wrong" in done.stdout
    file = tmp_path / "all.jsonl"
    file.write_bytes(run("judgements", "--library", str(path), "--jsonl").stdout_bytes)
    found = json.loads(run("agreement", str(file), "--json").stdout)
    assert found["agreements"][0]["alpha"] == 0.533
    taken = json.loads(file.read_text().splitlines()[1])["id"]
    run("judgements", "--library", str(path), "--retract", taken, "--by", "Ena")
    file.write_bytes(run("judgements", "--library", str(path), "--jsonl").stdout_bytes)
    assert json.loads(run("agreement", str(file), "--json").stdout)["disagreements"] == []


@pytest.mark.parametrize("content", ["{", "[1]", '{"left": "a"}'])
def test_a_file_of_something_else_is_named_with_its_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(content + "\n")
    done = CliRunner().invoke(cli, ["agreement", str(file)])
    assert done.exit_code == 1
    assert "line 1 is no" in str(done.exception)
