"""`rashomon demo`: the whole program in one command, on the sample or on a folder."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from rashomon.cli.options import jobs_option, plural, print_problems, progress


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("out"), show_default=True)
@jobs_option
@click.pass_context
def command(ctx: click.Context, folder: Path | None, out: Path, jobs: int) -> None:
    """Add the sample that ships with the program (or FOLDER) to a library, print the comparison, write the dossier.

    Two files appear in --out: the library and the dossier. Running it again changes nothing.
    """
    from rashomon import pipeline, sample  # noqa: PLC0415  2 s of models and SQL, not needed for --help
    from rashomon.cli import compare, dossier  # noqa: PLC0415

    place = folder or sample.folder()
    name = folder.resolve().name if folder else "sample"
    out.mkdir(parents=True, exist_ok=True)
    library_path, dossier_path = out / f"{name}.db", out / f"{name}.html"
    with pipeline.open_library(library_path, create=True) as library, progress() as report:
        done = pipeline.add(library, [str(place)], jobs=jobs, report=report)
        total = library.count_documents()
    click.echo(f"{plural(total, 'document')} from {place if folder else 'the sample'} in {library_path}\n")
    print_problems(done.problems)
    if not total:
        raise click.ClickException(f"nothing readable was found in {place}")
    ctx.invoke(compare.command, library_path=library_path)
    ctx.invoke(dossier.command, out=dossier_path, library_path=library_path)
    click.echo(f"\nOpen the dossier:  {dossier_path} (any browser, no network)")
    program = "rashomon" if shutil.which("rashomon") else sys.argv[0]  # `make demo` leaves it off the PATH
    click.echo(f"Serve the pages:   {program} serve --library {library_path}")
    if done.problems:
        raise SystemExit(1)
