"""`rashomon gazetteer`: villages and quarters of a country, beside the places that ship with the program."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon.cli.options import plural


@click.group()
def command() -> None:
    """Places beside those that ship with the program, for all libraries of this user.

    They lie in the folder that RASHOMON_GAZETTEERS names, else in the user's data folder. The next 'rashomon add'
    reads the places of a library's documents anew.
    """


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
def add(file: Path) -> None:
    """Add a GeoNames country dump (FILE is XX.zip or XX.txt): its towns, villages, quarters and divisions."""
    from rashomon.annotate.places import added  # noqa: PLC0415

    digest, places = added.add(file)
    click.echo(f"{plural(places, 'place')} added as {added.folder() / digest[:12]}….npz")


@command.command(name="list")
def list_() -> None:
    """List the gazetteers that were added, by the hash of their bytes."""
    from rashomon.annotate.places import added  # noqa: PLC0415

    for digest in added.added_hashes():
        click.echo(f"{digest}\t{(added.folder() / f'{digest}.npz').stat().st_size:,} bytes")
    click.echo(plural(len(added.added_hashes()), "gazetteer"), err=True)


@command.command()
@click.argument("digest", metavar="HASH")
def remove(digest: str) -> None:
    """Remove the gazetteer whose hash begins with HASH."""
    from rashomon.annotate.places import added  # noqa: PLC0415

    found = [one for one in added.added_hashes() if one.startswith(digest)]
    if len(found) != 1:
        raise click.UsageError(f"{plural(len(found), 'gazetteer')} begins with {digest}: see 'rashomon gazetteer list'")
    (added.folder() / f"{found[0]}.npz").unlink()
    click.echo(f"{found[0]} removed")
