"""ZIP of anything: each member for other readers; members that climb out, and bombs, are problems."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator

from rashomon import vocab
from rashomon.ingest.raw import Found, Raw
from rashomon.model import Problem

NAME = "ZIP"
MEDIA_TYPES = ("application/zip",)
STREAMS = True
MOST_EXPANSION = 200  # times its packed size; the 185 pages of the sets pack 2 to 15 times
MOST_MEMBERS = 100_000
#: What `zipfile` raises for files that are broken, cut off, packed in a way it does not know, or encrypted.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    struct.error,
)


def recognises(raw: Raw) -> float:
    """0.5, so that formats that are ZIP files inside come first."""
    return 0.5 if raw.head.startswith((b"PK\x03\x04", b"PK\x05\x06")) else 0.0


def names_in(raw: Raw) -> frozenset[str]:
    """The names of a ZIP's members; empty when it is none."""
    if not raw.head.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with raw.open() as stream, zipfile.ZipFile(stream) as archive:
            return frozenset(archive.namelist())
    except BROKEN:
        return frozenset()


def read(raw: Raw) -> Iterator[Found]:
    """The members in sorted order, without hidden ones and assets."""
    try:
        with raw.open() as stream, zipfile.ZipFile(stream) as archive:
            members = sorted(archive.infolist(), key=lambda one: one.filename)
            if len(members) > MOST_MEMBERS:
                yield Problem(raw.where, f"more than {MOST_MEMBERS} members; unpack it")
                return
            for member in members:
                if (found := _member(archive, member, raw)) is not None:
                    yield found
    except BROKEN as error:
        yield Problem(raw.where, f"a broken ZIP file: {error}")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, raw: Raw) -> Found | None:
    where = f"{raw.where}!{member.filename}"
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in parts[0]:
        return Problem(where, "its path climbs out of the archive; not read")
    if member.is_dir() or any(part.startswith((".", "__MACOSX")) for part in parts):
        return None
    if any(parts[-1].lower().endswith(ending) for ending in vocab.load("pages")["files"]["assets"]):
        return None
    if member.flag_bits & 0x1:
        return Problem(where, "encrypted: needs a password")
    if member.file_size > max(1_000_000, MOST_EXPANSION * max(1, member.compress_size)):
        return Problem(where, "expands too far for a text; not read")
    try:
        with archive.open(member) as inside:
            data = inside.read(raw.options.max_bytes + 1)
    except BROKEN as error:
        return Problem(where, f"cannot be unpacked: {error}")
    if len(data) > raw.options.max_bytes:
        return Problem(where, f"larger than {raw.options.max_bytes // 1_000_000} MB for one document")
    return raw.within(member.filename, data)
