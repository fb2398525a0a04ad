"""`show`, `compare`, `dossier` and `serve` over a library of hand-made rows, and what they print."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rich.console import Console
from rich.table import Table
from rich.text import Text
from tests.web.conftest import save

from rashomon.cli import cli, tables
from rashomon.cli.show import find_document
from rashomon.model import Cluster
from rashomon.store import Library

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(tmp_path_factory.mktemp("cli") / "velm.db")


def run(*words: str) -> str:
    """What a command prints on a terminal of 150 columns."""
    answer = CliRunner(env={"COLUMNS": "150", "NO_COLOR": "1"}).invoke(cli, words, catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


@pytest.mark.parametrize("command", ["show", "compare"])
def test_the_tables_are_those_of_the_golden_file(command: str, library: Path) -> None:
    """RASHOMON_GOLDEN=write rewrites the files; the diff is then reviewed like code."""
    printed = run(command, "--library", str(library))
    kept = GOLDEN / f"{command}.txt"
    if os.environ.get("RASHOMON_GOLDEN") == "write":
        kept.write_text(printed, encoding="utf-8")
    assert printed == kept.read_text(encoding="utf-8")


def test_compare_prints_one_json_object(library: Path) -> None:
    row = json.loads(run("compare", "--json", "--library", str(library)))
    assert row["schema"] == "rashomon.comparison/1"
    assert {"accounts", "cited", "names", "figures", "events", "differences", "silences"} <= set(row)


def test_as_of_a_day_shows_what_was_out_by_then(library: Path) -> None:
    row = json.loads(run("compare", "--json", "--as-of", "2019-08-14", "--library", str(library)))
    assert {one["published"] for one in row["accounts"]} == {"2019-08-01", "2019-08-14"}


def test_a_story_is_found_by_the_first_letters_of_its_id(library: Path) -> None:
    with Library.open(library) as opened:
        story = opened.clusters("story")[0].id
    assert "Harbour Post" in run("show", story[:6], "--library", str(library))


def test_the_option_story_takes_the_first_letters_too(library: Path) -> None:
    with Library.open(library) as opened:
        story = opened.clusters("story")[0].id
    for command in ("show", "compare"):
        by_word, by_option = (
            run(command, *words, "--library", str(library)) for words in ([story[:6]], ["--story", story[:6]])
        )
        assert by_word == by_option


def test_of_many_stories_none_is_shown_unasked(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.cli.show.FEW", 0)
    monkeypatch.setattr("rashomon.cli.show.told_stories", lambda _: [("3fa0b1c2d3", "Karsa", 4), ("77b1", "Tamaz", 2)])
    printed = run("show", "--library", str(library))
    assert "3fa0b1c2 │ Karsa │ 4" in printed
    assert "'rashomon show STORY'" in printed
    assert "shown below" not in printed
    assert len(printed.splitlines()) < 12


def test_compare_lists_the_largest_stories_and_counts_the_rest(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(library) as opened:
        several = [one for one in opened.clusters("story") if len(one.members) > 1]
        story = several[0].id
    many = [*several, *(Cluster("story", ("a", str(number)), "Velm", "story") for number in range(3))]
    monkeypatch.setattr("rashomon.store.Library.clusters", lambda *_: many)
    monkeypatch.setattr("rashomon.cli.show.largest_story", lambda _: story)
    monkeypatch.setattr("rashomon.cli.compare.largest_story", lambda _: story)
    monkeypatch.setattr("rashomon.cli.tables.MOST", 2)
    printed = run("compare", "--library", str(library))
    assert f"… {len(many) - 2} more; 'rashomon serve' lists them all." in printed


def test_a_table_is_as_wide_as_rich_would_make_it() -> None:
    rows = [("who", "“Voice”, 4 May", "agrees", "a suspected attack " * 9), ("", "कर्सा", "", "short\nlonger one")]
    for width in (24, 40, 80, 200):
        printed = []
        for made in (tables.new_table("Events", "", "Account", "", "What"), _plain_table("Events", "Account", "What")):
            for row in rows:
                made.add_row(*row)
            console = Console(file=io.StringIO(), width=width)
            console.print(made)
            printed.append(console.file.getvalue())  # type: ignore[attr-defined]
        assert printed[0] == printed[1]


def _plain_table(title: str, account: str, what: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold", padding=(0, 1))
    for head in ("", account, "", what):
        table.add_column(Text(head), overflow="fold", vertical="top")
    return table


def test_an_unknown_story_is_a_usage_error_that_lists_the_known(library: Path) -> None:
    answer = CliRunner().invoke(cli, ["show", "zzz", "--library", str(library)])
    assert answer.exit_code == 2
    assert "no story begins with" in answer.output


def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    Library.open(tmp_path / "empty.db", create=True).close()
    assert "rashomon add" in run("show", "--library", str(tmp_path / "empty.db"))
    answer = CliRunner().invoke(cli, ["dossier", str(tmp_path / "out.html"), "--library", str(tmp_path / "empty.db")])
    assert answer.exit_code == 1
    assert not (tmp_path / "out.html").exists()


def test_a_dossier_is_written_whole_and_the_same_each_time(tmp_path: Path, library: Path) -> None:
    first, second = tmp_path / "one.html", tmp_path / "two.html"
    run("dossier", str(first), "--library", str(library))
    run("dossier", str(second), "--library", str(library))
    assert first.read_bytes() == second.read_bytes()
    assert first.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_serve_listens_on_this_machine_only_and_stops_on_interrupt(library: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from rashomon.cli import main; main()",
        "serve",
        "--port",
        "0",
        "--library",
        str(library),
    ]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().split()[1]
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=20) as page:  # noqa: S310  our own loopback address
            assert b"Stories" in page.read()
        server.send_signal(signal.SIGINT)
        _, errors = server.communicate(timeout=20)
        assert server.returncode == 0
        assert "Traceback" not in errors
    finally:
        server.kill()
        server.wait(20)


def test_an_event_is_compared_by_itself(library: Path) -> None:
    whole = json.loads(run("compare", "--json", "--library", str(library)))
    event = next(one["event"] for one in whole["cells"])
    printed = run("compare", event[:8], "--library", str(library))
    assert "on whose word" in printed
    assert "Who does not tell it" in printed
    alone = json.loads(run("compare", event, "--json", "--library", str(library)))
    assert {one["event"] for one in alone["cells"]} == {event}
    assert [one["id"] for one in alone["events"]] == [event]


def test_the_tables_of_a_comparison_fit_into_80_columns(library: Path) -> None:
    answer = CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"}).invoke(cli, ["compare", "--library", str(library)])
    assert answer.exit_code == 0
    assert max(len(line) for line in answer.output.splitlines()) <= 80


def test_an_unknown_story_or_event_is_said(library: Path) -> None:
    answer = CliRunner().invoke(cli, ["compare", "zzzz", "--library", str(library)])
    assert answer.exit_code == 2
    assert "no story begins with 'zzzz'" in answer.output


def test_where_several_documents_fit_their_titles_are_listed() -> None:
    known = [("a1", "Karsa falls\nThe Courier\n"), ("b2", "Karsa is free\nORNA\n"), ("c3", "Velm\nORNA\n")]
    with pytest.raises(click.BadParameter) as met:
        find_document("karsa", known)
    assert met.value.message.splitlines()[1:] == ["  a1  Karsa falls", "  b2  Karsa is free"]
