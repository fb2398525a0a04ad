"""Where things are on the pages: addresses of the served pages, and anchors within a dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Anchored:
    """Anchors within one file: documents by their place in the story, passages by document and offsets."""

    places: Mapping[str, int]
    events: frozenset[str] = frozenset()

    def document(self, document_id: str) -> str | None:
        return f"#text-{self.places[document_id]}" if document_id in self.places else None

    def passage(self, passage: Passage) -> str | None:
        if passage.document not in self.places:
            return None
        if passage.part == "title":
            return self.document(passage.document)
        return f"#{self.anchor(passage)}"

    def anchor(self, passage: Passage) -> str:
        """The id of the element that holds a passage of the text."""
        return f"t{self.places[passage.document]}-{passage.start}-{passage.end}"

    def event(self, event_id: str) -> str | None:
        return f"#event-{event_id}" if event_id in self.events else None

    def entity(self, key: str) -> None:  # noqa: ARG002  a dossier has no page an entity
        return None

    def table(self, name: str) -> None:  # noqa: ARG002  nor files beside it
        return None


def _safe(part: str) -> str:
    """A part of an address: everything but letters, digits and `_.-~` is escaped, slashes too."""
    return quote(part.encode("utf-8", "surrogatepass"), safe="")
