"""Which files a run reads, listed alike for every engine and in the same order: the first account of an id is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rashomon.ingest.kept import is_kept
from rashomon.ingest.places import ADDRESS, walk
from rashomon.model import Problem, RashomonError

SCHEME = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)
#: Hadoop takes files whose names begin like this for its own notes (`_SUCCESS`).
PASSED_OVER = ("_", ".")

#: Lists the files under an address of another file system, sorted; raises RashomonError where there is none.
Lister = Callable[[str], Iterable[str]]


def list_files(places: Sequence[str], elsewhere: Lister | None = None) -> Iterator[str | Problem]:
    """The files of all places as a person would name them, folders walked in sorted order, and what is none.

    Names that begin with an underscore are passed over inside folders, as Spark does. Raises RashomonError for what
    a run does not read: web addresses, standard input, and other file systems where nothing lists them.
    """
    for place in places:
        if place == "-" or ADDRESS.match(place):
            raise RashomonError(
                f"a run reads files, not {place}: save its documents first with "
                f"'rashomon extract {place} > documents.jsonl'"
            )
        if SCHEME.match(place):
            if elsewhere is None:
                raise RashomonError(f"only Spark reads {place}: say --engine spark, or name a file of this machine")
            yield from elsewhere(place)
        else:
            yield from _local(place)


def _local(place: str) -> Iterator[str | Problem]:
    path = Path(place)
    if "\0" in place or not path.exists():
        yield Problem(place.replace("\0", "\\0"), "there is no such file or folder; check the path")
    elif path.is_dir() and is_kept(path):
        yield Problem(place, "a folder of fetched bytes: run 'rashomon extract' on it and read what that writes")
    elif path.is_dir():
        files = [str(one) for one in walk(path) if one.is_file() and not one.name.startswith(PASSED_OVER)]
        if not files:
            yield Problem(place, "the folder holds no file that could be read; name a folder with documents")
        yield from files
    elif not path.is_file():
        yield Problem(place, "not a regular file; name a file or a folder")
    elif path.name.startswith(PASSED_OVER):
        yield Problem(place, "Hadoop passes over names that begin with '_' or '.': rename it")
    else:
        yield place
