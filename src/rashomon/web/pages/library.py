"""The library page: its stories, its documents with search, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.compare import Account, names_of
from rashomon.compare.titles import stretch, title
from rashomon.model import Cluster, Document, Problem, Row
from rashomon.store import Hit, Library

#: Documents a page: a screen of a table that still loads below 100 ms at 10,000 documents.
PAGE = 100
#: Stories listed, the largest first, and accounts read to call one by its places: 1 ms an account.
STORIES = 30
READ = 8


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in the list: what it is called, who tells it, and when."""

    id: str
    name: str
    documents: int
    sources: tuple[str, ...]
    stretch: tuple[str, str] | None

    def to_row(self) -> Row:
        return {
            "id": self.id, "name": self.name, "documents": self.documents, "sources": list(self.sources),
            "published": list(self.stretch) if self.stretch else None,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """A library: `documents` is the part of them that the page number `number` (from 1) shows."""

    name: str
    stories: tuple[StoryCard, ...]
    documents: tuple[Document, ...]
    total: int
    number: int
    query: str
    hits: tuple[Hit, ...]
    problems: tuple[Problem, ...]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    def to_row(self) -> Row:
        return {
            "name": self.name, "stories": [one.to_row() for one in self.stories], "total": self.total,
            "page": self.number, "pages": self.pages,
            "documents": [one.head() | {"authors": list(one.authors), "credit": one.credit} for one in self.documents],
            "query": self.query,
            "hits": [{"document": one.document, "passage": one.passage} for one in self.hits],
            "problems": [{"where": one.where, "stage": one.stage, "reason": one.reason} for one in self.problems],
        }  # fmt: skip


def make_library_page(library: Library, query: str = "", number: int = 1) -> LibraryPage:
    """The page of a library; `number` below 1 or beyond the last page is brought to the nearest."""
    documents = list(library.documents())
    number = min(max(number, 1), max(1, -(-len(documents) // PAGE)))
    shown = documents[(number - 1) * PAGE : number * PAGE]
    by_id = {one.id: one for one in documents}
    stories = sorted(library.clusters("story"), key=lambda one: (-len(one.members), one.id))
    return LibraryPage(
        library.path.name, tuple(_card(library, one, by_id) for one in stories[:STORIES]),
        tuple(shown), len(documents), number, query,
        tuple(library.search(query, 50)) if query.strip() else (), tuple(library.problems()),
    )  # fmt: skip


def _card(library: Library, story: Cluster, documents: dict[str, Document]) -> StoryCard:
    members = [documents[one] for one in story.members if one in documents]
    sources = tuple(dict.fromkeys(one.source or names_of([one])[one.id] for one in members))
    accounts = [Account(one, tuple(library.annotations(one.id))) for one in members[:READ]]
    return StoryCard(story.id, title(accounts), len(members), sources, stretch(members))
