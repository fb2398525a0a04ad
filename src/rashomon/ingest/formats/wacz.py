"""WACZ: a ZIP of WARC files (specs.webrecorder.net/wacz); each WARC is streamed from inside it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from rashomon.ingest.formats import archive
from rashomon.ingest.raw import HEAD_SIZE, Found, Raw
from rashomon.model import Problem

NAME = "WACZ"
MEDIA_TYPES = ("application/wacz",)
STREAMS = True


def recognises(raw: Raw) -> float:
    """1 for a ZIP with a data package and an archive folder."""
    names = archive.names_in(raw)
    return 1.0 if "datapackage.json" in names and any(name.startswith("archive/") for name in names) else 0.0


def read(raw: Raw) -> Iterator[Found]:
    """The WARC files inside, for the WARC reader."""
    try:
        with raw.open() as stream, zipfile.ZipFile(stream) as file:
            names = sorted(name for name in file.namelist() if name.startswith("archive/") and not name.endswith("/"))
            if not names:
                yield Problem(raw.where, "a web archive without WARC files")
            for name in names:
                with file.open(name) as inside:
                    head = inside.read(HEAD_SIZE)
                where = f"{raw.where}!{name}"
                path = f"{raw.path}!{name}" if raw.path else None
                yield replace(raw, where=where, head=head, open=_opener(file, name), path=path, file=None,
                              depth=raw.depth + 1)  # fmt: skip
    except archive.BROKEN as error:
        yield Problem(raw.where, f"a broken web archive: {error}")


def _opener(file: zipfile.ZipFile, name: str) -> Callable[[], BinaryIO]:
    return lambda: cast(BinaryIO, file.open(name))
