"""Places of deeds from around them, and the killed told without a verb of killing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Annotated = Callable[..., Any]


def _places(reading: Any, predicate: str) -> list[str]:
    for claim in reading.of("claim"):
        words = [reading.words(one) for one in reading.about(claim, "predicate")]
        if predicate in words:
            return [reading.words(one) for one in reading.about(claim, "place")]
    raise AssertionError(f"no claim {predicate!r}")


def test_a_killing_takes_the_place_told_in_its_sentence(annotated: Annotated) -> None:
    reading = annotated("Gunners shelled a mill on the edge of Lyon and nine bakers were killed.")
    assert _places(reading, "killed") == ["Lyon"]


def test_a_killing_takes_the_nearest_place_before_it_in_the_paragraph(annotated: Annotated) -> None:
    reading = annotated("Shells fell on a market in Lyon on Monday. Nine bakers were killed.")
    assert _places(reading, "killed") == ["Lyon"]


def test_where_a_ministry_sits_is_not_where_it_happened(annotated: Annotated) -> None:
    reading = annotated("Nine bakers were killed, the ministry in Lyon said.")
    assert _places(reading, "killed") == []


def test_the_dateline_is_not_where_it_happened(annotated: Annotated) -> None:
    reading = annotated("LYON Nine bakers were killed when shells hit a mill.")
    assert _places(reading, "killed") == []


def test_a_place_taken_from_around_scores_below_one(annotated: Annotated) -> None:
    reading = annotated("Shells fell on a market in Lyon on Monday. Nine bakers were killed.")
    claim = next(one for one in reading.of("claim") if "killed" in reading.words(one))
    assert all(one.score < 1 for one in reading.about(claim, "place"))


@pytest.mark.parametrize(
    "text",
    [
        "Ten children were among the dead.",
        "Among the dead were ten children.",
        "Of those killed ten were children.",
        "Ten children were among those killed in the raid.",
        "The mayor said ten children were among the victims.",
        "The raid left ten children dead.",
        "Ten children died in the shelling of the old mill.",
    ],
)
def test_the_killed_are_counted_without_a_verb_of_killing(annotated: Annotated, text: str) -> None:
    reading = annotated(text)
    claims = {one.id for one in reading.of("claim", "ASSAULT")}
    assert any("ten" in reading.words(one).lower() for one in reading.of("role", "figure") if one.about in claims)


@pytest.mark.parametrize("text", ["Ten children died of fever.", "Ten children were among the singers."])
def test_no_violence_is_made_of_other_deaths_and_crowds(annotated: Annotated, text: str) -> None:
    assert not annotated(text).of("claim", "ASSAULT")


@pytest.mark.parametrize(
    ("text", "predicate", "actor"),
    [
        ("A raid by the brigade killed nine bakers.", "killed", "brigade"),
        ("Nine bakers were killed in an airstrike by the army.", "killed", "army"),
        ("Nine bakers died in an attack by the rebels.", "died", "rebels"),
        ("An airstrike on the mill killed nine bakers.", "killed", "airstrike"),
    ],
)
def test_who_is_behind_a_raid_acts(annotated: Annotated, text: str, predicate: str, actor: str) -> None:
    reading = annotated(text)
    found = {
        (reading.words(one), reading.words(role))
        for role in reading.of("role", "actor")
        for one in reading.about(reading.row(role.about), "predicate")
    }
    assert (predicate, actor) in found


def test_whom_a_headline_says_killed_is_no_killer(annotated: Annotated) -> None:
    reading = annotated("Nine bakers killed in raid on Karsa")
    killed = [
        one for one in reading.of("claim") if "killed" in {reading.words(p) for p in reading.about(one, "predicate")}
    ]
    assert killed
    assert not any("bakers" in reading.words(role) for one in killed for role in reading.about(one, "actor"))
