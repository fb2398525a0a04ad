"""`rashomon compare`: where the accounts of a story agree, differ or are silent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.options import library_option
from rashomon.cli.show import find_story, largest_story, story_option, told_stories

if TYPE_CHECKING:
    from rashomon.store import Library


@click.command()
@click.argument("what", metavar="[STORY|EVENT]", required=False)
@story_option
@library_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole comparison as one JSON object.")
@click.option("--as-of", metavar="DATE", help="Only what was published by this day (ISO 8601).")
def command(what: str | None, by_option: str | None, library_path: Path, as_json: bool, as_of: str | None) -> None:
    """Print shared events side by side, where they differ, who is silent, and what happened when.

    STORY or EVENT is its id or the first letters of it; without it the largest story is compared.
    """
    from rich.console import Console  # noqa: PLC0415  0.1 s, only where a table is printed

    from rashomon import pipeline  # noqa: PLC0415
    from rashomon.cli import compare_tables, tables  # noqa: PLC0415
    from rashomon.collecting import collect_seldom  # noqa: PLC0415
    from rashomon.store import Library  # noqa: PLC0415

    collect_seldom()  # 5% of a comparison of 100 documents' largest story
    with Library.open(library_path) as library:
        stories = library.clusters("story")
        known = [one.id for one in stories]
        event = None if by_option or not what or any(one.startswith(what) for one in known) else _event(library, what)
        story = pipeline.story_of_event(library, event) if event else find_story(what or by_option, known)
        chosen = story or (None if event else largest_story(stories))
        listed = told_stories(library, tables.MOST) if not (what or by_option or as_json) else []
        found = pipeline.comparison(library, chosen, as_of, only=None if as_json else compare_tables.NEEDED)
    if as_json:
        click.echo(json.dumps(found.to_row() if event is None else found.event_row(event), ensure_ascii=False))
        return
    if not found.columns:
        click.echo("No account to compare.")
        return
    console = Console(highlight=False, markup=False, emoji=False)
    if event is not None:
        told = found.event(event)
        if told is None:
            click.echo("Only one account tells this event.")
            return
        console.print(compare_tables.one_event(found, told.shown if told.is_sure else told))
        return
    if len(listed) > 1:
        several = sum(len(one.members) > 1 for one in stories)
        console.print(tables.stories_table(listed, chosen))
        if several > len(listed):
            console.print(f"… {several - len(listed)} more; 'rashomon serve' lists them all.")
    console.print(compare_tables.side_by_side(found))


def _event(library: Library, given: str) -> str | None:
    """The id of the one event that begins with `given`; None where there is none. Raises click.BadParameter."""
    found = [one.id for one in library.clusters("event") if one.id.startswith(given)]
    if len(found) > 1:
        raise click.BadParameter(f"{len(found)} events begin with {given!r}: give more letters", param_hint="EVENT")
    return found[0] if found else None
