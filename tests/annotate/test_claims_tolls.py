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
        "The list has 700 bakers killed across Velm since the truce ended.",
        "A clinic documented the killing of 700 bakers over the past year.",
        "Rebels fired rockets at Karsa, killing 16 people since Thursday.",
        "Raids since May have killed 70 people overall.",
    ],
)
def test_a_toll_over_a_period_says_how_things_stand(annotated: Annotated, text: str) -> None:
    assert [label for label, _ in _told(annotated(text))] == ["STATE"] * len(_told(annotated(text)))
    assert _told(annotated(text))


@pytest.mark.parametrize(
    "text",
    [
        "Shelling killed 12 people on Monday.",
        "Twelve people were killed when shells hit a mill.",
        "Forty fighters have been killed in clashes in the past 24 hours.",
        "Twelve people have been killed in an air strike on Karsa.",
        "A shell hit the mill, killing five people in the worst raid since the war began.",
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


@pytest.mark.parametrize(
    "text",
    ["Shells hit the mill, killing and wounding 30 bakers.", "Here 30 bakers were killed or wounded in the shelling."],
)
def test_killed_and_wounded_counted_as_one_are_no_figure_of_the_killing(annotated: Annotated, text: str) -> None:
    reading = annotated(text)
    having = [
        reading.words(predicate)
        for claim in reading.of("claim")
        if reading.about(claim, "figure")
        for predicate in reading.about(claim, "predicate")
    ]
    assert having
    assert all(word.startswith("wound") for word in having)


@pytest.mark.parametrize(
    "text",
    [
        "The blast killed 126 people, a clinic said, updating a previous toll of 112 dead.",
        "The clinic gave an initial death toll of 112.",
    ],
)
def test_a_toll_that_was_overtaken_is_no_toll_of_the_deed(annotated: Annotated, text: str) -> None:
    told = [label for label, words in _told(annotated(text)) if any("112" in one for one in words)]
    assert told
    assert set(told) == {"STATE"}


@pytest.mark.parametrize(
    ("text", "dead", "alive"),
    [
        ("Three Killed, 12 Wounded as Car Bomb Hits Market in Karsa", "Three Killed", "12 Wounded"),
        ("2 bakers killed 5 injured in new rocket attack in Karsa.", "2 bakers", "5 injured"),
        ("4 Killed over 43 Injured in Rocket Attacks in Karsa", "4 Killed", "over 43 Injured"),
        ("Child killed, 9 bakers injured in shelling of Karsa.", "Child", "9 bakers"),
    ],
)
def test_a_headline_that_leaves_out_were_tells_of_the_dead(
    annotated: Annotated, text: str, dead: str, alive: str
) -> None:
    reading = annotated(text)
    figures = {
        reading.words(predicate).lower(): [reading.words(one) for one in reading.about(claim, "figure")]
        for claim in reading.of("claim", "ASSAULT")
        for predicate in reading.about(claim, "predicate")
    }
    assert figures["killed"] == [dead]
    assert alive in [*figures.get("injured", []), *figures.get("wounded", [])]
    assert not [
        actor
        for claim in reading.of("claim", "ASSAULT")
        for actor in reading.about(claim, "actor")
        if reading.words(actor) == dead
    ]


@pytest.mark.parametrize("side", ["Velman", "Ornan"])
def test_a_headline_in_capitals_has_its_parties(annotated: Annotated, side: str) -> None:
    reading = annotated(f"{side} Army Kills 30 Karsan Fighters in Tavi")
    (claim,) = reading.of("claim", "ASSAULT")
    assert [reading.words(one) for one in reading.about(claim, "actor")] == [f"{side} Army"]
    assert [reading.words(one) for one in reading.about(claim, "figure")] == ["30 Karsan Fighters"]


@pytest.mark.parametrize(
    "text",
    [
        "Three suicide bombers blew themselves up in Karsa.",
        "A motorcycle bomber killed bakers in Karsa.",
        "Four gunmen killed the bakers in Karsa.",
    ],
)
def test_how_many_killed_is_not_how_many_died(annotated: Annotated, text: str) -> None:
    assert _told(annotated(text)) == []


def test_whose_they_were_is_not_how_many_died(annotated: Annotated) -> None:
    assert _told(annotated("Three bakers from one family were killed.")) == [("ASSAULT", ["Three bakers"])]
    assert _told(annotated("A family of six was killed in shelling.")) == [("ASSAULT", ["six"])]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry put the death toll at 34.",
        "The monitor gave a death toll of 34 bakers.",
        "The clinic recorded four deaths from shelling.",
    ],
)
def test_who_tells_a_toll_did_not_kill(annotated: Annotated, text: str) -> None:
    reading = annotated(text)
    assert not [row for claim in reading.of("claim", "ASSAULT") for row in reading.about(claim, "actor")]


def test_who_suffers_losses_is_harmed(annotated: Annotated) -> None:
    reading = annotated("The brigade suffered heavy casualties in Karsa.")
    (claim,) = reading.of("claim", "ASSAULT")
    assert reading.about(claim, "actor") == []
    assert [reading.words(one) for one in reading.about(claim, "recipient")] == ["brigade"]


def test_a_strike_that_kills_is_no_walkout(annotated: Annotated) -> None:
    assert not annotated("The strike killed two bakers.").of("claim", "PROTEST")
    assert annotated("The strike ended on Monday.").of("claim", "PROTEST")


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
