"""Causes and instruments of claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Annotated = Callable[..., Any]


def _parts(reading: Any, label: str) -> set[tuple[str, str]]:
    found = set()
    for role in reading.of("role", label):
        claim = reading.row(role.about)
        found |= {(reading.words(one), reading.words(role)) for one in reading.about(claim, "predicate")}
    return found


@pytest.mark.parametrize(
    ("text", "predicate", "cause"),
    [
        ("The ferry sank because of the storm.", "sank", "storm"),
        ("The mill closed due to the shelling.", "closed", "shelling"),
        ("Orna suspended flights in response to the raid.", "suspended", "raid"),
        ("Hundreds of families fled after the attack on Karsa.", "fled", "attack on Karsa"),
        ("The guards left because the road was cut.", "left", "the road was cut"),
    ],
)
def test_a_claim_has_the_cause_that_its_words_give(annotated: Annotated, text: str, predicate: str, cause: str) -> None:
    assert (predicate, cause) in _parts(annotated(text), "cause")


@pytest.mark.parametrize(
    ("text", "predicate", "instrument"),
    [
        ("The air force attacked the mill with barrel bombs.", "attacked", "barrel bombs"),
        ("Nine bakers were killed in an airstrike.", "killed", "airstrike"),
        ("The brigade shelled the ferry using captured mortars.", "shelled", "captured mortars"),
        ("The guards entered the fort by means of ladders.", "entered", "ladders"),
    ],
)
def test_a_claim_has_the_instrument_that_its_words_give(
    annotated: Annotated, text: str, predicate: str, instrument: str
) -> None:
    assert (predicate, instrument) in _parts(annotated(text), "instrument")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor spoke after the concert.",
        "The mill reopened after lunch.",
        "Nine bakers were killed in the war.",
        "The premier talked with the guards in Karsa.",
        "The ferry sailed despite the storm.",
        "This battle in Karsa was the decisive one of the year, because the guards could use the river.",
    ],
)
def test_time_company_and_war_are_no_cause_and_no_instrument(annotated: Annotated, text: str) -> None:
    assert not annotated(text).of("role", "cause", "instrument")
