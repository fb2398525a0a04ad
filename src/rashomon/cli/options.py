"""Options and terminal habits that several commands share: the library, jobs, progress, problems, output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from rashomon.model import Problem

if TYPE_CHECKING:
    from rashomon.store import Library


def default_library() -> Path:
    """RASHOMON_LIBRARY, else library.db; where that is not there, the one library in this folder."""
    named = os.environ.get("RASHOMON_LIBRARY")
    if named:
        return Path(named)
    here = Path("library.db")
    if not here.exists():
        found = [path for path in sorted(Path().glob("*.db")) if is_library(path)]
        if len(found) == 1:
            return found[0]
    return here


def is_library(path: Path) -> bool:
    """Whether a file carries our application id in its SQLite header (bytes 68 to 71, big-endian)."""
    from rashomon.store.connection import APPLICATION_ID  # noqa: PLC0415

    try:
        with path.open("rb") as stream:
            header = stream.read(72)
    except OSError:
        return False
    return header[:15] == b"SQLite format 3" and header[68:72] == APPLICATION_ID.to_bytes(4, "big")


library_option = click.option(
    "--library",
    "library_path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=default_library,
    show_default="RASHOMON_LIBRARY, or library.db, or the one library in this folder",
    metavar="FILE",
    help="The library, one SQLite file.",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that annotate side by side."
)

pages_option = click.option(
    "--pages/--no-pages", default=True, show_default=True,
    help="Make the pages of large stories ready, some 0.2 s each; else each is made when it is first opened.",
)  # fmt: skip


def ready_pages(library: Library, jobs: int, report: Callable[[str, int, int | None], None]) -> None:
    """Make the pages of large stories ready where there are more of them than a server makes ready itself."""
    from rashomon.store.story_pages import pages_wanted  # noqa: PLC0415

    if pages_wanted(library):
        from rashomon.web.ready import make_ready  # noqa: PLC0415  0.3 s of templates and plots, seldom needed

        make_ready(library.path, jobs, report)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """A report function that draws bars on standard error with counts and time left; silent when that is no terminal.

    A stage shows once it has run for two seconds or more than one step of it is seen.
    """
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415  0.1 s, only where a bar is drawn
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def report(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


def print_problems(problems: Sequence[Problem], most: int = 20) -> None:
    """Say on standard error what could not be read, and why."""
    for problem in problems[:most]:
        click.echo(f"Problem: {problem.where}: {problem.reason}", err=True)
    if len(problems) > most:
        click.echo(f"… and {len(problems) - most} more: 'rashomon problems' lists all that a library keeps", err=True)


@contextmanager
def open_output(out: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or the file `out`, which appears only when all of it is written."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    partial = out.with_name(out.name + ".partial")
    try:
        with partial.open("wb") as stream:
            yield stream
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def plural(number: int, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "document"), plural(2000, "document")
    ('1 document', '2,000 documents')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
