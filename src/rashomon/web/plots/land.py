"""The outline of the land within a frame, from Natural Earth at 1:50 million (public domain; no borders)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).with_name("land.npz")
Point = tuple[float, float]  # longitude, latitude


@cache
def load_land() -> tuple[tuple[tuple[float, float, float, float], tuple[Point, ...]], ...]:
    """The rings of the land, each with its bounds (west, south, east, north) in degrees; read once a process."""
    with np.load(FILE, allow_pickle=False) as arrays:
        lengths, lon, lat = arrays["lengths"], arrays["lon"], arrays["lat"]
    found = []
    start = 0
    for length in lengths.tolist():
        # Steps are kept in 16 bits: sums are taken in 16 bits too, and come out right within ±32,767 hundredths.
        x = np.cumsum(lon[start : start + length], dtype=np.int16) / 100
        y = np.cumsum(lat[start : start + length], dtype=np.int16) / 100
        bounds = (float(x.min()), float(y.min()), float(x.max()), float(y.max()))
        found.append((bounds, tuple(zip(x.tolist(), y.tolist(), strict=True))))
        start += length
    return tuple(found)


def land_within(west: float, south: float, east: float, north: float) -> list[list[Point]]:
    """The rings of the land cut to a frame, with points nearer than 1/400 of its width left out."""
    step = (east - west) / 400
    found = []
    for (left, low, right, high), ring in load_land():
        if left <= east and right >= west and low <= north and high >= south:
            cut = _thinned(_cut(ring, (west, south, east, north)), step)
            if len(cut) > 2:
                found.append(cut)
    return found


def _thinned(ring: Sequence[Point], step: float) -> list[Point]:
    kept: list[Point] = []
    for point in ring:
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= step:
            kept.append(point)
    return kept


def _cut(ring: Sequence[Point], frame: tuple[float, float, float, float]) -> list[Point]:
    """A ring cut to a frame, side by side (Sutherland and Hodgman, Reentrant polygon clipping, 1974)."""
    kept = list(ring)
    for axis, bound, sign in ((0, frame[0], 1), (1, frame[1], 1), (0, frame[2], -1), (1, frame[3], -1)):
        before, kept = kept, []
        for index, point in enumerate(before):
            last = before[index - 1]
            is_in, was_in = sign * (point[axis] - bound) >= 0, sign * (last[axis] - bound) >= 0
            if is_in != was_in:
                share = (bound - last[axis]) / (point[axis] - last[axis])
                kept.append((last[0] + share * (point[0] - last[0]), last[1] + share * (point[1] - last[1])))
            if is_in:
                kept.append(point)
    return kept
