"""`rashomon dossier`: a story's comparison with its texts as one HTML file, and as PDF."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon.cli.options import library_option, plural
from rashomon.cli.show import find_story, largest_story


@click.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@library_option
@click.option("--story", metavar="ID", help="The story, by the first letters of its id; else the largest.")
@click.option("--all", "everything", is_flag=True, help="All documents of the library instead of one story.")
@click.option("--quotes-only", is_flag=True, help="Leave out paragraphs that no table quotes, for copyright.")
@click.option("--pdf", is_flag=True, help="Write OUT as PDF, by the Chromium, Chrome or Edge of this machine.")
def command(out: Path, library_path: Path, story: str | None, everything: bool, quotes_only: bool, pdf: bool) -> None:
    """Write a story to OUT as one HTML file that opens anywhere, without a network.

    'rashomon verify OUT' checks it later: version, settings, and the hashes of texts and passages are inside.
    """
    from rashomon import pipeline  # noqa: PLC0415
    from rashomon.cli.options import open_output  # noqa: PLC0415
    from rashomon.store import Library  # noqa: PLC0415
    from rashomon.web.dossier import make_dossier  # noqa: PLC0415
    from rashomon.web.printing import find_browser, make_pdf  # noqa: PLC0415

    if pdf:
        find_browser()  # before the work, not after it
    with Library.open(library_path) as library:
        stories = library.clusters("story")
        chosen = find_story(story, [one.id for one in stories]) or (None if everything else largest_story(stories))
        found = pipeline.comparison(library, chosen)
    if not found.columns:
        raise click.ClickException(f"{library_path} holds no documents yet: 'rashomon add FOLDER' reads some")
    page = make_dossier(found, chosen, quotes_only=quotes_only).encode("utf-8", "replace")
    if pdf:
        page = make_pdf(page)
    with open_output(out) as stream:
        stream.write(page)
    rest = f"; it is one of {len(stories)} stories (see --story and --all)" if chosen and len(stories) > 1 else ""
    click.echo(f"{out}: {plural(len(found.columns), 'account')}, {len(page) / 1e6:.1f} MB{rest}")
