"""What a reader is given: bytes with what is known of where they come from."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, TypeAlias

from rashomon.ids import content_id
from rashomon.ingest.deadline import LONGEST_READING
from rashomon.model import Document, Origin, Problem, RashomonError

HEAD_SIZE = 65_536  # bytes shown to `recognises`: enough for a feed's or a page's first elements
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How places are read. Sizes are bytes; a document above `max_bytes` is a problem row, not read in part."""

    max_bytes: int = 50 * MEGABYTE
    max_depth: int = 4  # containers within containers: a ZIP in a mail in a WARC
    allow_private: bool = False  # loopback and private addresses may be fetched
    delay: float = 1.0  # seconds between two requests to one host
    keep: Path | None = None  # folder where fetched bytes are kept by their hash
    seconds: float = LONGEST_READING  # of computing for one document
    memory: int = 2_000 * MEGABYTE  # for one document, where it is read apart
    apart: bool = True  # read in a worker process, which a document may end without ending the run
    columns: Mapping[str, str] = field(default_factory=dict)  # of tables: our name -> the column's name
    say: Callable[[str], None] = lambda _words: None  # told what a person should check: the columns guessed


class TooLargeError(RashomonError):
    """A document is larger than the options allow."""


@dataclass(frozen=True)
class Raw:
    """Bytes and where they come from. `open` gives them as a stream; `data` as a whole, bounded and kept."""

    where: str  # what a person would call the place: a path, an address, a member of an archive
    head: bytes
    open: Callable[[], BinaryIO]
    options: Options = Options()
    path: str | None = None
    url: str | None = None
    media_type: str | None = None  # as declared by a server or an archive; content decides
    charset: str | None = None  # as declared
    retrieved: str | None = None
    warc: str | None = None
    depth: int = 0
    notes: Mapping[str, object] = field(default_factory=dict)
    file: Path | None = None  # where the bytes lie on this machine as they stand, whatever a person calls the place

    @cached_property
    def data(self) -> bytes:
        """All bytes. Raises TooLargeError above the options' bound."""
        limit = self.options.max_bytes
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise TooLargeError(f"larger than {limit // MEGABYTE} MB for one document; raise it with --max-size")
        return data

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all bytes, as hex digits."""
        return hashlib.sha256(self.data).hexdigest()

    def document_id(self, part: int = 0) -> str:
        """The id of the `part`-th document in these bytes: it stays when extraction gets better."""
        known = () if self.url is None else (self.url,)
        return content_id("document", self.digest, part, *known)

    def origin(self, media_type: str, part: int = 0) -> Origin:
        return Origin(
            path=self.path, warc=self.warc, part=part, retrieved=self.retrieved,
            media_type=media_type, sha256=self.digest, notes=dict(self.notes),
        )  # fmt: skip

    def within(self, name: str, data: bytes) -> Raw:
        """Bytes found inside these (a member of an archive, an attachment), called `where!name`."""
        return replace(
            raw_from_bytes(data, f"{self.where}!{name}", self.options),
            path=f"{self.path}!{name}" if self.path else None, retrieved=self.retrieved, depth=self.depth + 1,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """A web address to be fetched: named by a person, or by a list at `depth` (an OPML outline, a line)."""

    url: str
    where: str
    depth: int = -1  # of the list that names it; a person's own words are at -1


#: What a reader may yield: documents, problems, or bytes and addresses for other readers.
Found: TypeAlias = Document | Problem | Raw | Address


def raw_from_bytes(data: bytes, where: str, options: Options | None = None) -> Raw:
    """Raw over bytes that are in memory already."""
    return Raw(where=where, head=data[:HEAD_SIZE], open=lambda: io.BytesIO(data), options=options or Options())


def raw_from_file(path: Path, options: Options) -> Raw:
    """Raw over a file, opened when needed. Raises OSError when it cannot be read."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_SIZE)
    return Raw(where=str(path), head=head, open=lambda: path.open("rb"), options=options, path=str(path), file=path)


def raw_from_stream(stream: BinaryIO, where: str, options: Options) -> Raw:
    """Raw over a stream that can be read once, such as standard input."""
    buffered = io.BufferedReader(stream, HEAD_SIZE)  # type: ignore[type-var, unused-ignore]
    head = buffered.peek(HEAD_SIZE)
    return Raw(where=where, head=head, open=lambda: buffered, options=options)


def read_stream_lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """Lines of a stream without their ends; a line above `limit` bytes comes cut at `limit` + 1."""
    while line := stream.readline(limit + 1):
        yield line.rstrip(b"\r\n")
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)  # the rest of a line that is too long is passed over
