"""`rashomon problems`: what could not be read, and why."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon.cli.options import library_option, plural


@click.command()
@library_option
def command(library_path: Path) -> None:
    """List the places that could not be read into the library, and why."""
    from rashomon.store import Library  # noqa: PLC0415

    with Library.open(library_path) as library:
        problems = library.problems()
    for problem in problems:
        click.echo(f"{problem.where}\t{problem.stage}\t{problem.reason}")
    click.echo(plural(len(problems), "problem"), err=True)
