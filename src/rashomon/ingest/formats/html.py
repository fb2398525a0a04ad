"""HTML pages: the article by trafilatura, with this program's own clean-up and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.ingest.decode import decode, is_text
from rashomon.ingest.html_page import read_html_page
from rashomon.ingest.raw import Found, Raw

NAME = "HTML"
MEDIA_TYPES = ("text/html", "application/xhtml+xml")
START = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|title)\b", re.IGNORECASE)
TAG = re.compile(rb"</?(?:p|div|span|a|br|h[1-6]|ul|li|table|td|img|section|strong|em|i|b)\b[^>]*>", re.IGNORECASE)
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


def recognises(raw: Raw) -> float:
    """0.8 for a page, 0.5 for text with many tags."""
    if not is_text(raw.head[:8192]):
        return 0.0
    head = _narrow(raw.head)
    if START.search(head[:8192]) or b"<html" in head.lower():
        return 0.8
    return 0.5 if head.lstrip().startswith(b"<") and len(TAG.findall(head)) >= 3 else 0.0


def _narrow(head: bytes) -> bytes:
    """UTF-16 and UTF-32 with their zero bytes taken out, to look at tags."""
    return head.replace(b"\0", b"") if head.count(b"\0") > 0.2 * len(head) else head


def read(raw: Raw) -> Iterator[Found]:
    """The page's article."""
    stated = CHARSET.search(raw.head[:8192])
    text = decode(raw.data, stated.group(1).decode("ascii") if stated else raw.charset)
    yield from read_html_page(text, raw)
