"""`rashomon verify`: every text, span, hash and reference of a library."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon.cli.options import library_option, plural


@click.command()
@library_option
def command(library_path: Path) -> None:
    """Check a library: exit status 0 only if every span lies in its text and every hash and reference holds."""
    from rashomon.store import Library  # noqa: PLC0415

    number = 0
    with Library.open(library_path) as library:
        for number, fault in enumerate(library.faults(), 1):  # noqa: B007  the last number is the count
            click.echo(fault)
        documents = library.count_documents()
    if number:
        click.echo(f"{plural(number, 'fault')} in {library_path}", err=True)
        raise SystemExit(1)
    click.echo(f"{library_path}: {plural(documents, 'document')}, every span, hash and reference holds.")
