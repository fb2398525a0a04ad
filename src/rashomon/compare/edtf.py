"""Intervals of days from EDTF values, and intervals of numbers from figure values: do two of them meet?

EDTF (ISO 8601-2:2019, level 0 and the parts of levels 1 and 2 that the time annotator writes).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from rashomon.vocab import load

_DAY = re.compile(r"(-?\d{2}[\dX]{2})(?:-([\dX]{2}))?(?:-([\dX]{2}))?(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?")
#: Seasons and quarters as months: spring to winter (21-24, also 25-32 by hemisphere), quarters 33-36 (ISO 8601-2, 4.8).
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_FIGURE = re.compile(r"\s*(-?[\d.]+(?:e[+-]?\d+)?)?\s*\.\.\s*(-?[\d.]+(?:e[+-]?\d+)?)?\s*(.*)", re.DOTALL)


@lru_cache(maxsize=8192)
def days(value: str | None) -> tuple[str, str] | None:
    """First and last day of an EDTF value as ISO dates; None for durations, repeated times and what isn't EDTF.

    >>> days("2016-07"), days("2016-07-30/2016-08-02"), days("P5Y")
    (('2016-07-01', '2016-07-31'), ('2016-07-30', '2016-08-02'), None)
    """
    if not value or value.startswith(("P", "R")):
        return None
    first, slash, last = value.partition("/")
    low, high = _one(first), _one(last) if slash else _one(first)
    if slash and (low is None) != (high is None):
        # An open end ("../2016-05") reaches as far as the calendar does.
        low = low or ("0000-01-01", "0000-01-01") if first.strip(".") == "" else low
        high = high or ("9999-12-31", "9999-12-31") if last.strip(".") == "" else high
    if low is None or high is None:
        return None
    return (low[0], high[1])


_WORD = re.compile(r"[a-z]+")


def days_told(value: str | None, words: str) -> tuple[str, str] | None:
    """As `days`, of a year or a month only the third that the words tell: EDTF has no "late".

    >>> days_told("2016", "late 2016"), days_told("2016-05", "May"), days_told("2016-05", "early May")
    (('2016-09-01', '2016-12-31'), ('2016-05-01', '2016-05-31'), ('2016-05-01', '2016-05-10'))
    """
    whole = days(value)
    third = next((at for one in _WORD.findall(words.lower()) if (at := _thirds().get(one)) is not None), None)
    if whole is None or third is None or value is None:
        return whole
    if re.fullmatch(r"\d{4}", value):
        return days(f"{value}-{4 * third + 1:02}/{value}-{4 * third + 4:02}")
    if re.fullmatch(r"\d{4}-(?:0\d|1[0-2])", value):
        return (f"{value}-{10 * third + 1:02}", whole[1] if third == 2 else f"{value}-{10 * third + 10:02}")
    return whole


@cache
def _thirds() -> dict[str, int]:
    parts = load("comparison")["thirds"]
    return {word: place for place, part in enumerate(("first", "second", "third")) for word in parts[part]}


def _one(value: str) -> tuple[str, str] | None:
    match = _DAY.fullmatch(re.sub(r"[~?%]", "", value))
    if match is None or value.startswith("-"):
        return None
    year, month, day = match.groups()
    low_year, high_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month is None or "X" in month:
        return (f"{low_year:04}-01-01", f"{high_year:04}-12-31")
    number = int(month)
    if number > 12:
        return _season(low_year, number)
    if number == 0:
        return None
    if day is None or "X" in day:
        return (f"{low_year:04}-{number:02}-01", f"{high_year:04}-{number:02}-{_length(high_year, number):02}")
    return (f"{low_year:04}-{number:02}-{day}", f"{high_year:04}-{number:02}-{day}")


def _season(year: int, number: int) -> tuple[str, str] | None:
    number = 21 + (number - 21) % 4 if number < 33 else number
    if number not in _SEASONS:
        return None
    low, high = _SEASONS[number]
    end = year + (high < low)
    return (f"{year:04}-{low:02}-01", f"{end:04}-{high:02}-{_length(end, high):02}")


def _length(year: int, month: int) -> int:
    return calendar.monthrange(max(year, 1), month)[1]


_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?")


def until(made: str, value: str) -> str | None:
    """The stretch from the day `made` to the end of a length of time after it, as EDTF; None for what is no length.

    >>> until("2019-08-14", "P3W"), until("2019-08-14", "2019-09")
    ('2019-08-14/2019-09-04', None)
    """
    match = _LENGTH.fullmatch(value)
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, more = (int(one or 0) for one in match.groups())
    try:
        first = date.fromisoformat(made[:10])
        number = first.month - 1 + months
        year, month = first.year + years + number // 12, number % 12 + 1
        last = date(year, month, min(first.day, _length(year, month))) + timedelta(days=7 * weeks + more)
    except (ValueError, OverflowError):
        return None
    return f"{first}/{last}"


@dataclass(frozen=True, slots=True)
class Amount:
    """An interval of numbers with its unit: `LOW..HIGH UNIT` read into parts; an open end is None."""

    low: float | None
    high: float | None
    unit: str

    def meets(self, other: Amount) -> bool:
        """Whether some number lies in both intervals.

        >>> Amount(24, 99, "people").meets(Amount(30, 30, "people"))
        True
        """
        return not (
            (self.high is not None and other.low is not None and self.high < other.low)
            or (other.high is not None and self.low is not None and other.high < self.low)
        )


@lru_cache(maxsize=8192)
def amount(value: str | None) -> Amount:
    """The parts of a figure's value; both ends open and no unit where it is null or not of that form.

    >>> amount("1001.. fighters")
    Amount(low=1001.0, high=None, unit='fighters')
    """
    match = _FIGURE.fullmatch(value or "")
    if match is None:
        return Amount(None, None, "")
    low, high = (_number(one) for one in match.groups()[:2])
    return Amount(low, high, match.group(3).strip())


def _number(words: str | None) -> float | None:
    try:
        return None if words is None else float(words)
    except ValueError:
        return None
