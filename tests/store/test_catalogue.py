"""The columns that lists are filtered, counted and put in order by."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.model import Cluster, Document
from rashomon.store import Library
from rashomon.store.catalogue import Catalogue, counted, find_matching, load_heads, load_hits, narrowed


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library.open(tmp_path / "a.db", create=True)
    given = [
        ("c", "2019-08-17", "Oria Post", "A bridge in Karsa fell."),
        ("a", None, "Velm Herald", "A bridge was built."),
        ("b", "2019-08-16", "Oria Post", "A bridge, the bridge, the Karsa bridge."),
        ("d", "2020-01-02", None, "Nothing of the kind."),
    ]
    with made.transaction():
        for one, published, source, text in given:
            made.add_document(Document(one, text, source=source, published=published, language="en"))
        made.save_links([], [Cluster("story", ("b", "c"))])
    return made


def test_documents_stand_by_date_and_the_undated_last(library: Library) -> None:
    assert [one.id for one in Catalogue().grown(library).entries] == ["b", "c", "d", "a"]


def test_a_catalogue_grows_by_what_is_new_and_stays_where_nothing_is(library: Library) -> None:
    first = Catalogue().grown(library)
    assert first.grown(library) is first
    with library.transaction():
        library.add_document(Document("e", "One more.", published="2019-08-16T09:00:00Z"))
    grown = first.grown(library)
    assert [one.id for one in grown.entries] == ["b", "e", "c", "d", "a"]
    assert grown == Catalogue().grown(library)


def test_values_are_counted_and_what_has_none_is_left_out(library: Library) -> None:
    found = Catalogue().grown(library)
    assert found.counts["source"] == [("Oria Post", 2), ("Velm Herald", 1)]
    assert found.counts["year"] == [("2019", 2), ("2020", 1)]
    assert found.counts["month"] == [("2019-08", 2), ("2020-01", 1)]
    assert counted(library, found.entries, "story") == [(Cluster("story", ("b", "c")).id, 2)]


def test_a_list_is_narrowed_by_several_values_at_once(library: Library) -> None:
    entries = Catalogue().grown(library).entries
    assert [one.id for one in narrowed(library, entries, {"source": "Oria Post", "month": "2019-08"})] == ["b", "c"]
    assert [one.id for one in narrowed(library, entries, {"story": Cluster("story", ("b", "c")).id})] == ["b", "c"]
    assert narrowed(library, entries, {"story": "none"}) == []


def test_what_matches_is_what_search_finds_in_its_order(library: Library) -> None:
    by_place = {one.place: one.id for one in Catalogue().grown(library).entries}
    places = find_matching(library, "bridge")
    assert [by_place[one] for one in places] == [one.document for one in library.search("bridge")]
    assert load_hits(library, "bridge", places) == library.search("bridge")
    assert find_matching(library, '  " OR ') == find_matching(library, "nowhere") == []


def test_heads_of_a_page_keep_the_order_of_the_list(library: Library) -> None:
    entries = Catalogue().grown(library).entries
    assert [one.id for one in load_heads(library, entries[1:3])] == ["c", "d"]


def test_counted_by_place_is_counted_by_entry(library: Library) -> None:
    found = Catalogue().grown(library)
    for entries in (found.entries, found.entries[1:3], ()):
        for facet in ("source", "year", "month", "language"):
            assert found.count([one.place for one in entries], facet) == counted(library, entries, facet)
