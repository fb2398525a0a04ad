"""Number phrases of a text: where they stand, what interval they mean, before it is known what they count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rashomon.annotate import numerals
from rashomon.annotate.figures.interval import Interval
from rashomon.annotate.figures.wording import Phrases, ending, starting, wording

_WORD = re.compile(
    r"(?:US|us|A|C)?[$€£¥₽₺] | \d{1,3}(?:[\u00a0\u202f ]000)+\b"
    r" | \d{1,3}(?:,\d{3})+(?:\.\d+)?(?:[kmb]n?\b)? | \d+(?:\.\d+)?(?:(?:[kmb]n?|tn)\b)?"
    r" | (?:no|nr|approx)\.(?=\s*\d) | ['’]s\b | [^\W\d_]+ | [^\s]",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_DIGITS = 9
_LEADING_ZERO = re.compile(r"0\d")
_LETTERS = re.compile(r"[a-z]+")
#: Prepositions that loosen a number or tell a place: "over 20 villages" and "flew over two villages".
_DOUBTFUL = frozenset(["about", "around", "over", "under", "above", "below", "beyond", "passed", "topped", "some"])
#: Smaller numbers after a doubtful word stand in phrases of place or topic more often than not.
_SMALLEST_LOOSE = 10
_RANGE_MARKS = frozenset(["-", "–", "—", "to", "or"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number with its modifiers at `start:end`; `first` and `last` are the offsets of the bare number.

    `unit` is a sign that stands with it ("%", "$"), else "". `rough` is "dozens", "several"; `digits` "12".
    """

    start: int
    end: int
    first: int
    last: int
    interval: Interval
    unit: str = ""
    rough: bool = False
    digits: bool = False
    word: str = ""


