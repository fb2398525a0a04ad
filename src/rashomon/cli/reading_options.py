"""How `extract` and `add` read: the options that both offer, as one `ingest.Options`."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rashomon import vocab

if TYPE_CHECKING:
    from rashomon.ingest import Options

F = TypeVar("F", bound=Callable[..., Any])

MEGABYTE = 1_000_000
#: The defaults are those of `ingest.Options`; a test holds them together, so that --help need not load the readers.
MAX_SIZE, PAUSE, TIME_LIMIT, MAX_DEPTH = 50, 1.0, 30.0, 4

_OPTIONS = (
    click.option(
        "--column", "columns", multiple=True, metavar="OURS=THEIRS",
        help="Of a table: which column is the text, title, source, published, authors, url, language, id or credit. "
        "May be given several times; the rest is guessed, and said on standard error.",
    ),
    click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too."),
    click.option(
        "--raw", "keep", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
        help="Keep fetched bytes here by their hash, and ask again only for what changed; FOLDER can be read again.",
    ),
    click.option(
        "--pause", type=click.FloatRange(0.0, 3600.0), default=PAUSE, show_default=True, metavar="SECONDS",
        help="Between two requests to one host.",
    ),
    click.option(
        "--max-size", type=click.IntRange(1, 4000), default=MAX_SIZE, show_default=True, metavar="MB",
        help="Of one document; a larger one is a problem.",
    ),
    click.option(
        "--max-depth", type=click.IntRange(0, 20), default=MAX_DEPTH, show_default=True, metavar="NUMBER",
        help="Of archives within archives.",
    ),
    click.option(
        "--time-limit", type=click.FloatRange(0.1, 86_400.0), default=TIME_LIMIT, show_default=True, metavar="SECONDS",
        help="Of computing for one document; a slower one is a problem.",
    ),
)  # fmt: skip


def reading_options(function: F) -> F:
    """The command with the reading options, which reach it as one argument `options`."""

    @functools.wraps(function)
    def command(**given: Any) -> Any:
        names = ("columns", "allow_private", "keep", "pause", "max_size", "max_depth", "time_limit")
        return function(options=options_of({name: given.pop(name) for name in names}), **given)

    wrapped: Any = command
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[no-any-return]


def options_of(given: dict[str, Any]) -> Options:
    """What the command line says, as the readers take it. Raises BadParameter for a column that is not ours."""
    from rashomon.ingest import Options  # noqa: PLC0415  0.1 s of readers, not needed for --help

    return Options(
        max_bytes=given["max_size"] * MEGABYTE, max_depth=given["max_depth"], allow_private=given["allow_private"],
        delay=given["pause"], keep=given["keep"], seconds=given["time_limit"],
        columns=columns_of(given["columns"]), say=_say_columns,
    )  # fmt: skip


def columns_of(given: tuple[str, ...]) -> dict[str, str]:
    """Our name -> the column's name, of arguments such as `text=body`."""
    known = list(vocab.load("pages")["columns"])
    columns: dict[str, str] = {}
    for one in given:
        ours, equals, theirs = one.partition("=")
        ours = ours.strip().lower()
        if not equals or not theirs or ours not in known:
            raise click.BadParameter(
                f"{one!r} is not of the form OURS=THEIRS, where OURS is one of {', '.join(known)}",
                param_hint="--column",
            )
        columns[ours] = theirs
    return columns


def _say_columns(words: str) -> None:
    click.echo(f"{words} (say otherwise with --column)", err=True)
