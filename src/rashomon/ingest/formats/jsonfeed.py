"""JSON Feed 1 and 1.1 (jsonfeed.org), and JSON lists of documents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from rashomon.ingest.dates import iso_date
from rashomon.ingest.formats import ninjs
from rashomon.ingest.formats.feed import item_id
from rashomon.ingest.formats.jsonl import document_of
from rashomon.ingest.fragments import plain_text, without_residue
from rashomon.ingest.html_authors import names_of
from rashomon.ingest.language import language_of
from rashomon.ingest.outlets import agency_of
from rashomon.ingest.raw import Found, Raw
from rashomon.model import Document, Problem

NAME = "JSON"
STATED = ("title", "content_html", "content_text", "summary")
MEDIA_TYPES = ("application/feed+json", "application/json")


def recognises(raw: Raw) -> float:
    """0.6 for anything that begins as JSON does, 0.95 for a feed that says so."""
    head = raw.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith((b"{", b"[")):
        return 0.0
    if b"jsonfeed.org/version" in head[:4096]:
        return 0.95
    return 0.6 if head.startswith((b'{"', b"[{", b"{\n", b"{ ", b"{\r", b"[\n", b"[\r", b"[ ", b"{\t")) else 0.0


def read(raw: Raw) -> Iterator[Found]:
    """The items of a feed, the objects of a list, or one ninjs item or document."""
    try:
        data = json.loads(raw.data)
    except (ValueError, RecursionError) as error:
        yield Problem(raw.where, f"not valid JSON: {error}")
        return
    yield from _read(data, raw)


def _read(data: Any, raw: Raw) -> Iterator[Found]:
    if isinstance(data, list):
        for number, one in enumerate(data):
            yield ninjs.item(one, raw, number) if ninjs.is_item(one) else document_of(one, f"{raw.where}#{number + 1}")
    elif (
        isinstance(data, dict)
        and isinstance(data.get("items"), list)
        and "jsonfeed.org" in str(data.get("version", ""))
    ):
        for number, one in enumerate(data["items"]):
            yield (
                _item(one, data, raw, number)
                if isinstance(one, dict)
                else Problem(f"{raw.where}#{number + 1}", "no item")
            )
    elif ninjs.is_item(data):
        yield ninjs.item(data, raw, 0)
    else:
        yield document_of(data, raw.where)


def _item(item: Mapping[str, Any], feed: Mapping[str, Any], raw: Raw, part: int) -> Found:
    text, removed = without_residue(
        plain_text(_words(item.get("content_html")))
        or plain_text(_words(item.get("content_text")) or _words(item.get("summary")))
    )
    title = plain_text(_words(item.get("title"))).replace("\n", " ").strip() or None
    if not text and not title:
        return Problem(f"{raw.where}#{part + 1}", "an item without text and title")
    people = item.get("authors") or feed.get("authors") or [item.get("author") or feed.get("author")]
    people = people if isinstance(people, list) else []
    printed = [name for one in people if isinstance(one, Mapping) and (name := _words(one.get("name")))]
    names = dict.fromkeys(name for one in printed for name in names_of(one, _words(feed.get("title"))))
    notes = {"bylines": printed} if printed else {}
    url = _words(item.get("url")) or None
    return Document(
        id=item_id([item.get(name) for name in STATED], url), text=text or title or "",
        title=title, source=_words(feed.get("title")) or None, url=url,
        authors=tuple(names), published=iso_date(_words(item.get("date_published"))),
        language=(_words(item.get("language")) or _words(feed.get("language")))[:2].lower() or language_of(text),
        credit=agency_of(text)[0],
        origin=replace(raw.origin(MEDIA_TYPES[0], part), removed=removed, notes=dict(raw.notes) | notes),
    )  # fmt: skip


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
