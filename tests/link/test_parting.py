"""A group that is clearly two is cut between them; a group of one mind, or one too small, stays whole."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from rashomon.link.parting import Parting, parted

RULE = Parting(3, 0.6, 0.36, 0.9)


def _parted(members: str, sides: dict[str, str], within: float, across: float) -> list[tuple[str, ...]]:
    likeness = np.zeros((len(members), len(members)))
    for at, (left, right) in enumerate(combinations(sorted(sides), 2)):
        score = (within if sides[left] == sides[right] else across) + 0.01 * ((at * 7) % 5)
        one, other = members.index(left), members.index(right)
        likeness[one, other] = likeness[other, one] = score
    return parted(members, likeness, RULE)


def test_two_halves_that_are_less_alike_across_are_parted_whoever_stands_where() -> None:
    sides = dict(zip("abcdefgh", "xyxyyxxy", strict=True))
    assert _parted("hgfedcba", sides, 0.45, 0.2) == [("a", "c", "f", "g"), ("b", "d", "e", "h")]


def test_a_group_of_one_mind_stays_whole() -> None:
    sides = dict.fromkeys("abcdefgh", "x")
    assert _parted("".join(sides), sides, 0.3, 0.3) == [tuple("abcdefgh")]


def test_parts_that_are_near_anyway_tell_of_the_same() -> None:
    sides = dict(zip("abcdef", "xxxyyy", strict=True))
    assert _parted("".join(sides), sides, 0.9, 0.5) == [tuple("abcdef")]


def test_two_documents_are_no_part_of_their_own() -> None:
    sides = dict(zip("abcdef", "xxxxyy", strict=True))
    assert _parted("".join(sides), sides, 0.6, 0.1) == [tuple("abcdef")]
