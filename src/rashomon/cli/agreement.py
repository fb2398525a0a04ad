"""`rashomon agreement`: how far people who judged the same things agree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from rashomon.cli.options import library_option, plural
from rashomon.model import Judgement, RashomonError


@click.command()
@click.argument("paths", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@library_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(paths: tuple[Path, ...], library_path: Path, as_json: bool) -> None:
    """Print Krippendorff's alpha and what is disagreed on, for the FILEs of judgements or else for a library.

    A FILE is what 'rashomon judgements --jsonl' printed; judgements taken back in it do not count.
    """
    from rashomon.compare.agreement import alpha_of_all, find_agreements, find_disagreements  # noqa: PLC0415
    from rashomon.store import Library  # noqa: PLC0415

    if paths:
        found = list(_holding(paths))
    else:
        with Library.open(library_path) as library:
            found = library.judgements()
    overall, pairs, disagreements = alpha_of_all(found), find_agreements(found), find_disagreements(found)
    if as_json:
        rows = {"agreements": [one.to_row() for one in pairs], "disagreements": [one.to_row() for one in disagreements]}
        click.echo(json.dumps({"alpha": overall, **rows}, ensure_ascii=False, sort_keys=True))
        return
    for one in pairs:
        click.echo(
            f"{one.judges[0]} and {one.judges[1]}: alpha {_shown(one.alpha)}, the same on {one.same} of {one.both}"
        )
    for each in disagreements:
        left, right, what = each.thing
        said = ", ".join(f"{by}: {value}" for by, value in each.said)
        click.echo("\t".join(one for one in (f"{left} {right or ''}".strip(), what or "verdict", said)))
    click.echo(f"{plural(len(disagreements), 'disagreement')}; alpha over everybody {_shown(overall)}", err=True)


def _shown(alpha: float | None) -> str:
    return "cannot be told" if alpha is None else f"{alpha:.3f}"


def _holding(paths: tuple[Path, ...]) -> Iterator[Judgement]:
    rows = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if line.strip():
                try:
                    rows.append((path, number, json.loads(line)))
                except ValueError as error:
                    raise RashomonError(f"{path}, line {number} is no JSON: {error}") from error
    gone = {row["retracts"] for _, _, row in rows if isinstance(row, dict) and "retracts" in row}
    for path, number, row in rows:
        if not isinstance(row, dict) or not ({"left", "verdict", "by", "at"} <= set(row) or "retracts" in row):
            raise RashomonError(f"{path}, line {number} is no judgement: 'rashomon judgements --jsonl' prints them")
        if "retracts" not in row and row.get("id") not in gone:
            yield Judgement(row["left"], row.get("right"), row["verdict"], row["by"], row["at"], row.get("note") or "")
