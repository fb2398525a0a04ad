"""`rashomon gazetteer`: villages and quarters of a country, beside the places that ship with the program."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon.cli.options import library_option, plural


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


@command.command()
@click.argument("document")
@library_option
def candidates(document: str, library_path: Path) -> None:
    """Print, for each name of a place in DOCUMENT (an id), the places that it may mean, as JSON lines.

    Each has the value chosen, how much ground that stands for (city, region, country), its score, and the candidates
    with theirs. They are worked out anew from the text.
    """
    from rashomon.annotate import found_before  # noqa: PLC0415
    from rashomon.annotate.places import NAME  # noqa: PLC0415
    from rashomon.annotate.places.candidates import candidates as find_candidates  # noqa: PLC0415
    from rashomon.export.jsonl import line  # noqa: PLC0415
    from rashomon.store import Library  # noqa: PLC0415

    with Library.open(library_path) as library:
        read = library.document(document)
    if read is None:
        raise click.UsageError(f"no document {document} in {library_path}: see 'rashomon export documents'")
    for row in find_candidates(read, found_before(read, NAME)):
        click.echo(line(row), nl=False)
