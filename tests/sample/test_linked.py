"""The program links the sample as its truth says: copies, stories, and nothing across the two."""

from __future__ import annotations

import re
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


def test_most_tellings_of_a_happening_stand_in_an_event_with_another_telling_of_it(library: Library) -> None:
    """21 of the 28 that the truth names; of the others one has no fellow, and words like "the fall" name little."""
    documents = {FILES[(one.origin.path or "").rpartition("/")[2], one.origin.part]: one for one in library.documents()}
    predicates = [row for row in library.all_annotations() if row.kind == "role" and row.label == "predicate"]
    event_of = {member: one.id for one in library.clusters("event") for member in one.members}
    tellers: dict[tuple[str, str], set[str]] = {}
    happenings: dict[str, set[str]] = {}
    for one in TRUTH["telling"]:
        if "passage" not in one:
            continue
        document = documents[one["document"]]
        passage = re.search(r"\s+".join(map(re.escape, one["passage"].split())), document.text)
        assert passage
        start = document.text.index(one["words"], passage.start())
        for row in predicates:
            if row.document == document.id and row.start < start + len(one["words"]) and row.end > start:
                event = event_of.get(row.about or "", "")
                tellers.setdefault((one["happening"], event), set()).add(document.id)
                happenings.setdefault(event, set()).add(one["happening"])
    joined = {(happening, each) for (happening, _), told in tellers.items() if len(told) > 1 for each in told}
    assert len(joined) >= 20
    assert all(len(told) == 1 for event, told in happenings.items() if event)
