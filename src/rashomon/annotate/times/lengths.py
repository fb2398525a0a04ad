"""Builders for lengths of time, repeated times, and what is counted from another time."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from rashomon.annotate.times.context import Context
from rashomon.annotate.times.granules import Granule, containing, is_as_fine, shift_day
from rashomon.annotate.times.when import When, has, of_granule, starts_soundly, value

Match = re.Match[str]

_LETTERS = {
    "second": ("PT", "S"), "minute": ("PT", "M"), "hour": ("PT", "H"), "day": ("P", "D"), "night": ("P", "D"),
    "week": ("P", "W"), "month": ("P", "M"), "year": ("P", "Y"),
}  # fmt: skip
_MULTIPLES = {"fortnight": ("week", 2), "quarter": ("month", 3), "decade": ("year", 10), "century": ("year", 100)}
#: Words that count from the last date told rather than from the day of writing.
_FROM_TOLD = frozenset(["previous", "preceding", "prior", "following", "ensuing", "subsequent", "same", "that"])


_TELLING_WHICH = frozenset(
    [
        "that",
        "when",
        "of",
        "the",
        "after",
        "before",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "this",
        "his",
        "her",
        "their",
    ]
)


def length(number: float, unit: str) -> str | None:
    """A length of time in ISO 8601: five years are P5Y, a day and a half P1.5D; None for units that have no length.

    >>> length(5, "year"), length(24, "hour"), length(2, "decade"), length(2.5, "year")
    ('P5Y', 'PT24H', 'P20Y', 'P2.5Y')
    """
    unit, times = _MULTIPLES.get(unit, (unit, 1))
    if unit not in _LETTERS or number <= 0:
        return None
    start, letter = _LETTERS[unit]
    return f"{start}{number * times:.10g}{letter}" if number * times < 10**9 else None


def lasting(match: Match, context: Context) -> When | None:
    """ "five-year", "more than four years", "a full week", "six straight days", "the past decade"."""
    number = 1.0
    if has(match, "N"):
        number = float(value(match, context, "N"))
        if _is_some_day(match, context):
            return None
    if has(match, "H"):
        number *= 0.5
    found = length(number, value(match, context, "U"))
    return When(found) if found else None


def _is_some_day(match: Match, context: Context) -> bool:
    """Whether "one day" tells of some day rather than of a length: "one day it will end", not "one day before"."""
    lexemes = context.reading.lexemes
    if lexemes[match.start("N")].word != "one" or lexemes[match.start("U")].word != "day":
        return False
    return match.end() >= len(lexemes) or lexemes[match.end()].word not in ("before", "after", "to", "of", "from")


def end_of(match: Match, context: Context) -> When | None:
    """ "by year's end", "the year-end": the year, month or week under way."""
    unit = value(match, context, "U")
    if context.reading.lexemes[match.start("E")].word != "end" or unit not in ("year", "month", "week"):
        return None
    return of_granule(containing(unit, context.today) if context.today else None)


def single(match: Match, context: Context) -> When | None:
    """ "a year", "an hour", "over a decade", "a full week": a length of one; not "the year", nor "a quarter"."""
    article = context.reading.lexemes[match.start("a")].word
    unit = value(match, context, "U")
    if article == "the" or unit in ("quarter", "second", "weekend", "century"):
        return None
    return When(length(1, unit))


def vague(match: Match, context: Context) -> When | None:
    """ "several years", "the next few days", "for months", "now": a time that the words do not fix."""
    if context.reading.lexemes[match.end() - 1].word == "the future" and _modifies(match.end(), context):
        return None
    if has(match, "U") and value(match, context, "U") in ("second", "quarter", "weekend", "night", "century"):
        return None
    return When()


def _modifies(at: int, context: Context) -> bool:
    """Whether a noun follows at lexeme `at`, so that the word before it is its adjective: "the future treaty"."""
    lexemes = context.reading.lexemes
    token = context.reading.token_at(lexemes[at].start) if at < len(lexemes) else None
    return token is not None and token.pos_ in ("NOUN", "PROPN", "ADJ")


def repeated(match: Match, context: Context) -> When | None:
    """ "every day", "each year", "every two weeks", "daily": the length of one round; "every Friday" has none."""
    if has(match, "R"):
        return When(value(match, context, "R"))
    if not has(match, "U"):
        return When()
    return When(length(float(value(match, context, "N") or 1), value(match, context, "U")))


def ago(match: Match, context: Context) -> When | None:
    """ "two years ago", "a week earlier", "three days later", "ten years from now"."""
    lexemes = context.reading.lexemes
    anchor = lexemes[match.start("K")]
    if anchor.word in ("before", "prior", "previously", "after") and not _ends_clause(match.end(), context):
        return None
    number = float(value(match, context, "N")) if has(match, "N") else 1.0
    unit = value(match, context, "U")
    told = _told(context, unit) if anchor.code in "bk" else None
    # "Later" and "earlier" count from what was told; with nothing told, "earlier" means the day of writing.
    base = told or (context.today if anchor.code in "gfb" else None)
    if base is None or has(match, "Q") or number != int(number) or number > 9999:
        return When()
    steps = int(number) * (-1 if anchor.code in "gb" else 1)
    if unit in ("hour", "minute", "second"):
        return of_granule(Granule("day", base)) if steps * (1 if unit == "hour" else 0) in range(-5, 6) else When()
    return of_granule(shift_day(base, unit, steps))


def _ends_clause(at: int, context: Context) -> bool:
    lexemes = context.reading.lexemes
    return at >= len(lexemes) or lexemes[at].word[:1] in ".,;:!?)\n\"”'’–—-"


def _told(context: Context, unit: str) -> date | None:
    """The beginning of the last date told that is fine enough to count from in this unit."""
    if context.told is not None and is_as_fine(context.told, unit):
        return context.told.start
    return context.day if unit in ("hour", "minute", "second", "day", "night") else None


def _goes_on(at: int, context: Context) -> bool:
    """Whether words that tell which day is meant follow: "the day the truce ended", "the day of the vote"."""
    lexemes = context.reading.lexemes
    return at < len(lexemes) and lexemes[at].word in _TELLING_WHICH


def beside(match: Match, context: Context) -> When | None:
    """ "the day before", "the year previous", "the month after": one unit from the date told.

    "The day before the vote" counts from what the text tells next, which has no value here.
    """
    if context.reading.lexemes[match.start()].word != "the":
        return None
    if not _ends_clause(match.end(), context):
        return When()
    code = context.reading.lexemes[match.start("K")].code
    unit = value(match, context, "U")
    base = _told(context, unit) or (None if context.told else context.today)
    if base is None or unit not in ("day", "night", "week", "month", "year", "weekend"):
        return When()
    return of_granule(shift_day(base, unit, 1 if code == "k" else -1))


def relative(match: Match, context: Context) -> When | None:
    """ "last year", "this week", "the following month", "the same day", "the end of this year"."""
    lexemes = context.reading.lexemes
    if not starts_soundly(match, context):
        return None
    word, code = lexemes[match.start("R")].word, lexemes[match.start("R")].code
    unit = value(match, context, "U")
    if unit in ("hour", "minute", "second"):
        return When() if code in "lnh" and word != "following" else None
    if word == "past" and unit != "night":
        return When(length(1, unit))
    steps = {"l": -1, "n": 1}.get(code, 0)
    base = context.today
    if word.rsplit(" ", maxsplit=1)[-1] in _FROM_TOLD or code in "st":
        # Nothing told yet: the day of writing stands for "the previous month", never for "that day".
        base = _told(context, unit) or (context.today if code == "l" and not context.told else None)
    if base is None:
        return When()
    if unit == "night" and code == "h":
        return of_granule(Granule("day", base))
    return of_granule(shift_day(base, unit, steps))


def year_before(match: Match, context: Context) -> When | None:
    """ "the same period last year", "the same month a year ago": what was told, a year earlier."""
    if context.today is None:
        return When()
    unit: Any = value(match, context, "U") or "month"
    if unit not in ("day", "week", "month", "quarter", "year"):
        return When()
    told = context.told if context.told is not None and context.told.unit in ("month", "quarter") else None
    now = told or containing(unit, context.today)
    return of_granule(containing(now.unit, now.start.replace(year=now.start.year - 1, day=min(now.start.day, 28))))


def the_past(match: Match, context: Context) -> When | None:
    """ "the past", "current": a time without bounds, where no unit follows."""
    at = match.start("R")
    if context.reading.lexemes[at].code == "h":
        return When() if context.reading.lexemes[at].word == "current" else None
    token = context.reading.token_at(context.reading.lexemes[at].start)
    return When() if context.reading.lexemes[at].word == "past" and token.pos_ in ("NOUN", "PROPN") else None


def definite(match: Match, context: Context) -> When | None:
    """ "the day", "the weekend", "the beginning of the year": the one under way, or the one told."""
    unit = value(match, context, "U")
    article = context.reading.lexemes[match.start("a")].word
    if article != "the" or not starts_soundly(match, context):
        return None
    edge = has(match, "E")
    if unit not in ("day", "weekend") and not (edge and unit in ("year", "month", "week")):
        return None
    base = context.today
    if unit == "day":
        base = None if _goes_on(match.end(), context) and not edge else context.day or context.today
    if base is None:
        return When()
    found = containing(unit, base)
    if unit == "weekend" and found.start > base and context.tense(match.start("U")) != "future":
        found = found.shift(-1)
    return of_granule(found)
