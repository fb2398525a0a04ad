"""How sure a place is, and which other places its name may mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rashomon.annotate import found_before
from rashomon.annotate.places import NAME
from rashomon.annotate.places.candidates import candidates
from rashomon.model import Document

Annotated = Callable[..., Any]


def _scores(reading: Any) -> dict[str, float]:
    return {reading.words(row): row.score for row in reading.of("mention", "place", "country")}


def test_a_place_with_many_namesakes_is_less_sure_than_one_whose_state_is_told(annotated: Annotated) -> None:
    told = _scores(annotated("The fire began in Springfield, Illinois, on Monday."))["Springfield"]
    bare = _scores(annotated("The fire began in Springfield on Monday."))["Springfield"]
    assert 0 < bare < told <= 1


def test_a_country_is_sure_and_an_unknown_village_is_not(annotated: Annotated) -> None:
    found = _scores(annotated("Shells fell on the village of Zurbeqa in Syria on Monday."))
    assert found["Syria"] > 0.9 > found["Zurbeqa"]


def test_candidates_are_kept_with_shares_and_with_how_much_ground_they_stand_for() -> None:
    document = Document(id="a", text="The fire began in Paris, France, near a mill.")
    rows = {row["words"]: row for row in candidates(document, found_before(document, NAME))}
    assert rows["France"]["precision"] == "country"
    assert rows["Paris"]["precision"] == "city"
    assert rows["Paris"]["candidates"][0]["value"] == rows["Paris"]["value"]
    for row in rows.values():
        assert row["document"] == "a"
        assert document.text[row["start"] : row["end"]] == row["words"]
        shares = [one["score"] for one in row["candidates"]]
        assert sum(shares) <= 1.001
        assert shares == sorted(shares, reverse=True)
