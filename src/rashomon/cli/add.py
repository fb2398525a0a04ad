"""`rashomon add`: files, folders, URLs into a library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.options import (
    jobs_option,
    library_option,
    pages_option,
    plural,
    print_problems,
    progress,
    ready_pages,
)
from rashomon.cli.reading_options import reading_options

if TYPE_CHECKING:
    from rashomon.ingest import Options


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="PATH_OR_URL...")
@library_option
@jobs_option
@pages_option
@reading_options
def command(places: tuple[str, ...], library_path: Path, jobs: int, pages: bool, options: Options) -> None:
    """Read PATHs or URLs into a library, annotate what is new and link it with the rest.

    Folders are walked. Adding the same document again changes nothing; a run that was stopped goes on
    where it was. The exit status is 1 when something could not be read: the rest is kept.
    """
    from rashomon import pipeline  # noqa: PLC0415  2 s of models and SQL, not needed for --help

    pipeline.give_way()
    with pipeline.open_library(library_path, create=True) as library, progress() as report:
        done = pipeline.add(library, places, options, jobs=jobs, report=report)
        total = library.count_documents()
        if pages:
            ready_pages(library, jobs, report)
    known = f", {done.known:,} already there" if done.known else ""
    click.echo(f"{plural(done.new, 'new document')}{known}; {library_path} holds {total:,}.")
    print_problems(done.problems)
    if done.problems:
        raise SystemExit(1)
    if total == 0:
        click.echo(f"Nothing readable was found in {', '.join(places)}.", err=True)
        raise SystemExit(1)
    click.echo(f"Next: rashomon show --library {library_path}", err=True)
