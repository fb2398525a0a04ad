"""Days and counts as intervals of whole numbers, read from the values of time and figure mentions."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TypeAlias

Interval: TypeAlias = tuple[int, int]

_DAY = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_DATE = re.compile(r"\d{4}(?:-\d\d)?$")
_FIGURE = re.compile(r"(\d*(?:\.\d+)?)\.\.(\d*(?:\.\d+)?)")


def day_interval(value: str) -> Interval | None:
    """First and last day (ordinals) of an EDTF date, month, year or interval; None for what has no such bounds.

    >>> day_interval("2016-07") == (date(2016, 7, 1).toordinal(), date(2016, 7, 31).toordinal())
    True
    """
    if value.startswith("P"):
        return None
    ends = [_one_day(part) for part in value.split("/")[:2]]
    first = ends[0]
    if first is None:
        return None
    last = ends[-1] or first
    return (first[0], max(first[1], last[1]))


def _one_day(value: str) -> Interval | None:
    found = _DAY.match(value)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        assert year is not None  # noqa: S101  the pattern's first group always matches
        if month is None or not 1 <= month <= 12:
            return (date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
        if day is None:
            following = date(year + month // 12, month % 12 + 1, 1)
            return (date(year, month, 1).toordinal(), following.toordinal() - 1)
        return (date(year, month, day).toordinal(),) * 2
    except ValueError:
        return None


def figure_interval(value: str) -> Interval | None:
    """The least and greatest count of a figure's value; an open end is a tenth or ten times of the other.

    >>> figure_interval("1001.. fighters"), figure_interval("17..17 dead")
    ((1001, 10010), (17, 17))
    """
    found = _FIGURE.match(value)
    if not found or not any(found.groups()):
        return None
    low, high = (float(part) if part else None for part in found.groups())
    least = low if low is not None else (high or 0) / 10
    most = high if high is not None else least * 10
    return (int(min(least, 1e15)), int(min(most, 1e15)))


def seconds(value: str | None) -> float:
    """Seconds since 1970 of an ISO 8601 time of any precision, in UTC where it names no zone; -inf for none."""
    text = value or ""
    if _DATE.match(text):
        text = f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return float("-inf")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
