"""Builders for expressions that name a date, a month, a quarter, a season, a year or a feast."""

from __future__ import annotations

from datetime import date

from rashomon import vocab
from rashomon.annotate.times.context import Context
from rashomon.annotate.times.granules import Granule, Unit, containing, day_of, season_of
from rashomon.annotate.times.when import Match, When, has, of_granule, value


def full_date(match: Match, context: Context) -> When | None:
    """ "July 30th 2016", "Wed 05 Apr 2017", "2016-07-30"."""
    if has(match, "I"):
        return of_granule(Granule("day", value(match, context, "I")), full=True)
    day = _day_number(value(match, context, "D"))
    found = day and day_of(four_digits(value(match, context, "Y"), context), value(match, context, "M"), day)
    return of_granule(found, full=True) if found else None


def day_and_month(match: Match, context: Context) -> When | None:
    """ "18 June", "June 18th": of the year that the tense and the day of writing make likeliest."""
    day, month = _day_number(value(match, context, "D")), value(match, context, "M")
    if day is None or day_of(2000, month, day) is None or _is_count(match, context) or _is_name(match, context):
        return None
    if context.today is None:
        return of_granule(day_of(context.year, month, day) if context.year else None)
    options = [day_of(context.today.year + step, month, day) for step in (-1, 0, 1)]
    return of_granule(nearest([one for one in options if one], match.start("M"), context))


def _day_number(number: float | None) -> int | None:
    return int(number) if number is not None and number == int(number) and 1 <= number <= 31 else None


