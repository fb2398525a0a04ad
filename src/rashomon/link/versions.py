"""Documents that are revisions of one page: the same address, another text, each linked with the next in time."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon import vocab
from rashomon.link.intervals import seconds
from rashomon.link.judged import Judged
from rashomon.model import Document, Link, Reason

MADE_BY = "versions@1"

_ADDRESS = re.compile(r"https?://(?:www\.)?([^/?#]+)([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)
_PORT = re.compile(r":(?:80|443)?$")


@dataclass(frozen=True, slots=True)
class Revision:
    """What is compared of a document that has an address."""

    id: str
    page: str  # the canonical address
    title: str
    text: str  # the SHA-256 of the text
    raw: str | None  # the SHA-256 of the bytes that it was read from
    retrieved: str | None
    published: str | None

    @property
    def time(self) -> tuple[float, float, str]:
        """When it was seen, else published; what has no time comes first. The id settles what is left."""
        seen, told = seconds(self.retrieved), seconds(self.published)
        return (seen if self.retrieved else told, told, self.id)


def revision_of(document: Document) -> Revision | None:
    """The document as a revision of its page; None where it has no web address."""
    page = canonical(document.url or "")
    if page is None:
        return None
    title = " ".join((document.title or "").casefold().split())
    origin = document.origin
    return Revision(document.id, page, title, document.sha256, origin.sha256, origin.retrieved, document.published)


def canonical(url: str) -> str | None:
    """An address without what does not change the page: scheme, www., port, fragment, last slash, trackers.

    >>> canonical("https://WWW.Karsa.example:443/a/?utm_source=mail&id=7#top"), canonical("urn:x")
    ('karsa.example/a?id=7', None)
    """
    match = _ADDRESS.match(url.strip())
    if match is None:
        return None
    host, path, query = _PORT.sub("", match[1].lower()), match[2].rstrip("/"), match[3] or ""
    kept = sorted(one for one in query.split("&") if one and not _is_ignored(one.partition("=")[0].lower()))
    return f"{host}{path}" + (f"?{'&'.join(kept)}" if kept else "")


def _is_ignored(name: str) -> bool:
    known: list[str] = vocab.load("link_versions")["ignored_parameters"]
    return any(name.startswith(one[:-1]) if one.endswith("*") else name == one for one in known)


def find_versions(revisions: Iterable[Revision], given: Judged) -> list[Link]:
    """A link from each revision of a page to the next in time whose text is another, in order of their ids.

    An address under which one fetch gave several articles (a live page, a digest) is several pages: there the title
    must be the same too. Pairs that a person parted are passed over.
    """
    pages: dict[str, list[Revision]] = {}
    for one in revisions:
        pages.setdefault(one.page, []).append(one)
    links: list[Link] = []
    for _, group in sorted(pages.items()):
        for rows in _by_title(group) if _carries_several(group) else [group]:
            ordered = sorted(rows, key=lambda one: one.time)
            links += [
                _link(one, other)
                for one, other in itertools.pairwise(ordered)
                if one.text != other.text and not given.parts(one.id, other.id)
            ]
    return sorted(links, key=lambda one: (one.left, one.right))


def _carries_several(group: Sequence[Revision]) -> bool:
    raws = [one.raw for one in group if one.raw is not None]
    return len(set(raws)) < len(raws)


def _by_title(group: Sequence[Revision]) -> list[list[Revision]]:
    titles: dict[str, list[Revision]] = {}
    for one in group:
        if one.title:
            titles.setdefault(one.title, []).append(one)
    return [rows for _, rows in sorted(titles.items()) if not _carries_several(rows)]


def _link(earlier: Revision, later: Revision) -> Link:
    left, right = sorted((earlier.id, later.id))
    times = [one.retrieved or one.published or "no date" for one in (earlier, later)]
    reasons = (
        Reason("same address", earlier.page, 0.0),
        Reason("order", f"{earlier.id} ({times[0]}), then {later.id} ({times[1]})", 0.0),
    )
    return Link("version", left, right, "revision", MADE_BY, reasons=reasons)
