"""One event aspect by aspect: agreement of independent accounts, later figures, other scopes, and what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compare.karsa import Telling, copied, event

from rashomon.compare import Comparison, compare
from rashomon.compare.meets import is_other_amount
from rashomon.compare.passage import Passage
from rashomon.compare.silences import Silence, sorted_matrix
from rashomon.compare.version import Part
from rashomon.model import Annotation, Link


def shelled(name: str, dead: str, value: str, published: str = "2019-08-14") -> tuple[Telling, Annotation]:
    made = Telling(name, f"On Tuesday guns shelled the mill at Velm, killing {dead}.", source=name, published=published)
    claim = made.claim(
        made.text[:-1], "shelled", "ASSAULT",
        time=made.mention("Tuesday", "time", "2019-08-13"),
        recipient=made.mention("mill", "facility"),
        place=made.mention("Velm", "place", "geonames:2@1.0,1.0"),
        figure=made.mention(dead, "figure", value),
    )  # fmt: skip
    return made, claim


def laid(*told: tuple[Telling, Annotation], copies: tuple[Link, ...] = ()) -> Comparison:
    return compare([one.account for one, _ in told], [event(*(claim for _, claim in told))], list(copies))


def states(found: Comparison, aspect: str) -> dict[str, str]:
    return {one.document: one.state for one in found.cells if one.aspect == aspect}


def test_numbers_that_cannot_both_be_so_differ_and_the_day_agrees() -> None:
    found = laid(shelled("left", "four people", "4..4 people"), shelled("right", "six drivers", "6..6 drivers"))
    assert states(found, "how_many") == {"left": "differs", "right": "differs"}
    assert states(found, "when") == {"left": "agrees", "right": "agrees"}
    assert states(found, "who") == {"left": "silent", "right": "silent"}


def test_cells_follow_the_differences_that_people_left() -> None:
    found = laid(shelled("left", "four people", "4..4 people"), shelled("right", "six drivers", "6..6 drivers"))
    kept = replace(found, differences=tuple(one for one in found.differences if one.aspect != "how_many"))
    assert states(kept, "how_many") == {"left": "not comparable", "right": "not comparable"}
    assert states(found, "how_many") == {"left": "differs", "right": "differs"}


def test_a_later_figure_of_the_same_source_is_an_update_and_both_stay() -> None:
    first, claim = shelled("first", "four people", "4..4 people")
    later, other = shelled("later", "nine people", "9..9 people", "2019-08-16")
    first.source = later.source = "MPA"
    found = laid((first, claim), (later, other))
    assert not [one for one in found.differences if one.aspect == "how_many"]
    assert set(states(found, "how_many").values()) <= {"updated"}


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("4..4 people", "6..6 civilians", True),
        ("6..6 people", "4..4 civilians", False),
        ("4..4 soldiers", "6..6 civilians", False),
        ("11.. people", "17..17 people", False),
        ("4..4 houses", "6..6 people", False),
    ],
)
def test_a_part_can_be_no_more_than_the_whole(one: str, other: str, differs: bool) -> None:
    words = Passage("a", 0, 1, "x")
    pair = [Part("how_many", words, value, None, "figure") for value in (one, other)]
    assert is_other_amount(pair[0], pair[1]) is differs
    assert is_other_amount(pair[1], pair[0]) is differs


def test_a_copy_that_says_the_same_is_no_agreement() -> None:
    told = [shelled("left", "four people", "4..4 people"), shelled("copy", "four people", "4..4 people")]
    third = shelled("right", "six drivers", "6..6 drivers")
    found = laid(*told, third, copies=(copied("left", "copy", "edited", 0.9),))
    assert set(states(found, "by").values()) == {"alone"}


def test_what_divides_the_accounts_stands_first() -> None:
    cells = [
        Silence(name, document, state, ())
        for name, told in {"all": "AAAA", "half": "AASS", "one": "ASSS"}.items()
        for document, state in zip("wxyz", ("asserts" if one == "A" else "silent" for one in told), strict=True)
    ]
    events, documents = sorted_matrix(cells, list("wyxz"))
    assert events == ["half", "one", "all"]
    assert documents == ["w", "x", "y", "z"]
