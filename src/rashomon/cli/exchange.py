"""`rashomon exchange`: rows out to Label Studio, INCEpTION and brat, and back as judgements what people changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.options import library_option, plural
from rashomon.model import Judgement

if TYPE_CHECKING:
    from rashomon.export.exchange import Change, Sheet
    from rashomon.store import Library

_folder = click.Path(path_type=Path, file_okay=False)


@click.group()
def command() -> None:
    """Give rows to another annotation tool, and take back what people changed there as judgements.

    A row deleted there is judged wrong here, another label is a correction, a span added is kept in the log of
    judgements. What cannot be taken is told with its line.
    """


@command.command("out")
@click.argument("folder", type=_folder)
@library_option
@click.option(
    "--format", "tool", type=click.Choice(["labelstudio", "inception", "brat"]), default="labelstudio",
    show_default=True, help="Label Studio JSON, WebAnno TSV 3.3, or brat standoff.",
)  # fmt: skip
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(["mention", "attribution", "claim", "role", "frame"]),
    default=("mention", "attribution", "claim"), show_default=True, help="Which rows; again for more.",
)  # fmt: skip
@click.option("--story", metavar="ID", help="Only a story's documents, by the first letters of its id.")
def write(folder: Path, library_path: Path, tool: str, kinds: tuple[str, ...], story: str | None) -> None:
    """Write the library's rows into FOLDER for a tool; `rashomon.json` in it remembers what went out."""
    from rashomon.cli.show import find_story  # noqa: PLC0415
    from rashomon.export.exchange import write_out  # noqa: PLC0415
    from rashomon.store import Library  # noqa: PLC0415

    with Library.open(library_path) as library:
        stories = library.clusters("story")
        chosen = find_story(story, [one.id for one in stories])
        ids = next((one.members for one in stories if one.id == chosen), None)
        sheets = list(_sheets(library, kinds, ids))
    number = write_out(sheets, tool, folder)
    rows = sum(len(one.marks) for one in sheets)
    click.echo(f"{folder}: {plural(number, 'document')}, {plural(rows, 'row')} for {tool}", err=True)


def _sheets(library: Library, kinds: Iterable[str], ids: Iterable[str] | None) -> Iterator[Sheet]:
    from rashomon.compare.corrections import Corrections  # noqa: PLC0415
    from rashomon.export.exchange import Mark, Sheet, label_of  # noqa: PLC0415

    given = Corrections.of(library.judgements())
    for number, head in enumerate(library.heads(ids), 1):
        document = library.document(head.id)
        if document is not None:
            rows = [row for row in given.apply(library.annotations(head.id)) if row.kind in kinds]
            marks = (Mark(row.start, row.end, label_of(row), row.id) for row in rows)
            shown = tuple(one for one in marks if document.text[one.start : one.end].strip())
            yield Sheet(f"{number:04}", document.id, document.title or document.source or "", document.text, shown)


@command.command("in")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@library_option
@click.option("--by", required=True, metavar="NAME", help="Who worked in the tool: judgements are signed with it.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be taken in.")
def read(folder: Path, library_path: Path, by: str, dry_run: bool) -> None:
    """Take in what was changed in FOLDER, where 'exchange out' wrote and the tool's files were put back.

    The exit status is 1 when something could not be taken. The same again changes nothing.
    """
    from rashomon.export.exchange import find_changes, read_back  # noqa: PLC0415
    from rashomon.store import Library  # noqa: PLC0415

    changes: list[Change] = []
    refused: list[str] = []
    same = untouched = 0
    for returned in read_back(folder):
        found, kept, more = find_changes(returned)
        changes += found
        same += kept
        untouched += returned.marks is None
        refused += [*returned.refused, *more]
    with Library.open(library_path) as library:
        new, known, gone = _take(library, changes, by, dry_run)
    for one in [*refused, *gone]:
        click.echo(f"Not taken: {one}", err=True)
    told = ", ".join(f"{number} {sort}" for sort, number in new.items())
    click.echo(
        f"{told}; {known} known already; {same} as they were; {plural(untouched, 'document')} not worked on", err=True
    )
    raise SystemExit(1 if refused or gone else 0)


def _take(library: Library, changes: Iterable[Change], by: str, dry_run: bool) -> tuple[dict[str, int], int, list[str]]:
    """How many changes of each sort are new, how many are known, and those whose row or document is not here."""
    from rashomon.compare.corrections import read_note  # noqa: PLC0415
    from rashomon.store.anchors import anchor_of  # noqa: PLC0415

    held = library.judgements()
    latest = {
        one.left: one for one in held if one.by == by and one.right is None and "added" not in read_note(one.note)
    }
    added = {(one.left, one.note) for one in held if one.by == by}
    at = datetime.now(UTC).isoformat()
    new = dict.fromkeys(("deleted", "relabelled", "added"), 0)
    known, gone = 0, []
    for change in changes:
        target = change.row or change.document
        if anchor_of(library, target) is None:
            gone.append(f"{change.where or change.document}: there is no row {target} in this library any more")
            continue
        judgement = _judgement(change, by, at)
        before = latest.get(target) if change.row else None
        if (before and (before.verdict, before.note) == (judgement.verdict, judgement.note)) or (
            not change.row and (target, judgement.note) in added
        ):
            known += 1
            continue
        new[change.sort] += 1
        if not dry_run:
            library.judge(judgement)
    return new, known, gone


def _judgement(change: Change, by: str, at: str) -> Judgement:
    from rashomon.compare.corrections import make_note  # noqa: PLC0415

    if change.sort == "deleted":
        return Judgement(change.row, None, "wrong", by, at)
    if change.sort == "relabelled":
        return Judgement(change.row, None, "right", by, at, make_note({"label": change.label.partition("-")[2]}))
    note = {"added": change.label, "start": str(change.start), "end": str(change.end)}
    return Judgement(change.document, None, "right", by, at, make_note(note))
