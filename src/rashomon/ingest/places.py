"""Documents from wherever a person points: files, folders, addresses, standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rashomon import vocab
from rashomon.ingest.dispatch import read_raw
from rashomon.ingest.kept import is_kept, kept_raws
from rashomon.ingest.raw import Address, Options, raw_from_file, raw_from_stream
from rashomon.model import Document, Problem

ADDRESS = re.compile(r"^https?://", re.IGNORECASE)
DEFAULTS = Options()


def read_paths(places: Sequence[str], options: Options = DEFAULTS) -> Iterator[Document | Problem]:
    """The documents of all places, in order; what cannot be read is a Problem that says where and why.

    A place is a file, a folder (walked in sorted order), an http(s) address, or "-" for standard input.
    Documents come as they are read, so that memory does not grow with the number of documents.
    """
    for place in places:
        yield from _read_place(str(place), options)


def _read_place(place: str, options: Options) -> Iterator[Document | Problem]:
    if place == "-":
        yield from read_raw(raw_from_stream(sys.stdin.buffer, "standard input", options))
    elif ADDRESS.match(place):
        yield from read_raw(Address(place, place), options)
    elif "\0" in place:
        yield Problem(place.replace("\0", "\\0"), "no file can have this name: it holds a zero byte")
    else:
        path = Path(place)
        if path.is_dir():
            yield from _read_folder(path, options)
        elif path.exists():
            yield from _read_file(path, options)
        else:
            yield Problem(place, "there is no such file or folder; check the path")


def _read_folder(folder: Path, options: Options) -> Iterator[Document | Problem]:
    found = False
    if is_kept(folder):
        for kept in kept_raws(folder, options):
            found = True
            if isinstance(kept, Problem):
                yield kept
            else:
                yield from read_raw(kept)
        if not found:
            yield Problem(str(folder), "nothing was fetched into this folder yet")
        return
    for path in walk(folder):
        found = True
        yield from _read_file(path, options)
    if not found:
        yield Problem(str(folder), "the folder holds no file that could be read; name a folder with documents")


def walk(folder: Path) -> Iterator[Path]:
    """The files below a folder in sorted order, without hidden ones and the assets of saved pages."""

    files = vocab.load("pages")["files"]
    assets, skipped = frozenset(files["assets"]), tuple(files["asset_folders"])

    def passed_over(error: OSError) -> None:
        del error  # a folder that may not be listed is as empty; its parent's other folders go on

    for where, folders, names in os.walk(folder, onerror=passed_over):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and not one.endswith(skipped))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() not in assets:
                yield Path(where, name)


def _read_file(path: Path, options: Options) -> Iterator[Document | Problem]:
    try:
        if not path.is_file():
            yield Problem(str(path), "not a regular file; name a file or a folder")
            return
        raw = raw_from_file(path, options)
    except OSError as error:
        yield Problem(str(path), f"cannot be opened: {error.strerror or error}")
        return
    yield from read_raw(raw)
