"""Bad input gives a clear message, the right exit status, and loses nothing."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

TEXT = (
    "Karsa Council Meets\n\nThe council of Karsa met on Monday. Mayor Ena Dorn said the bridge at Velm would reopen.\n"
)


def rashomon(*arguments: object, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from rashomon.cli import main; main()", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small library that tests may read; copy it to change it."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "a.txt").write_text(TEXT)
    path = folder / "a.db"
    done = rashomon("add", folder / "a.txt", "--library", path)
    assert done.returncode == 0, done.stderr
    return path


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.bin", bytes(range(256)) * 64, ""),
        ("blank.txt", b" \n\n\t ", ""),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_the_rest_is_kept(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(TEXT)
    path = tmp_path / "x.db"
    done = rashomon("add", tmp_path, "--library", path)
    assert done.returncode == 1
    assert f"{name}: " in done.stderr
    assert words in done.stderr
    assert "1 new document" in done.stdout
    assert name in rashomon("problems", "--library", path).stdout


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = TEXT.replace("Velm", "Vélm") + "\nThe café at the quay stayed open all day, said Renée Ilmen, who runs it.\n"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    done = rashomon("extract", tmp_path / "a.txt")
    assert done.returncode == 0, done.stderr
    assert "Renée Ilmen" in json.loads(done.stdout)["text"]


def test_a_folder_with_nothing_readable_says_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = rashomon("add", tmp_path / "in", "--library", tmp_path / "x.db")
    assert done.returncode == 1
    assert str(tmp_path / "in") in done.stderr


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    done = rashomon("add", tmp_path / "nowhere", "--library", tmp_path / "x.db")
    assert done.returncode == 1
    assert "nowhere" in done.stderr


def test_the_same_document_twice_changes_nothing(tmp_path: Path, library: Path) -> None:
    before = rashomon("export", "annotations", "--library", library).stdout
    again = rashomon("add", library.with_name("a.txt"), "--library", library)
    assert again.returncode == 0
    assert "0 new documents, 1 already there" in again.stdout
    assert rashomon("export", "annotations", "--library", library).stdout == before


@pytest.mark.parametrize(
    "arguments", [["add"], ["export", "nothing"], ["annotate"], ["no-such-command"], ["add", "x", "--jobs", "0"]]
)
def test_wrong_usage_ends_with_status_2(arguments: list[str]) -> None:
    done = rashomon(*arguments)
    assert done.returncode == 2
    assert "Error" in done.stderr


def test_a_missing_or_foreign_or_newer_library_ends_with_status_1_and_says_what_to_do(tmp_path: Path) -> None:
    missing = rashomon("show", "--library", tmp_path / "no.db")
    assert (missing.returncode, "make one with" in missing.stderr) == (1, True)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE t (x)")
    foreign = rashomon("verify", "--library", tmp_path / "other.db")
    assert (foreign.returncode, "another program" in foreign.stderr) == (1, True)
    assert rashomon("add", __file__, "--library", tmp_path / "new.db").returncode in (0, 1)
    with sqlite3.connect(tmp_path / "new.db") as newer:
        newer.execute("PRAGMA user_version = 99")
    done = rashomon("show", "--library", tmp_path / "new.db")
    assert (done.returncode, "newer version" in done.stderr) == (1, True)


def test_control_c_in_the_middle_keeps_what_is_stored_and_the_next_run_goes_on(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"d{n}", "text": f"{n}. {TEXT * 8}"}) for n in range(240)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    path = tmp_path / "x.db"
    # A CI that runs in the background hands down an ignored SIGINT, which Python then leaves ignored.
    listen = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    small_batches = "from rashomon.engines import local; local.BATCH_CHARACTERS = 2_000"
    command = [sys.executable, "-c", f"{listen}; {small_batches}; from rashomon.cli import main; main()"]
    command += ["add", str(tmp_path / "a.jsonl"), "--library", str(path)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, process_group=0)
    _wait_for_annotations(path, running)
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 1
    assert b"What is already stored is kept" in errors
    assert rashomon("verify", "--library", path).returncode == 0
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM document").fetchone()[0] == 240
        assert 0 < connection.execute("SELECT count(*) FROM done").fetchone()[0] < 240
    assert rashomon("add", tmp_path / "a.jsonl", "--library", path).returncode == 0
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM done").fetchone()[0] == 240


def _wait_for_annotations(path: Path, running: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        time.sleep(0.05)
        assert running.poll() is None, running.communicate()
        try:
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
                if connection.execute("SELECT count(*) FROM done").fetchone()[0]:
                    return
        except sqlite3.OperationalError:
            continue
    raise AssertionError("nothing was annotated within a minute")


def test_a_full_disk_is_said_and_keeps_the_library(tmp_path: Path, library: Path) -> None:
    small = Path("/dev/full")
    if not small.exists():
        pytest.skip("needs /dev/full")
    with small.open("wb") as full:
        command = [sys.executable, "-c", "from rashomon.cli import main; main()", "export", "annotations"]
        done = subprocess.run([*command, "--library", str(library)], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert rashomon("verify", "--library", library).returncode == 0


def test_annotate_gives_a_line_for_every_input_in_order_and_problem_lines_for_bad_ones() -> None:
    lines = [
        '{"id": "a", "text": "The army left Karsa."}',
        "not json",
        '{"id": "b"}',
        '{"id": "c", "text": ""}',
        "[]",
        '{"id": 7, "text": "x", "title": 3}',
    ]
    done = rashomon("annotate", "--jsonl", "-", stdin="\n".join(lines).encode())
    assert done.returncode == 1
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["document"]["id"] for row in rows] == ["a", None, "b", "c", None, "7"]
    assert ["problem" in row for row in rows] == [False, True, True, False, True, True]
    assert rows[0]["schema"] == "rashomon.annotations/1"


def test_annotate_takes_a_file_verbatim(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    done = rashomon("annotate", tmp_path / "a.txt")
    row = json.loads(done.stdout)
    text = (tmp_path / "a.txt").read_bytes().decode()
    assert done.returncode == 0
    assert any("Ena Dorn" in text[one["start"] : one["end"]] for one in row["annotations"])
