"""How likely a forecaster says something is: the interval that published scales give a hedge, or a stated number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rashomon.model import Row
from rashomon.vocab import load

_NUMBER = r"(\d{1,3}(?:\.\d+)?)"
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100,
}  # fmt: skip
_COUNT = rf"(?:{_NUMBER}|({'|'.join(_WORDS)})\b)"
_PERCENT = re.compile(rf"(?<![\d.-]){_COUNT}\s*-?\s*(?:%|per\s?cent\b|percent\b)", re.IGNORECASE)
_ONE_IN = re.compile(rf"\b{_COUNT}\s*-?(?:in|out of)-?\s*{_COUNT}", re.IGNORECASE)
#: How far from the number the word stands that makes it a probability: "70 per cent odds", "odds of a flood at 40%".
REACH = 60


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A probability from `low` to `high`: stated by the forecaster, else read off published scales (`scales`)."""

    low: float
    high: float
    scales: tuple[str, ...] = ()
    is_stated: bool = False

    def to_row(self) -> Row:
        return {"low": self.low, "high": self.high, "scales": list(self.scales), "stated": self.is_stated}


def likelihood(hedges: tuple[str, ...], sentence: str) -> Likelihood | None:
    """How likely the words of a forecast say it is; None where they give neither a number nor a word of a scale.

    >>> likelihood(("unlikely",), "The line is unlikely to hold.")
    Likelihood(low=0.0, high=0.45, scales=('icd203', 'ipcc', 'kent'), is_stated=False)
    >>> likelihood((), "She gave the talks a seventy per cent chance.").low
    0.7
    """
    stated = stated_probability(sentence)
    if stated is not None:
        return Likelihood(stated, stated, is_stated=True)
    found = [one for words in hedges if (one := _on_scales(words, sentence))]
    # Two hedges of one forecast ("may well be unlikely") are read together: what both leave open.
    return min(found, key=lambda one: (one.high - one.low, one.low)) if found else None


def stated_probability(sentence: str) -> float | None:
    """The probability that a sentence states in numbers ("a 70 per cent chance", "odds of one in three"), else None."""
    flat = " ".join(sentence.split())
    folded = flat.casefold()
    # Few sentences hold such a word, and numbers are looked for in ten times the time.
    if not any(one in folded for one in load("hedges")["explicit"]["words"]):
        return None
    for match in _PERCENT.finditer(flat):
        if _is_probability(flat, match) and (value := _count(match.group(1), match.group(2)) / 100) <= 1:
            return value
    for match in _ONE_IN.finditer(flat):
        low, high = _count(match.group(1), match.group(2)), _count(match.group(3), match.group(4))
        if _is_probability(flat, match) and 0 < low <= high:
            return low / high
    return None


def brier(probability: float, came_true: bool) -> float:
    """The Brier score of one forecast: the squared distance of the probability from what came (Brier 1950).

    >>> round(brier(0.7, True), 2), round(brier(0.7, False), 2)
    (0.09, 0.49)
    """
    return (probability - float(came_true)) ** 2


def _count(digits: str | None, word: str | None) -> float:
    return float(digits) if digits else float(_WORDS[(word or "one").casefold()])


def _is_probability(sentence: str, match: re.Match[str]) -> bool:
    near = sentence[max(0, match.start() - REACH) : match.end() + REACH].casefold()
    return any(re.search(rf"\b{one}\b", near) for one in load("hedges")["explicit"]["words"])


@cache
def _phrases() -> tuple[tuple[str, dict[str, tuple[float, float]]], ...]:
    table = load("hedges")["phrases"]
    return tuple(sorted(((key, dict(value)) for key, value in table.items()), key=lambda one: (-len(one[0]), one[0])))


def _on_scales(hedge: str, sentence: str) -> Likelihood | None:
    words = " ".join(hedge.casefold().split())
    for phrase, scales in _phrases():
        if re.search(rf"\b{re.escape(phrase)}\b", words):
            low, high = min(one[0] for one in scales.values()), max(one[1] for one in scales.values())
            if _is_negated(words, sentence):
                low, high = round(1 - high, 2), round(1 - low, 2)
            return Likelihood(low, high, tuple(sorted(scales)))
    return None


def _is_negated(hedge: str, sentence: str) -> bool:
    negations = "|".join(re.escape(one) for one in load("hedges")["negations"]["words"])
    return bool(re.search(rf"(?:\b|(?<=\w))(?:{negations})\s+(?:be\s+)?{re.escape(hedge)}\b", sentence.casefold()))
