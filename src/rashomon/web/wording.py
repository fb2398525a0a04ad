"""How words and values are written on a page: cut to a line, dates and figures as people read them."""

from __future__ import annotations

import re
from functools import lru_cache

from rashomon.compare.edtf import amount

#: Marks that reorder what follows them (Unicode bidi embeddings, overrides and isolates) and controls that no
#: screen shows. Article text may carry them; on our pages each becomes one visible replacement character.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def inert(value: str) -> str:
    """Text without marks that reorder or hide it. Keeps the number of characters."""
    return _TURNING.sub("\ufffd", value)


def cut(words: str, most: int) -> str:
    """Words on one line, cut after the last whole word within `most` characters.

    >>> cut("One two three four", 12)
    'One two…'
    """
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + "…"


def near(sentence: str, start: int, length: int, most: int) -> str:
    """About `most` characters of a sentence around the words at `start`, in whole words on one line.

    >>> near("One two three four five six", 8, 5, 12)
    '… two three four five…'
    """
    low, high = start - most // 2, start + length + most // 2
    low = 0 if low <= 0 else sentence.find(" ", low, start + 1)
    low = max(low, 0)
    end = sentence.find(" ", high) if high < len(sentence) else -1
    words = " ".join((sentence[low:end] if end >= 0 else sentence[low:]).split())
    return f"{'… ' if low else ''}{words}{'…' if end >= 0 else ''}"


def plural(number: int, noun: str) -> str:
    """A count with its noun: `1 account`, `2,000 accounts`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


#: A story's page of 17 accounts asks for 350 dates, of which a third are different.
@lru_cache(maxsize=4_096)
def day(value: str | None) -> str:
    """The day of an ISO 8601 date for reading: `21 December 2016`, as precise as it is; "" for None.

    >>> day("2016-12-21T10:00:00Z"), day("2016-12"), day("2016")
    ('21 December 2016', 'December 2016', '2016')
    """
    match = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?![\d-])", value or "") or re.match(
        r"(\d{4})()()", value or ""
    )
    if match is None:
        return value or ""
    year, month, number = match.groups()
    if not month or not 1 <= int(month) <= 12:
        return str(year)
    name = _MONTHS[int(month) - 1]
    return f"{int(number)} {name} {year}" if number else f"{name} {year}"


@lru_cache(maxsize=4_096)
def when(value: str | None) -> str:
    """An EDTF value for reading; what is not a date, an interval or a plain duration stays as it is.

    >>> when("2016-07"), when("2016-02/.."), when("../2019-11-30"), when("P3W"), when("2016-24")
    ('July 2016', 'since February 2016', 'until 30 November 2019', '3 weeks', 'winter 2016')
    """
    first, slash, last = (value or "").partition("/")
    if slash:
        if last in ("", ".."):
            return f"since {when(first)}"
        return f"until {when(last)}" if first in ("", "..") else f"{when(first)} to {when(last)}"
    span = re.fullmatch(r"P(\d+)([YMWD])", first)
    if span:
        noun = {"Y": "year", "M": "month", "W": "week", "D": "day"}[span.group(2)]
        return plural(int(span.group(1)), noun)
    season = re.fullmatch(r"(\d{4})-(2[1-4])", first)
    if season:
        return f"{('spring', 'summer', 'autumn', 'winter')[int(season.group(2)) - 21]} {season.group(1)}"
    return day(first) if re.fullmatch(r"\d{4}(-\d{2}){0,2}(T[\d:.]+)?", first) else first


def counted(value: str | None) -> str:
    """A figure's value for reading; what is not of that form stays as it is.

    >>> counted("5..5 people"), counted("1001.. fighters"), counted("20..99"), counted("..40 km"), counted("2.5..2.5 %")
    ('5 people', '1,001 or more fighters', '20 to 99', 'up to 40 km', '2.5 %')
    """
    read = amount(value)
    low, high = (None if end is None else f"{end:,.10g}" for end in (read.low, read.high))
    if low is None and high is None:
        return value or ""
    if high is None:
        number = f"{low} or more"
    else:
        number = f"up to {high}" if low is None else high if low == high else f"{low} to {high}"
    return f"{number} {read.unit}".rstrip()


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
