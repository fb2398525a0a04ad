"""PDF with a text layer, read by PDFium: its pages as one text, wrapped lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from rashomon.ingest.dates import iso_date
from rashomon.ingest.decode import clean_characters
from rashomon.ingest.raw import Found, Raw
from rashomon.ingest.text_page import read_text_page
from rashomon.model import Document, Problem

NAME = "PDF"
MEDIA_TYPES = ("application/pdf",)
LEAST_LETTERS = 20  # letters in the whole file: below, the pages are pictures
MOST_PAGES = 2_000
RUNNING = 3  # pages on which a first or last line must recur, figures aside, to be a running head
HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\ufffe]\n(?=[a-z])")


def recognises(raw: Raw) -> float:
    """1 when the file begins as PDF does."""
    return 1.0 if b"%PDF-" in raw.head[:1024] else 0.0


def read(raw: Raw) -> Iterator[Found]:
    """The articles of the text layer; a Problem for scans and for files that need a password."""
    import pypdfium2  # noqa: PLC0415  loads a shared library

    try:
        file = pypdfium2.PdfDocument(raw.data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        yield Problem(raw.where, "encrypted: needs a password" if locked else f"a broken PDF: {error}")
        return
    try:
        if len(file) > MOST_PAGES:
            yield Problem(raw.where, f"more than {MOST_PAGES} pages; split the file")
            return
        pages = [_page_text(file, number) for number in range(len(file))]
        stated = {key.lower(): value for key, value in file.get_metadata_dict(skip_empty=True).items()}
    except pypdfium2.PdfiumError as error:
        yield Problem(raw.where, f"a broken PDF: {error}")
        return
    finally:
        file.close()
    if sum(letter.isalpha() for page in pages for letter in page) < LEAST_LETTERS:
        yield Problem(raw.where, "no text layer: the pages are pictures; run text recognition (OCR) on the file first")
        return
    text = HYPHEN.sub("", "\n\n".join(_without_running_heads(pages)))
    for one in read_text_page(text, raw, MEDIA_TYPES[0]):
        yield _completed(one, stated)


def _page_text(file: Any, number: int) -> str:
    page = file[number]
    words = page.get_textpage()
    text = clean_characters(words.get_text_range(errors="ignore"))
    words.close()
    page.close()
    return text


def _without_running_heads(pages: Sequence[str]) -> list[str]:
    """The pages without first and last lines that recur from page to page, and without page numbers."""
    rows = [[row.strip() for row in page.strip().split("\n")] for page in pages]
    counts = Counter(_shape(row) for page in rows for row in {*page[:2], *page[-2:]} if row)
    running = {shape for shape, count in counts.items() if count >= RUNNING and len(shape) < 120}
    kept: list[str] = []
    for page in rows:
        edge = {0, 1, len(page) - 2, len(page) - 1}
        kept.append(
            "\n".join(row for index, row in enumerate(page) if index not in edge or not _is_running(row, running))
        )
    return kept


def _shape(row: str) -> str:
    return re.sub(r"\d+", "#", row)


def _is_running(row: str, running: set[str]) -> bool:
    return _shape(row) in running or re.fullmatch(r"[\s\d|-]+", row) is not None


def _completed(document: Document, stated: dict[str, str]) -> Document:
    """The document with the title that the file states, where the page shows none."""
    made = re.sub(r"^D:(\d{4})(\d\d)(\d\d).*", r"\1-\2-\3", stated.get("creationdate", ""))
    notes = dict(document.origin.notes) | ({"file_created": iso_date(made)} if iso_date(made) else {})
    return replace(
        document, title=document.title or stated.get("title") or None, origin=replace(document.origin, notes=notes)
    )
