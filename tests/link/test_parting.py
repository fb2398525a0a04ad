"""A group that is clearly two is cut between them; a group of one mind, or one too small, stays whole."""

from __future__ import annotations

from itertools import combinations

from rashomon.link.parting import Parting, parted

RULE = Parting(3, 0.6, 0.36, 0.9)


def _scores(sides: dict[str, str], within: float, across: float) -> dict[tuple[str, str], float]:
    return {
        (left, right): (within if sides[left] == sides[right] else across) + 0.01 * ((at * 7) % 5)
        for at, (left, right) in enumerate(combinations(sorted(sides), 2))
    }


def test_two_halves_that_are_less_alike_across_are_parted_whoever_stands_where() -> None:
    sides = dict(zip("abcdefgh", "xyxyyxxy", strict=True))
    assert parted(list("hgfedcba"), _scores(sides, 0.45, 0.2), RULE) == [("a", "c", "f", "g"), ("b", "d", "e", "h")]


def test_a_group_of_one_mind_stays_whole() -> None:
    sides = dict.fromkeys("abcdefgh", "x")
    assert parted(list(sides), _scores(sides, 0.3, 0.3), RULE) == [tuple("abcdefgh")]


def test_parts_that_are_near_anyway_tell_of_the_same() -> None:
    sides = dict(zip("abcdef", "xxxyyy", strict=True))
    assert parted(list(sides), _scores(sides, 0.9, 0.5), RULE) == [tuple("abcdef")]


def test_two_documents_are_no_part_of_their_own() -> None:
    sides = dict(zip("abcdef", "xxxxyy", strict=True))
    assert parted(list(sides), _scores(sides, 0.6, 0.1), RULE) == [tuple("abcdef")]
