"""The outline of the land within a frame, from Natural Earth at 1:50 million (public domain; no borders)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).with_name("land.npz")
Point = tuple[float, float]  # longitude, latitude


@cache
def load_land() -> tuple[Any, tuple[Any, ...]]:
    """The rings of the land in degrees, read once a process: their bounds, a row each (west, south, east, north), and
    their points, an array of rows (longitude, latitude) each.
    """
    with np.load(FILE, allow_pickle=False) as arrays:
        lengths, lon, lat = arrays["lengths"], arrays["lon"], arrays["lat"]
    rings = []
    start = 0
    for length in lengths.tolist():
        # Steps are kept in 16 bits: sums are taken in 16 bits too, and come out right within ±32,767 hundredths.
        x = np.cumsum(lon[start : start + length], dtype=np.int16) / 100
        y = np.cumsum(lat[start : start + length], dtype=np.int16) / 100
        rings.append(np.stack((x, y), axis=1))
        start += length
    return np.array([(*one.min(axis=0), *one.max(axis=0)) for one in rings]), tuple(rings)


def land_within(west: float, south: float, east: float, north: float) -> list[list[Point]]:
    """The rings of the land cut to a frame, with points nearer than 1/400 of its width left out."""
    step = (east - west) / 400
    bounds, rings = load_land()
    left, low, right, high = bounds.T
    # An island that measures less than a step is a single point.
    near = (left <= east) & (right >= west) & (low <= north) & (high >= south) & (right - left + high - low >= step)
    cut = (_thinned(_cut(rings[place], (west, south, east, north)), step) for place in np.flatnonzero(near).tolist())
    return [ring for ring in cut if len(ring) > 2]


def _thinned(ring: Any, step: float) -> list[Point]:
    kept: list[Point] = []
    x, y = float("inf"), float("inf")
    for lon, lat in zip(ring[:, 0].tolist(), ring[:, 1].tolist(), strict=True):
        if abs(lon - x) + abs(lat - y) >= step:
            kept.append((lon, lat))
            x, y = lon, lat
    return kept


def _cut(ring: Any, frame: tuple[float, float, float, float]) -> Any:
    """A ring cut to a frame, side by side (Sutherland and Hodgman, Reentrant polygon clipping, 1974)."""
    for axis, bound, sign in ((0, frame[0], 1), (1, frame[1], 1), (0, frame[2], -1), (1, frame[3], -1)):
        is_in = sign * (ring[:, axis] - bound) >= 0
        if is_in.all():
            continue
        # Of each step: where it crosses the side, then its end where that is inside.
        crosses = is_in != np.roll(is_in, 1)
        at = np.flatnonzero(crosses)
        point, last = ring[at], ring[at - 1]
        share = (bound - last[:, axis]) / (point[:, axis] - last[:, axis])
        ends = np.cumsum(crosses.astype(np.intp) + is_in)
        kept = np.empty((int(ends[-1]), 2))
        kept[ends[at] - 1 - is_in[at]] = last + share[:, None] * (point - last)
        kept[ends[is_in] - 1] = ring[is_in]
        if not len(kept):
            return kept
        ring = kept
    return ring
