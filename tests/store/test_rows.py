"""Rows, links and clusters asked for by id or by their documents: the same as reading all and choosing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.web.conftest import save

from rashomon import pipeline
from rashomon.model import Annotation, Cluster, Document
from rashomon.store import Library
from rashomon.store import rows as asked
from rashomon.store.library import storable


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.open(save(tmp_path_factory.mktemp("rows") / "velm.db"))


def test_rows_come_in_the_order_asked_for(library: Library) -> None:
    found = list(library.all_annotations())[:5]
    ids = [one.id for one in reversed(found)]
    assert [one.id for one in asked.load_rows(library, [*ids, "none"])] == ids
    assert asked.load_row(library, ids[0]) == found[-1]
    assert asked.load_row(library, "none") is None


def test_a_link_is_found_by_its_id_and_by_its_ends(library: Library) -> None:
    for link in library.links():
        assert asked.load_link(library, link.id) == link
        assert link in asked.load_links_between(library, link.right, link.left)
    found, total = asked.load_copies(library)
    assert (len(found), total) == (len(library.links("copy")), len(library.links("copy")))


def test_clusters_of_some_documents_keep_their_ids_and_the_rows_there(library: Library) -> None:
    documents = [one.id for one in library.heads()][:2]
    here = {row.id for one in documents for row in library.annotations(one)}
    for kind in ("entity", "event"):
        wanted = {one.id: one for one in library.clusters(kind, documents)}
        found = asked.clusters_within(library, documents, kind)  # type: ignore[arg-type]
        assert [one.id for one in found] == list(wanted)
        for one in found:
            assert here.intersection(one.members) == here.intersection(wanted[one.id].members)
            assert (one.name, one.label) == (wanted[one.id].name, wanted[one.id].label)


def test_a_cluster_tells_how_many_rows_it_has_beyond_those_shown(library: Library) -> None:
    one = max(library.clusters("event"), key=lambda one: len(one.members))
    cluster, total = asked.members_of(library, one.members[-1], 1)
    assert cluster is not None
    assert (cluster.members, total) == (one.members[:1], len(one.members))
    assert asked.members_of(library, "none", 1) == (None, 0)


def test_an_event_is_of_the_story_that_most_of_its_documents_tell(library: Library) -> None:
    (story,) = library.clusters("story")
    assert {asked.story_of_event(library, one.id) for one in library.clusters("event")} == {story.id}
    assert asked.story_of_event(library, "none") is None
    assert asked.largest_stories(library, 3) == ([(story.id, len(story.members))], 1)
    assert asked.stories_of(library, story.members[0]) == (story.id,)


def test_the_clusters_of_a_storys_rows_are_those_within_its_documents(library: Library) -> None:
    (story,) = library.clusters("story")
    within = asked.clusters_within(library, story.members)
    rows = [row.id for one in story.members for row in library.annotations(one)]
    assert within
    assert asked.clusters_of(library, rows) == within
    assert asked.clusters_within(library, story.members, "event") == [one for one in within if one.kind == "event"]
    held = within[0].members[-1]
    assert [one.members for one in asked.clusters_of(library, [held])] == [
        tuple(sorted({min(within[0].members), held}))
    ]


def test_a_documents_rows_come_in_the_order_of_its_text_however_they_were_given(library: Library) -> None:
    document = Document("y", "Velm fell, and all of Velm was quiet.")
    spans = [(22, 26), (0, 4), (0, 9), (0, 4), (11, 36)]
    rows = [Annotation("y", *span, "mention", f"l{at}", None, None, None, "test@1") for at, span in enumerate(spans)]
    with library.transaction():
        library.add_document(document)
        library.save_annotations(document, rows, "test")
    assert library.annotations("y") == storable(document, rows)
    assert [(row.start, row.end) for row in library.annotations("y")] == [(0, 9), (0, 4), (0, 4), (11, 36), (22, 26)]


def test_a_comparison_of_a_story_does_not_depend_on_what_else_the_library_holds(tmp_path: Path) -> None:
    with Library.open(save(tmp_path / "velm.db")) as library:
        (story,) = library.clusters("story")
        before, state = pipeline.comparison(library, story.id), asked.story_state(library, story.members)
        claim = Annotation("x", 0, 9, "claim", "OTHER", "asserted", None, None, "test@1")
        clusters = [one for kind in ("entity", "event", "story") for one in library.clusters(kind)]
        # Its least member gives a cluster its id: the new row comes after it.
        event = next(one for one in clusters if one.kind == "event" and min(one.members) < claim.id)
        wider = Cluster("event", tuple(sorted((*event.members, claim.id))), event.name, event.label)
        with library.transaction():
            other = Document("x", "One came.")
            library.add_document(other)
            library.save_annotations(other, [claim], "test")
            library.save_links(library.links(), [wider if one == event else one for one in clusters])
        assert asked.story_state(library, story.members) == state
        assert pipeline.comparison(library, story.id) == before
