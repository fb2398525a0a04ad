"""Builders for weekdays, days counted from the day of writing, parts of the day and clock times."""

from __future__ import annotations

from datetime import date

from rashomon import vocab
from rashomon.annotate.times.context import Context
from rashomon.annotate.times.granules import Granule
from rashomon.annotate.times.when import Match, When, has, of_granule, starts_soundly, value


def weekday(match: Match, context: Context) -> When | None:
    """ "Thursday", "last Tuesday", "Friday morning"; "Fridays" is a repeated time without a value."""
    if not starts_soundly(match, context):
        return None
    number = _weekday_number(match, context)
    if number is None or context.today is None:
        return When()
    relative = context.reading.lexemes[match.start("R")].word if has(match, "R") else ""
    back = (context.today.weekday() - number) % 7
    if relative in ("next", "coming", "following", "upcoming"):
        step = (number - context.today.weekday()) % 7 or 7
    elif relative in ("last", "past", "previous"):
        step = -(back or 7)
    elif context.tense(match.start("W")) == "future" and (back > 3 or not context.is_inside_noun(match.start("W"))):
        step = (number - context.today.weekday()) % 7
    else:
        step = -back
    return of_granule(Granule("day", context.today).shift(step))


def _weekday_number(match: Match, context: Context) -> int | None:
    """The weekday, None for a repeated one ("on Fridays"); "Tuesdays attack" has lost its apostrophe and is one day."""
    at = match.start("W")
    lexeme = context.reading.lexemes[at]
    if lexeme.value is not None:
        return int(lexeme.value)
    before = context.reading.lexemes[at - 1].word if at else ""
    token = context.reading.token_at(lexeme.end + 1)
    if before == "on" or token is None or token.pos_ not in ("NOUN", "ADJ"):
        return None
    return int(vocab.load("times")["weekdays"][lexeme.word[:-1]])


def deictic(match: Match, context: Context) -> When | None:
    """ "today", "yesterday", "earlier today", "tomorrow morning"."""
    if not starts_soundly(match, context):
        return None
    if has(match, "U") and value(match, context, "U") != "night":
        return None
    if context.today is None:
        return When()
    return of_granule(Granule("day", context.today).shift(value(match, context, "X")))


def beside_deictic(match: Match, context: Context) -> When | None:
    """ "the day after tomorrow", "the day before yesterday"."""
    if value(match, context, "U") != "day":
        return None
    if context.today is None:
        return When()
    step = 1 if context.reading.lexemes[match.start("K")].code == "k" else -1
    return of_granule(Granule("day", context.today).shift(value(match, context, "X") + step))


def this_part(match: Match, context: Context) -> When | None:
    """ "this morning", "that evening": the day of writing, or the day told."""
    that = context.reading.lexemes[match.start("R")].code == "t"
    day = context.day if that else context.today
    return of_granule(Granule("day", day) if day else None)


def part_told(match: Match, context: Context) -> When | None:
    """ "in the morning", "at dawn": the day told, or the day of writing."""
    before = context.reading.lexemes[match.start() - 1]
    if before.code == "i" and before.word != "at":
        return None  # "on morning television"
    day = context.day or context.today
    return of_granule(Granule("day", day) if day else None)


def clock(match: Match, context: Context) -> When | None:
    """ "18:00 UTC", "6:40 p.m.", "3 pm Friday": an hour of the day told, or of the day of writing, with its zone."""
    hour, minute, second = _hour(match, context) or (99, 0, 0)
    if hour > 23 or minute > 59:
        return None
    day = clock_day(match, context)
    zone = context.reading.lexemes[match.start("Z")].word if has(match, "Z") else ""
    offset = vocab.load("times")["zones"].get(zone, "")
    return When(f"{day.isoformat()}T{hour:02d}:{minute:02d}:{second:02d}{offset}" if day else None)


def hundred_hours(match: Match, context: Context) -> When | None:
    """ "at 1100 hours": four digits after a word of place in the day."""
    at = match.start("T")
    lexemes = context.reading.lexemes
    before = lexemes[at - 1].word if at else ""
    if lexemes[match.start("Z")].word != "hours" or before not in (
        "at",
        "by",
        "around",
        "about",
        "from",
        "until",
        "to",
    ):
        return None
    return clock(match, context) if len(lexemes[at].word) == 4 else None


def four_digits_after_at(match: Match, context: Context) -> When | None:
    """ "at 0914", "24 August 2013 at 2354": four digits after "at" that begin with 0 or follow a date."""
    at = match.start("T")
    lexemes = context.reading.lexemes
    word = lexemes[at].word
    if len(word) != 4 or not word.isdecimal() or not at or lexemes[at - 1].word != "at":
        return None
    if not (word.startswith("0") or (at > 1 and lexemes[at - 2].code in "YIWXM")):
        return None
    hour, minute, day = int(word[:2]), int(word[2:]), context.day or context.today
    if hour > 23 or minute > 59:
        return None
    return When(f"{day.isoformat()}T{hour:02d}:{minute:02d}:00" if day else None)


def clock_day(match: Match, context: Context) -> date | None:
    for group, build in (("W", weekday), ("X", deictic)):
        if has(match, group):
            found = build(match, context)
            return found.granule.start if found and found.granule else None
    return context.day or context.today


def _hour(match: Match, context: Context) -> tuple[int, int, int] | None:
    at = match.start("T")
    lexeme = context.reading.lexemes[at]
    if lexeme.code == "T":
        hour, minute, second = lexeme.value
    elif lexeme.code == "P":
        return tuple(int(one) for one in lexeme.value.split(":")) if lexeme.value else None  # type: ignore[return-value]
    elif has(match, "A") and float(lexeme.value).is_integer():
        # "800pm" has lost its colon.
        hour, minute = divmod(int(lexeme.value), 100) if lexeme.value >= 100 else (int(lexeme.value), 0)
        second = 0
    elif len(lexeme.word) == 4 and lexeme.word.isdecimal():
        hour, minute, second = int(lexeme.word[:2]), int(lexeme.word[2:]), 0
    else:
        return None
    if lexeme.code in "NY" and not (has(match, "A") or has(match, "Z")):
        return None
    if has(match, "A"):
        if not 1 <= hour <= 12:
            return None
        if context.reading.lexemes[match.start("A")].word.startswith("o"):
            return hour, minute, second  # "12 o'clock": which half of the day is not said
        hour = hour % 12 + _half_of_day(match, context)
    return hour, minute, second


def _half_of_day(match: Match, context: Context) -> int:
    """The hours that "pm" or "in the evening" adds."""
    lexeme = context.reading.lexemes[match.start("A")]
    return int(lexeme.value) if lexeme.code == "A" else 12 * (lexeme.word in ("afternoon", "evening"))
