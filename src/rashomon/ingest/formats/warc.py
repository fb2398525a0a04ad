"""WARC, gzip or plain, streamed: each response as a page with its address, crawl date, offset and digest."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from typing import Any

from rashomon.ingest.raw import Found, Raw, raw_from_bytes
from rashomon.model import Problem

NAME = "WARC"
MEDIA_TYPES = ("application/warc", "application/warc+gzip")
STREAMS = True
TEXTUAL = ("text/", "application/xhtml", "application/xml", "application/rss", "application/atom", "application/pdf",
           "application/json", "application/ld+json", "application/feed+json")  # fmt: skip
NOT_PAGES = ("text/css", "text/javascript", "text/x-")


def recognises(raw: Raw) -> float:
    """1 for a WARC record, packed or not."""
    head = raw.head
    if head.startswith(b"\x1f\x8b"):
        head = unpacked_head(head)
    return 1.0 if head.startswith(b"WARC/") else 0.0


def unpacked_head(head: bytes, size: int = 512) -> bytes:
    """The first bytes inside gzip; empty when the stream is broken."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, size)
    except zlib.error:
        return b""


def read(raw: Raw) -> Iterator[Found | None]:
    """The pages that the archive holds, in order, None for other records; a broken one ends it with a Problem."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    with raw.open() as stream:
        records = ArchiveIterator(stream, arc2warc=True)
        place = 0
        while True:
            try:
                record = next(records)
                place = records.offset
                found = _page(record, raw, place)
            except StopIteration:
                return
            except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, zlib.error) as error:
                yield Problem(
                    f"{raw.where}@{place}",
                    f"the archive is broken or cut off here: {str(error) or type(error).__name__}",
                )
                return
            yield found


def _page(record: Any, raw: Raw, place: int) -> Raw | Problem | None:
    """A response with status 200 and a text, as bytes for other readers; None for all else."""
    if record.rec_type not in ("response", "resource"):
        return None
    headers, url = record.http_headers, record.rec_headers.get_header("WARC-Target-URI")
    declared = headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    kind = (declared or "").lower()
    if (headers and headers.get_statuscode() != "200") or not kind.startswith(TEXTUAL) or kind.startswith(NOT_PAGES):
        return None
    where = f"{raw.where}@{place}"
    data = record.content_stream().read(raw.options.max_bytes + 1)
    if len(data) > raw.options.max_bytes:
        return Problem(where, "a page that is larger than allowed for one document")
    if getattr(record.raw_stream, "limit", 0) > 0:
        return Problem(where, "the archive is cut off in the middle of this page")
    message = Message()
    message["Content-Type"] = declared or ""
    notes = {"warc_offset": place, "warc_digest": record.rec_headers.get_header("WARC-Payload-Digest")}
    return replace(
        raw_from_bytes(data, where, raw.options), url=url, media_type=message.get_content_type(),
        charset=message.get_content_charset(), retrieved=record.rec_headers.get_header("WARC-Date"),
        warc=raw.path or raw.where, depth=raw.depth + 1,
        notes={key: value for key, value in notes.items() if value is not None},
    )  # fmt: skip
