"""Plain text and Markdown pages: one article or several, with whatever the page carries around them."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.ingest.decode import clean_characters, decode, is_text
from rashomon.ingest.front_matter import split_front_matter, stated
from rashomon.ingest.lines import MARKDOWN
from rashomon.ingest.raw import Found, Raw
from rashomon.ingest.text_page import read_text_page

NAME = "text"
MEDIA_TYPES = ("text/plain", "text/markdown")


def recognises(raw: Raw) -> float:
    """0.1 for anything that is text, so that every other reader comes first."""
    return 0.1 if raw.head.strip() and is_text(raw.head) else 0.0


def read(raw: Raw) -> Iterator[Found]:
    """The articles of a page of text."""
    text = clean_characters(decode(raw.data, raw.charset))
    values, text = split_front_matter(text)
    media_type = MEDIA_TYPES[1] if values or MARKDOWN.search(text[:200_000]) else MEDIA_TYPES[0]
    for document in read_text_page(text, raw, media_type):
        yield stated(document, values) if values and document.origin.part == 0 else document
