"""Documents from a page of HTML: body, metadata, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rashomon.ingest.decode import clean_characters
from rashomon.ingest.html_blocks import load_tree, read_blocks
from rashomon.ingest.html_body import read_html_body
from rashomon.ingest.html_metadata import read_metadata
from rashomon.ingest.language import language_of
from rashomon.ingest.outlets import agency_of, domain_of
from rashomon.ingest.raw import Found, Raw
from rashomon.model import Document

MEDIA_TYPE = "text/html"


def read_html_page(text: str, raw: Raw) -> Iterator[Found]:
    """The article of a page, or nothing when it has none."""
    tree = load_tree(text)
    if tree is None:
        return
    blocks = read_blocks(tree)
    about = read_metadata(tree, blocks, raw.url)
    rows, removed = read_html_body(blocks, _lines(tree), about.title, about.text)
    body = "\n\n".join(rows)
    if not body.strip():
        return
    agency, dateline = agency_of(body)
    notes = dict(raw.notes) | ({"dateline": dateline} if dateline else {}) | about.notes
    address = raw.url or about.url
    yield Document(
        id=raw.document_id(), text=body, title=about.title,
        source=about.site or (domain_of(address) if address else None), url=address,
        authors=about.authors, published=about.published, language=language_of(body),
        credit=about.credit or agency, origin=replace(raw.origin(MEDIA_TYPE), removed=tuple(removed), notes=notes),
    )  # fmt: skip


def _lines(tree: Any) -> list[str]:
    """The lines that trafilatura finds to be the article's. It takes the tree apart: nothing else may read it after."""
    import trafilatura  # noqa: PLC0415

    found: Any = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False)
    if found is None:
        return []
    return [row.strip() for row in clean_characters(found.text or "").split("\n") if row.strip()]
