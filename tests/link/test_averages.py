"""Average linkage asks for the sums that it needs, and joins as it would if every pair had been scored."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations

import pytest

from rashomon.link.averages import Pair, average_linkage
from rashomon.link.judged import Groups, Judged

LEAST = 0.5


def _scores(seed: int) -> dict[Pair, float]:
    """Scores of every pair of thirty rows that stand in groups of six, some of them between two groups."""
    chance = random.Random(seed)  # noqa: S311
    names = [f"{number:02}" for number in range(30)]
    return {
        (one, other): round(
            chance.uniform(0.35, 1.0) if int(one) // 6 == int(other) // 6 else chance.gauss(0.2, 0.2), 6
        )
        for one, other in combinations(names, 2)
    }


def _groups(scores: dict[Pair, float], given: Judged, asked: bool) -> list[tuple[str, ...]]:
    def across(members: Sequence[str], others: Sequence[Sequence[str]]) -> list[float]:
        return [sum(scores[min(a, b), max(a, b)] for a in members for b in each) for each in others]

    groups = Groups.over(sorted({row for pair in scores for row in pair}), given)
    strong = {pair: score for pair, score in scores.items() if score >= LEAST}
    if asked:
        average_linkage(strong, LEAST, groups, across=across)
    else:
        average_linkage(scores, LEAST, groups)
    return groups.members()


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    "given",
    [Judged(), Judged(same=(("00", "17"), ("03", "29")), apart=frozenset({("01", "02"), ("12", "14")}))],
    ids=["nobody judged", "somebody judged"],
)
def test_what_is_not_scored_is_asked_for(seed: int, given: Judged) -> None:
    scores = _scores(seed)
    assert _groups(scores, given, asked=True) == _groups(scores, given, asked=False)


def test_without_anybody_to_ask_a_missing_pair_counts_as_absent() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.6}
    groups = Groups.over("abc", Judged())
    average_linkage(scores, LEAST, groups)
    assert groups.members() == [("a", "b"), ("c",)]
    groups = Groups.over("abc", Judged())
    average_linkage(scores, LEAST, groups, across=lambda _, others: [0.5 * len(one) for one in others])
    assert groups.members() == [("a", "b", "c")]
