"""`extract` and `add` offer what the readers can do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rashomon.cli import add, extract, reading_options
from rashomon.ingest import Options

BODY = "The old bridge over the Velm fell on Monday after two weeks of shelling; three witnesses said so to reporters."
TABLE = f"title,remark,story\nKarsa bridge falls,{'word ' * 40},{BODY}\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(extract.command, [str(one) for one in arguments])


def rows(done: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def site() -> Iterator[str]:
    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = "<html><body><h1>Bridge</h1>" + f"<p>{BODY}</p>" * 3 + "</body></html>"
            known = self.path == "/story"
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode() if known else b"")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/story"
    server.shutdown()
    server.server_close()


def test_guessed_columns_are_said_on_standard_error_and_can_be_told(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE)
    guessed = run(tmp_path / "t.csv", "--column", "text=remark")
    assert "columns text=remark, title=title (say otherwise with --column)" in guessed.stderr
    told = run(tmp_path / "t.csv", "--column", "text=story", "--column", "credit=remark")
    (row,) = rows(told)
    assert row["text"] == BODY
    assert row["credit"].startswith("word word")
    assert row["origin"]["notes"]["columns"] == {"text": "story", "credit": "remark", "title": "title"}


@pytest.mark.parametrize("given", ["text", "texts=body", "text=", "=body"])
def test_a_column_that_is_not_ours_is_refused_with_those_that_are(tmp_path: Path, given: str) -> None:
    done = run(tmp_path, "--column", given)
    assert done.exit_code == 2
    assert "OURS=THEIRS" in done.stderr
    assert "published" in done.stderr


def test_private_addresses_are_read_only_when_allowed(site: str) -> None:
    refused = run(site)
    assert refused.exit_code == 1
    assert "allow it with --allow-private" in refused.stderr
    (row,) = rows(run(site, "--allow-private", "--pause", 0))
    assert BODY in row["text"]


def test_fetched_bytes_are_kept_and_can_be_read_again_to_the_same_documents(site: str, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    first = run(site, "--allow-private", "--pause", 0, "--raw", raw)
    again = run(raw)
    assert again.exit_code == 0, again.stderr
    assert rows(again) == rows(first)
    assert rows(again)[0]["url"] == site


def test_sizes_and_times_are_bounded_as_told(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(BODY * 20_000)
    assert "larger than 1 MB for one document; raise it with --max-size" in run(tmp_path, "--max-size", 1).stderr
    (tmp_path / "long.txt").write_text("<html><body>" + f"<p>{BODY}</p>" * 9_000)
    assert "took longer than 0.1 s to read" in run(tmp_path, "--time-limit", 0.1).stderr


def test_the_defaults_are_those_of_the_readers() -> None:
    for command in (add.command, extract.command):
        given = command.make_context("x", ["place"], resilient_parsing=False).params
        chosen = reading_options.options_of(given)
        for name in ("max_bytes", "max_depth", "allow_private", "delay", "keep", "seconds", "columns"):
            assert getattr(chosen, name) == getattr(Options(), name), name
