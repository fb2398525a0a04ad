"""`rashomon compare`: where the accounts of a story agree, differ or are silent."""

from __future__ import annotations

import json
from pathlib import Path

import click

from rashomon.cli.options import library_option
from rashomon.cli.show import find_story, largest_story, story_option, told_stories


@click.command()
@click.argument("story", required=False)
@story_option
@library_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole comparison as one JSON object.")
@click.option("--as-of", metavar="DATE", help="Only what was published by this day (ISO 8601).")
def command(story: str | None, by_option: str | None, library_path: Path, as_json: bool, as_of: str | None) -> None:
    """Print shared claims side by side, where they differ, who is silent, and what happened when.

    STORY is the id, or the first letters of the id, of a story; without it the largest is compared.
    """
    from rich.console import Console  # noqa: PLC0415  0.1 s, only where a table is printed

    from rashomon import pipeline  # noqa: PLC0415
    from rashomon.cli import tables  # noqa: PLC0415
    from rashomon.store import Library  # noqa: PLC0415

    with Library.open(library_path) as library:
        stories = library.clusters("story")
        chosen = find_story(story or by_option, [one.id for one in stories]) or largest_story(stories)
        listed = told_stories(library) if not (story or by_option or as_json) else []
        found = pipeline.comparison(library, chosen, as_of)
    if as_json:
        click.echo(json.dumps(found.to_row(), ensure_ascii=False))
        return
    if not found.columns:
        click.echo("No account to compare.")
        return
    console = Console(highlight=False, markup=False)
    if len(listed) > 1:
        console.print(tables.stories_table(listed, chosen))
    console.print(tables.side_by_side(found))
