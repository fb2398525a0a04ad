"""The library page: its stories, its documents with search, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from rashomon.compare import Account
from rashomon.compare.titles import PLACES, stretch, title
from rashomon.model import Problem, Row
from rashomon.store import Head, Hit, Library
from rashomon.store.catalogue import (
    COUNTED,
    FACETS,
    Catalogue,
    Entry,
    counted,
    find_matching,
    load_heads,
    load_hits,
    narrowed,
)
from rashomon.store.library import LISTED

#: Documents a page: a few screens of a table: 8 ms of computing at 10,000 documents.
PAGE = 50
#: Values of a facet on the page, the commonest; of dates all.
VALUES = 12
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
class Asked:
    """What a reader asked the library for: words, the page of the list (from 1), and what it is narrowed by."""

    query: str = ""
    number: int = 1
    chosen: tuple[tuple[str, str], ...] = ()

    @property
    def is_all(self) -> bool:
        return not self.query.strip() and not self.chosen

    def address(self, number: int = 1, **changes: str) -> str:
        """The address of the list with other values; an empty value takes a facet away."""
        chosen = {key: value for key, value in (dict(self.chosen) | changes).items() if value}
        if not chosen.get("year"):
            chosen.pop("month", None)
        values = [("q", self.query), *chosen.items(), ("page", str(number) if number > 1 else "")]
        return "/?" + urlencode([(key, value) for key, value in values if value], errors="replace")


@dataclass(frozen=True, slots=True)
class Facet:
    """What the list can be narrowed by: the values with their names and how many documents have them."""

    name: str
    chosen: str
    values: tuple[tuple[str, str, int], ...]
    more: int

    def to_row(self) -> Row:
        values = [{"value": value, "name": name, "documents": number} for value, name, number in self.values]
        return {"facet": self.name, "chosen": self.chosen or None, "values": values, "more": self.more}


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """A library: the part of its list that a page shows, as `hits` for words asked for, else as `documents`."""

    name: str
    stories: tuple[StoryCard, ...]
    documents: tuple[Head, ...]
    total: int
    asked: Asked
    found: int  # documents that are as asked
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    problems: tuple[Problem, ...]

    @property
    def query(self) -> str:
        return self.asked.query

    @property
    def number(self) -> int:
        return self.asked.number

    @property
    def stories_in_all(self) -> int:
        return self.stories[0].among if self.stories else 0

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // PAGE))

    @property
    def is_cut(self) -> bool:
        """Whether more documents may hold the words than were listed."""
        return bool(self.query.strip()) and not self.asked.chosen and self.found >= LISTED

    def to_row(self) -> Row:
        return {
            "name": self.name, "stories": [one.to_row() for one in self.stories], "total": self.total,
            "page": self.number, "pages": self.pages, "found": self.found,
            "documents": [asdict(one) | {"authors": list(one.authors)} for one in self.documents],
            "query": self.query, "facets": [one.to_row() for one in self.facets],
            "hits": [{"document": one.document, "passage": one.passage} for one in self.hits],
            "problems": [{"where": one.where, "stage": one.stage, "reason": one.reason} for one in self.problems],
        }  # fmt: skip


def make_library_page(
    library: Library, catalogue: Catalogue, stories: tuple[StoryCard, ...], asked: Asked | None = None
) -> LibraryPage:
    """The page of a library; a page below the first or beyond the last is brought to the nearest."""
    asked = asked or Asked()
    entries: Sequence[Entry] = catalogue.entries
    known, places, has_words = catalogue.by_place, list[int](), bool(asked.query.strip())
    if has_words:
        places = [one for one in find_matching(library, asked.query) if one <= catalogue.last]
        # Of many documents found only those shown are looked at, unless the list is narrowed down.
        entries = [known[one] for one in places] if asked.chosen or len(places) <= COUNTED else ()
    found = narrowed(library, entries, dict(asked.chosen))
    total = len(places) if has_words and not asked.chosen else len(found)
    asked = replace(asked, number=min(max(asked.number, 1), max(1, -(-total // PAGE))))
    page = slice((asked.number - 1) * PAGE, asked.number * PAGE)
    shown = [known[one] for one in places[page]] if has_words and not asked.chosen else found[page]
    hits = tuple(load_hits(library, asked.query, [one.place for one in shown])) if has_words else ()
    names = {one.id: one.name or one.id for one in stories}
    if asked.is_all:
        facets = [_facet(name, "", catalogue.counts[name], names) for name in ("source", "year", "language")]
    elif not asked.chosen:
        by_value = {name: catalogue.count(places, name) for name in ("source", "year", "language")}
        by_value["story"] = counted(library, entries, "story") if entries else []
        facets = [_facet(name, "", by_value[name], names) for name in FACETS if name in by_value]
    else:
        facets = [
            _facet(name, dict(asked.chosen).get(name, ""), _counts(library, name, asked, entries), names)
            for name in FACETS
        ]
    return LibraryPage(
        library.path.name, stories, () if has_words else tuple(load_heads(library, shown)), len(catalogue.entries),
        asked, total, hits, tuple(one for one in facets if one is not None), tuple(library.problems()),
    )  # fmt: skip


def _counts(library: Library, name: str, asked: Asked, entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """How many documents that are as asked but for a facet have each of its values; months only within a year."""
    chosen = dict(asked.chosen)
    if name == "month" and "year" not in chosen:
        return []
    rest = narrowed(library, entries, {key: value for key, value in chosen.items() if key != name})
    return counted(library, rest, name)


def _facet(name: str, chosen: str, values: Sequence[tuple[str, int]], names: Mapping[str, str]) -> Facet | None:
    """A facet with its commonest values; None where there is nothing to choose."""
    # One story is a choice: not every document is in one.
    if len(values) < (1 if name == "story" else 2) and not chosen:
        return None
    limit = len(values) if name in ("year", "month") else VALUES
    shown = tuple((value, names.get(value, _named(name, value)), number) for value, number in values[:limit])
    return Facet(name, chosen, shown, len(values) - len(shown))


def _named(facet: str, value: str) -> str:
    return f"story {value[:8]}" if facet == "story" else value


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
    accounts = [Account(one, tuple(library.annotations(one.id, *PLACES))) for one in found if one is not None]
    return StoryCard(story, title(accounts), len(members), sources, stretch(one.published for one in heads), among)
