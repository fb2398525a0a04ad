"""Files packed with gzip: what is inside, for other readers."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from rashomon.ingest.formats import warc
from rashomon.ingest.raw import Found, Raw
from rashomon.model import Problem

NAME = "gzip"
MEDIA_TYPES = ("application/gzip",)
STREAMS = True


def recognises(raw: Raw) -> float:
    """0.7 for gzip that holds no WARC."""
    packed = raw.head.startswith(b"\x1f\x8b")
    return 0.7 if packed and not warc.unpacked_head(raw.head).startswith(b"WARC/") else 0.0


def read(raw: Raw) -> Iterator[Found]:
    """The bytes inside, bounded; what can be read of a file that was cut off is read, with a Problem."""
    limit = raw.options.max_bytes
    pieces: list[bytes] = []
    size = 0
    try:
        with raw.open() as stream, gzip.GzipFile(fileobj=stream) as inside:
            while piece := inside.read(min(65_536, limit + 1 - size)):
                pieces.append(piece)
                size += len(piece)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Problem(raw.where, f"the packed file is broken or cut off after {size} bytes: {error}")
    if size > limit:
        yield Problem(raw.where, f"larger than {limit // 1_000_000} MB when unpacked")
    elif size:
        yield raw.within("content", b"".join(pieces))
