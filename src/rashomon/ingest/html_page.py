"""Documents from a page of HTML: body by trafilatura, then the residue rules that text pages are read with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rashomon.ingest.decode import clean_characters
from rashomon.ingest.language import language_of
from rashomon.ingest.outlets import agency_of, domain_of
from rashomon.ingest.raw import Found, Raw
from rashomon.model import Document

MEDIA_TYPE = "text/html"


def read_html_page(text: str, raw: Raw) -> Iterator[Found]:
    """The article of a page, or nothing when it has none."""
    found = _extract(text, raw.url)
    if found is None or not (found.text or "").strip():
        return
    body = "\n\n".join(row.strip() for row in clean_characters(found.text).split("\n") if row.strip())
    agency, dateline = agency_of(body)
    notes = dict(raw.notes) | ({"dateline": dateline} if dateline else {})
    address = raw.url or found.url
    yield Document(
        id=raw.document_id(), text=body, title=_clean(found.title),
        source=_clean(found.sitename) or (domain_of(address) if address else None), url=address,
        authors=tuple(one.strip() for one in (found.author or "").split(";") if one.strip()),
        published=found.date, language=language_of(body), credit=agency,
        origin=replace(raw.origin(MEDIA_TYPE), notes=notes),
    )  # fmt: skip


def _extract(text: str, url: str | None) -> Any:
    import trafilatura  # noqa: PLC0415  0.4 s to load

    return trafilatura.bare_extraction(text, url=url, include_comments=False, with_metadata=True)


def _clean(words: str | None) -> str | None:
    return (clean_characters(words).replace("\n", " ").strip() or None) if words else None
