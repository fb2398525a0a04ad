"""Ids, rows and clusters."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.ids import content_id
from rashomon.model import Annotation, Document, Link, RashomonError, clusters, stored_annotation


def test_a_document_row_round_trips() -> None:
    document = Document(
        id="d1", text="Karsa fell.", title="T", source="S", authors=("A. Writer",), published="2019-03", credit="NW"
    )
    assert Document.from_row(document.to_row()) == document


def test_a_document_without_text_says_what_was_found() -> None:
    with pytest.raises(RashomonError, match="'text', found NoneType"):
        Document.from_row({"id": "x"})
    with pytest.raises(RashomonError, match="'title' must be a string or null, found 7"):
        Document.from_row({"text": "x", "title": 7})


def test_an_annotation_row_round_trips_and_has_the_eleven_keys_in_order() -> None:
    row = Annotation("d", 0, 5, "mention", "place", None, None, None, "places@1").to_row()
    assert list(row) == ["id", "document", "start", "end", "kind", "label", "value", "about", "who", "made_by", "score"]
    assert Annotation.from_row(row).to_row() == row


def test_a_stored_annotation_is_the_one_that_was_made_and_as_frozen() -> None:
    made = Annotation("d", 0, 5, "mention", "place", "geo:1,2", None, None, "places@1", 0.5)
    stored = stored_annotation(made.values())
    assert (stored, hash(stored), repr(stored), type(stored)) == (made, hash(made), repr(made), Annotation)
    with pytest.raises(FrozenInstanceError):
        stored.start = 1  # type: ignore[misc]


def test_clusters_do_not_depend_on_the_order_of_pairs() -> None:
    pairs = [("d", "c"), ("a", "b"), ("b", "c"), ("x", "y")]
    assert clusters("event", pairs) == clusters("event", [(b, a) for a, b in reversed(pairs)])


def test_a_link_is_told_by_kind_ends_and_label_not_by_its_score() -> None:
    one = Link("event", "a", "b", "same", "events@1", 0.5)
    assert one.id == Link("event", "a", "b", "same", "events@2", 0.9).id
    assert one.id != Link("event", "a", "c", "same", "events@1", 0.5).id


@given(st.lists(st.one_of(st.text(), st.integers(), st.none())))
def test_content_ids_are_24_hex_digits_of_any_parts(parts: list[object]) -> None:
    assert len(content_id(*parts)) == 24
    assert set(content_id(*parts)) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    "part", ["é\ud800\"\\\n", "", 7, -1, 10**30, True, False, None, 0.1, -0.0, 1e16, 1e-7,
             math.inf, -math.inf, math.nan, ["a", 1], ("a", None), {"b": 1, "a": [2.5]}]
)  # fmt: skip
def test_an_id_is_that_of_the_parts_as_one_json_list(part: object) -> None:
    whole = json.dumps(["row", part, 3], ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    assert content_id("row", part, 3) == hashlib.sha256(whole.encode("ascii")).hexdigest()[:24]
