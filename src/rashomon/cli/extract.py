"""`rashomon extract`: pages in, documents out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rashomon.cli.options import plural, print_problems
from rashomon.cli.reading_options import reading_options
from rashomon.model import Problem

if TYPE_CHECKING:
    from rashomon.ingest import Options


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="PATH_OR_URL...")
@reading_options
def command(places: tuple[str, ...], options: Options) -> None:
    """Print the documents that PATHs or URLs hold, one JSON object a line (rashomon.documents/1).

    The format is recognised by content. '-' reads standard input. What could not be read is said on standard
    error, and the exit status is then 1.
    """
    from rashomon.export.jsonl import line  # noqa: PLC0415
    from rashomon.ingest import read_paths  # noqa: PLC0415

    problems, number = [], 0
    for one in read_paths(places, options):
        if isinstance(one, Problem):
            problems.append(one)
        else:
            sys.stdout.buffer.write(line(one.to_row()))
            number += 1
    sys.stdout.buffer.flush()
    print_problems(problems)
    click.echo(plural(number, "document"), err=True)
    if problems or not number:
        raise SystemExit(1)
