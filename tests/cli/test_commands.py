"""The commands hold together: every command loads, and the tables are the pipeline's."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click
import pytest

from rashomon import pipeline
from rashomon.cli import COMMANDS, cli
from rashomon.cli.export import TABLES
from rashomon.cli.options import default_library
from rashomon.store import Library


def test_every_command_loads_and_says_what_it_does() -> None:
    for name in COMMANDS:
        command = import_module(f"rashomon.cli.{name}").command
        assert isinstance(command, click.Command)
        assert command.help, name


def test_help_lists_every_command_without_loading_any() -> None:
    text = cli.get_help(click.Context(cli))
    assert all(name in text for name in COMMANDS)


def test_export_offers_the_tables_that_the_pipeline_makes() -> None:
    assert set(TABLES) == set(pipeline.TABLES)


def test_the_one_library_in_a_folder_need_not_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RASHOMON_LIBRARY", raising=False)
    assert default_library() == Path("library.db")
    Library.open(tmp_path / "aleppo.db", create=True).close()
    (tmp_path / "other.db").write_bytes(b"SQLite format 3\0" + bytes(100))
    assert default_library() == Path("aleppo.db")
    Library.open(tmp_path / "velm.db", create=True).close()
    assert default_library() == Path("library.db")
    monkeypatch.setenv("RASHOMON_LIBRARY", "velm.db")
    assert default_library() == Path("velm.db")
