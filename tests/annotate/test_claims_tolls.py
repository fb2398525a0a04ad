"""Counts of the killed that are of no one deed, and counts beside them of people who live."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Annotated = Callable[..., Any]


def _told(reading: Any) -> list[tuple[str, list[str]]]:
    """The type of each claim that has figures, with their words."""
    told = [
        (claim.label, [reading.words(one) for one in reading.about(claim, "figure")]) for claim in reading.of("claim")
    ]
    return [(label, words) for label, words in told if words]


@pytest.mark.parametrize(
    "text",
    [
        "More than 9,000 people have been killed since the war began in 2011.",
        "The war has killed 40,000 people.",
        "At least 300 civilians have been killed in the past two weeks.",
        "Ten thousand people have been killed in the Velman conflict.",
        "A war that has killed 90,000 people goes on in Velm.",
        "Shelling has so far killed 70 people in Karsa.",
    ],
)
def test_a_toll_over_a_period_says_how_things_stand(annotated: Annotated, text: str) -> None:
    assert [label for label, _ in _told(annotated(text))] == ["STATE"]


@pytest.mark.parametrize(
    "text",
    [
        "Shelling killed 12 people on Monday.",
        "Twelve people were killed when shells hit a mill.",
        "Forty fighters have been killed in clashes in the past 24 hours.",
        "Twelve people have been killed in an air strike on Karsa.",
    ],
)
def test_a_toll_of_one_deed_stays_the_deed(annotated: Annotated, text: str) -> None:
    assert [label for label, _ in _told(annotated(text))] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("text", "alive"),
    [
        ("Shelling of Karsa kills 5 injures 20.", "20"),
        ("Child killed 9 bakers injured in rocket attack on Karsa.", "9 bakers"),
        ("Army kills 83 wounded 100 fighters near Karsa.", "100 fighters"),
    ],
)
def test_the_wounded_are_no_figure_of_a_killing(annotated: Annotated, text: str, alive: str) -> None:
    reading = annotated(text)
    killings = [
        claim
        for claim in reading.of("claim", "ASSAULT")
        if any(reading.words(one).lower().startswith("kill") for one in reading.about(claim, "predicate"))
    ]
    assert killings
    assert alive not in [reading.words(one) for claim in killings for one in reading.about(claim, "figure")]


def test_killing_and_wounding_counts_both(annotated: Annotated) -> None:
    reading = annotated("Shells hit the mill, killing and wounding 30 bakers.")
    assert "30 bakers" in [words for _, told in _told(reading) for words in told]


def test_how_many_attacked_is_not_how_many_were_harmed(annotated: Annotated) -> None:
    reading = annotated("Forty gunmen attacked the mill in Karsa.")
    assert _told(reading) == []


def test_who_dies_in_clashes_with_the_army_dies_by_its_hand(annotated: Annotated) -> None:
    reading = annotated("Nine gunmen were killed in clashes with army troops.")
    actors = [reading.words(one) for claim in reading.of("claim", "ASSAULT") for one in reading.about(claim, "actor")]
    assert "army troops" in actors


def test_the_dead_are_no_actors_of_their_death(annotated: Annotated) -> None:
    reading = annotated("Shells hit a mill in Karsa. Two children were among the dead.")
    (told,) = [claim for claim in reading.of("claim", "ASSAULT") if reading.words(claim).endswith("among the dead")]
    assert reading.about(told, "actor") == []
    assert [reading.words(one) for one in reading.about(told, "recipient")] == ["Two children"]


def test_a_wave_of_raids_is_no_natural_wave(annotated: Annotated) -> None:
    reading = annotated("Planes killed nine gunmen in a wave of bombardment against the brigade.")
    assert ("ASSAULT", ["nine gunmen"]) in _told(reading)
