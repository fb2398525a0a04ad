"""Forecasts: told from plans, threats, orders and the past, with horizon, hedge and condition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def forecasts(reading: Any) -> list[Any]:
    return [claim for claim in reading.of("claim") if claim.value == "forecast"]


@pytest.mark.parametrize(
    "text",
    [
        "Karsa will fall before the winter.",
        "The truce is likely to collapse.",
        "The party is at risk of splitting in two.",
        "This is the beginning of the end for the coalition.",
        "The victory at the ford does not presage the end of the war.",
        "He predicted a bloody summer.",
        "Velm to be left without a harbour for a decade",
    ],
)
def test_what_nobody_decides_is_a_forecast(annotated: Read, text: str) -> None:
    assert forecasts(annotated(text))


@pytest.mark.parametrize(
    "text",
    [
        "The garrison has lost the will to fight.",
        "Theresa May is handing over the keys.",
        "We will burn every boat, the commander said.",
        "Visitors may take photographs in the courtyard.",
        "The papers would have allowed her to marry.",
        "Both sides have to return to the table.",
        "The wounded could not leave the quarter.",
        "Parliament is due to vote on 12 May.",
    ],
)
def test_what_only_looks_like_a_forecast_is_none(annotated: Read, text: str) -> None:
    assert not forecasts(annotated(text))


def test_a_forecast_has_its_horizon_hedge_and_condition(annotated: Read) -> None:
    reading = annotated("Unless the council pays, the guards are expected to walk out on Monday.")
    (claim,) = [one for one in forecasts(reading) if "walk out" in reading.words(one)]
    assert [reading.words(one) for one in reading.about(claim, "hedge")] == ["expected"]
    assert [reading.words(one) for one in reading.about(claim, "horizon")] == ["on Monday"]
    assert [reading.words(one) for one in reading.about(claim, "condition")] == ["Unless the council pays"]


def test_a_past_time_is_no_horizon(annotated: Read) -> None:
    reading = annotated("The treaty that was signed last year may collapse.")
    assert not reading.of("role", "horizon")


def test_a_claim_that_is_no_forecast_has_no_hedge(annotated: Read) -> None:
    assert not annotated("The army probably took the hill on Monday.").of("role", "hedge", "horizon")


@pytest.mark.parametrize(
    "text",
    ["The truce will fail in Velm's second largest town.", "This will be hard for Lena May."],
)
def test_ranks_and_names_are_no_horizons(annotated: Callable[..., Any], text: str) -> None:
    assert not annotated(text).of("role", "horizon")
