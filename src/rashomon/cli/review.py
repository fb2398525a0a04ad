"""`rashomon review`: what a person's word would change most, in the order of the page's queue."""

from __future__ import annotations

import json
from pathlib import Path

import click

from rashomon.cli.options import library_option, plural
from rashomon.cli.show import find_story, largest_story


@click.command()
@library_option
@click.option("--story", metavar="ID", help="The story, by the first letters of its id; else the largest.")
@click.option("--by", default="", metavar="NAME", help="Leave out what NAME judged, not what anybody did.")
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="How many to print.")
@click.option("--jsonl", is_flag=True, help="Print JSON lines with the ids of the rows.")
def command(library_path: Path, story: str | None, by: str, most: int, jsonl: bool) -> None:
    """Print what to judge first: what touches most accounts and is least sure. 'rashomon serve' takes judgements."""
    from rashomon import pipeline  # noqa: PLC0415
    from rashomon.store import Library  # noqa: PLC0415
    from rashomon.web.pages.review import make_queue, make_review_page  # noqa: PLC0415
    from rashomon.web.pages.story import make_story_page  # noqa: PLC0415

    with Library.open(library_path) as library:
        stories = library.clusters("story")
        chosen = find_story(story, [one.id for one in stories]) or largest_story(stories)
        page = make_story_page(pipeline.comparison(library, chosen), chosen)
        queue = make_review_page(make_queue(library, page), page, (), by, library.judgements(), most)
    for one in queue.items:
        if jsonl:
            click.echo(json.dumps(one.to_row(), ensure_ascii=False, sort_keys=True))
        else:
            told = " · ".join(f"{outlet}: “{words.words[:80]}”" for outlet, words in one.told)
            click.echo(f"{one.weight:.2f}\t{one.question}\t{told}")
    click.echo(f"{plural(queue.left, 'thing')} to judge in {page.name}, {queue.judged} judged", err=True)
