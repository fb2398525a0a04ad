"""Agreement between people, by the worked examples of Krippendorff (2011), and what they disagree on."""

from __future__ import annotations

import pytest

from rashomon.compare.agreement import alpha, alpha_of_all, find_agreements, find_disagreements
from rashomon.model import Judgement

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability, University of Pennsylvania, 2011: examples A, B and C.
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units(rows: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [tuple(value for value in column if value != ".") for column in zip(*rows, strict=True)]


@pytest.mark.parametrize(("rows", "published"), [(BINARY, 0.095), (NOMINAL, 0.692), (FOUR, 0.743)])
def test_alpha_is_that_of_the_published_examples(rows: tuple[str, ...], published: float) -> None:
    found = alpha(units(rows))
    assert found is not None
    assert round(found, 3) == published


def test_nothing_to_compare_has_no_alpha() -> None:
    assert alpha([]) is None
    assert alpha([("a",), ("b",)]) is None
    assert alpha([("a", "a"), ("a", "a")]) is None


def judged(left: str, right: str | None, verdict: str, by: str, at: int = 1, note: str = "") -> Judgement:
    return Judgement(left, right, verdict, by, f"2019-03-04T10:00:{at:02}+00:00", note)  # type: ignore[arg-type]


def test_two_people_are_compared_on_what_both_decided() -> None:
    found = [
        judged("a", None, "right", "Ena"), judged("a", None, "right", "Oro"),
        judged("b", None, "right", "Ena"), judged("b", None, "wrong", "Oro"),
        judged("x", "y", "same", "Ena"), judged("y", "x", "same", "Oro"),
        judged("c", None, "unsure", "Ena"), judged("c", None, "right", "Oro"),
        judged("d", None, "wrong", "Ena"),
    ]  # fmt: skip
    (one,) = find_agreements(found)
    assert (one.judges, one.both, one.same) == (("Ena", "Oro"), 3, 2)
    assert one.alpha == alpha_of_all(found)
    assert [each.thing for each in find_disagreements(found)] == [("b", None, "")]


def test_the_last_word_of_a_person_counts_and_a_value_set_right_is_compared_too() -> None:
    found = [
        judged("a", None, "wrong", "Ena", 1), judged("a", None, "right", "Ena", 2, '{"value": "2016"}'),
        judged("a", None, "right", "Oro", 1, '{"value": "2017"}'),
    ]  # fmt: skip
    (one,) = find_disagreements(found)
    assert one.thing == ("a", None, "value")
    assert one.to_row()["said"] == [{"by": "Ena", "said": "2016"}, {"by": "Oro", "said": "2017"}]
