"""Coreference scores of a partition against gold: MUC, B-cubed, CEAF-e, their mean (CoNLL), and pairs.

MUC: Vilain et al. 1995; B-cubed: Bagga and Baldwin 1998; CEAF-e: Luo 2005; the mean: CoNLL-2012 shared task.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from scipy.optimize import linear_sum_assignment

from evals.harness import Counts


class Partition:
    """Items in groups: the group of each item, and the items of each group."""

    def __init__(self, group_of: Mapping[str, str]) -> None:
        self.group_of = dict(group_of)
        self.groups: dict[str, list[str]] = {}
        for item, group in sorted(group_of.items()):
            self.groups.setdefault(group, []).append(item)


def _pairs(sizes: Counter[object]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def pairwise(gold: Partition, found: Partition) -> Counts:
    """Pairs of items in one group: right, found, gold."""
    both = Counter((gold.group_of[item], found.group_of[item]) for item in gold.group_of)
    return Counts(
        _pairs(Counter(both)), _pairs(Counter(found.group_of.values())), _pairs(Counter(gold.group_of.values()))
    )


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _muc_recall(key: Partition, response: Partition) -> float:
    links = [(len(items), len({response.group_of[item] for item in items})) for items in key.groups.values()]
    total = sum(size - 1 for size, _ in links)
    return sum(size - parts for size, parts in links) / total if total else 0.0


def muc(gold: Partition, found: Partition) -> float:
    return _f1(_muc_recall(gold, found), _muc_recall(found, gold))


def b_cubed(gold: Partition, found: Partition) -> float:
    both = Counter((gold.group_of[item], found.group_of[item]) for item in gold.group_of)
    n = len(gold.group_of) or 1
    recall = sum(count * count / len(gold.groups[one]) for (one, _), count in both.items()) / n
    precision = sum(count * count / len(found.groups[other]) for (_, other), count in both.items()) / n
    return _f1(recall, precision)


def ceaf_e(gold: Partition, found: Partition) -> float:
    """CEAF with entity similarity phi4, solved component by component of groups that share an item."""
    both = Counter((gold.group_of[item], found.group_of[item]) for item in gold.group_of)
    total = sum(
        _best({pair: 2 * n / (len(gold.groups[pair[0]]) + len(found.groups[pair[1]])) for pair, n in part.items()})
        for part in _components(both)
    )
    return _f1(total / max(1, len(gold.groups)), total / max(1, len(found.groups)))


def _components(both: Counter[tuple[str, str]]) -> list[dict[tuple[str, str], int]]:
    neighbours: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one, other in both:
        neighbours.setdefault(("gold", one), []).append(("found", other))
        neighbours.setdefault(("found", other), []).append(("gold", one))
    component: dict[tuple[str, str], int] = {}
    for start in neighbours:
        stack = [start] if start not in component else []
        while stack:
            node = stack.pop()
            if node not in component:
                component[node] = len(component) if node == start else component[start]
                stack += neighbours[node]
    parts: dict[int, dict[tuple[str, str], int]] = {}
    for pair, count in both.items():
        parts.setdefault(component["gold", pair[0]], {})[pair] = count
    return list(parts.values())


def _best(scores: Mapping[tuple[str, str], float]) -> float:
    rows = {one: index for index, one in enumerate(sorted({one for one, _ in scores}))}
    columns = {one: index for index, one in enumerate(sorted({one for _, one in scores}))}
    table = np.zeros((len(rows), len(columns)))
    for (one, other), score in scores.items():
        table[rows[one], columns[other]] = score
    chosen = linear_sum_assignment(-table)
    return float(table[chosen].sum())


def conll(gold: Partition, found: Partition) -> float:
    """The mean of MUC, B-cubed and CEAF-e F1."""
    return (muc(gold, found) + b_cubed(gold, found) + ceaf_e(gold, found)) / 3
