"""A date that words give, as ISO 8601 and as precise as they are; None where they are ambiguous."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rashomon import vocab

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
#: Offsets of the zone names that datelines use; a name with several meanings (IST, CST in Asia) is not among them.
ZONES = {
    "utc": "Z", "gmt": "Z", "z": "Z", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mst": "-07:00",
    "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00",
    "eet": "+02:00", "eest": "+03:00", "msk": "+03:00",
}  # fmt: skip
_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=lambda one: (-len(one), one))) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = (
    r"(?:[\s,|•·–—-]+(?:at\s+)?(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?(?:\s*\(?(?P<zone>[a-z]{1,4}|[+-]\d\d:?\d\d)\)?(?![a-z]))?)?"
)
DATE = re.compile(
    r"(?<![\w/.-])" + _WEEKDAY + r"(?:"
    rf"(?:{_DAY}[\s/-]+(?:of\s+)?{_MONTH}[\s,/-]+{_YEAR})"
    r"|" + "|".join(
        rf"(?:{form})" for form in (
            rf"{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}".replace("P<", "P<a"),
            rf"{_YEAR}[-/.]{_DAY}[-/.](?P<last>\d\d?)".replace("P<year", "P<byear").replace("P<day", "P<bmonth"),
            rf"{_MONTH}\s+{_YEAR}".replace("P<", "P<c"),
            r"(?P<first>\d{1,2})[/.](?P<middle>\d{1,2})[/.](?P<dyear>(?:19|20)\d\d)",
        )
    )
    + r")" + rf"(?:[T]?{_CLOCK}|T(?P<iso>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?P<isozone>Z|[+-]\d\d:?\d\d)?)" + r"(?![\w/])",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in words: its ISO 8601 value and where the words stand."""

    value: str
    start: int
    end: int

    @property
    def day(self) -> str:
        return self.value[:10]


def find_dates(text: str) -> Iterator[Dated]:
    """Every full date that `text` gives, left to right; days that the calendar lacks are left out.

    >>> [one.value for one in find_dates("Saturday 25 June 2016 - 16:04")]
    ['2016-06-25T16:04']
    >>> [one.value for one in find_dates("Posted Dec. 3, 2015 9:14 pm EST")]
    ['2015-12-03T21:14-05:00']
    """
    for match in DATE.finditer(text):
        if (value := _value(match)) is not None:
            yield Dated(value, match.start(), match.end())


def iso_date(words: str) -> str | None:
    """The first date in `words`, or None.

    >>> iso_date("June 2016"), iso_date("12/14/2016"), iso_date("3/4/2016"), iso_date("last week")
    ('2016-06', '2016-12-14', None, None)
    """
    return next((one.value for one in find_dates(words[:2000])), None)


LABEL = re.compile(
    r"\b(?:(?P<shown>published|posted|first published|date of publication|publication date|date(?: published)?|created"
    r"|issued|filed|released)"
    r"|(?P<changed>(?:last )?(?:updated|modified|revised|edited))"
    r"|(?P<seen>retrieved|accessed|printed|downloaded|today(?: is)?|as of|archived))\b",
    re.IGNORECASE,
)
OUTLET = re.compile(r"(?:[A-Z0-9][\w.&'’-]*|of|the|for|and|&)(?: (?:[A-Z0-9][\w.&'’-]*|of|the|for|and|on|&)){0,5}")
SECTION = re.compile(r"^\s*\bin [A-Z][\w&]*(?: [A-Z&][\w&]*){0,2}\s*$")  # "March 3, 2031 in World News"
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A line that is a date: its value, what the label says of it, and an outlet or a name beside it."""

    value: str
    label: str  # "shown", "changed", "seen", or "" without a label
    beside: str = ""


def dated_line(line: str) -> DatedLine | None:
    """The date that a whole line is, or None when the line says more.

    >>> dated_line("Published: 11 November 2015")
    DatedLine(value='2015-11-11', label='shown', beside='')
    >>> dated_line("Karsa Herald, December 21, 2016").beside
    'Karsa Herald'
    """
    if len(line) > 160 or not any(letter.isdigit() for letter in line):
        return None
    found = next(find_dates(line), None)
    if found is None or (len(found.value) < 10 and len(line) > 40):
        return None
    before, after = line[: found.start], SECTION.sub("", line[found.end :])
    label = LABEL.search(before) or LABEL.search(after)
    rest = LABEL.sub(" ", f"{before} | {DATE.sub(' ', after)}")
    if _is_filler(rest):
        return DatedLine(found.value, label.lastgroup or "" if label else "")
    name = before.strip().rstrip(",|·•-– ").strip()
    apart = re.search(r"[,|·•–-]\s*$", before) is not None
    if label is None and apart and OUTLET.fullmatch(name) and _is_filler(DATE.sub(" ", after)):
        return DatedLine(found.value, "", name)
    return None


def _is_filler(words: str) -> bool:
    filler = vocab.load("pages")["dates"]["filler"]
    return all(word.lower() in filler for word in LETTERS.findall(words))


def _value(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    if found["cmonth"]:
        return f"{found['cyear']}-{MONTHS[found['cmonth'].lower()]:02d}"
    parts = _day(found)
    if parts is None:
        return None
    try:
        day = date(*parts).isoformat()
    except ValueError:
        return None
    return day + _time(found)


def _day(found: dict[str, str]) -> tuple[int, int, int] | None:
    if found["month"]:
        return int(found["year"]), MONTHS[found["month"].lower()], int(found["day"])
    if found["amonth"]:
        return int(found["ayear"]), MONTHS[found["amonth"].lower()], int(found["aday"])
    if found["byear"]:
        return int(found["byear"]), int(found["bmonth"]), int(found["last"])
    first, middle, year = int(found["first"]), int(found["middle"]), int(found["dyear"])
    # Day first or month first cannot be told unless one is above 12 or both are the same.
    if first > 12 >= middle:
        return year, middle, first
    if middle > 12 >= first or first == middle:
        return year, first, middle
    return None


def _time(found: dict[str, str]) -> str:
    if found["iso"]:
        return f"T{found['iso']}{found['isozone'] or ''}"
    if not found["hour"]:
        return ""
    hour, minute = int(found["hour"]), int(found["minute"])
    half = (found["half"] or "").lower()[:1]
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return ""
    zone = (found["zone"] or "").lower()
    offset = re.fullmatch(r"([+-]\d\d):?(\d\d)", zone)
    shown = f"{offset[1]}:{offset[2]}" if offset else ZONES.get(zone, "")
    second = f":{found['second']}" if found["second"] else ""
    return f"T{hour:02d}:{minute:02d}{second}{shown}"
