"""Chains: who says that who says, as `about` from the inner attribution to the outer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Read = Callable[..., Any]


def chain(reading: Any, row: Any) -> list[str]:
    """The sources from this attribution outwards."""
    found = []
    while row is not None:
        found.append(reading.words(row.who))
        row = reading.row(row.about) if row.about else None
    return found


def test_an_attribution_in_a_content_points_to_its_holder(annotated: Read) -> None:
    reading = annotated("The agency reported that Anna Keller said that the army had left Velm.")
    rows = reading.of("attribution")
    inner = min(rows, key=lambda row: row.end - row.start)
    assert chain(reading, inner) == ["Anna Keller", "agency"]


def test_chains_of_three_hold(annotated: Read) -> None:
    text = "The newspaper reported that the ministry believes that the rebels want to leave the city."
    reading = annotated(text)
    inner = min(reading.of("attribution"), key=lambda row: row.end - row.start)
    assert len(chain(reading, inner)) == 3


def test_the_documents_own_voice_is_the_root(annotated: Read) -> None:
    reading = annotated("Anna Keller said the road was open. The ministry denied that it was open.")
    assert {row.about for row in reading.of("attribution")} == {None}


def test_a_cue_inside_a_quotation_is_nested(annotated: Read) -> None:
    reading = annotated("“The generals promised to leave us alone,” said Anna Keller, a baker in Karsa.")
    (inner,) = [row for row in reading.of("attribution") if row.value == "promises"]
    assert chain(reading, inner) == ["generals", "Anna Keller, a baker in Karsa"]
