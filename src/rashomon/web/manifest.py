"""What a dossier was made of, as JSON inside it, and whether a dossier still is what it says."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

from rashomon import __version__
from rashomon.annotate import annotation_version
from rashomon.compare import Comparison
from rashomon.engines import linking
from rashomon.model import Document, RashomonError, Row
from rashomon.web.wording import inert

SCHEMA = "rashomon.dossier/1"
#: What stands around the manifest; no text of an article can look like it, for there every "<" is escaped.
MARK = ('<pre id="manifest">', "</pre>")

Passages = Mapping[tuple[str, int, int], int]


@cache
def load_error_rates() -> tuple[dict[str, str], ...]:
    """The measured figures that ship with this version: set, measure, value, interval, n."""
    text = (files("rashomon.web") / "error_rates.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text).get("figure", ()))


def make_manifest(comparison: Comparison, passages: Passages, settings: Mapping[str, Any]) -> Row:
    """The manifest without the page's own hash: version, settings, texts, passages by number, error rates."""
    return {
        "schema": SCHEMA, "version": __version__, "annotators": annotation_version(), "linking": linking.VERSION,
        "settings": dict(settings),
        "documents": [
            {"id": one.document.id, "title": one.document.title, "sha256": one.document.sha256,
             "characters": len(one.document.text)}
            for one in comparison.columns
        ],
        "passages": [
            [number, document, start, end, words_digest(comparison.document(document).text[start:end])]
            for (document, start, end), number in sorted(passages.items(), key=lambda one: one[1])
        ],
        "error_rates": [dict(one) for one in load_error_rates()],
    }  # fmt: skip


def seal(page: str, manifest: Row) -> str:
    """The page with its manifest in its place; the manifest holds the hash of all the rest of the page."""
    place = "".join(MARK)
    head, _, rest = page.partition(place)
    sealed = manifest | {"page_sha256": _digest(head + place + rest)}
    text = json.dumps(sealed, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    text = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return head + MARK[0] + text + MARK[1] + rest


def words_digest(words: str) -> str:
    """The SHA-256 of a passage as a dossier shows it: blanks as one space, marks that turn text around replaced."""
    return _digest(" ".join(inert(words).split()))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Checked:
    """What came out of checking a dossier: its manifest, and each fault in words."""

    manifest: Row
    faults: tuple[str, ...]


def check_dossier(page: str) -> Checked:
    """Check a dossier against the manifest in it. Raises RashomonError for a file that holds none.

    The hash of the page tells any change; that of each passage tells which words were changed. Neither tells who made
    the file: whoever changes words and hashes alike leaves no trace but against the texts themselves (`against`).
    """
    head, found, rest = page.partition(MARK[0])
    text, closed, after = rest.partition(MARK[1])
    try:
        manifest = json.loads(text) if found and closed else None
    except ValueError:
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        raise RashomonError("this file holds no manifest of a dossier: 'rashomon dossier' writes one")
    try:
        return Checked(manifest, tuple(_faults(manifest, head + MARK[0] + MARK[1] + after)))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RashomonError(f"the manifest of this dossier cannot be read ({type(error).__name__}: {error})") from error


def _faults(manifest: Row, page: str) -> Iterator[str]:
    if manifest["page_sha256"] != _digest(page):
        yield "the page is not as it was written: its hash differs"
    shown = _Shown()
    shown.feed(page)
    shown.close()
    for number, document, start, end, digest in manifest["passages"]:
        words = shown.words.get(f"k{number}")
        if words is None:
            yield f"passage {number} ({document}, {start}:{end}) is not in the file"
        elif words_digest("".join(words)) != digest:
            found = " ".join("".join(words).split())[:80]
            yield f"passage {number} ({document}, {start}:{end}) has other words: {found}"


def against(manifest: Row, documents: Mapping[str, Document]) -> Iterator[str]:
    """Faults of a dossier against the texts it was made of: each text's hash, and each passage's words in its place."""
    for one in manifest["documents"]:
        document = documents.get(one["id"])
        if document is None:
            yield f"the library has no document {one['id']}"
        elif document.sha256 != one["sha256"]:
            yield f"document {one['id']} has another text in the library"
    for number, name, start, end, digest in manifest["passages"]:
        document = documents.get(name)
        if document is not None and words_digest(document.text[start:end]) != digest:
            yield f"passage {number} ({name}, {start}:{end}) has other words in the library"


@dataclass
class _Shown(HTMLParser):
    """Collects the words of each class k1, k2 … of the texts, with a blank between paragraphs."""

    words: dict[str, list[str]] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    open: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    paragraph: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p":
            self.paragraph += 1
        if tag in ("span", "p"):
            names = (dict(attrs).get("class") or "").split() if tag == "span" else []
            self.open.append((tag, tuple(one for one in names if one[:1] == "k" and one[1:].isdecimal())))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for one in (name for _, names in self.open for name in names):
            blank = " " if self.last.setdefault(one, self.paragraph) != self.paragraph else ""
            self.last[one] = self.paragraph
            self.words.setdefault(one, []).append(blank + data)
