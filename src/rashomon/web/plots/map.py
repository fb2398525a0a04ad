"""A map of a story: its places by how often they are named, over land and graticule, with towns around.

Equirectangular, true to scale along the middle parallel. Places are set in per cent of the frame, so that letters and
points keep their size on a phone; the land stretches below them. No borders: they are contested.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import cos, floor, log10, radians
from typing import Any

import numpy as np

from rashomon.annotate.places.gazetteer import load_gazetteer
from rashomon.web.plots.land import land_within
from rashomon.web.plots.plot import short
from rashomon.web.plots.spots import Spot
from rashomon.web.plots.svg import element, percent

#: Height of the frame for a width of 1.
RATIO = 0.7
#: The frame holds at least this share of what is named with a city's or region's precision, around their middle.
SHARE = 0.75
LEAST_KM, MOST_DEGREES = 60.0, 160.0
KM = 111.195  # a degree of latitude (mean radius 6,371 km)
#: Widths in pixels for which labels are laid out: a phone's, and a wide page's.
NARROW, WIDE = 350, 760
LETTER, LINE = 6.6, 15  # pixels of a label's letter and line
MOST_TOWNS = 24
#: Written once: the outline of the land has 5,000 points, and to write each number of each anew took 10 ms.
_NUMBERS = (*map(str, range(1001)), "-0")


@dataclass(frozen=True, slots=True)
class Frame:
    """What of the world is shown, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def x(self, lon: float) -> float:
        return (lon - self.west) / (self.east - self.west)

    def y(self, lat: float) -> float:
        return (self.north - lat) / (self.north - self.south)

    def holds(self, lat: float, lon: float) -> bool:
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    @property
    def kilometres(self) -> float:
        """The width along the middle parallel."""
        return (self.east - self.west) * KM * cos(radians((self.north + self.south) / 2))


@dataclass(frozen=True, slots=True)
class Map:
    """A drawn map and the numbers of the spots that are on it; "" where no place has a point."""

    svg: str
    shown: frozenset[int]


def draw_map(spots: Sequence[Spot]) -> Map:
    """The map of these places; each point leads to the row `#place-NUMBER` of the table beside it."""
    frame = _frame(spots)
    if frame is None:
        return Map("", frozenset())
    shown = [one for one in spots if one.place.point and frame.holds(*one.place.point)]
    labels = Labels(frame)
    points = [_point(one, frame, labels, shown[0].count) for one in shown]
    drawn = [_land(frame), *_graticule(frame), *_towns(frame, shown, labels), *points, *_scale_bar(frame)]
    named = ", ".join(f"{one.place.name} {one.count}" for one in shown[:40])
    title = element("title", text="Map of the places that the accounts name", id="map-title")
    desc = element("desc", text=f"Named how often: {named}. The table below has all places.", id="map-desc")
    svg = element(
        "svg", title, desc, *drawn, class_="plot map", width="100%", role="group",
        aria_labelledby="map-title", aria_describedby="map-desc",
    )  # fmt: skip
    return Map(svg, frozenset(one.number for one in shown))


def _frame(spots: Iterable[Spot]) -> Frame | None:
    """The frame around the middle (weighted median) of the places, countries only where there is nothing nearer."""
    placed = [(one, one.place.point) for one in spots if one.place.point is not None]
    near = [(one.count, point) for one, point in placed if one.precision != "country" and point]
    weighted = near or [(one.count, point) for one, point in placed if point]
    if not weighted:
        return None
    lat, lon = _middle([(point[0], count) for count, point in weighted]), _middle([(p[1], c) for c, p in weighted])
    narrowing = max(cos(radians(lat)), 0.1)
    reach = sorted(
        (max(abs(point[0] - lat) / RATIO, abs(point[1] - lon) * narrowing), count) for count, point in weighted
    )
    half = max(_quantile(reach) * 1.25, LEAST_KM / KM)
    half = min(half, MOST_DEGREES / 2)
    high = min(half * RATIO, 85.0)
    wide = min(half / narrowing, 180.0)
    south, west = max(min(lat - high, 85 - 2 * high), -85.0), max(min(lon - wide, 180 - 2 * wide), -180.0)
    return Frame(west, south, west + 2 * wide, south + 2 * high)


