"""Groups joined by average linkage over scored pairs, so that a chain of near pairs does not make one group."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from rashomon.link.judged import Groups

Pair: TypeAlias = tuple[str, str]
#: The sum of the scores between two groups, and how many there are.
Held: TypeAlias = tuple[float, int]
# Rounding may put a mean on either side of `least`: a part that is too large does no harm.
_SLACK = 1e-9


@dataclass(slots=True)
class _Means:
    """The mean score between each two groups that have any scored pair; what was not scored counts `absent`."""

    absent: float
    least: float
    sizes: Mapping[str, int]
    sums: dict[str, dict[str, Held]] = field(default_factory=dict)
    grown: dict[str, int] = field(default_factory=dict)

    def size(self, one: str) -> int:
        return self.grown.get(one) or self.sizes[one]

    def mean(self, first: str, second: str, held: Held) -> float:
        pairs = self.size(first) * self.size(second)
        return (held[0] + self.absent * (pairs - held[1])) / pairs

    def now(self, first: str, second: str) -> float | None:
        held = self.sums.get(first, {}).get(second)
        return None if held is None else self.mean(first, second, held)

    def part(self, first: str, second: str) -> None:
        del self.sums[first][second], self.sums[second][first]

    def merge(self, kept: str, gone: str) -> None:
        self.part(kept, gone)
        self.grown[kept] = self.size(kept) + self.size(gone)
        near = self.sums[kept]
        for other, (total, count) in self.sums.pop(gone).items():
            before = near.get(other, (0.0, 0))
            theirs = self.sums[other]
            del theirs[gone]
            near[other] = theirs[kept] = (before[0] + total, before[1] + count)

    def around(self, one: str) -> Iterator[tuple[float, str, str]]:
        """The groups that `one` may be joined with now, as entries of the heap."""
        for other, held in self.sums[one].items():
            mean = self.mean(one, other, held)
            if mean >= self.least:
                yield (-mean, one, other) if one < other else (-mean, other, one)


def average_linkage(scores: Mapping[Pair, float], least: float, groups: Groups, absent: float = 0.0) -> None:
    """Join `groups` in place while the mean score between the members of two is at least `least`.

    A pair without a score counts `absent`, which is below `least`. Best mean first, ties by id; groups that a person
    parted stay apart. No mean is above the best of its pairs, so groups meet only along pairs of at least `least`:
    each part of the graph of those is worked on alone, and pairs between two parts are passed over. Takes
    O(p log p) steps over p scored pairs while groups stay small beside their part.
    """
    held: dict[Pair, Held] = {}
    for (left, right), score in sorted(scores.items()):
        first, second = groups.root(left), groups.root(right)
        if first != second:
            pair = (first, second) if first < second else (second, first)
            total, count = held.get(pair, (0.0, 0))
            held[pair] = (total + score, count + 1)
    sizes = Counter(groups.root(one) for one in groups.parent)
    for part in _parts(held, sizes, least, absent):
        means = _Means(absent, least, sizes, part)
        _join(means, groups)


def _parts(
    held: Mapping[Pair, Held], sizes: Mapping[str, int], least: float, absent: float
) -> Iterator[dict[str, dict[str, Held]]]:
    """The sums within each part of the graph of pairs whose mean is at least `least`."""
    strong = (
        pair
        for pair, (total, count) in held.items()
        if total + absent * ((pairs := sizes[pair[0]] * sizes[pair[1]]) - count) >= (least - _SLACK) * pairs
    )
    part_of = connected(strong)
    parts: dict[str, dict[str, dict[str, Held]]] = {}
    for (first, second), one in held.items():
        root = part_of.get(first)
        if root is not None and root == part_of.get(second):
            sums = parts.setdefault(root, {})
            sums.setdefault(first, {})[second] = one
            sums.setdefault(second, {})[first] = one
    yield from parts.values()


def connected(pairs: Iterable[Pair]) -> dict[str, str]:
    """For each row of these pairs, one row that stands for all that are connected with it."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        parent.setdefault(one, one)
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for left, right in pairs:
        first, second = root(left), root(right)
        if first != second:
            parent[max(first, second)] = min(first, second)
    return {one: root(one) for one in list(parent)}


def _join(means: _Means, groups: Groups) -> None:
    heap = [entry for one in means.sums for entry in means.around(one) if entry[1] == one]
    heapq.heapify(heap)
    while heap:
        score, first, second = heapq.heappop(heap)
        if means.now(first, second) != -score:
            continue
        if groups.join(first, second):
            means.merge(first, second)
            for entry in means.around(first):
                heapq.heappush(heap, entry)
        else:
            means.part(first, second)
