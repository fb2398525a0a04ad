"""IPTC ninjs 1 and 2: one news item as JSON (https://iptc.org/standards/ninjs/)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rashomon.ingest.bylines import find_byline
from rashomon.ingest.dates import iso_date
from rashomon.ingest.fragments import plain_text
from rashomon.ingest.html_authors import names_of
from rashomon.ingest.language import language_of
from rashomon.ingest.outlets import agency_of
from rashomon.ingest.raw import Found, Raw
from rashomon.model import Document, Problem

NAME = "ninjs"
MEDIA_TYPES = ("application/vnd.iptc.ninjs+json",)
DATES = ("firstcreated", "firstCreated", "versioncreated", "versionCreated", "contentcreated", "contentCreated")
BODIES = re.compile(rb'"(?:body_\w+|bodies|headlines?|byline|pubstatus|versioncreated|copyrightholder)"\s*:')


def recognises(raw: Raw) -> float:
    """0.92 for a JSON object with a `uri` and at least two of the standard's properties."""
    head = raw.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(b"{") or b'"uri"' not in head:
        return 0.0
    return 0.92 if len(set(BODIES.findall(head))) >= 2 and b'"text"' not in head[:200] else 0.0


def read(raw: Raw) -> Iterator[Found]:
    """The news item."""
    try:
        data = json.loads(raw.data)
    except (ValueError, RecursionError) as error:
        yield Problem(raw.where, f"not valid JSON: {error}")
        return
    yield item(data, raw, 0)


def is_item(data: object) -> bool:
    """Whether an object is a news item of the standard."""
    return isinstance(data, Mapping) and "uri" in data and any(
        name in ("bodies", "headlines", "headline") or name.startswith("body_") for name in map(str, data)
    )  # fmt: skip


def item(data: Mapping[str, Any], raw: Raw, part: int) -> Found:
    """The document of one item. Version 1 has `body_…` and `headline`, version 2 `bodies` and `headlines`."""
    text = plain_text(_body(data))
    title = plain_text(
        _first(data.get("headlines"), "value") or _words(data.get("headline")) or _words(data.get("title"))
    )
    if not text and not title:
        return Problem(raw.where, "a news item without body and headline")
    byline = _words(data.get("byline"))
    found = find_byline(byline, bare=True)
    provider = _first(data.get("infosources"), "name")
    holder = _words(data.get("copyrightholder")) or _nested(data.get("rightsinfo"), "copyrightholder")
    names = names_of(byline) or [one for person in data.get("person", ()) if isinstance(person, Mapping)
                                 and person.get("rel") == "author" and (one := _words(person.get("name")))]  # fmt: skip
    return Document(
        id=raw.document_id(part), text=text or title, title=title.replace("\n", " ") or None,
        source=provider or holder or None, url=_address(data), authors=tuple(names),
        published=next((day for name in DATES if (day := iso_date(_words(data.get(name))))), None),
        language=_words(data.get("language"))[:2].lower() or language_of(text),
        credit=holder or agency_of(text)[0] or (found.credit if found else None),
        origin=raw.origin(MEDIA_TYPES[0], part),
    )  # fmt: skip


def _body(data: Mapping[str, Any]) -> str:
    bodies = data.get("bodies")
    stated = [one for one in bodies if isinstance(one, Mapping)] if isinstance(bodies, list) else []
    values = [_words(one.get("value")) for one in stated]
    values += [_words(data.get(name)) for name in ("body_html", "body_xhtml", "body_text")]
    values += [_words(value) for name, value in sorted(data.items()) if str(name).startswith("body_")]
    return next((value for value in values if value.strip()), "")


def _first(value: object, name: str) -> str:
    return _nested(value[0], name) if isinstance(value, list) and value else ""


def _nested(value: object, name: str) -> str:
    return _words(value.get(name)) if isinstance(value, Mapping) else ""


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""


def _address(data: Mapping[str, Any]) -> str | None:
    return next(
        (one for name in ("url", "uri") if (one := _words(data.get(name))).startswith(("http://", "https://"))), None
    )