def _middle(weighted: list[tuple[float, int]]) -> float:
    half = sum(count for _, count in weighted) / 2
    told = 0
    for value, count in sorted(weighted):
        told += count
        if told >= half:
            return value
    return 0.0


def _quantile(reach: list[tuple[float, int]]) -> float:
    wanted = SHARE * sum(count for _, count in reach)
    told = 0
    for value, count in reach:
        told += count
        if told >= wanted:
            return value
    return reach[-1][0]


class Labels:
    """Where labels stand already, at both widths: a label that would lie on another is left out there."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.taken: dict[int, list[tuple[float, float, float, float]]] = {NARROW: [], WIDE: []}

    def place(self, words: str, lat: float, lon: float, radius: float) -> tuple[str, str]:
        """Class and anchor of a label: "" fits everywhere, "roomy" only on a wide page, "hidden" nowhere."""
        left = self.frame.x(lon) > 0.72
        fits = [width for width in (NARROW, WIDE) if self._take(words, (lat, lon), radius, width, left)]
        sort = "" if NARROW in fits and WIDE in fits else "roomy" if WIDE in fits else "hidden"
        return sort, "left" if left else "right"

    def _take(self, words: str, at: tuple[float, float], radius: float, width: int, left: bool) -> bool:
        x, y = self.frame.x(at[1]) * width, self.frame.y(at[0]) * width * RATIO
        long = LETTER * len(words) + radius + 4
        box = (x - long if left else x - radius, y - LINE / 2, x + radius if left else x + long, y + LINE / 2)
        if box[0] < 0 or box[2] > width or box[1] < 12 or box[3] > width * RATIO - 24:
            return False
        left_of, above, right_of, below = box
        for west, north, east, south in self.taken[width]:
            if left_of < east and west < right_of and above < south and north < below:
                return False
        self.taken[width].append(box)
        return True


def _point(one: Spot, frame: Frame, labels: Labels, most: int) -> str:
    """A place as a link to its row: a disc for a city or point, a ring for a region, a square for a country."""
    lat, lon = one.place.point or (0.0, 0.0)
    radius = 4 + 9 * (one.count / max(most, 1)) ** 0.5
    words = short(one.place.name, 26)
    sort, side = labels.place(words, lat, lon, radius)
    times = "once" if one.count == 1 else f"{one.count} times"
    tip = f"{one.place.name}, {one.precision or 'place'}, named {times}"
    shape = element("circle", cx=0, cy=0, r=radius, class_=one.precision or "city")
    if one.precision == "country":
        shape = element(
            "rect", x=-radius * 0.8, y=-radius * 0.8, width=radius * 1.6, height=radius * 1.6, class_="country"
        )
    inner = [element("title", text=tip), shape]
    if sort != "hidden":
        x = -radius - 4 if side == "left" else radius + 4
        inner.append(element("text", text=words, x=x, y=4.5, class_=f"label {side} {sort}".rstrip()))
    link = element("a", *inner, href=f"#place-{one.number}", aria_label=tip)
    return element("svg", link, x=percent(frame.x(lon)), y=percent(frame.y(lat)), class_="at-place")


def _land(frame: Frame) -> str:
    west, north, wide, high = frame.west, frame.north, frame.east - frame.west, frame.north - frame.south
    points, lengths = land_within(frame.west, frame.south, frame.east, frame.north)
    across, down = _thousandths((points[:, 0] - west) / wide), _thousandths((north - points[:, 1]) / high)
    told = [f"{_NUMBERS[x]} {_NUMBERS[y]}" for x, y in zip(across, down, strict=True)]
    ends = list(accumulate(lengths))
    path = "".join([f"M{'L'.join(told[end - long : end])}Z" for end, long in zip(ends, lengths, strict=True)])
    land = element("path", d=path or "M0 0", class_="land", fill_rule="evenodd", vector_effect="non-scaling-stroke")
    box = element("rect", x=0, y=0, width="100%", height="100%", class_="sea")
    inner = element("svg", land, viewBox="0 0 1000 1000", preserveAspectRatio="none", width="100%", height="100%")
    return box + inner


def _thousandths(shares: Any) -> list[int]:
    """Where `_NUMBERS` has shares of the frame as thousandths, rounded half to even; a hair outside is its last, "-0".

    >>> import numpy as np
    >>> _thousandths(np.array([0.0, 0.2346, 1.0, -1e-9]))
    [0, 235, 1000, -1]
    """
    rounded = np.rint(1000 * shares)
    found: list[int] = np.where(np.signbit(rounded), -1, rounded).astype(int).tolist()
    return found


def _graticule(frame: Frame) -> list[str]:
    step = _step((frame.north - frame.south) / 3)
    drawn = []
    for number in range(floor(frame.south / step) + 1, floor(frame.north / step) + 1):
        y = percent(frame.y(number * step))
        drawn.append(element("line", x1=0, x2="100%", y1=y, y2=y, class_="grid"))
        drawn.append(element("text", text=_degrees(number * step, "N", "S"), x=4, y=y, dy=-3, class_="degree"))
    for number in range(floor(frame.west / step) + 1, floor(frame.east / step) + 1):
        x = percent(frame.x(number * step))
        drawn.append(element("line", x1=x, x2=x, y1=0, y2="100%", class_="grid"))
        drawn.append(element("text", text=_degrees(number * step, "E", "W"), x=x, y=11, dx=3, class_="degree"))
    return drawn


def _degrees(value: float, positive: str, negative: str) -> str:
    """Degrees as a map writes them.

    >>> _degrees(36.5, "N", "S"), _degrees(-3, "E", "W"), _degrees(0, "N", "S")
    ('36.5° N', '3° W', '0°')
    """
    side = f" {positive if value > 0 else negative}" if round(value, 3) else ""
    return f"{abs(round(value, 3)):g}°{side}"


def _step(length: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that is not above a length."""
    power = 10.0 ** floor(log10(length)) if length > 0 else 1.0
    return next(one * power for one in (5, 2, 1) if one * power <= length or one == 1)


