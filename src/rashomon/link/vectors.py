"""Weighted words of many documents as one sparse matrix: who shares a weighty word, and their cosines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.integer[Any]]
Weights: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of unit length: row `r` has the terms `terms[starts[r]:starts[r + 1]]`, ascending, with their `weights`."""

    starts: Numbers
    terms: Numbers
    weights: Weights
    width: int

    @classmethod
    def of_rows(cls, rows: Iterable[tuple[Numbers, Weights]], width: int) -> Matrix:
        """The matrix of these rows: numbers of terms, ascending and below `width`, with their weights."""
        found = list(rows)
        starts = np.cumsum([0, *(len(terms) for terms, _ in found)], dtype=np.int64)
        terms = np.concatenate([*(one for one, _ in found), np.zeros(0, np.int64)])
        weights = np.concatenate([*(one for _, one in found), np.zeros(0)])
        return cls(starts, terms, weights, width)

    def cosines(self, row: int, others: Numbers) -> Weights:
        """The cosine of a row with each of the others, to 12 places: the last ones hang on the order of adding."""
        dense = np.zeros(self.width)
        own = slice(self.starts[row], self.starts[row + 1])
        dense[self.terms[own]] = self.weights[own]
        counts = self.starts[others + 1] - self.starts[others]
        at = ranges(self.starts[others], counts)
        sums = np.concatenate(([0.0], np.cumsum(dense[self.terms[at]] * self.weights[at])))
        ends = np.cumsum(counts)
        found: Weights = np.round(sums[ends] - sums[ends - counts], 12)
        return found


def ranges(starts: Any, counts: Any) -> Numbers:
    """The whole numbers of many ranges one after the other: `counts[i]` of them from `starts[i]` on.

    >>> ranges(np.array([5, 9]), np.array([2, 3])).tolist()
    [5, 6, 9, 10, 11]
    """
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    found: Numbers = np.arange(total) + np.repeat(np.asarray(starts) - (ends - counts), counts)
    return found


def neighbours(matrix: Matrix, best: int, most: float) -> Iterator[tuple[int, Numbers]]:
    """For each row the later rows that share one of both rows' `best` weightiest terms, ascending, where there are any.

    A term that is among the weightiest of more than `most` rows brings nobody together.
    """
    rows = len(matrix.starts) - 1
    chosen = [_weightiest(matrix, row, best) for row in range(rows)]
    terms = np.concatenate([*chosen, np.zeros(0, np.int64)])
    owners = np.repeat(np.arange(rows), [len(one) for one in chosen])
    order = np.argsort(terms, kind="stable")  # owners stay ascending within a term
    holders = owners[order]
    counts = np.bincount(terms, minlength=matrix.width)
    next_holder = np.cumsum(counts) - counts
    ends = next_holder + counts
    for row, own in enumerate(chosen):
        next_holder[own] += 1
        asked = own[counts[own] <= most]
        found = np.unique(holders[ranges(next_holder[asked], ends[asked] - next_holder[asked])])
        if len(found):
            yield row, found


def _weightiest(matrix: Matrix, row: int, best: int) -> Numbers:
    own = slice(matrix.starts[row], matrix.starts[row + 1])
    order = np.argsort(-matrix.weights[own], kind="stable")  # of equals the first term
    return matrix.terms[own][order[:best]]
