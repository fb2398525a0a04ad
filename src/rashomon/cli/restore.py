"""`rashomon restore`: a backup put back as a library, after every row of it was checked."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon.cli.options import library_option, progress


@click.command()
@click.argument("copy", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="COPY")
@library_option
def command(copy: Path, library_path: Path) -> None:
    """Check the backup COPY and write it as the library FILE, which must not exist yet."""
    from rashomon.store.backup import restore_backup  # noqa: PLC0415

    with progress() as report:
        restore_backup(copy, library_path, report)
    click.echo(f"{library_path}: restored from {copy}; every span, hash and reference holds.")
