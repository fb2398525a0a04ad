"""Groups joined by average linkage over scored pairs, so that a chain of near pairs does not make one group."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from rashomon.link.judged import Groups

Pair: TypeAlias = tuple[str, str]


@dataclass(slots=True)
class _Means:
    """The mean score between each two groups that have any scored pair; what was not scored counts `absent`."""

    absent: float
    sizes: Counter[str]
    sums: dict[str, dict[str, tuple[float, int]]] = field(default_factory=dict)

    def add(self, first: str, second: str, score: float, count: int) -> None:
        for one, other in ((first, second), (second, first)):
            held = self.sums.setdefault(one, {}).get(other, (0.0, 0))
            self.sums[one][other] = (held[0] + score, held[1] + count)

    def mean(self, first: str, second: str) -> float | None:
        held = self.sums.get(first, {}).get(second)
        if held is None:
            return None
        pairs = self.sizes[first] * self.sizes[second]
        return (held[0] + self.absent * (pairs - held[1])) / pairs

    def part(self, first: str, second: str) -> None:
        del self.sums[first][second], self.sums[second][first]

    def merge(self, kept: str, gone: str) -> None:
        self.part(kept, gone)
        self.sizes[kept] += self.sizes.pop(gone)
        for other, (total, count) in sorted(self.sums.pop(gone).items()):
            del self.sums[other][gone]
            self.add(kept, other, total, count)

    def around(self, one: str) -> list[tuple[float, str, str]]:
        return [(-(self.mean(one, other) or 0.0), *_ordered(one, other)) for other in self.sums[one]]


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def average_linkage(scores: Mapping[Pair, float], least: float, groups: Groups, absent: float = 0.0) -> None:
    """Join `groups` in place while the mean score between the members of two is at least `least`.

    A pair without a score counts `absent`. Best mean first, ties by id; groups that a person parted stay apart.
    Takes O(p log p) steps over p scored pairs while groups stay small beside the whole.
    """
    means = _Means(absent, Counter(groups.root(one) for one in groups.parent))
    for (left, right), score in sorted(scores.items()):
        first, second = _ordered(groups.root(left), groups.root(right))
        if first != second:
            means.add(first, second, score, 1)
    heap = [entry for one in sorted(means.sums) for entry in means.around(one) if entry[1] == one]
    heapq.heapify(heap)
    while heap and -heap[0][0] >= least:
        score, first, second = heapq.heappop(heap)
        if means.mean(first, second) != -score:
            continue
        if groups.join(first, second):
            means.merge(first, second)
            for entry in means.around(first):
                heapq.heappush(heap, entry)
        else:
            means.part(first, second)
