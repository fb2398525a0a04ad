"""Words that may stand for somebody without naming him, found by pattern: most texts have few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rashomon import vocab

COUNTS = {"both": 2, "two": 2, "three": 3}


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words `start` to `end`, which stand for `count` of one `sort` (state, person, half, …)."""

    start: int
    end: int
    sort: str
    count: int
    parts: tuple[str, ...] = ()  # of halves: the words before the name, and the name


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    words = {name: "|".join(listed) for name, listed in vocab.load("names")["meant"].items()}
    half = f"(?:{words['halves']})"
    several = r"(?P<count>both|(?:(?<=\bthe )|(?:our|their|these) )(?:two|three))"
    adjective = rf"(?:(?!{words['other']})[a-z-]+ )?"
    known = rf"(?:(?<=\bthe ){adjective}|that )(?:{words['state']})"
    return (
        (re.compile(rf"\b{several} {adjective}(?:{words['states']})\b", re.IGNORECASE), "state"),
        (re.compile(rf"\b{several} (?:{words['sides']})\b", re.IGNORECASE), "side"),
        (re.compile(rf"\b{several} {adjective}(?:{words['persons']})\b", re.IGNORECASE), "person"),
        (re.compile(rf"\b{known}\b(?! (?:{words['telling']})\b)", re.IGNORECASE), "state"),
        (re.compile(rf"\b(?P<one>{half}) and (?P<other>{half}) (?P<name>[A-Z]\w+)"), "half"),
        (re.compile(r"\b(?:(?P<count>both|two) |(?<=\bthe ))(?P<name>[A-Z]\w+)s\b"), "half"),
        (re.compile(rf"\b(?:his|her) {adjective}(?:{words['state']})\b", re.IGNORECASE), "own"),
    )


def find_phrases(text: str) -> Iterator[Phrase]:
    """The phrases of a text, by pattern and then in text order."""
    for pattern, sort in _patterns():
        for one in pattern.finditer(text):
            said = one.groupdict()
            count = COUNTS[said["count"].lower().split()[-1]] if said.get("count") else 2 if sort == "half" else 1
            parts = (said.get("one") or "", said.get("other") or "", said["name"]) if sort == "half" else ()
            yield Phrase(one.start(), one.end(), sort, count, parts)
