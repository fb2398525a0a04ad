"""A text as lexemes: each word with its code, numbers and fixed phrases folded into one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from rashomon import vocab
from rashomon.annotate import numerals
from rashomon.annotate.times.lexicon import Entry, lexicon

_WORD = re.compile(
    r"""\d{4}-\d\d-\d\d(?!\d) | \d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d) | \d{1,2}(?:\.\d{1,2}\.|-\d{1,2}-)\d{4}(?!\d)
    | \d{1,2}:\d\d(?::\d\d)?(?!\d)
    | \d{1,2}(?:st|nd|rd|th)\b | \d{2,4}['’]?s\b | \d{1,3}(?:,\d{3})+(?:\.\d+)? | \d+\.\d+ | \d+
    | [ap]\.?m\b\.? | o['’]clock\b | (?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.? | ['’]\d\ds?\b | ['’]s\b
    | [^\W\d_]+ | \n[^\S\n]*\n | [^\s]""",
    re.VERBOSE | re.IGNORECASE,
)
_ORDINAL_SUFFIX = re.compile(r"(\d+)(?:st|nd|rd|th)$")
_DECADE = re.compile(r"'?(\d0|\d{3}0)'?s$")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One word, number or fixed phrase at `start:end`, with its code (see lexicon.CODES) and value."""

    start: int
    end: int
    word: str
    code: str
    value: Any = None


def read_lexemes(text: str) -> list[Lexeme]:
    """The lexemes of `text` in order, without overlap; what says nothing of time has the code `.`."""
    spans = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    words = [text[start:end].lower().replace("’", "'") for start, end in spans]
    lexemes: list[Lexeme] = []
    at = 0
    while at < len(words):
        entry, after = _read_one(words, at)
        start, end = spans[at][0], spans[after - 1][1]
        lexemes.append(
            Lexeme(start, end, words[at] if after == at + 1 else text[start:end].lower(), entry.code, entry.value)
        )
        at = after
    return lexemes


def _read_one(words: list[str], at: int) -> tuple[Entry, int]:
    word = words[at]
    for parts, entry in lexicon().phrases.get(word, ()):
        if tuple(words[at : at + len(parts)]) == parts:
            return entry, at + len(parts)
    known = lexicon().words.get(word)
    if known is not None:
        return known, at + 1
    if word[0].isdecimal() or word[0] == "'":
        return _read_digits(words, at)
    if word in numerals.words().units or word in numerals.words().tens:
        return _read_number(words, at)
    if word in numerals.words().ordinals:
        return Entry("O", numerals.words().ordinals[word]), at + 1
    return _MARKS.get(word) or _short(word), at + 1


_MARKS = {
    "-": Entry("-"), ",": Entry(","), "'s": Entry("'"), "–": Entry("d"), "—": Entry("d"), "am": Entry("A", 0),
    "a.m.": Entry("A", 0), "a.m": Entry("A", 0), "pm": Entry("A", 12), "p.m.": Entry("A", 12), "p.m": Entry("A", 12),
    "o'clock": Entry("A", 0),
}  # fmt: skip
_NOTHING = Entry(".")


#: 3,000 invented articles have 24,000 words.
@lru_cache(maxsize=8_192)
def _short(word: str) -> Entry:
    """Short names of months and weekdays, which reading.py keeps only beside a number."""
    if word.startswith("\n"):
        return Entry("|")
    bare = word.rstrip(".")
    data = vocab.load("times")
    if bare in data["months_short"]:
        return Entry("M", data["months_short"][bare])
    if bare in data["weekdays_short"]:
        return Entry("W", data["weekdays_short"][bare])
    return _NOTHING


def _read_number(words: list[str], at: int) -> tuple[Entry, int]:
    """A cardinal ("two and a half") or a compound ordinal ("twenty-first")."""
    ordinals, tens = numerals.words().ordinals, numerals.words().tens
    if (
        words[at] in tens
        and tuple(words[at + 1 : at + 2]) == ("-",)
        and at + 2 < len(words)
        and words[at + 2] in ordinals
    ):
        return Entry("O", tens[words[at]] + ordinals[words[at + 2]]), at + 3
    read = numerals.read_cardinal(words, at)
    return (Entry("N", read[0]), read[1]) if read else (_NOTHING, at + 1)


def _read_digits(words: list[str], at: int) -> tuple[Entry, int]:
    word = words[at]
    if match := _ORDINAL_SUFFIX.match(word):
        return Entry("O", int(match[1])), at + 1
    if match := _DECADE.match(word):
        return Entry("D", int(match[1])), at + 1
    if "-" in word or "/" in word or (word.count(".") == 2):
        return _calendar(word), at + 1
    if ":" in word:
        hour, minute, *second = (int(one) for one in word.split(":"))
        sound = hour < 25 and minute < 60
        return (Entry("T", (hour % 24, minute, second[0] if second else 0)) if sound else _NOTHING), at + 1
    if word[0] == "'":
        year = int(word[1:]) if word[1:].isdecimal() else None
        return (Entry("Y", year) if year is not None else _NOTHING), at + 1
    if len(word) == 4 and word.isdecimal() and 1000 <= int(word) <= 2199:
        return Entry("Y", int(word)), at + 1
    read = numerals.read_cardinal(words, at) if word[0].isascii() else None
    return (Entry("N", read[0]), read[1]) if read else (_NOTHING, at + 1)


def _calendar(word: str) -> Entry:
    """A date in digits: ISO order, or month/day/year with slashes, or day.month.year with dots.

    "13/5/07" can only be day first; "7/8/07" is read month first, as American papers write it.
    """
    try:
        if word[4:5] == "-":
            return Entry("I", date.fromisoformat(word))
        first, second, year = (int(one) for one in re.split(r"[-./]", word))
        year += 0 if year > 99 else 2000 if year < 70 else 1900
        month_first = "/" in word and first <= 12
        return Entry("I", date(year, first, second) if month_first else date(year, second, first))
    except ValueError:
        return _NOTHING
