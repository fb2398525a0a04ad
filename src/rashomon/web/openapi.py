"""The addresses that answer JSON, described in OpenAPI 3.1, for programs and for who attacks the page in tests."""

from __future__ import annotations

import re
from typing import Any

from rashomon import __version__
from rashomon.store.catalogue import FACETS

#: Address, what it gives, the keys that its object always has, and what may be asked in its query.
ADDRESSES: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("/index.json", "The library: stories, documents and problems, a page of them.",
     ("name", "stories", "total", "documents", "problems"), ("q", "page", *FACETS)),
    ("/stories/{story}.json", "The comparison of a story; 'all' is every document.", ("id", "name", "events"), ()),
    ("/stories/{story}/events/{event}.json", "One event as the accounts tell it.",
     ("event", "differences", "silences"), ()),
    ("/stories/{story}/entities/{entity}.json", "What accounts call a party, and where it is cited.",
     ("entity", "cited"), ()),
    ("/stories/{story}/differences/{difference}.json", "A difference with both passages.",
     ("id", "event", "aspect", "left", "right", "judgements"), ()),
    ("/stories/{story}/codebook.json", "What people answered of a story's accounts.", ("codebook", "rows"), ()),
    ("/stories/{story}/codebook/{document}.json", "The codebook's questions for one account.", (), ("coded",)),
    ("/documents/{document}.json", "A document with its rows.", ("document", "notes", "names", "claims"), ("at",)),
    ("/copies.json", "Which documents share their words.", ("copies",), ()),
    ("/copies/{copy}.json", "A copy and its original side by side.", (), ()),
    ("/rows/{row}.json", "One row with its words and what was judged of it.", ("row", "now", "sentence"), ()),
    ("/pairs/{left}/{right}.json", "Two rows and the reasons of their link.",
     ("left", "right", "together", "links"), ()),
    ("/review.json", "What to judge first.", ("story", "left", "judged", "items"), ("story", "done")),
    ("/judgements.json", "What people judged.", ("total", "judgements", "adrift"), ("done",)),
)  # fmt: skip


def describe() -> dict[str, Any]:
    """The description as an OpenAPI document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Rashomon's reading room", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": {path: {"get": _operation(path, what, keys, query)} for path, what, keys, query in ADDRESSES},
    }


def _operation(path: str, what: str, keys: tuple[str, ...], query: tuple[str, ...]) -> dict[str, Any]:
    text = {"type": "string"}
    named = [{"name": one, "in": "path", "required": True, "schema": text} for one in re.findall(r"{(\w+)}", path)]
    asked = [{"name": one, "in": "query", "schema": text} for one in query]
    found = {"type": "object", "required": list(keys)}
    problem = {"type": "object", "required": ["problem"], "properties": {"problem": text}}
    responses = {"200": _json(what, found), "404": _json("Nothing is at this address.", problem)}
    return {"summary": what, "parameters": named + asked, "responses": responses}


def _json(what: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": what, "content": {"application/json": {"schema": schema}}}
