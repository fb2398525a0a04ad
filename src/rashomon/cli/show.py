"""`rashomon show`: a library, or one story of it, as tables in the terminal."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon.cli.options import library_option, plural


@click.command()
@click.argument("story", required=False)
@library_option
def command(story: str | None, library_path: Path) -> None:
    """Print who tells what: documents, sources cited, names, figures, shared claims and expectations.

    STORY is the id, or the first letters of the id, of a story; without it all documents are shown together.
    """
    from rich.console import Console  # noqa: PLC0415  0.1 s, only where a table is printed

    from rashomon import pipeline  # noqa: PLC0415
    from rashomon.cli import tables  # noqa: PLC0415
    from rashomon.store import Library  # noqa: PLC0415

    with Library.open(library_path) as library:
        chosen = find_story(story, [one.id for one in library.clusters("story")])
        found = pipeline.comparison(library, chosen)
        stories = library.clusters("story")
        problems = library.problems()
    console = Console(highlight=False, markup=False)
    if not found.columns:
        click.echo(f"{library_path} holds no documents yet: 'rashomon add FOLDER --library {library_path}' reads some")
        return
    console.print(tables.overview(found))
    if chosen is None and stories:
        click.echo("Stories: " + ", ".join(f"{one.id[:8]} ({plural(len(one.members), 'document')})" for one in stories))
        click.echo("'rashomon show STORY' shows one; 'rashomon compare STORY' shows where its accounts differ.")
    if problems:
        click.echo(f"{plural(len(problems), 'place')} could not be read: 'rashomon problems' says why", err=True)


def find_story(given: str | None, known: list[str]) -> str | None:
    """The id of the story whose id begins with `given`; None for None. Raises click.BadParameter otherwise.

    >>> find_story("3f", ["3fa0", "77b1"])
    '3fa0'
    """
    if given is None:
        return None
    found = [one for one in known if one == given] or [one for one in known if one.startswith(given)]
    if len(found) == 1:
        return found[0]
    reason = "no story begins with" if not found else f"{len(found)} stories begin with"
    listed = ", ".join(one[:8] for one in known[:10]) or "there are none in this library"
    raise click.BadParameter(f"{reason} {given!r}; stories: {listed}", param_hint="STORY")
