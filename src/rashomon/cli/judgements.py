"""`rashomon judgements`: what people said of rows and pairs: listed, passed on, taken back."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from rashomon.cli.options import library_option, plural
from rashomon.model import RashomonError, Row

if TYPE_CHECKING:
    from rashomon.store import Library
    from rashomon.store.judgements import Entry


@click.command()
@library_option
@click.option("--adrift", "only_adrift", is_flag=True, help="Only those whose words are gone, and why.")
@click.option("--jsonl", is_flag=True, help="Print the whole log as JSON lines, for --load of another library.")
@click.option(
    "--load", type=click.File("rb"), metavar="FILE", help="Take in judgements from JSON lines; - reads standard input."
)
@click.option("--retract", "taken_back", metavar="ID", help="Take the judgement with this id back; needs --by.")
@click.option("--by", metavar="NAME", help="Who takes it back.")
def command(
    library_path: Path, only_adrift: bool, jsonl: bool, load: BinaryIO | None, taken_back: str | None, by: str | None
) -> None:
    """List the judgements of a library: same, different, right, wrong, and by whom.

    With --adrift the exit status is 1 when there are any. Nothing is ever deleted: what is taken back stays in the log.
    """
    from rashomon.store import Library, judgements  # noqa: PLC0415

    if taken_back and not by:
        raise click.UsageError("--retract needs --by NAME")
    with Library.open(library_path) as library:
        if load is not None:
            click.echo(f"{plural(judgements.load_rows(library, _lines(load)), 'new judgement')} taken in", err=True)
        elif taken_back:
            judgements.retract(library, taken_back, by or "", datetime.now(UTC).isoformat(timespec="seconds"))
            click.echo(f"{taken_back} is taken back", err=True)
        elif jsonl:
            from rashomon.export import FORMATS  # noqa: PLC0415

            FORMATS["jsonl"].save_rows(judgements.judgement_rows(library), sys.stdout.buffer)
        elif only_adrift:
            raise SystemExit(1 if _print_adrift(library) else 0)
        else:
            entries = judgements.log(library)
            for one in entries:
                click.echo(_line(one) + ("\ttaken back" if one.retracted else ""))
            click.echo(plural(len(entries), "judgement"), err=True)


def _print_adrift(library: Library) -> int:
    from rashomon.store import judgements  # noqa: PLC0415

    found = judgements.adrift(library)
    for one in found:
        click.echo(_line(one.entry))
        for reason in one.reasons:
            click.echo(f"    {reason}")
    click.echo(f"{plural(len(found), 'judgement')} adrift", err=True)
    return len(found)


def _line(entry: Entry) -> str:
    one = entry.judgement
    words = [f"“{each.words}”" if each and each.words else "" for each in entry.anchors]
    rows = [" ".join(part for part in pair if part) for pair in zip((one.left, one.right), words, strict=True)]
    return "\t".join((entry.id, one.verdict, " · ".join(row for row in rows if row), one.by, one.at, one.note)).rstrip()


def _lines(stream: BinaryIO) -> Iterator[Row]:
    for number, line in enumerate(stream, 1):
        try:
            row: Row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise RashomonError(f"line {number} is no JSON ({error}): nothing was taken in") from error
        yield row
