"""Weighted words of many documents as one sparse matrix: who shares a weighty word, and their cosines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    dense: Weights  # a row of zeros as long as there are terms, to write on: making one a call takes as long again

    @classmethod
    def of_rows(cls, rows: Iterable[tuple[Numbers, Weights]], width: int) -> Matrix:
        """The matrix of these rows: numbers of terms, ascending and below `width`, with their weights."""
        found = list(rows)
        starts = np.cumsum([0, *(len(terms) for terms, _ in found)], dtype=np.int64)
        terms = np.concatenate([*(one for one, _ in found), np.zeros(0, np.int32)])
        weights = np.concatenate([*(one for _, one in found), np.zeros(0)])
        return cls(starts, terms, weights, np.zeros(width))

    def cosines(self, rows: Sequence[int] | Numbers, others: Numbers) -> Weights:
        """The sum of the cosines of `rows` with each of the others, each sum to 12 places.

        The last places hang on the order of adding, which is that of the terms.
        """
        for row in rows:
            own = slice(self.starts[row], self.starts[row + 1])
            self.dense[self.terms[own]] += self.weights[own]
        counts = self.starts[others + 1] - self.starts[others]
        at = ranges(self.starts[others], counts)
        products = np.append(self.dense[self.terms[at]] * self.weights[at], 0.0)
        found: Weights = np.round(_sums(products, counts), 12)
        for row in rows:
            self.dense[self.terms[self.starts[row] : self.starts[row + 1]]] = 0.0
        return found


def _sums(products: Weights, counts: Numbers) -> Weights:
    """The sums of stretches of `products`, one after the other, `counts[i]` long."""
    sums: Weights = np.add.reduceat(products, np.cumsum(counts) - counts) if len(counts) else np.zeros(0)
    return np.where(counts > 0, sums, 0.0)


def ranges(starts: Any, counts: Any) -> Numbers:
    """The whole numbers of many ranges one after the other: `counts[i]` of them from `starts[i]` on.

    >>> ranges(np.array([5, 9]), np.array([2, 3])).tolist()
    [5, 6, 9, 10, 11]
    """
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    found: Numbers = np.arange(total) + np.repeat(np.asarray(starts) - (ends - counts), counts)
    return found


@dataclass(frozen=True, slots=True)
class Lookup:
    """How rows are looked up: by their `best` weightiest terms, of which none is in more than `most` rows.

    Of the rows that hold a term, those at most `near` places away in the order of days are met.
    """

    best: int
    most: float
    near: int


def neighbours(matrix: Matrix, days: Weights, rule: Lookup) -> Iterator[tuple[int, Numbers]]:
    """For each row the later rows that it meets, ascending, where there are any; rows without a day (nan) come last."""
    rows = len(matrix.starts) - 1
    chosen = [_weightiest(matrix, row, rule.best) for row in range(rows)]
    terms = np.concatenate([*chosen, np.zeros(0, np.int32)])
    owners = np.repeat(np.arange(rows, dtype=np.int32), [len(one) for one in chosen])
    order = np.lexsort((owners, days[owners], terms))
    holders = owners[order]
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    counts = np.bincount(terms, minlength=len(matrix.dense))
    first = np.cumsum(counts) - counts
    at = 0
    for row, weightiest in enumerate(chosen):
        asked = counts[weightiest] <= rule.most
        own, held = weightiest[asked], place[at : at + len(weightiest)][asked]
        at += len(weightiest)
        starts = np.maximum(first[own], held - rule.near)
        ends = np.minimum(first[own] + counts[own], held + rule.near + 1)
        found = np.unique(holders[ranges(starts, ends - starts)])
        found = found[np.searchsorted(found, row, side="right") :]
        if len(found):
            yield row, found


def _weightiest(matrix: Matrix, row: int, best: int) -> Numbers:
    own = slice(matrix.starts[row], matrix.starts[row + 1])
    order = np.argsort(-matrix.weights[own], kind="stable")  # of equals the first term
    return matrix.terms[own][order[:best]]
