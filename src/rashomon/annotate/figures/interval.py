"""Intervals of a count: `LOW..HIGH UNIT`, open where the words leave an end open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """Lowest and highest number meant; None is an open end."""

    low: float | None
    high: float | None

    def value(self, unit: str) -> str:
        """The contract's form.

        >>> Interval(1001, None).value("fighters"), Interval(98, 98).value("%"), Interval(None, 6).value("")
        ('1001.. fighters', '98..98 %', '..6')
        """
        return f"{_number(self.low)}..{_number(self.high)} {unit}".rstrip()

    def loosened(self, how: str) -> Interval:
        """The interval that a word such as "about", "more than" or "up to" makes of this one."""
        step = _step(self.low if self.low is not None else self.high)
        match how:
            case "about":
                return Interval(_rounded(self.low, 0.9, up=True), _rounded(self.high, 1.1, up=False))
            case "nearly":
                return Interval(_rounded(self.low, 0.9, up=True), self.high)
            case "more_than":
                return Interval(None if self.low is None else self.low + step, None)
            case "at_least":
                return Interval(self.low, None)
            case "less_than":
                return Interval(None, None if self.high is None else self.high - step)
            case "up_to":
                return Interval(None, self.high)
            case _:
                return self


def _step(number: float | None) -> float:
    """How far the next number is: one for counts, nothing for measures with a fraction."""
    return 1.0 if number is None or number == int(number) else 0.0


def _rounded(number: float | None, factor: float, *, up: bool) -> float | None:
    """A bound at a tenth's distance, to whole numbers inside the interval where the count is whole."""
    if number is None:
        return None
    moved = round(number * factor, 6)
    if number != int(number):
        return moved
    return float(-(-moved // 1)) if up else float(moved // 1)


def _number(number: float | None) -> str:
    if number is None:
        return ""
    return str(int(number)) if number == int(number) else f"{number:.10g}"
