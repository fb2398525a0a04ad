"""A person's word wins over every chain of links."""

from __future__ import annotations

from rashomon.link.averages import average_linkage
from rashomon.link.judged import Groups, Judged, judged
from rashomon.model import Judgement


def word(left: str, right: str | None, verdict: str, day: int) -> Judgement:
    return Judgement(left, right, verdict, "reader", f"2024-01-{day:02d}T00:00:00Z")  # type: ignore[arg-type]


def test_the_latest_word_on_a_pair_counts_whichever_way_round() -> None:
    given = judged([word("a", "b", "same", 1), word("b", "a", "different", 2)])
    assert given.parts("a", "b")
    assert given.same == ()


def test_no_chain_joins_what_was_parted() -> None:
    groups = Groups.over("abcd", judged([word("a", "d", "different", 1)]))
    assert groups.join("a", "b")
    assert groups.join("c", "d")
    assert not groups.join("b", "c")


def test_average_linkage_does_not_chain() -> None:
    pairs = {("a", "b"): 3.0, ("b", "c"): 1.0, ("c", "d"): 3.0, ("a", "d"): -4.0, ("a", "c"): -4.0, ("b", "d"): -4.0}
    groups = Groups.over("abcd", Judged())
    average_linkage(pairs, 0.0, groups)
    assert groups.members() == [("a", "b"), ("c", "d")]


def test_average_linkage_keeps_to_a_persons_word() -> None:
    groups = Groups.over("abc", judged([word("a", "b", "different", 1)]))
    average_linkage({("a", "b"): 9.0, ("b", "c"): 1.0}, 0.0, groups)
    assert groups.members() == [("a",), ("b", "c")]


def test_the_latest_word_counts_whatever_zone_its_time_is_given_in() -> None:
    early = Judgement("a", "b", "same", "Ena", "2024-01-01T10:00:00+05:00")
    late = Judgement("a", "b", "different", "Ola", "2024-01-01T06:00:00Z")
    assert judged([late, early]).apart == {("a", "b")}
