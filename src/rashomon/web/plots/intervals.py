"""Figures as intervals: a panel a thing counted, a line for each account and asserter, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from rashomon.compare import Comparison, Count, Given
from rashomon.web.plots.plot import Panel, Plot, keys_of, left_out_of, short
from rashomon.web.plots.svg import at, element, percent, picture, tick

MOST_PANELS = 6
MOST_LINES = 10
STEP, HEAD, AXIS = 36, 4, 26
#: From this ratio of the largest to the least number on, a scale of equal steps would lay the small on one point.
FAR_APART = 50
LARGEST = 1e15
LEFT, RIGHT = 0.02, 0.96


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers to shares of the width, in equal steps or in powers of ten."""

    low: float
    high: float
    is_log: bool

    def place(self, number: float) -> float:
        low, high, x = (log10(one) for one in (self.low, self.high, max(number, self.low))) if self.is_log else (
            self.low, self.high, number
        )  # fmt: skip
        share = (x - low) / ((high - low) or 1)
        return LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0)

    def ticks(self) -> list[float]:
        """Up to five numbers to write under the scale."""
        if self.is_log:
            first, last = floor(log10(self.low)), floor(log10(self.high))
            powers = [10.0**one for one in range(first, last + 1) if self.low <= 10.0**one <= self.high]
            return powers[:: max(1, -(-len(powers) // 5))]
        step = _round_step((self.high - self.low) / 4)
        return [one * step for one in range(round(self.low / step), floor(self.high / step) + 1)][:6]


def plot_figures(comparison: Comparison) -> Plot:
    """The plot of figures: things that two asserters or more count with a number that can be told."""
    keys = keys_of(comparison)
    letters = {key.column.document.id: key.letter for key in keys}
    panels: list[Panel] = []
    lines: list[tuple[object, ...]] = []
    for count in comparison.figures:
        told = [one for one in count.given if count.unit and not one.is_vague and _is_drawable(one)]
        shown = [one for one in told if one.document in letters]
        lines += [_line(comparison, count, one) for one in told]
        # One asserter alone has nobody to be laid beside.
        asserters = {(one.document, one.by[-1].key if one.by else "") for one in shown}
        if len(asserters) > 1 and len(panels) < MOST_PANELS:
            panels.append(_panel(f"plot-intervals-{len(panels)}", count, shown, letters, comparison))
    return Plot(
        "intervals", "Which figures does each give, and on whose word?",
        "A bar runs from the least to the most that the words allow; an arrow where they leave an end open. Each panel "
        "has its own scale.",
        keys, tuple(panels), ("counted", "account", "by", "words", "low", "high"), tuple(lines),
        left_out_of(comparison, keys),
    )  # fmt: skip


def _is_drawable(one: Given) -> bool:
    """Whether every bound is a number that a scale can hold: no news counts more than a million billion of a thing."""
    bounds = [bound for bound in (one.amount.low, one.amount.high) if bound is not None]
    return all(abs(bound) <= LARGEST and (not bound or abs(bound) >= 1 / LARGEST) for bound in bounds)


def _line(comparison: Comparison, count: Count, one: Given) -> tuple[object, ...]:
    by = " → ".join(speaker.name or "not named" for speaker in one.by)
    words = " ".join(one.passage.words.split())
    return (_unit(count), comparison.name(one.document), by, words, _bound(one.amount.low), _bound(one.amount.high))


def _panel(name: str, count: Count, told: Sequence[Given], letters: dict[str, str], comparison: Comparison) -> Panel:
    order = sorted(told, key=lambda one: (_least(one), _most(one), letters[one.document], one.passage))
    shown = order[:MOST_LINES]
    scale = _scale(shown, count.name)
    drawn, said = [], []
    for number, one in enumerate(shown):
        y = HEAD + STEP * number
        outlet, speaker = comparison.name(one.document), _speaker(one)
        who = f"{letters[one.document]} → {speaker}" if one.by else f"{letters[one.document]} {outlet}"
        words = " ".join(one.passage.words.split())
        said.append(f"{outlet}{', on the word of ' + speaker if one.by else ''}: {words}.")
        tip = element("title", text=f"{who}: {words}")
        drawn.append(element("text", tip, text=short(who, 26), x=0, y=y + 14, class_="label"))
        drawn.append(element("text", text=short(words, 24), x="100%", y=y + 14, class_="given"))
        drawn += _bar(one, scale, y + 24)
    bottom = HEAD + STEP * len(shown) + 2
    steps = " on a scale of powers of ten" if scale.is_log else ""
    title = f"Figures of {_unit(count)} by account and asserter{steps}"
    heading = _unit(count) + (" (powers of ten)" if scale.is_log else "")
    drawn += _axis(scale, bottom)
    return Panel(heading, picture(name, title, " ".join(said), bottom + AXIS, *drawn), len(told) - len(shown))


def _speaker(one: Given) -> str:
    return (one.by[-1].name or "not named") if one.by else ""


def _axis(scale: Scale, y: float) -> list[str]:
    drawn = [element("line", x1=percent(LEFT), x2=percent(RIGHT), y1=y, y2=y, class_="axis")]
    for number in scale.ticks():
        place = scale.place(number)
        drawn.append(element("line", x1=percent(place), x2=percent(place), y1=y, y2=y + 5, class_="axis"))
        drawn.append(tick(place, y + 18, f"{number:,.10g}"))
    return drawn


def _bar(one: Given, scale: Scale, y: float) -> list[str]:
    """The interval: a dot for one number, a bar with ends for several, an arrow to an open end."""
    low, high = one.amount.low, one.amount.high
    sort = "others" if one.by else "own"
    if low is not None and low == high:
        return [element("circle", cx=percent(scale.place(low)), cy=y, r=5, class_=f"dot {sort}")]
    left, right = scale.place(scale.low if low is None else low), scale.place(scale.high if high is None else high)
    drawn = [element("line", x1=percent(left), x2=percent(right), y1=y, y2=y, class_=f"bar {sort}")]
    drawn.append(at(left, y, _end(low is None, -1)))
    drawn.append(at(right, y, _end(high is None, 1)))
    return drawn


def _end(is_open: bool, side: int) -> str:
    if is_open:
        return element("path", d=f"M0 -6 L{8 * side} 0 L0 6 Z", class_="arrow-end")
    return element("line", x1=0, x2=0, y1=-6, y2=6, class_="end")


def _scale(told: Sequence[Given], unit: str) -> Scale:
    numbers = [bound for one in told for bound in (one.amount.low, one.amount.high) if bound is not None]
    least, most = min(numbers, default=0.0), max(numbers, default=1.0)
    if unit == "%" and least >= 0 and most <= 100:
        return Scale(0.0, 100.0, False)
    positive = [one for one in numbers if one > 0]
    if least >= 0 and positive and most / min(positive) >= FAR_APART:
        return Scale(10.0 ** floor(log10(min(positive))), most * 1.5, True)
    return Scale(min(0.0, least), (most * 1.1) or 1.0, False)


def _round_step(step: float) -> float:
    """The next of 1, 2 and 5 times a power of ten.

    >>> _round_step(23), _round_step(0.7)
    (50.0, 1.0)
    """
    power = 10.0 ** floor(log10(step)) if step > 0 else 1.0
    return next(one * power for one in (1, 2, 5, 10) if one * power >= step)


def _unit(count: Count) -> str:
    return "per cent" if count.name == "%" else count.name


def _bound(number: float | None) -> str:
    return "" if number is None else f"{number:.10g}"


def _least(one: Given) -> float:
    return one.amount.low if one.amount.low is not None else float("-inf")


def _most(one: Given) -> float:
    return one.amount.high if one.amount.high is not None else float("inf")
