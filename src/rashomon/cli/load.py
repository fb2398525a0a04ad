"""`rashomon load`: a run, or a part of it, into a library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rashomon.cli.options import library_option, pages_option, plural, print_problems, progress, ready_pages


@click.command()
@click.argument("run", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR")
@library_option
@click.option("--story", metavar="ID", help="Only the documents of this story of the run.")
@click.option("--source", help="Only what this source put out.")
@click.option(
    "--since", metavar="DATE", help="Only what was published on this day or later (2019, 2019-08, 2019-08-14)."
)
@click.option("--until", metavar="DATE", help="Only what was published on this day or earlier; a year means all of it.")
@click.option("--limit", type=click.IntRange(1), metavar="NUMBER", help="At most so many, the earliest first.")
@pages_option
def command(run: Path, library_path: Path, pages: bool, **chosen: Any) -> None:
    """Bring the documents that 'rashomon run' wrote to DIR into a library, with their annotations, and link them.

    Nothing is parsed again where the run was made by this version. Loading the same again changes nothing; a load
    that was stopped goes on where it was. Links are those that the library's documents make together.
    """
    from rashomon import pipeline, running  # noqa: PLC0415  2 s of models and SQL, not needed for --help

    with pipeline.open_library(library_path, create=True) as library, progress() as report:
        done = running.load(library, run, running.Slice(**chosen), report)
        total = library.count_documents()
        if pages:
            ready_pages(library, 1, report)
    known = f", {done.known:,} already there" if done.known else ""
    click.echo(f"{plural(done.new, 'new document')}{known}; {library_path} holds {total:,}.")
    print_problems(done.problems)
    if done.problems:
        raise SystemExit(1)
    click.echo(f"Next: rashomon show --library {library_path}", err=True)
