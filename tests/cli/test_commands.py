"""The commands hold together: every command loads, and the tables are the pipeline's."""

from __future__ import annotations

from importlib import import_module

import click

from rashomon import pipeline
from rashomon.cli import COMMANDS, cli
from rashomon.cli.export import TABLES


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
