"""Place lines before a report are no part of what it tells, nor of who did it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


@pytest.mark.parametrize("line", ["Karsa, ORNA - ", "KARSA, Monday - ", "VELM, Ordania, Aug 14 (MPA) - ", "VELM — "])
def test_a_place_line_stands_in_no_claim_and_no_role(annotated: Read, line: str) -> None:
    reading = annotated(f"{line}Units of the Third Army shelled the mill.")
    assert [reading.words(one) for one in reading.of("claim")] == ["Units of the Third Army shelled the mill"]
    (actor,) = reading.about(reading.of("claim")[0], "actor")
    assert reading.words(actor) == "Units of the Third Army"


@pytest.mark.parametrize("text", ["Velm - the old town - shelled the mill.", "However, Karsa - not Velm - fell."])
def test_a_dash_in_a_sentence_opens_no_report(annotated: Read, text: str) -> None:
    (claim, *_) = annotated(text).of("claim")
    assert claim.start == 0


def test_a_day_before_a_party_is_no_part_of_its_name(annotated: Read) -> None:
    reading = annotated("On Monday afternoon army snipers opened fire on a convoy.")
    (actor,) = reading.about(reading.of("claim")[0], "actor")
    assert reading.words(actor) == "army snipers"