def _is_count(match: Match, context: Context) -> bool:
    """Whether the number after a month counts what follows it: "in May 12 people" with its comma lost."""
    if match.start("D") < match.start("M") or context.reading.lexemes[match.start("D")].code != "N":
        return False
    token = context.reading.token_at(context.reading.lexemes[match.start("D")].start)
    return bool(token is not None and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS"))


def _is_name(match: Match, context: Context) -> bool:
    """Whether the next word or the one after makes a name of the date: "the March 14 Alliance"."""
    return any(one.word in _names_after() for one in context.reading.lexemes[match.end() : match.end() + 2])


def _names_after() -> list[str]:
    words: list[str] = vocab.load("times")["names_after"]["words"]
    return words


def day_range(match: Match, context: Context) -> When | None:
    """ "June 18-20", "18 to 20 June 2016": an interval of days."""
    first, last = _day_number(value(match, context, "D")), _day_number(value(match, context, "E"))
    if first is None or last is None or first >= last:
        return None
    year = four_digits(value(match, context, "Y"), context) if has(match, "Y") else None
    if year is None:
        month = month_near(value(match, context, "M"), match.start("M"), context)
        year = month.start.year if month else None
    if year is None:
        return When()
    start, end = (day_of(year, value(match, context, "M"), day) for day in (first, last))
    return When(f"{start.edtf}/{end.edtf}", start) if start and end else None


def month(match: Match, context: Context) -> When | None:
    """ "July 2016", "early June", "October of next year", "in February"."""
    number = value(match, context, "M")
    after = context.reading.lexemes[match.end() : match.end() + 3]
    if after and after[0].code in "NO" and match.start() < match.start("M"):
        return None  # "coming September 30th": the date by itself
    if after and after[0].code in "NO" and any(one.word in _names_after() for one in after[1:]):
        return None  # "the September 11th attacks"
    if has(match, "Y"):
        return of_granule(Granule("month", date(four_digits(value(match, context, "Y"), context), number, 1)))
    if has(match, "R"):
        year = _relative_year(match, context)
        return of_granule(Granule("month", date(year, number, 1)) if year else None)
    return of_granule(month_near(number, match.start("M"), context))


def month_near(number: int, at: int, context: Context) -> Granule | None:
    """The month of this number nearest the day of writing, behind it unless the verb is in the future."""
    if context.today is None:
        return Granule("month", date(context.year, number, 1)) if context.year else None
    return nearest([Granule("month", date(context.today.year + step, number, 1)) for step in (-1, 0, 1)], at, context)


def nearest(options: list[Granule], at: int, context: Context) -> Granule | None:
    """Of stretches of one unit in order: the last begun by the day of writing for a verb in the past, the next to end
    for one in the future, else the less far (`_farness`)."""
    today = context.today
    if today is None or not options:
        return None
    tense = context.tense(at)
    if tense == "future":
        return next((one for one in options if one.end >= today), None)
    if tense == "open":
        return min(options, key=lambda one: _farness(one, today))
    begun = [one for one in options if one.start <= today]
    return begun[-1] if begun else None


#: A time ahead is taken for one in the past that is this many times farther, where no verb tells which is meant.
_AHEAD = 6


def _farness(one: Granule, today: date) -> int:
    """Days from the day of writing to a stretch's beginning, those ahead counting sixfold; 0 for the one under way."""
    if one.start <= today <= one.end:
        return 0
    days = (one.start - today).days
    return days * _AHEAD if days > 0 else -days


def year(match: Match, context: Context) -> When | None:
    """ "2016", "late 2006", "'82"."""
    return of_granule(Granule("year", date(four_digits(value(match, context, "Y"), context), 1, 1)))


def year_range(match: Match, context: Context) -> When | None:
    """ "2014-2016", "2014-15"."""
    lexemes = context.reading.lexemes
    first, last = lexemes[match.start("Y")].value, lexemes[match.start("E")].value
    if lexemes[match.start("Y") + 1].word in ("to", "and", "or", "until", "till", "through"):
        return None  # two years, each said for itself
    if lexemes[match.start("E")].code == "N":
        last += first // 100 * 100
    if not first < last <= first + 60 or last != int(last):
        return None
    return When(f"{first:04d}/{int(last):04d}", Granule("year", date(first, 1, 1)))


def four_digits(number: float, context: Context) -> int:
    """A year in full: "'82" is the last year so ending that is not more than ten years ahead of the day of writing."""
    if number >= 100:
        return int(number)
    limit = (context.today.year if context.today else 2030) + 10
    return limit - int(limit - number) % 100


def decade(match: Match, context: Context) -> When | None:
    """ "the 1980s", "the nineties", "the '70s"."""
    at = match.start("D")
    before = {one.word for one in context.reading.lexemes[max(0, at - 3) : at]}
    if value(match, context, "D") < 100 and before & {"his", "her", "their", "my", "our", "your", "$", "£", "€"}:
        return None  # "in her early 20s", "$20s"
    start = four_digits(value(match, context, "D"), context)
    # "in her twenties" is an age, "in the twenties" hardly ever anything a paper of this century means.
    if value(match, context, "D") in (20, 30, 40) and not context.reading.lexemes[match.start("D")].word[0].isdecimal():
        return None
    return of_granule(Granule("decade", date(start, 1, 1)))


def century(match: Match, context: Context) -> When | None:
    """ "the 19th century"."""
    number = value(match, context, "O")
    if value(match, context, "U") != "century" or not 1 < number < 23:
        return None
    return of_granule(Granule("century", date((number - 1) * 100, 1, 1)))


def season(match: Match, context: Context) -> When | None:
    """ "spring 2012", "last summer", "the autumn of this year", "in the winter"."""
    number = value(match, context, "S")
    if has(match, "Y"):
        return of_granule(season_of(number, four_digits(value(match, context, "Y"), context)))
    if has(match, "R") and has(match, "U"):
        year = _relative_year(match, context)
        return of_granule(season_of(number, year) if year else None)
    if context.today is None:
        return When()
    options = [season_of(number, context.today.year + step) for step in (-1, 0, 1)]
    if has(match, "R") and context.reading.lexemes[match.start("R")].code == "n":
        return of_granule(next(one for one in options if one.start > context.today))
    return of_granule(nearest(options, match.start("S"), context))


def part_of(match: Match, context: Context) -> When | None:
    """ "the third quarter of 2009", "the last week of March", "the first quarter"."""
    unit = value(match, context, "U")
    number = value(match, context, "O") or -1
    whole = _whole(match, context)
    if unit == "quarter":
        if whole is None and not has(match, "M") and not has(match, "R") and has(match, "O"):
            return _quarter_near(number, match.start("U"), context)
        if whole is None or not number <= 4:
            return When() if has(match, "O") else None
        return of_granule(containing("quarter", whole.start).shift(3 if number < 0 else number - 1))
    if whole is None or unit not in ("day", "week", "month", "weekend"):
        return None
    inner: Unit = unit
    if number < 0:
        return of_granule(containing(inner, whole.end))
    return of_granule(containing(inner, whole.start).shift(number - 1))


def months_of(match: Match, context: Context) -> When | None:
    """ "the first nine months of 1989", "the last two months of this year": an interval of months."""
    whole, count = _whole(match, context), value(match, context, "N")
    if value(match, context, "U") != "month" or whole is None or count not in range(1, 12):
        return None
    first = value(match, context, "O") or -1
    if first not in (1, -1):
        return None
    start, end = (1, int(count)) if first == 1 else (13 - int(count), 12)
    year = f"{whole.start.year:04d}"
    return When(f"{year}-{start:02d}/{year}-{end:02d}", whole)


def quarter_after_year(match: Match, context: Context) -> When | None:
    """ "fiscal 1989 third quarter", "1990's first quarter"."""
    number = value(match, context, "O")
    if value(match, context, "U") != "quarter" or number not in range(1, 5):
        return None
    year = four_digits(value(match, context, "Y"), context)
    return of_granule(Granule("quarter", date(year, 3 * number - 2, 1)))


def _whole(match: Match, context: Context) -> Granule | None:
    if has(match, "M"):
        found = month(match, context)
        return found.granule if found else None
    if has(match, "Y"):
        return Granule("year", date(four_digits(value(match, context, "Y"), context), 1, 1))
    if has(match, "R"):
        year = _relative_year(match, context)
        return Granule("year", date(year, 1, 1)) if year else None
    return None


def _quarter_near(number: int, at: int, context: Context) -> When | None:
    if not 1 <= number <= 4:
        return None
    if context.today is None:
        return When()
    years = (context.today.year - 1, context.today.year, context.today.year + 1)
    options = [Granule("quarter", date(year, 3 * number - 2, 1)) for year in years]
    if context.tense(at) != "past":
        return of_granule(nearest(options, at, context))
    # A quarter is reported on when it is over, so the one under way is not meant by a verb in the past.
    return of_granule([one for one in options if one.end <= context.today][-1])


def _relative_year(match: Match, context: Context) -> int | None:
    """The year of "of last year", "next year", "this year" within an expression."""
    lexeme = context.reading.lexemes[match.start("R")]
    if value(match, context, "U2" if has(match, "U2") else "U") != "year" or context.today is None:
        return None
    return context.today.year + {"l": -1, "n": 1}.get(lexeme.code, 0)


def feast(match: Match, context: Context) -> When | None:
    """ "Christmas Day", "New Year's Eve 2016"; feasts of the moon's year are found without a value."""
    text = value(match, context, "F")
    if not text:
        return When()
    if text.count("-") == 2:
        return of_granule(Granule("day", date.fromisoformat(text)))
    month, day = (int(one) for one in text.split("-"))
    if has(match, "Y"):
        return of_granule(day_of(four_digits(value(match, context, "Y"), context), month, day))
    if context.today is None:
        return When()
    options = [day_of(context.today.year + step, month, day) for step in (-1, 0, 1)]
    return of_granule(nearest([one for one in options if one], match.start("F"), context))
