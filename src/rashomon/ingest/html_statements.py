"""What a page states about itself for machines: JSON-LD objects and `meta` elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from rashomon.ingest.decode import clean_characters

#: The schema.org types of what an article is; a page or a site is not one, but may carry a date.
ARTICLE = re.compile(r"(?:article|posting|report|review|recipe|creativework|scholarly)", re.IGNORECASE)
LONGEST_JSON = 2_000_000  # characters of one script
MOST_OBJECTS = 2_000  # of a page


def read_objects(tree: Any) -> list[dict[str, Any]]:
    """The objects of the page's JSON-LD, outer before inner; broken scripts are passed over."""
    found: list[dict[str, Any]] = []
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        text = (script.text or "").strip()
        if len(text) <= LONGEST_JSON:
            found += list(_objects(_parsed(text)))
    return found[:MOST_OBJECTS]


def _parsed(text: str) -> Any:
    text = re.sub(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*;?$", "", text).rstrip("; \n")
    for candidate in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < MOST_OBJECTS:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one
        elif isinstance(one, dict):
            seen += 1
            yield one
            waiting += [value for value in one.values() if isinstance(value, dict | list)]


def is_article(one: Mapping[str, Any]) -> bool:
    kinds = one.get("@type")
    return any(ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind)


def read_meta(tree: Any) -> dict[str, list[str]]:
    """The page's `meta` elements: name, property or itemprop in lower case -> contents in order."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = one_line(element.get("content"))
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        if content and name:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def one_line(words: object) -> str:
    """Words on one line, entities resolved (some pages have them twice), tags taken out.

    >>> one_line("Karsa &amp;amp; <b>Velm</b>")
    'Karsa & Velm'
    """
    if not isinstance(words, str):
        return ""
    text = unescape(unescape(words))
    if "<" in text:
        text = re.sub(r"<[^<>]{1,200}>", " ", text)
    return " ".join(clean_characters(text).split())
