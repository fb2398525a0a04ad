"""`rashomon export`: a table of a library as JSON lines, CSV or Parquet."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon.cli.options import library_option, open_output, plural

#: The tables of the contract and the coder's table, as pipeline.TABLES has them (a test holds the two together).
TABLES = (
    "events", "entities", "links", "copies", "documents", "annotations", "stories", "differences", "silences",
    "attributions",
)  # fmt: skip


@click.command()
@click.argument("table", type=click.Choice(TABLES))
@library_option
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "parquet"]), default="jsonl", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file, not standard output.")
def command(table: str, library_path: Path, form: str, out: Path | None) -> None:
    """Print TABLE of a library in the shapes of the contract (see docs/reference/schema.md)."""
    from rashomon import pipeline  # noqa: PLC0415  2 s of imports, not needed for --help
    from rashomon.export import FORMATS  # noqa: PLC0415

    with pipeline.open_library(library_path) as library, open_output(out) as stream:
        number = FORMATS[form].save_rows(pipeline.table(library, table), stream)
    click.echo(plural(number, "row"), err=True)
