"""Groups joined by average linkage over scored pairs, so that a chain of near pairs does not make one group."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from rashomon.link.judged import Groups

Pair: TypeAlias = tuple[str, str]
#: The sum of the scores between two groups, and how many there are.
Held: TypeAlias = tuple[float, int]
#: For each of some groups the sum of the scores between its rows and those of one group, all of which have one.
Across: TypeAlias = Callable[[Sequence[str], Sequence[Sequence[str]]], Sequence[float]]
# Rounding may put a mean on either side of `least`: a part that is too large does no harm.
_SLACK = 1e-9


@dataclass(slots=True)
class _Means:
    """The mean score between each two groups that have any scored pair; what was not scored counts `absent`.

    With `across` a sum that is not held is asked for where its groups come to have any scored pair.
    """

    absent: float
    least: float
    members: dict[str, list[str]]
    across: Across | None
    sums: dict[str, dict[str, Held]] = field(default_factory=dict)

    def size(self, one: str) -> int:
        return len(self.members[one])

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
        near, far = self.sums[kept], self.sums.pop(gone)
        if self.across is not None:
            self._ask(kept, [other for other in far if other not in near])
            self._ask(gone, [other for other in near if other not in far], far)
        self.members[kept] = self.members[kept] + self.members.pop(gone)
        for other, (total, count) in far.items():
            before = near.get(other, (0.0, 0))
            theirs = self.sums[other]
            theirs.pop(gone, None)
            near[other] = theirs[kept] = (before[0] + total, before[1] + count)

    def _ask(self, one: str, others: Sequence[str], into: dict[str, Held] | None = None) -> None:
        """Hold the sums between a group and others."""
        if self.across is not None and others:
            held = self.sums[one] if into is None else into
            sums = self.across(self.members[one], [self.members[other] for other in others])
            for other, total in zip(others, sums, strict=True):
                held[other] = (total, self.size(one) * self.size(other))

    def around(self, one: str) -> Iterator[tuple[float, str, str]]:
        """The groups that `one` may be joined with now, as entries of the heap."""
        for other, held in self.sums[one].items():
            mean = self.mean(one, other, held)
            if mean >= self.least:
                yield (-mean, one, other) if one < other else (-mean, other, one)


def average_linkage(
    scores: Mapping[Pair, float], least: float, groups: Groups, absent: float = 0.0, across: Across | None = None
) -> None:
    """Join `groups` in place while the mean score between the members of two is at least `least`.

    A pair without a score counts `absent`, which is below `least`; or what `across` says of it, which is asked for
    sums of many pairs, when they are needed: then all pairs of at least `least` are to be in `scores`, or as many as
    tell which groups may meet. Best mean first, ties by id; groups that a person parted stay apart. No mean is above
    the best of its pairs, so groups meet only along pairs of at least `least`: each part of the graph of those is
    worked on alone, and pairs between two parts are passed over. Takes O(p log p) steps over p scored pairs while
    groups stay small beside their part.
    """
    members: dict[str, list[str]] = {}
    for one in sorted(groups.parent):
        members.setdefault(groups.root(one), []).append(one)
    held: dict[Pair, Held] = {}
    for (left, right), score in sorted(scores.items()):
        first, second = groups.root(left), groups.root(right)
        if first != second:
            pair = (first, second) if first < second else (second, first)
            total, count = held.get(pair, (0.0, 0))
            held[pair] = (total + score, count + 1)
    if across is not None:
        _complete(held, members, across)
    for part in _parts(held, members, least, absent):
        means = _Means(absent, least, {one: members[one] for one in part}, across, part)
        _join(means, groups)


def _complete(held: dict[Pair, Held], members: Mapping[str, Sequence[str]], across: Across) -> None:
    """Add up between groups of several all pairs, not only those that have a score."""
    for (first, second), (_, count) in held.items():
        pairs = len(members[first]) * len(members[second])
        if count < pairs:
            held[first, second] = (across(members[first], [members[second]])[0], pairs)


def _parts(
    held: Mapping[Pair, Held], members: Mapping[str, Sequence[str]], least: float, absent: float
) -> Iterator[dict[str, dict[str, Held]]]:
    """The sums within each part of the graph of pairs whose mean is at least `least`."""
    strong = (
        pair
        for pair, (total, count) in held.items()
        if total + absent * ((pairs := len(members[pair[0]]) * len(members[pair[1]])) - count)
        >= (least - _SLACK) * pairs
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
