"""`rashomon run`: many files in, the tables of the contract out as Parquet, on this machine or on Spark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rashomon.cli.options import jobs_option, plural, progress
from rashomon.cli.reading_options import MAX_SIZE, MEGABYTE, TIME_LIMIT, columns_of


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="IN...")
@click.option(
    "--out", required=True, metavar="DIR", help="Folder to write to; on Spark also an address such as s3a://…"
)
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True)
@click.option(
    "--master",
    metavar="URL",
    default="local[*]",
    show_default=True,
    help="Where Spark is, for example spark://host:7077.",
)
@click.option(
    "--conf", "settings", multiple=True, metavar="KEY=VALUE", help="A setting of Spark; may be given several times."
)
@click.option(
    "--parts",
    type=click.IntRange(1, 1_000_000),
    help="Parts that Spark annotates in; by the documents' number if left out.",
)
@jobs_option
@click.option(
    "--column", "columns", multiple=True, metavar="OURS=THEIRS", help="Of tables, as with 'add': which column is which."
)
@click.option(
    "--max-size",
    type=click.IntRange(1, 4000),
    default=MAX_SIZE,
    show_default=True,
    metavar="MB",
    help="Of one document.",
)
@click.option(
    "--time-limit", type=click.FloatRange(0.1, 86_400.0), default=TIME_LIMIT, show_default=True, metavar="SECONDS",
    help="Of computing for reading one document.",
)  # fmt: skip
def command(places: tuple[str, ...], out: str, engine: str, jobs: int, **given: Any) -> None:
    """Read INs (WARC, JSONL, Parquet and whatever 'add' reads), annotate and link them, and write tables to DIR.

    DIR gets a folder of Parquet files for each table of the contract: documents, annotations, links, copies, stories,
    entities, events and problems. Both engines write the same rows. With --engine spark, INs and DIR may lie on any
    file system that Spark knows; the workers need this program and its extra 'spark' installed, in the Python that
    PYSPARK_PYTHON names where it is another than here. A run that was stopped goes on where it was. 'rashomon load'
    brings a run, or a part of it, into a library.
    """
    from rashomon import running  # noqa: PLC0415  2 s of models and SQL, not needed for --help
    from rashomon.ingest import Options  # noqa: PLC0415

    columns = columns_of(given["columns"])
    options = Options(max_bytes=given["max_size"] * MEGABYTE, seconds=given["time_limit"], columns=columns)
    with progress() as report:
        if engine == "spark":
            spark = running.Spark(given["master"], _settings(given["settings"]), given["parts"])
            summary = running.run_on_spark(places, out, options, spark, report)
        else:
            summary = running.run_here(places, Path(out), options, jobs, report)
    rows = summary["rows"]
    click.echo(f"{plural(rows['documents'], 'document')}; tables in {out}.")
    if rows["problems"]:
        click.echo(f"{plural(rows['problems'], 'problem')}: see the table 'problems' there", err=True)
        raise SystemExit(1)
    click.echo(f"Next: rashomon load {out} --library my.db", err=True)


def _settings(given: tuple[str, ...]) -> dict[str, str]:
    settings = {}
    for one in given:
        key, equals, value = one.partition("=")
        if not equals or not key:
            raise click.BadParameter(f"{one!r} is not of the form KEY=VALUE", param_hint="--conf")
        settings[key] = value
    return settings
