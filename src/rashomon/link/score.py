"""Weights as data: reasons with their bits, and the chance that a sum of bits stands for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rashomon.model import Reason


def bits_of(reasons: Iterable[Reason]) -> float:
    return sum(one.bits for one in reasons)


@lru_cache(maxsize=4_096)
def chance(bits: float) -> float:
    """The chance that stands for log2 odds of `bits`, to four places.

    >>> chance(0.0), chance(1000.0)
    (0.5, 1.0)
    """
    odds = float(2.0 ** max(-60.0, min(60.0, bits)))
    return round(odds / (1 + odds), 4)
