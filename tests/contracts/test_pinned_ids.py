"""Ids that leave the program never change silently: this pins the recipe to literal hashes."""

from __future__ import annotations

from dataclasses import replace

from rashomon.model import Annotation, Cluster, Document, Link

ROW = Annotation("d1", 3, 9, "claim", "CONTROL", "asserted", "x", None, "claims@1")


def test_an_annotation_id_is_this_literal() -> None:
    assert ROW.id == "31540d086765ac9d3914152a"


def test_value_score_and_version_are_not_part_of_an_annotation_id() -> None:
    assert replace(ROW, value="denied", score=0.2, made_by="claims@7", id="").id == ROW.id


def test_document_span_kind_label_about_who_and_annotator_are_part_of_an_annotation_id() -> None:
    changes = [
        {"document": "d2"}, {"start": 2}, {"end": 8}, {"kind": "role"}, {"label": "MOVE"},
        {"about": None}, {"who": "m"}, {"made_by": "others@1"},
    ]  # fmt: skip
    ids = {replace(ROW, **change, id="").id for change in changes}
    assert len(ids) == len(changes)
    assert ROW.id not in ids


def test_a_document_without_an_id_gets_this_literal() -> None:
    assert Document.from_row({"text": "Karsa fell."}).id == "c6bd0a482e33d4642207f0e7"


def test_a_link_and_a_cluster_id_are_these_literals() -> None:
    assert Link("event", "a", "b", "same", "events@1").id == "d28167811612fd3c7bd26786"
    assert Cluster("event", ("b", "a")).id == "29c3b49cc288c1c7cfd7bf87"
