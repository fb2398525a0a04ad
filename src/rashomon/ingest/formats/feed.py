"""RSS, Atom and JSON Feed: one document an item."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from rashomon.ids import content_id, text_digest
from rashomon.ingest.dates import iso_date
from rashomon.ingest.decode import clean_characters, is_text
from rashomon.ingest.fragments import plain_text, without_residue
from rashomon.ingest.html_authors import names_of
from rashomon.ingest.language import language_of
from rashomon.ingest.outlets import agency_of
from rashomon.ingest.raw import Found, Raw
from rashomon.model import Document, Problem

NAME = "feed"
MEDIA_TYPES = ("application/rss+xml", "application/atom+xml")
ROOT = re.compile(rb"<(?:rss|rdf:RDF|(?:atom:)?feed)\b", re.IGNORECASE)

NUMBERED = re.compile(rb"&#([xX][0-9a-fA-F]{1,32}|[0-9]{1,32});?")


def recognises(raw: Raw) -> float:
    """0.95 when the root element is a feed's."""
    head = raw.head[:4096].replace(b"\0", b"")
    match = ROOT.search(head) if is_text(raw.head[:4096]) else None
    return 0.95 if match is not None and b"<html" not in head[: match.start()].lower() else 0.0


def read(raw: Raw) -> Iterator[Found]:
    """One document an item, with the feed's title as source."""
    import feedparser  # noqa: PLC0415  0.2 s to load

    data = io.BytesIO(NUMBERED.sub(_possible, raw.data))  # of plain bytes, feedparser tries whether they name a file
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    source = _words(feed.feed.get("title"))
    for part, entry in enumerate(feed.entries):
        yield _document(entry, source, feed.feed.get("language"), raw, part)
    if not feed.entries:
        yield Problem(raw.where, "a feed without items")


def _possible(reference: re.Match[bytes]) -> bytes:
    """The reference, or that to the replacement character where it names half a character or none: feedparser fails."""
    number = int(reference[1][1:], 16) if reference[1][:1] in b"xX" else int(reference[1])
    return b"&#xFFFD;" if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF else reference[0]


def _document(entry: Any, source: str | None, language: str | None, raw: Raw, part: int) -> Found:
    content = max((one.get("value") or "" for one in entry.get("content") or ()), key=len, default="")
    text, removed = without_residue(plain_text(max(content, entry.get("summary") or "", key=len)))
    title = _words(entry.get("title"))
    where = f"{raw.where}#{part + 1}"
    if not text and not title:
        return Problem(where, "an item without text and title")
    origin_of = entry.get("source") or {}
    printed = [one["name"] for one in entry.get("authors") or () if one.get("name")]
    names = dict.fromkeys(name for one in printed for name in names_of(one, source))
    notes = {"bylines": printed} if printed else {}
    published = iso_date(entry.get("published") or entry.get("created") or entry.get("updated") or "")
    return Document(
        id=item_id((entry.get("title"), content, entry.get("summary")), entry.get("link") or entry.get("id")),
        text=text or title or "", title=title, source=source,
        url=entry.get("link"), authors=tuple(names),
        published=published, language=(language or "")[:2].lower() or language_of(text),
        credit=_words(origin_of.get("title")) or agency_of(text)[0],
        origin=replace(raw.origin(MEDIA_TYPES[0], part), removed=removed, notes=dict(raw.notes) | notes),
    )  # fmt: skip


def item_id(stated: Sequence[object], address: str | None) -> str:
    """An item's id: by what the feed states of it and its address, so that it stays while the feed rolls on."""
    digest = text_digest(json.dumps(stated, ensure_ascii=True, default=str))
    return content_id("document", digest, 0, *([address] if address else []))


def _words(value: str | None) -> str | None:
    return plain_text(clean_characters(value)).replace("\n", " ").strip() or None if value else None
