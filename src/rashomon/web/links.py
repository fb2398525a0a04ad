"""Where things are: the addresses of the served pages (a dossier has anchors instead, see `dossier`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from urllib.parse import quote

from rashomon.compare import Passage


class Links(Protocol):
    """What templates ask for an address. None means: not here, show the words without a link."""

    def document(self, document_id: str) -> str | None: ...

    def passage(self, passage: Passage) -> str | None: ...

    def event(self, event_id: str) -> str | None: ...

    def entity(self, key: str) -> str | None: ...

    def table(self, name: str) -> str | None: ...

    def difference(self, difference_id: str) -> str | None: ...

    def copy(self, link_id: str) -> str | None: ...

    def row(self, row_id: str) -> str | None: ...

    def pair(self, left: str, right: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Served:
    """Addresses of the served pages, within one story (`story` is "all" for all documents together)."""

    story: str = "all"

    def document(self, document_id: str) -> str:
        return f"/documents/{_safe(document_id)}"

    def passage(self, passage: Passage) -> str:
        """The document at these words, highlighted by the server: the page needs no script for it."""
        part = "title:" if passage.part == "title" else ""
        return f"/documents/{_safe(passage.document)}?at={part}{passage.start}-{passage.end}#at"

    def event(self, event_id: str) -> str:
        return f"/stories/{_safe(self.story)}/events/{_safe(event_id)}"

    def entity(self, key: str) -> str:
        return f"/stories/{_safe(self.story)}/entities/{_safe(key)}"

    def table(self, name: str) -> str:
        return f"/stories/{_safe(self.story)}/{_safe(name)}.csv"

    def difference(self, difference_id: str) -> str:
        return f"/stories/{_safe(self.story)}/differences/{_safe(difference_id)}"

    def copy(self, link_id: str) -> str:
        return f"/copies/{_safe(link_id)}"

    def row(self, row_id: str) -> str:
        return f"/rows/{_safe(row_id)}"

    def pair(self, left: str, right: str) -> str:
        return f"/pairs/{_safe(left)}/{_safe(right)}"


@lru_cache(maxsize=4096)
def _safe(part: str) -> str:
    """A part of an address: everything but letters, digits and `_.-~` is escaped, slashes too."""
    return quote(part.encode("utf-8", "surrogatepass"), safe="")
