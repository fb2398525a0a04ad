"""The library page: its stories, its documents with search, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from rashomon.compare import Account
from rashomon.compare.titles import stretch, title
from rashomon.model import Problem, Row
from rashomon.store import Head, Hit, Library

#: Documents a page: a screen of a table that still loads below 100 ms at 10,000 documents.
PAGE = 100
#: Stories listed, the largest first, and accounts read to call one by its places: 2 ms an account.
STORIES = 24
READ = 4
HEADS = ("document", "published", "source", "title", "authors", "url", "credit")


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in the list: what it is called, who tells it, and when."""

    id: str
    name: str
    documents: int
    sources: tuple[str, ...]
    stretch: tuple[str, str] | None
    among: int  # how many stories the library has

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
    documents: tuple[Head, ...]
    total: int
    number: int
    query: str
    hits: tuple[Hit, ...]
    problems: tuple[Problem, ...]

    @property
    def stories_in_all(self) -> int:
        return self.stories[0].among if self.stories else 0

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    def to_row(self) -> Row:
        return {
            "name": self.name, "stories": [one.to_row() for one in self.stories], "total": self.total,
            "page": self.number, "pages": self.pages,
            "documents": [asdict(one) | {"authors": list(one.authors)} for one in self.documents],
            "query": self.query,
            "hits": [{"document": one.document, "passage": one.passage} for one in self.hits],
            "problems": [{"where": one.where, "stage": one.stage, "reason": one.reason} for one in self.problems],
        }  # fmt: skip


def make_library_page(
    library: Library, stories: tuple[StoryCard, ...], query: str = "", number: int = 1
) -> LibraryPage:
    """The page of a library; `number` below 1 or beyond the last page is brought to the nearest."""
    total = library.count_documents()
    number = min(max(number, 1), max(1, -(-total // PAGE)))
    shown = tuple(library.heads(limit=PAGE, offset=(number - 1) * PAGE))
    hits = tuple(library.search(query, 50)) if query.strip() else ()
    return LibraryPage(library.path.name, stories, shown, total, number, query, hits, tuple(library.problems()))


def list_lines(library: Library) -> Iterator[tuple[object, ...]]:
    """Every document of a library as a line of a table."""
    for one in library.heads():
        yield (one.id, one.published, one.source, one.title, "; ".join(one.authors), one.url, one.credit)


def make_card(library: Library, story: str, members: Sequence[str], among: int) -> StoryCard:
    """A story in the list, called by its places; `among` is how many stories there are."""
    heads = library.heads(members)
    sources = tuple(
        dict.fromkeys(one.source or (one.authors[0] if one.authors else "no source named") for one in heads)
    )
    found = (library.document(one.id) for one in heads[:READ])
    accounts = [Account(one, tuple(library.annotations(one.id))) for one in found if one is not None]
    return StoryCard(story, title(accounts), len(members), sources, stretch(one.published for one in heads), among)
