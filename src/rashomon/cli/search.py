"""`rashomon search`: documents by their words."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon.cli.options import library_option, plural


@click.command()
@click.argument("words", nargs=-1, required=True)
@library_option
@click.option("--most", type=click.IntRange(1, 1000), default=20, show_default=True)
def command(words: tuple[str, ...], library_path: Path, most: int) -> None:
    """List the documents that hold all WORDS, best first, with the passage."""
    from rashomon.store import Library  # noqa: PLC0415

    with Library.open(library_path) as library:
        hits = library.search(" ".join(words), most)
    for hit in hits:
        head = " · ".join(one for one in (hit.published, hit.source, hit.title) if one)
        click.echo(f"{hit.document}  {head}\n    {' '.join(hit.passage.split())}")
    click.echo(plural(len(hits), "document"), err=True)
    if not hits:
        raise SystemExit(1)
