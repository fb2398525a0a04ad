"""OPML 1 and 2, and plain lists of addresses: the feeds and pages they name, to be fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rashomon.ingest.decode import decode, is_text
from rashomon.ingest.raw import Address, Found, Raw
from rashomon.model import Problem

NAME = "list of addresses"
MEDIA_TYPES = ("text/x-opml", "text/uri-list")
STREAMS = True
ONE = re.compile(r"https?://\S+$", re.IGNORECASE)


def recognises(raw: Raw) -> float:
    """0.95 for OPML, 0.3 for a text in which every line is an address or a remark."""
    head = raw.head[:8192]
    if re.search(rb"<opml\b", head, re.IGNORECASE):
        return 0.95
    if not is_text(head) or b"http" not in head:
        return 0.0
    rows = [row.strip() for row in decode(head).split("\n") if row.strip() and not row.startswith("#")]
    rows = rows[:-1] if len(raw.head) > len(head) else rows
    return 0.3 if rows and all(ONE.match(row) for row in rows) else 0.0


def read(raw: Raw) -> Iterator[Found]:
    """The addresses, in order and each once."""
    found = list(dict.fromkeys(_outlines(raw) if b"<opml" in raw.head[:8192].lower() else _lines(raw)))
    if not found:
        yield Problem(raw.where, "the list names no http address")
    for url in found:
        yield Address(url, raw.where, raw.depth)


def _lines(raw: Raw) -> Iterator[str]:
    for row in decode(raw.data).split("\n"):
        if ONE.match(row.strip()):
            yield row.strip()


def _outlines(raw: Raw) -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    tree: Any = etree.fromstring(raw.data, parser)
    for outline in tree.iter("outline") if tree is not None else ():
        address = outline.get("xmlUrl") or outline.get("url") or ""
        if ONE.match(address):
            yield address
