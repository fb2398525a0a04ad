"""`rashomon backup`: a consistent copy of a library, also while it is in use."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon.cli.options import library_option, plural, progress


@click.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False), metavar="COPY")
@library_option
def command(out: Path, library_path: Path) -> None:
    """Copy a library to the new file COPY as it stands at this moment; others may go on reading and writing it."""
    from rashomon.store import Library  # noqa: PLC0415
    from rashomon.store.backup import save_backup  # noqa: PLC0415

    with Library.open(library_path) as library, progress() as report:
        save_backup(library, out, report)
    with Library.open(out) as copied:
        documents = copied.count_documents()
    click.echo(f"{out}: {plural(documents, 'document')}. Put it back with 'rashomon restore {out} --library FILE'.")
