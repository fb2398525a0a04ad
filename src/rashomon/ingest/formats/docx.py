"""DOCX: the paragraphs of an Office Open XML text (ECMA-376), headings kept as headings."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rashomon.ingest.decode import clean_characters
from rashomon.ingest.formats import archive
from rashomon.ingest.raw import Found, Raw
from rashomon.ingest.text_page import read_text_page
from rashomon.model import Problem

NAME = "DOCX"
MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC = "{http://purl.org/dc/elements/1.1/}"


def recognises(raw: Raw) -> float:
    """1 for a ZIP that holds a word-processing text."""
    return 1.0 if "word/document.xml" in archive.names_in(raw) else 0.0


def read(raw: Raw) -> Iterator[Found]:
    """The articles of the text: several where the file carries several."""
    try:
        text, stated = docx_text(raw)
    except (*archive.BROKEN, KeyError, SyntaxError) as error:  # lxml's XMLSyntaxError is a SyntaxError
        yield Problem(raw.where, f"a broken DOCX file: {error}")
        return
    if not text.strip():
        yield Problem(raw.where, "the file holds no text")
    for one in read_text_page(text, raw, MEDIA_TYPES[0]):
        yield replace(one, title=one.title or stated or None)


def docx_text(raw: Raw) -> tuple[str, str | None]:
    """The text, a paragraph a line with headings marked as in Markdown, and the title that the file states."""
    with raw.open() as stream, zipfile.ZipFile(stream) as file:
        tree = _xml(_member(file, "word/document.xml", raw))
        core = _xml(_member(file, "docProps/core.xml", raw)) if "docProps/core.xml" in file.namelist() else None
    title = core.findtext(f"{DC}title") if core is not None else None
    rows = [_paragraph(one) for one in tree.iter(f"{W}p")]
    return clean_characters("\n\n".join(row for row in rows if row.strip())), title


def _member(file: zipfile.ZipFile, name: str, raw: Raw) -> bytes:
    with file.open(name) as inside:
        data = inside.read(raw.options.max_bytes + 1)
    if len(data) > raw.options.max_bytes:
        raise ValueError(f"{name} is larger than allowed for one document")
    return data


def _xml(data: bytes) -> Any:
    """The tree of an XML member; entities and document types are not followed."""
    from lxml import etree  # noqa: PLC0415

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _paragraph(element: Any) -> str:
    style = element.find(f"{W}pPr/{W}pStyle")
    name = (style.get(f"{W}val") or "").lower() if style is not None else ""
    pieces: list[str] = []
    for one in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        if one.tag == f"{W}t":
            pieces.append(one.text or "")
        else:
            pieces.append("-" if one.tag.endswith("Hyphen") else "\n" if one.tag.endswith("br") else " ")
    words = "".join(pieces)
    if name.startswith("heading") and name[7:].strip().isdigit() and words.strip():
        return "#" * min(6, int(name[7:])) + f" {words.strip()}"
    return f"# {words.strip()}" if name == "title" and words.strip() else words
