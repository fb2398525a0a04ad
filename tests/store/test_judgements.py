"""Judgements hold, find their words again, can be taken back and passed on, and say when their words are gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from rashomon.annotate.found import Maker
from rashomon.model import Annotation, Document, Judgement, Link, RashomonError, Reason
from rashomon.store import Library
from rashomon.store.judgements import (
    adrift,
    judgement_rows,
    judgements,
    load_rows,
    log,
    retract,
    save_judgement,
)

ONE = Document(id="one", text="The Northern Front left Karsa.", url="https://courier.example/a")
TWO = Document(id="two", text="Front forces pulled out of Karsa.")
LATER = Document(id="later", text="Update. The Northern Front left Karsa at dawn.", url=ONE.url)


def rows_of(document: Document, words: str, label: str, made_by: str = "names@1") -> list[Annotation]:
    start = document.text.index(words)
    return [Maker(document, made_by).mention(start, start + len(words), label, words.lower())]


def store(library: Library, document: Document, rows: Iterable[Annotation]) -> None:
    with library.transaction():
        library.add_document(document)
        library.save_annotations(document, rows, "v1")


def said(left: str, right: str | None, verdict: str, day: int = 1) -> Judgement:
    return Judgement(left, right, verdict, "Ena", f"2024-01-{day:02}T00:00:00Z")  # type: ignore[arg-type]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library.open(tmp_path / "a.db", create=True)
    store(made, ONE, rows_of(ONE, "Northern Front", "armed_group"))
    store(made, TWO, rows_of(TWO, "Front forces", "armed_group"))
    return made


def ids(library: Library) -> list[str]:
    return [row.id for one in ("one", "two") for row in library.annotations(one)]


def test_a_judgement_follows_its_words_to_the_id_that_a_new_annotator_gives_them(library: Library) -> None:
    save_judgement(library, said(*ids(library), "same"))
    store(library, ONE, rows_of(ONE, "Northern Front", "organisation", "readers@2"))
    assert [(one.left, one.right) for one in judgements(library)] == [tuple(ids(library))]
    assert adrift(library) == []


def test_a_row_judged_wrong_is_not_the_row_of_another_label_on_the_same_words(library: Library) -> None:
    save_judgement(library, said(ids(library)[0], None, "wrong"))
    store(library, ONE, rows_of(ONE, "Northern Front", "organisation"))
    assert ids(library)[0] not in {one.left for one in judgements(library)}


def test_a_claim_is_found_by_its_predicate_when_its_clause_is_cut_otherwise(library: Library) -> None:
    make = Maker(ONE, "claims@1")
    for end in (23, 29):
        claim = make.claim(0, end, "RETREAT", "asserted", None)
        store(library, ONE, [claim, make.role(19, 23, "predicate", claim.id, None)])
        if end == 23:
            save_judgement(library, said(claim.id, ids(library)[-1], "different"))
    assert judgements(library)[0].left == claim.id


def test_words_that_no_row_reads_any_more_are_adrift_and_say_so(library: Library) -> None:
    identity = save_judgement(library, said(*ids(library), "same"))
    store(library, ONE, [])
    (found,) = adrift(library)
    assert found.entry.id == identity
    assert "no mention stands on “Northern Front” in one any more" in found.reasons[0]


def test_a_judgement_of_a_document_that_is_not_here_is_adrift(library: Library) -> None:
    save_judgement(library, said("one", "elsewhere", "same"))
    assert adrift(library)[0].reasons == ("there is no row elsewhere",)


def later_version(library: Library, document: Document) -> None:
    store(library, document, rows_of(document, "Front", "armed_group"))
    reasons = (Reason("order", f"one (no date), then {document.id} (no date)", 0.0),)
    left, right = sorted(("one", document.id))
    with library.transaction():
        library.save_links([Link("version", left, right, "revision", "versions@1", reasons=reasons)], [])


def test_a_judgement_holds_for_the_same_words_of_a_later_version(library: Library) -> None:
    first, second = ids(library)
    save_judgement(library, said(first, second, "same"))
    later_version(library, LATER)
    store(library, LATER, rows_of(LATER, "Northern Front", "armed_group"))
    carried = library.annotations("later")[0].id
    assert {one.left for one in judgements(library)} == {first, carried}
    assert adrift(library) == []


def test_words_gone_from_a_later_version_are_adrift_and_the_judgement_still_holds(library: Library) -> None:
    save_judgement(library, said(*ids(library), "same"))
    later_version(library, Document(id="later", text="The Front left the city.", url=ONE.url))
    assert "gone from the later version later" in adrift(library)[0].reasons[0]
    assert [(one.left, one.right) for one in judgements(library)] == [tuple(ids(library))]


def test_a_link_judged_wrong_parts_its_rows_even_when_the_link_is_gone(library: Library) -> None:
    link = Link("entity", *sorted(ids(library)), "same", "entities@1")
    with library.transaction():
        library.save_links([link], [])
    save_judgement(library, said(link.id, None, "wrong"))
    with library.transaction():
        library.save_links([], [])
    (held,) = judgements(library)
    assert (held.left, held.right, held.verdict) == (link.left, link.right, "different")
    assert adrift(library) == []


def test_a_judgement_taken_back_counts_no_more_and_stays_in_the_log(library: Library) -> None:
    save_judgement(library, said(*ids(library), "same", 1))
    identity = save_judgement(library, said(*ids(library), "different", 2))
    retract(library, identity, "Ena", "2024-01-03T00:00:00Z")
    assert [one.verdict for one in judgements(library)] == ["same"]
    assert [one.retracted for one in log(library)] == [False, True]
    with pytest.raises(RashomonError, match="no judgement 'nowhere'"):
        retract(library, "nowhere", "Ena", "2024-01-03T00:00:00Z")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        library.connection.execute("DELETE FROM retraction")


def test_the_log_goes_round_through_its_rows_and_twice_is_once(library: Library, tmp_path: Path) -> None:
    save_judgement(library, said(*ids(library), "same"))
    retract(library, save_judgement(library, said("one", "two", "different")), "Ena", "2024-01-03T00:00:00Z")
    rows = list(judgement_rows(library))
    with Library.open(tmp_path / "b.db", create=True) as other:
        assert load_rows(other, rows) == 3
        assert load_rows(other, rows) == 0
        assert list(judgement_rows(other)) == rows
        assert "is not in the library" in adrift(other)[0].reasons[0]


@pytest.mark.parametrize(
    ("judgement", "reason"),
    [
        (said("a", "b", "alike"), "a verdict is one of"),
        (said("a", "a", "same"), "a pair needs two rows"),
        (Judgement("a", "b", "same", "Ena", "2024-01-01"), "a time with a zone"),
    ],
)
def test_what_is_no_judgement_is_refused(library: Library, judgement: Judgement, reason: str) -> None:
    with pytest.raises(RashomonError, match=reason.replace("a time", "time")):
        save_judgement(library, judgement)
    assert log(library) == []


def test_rows_that_are_no_judgements_are_refused_whole(library: Library) -> None:
    save_judgement(library, said(*ids(library), "same"))
    with pytest.raises(RashomonError, match="line 2 is no judgement"):
        load_rows(library, [*judgement_rows(library), {"schema": "x"}])
    assert len(log(library)) == 1


@pytest.mark.parametrize("change", [
    {"left": [1]}, {"left": 5}, {"note": None}, {"by": None}, {"at": 5}, {"left": "\ud800"}, {"anchors": [1]},
    {"anchors": {"left": {"start": "0"}}}, {"anchors": {"left": {"before": 3}}},
    {"anchors": {"left": {"end": 1 << 70}}},
    {"anchors": {"left": {"predicate": [1]}}}, {"anchors": {"left": {"row": "link", "ends": []}}},
    {"retracts": ["x"]}, {"retracts": "x", "at": "yesterday"},
])  # fmt: skip
def test_a_row_with_odd_values_is_refused_and_leaves_a_log_that_can_be_read(
    library: Library, change: dict[str, Any]
) -> None:
    save_judgement(library, said(ids(library)[0], None, "right"))
    row = next(iter(judgement_rows(library))) | {"by": "Oro"}
    if isinstance(change.get("anchors"), dict):
        change = {"anchors": {"left": row["anchors"]["left"] | change["anchors"]["left"], "right": None}}
    with pytest.raises(RashomonError, match="line 1 is no judgement"):
        load_rows(library, [row | change])
    assert len(log(library)) == len(library.judgements()) == 1


def test_rows_that_stand_where_they_stood_are_found_in_as_many_queries_for_one_judgement_as_for_twenty(
    library: Library,
) -> None:
    asked: list[str] = []
    library.connection.set_trace_callback(asked.append)
    counts = []
    for day in range(1, 21):
        save_judgement(library, said(*ids(library), "same", day))
        asked.clear()
        assert len(judgements(library)) == day
        counts.append(len(asked))
    assert counts[0] == counts[-1]
