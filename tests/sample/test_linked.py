"""The program links the sample as its truth says: copies, stories, and nothing across the two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon import pipeline, sample
from rashomon.store import Library

TRUTH = sample.load_truth()
FILES = {(one["file"], one.get("part", 0)): one["id"] for one in TRUTH["document"]}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path: Path = tmp_path_factory.mktemp("linked") / "sample.db"
    with pipeline.open_library(path, create=True) as found:
        done = pipeline.add(found, [str(sample.folder())])
        assert (done.new, done.problems) == (len(FILES), [])
        yield found


def named(library: Library) -> dict[str, str]:
    """The truth's name of each document."""
    return {one.id: FILES[((one.origin.path or "").rpartition("/")[2], one.origin.part)] for one in library.documents()}


def test_the_copies_are_found_and_no_others(library: Library) -> None:
    name = named(library)
    found = {frozenset((name[one.left], name[one.right])) for one in library.links("copy")}
    assert found == {frozenset((one["left"], one["right"])) for one in TRUTH["copy"]}


def test_a_copy_shares_about_what_the_truth_says(library: Library) -> None:
    name = named(library)
    shares = {frozenset((name[one.left], name[one.right])): one.share or 0 for one in library.links("copy")}
    for one in TRUTH["copy"]:
        assert shares[frozenset((one["left"], one["right"]))] == pytest.approx(one["share"], abs=0.1)


def test_accounts_of_one_happening_stand_in_one_story(library: Library) -> None:
    """Whether the two happenings of one war are one story or two is a matter of degree; neither is torn apart."""
    name = named(library)
    stories = [{name[member] for member in one.members} for one in library.clusters("story")]
    (bridge,) = (one for one in stories if "velm-meridian" in one)
    (end,) = (one for one in stories if "karsa-meridian" in one)
    assert {"velm-meridian", "velm-courier", "velm-northline", "velm-orna", "velm-voice"} <= bridge
    assert {"karsa-meridian", "karsa-orna", "karsa-voice", "karsa-standard"} <= end


def test_the_reprints_tell_the_same_event_in_the_same_words(library: Library) -> None:
    name = named(library)
    rows = {row.id: row for row in library.all_annotations() if row.kind == "claim"}
    told = [{name[rows[member].document] for member in one.members} for one in library.clusters("event")]
    assert any({"velm-meridian", "velm-courier", "velm-northline", "velm-voice"} <= one for one in told)
