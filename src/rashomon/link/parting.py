"""Groups that are two: where two halves, each of one mind, part all likeness within a group, it is cut between them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Likeness = NDArray[np.float64]
Side = NDArray[np.bool_]

# A larger group is left whole: its matrix, 32 MB, is held some three times over.
MOST = 2_000
# Rounds of the power method: where one cut is clear it stands after a few, where none is the test refuses any.
_ROUNDS = 100
_MOVES = 20


@dataclass(frozen=True, slots=True)
class Parting:
    """When a group is cut: each part has at least `members`, the cut explains at least `clear`, and parts are far.

    `clear` is the correlation of likeness with standing on one side; `near` the mean likeness across the cut from
    which on two parts tell of the same whatever parts them; `share` what likeness across must be below, of that within.
    """

    members: int
    clear: float
    near: float
    share: float


def parted(members: Sequence[str], likeness: Likeness, rule: Parting) -> list[tuple[str, ...]]:
    """The parts into which `members` fall by `rule`, cut in two again and again: one part where no cut is clear.

    `likeness` is that of each with each, in the order of `members`, 0 with itself. Takes O(n²) steps for n members.
    The cut is that of the leading eigenvector of the centred likeness (Newman, "Finding community structure in networks
    using the eigenvectors of matrices", 2006), after which each member goes to the side that it is likelier of. Average
    linkage joins the nearest first and cannot take back a join that made two happenings of one topic a tangle; this
    sees all at once.
    """
    found = _parts(likeness, np.arange(len(members)), rule)
    return sorted(tuple(sorted(members[at] for at in part.tolist())) for part in found)


def _parts(whole: Likeness, rows: NDArray[np.int64], rule: Parting) -> Iterator[NDArray[np.int64]]:
    side = _cut(whole[np.ix_(rows, rows)], rule) if len(rows) >= 2 * rule.members else None
    if side is None:
        yield rows
    else:
        yield from _parts(whole, rows[side], rule)
        yield from _parts(whole, rows[~side], rule)


def _cut(likeness: Likeness, rule: Parting) -> Side | None:
    """Who stands on the one side of a cut that passes the rule, if any does."""
    side = _settled(likeness, _leading(likeness) > 0)
    first = int(side.sum())
    second = len(side) - first
    if min(first, second) < rule.members:
        return None
    between = first * second
    pairs = len(side) * (len(side) - 1) / 2
    whole, crossing = float(likeness.sum()) / 2, float(likeness[side][:, ~side].sum())
    across, within = crossing / between, (whole - crossing) / (pairs - between)
    if across >= rule.near or across >= rule.share * within:
        return None
    # Pearson's correlation of the likeness of pairs with whether they stand on one side (point-biserial).
    spread = math.sqrt(max(0.0, float(np.square(likeness).sum()) / 2 / pairs - (whole / pairs) ** 2))
    halves = math.sqrt(between * (pairs - between)) / pairs
    return side if (within - across) * halves >= rule.clear * spread else None


def _leading(likeness: Likeness) -> NDArray[np.float64]:
    """The leading eigenvector of the likeness less what its rows and columns have on the mean."""
    size = len(likeness)
    centred = likeness.copy()
    np.fill_diagonal(centred, centred.sum(axis=1) / (size - 1))  # a member's likeness with itself says nothing
    centred += centred.mean() - centred.mean(axis=1)[:, None] - centred.mean(axis=0)[None]
    shift = 0.3 * float(np.linalg.norm(centred))  # so that no negative eigenvalue leads
    vector: NDArray[np.float64] = centred[int(np.round(np.linalg.norm(centred, axis=1), 9).argmax())].copy()
    for _ in range(_ROUNDS):
        following = centred @ vector + shift * vector
        length = float(np.linalg.norm(following))
        if length < 1e-12:
            break
        vector = following / length
    return np.round(vector, 9)


def _settled(likeness: Likeness, side: Side) -> Side:
    """The sides after each member went, all at once, to the side that it is likelier of, until nobody moves."""
    for _ in range(_MOVES):
        first = int(side.sum())
        second = len(side) - first
        if not first or not second:
            break
        ours = likeness[:, side].sum(axis=1) / np.maximum(1, first - side)
        theirs = likeness[:, ~side].sum(axis=1) / np.maximum(1, second - ~side)
        moved = np.round(ours - theirs, 9) > 0
        if moved.all() or not moved.any() or (moved == side).all():
            break
        side = moved
    return side
