"""Every document's source, date and language in columns: what a list is filtered by, counted by and put in order by.

Texts stand between a document's id and its date in the file, so that a count by SQL reads them all (0.3 s at 100,000
documents). Documents are only ever added: the columns are read once and then grow by what is new.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

from rashomon.store.library import LISTED, RANKED, Head, Hit, Library, quoted
from rashomon.store.rows import story_members

#: What a list can be narrowed by, in the order shown.
FACETS = ("source", "year", "month", "language", "story")
#: Documents whose stories are counted: 6 ms; of more than these a reader narrows down first.
COUNTED = 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as a list is narrowed by it; "" where it has no source, date or language."""

    place: int  # the rowid
    id: str
    source: str
    published: str
    language: str
    year: str = ""
    month: str = ""

    @classmethod
    def read(cls, row: Sequence[Any]) -> Entry:
        """An entry with the year and the month of its date: made once, for they are counted with every search."""
        year, month = (row[3][:size] if len(row[3]) >= size else "" for size in (4, 7))
        place, name, source, published, language = row
        return cls(place, name, source, published, language, year, month)

    @property
    def order(self) -> tuple[bool, str, str]:
        return (not self.published, self.published, self.id)


@dataclass(frozen=True)
class Catalogue:
    """The documents of a library in the order of lists: by date of publication, the undated last."""

    entries: tuple[Entry, ...] = ()
    last: int = 0  # the highest rowid among them

    @cached_property
    def counts(self) -> dict[str, list[tuple[str, int]]]:
        """How many documents of the whole library have each value, by facet; not by story."""
        return {facet: _counted(self.entries, facet) for facet in FACETS if facet != "story"}

    @cached_property
    def by_place(self) -> dict[int, Entry]:
        """The entries by their rowids."""
        return {one.place: one for one in self.entries}

    @cached_property
    def _codes(self) -> dict[str, tuple[list[str], Any]]:
        """By facet its values, and for each place the number of its value: a count of 20,000 takes 0.2 ms for 10."""
        import numpy as np  # noqa: PLC0415  0.1 s, only where lists are counted

        found = {}
        for facet in FACETS:
            if facet != "story":
                numbers: dict[str, int] = {}
                codes = np.zeros(self.last + 1, dtype=np.int32)
                for one in self.entries:
                    codes[one.place] = numbers.setdefault(getattr(one, facet), len(numbers))
                found[facet] = (list(numbers), codes)
        return found

    def count(self, places: Sequence[int], facet: str) -> list[tuple[str, int]]:
        """What `counted` says of the entries at these places; not by story."""
        import numpy as np  # noqa: PLC0415

        values, codes = self._codes[facet]
        numbers = np.bincount(codes[np.asarray(places, dtype=np.int64)], minlength=len(values))
        return _ordered(facet, {value: int(number) for value, number in zip(values, numbers, strict=True) if number})

    def grown(self, library: Library) -> Catalogue:
        """This catalogue with what was added since; itself where that is nothing."""
        sql = """SELECT rowid, id, coalesce(source, ''), coalesce(published, ''), coalesce(language, '')
                 FROM document WHERE rowid > ? ORDER BY rowid"""
        new = [Entry.read(row) for row in library.select(sql, (self.last,))]
        if not new:
            return self
        return Catalogue(tuple(sorted((*self.entries, *new), key=lambda one: one.order)), new[-1].place)


def narrowed(library: Library, entries: Iterable[Entry], chosen: Mapping[str, str]) -> list[Entry]:
    """The entries that have all the chosen values, in the order given."""
    kept = list(entries)
    for facet, value in chosen.items():
        if facet == "story":
            members = set(story_members(library, value))
            kept = [one for one in kept if one.id in members]
        else:
            kept = [one for one in kept if getattr(one, facet) == value]
    return kept


def counted(library: Library, entries: Sequence[Entry], facet: str) -> list[tuple[str, int]]:
    """How many of the entries have each value of a facet, the most first; what has none is left out.

    Years and months stand in order of time. Stories are counted for `COUNTED` documents or fewer, else there are none.
    """
    if facet == "story":
        return _stories(library, entries) if len(entries) <= COUNTED else []
    return _counted(entries, facet)


def _counted(entries: Iterable[Entry], facet: str) -> list[tuple[str, int]]:
    return _ordered(facet, Counter(map(attrgetter(facet), entries)))


def _ordered(facet: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    found = {value: number for value, number in counts.items() if value}
    return sorted(found.items(), key=lambda one: (0 if facet in ("year", "month") else -one[1], one[0]))


def _stories(library: Library, entries: Sequence[Entry]) -> list[tuple[str, int]]:
    sql = """SELECT c.id, count(*) AS documents FROM json_each(?) d CROSS JOIN cluster_member m ON m.member = d.value
             JOIN cluster c ON c.id = m.cluster AND c.kind = 'story' GROUP BY c.id ORDER BY documents DESC, c.id"""
    return [(row["id"], row["documents"]) for row in library.select(sql, (json.dumps([one.id for one in entries]),))]


def find_matching(library: Library, query: str) -> list[int]:
    """The places of the documents that hold all the words of `query`, best first (see `Library.search`).

    Of more than `RANKED` the last added are ranked, and the others follow, the last added first, to `LISTED` in all.
    """
    words = quoted(query)
    if not words:
        return []
    ranked = "SELECT rowid, rank FROM document_fts WHERE document_fts MATCH ? ORDER BY rowid DESC LIMIT ?"
    rows = library.select(ranked, (words, RANKED))
    best = [place for _, place in sorted((rank, place) for place, rank in rows)]
    if len(rows) < RANKED:
        return best
    rest = "SELECT rowid FROM document_fts WHERE document_fts MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
    return best + [row[0] for row in library.select(rest, (words, rows[-1][0], LISTED - RANKED))]


def load_hits(library: Library, query: str, places: Sequence[int]) -> list[Hit]:
    """The documents at these places with the passage that matches, in the order given."""
    sql = """SELECT d.id, d.title, d.source, d.published,
                    (SELECT snippet(document_fts, 1, '«', '»', '…', 24) FROM document_fts
                     WHERE document_fts MATCH ? AND rowid = d.rowid) AS passage
             FROM json_each(?) p CROSS JOIN document d ON d.rowid = p.value ORDER BY p.key"""
    return [Hit(*row) for row in library.select(sql, (quoted(query), json.dumps(list(places))))]


def load_heads(library: Library, entries: Sequence[Entry]) -> list[Head]:
    """The heads of these entries, in the order of lists."""
    return library.heads([one.id for one in entries])
