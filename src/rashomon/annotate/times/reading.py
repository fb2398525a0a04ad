"""The lexemes of one document with the doubtful ones settled by their neighbours and their part of speech."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from rashomon import vocab
from rashomon.annotate.times.lexer import Lexeme, read_lexemes

_NEAR_NUMBER = "NOY"


@dataclass
class Reading:
    """One document's lexemes, `codes` (one letter each), and the tokens of its parse by offset."""

    text: str
    parse: Any
    lexemes: list[Lexeme]

    @cached_property
    def codes(self) -> str:
        return "".join(one.code for one in self.lexemes)

    @cached_property
    def _offsets(self) -> list[int]:
        return [token.idx for token in self.parse]

    def token_at(self, offset: int) -> Any:
        """The token of the parse that covers or precedes this offset; None in an empty parse."""
        index = bisect_right(self._offsets, offset) - 1
        return self.parse[index] if index >= 0 else None

    def words(self, first: int, last: int) -> str:
        """The words of lexemes `first` to `last`, half-open."""
        return self.text[self.lexemes[first].start : self.lexemes[last - 1].end]


def read(text: str, parse: Any) -> Reading:
    """The reading of a document: lexemes whose code their neighbours bear out."""
    reading = Reading(text, parse, read_lexemes(text))
    settled = [_settle(reading, at) if one.code in "MWSUYPl" else one for at, one in enumerate(reading.lexemes)]
    return Reading(text, parse, settled)


def _settle(reading: Reading, at: int) -> Lexeme:
    lexeme = reading.lexemes[at]
    sound = {
        "M": _is_month, "W": _is_weekday, "S": _is_season, "U": _is_unit, "Y": _is_year, "P": _is_daypart,
        "l": _is_last,
    }[lexeme.code](reading, at)  # fmt: skip
    if sound:
        return lexeme
    if lexeme.code == "U" and lexeme.word == "second":
        return replace(lexeme, code="O", value=2)
    if lexeme.code == "Y":
        return replace(lexeme, code="N", value=float(lexeme.value))
    return replace(lexeme, code=".")


def _code(reading: Reading, at: int) -> str:
    return reading.lexemes[at].code if 0 <= at < len(reading.lexemes) else "|"


def _word(reading: Reading, at: int) -> str:
    return reading.lexemes[at].word if 0 <= at < len(reading.lexemes) else ""


def _is_month(reading: Reading, at: int) -> bool:
    """Whether a month's name is one: capital, and the doubtful ones beside a number or after a word of time."""
    lexeme = reading.lexemes[at]
    if not reading.text[lexeme.start].isupper():
        return False
    before, after = _code(reading, at - 1), _code(reading, at + 1)
    if before in _NEAR_NUMBER or after in _NEAR_NUMBER or (after in ",o" and _code(reading, at + 2) == "Y"):
        return True
    lists = vocab.load("times")
    if lexeme.word.rstrip(".") in lists["months_short"]:
        return False
    if lexeme.word not in lists["months_ambiguous"]["words"]:
        return True
    token = reading.token_at(lexeme.start)
    if lexeme.word in ("may", "march") and token.tag_ in ("MD", "VB", "VBP"):
        return False
    if token.ent_type_ == "DATE":
        return True
    return (before in "lnheo" and after != "'") or _word(reading, at - 1) in _BEFORE_MONTH


_BEFORE_MONTH = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "during",
        "from",
        "between",
        "of",
        "before",
        "after",
        "mid",
        "and",
        "through",
        "to",
    ]
)


def _is_weekday(reading: Reading, at: int) -> bool:
    lexeme = reading.lexemes[at]
    if lexeme.word.rstrip(".") in vocab.load("times")["weekdays_short"]:
        after = _code(reading, at + 1)
        return after in "NOMI" or (after in ",." and _code(reading, at + 2) in "NOMI")
    return True