class Scanner:
    """Finds the phrases of one text; `words` are its words in lower case and `spans` their offsets.

    `is_place_word` tells of the offset of "over", "about" whether it is a preposition of place or topic there.
    """

    def __init__(self, text: str, is_place_word: Callable[[int], bool] = lambda _: False) -> None:
        self.text = text
        self.is_place_word = is_place_word
        matches = list(_WORD.finditer(text))
        self.spans = [match.span() for match in matches]
        self.words = [match.group().lower().replace("’", "'") for match in matches]

    def find(self) -> Iterator[Phrase]:
        at = 0
        while at < len(self.words):
            read = self._read(at)
            if read is None:
                at += 1
                continue
            phrase, at = read
            if phrase is not None:
                yield phrase

    def _read(self, at: int) -> tuple[Phrase | None, int] | None:
        """The phrase whose number starts at word `at` and the index after it; a phrase that counts nothing is None."""
        if not self._may_start(at):
            return None
        nothing = starting(wording().none, self.words, at)
        if nothing is not None:
            return None, nothing[1]
        rough = starting(wording().rough, self.words, at)
        if rough is not None:
            interval, after = rough
            return self._dressed(at, after, interval, rough=True), after
        number = numerals.read_cardinal(self.words, at)
        if number is None:
            return None
        interval, after = self._range(at, Interval(number[0], number[0]), number[1])
        if not self._is_count(at, after):
            return None, after
        return self._dressed(at, after, interval, rough=False), after

    def _may_start(self, at: int) -> bool:
        word = self.words[at]
        lists = numerals.words()
        if word[0].isdecimal() or word in lists.units or word in lists.tens:
            return True
        if word == "a":
            return at + 1 < len(self.words) and (self.words[at + 1] in lists.scales or word in wording().rough)
        return word in wording().rough or word in wording().none

    def _range(self, at: int, interval: Interval, after: int) -> tuple[Interval, int]:
        """The interval of "5 to 7", "10-15", "between 20 and 30", "two or three thousand"; else the one given."""
        before = self.words[at - 1] if at else ""
        marks = {"and"} if before == "between" else _RANGE_MARKS if before != "from" else {"-", "–"}
        if after + 1 >= len(self.words) or self.words[after] not in marks:
            return interval, after
        second = numerals.read_cardinal(self.words, after + 1)
        if second is None or interval.low is None:
            return interval, after
        low = interval.low
        scale = numerals.words().scales.get(self.words[second[1] - 1], 1)
        if low < scale and self.words[after - 1] not in numerals.words().scales:
            low *= scale
        if low >= second[0] or self._is_joined_after(second[1]):
            return interval, after
        return Interval(low, second[0]), second[1]

    def _dressed(self, at: int, after: int, interval: Interval, *, rough: bool) -> Phrase:
        """The phrase with the words around the number that loosen it, and a sign of money or percent."""
        first, last = self.spans[at][0], self.spans[after - 1][1]
        digits = self.words[at][0].isdecimal()
        unit = ""
        left = at
        if left and self.words[left - 1] in wording().money:
            unit, left = wording().units.get(self.words[left - 1], self.words[left - 1]), left - 1
        if left and self.words[left - 1] == "between" and interval.low != interval.high:
            left -= 1
        for _ in range(2):
            before = ending(wording().before, self.words, left)
            if before is None or self._is_doubtful(before[1], left, interval):
                break
            interval, left = interval.loosened(before[0]), before[1]
        right = after
        sign = starting(_PERCENT, self.words, right)
        if sign is not None:
            unit, right = sign
        loosened = starting(wording().after, self.words, right)
        if loosened is not None and not self._starts_number(loosened[1]):
            interval, right = interval.loosened(loosened[0]), loosened[1]
        start, end = self.spans[left][0], self.spans[right - 1][1]
        return Phrase(start, end, first, last, interval, unit, rough, digits, self.words[at])

    def _starts_number(self, at: int) -> bool:
        """Whether a number follows, so that the words before it are its own: "4016 At least 12 people"."""
        return at < len(self.words) and self._may_start(at)

    def _is_doubtful(self, at: int, after: int, interval: Interval) -> bool:
        if after - at > 1 or self.words[at] not in _DOUBTFUL:
            return False
        return _is_small(interval) or self.is_place_word(self.spans[at][0])

    def _is_count(self, at: int, after: int) -> bool:
        """Whether a number's surroundings let it be a count: not "T-72", "No. 5", "007", "12-member", a list's "1."."""
        before = next(
            (
                word
                for word in reversed(self.words[max(0, at - 2) : at])
                if word not in (":", "#") and not word.isdecimal()
            ),
            "",
        )
        if len(self.words[at]) > _LONGEST_DIGITS and self.words[at].isdecimal():
            return False  # an identifier: counts that long are written with commas or in words
        if self._is_age(at, after):
            return False
        digits = self.words[at][0].isdecimal()
        if digits and (
            before in wording().numbered
            or (len(self.words[at]) > 1 and self.words[at][:1] == "0" and self.words[at][1] != ".")
        ):
            return False
        if any(word in wording().addresses for word in self.words[after : after + 2]):
            return False
        return self._is_whole(at, after) and not self._is_list_number(at, after)

    def _is_age(self, at: int, after: int) -> bool:
        """Whether a number between commas after a name tells an age ("Mara Venn, 31, said"), or follows "age of"."""
        words = self.words
        if at > 1 and words[at - 1] == "of" and words[at - 2] in ("age", "ages"):
            return True
        if (
            at < 2
            or words[at - 1] != ","
            or words[after : after + 1] not in ([","], ["."])
            or not words[at].isdecimal()
        ):
            return False
        return int(words[at]) < 120 and self.text[self.spans[at - 2][0]].isupper()

    def _is_whole(self, at: int, after: int) -> bool:
        """Whether nothing is joined to a number on either side but a sign or a mark of punctuation."""
        start = self.spans[at][0]
        joined = self.text[start - 1] if start else " "
        if joined.isalnum() or (joined in "-_/:.,#@" and not self.text[max(0, start - 2)].isspace()):
            return False
        return not self._is_joined_after(after)

    def _is_joined_after(self, after: int) -> bool:
        """Whether a letter, or a hyphen and a letter or digit, is joined to what ends before word `after`."""
        end = self.spans[after - 1][1]
        follows = self.text[end : end + 2]
        return follows[:1].isalnum() or (follows[:1] in ("-", "/", ":", "‑", "_") and follows[1:].isalnum())

    def _is_list_number(self, at: int, after: int) -> bool:
        start, end = self.spans[at][0], self.spans[after - 1][1]
        line = self.text.rfind("\n", max(0, start - 200), start) + 1
        return self.text[end : end + 2] in (". ", ") ", ".\t") and not self.text[line if line else 0 : start].strip(
            " \t(["
        )


_PERCENT: Phrases = {
    "%": [(("%",), "%")], "percent": [(("percent",), "%")], "per": [(("per", "cent"), "%")], "pc": [(("pc",), "%")],
}  # fmt: skip


def _is_small(interval: Interval) -> bool:
    return (interval.low or interval.high or 0) < _SMALLEST_LOOSE


def loosened_after(text: str, phrase: Phrase, end: int) -> Interval:
    """The interval with what follows the unit: "4 resignations and counting", "12 people or more"."""
    words = _LETTERS.findall(text[end : end + 20].lower())[:2] if text[end : end + 1] == " " else []
    how = starting(wording().after, words, 0)
    return phrase.interval if how is None else phrase.interval.loosened(how[0])
