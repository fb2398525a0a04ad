"""The outline of the land within a frame, from Natural Earth at 1:50 million (public domain; no borders)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).with_name("land.npz")


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


def land_within(west: float, south: float, east: float, north: float) -> tuple[Any, list[int]]:
    """The outline of the land cut to a frame, with points nearer than 1/400 of its width to the one before left out.

    Its points, an array of rows (longitude, latitude), ring after ring, and how many of them each ring has.
    """
    step = (east - west) / 400
    bounds, rings = load_land()
    left, low, right, high = bounds.T
    # An island that measures less than a step is a single point.
    near = (left <= east) & (right >= west) & (low <= north) & (high >= south) & (right - left + high - low >= step)
    # Of 300 rings on a map of half the world 290 lie within: to ask each at each side where it is took 12 of 34 ms.
    beyond = np.stack((left < west, low < south, right > east, high > north), axis=1)
    found = [
        _cut(rings[one], (west, south, east, north), beyond[one].tolist()) for one in np.flatnonzero(near).tolist()
    ]
    return _thinned(found, step)


def _thinned(rings: list[Any], step: float) -> tuple[Any, list[int]]:
    """The points of rings that lie a step from the last one kept before, all together; no ring of two or less."""
    points = np.concatenate([np.empty((0, 2)), *rings])
    lon, lat = points[:, 0].tolist(), points[:, 1].tolist()
    kept: list[int] = []
    lengths: list[int] = []
    stop = 0
    for ring in rings:
        start, stop = stop, stop + len(ring)
        before, x, y = len(kept), float("inf"), float("inf")
        for one in range(start, stop):
            if abs(lon[one] - x) + abs(lat[one] - y) >= step:
                kept.append(one)
                x, y = lon[one], lat[one]
        if len(kept) - before > 2:
            lengths.append(len(kept) - before)
        else:
            del kept[before:]
    return points[kept], lengths


def _cut(ring: Any, frame: tuple[float, float, float, float], beyond: list[bool]) -> Any:
    """A ring cut to a frame at the sides that it reaches beyond (Sutherland and Hodgman, Reentrant polygon clipping,
    1974).
    """
    west, south, east, north = frame
    for (axis, bound, sign), reaches in zip(
        ((0, west, 1), (1, south, 1), (0, east, -1), (1, north, -1)), beyond, strict=True
    ):
        if reaches and len(ring):
            ring = _cut_at(ring, axis, bound, sign)
    return ring


def _cut_at(ring: Any, axis: int, bound: float, sign: int) -> Any:
    """What of a ring lies on one side of a bound: run by run, each between the points where it crosses."""
    is_in = sign * (ring[:, axis] - bound) >= 0
    at = np.flatnonzero(is_in != np.concatenate((is_in[-1:], is_in[:-1])))
    if not len(at):
        return ring if is_in[0] else ring[:0]
    point, last = ring[at], ring[at - 1]
    share = (bound - last[:, axis]) / (point[:, axis] - last[:, axis])
    crossings = last + share[:, None] * (point - last)
    starts = at.tolist()
    found = [ring[: starts[0]]] if is_in[0] else []
    for number, (start, stop) in enumerate(zip(starts, [*starts[1:], len(ring)], strict=True)):
        found.append(crossings[number : number + 1])
        if is_in[start]:
            found.append(ring[start:stop])
    return np.concatenate(found)