def _is_season(reading: Reading, at: int) -> bool:
    """Whether a season's word is one: "spring 2012", "last autumn", not "Arab Spring" or "the fall of"."""
    lexeme = reading.lexemes[at]
    before, after = _code(reading, at - 1), _code(reading, at + 1)
    if after == "Y" or (after == "o" and _code(reading, at + 2) == "Y"):
        return True
    if before in "lnhe" or (before == "a" and _word(reading, at - 2) in ("in", "by", "during") and after != "o"):
        return True
    if lexeme.word == "fall" or after == "o":
        return False
    token = reading.token_at(lexeme.start)
    return bool(
        (token.pos_ in ("NOUN", "PROPN", "ADV") and lexeme.word != "spring") or _word(reading, at - 1) in ("in", "by")
    )


def _is_unit(reading: Reading, at: int) -> bool:
    """Whether a unit is one of time: "second" after a number only, "minute" and "quarter" as nouns."""
    lexeme = reading.lexemes[at]
    before = _code(reading, at - 1)
    if lexeme.word == "second":
        return before in "N-" or _word(reading, at - 1) in ("per", "a split")
    if lexeme.word in ("min", "hr", "yr"):
        return before == "N" and reading.text[lexeme.start].islower()
    return True


def _is_daypart(reading: Reading, at: int) -> bool:
    return not (reading.text[reading.lexemes[at].start].isupper() and _code(reading, at - 1) not in "W|.hX")


def _is_last(reading: Reading, at: int) -> bool:
    """Whether "past", "last", "prior" points back rather than along: not "drove past the checkpoint", "latest raid"."""
    lexeme = reading.lexemes[at]
    if lexeme.word == "latest":
        return _code(reading, at + 1) in "UNw"
    return not (lexeme.word == "past" and reading.token_at(lexeme.start).pos_ == "ADP")


#: Words whose number is a year when one of 1900 to 2099 follows.
_BEFORE_YEAR = frozenset(
    ["in", "since", "of", "by", "until", "till", "from", "during", "to", "before", "after", "between", "and", "through",
     "around", "circa", "late", "early", "mid", "back", "the", "for", "as", "fiscal", "or", "(", "throughout"]
)  # fmt: skip


def _is_year(reading: Reading, at: int) -> bool:
    """Whether a number of four digits is a year rather than a count ("2000 people") or part of a name."""
    lexeme = reading.lexemes[at]
    if lexeme.word[0] == "'":
        return _code(reading, at - 1) == "M" or _word(reading, at - 1) in _BEFORE_YEAR
    before, after = _code(reading, at - 1), _code(reading, at + 1)
    if _word(reading, at - 1) in ("$", "€", "£", "#", "no", "no.", "number", "resolution", "us$") or after == "Z":
        return False
    touching = at + 1 < len(reading.lexemes) and reading.lexemes[at + 1].start == lexeme.end
    if touching and _word(reading, at + 1) in ("%", "m", "km", "/", "kg"):
        return False
    if before == "M" or (before == "," and _code(reading, at - 2) in "NOM") or before == "S":
        return True
    if before == "N" and _code(reading, at - 2) == "M":
        return True
    if not 1900 <= lexeme.value <= 2099:
        return (
            lexeme.value >= 1500
            and _word(reading, at - 1) in ("in", "since", "until", "from")
            and not _counts(reading, at)
        )
    if before in "-m" and _word(reading, at - 1) != "about":
        return _word(reading, at - 2) in ("mid", "early", "late", "pre", "post") or _code(reading, at - 2) == "Y"
    return not _counts(reading, at)


def _counts(reading: Reading, at: int) -> bool:
    """Whether the parse has the number counting a plural noun that no article or preposition sets apart."""
    lexeme = reading.lexemes[at]
    token = reading.token_at(lexeme.start)
    if token is None or token.dep_ not in ("nummod", "quantmod", "compound") or token.head.i <= token.i:
        return False
    head = token.head
    if head.tag_ not in ("NNS", "NNPS") and head.lower_ not in vocab.load("times")["counted"]["words"]:
        return False
    # "2000 people" and "1950 refugees", but "2012 elections": a round number before a plural is a count.
    counted = head.lower_ in vocab.load("times")["counted"]["words"]
    return bool(lexeme.value % 50 == 0 or (counted and _word(reading, at - 1) not in _BEFORE_YEAR))
