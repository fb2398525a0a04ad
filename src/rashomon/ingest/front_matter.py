"""What a Markdown file says of itself in a block of `key: value` lines between two rules (Jekyll, Hugo, Obsidian)."""

from __future__ import annotations

import re
from dataclasses import replace

from rashomon.ingest.dates import dated_line
from rashomon.model import Document

#: At the very top, `---` to `---`, no blank line within: so two rules around a heading are not taken for one.
BLOCK = re.compile(r"\A---[ \t]*\n((?:[^\n]+\n){1,60}?)---[ \t]*(?:\n|\Z)")
PAIR = re.compile(r"^([A-Za-z_-]{2,30}):[ \t]*(.*)$")
QUOTED = re.compile(r"^(['\"])(.*)\1$")


def split_front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """The block's values by key in lower case, and the text below it; no values and the whole text without one.

    Plain scalars, quoted scalars and lists of them are read; nested values are passed over.

    >>> split_front_matter('---\\ntitle: "At Velm"\\ntags: [war, rivers]\\n---\\nIt fell.')
    ({'title': ['At Velm'], 'tags': ['war', 'rivers']}, 'It fell.')
    >>> split_front_matter("---\\n\\nIt fell.\\n\\n---\\n")[0]
    {}
    """
    block = BLOCK.match(text)
    if block is None:
        return {}, text
    values: dict[str, list[str]] = {}
    key = None
    for line in block[1].splitlines():
        if (pair := PAIR.match(line)) is not None:
            key = pair[1].lower()
            values[key] = [one for one in _items(pair[2]) if one]
        elif key is not None and re.match(r"^\s*- ", line):
            values[key].append(_plain(line.strip()[2:]))
        elif line.strip() and not line[0].isspace():
            return {}, text  # a sentence between two rules
    return (values, text[block.end() :]) if values else ({}, text)


def stated(document: Document, values: dict[str, list[str]]) -> Document:
    """The document with what its front matter states: it was written for this, so it wins over what is found."""
    title, source, url = (_first(values, *keys) for keys in (("title",), ("source", "publisher", "site"), ("url",)))
    dated = dated_line(_first(values, "date", "published", "pubdate") or "")
    return replace(
        document,
        title=title or document.title, source=source or document.source, url=url or document.url,
        authors=tuple(values.get("author") or values.get("authors") or document.authors),
        published=dated.value if dated is not None else document.published,
    )  # fmt: skip


def _first(values: dict[str, list[str]], *keys: str) -> str | None:
    return next((values[key][0] for key in keys if values.get(key)), None)


def _items(value: str) -> list[str]:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [_plain(one) for one in value[1:-1].split(",")]
    return [_plain(value)]


def _plain(value: str) -> str:
    value = value.strip()
    quoted = QUOTED.match(value)
    return quoted[2] if quoted is not None else value
