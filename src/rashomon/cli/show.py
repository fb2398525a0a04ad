"""`rashomon show`: a library, or one story of it, as tables in the terminal."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.options import library_option, plural
from rashomon.model import Cluster

if TYPE_CHECKING:
    from rashomon.store import Library

#: Stories that are listed at most.
MOST = 20
#: Of more stories than these none is shown unasked: its tables would push the list off the screen.
FEW = 5
story_option = click.option("--story", "by_option", metavar="ID", help="The story, by the first letters of its id.")


@click.command()
@click.argument("what", metavar="[STORY|DOC]", required=False)
@story_option
@library_option
def command(what: str | None, by_option: str | None, library_path: Path) -> None:
    """Print who tells what: documents, sources cited, names, figures, shared claims and expectations.

    STORY is the id, or the first letters of the id, of a story; without it the stories are listed, and of a few the
    largest is shown. DOC is the id of a document, or part of its id or title: its text is printed with who says what
    in the margin.
    """
    from rich.console import Console  # noqa: PLC0415  0.1 s, only where a table is printed

    from rashomon import pipeline  # noqa: PLC0415
    from rashomon.cli import tables  # noqa: PLC0415
    from rashomon.store import Library  # noqa: PLC0415

    with Library.open(library_path) as library:
        stories = library.clusters("story")
        given = what or by_option
        if what and not any(one.id.startswith(what) for one in stories):
            words = [(one.id, "\n".join((one.title or "", one.source or "", one.url or ""))) for one in library.heads()]
            show_document(library, find_document(what, words))
            return
        chosen = find_story(given, [one.id for one in stories]) or largest_story(stories)
        listed = told_stories(library) if not given else []
        unasked = len(listed) > FEW
        found = None if unasked else pipeline.comparison(library, chosen)
        total = library.count_documents()
        problems = library.problems()
    console = Console(highlight=False, markup=False, emoji=False)
    if found is not None and not found.columns:
        click.echo(f"{library_path} holds no documents yet: 'rashomon add FOLDER --library {library_path}' reads some")
        return
    if len(listed) > 1:
        console.print(tables.stories_table(listed, None if unasked else chosen))
    if found is not None:
        console.print(tables.overview(found))
    if len(stories) > 1:
        told = "This is one story of" if found is not None else "There are"
        click.echo(f"{told} {plural(total, 'document')} in {len(stories):,} stories.")
    if unasked:
        click.echo("'rashomon show STORY' prints who tells what in one, by the first letters of its id.")
    click.echo("'rashomon compare STORY' shows where its accounts differ, 'rashomon serve' shows it as pages.")
    if problems:
        click.echo(f"{plural(len(problems), 'place')} could not be read: 'rashomon problems' says why", err=True)


def show_document(library: Library, document: str) -> None:
    """Print one document with who says what in the margin, as wide as the terminal is."""
    from rashomon import pipeline  # noqa: PLC0415
    from rashomon.cli.margin import LEGEND, margin_lines  # noqa: PLC0415

    (account,) = pipeline.accounts(library, [document])
    head = account.document
    click.echo(" · ".join(one for one in (head.title or head.id, head.source, head.published) if one))
    click.echo("\n".join((*LEGEND, "")))
    for line in margin_lines(account, shutil.get_terminal_size((100, 24)).columns):
        click.echo(line)


def find_document(given: str, known: Sequence[tuple[str, str]]) -> str:
    """The id of the document whose id is `given`, begins with it, or whose id or title holds it.

    Raises click.BadParameter, with the ids and titles that fit, where it is none or several.

    >>> find_document("harbour", [("a1", "The harbour is open"), ("b2", "Karsa falls")])
    'a1'
    """
    for fits in (
        [one for one, _ in known if one == given],
        [one for one, _ in known if one.startswith(given)],
        [one for one, title in known if given.casefold() in f"{one}\n{title}".casefold()],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            titles = dict(known)
            listed = "".join(f"\n  {one}  {titles[one].partition(chr(10))[0]}" for one in fits[:10])
            raise click.BadParameter(
                f"{len(fits)} documents fit {given!r}; give the id of one:{listed}", param_hint="DOC"
            )
    raise click.BadParameter(
        f"no story begins with {given!r} and no document has it in its id or title: "
        "'rashomon search' finds documents by their words",
        param_hint="STORY or DOC",
    )


def told_stories(library: Library, most: int = MOST) -> list[tuple[str, str, int]]:
    """Id, name and number of accounts of the stories that several documents tell, the largest first, at most `most`."""
    from rashomon import pipeline  # noqa: PLC0415

    told = sorted((one for one in library.clusters("story") if len(one.members) > 1), key=_size)[:most]
    names = pipeline.titles(library, told)
    return [(one.id, name, len(one.members)) for one, name in zip(told, names, strict=True)]


def _size(story: Cluster) -> tuple[int, str]:
    return (-len(story.members), story.id)


def largest_story(stories: Sequence[Cluster]) -> str | None:
    """The id of the story that most documents tell, of equals the first id; None where none is told twice."""
    told = [one for one in stories if len(one.members) > 1]
    return min(told, key=lambda one: (-len(one.members), one.id)).id if told else None


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
