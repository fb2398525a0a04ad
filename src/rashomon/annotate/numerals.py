"""Number words as numbers: "twenty-two", "two and a half", "three hundred and five", "1.5 million", "40B"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from rashomon import vocab

_DIGITS = re.compile(r"(\d{1,3}(?:[,\s]\d{3})+|\d+)(\.\d+)?(k|mn?|bn?|tn)?$", re.IGNORECASE)


#: Nothing that papers count is more; the bound keeps "a million million million" from growing without end.
_GREATEST = 1e18


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of vocab/numbers.toml."""

    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    letters: dict[str, int]
    ordinals: dict[str, int]


@cache
def words() -> Words:
    lists: dict[str, Any] = vocab.load("numbers")
    return Words(lists["units"], lists["tens"], lists["scales"], lists["letters"], lists["ordinals"])


def read_digits(word: str) -> float | None:
    """The value of a number in digits, with thousands commas, decimals and a scale letter; None for other words.

    >>> read_digits("12,500"), read_digits("40B"), read_digits("x")
    (12500.0, 40000000000.0, None)
    """
    # Twenty digits are no count of anything; the bound also keeps float() from overflowing on junk.
    if len(word) > 20 or not (match := _DIGITS.match(word)):
        return None
    value = float(re.sub(r"\D", "", match[1]) + (match[2] or ""))
    return _whole(value * words().letters[match[3].lower()]) if match[3] else value


def read_cardinal(tokens: Sequence[str], at: int) -> tuple[float, int] | None:
    """The number that starts at `tokens[at]` (lower case) and the index after it, or None where none starts.

    >>> read_cardinal(["two", "hundred", "and", "six", "men"], 0)
    (206.0, 4)
    >>> read_cardinal(["two", "and", "a", "half", "years"], 0)
    (2.5, 4)
    """
    first = _below_hundred(tokens, at)
    if first is None:
        if not (tokens[at] in ("a", "an") and at + 1 < len(tokens) and tokens[at + 1] in words().scales):
            return None
        first = (1.0, at + 1)
    total, (group, at) = 0.0, first
    while at < len(tokens):
        scale = words().scales.get(tokens[at])
        if scale is not None and group * scale > _GREATEST:
            break
        if scale is not None:
            group *= scale
            at += 1
            if scale >= 1000:
                total, group = total + group, 0.0
            continue
        follow = at + 1 if tokens[at] == "and" else at
        rest = _below_hundred(tokens, follow) if follow < len(tokens) else None
        if rest is None or not _may_follow(tokens, at, group, rest[0]):
            break
        group, at = group + rest[0], rest[1]
    return _with_half(tokens, _whole(total + group), at)


def _whole(value: float) -> float:
    """A product without the noise of binary fractions: 65.4 billion is 65,400,000,000."""
    return float(round(value)) if value > 1000 and abs(value - round(value)) < 0.01 else value


def _may_follow(tokens: Sequence[str], at: int, group: float, rest: float) -> bool:
    """Whether a number goes on after a scale word: "two hundred six", "three thousand and five", not "5 12"."""
    after_scale = tokens[at - 1] in words().scales and tokens[at - 1] != "dozen"
    by_words = not tokens[at if tokens[at] != "and" else at + 1][0].isdecimal()
    return after_scale and by_words and rest < (100 if group else 1000)


def _below_hundred(tokens: Sequence[str], at: int) -> tuple[float, int] | None:
    word = tokens[at]
    if word[:1].isdecimal():
        value = read_digits(word)
        return None if value is None else (value, at + 1)
    lists = words()
    if word in lists.units:
        return (float(lists.units[word]), at + 1)
    if word not in lists.tens:
        return None
    after = at + 2 if at + 2 < len(tokens) and tokens[at + 1] == "-" else at + 1
    unit = lists.units.get(tokens[after], 0) if after < len(tokens) else 0
    if 0 < unit < 10:
        return (float(lists.tens[word] + unit), after + 1)
    return (float(lists.tens[word]), at + 1)


def _with_half(tokens: Sequence[str], value: float, at: int) -> tuple[float, int]:
    if tuple(tokens[at : at + 3]) == ("and", "a", "half"):
        return (value + 0.5, at + 3)
    return (value, at)
