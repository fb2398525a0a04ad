"""What no file can hold: half of a character (a lone surrogate), as broken escapes and odd file names have it."""

from __future__ import annotations

import json

from rashomon.model import Document, Problem


def half_character(document: Document) -> Problem | None:
    """The problem of a document that holds half a character somewhere; None where it can be written as UTF-8."""
    row = document.to_row()
    names = ("id", "text", "title", "source", "url", "published", "language", "credit")
    values = [row[name] or "" for name in names] + [
        json.dumps(row[name], ensure_ascii=False) for name in ("authors", "origin")
    ]
    for value in values:
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            reason = f"the text holds half a character (a lone surrogate) at position {error.start}: save it as UTF-8"
            return Problem(place_of(document), reason)
    return None


def place_of(document: Document) -> str:
    """What a problem with a document calls its place: the file, else the address, else the id."""
    return document.origin.path or document.url or document.id
