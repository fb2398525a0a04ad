"""`rashomon codebook`: a researcher's own variables, coded for each account and given out as a spreadsheet."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.options import library_option, open_output, plural
from rashomon.cli.show import find_story, largest_story
from rashomon.model import RashomonError

if TYPE_CHECKING:
    from rashomon.compare.codebook import Codebook
    from rashomon.store import Library

_file = click.Path(path_type=Path, dir_okay=False)


@click.group()
def command() -> None:
    """Code accounts by your own variables: write a codebook, give it to a library, answer on its pages, take the sheet.

    'rashomon serve' shows the questions for each account under the story's address, at /codebook.
    """


@command.command()
@click.argument("out", type=_file)
def init(out: Path) -> None:
    """Write an example codebook to OUT, to be changed; it says what each line means."""
    if out.exists():
        raise RashomonError(f"{out} is there already: name another file")
    out.write_bytes((files("rashomon.vocab") / "codebook_example.toml").read_bytes())
    click.echo(f"{out}: change it, then 'rashomon codebook load {out}'", err=True)


@command.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@library_option
def load(path: Path, library_path: Path) -> None:
    """Check the codebook in PATH and keep it in the library. Answers stay, also those to variables that are gone."""
    from rashomon.compare.codebook import read_codebook  # noqa: PLC0415
    from rashomon.store import Library  # noqa: PLC0415
    from rashomon.store.codings import CODEBOOK  # noqa: PLC0415

    text = path.read_text(encoding="utf-8")
    book = read_codebook(text)
    with Library.open(library_path) as library, library.transaction():
        library.set_setting(CODEBOOK, text)
    click.echo(f"{book.title}: {plural(len(book.variables), 'variable')}", err=True)


@command.command()
@library_option
def show(library_path: Path) -> None:
    """Print the codebook's variables, how many answers each has, and how far coders agree (Krippendorff's alpha)."""
    from rashomon.compare.codebook import agreement, latest  # noqa: PLC0415
    from rashomon.store import Library  # noqa: PLC0415
    from rashomon.store.codings import codings  # noqa: PLC0415

    with Library.open(library_path) as library:
        book, found = _book(library), codings(library)
    held = latest(found)
    told = {row["variable"]: row for row in agreement(book, found)}
    for one in book.variables:
        row, number = told[one.name], sum(name == one.name for _, name, _ in held)
        alpha = "" if row["alpha"] is None else f", alpha {row['alpha']:.3f} on {plural(row['both'], 'account')}"
        answers = f" ({' | '.join(one.values)})" if one.values else ""
        click.echo(f"{one.name}\t{one.question}{answers}\t{plural(number, 'answer')}{alpha}")
    known = {one.name for one in book.variables}
    gone = sorted({name for _, name, _ in held if name not in known})
    if gone:
        click.echo(f"answers to variables that the codebook has no more: {', '.join(gone)}", err=True)


@command.command()
@library_option
@click.option("--story", metavar="ID", help="The story, by the first letters of its id; else the largest.")
@click.option("--all", "everything", is_flag=True, help="All documents of the library instead of one story.")
@click.option("--suggestions", is_flag=True, help="With a row for each account of what the program would answer.")
@click.option("--format", "form", type=click.Choice(["csv", "xlsx", "jsonl"]), default="csv", show_default=True)
@click.option("--out", type=_file, help="Write to this file, not standard output.")
def export(
    library_path: Path, story: str | None, everything: bool, suggestions: bool, form: str, out: Path | None
) -> None:
    """Print the sheet: a row an account and coder, a column a variable, and one for the words it rests on."""
    from rashomon import pipeline  # noqa: PLC0415
    from rashomon.compare.codebook import sheet  # noqa: PLC0415
    from rashomon.export import FORMATS, xlsx  # noqa: PLC0415
    from rashomon.store import Library  # noqa: PLC0415
    from rashomon.store.codings import codings  # noqa: PLC0415

    with Library.open(library_path) as library:
        book = _book(library)
        stories = library.clusters("story")
        chosen = find_story(story, [one.id for one in stories]) or (None if everything else largest_story(stories))
        rows = sheet(book, pipeline.comparison(library, chosen), codings(library), suggestions=suggestions)
    with open_output(out) as stream:
        number = (xlsx if form == "xlsx" else FORMATS[form]).save_rows(rows, stream)
    click.echo(plural(number, "row"), err=True)


def _book(library: Library) -> Codebook:
    from rashomon.compare.codebook import read_codebook  # noqa: PLC0415
    from rashomon.store.codings import CODEBOOK  # noqa: PLC0415

    text = library.setting(CODEBOOK)
    if not text:
        raise RashomonError("the library keeps no codebook: 'rashomon codebook load FILE' gives it one")
    return read_codebook(text)
