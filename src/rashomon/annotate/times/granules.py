"""Stretches of the calendar, from a day to a century, and their EDTF (ISO 8601-2) values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

Unit: TypeAlias = Literal["day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century"]

_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "weekend": 7, "week": 7}


@dataclass(frozen=True, slots=True)
class Granule:
    """One stretch of the calendar: `start` is its first day. `season` is its EDTF number (21 to 24)."""

    unit: Unit
    start: date
    season: int = 0

    @property
    def edtf(self) -> str:
        """The EDTF value: weeks and weekends as intervals of days, quarters as months 33 to 36, decades as `198X`.

        >>> Granule("quarter", date(2009, 4, 1)).edtf, Granule("week", date(2016, 12, 12)).edtf
        ('2009-34', '2016-12-12/2016-12-18')
        """
        year = f"{self.start.year:04d}"
        match self.unit:
            case "day":
                return self.start.isoformat()
            case "week" | "weekend":
                return f"{self.start.isoformat()}/{self.end.isoformat()}"
            case "month":
                return f"{year}-{self.start.month:02d}"
            case "quarter":
                return f"{year}-{33 + (self.start.month - 1) // 3}"
            case "season":
                return f"{year}-{self.season}"
            case "year":
                return year
            case "decade":
                return f"{year[:3]}X"
            case _:
                return f"{year[:2]}XX"

    @property
    def end(self) -> date:
        """The last day."""
        if self.unit == "weekend":
            return self.start + timedelta(days=1)
        try:
            following = self.shift(1).start
        except (OverflowError, ValueError):
            return date.max
        return following - timedelta(days=1)

    def shift(self, steps: int) -> Granule:
        """The granule `steps` of its own unit later; raises ValueError or OverflowError outside years 1 to 9999."""
        if self.unit in _DAYS:
            return Granule(self.unit, self.start + timedelta(days=steps * _DAYS[self.unit]))
        if self.unit == "season":
            return Granule("season", self.start.replace(year=self.start.year + steps), self.season)
        months = self.start.year * 12 + self.start.month - 1 + steps * _MONTHS[self.unit]
        return Granule(self.unit, date(months // 12, months % 12 + 1, 1))


def containing(unit: Unit, day: date) -> Granule:
    """The granule of this unit that `day` lies in; weeks run from Monday, and a weekend belongs to its week."""
    match unit:
        case "day":
            return Granule("day", day)
        case "week":
            return Granule("week", day - timedelta(days=day.weekday()))
        case "weekend":
            return Granule("weekend", day + timedelta(days=5 - day.weekday()))
        case "month":
            return Granule("month", day.replace(day=1))
        case "quarter":
            return Granule("quarter", date(day.year, (day.month - 1) // 3 * 3 + 1, 1))
        case "decade":
            return Granule("decade", date(max(1, day.year // 10 * 10), 1, 1))
        case "century":
            return Granule("century", date(max(1, day.year // 100 * 100), 1, 1))
        case _:
            return Granule("year", date(day.year, 1, 1))


#: From the finest to the coarsest: a date told can be counted on from in units no finer than its own.
_ORDER = ("day", "night", "weekend", "week", "fortnight", "month", "quarter", "season", "year", "decade", "century")


def is_as_fine(granule: Granule, unit: str) -> bool:
    """Whether a stretch says enough to count in this unit from it: a year does not tell which month follows."""
    return unit in _ORDER and _ORDER.index(granule.unit) <= _ORDER.index(unit)


def season_of(number: int, year: int) -> Granule:
    """A season by its EDTF number, counted as beginning in March, June, September or December of `year`."""
    return Granule("season", date(year, (number - 20) * 3, 1), number)


def day_of(year: int, month: int, day: int) -> Granule | None:
    """The day, or None where the calendar has no such day."""
    try:
        return Granule("day", date(year, month, day))
    except ValueError:
        return None


def shift_day(day: date, unit: str, steps: int) -> Granule | None:
    """The stretch `steps` units from `day`, as precise as the unit: two days ago is a day, two years ago a year."""
    try:
        if unit == "fortnight":
            return containing("week", day).shift(2 * steps)
        if unit in ("day", "night"):
            return Granule("day", day).shift(steps)
        if unit in ("weekend", "week", "month", "quarter", "year", "decade", "century"):
            return containing(unit, day).shift(steps)  # type: ignore[arg-type]  # checked just above
    except (ValueError, OverflowError):
        return None
    return None
