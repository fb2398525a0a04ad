"""Frames: coloured words, scare quotes, harm with nobody doing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rashomon.model import LABELS
from rashomon.vocab import load

Read = Callable[..., Any]


def words(reading: Any, label: str) -> list[str]:
    return [reading.words(frame) for frame in reading.of("frame", label)]


def test_praise_and_blame_are_both_found(annotated: Read) -> None:
    reading = annotated("The heroic defenders held the bridge. The brutal siege went on.")
    assert {(reading.words(one), one.value) for one in reading.of("frame", "evaluative")} == {
        ("heroic", "praise"),
        ("brutal", "blame"),
    }


def test_a_frame_points_at_what_it_colours(annotated: Read) -> None:
    reading = annotated("The brigade savagely shelled the mill.")
    (frame,) = reading.of("frame", "evaluative")
    claim = reading.row(frame.about)
    assert claim.kind == "claim"
    assert claim.label == "ASSAULT"


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("Fifty people were killed in Karsa.", ["killed"]),
        ("Nine farmers died in the shelling.", ["died"]),
        ("The killing of nine farmers shocked Velm.", ["killing"]),
        ("Fifty people were killed by the brigade.", []),
        ("The brigade killed fifty people.", []),
        ("The army's killing of nine farmers shocked Velm.", []),
        ("Nobody was killed in Karsa.", []),
    ],
)
def test_harm_without_a_doer_is_marked(annotated: Read, text: str, harm: list[str]) -> None:
    assert words(annotated(text), "agentless") == harm


def test_scare_quotes_point_at_a_mention_or_a_claim(annotated: Read) -> None:
    reading = annotated("The “liberators” of Karsa shelled the mill.")
    for frame in reading.of("frame", "scare_quote"):
        assert reading.row(frame.about).kind in ("mention", "claim")


def test_labels_are_documented_and_lists_do_not_overlap() -> None:
    data = load("frames")
    assert set(data["labels"]) == set(LABELS["frame"])
    assert all(row["definition"] and row["example"] and row["counter_example"] for row in data["labels"].values())
    praise, blame = set(data["evaluative"]["praise"]), set(data["evaluative"]["blame"])
    assert not praise & blame
