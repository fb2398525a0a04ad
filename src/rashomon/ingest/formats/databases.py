"""Exports of news databases: Nexis Uni (TXT, DOCX), ProQuest (TXT), Factiva (TXT, HTML). Experimental.

Written from the layouts as the vendors describe them and tested on files made in that layout, not on real ones.
Each document is a run of labelled lines around a text; the labels are vocab/databases.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rashomon import vocab
from rashomon.ingest.dates import iso_date
from rashomon.ingest.decode import clean_characters, decode, is_text
from rashomon.ingest.formats import docx
from rashomon.ingest.fragments import plain_text
from rashomon.ingest.html_authors import names_of
from rashomon.ingest.language import language_of
from rashomon.ingest.outlets import agency_of
from rashomon.ingest.raw import Found, Raw
from rashomon.model import Document, Problem, Removed

NAME = "news database export (experimental)"
MEDIA_TYPES = ("text/plain",)
LABEL = re.compile(r"^(?P<label>[A-Z][A-Za-z /-]{1,40}): ?(?P<value>.*)$")
BYLINE = re.compile(r"^by (?P<names>\S.*)$", re.IGNORECASE)
RIGHTS = re.compile(r"^(?:copyright|\(c\)|©)", re.IGNORECASE)
SIZE_OR_HOUR = re.compile(r"^(?:\d[\d,]* words|\d{1,2}:\d\d(?:\s?[AP]M)?)$", re.IGNORECASE)
CODE = re.compile(r"^(?P<label>[A-Z]{2,3}) +(?P<value>\S.*)$")


def recognises(raw: Raw) -> float:
    """0.99 for a file with the marks of one of the databases; a DOCX is looked into."""
    return 0.99 if _layout(raw) is not None else 0.0


def _layouts() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = vocab.load("databases")["layout"]
    return found


def _layout(raw: Raw) -> dict[str, Any] | None:
    text = ""
    if raw.head.startswith(b"PK\x03\x04"):
        text = docx.docx_text(raw)[0][:100_000] if docx.recognises(raw) else ""
    elif b"<html" in raw.head[:8192].lower() and b"factiva" not in raw.head.lower():
        return None
    elif is_text(raw.head[:8192]):
        text = clean_characters(decode(raw.head))
        if "<html" in text[:2000].lower():
            text = plain_text(text) if "factiva" in text.lower() else ""
    return next((row for row in _layouts() if all(re.search(one, text, re.MULTILINE) for one in row["marks"])), None)


def read(raw: Raw) -> Iterator[Found]:
    """The documents of the export in order."""
    layout = _layout(raw)
    if layout is None:
        return
    if raw.head.startswith(b"PK\x03\x04"):
        text = docx.docx_text(raw)[0]
    else:
        text = clean_characters(decode(raw.data, raw.charset))
        text = plain_text(text) if "<html" in text[:2000].lower() else text
    for part, piece in enumerate(_pieces(text, layout)):
        yield _document(piece, layout, raw, part)


def _pieces(text: str, layout: Mapping[str, Any]) -> Iterator[list[str]]:
    """The lines of each document: a mark stands before it or behind it."""
    mark = re.compile(layout["between"])
    piece: list[str] = []
    for row in text.split("\n"):
        if mark.match(row.strip()):
            if _has_text(piece):
                yield piece
            piece = []
        else:
            piece.append(row.strip())
    if _has_text(piece):
        yield piece


def _has_text(rows: Sequence[str]) -> bool:
    return sum(len(row.split()) for row in rows) >= 15


def _document(rows: Sequence[str], layout: Mapping[str, Any], raw: Raw, part: int) -> Found:
    fields, body, free, removed = _read_rows(rows, layout)
    while body and RIGHTS.match(body[0]):
        removed.append(Removed(body.pop(0), "copyright"))
    text = "\n\n".join(body)
    if not text:
        return Problem(f"{raw.where}#{part + 1}", "a document without text")
    title, source, day = _unlabelled(free, fields)
    removed += [Removed(row, "database field") for row in free if row != title]
    signed = next((match["names"] for row in free if (match := BYLINE.match(row))), "")
    byline = fields.get("authors") or signed
    agency, dateline = agency_of(text)
    notes = {"experimental": layout["name"], "bylines": [byline] if byline else [], "dateline": dateline}
    origin = replace(raw.origin(MEDIA_TYPES[0], part), removed=tuple(removed), notes=notes)
    return Document(
        id=raw.document_id(part), text=text, title=title, source=source, url=fields.get("url"),
        authors=tuple(names_of(byline)), published=day, language=language_of(text),
        credit=agency or fields.get("credit"), origin=origin,
    )  # fmt: skip


def _read_rows(
    rows: Sequence[str], layout: Mapping[str, Any]
) -> tuple[dict[str, str], list[str], list[str], list[Removed]]:
    """Labelled values, the text's paragraphs, lines over it without a label, and what was taken out.

    The text is what follows its label ("Body", "Full text:", the code TD) or, in layouts without one, what follows
    the last label over it; it ends at the next label.
    """
    names: dict[str, str] = layout["labels"]
    fields: dict[str, str] = {}
    body: list[str] = []
    free: list[str] = []
    removed: list[Removed] = []
    state = "head"
    for row in rows:
        label, value = _labelled(row, names)
        if label is None:
            if row and state == "body":
                body.append(row)
            elif row and state == "head":
                free.append(row)
            elif row:
                removed.append(Removed(row, "database field"))
            continue
        ours = names[label]
        if ours == "text":
            state = "body"
            body += [value] if value else []
            continue
        removed.append(Removed(row, "database field"))
        if ours != "-" and value:
            fields.setdefault(ours, value)
        state = "tail" if state == "body" and not layout.get("text_goes_on", False) else state
        if label in layout.get("before_text", ()):
            state = "body"
    return fields, body, free, removed


def _labelled(row: str, names: Mapping[str, str]) -> tuple[str | None, str]:
    if row in names:
        return row, ""
    for form in (LABEL, CODE):
        match = form.match(row)
        if match is not None and match["label"].strip() in names:
            return match["label"].strip(), match["value"].strip()
    return None, ""


def _unlabelled(free: Sequence[str], fields: Mapping[str, str]) -> tuple[str | None, str | None, str | None]:
    """Title, source and date, by labels or by their place: over the text stand title, source, date."""
    day = iso_date(fields.get("published", "")) or next((one for row in free if (one := iso_date(row))), None)
    others = (BYLINE, RIGHTS, SIZE_OR_HOUR)
    lines = [row for row in free if iso_date(row) is None and not any(one.match(row) for one in others)]
    title = fields.get("title") or (lines[0] if lines else None)
    source = fields.get("source") or next((row for row in lines if row != title), None)
    return title, source, day