def _scale_bar(frame: Frame) -> list[str]:
    length = _step(frame.kilometres / 4)
    end = percent(0.03 + length / max(frame.kilometres, 1e-9))
    line = {"x1": percent(0.03), "x2": end, "y1": "96%", "y2": "96%"}
    words = f"{length:,.10g} km"
    return [
        element("line", **line, class_="bar-back"),
        element("line", **line, class_="scale"),
        element("text", text=words, x=percent(0.03), y="96%", dy=-6, class_="degree"),
    ]


def _towns(frame: Frame, shown: Sequence[Spot], labels: Labels) -> list[str]:
    """Towns of the gazetteer around, the largest, where their labels have room beside the places of the story."""
    for one in shown:
        lat, lon = one.place.point or (0.0, 0.0)
        for width, taken in labels.taken.items():
            x, y = frame.x(lon) * width, frame.y(lat) * width * RATIO
            taken.append((x - 9, y - 9, x + 9, y + 9))
    drawn: list[str] = []
    points = [one.place.point or (0.0, 0.0) for one in shown]
    near = (frame.north - frame.south) / 40
    for name, place in load_gazetteer().within((frame.south, frame.west), (frame.north, frame.east), 4 * MOST_TOWNS):
        if any(abs(lat - place.lat) < near and abs(lon - place.lon) < near for lat, lon in points):
            continue
        words = short(name.title(), 22)
        sort, side = labels.place(words, place.lat, place.lon, 3)
        if sort == "hidden":
            continue
        x = -6 if side == "left" else 6
        dot = element("circle", cx=0, cy=0, r=2, class_=f"town {sort}".rstrip())
        text = element("text", text=words, x=x, y=4, class_=f"label town {side} {sort}".rstrip())
        drawn.append(
            element("svg", dot, text, x=percent(frame.x(place.lon)), y=percent(frame.y(place.lat)), class_="at-place")
        )
        if len(drawn) == MOST_TOWNS:
            break
    return drawn
