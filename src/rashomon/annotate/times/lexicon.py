"""The words of time by the one-letter code that the grammar knows them by, from vocab/times.toml."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rashomon import vocab

#: What each letter stands for: grammar.py writes its patterns in them.
CODES = {
    "M": "month", "W": "weekday", "U": "unit", "u": "plural unit", "P": "part of the day", "S": "season",
    "N": "number", "O": "ordinal", "Y": "year", "D": "decade", "I": "date in digits", "T": "clock time",
    "A": "am or pm", "Z": "time zone", "V": "vague word", "X": "today, yesterday, tomorrow",
    "R": "repeated (daily)", "F": "feast or named day", "a": "article", "l": "last", "n": "next", "h": "this",
    "t": "that", "s": "same", "e": "early, end", "g": "ago", "b": "earlier", "k": "later", "f": "from now",
    "o": "of", "i": "in, on, at", "d": "to, and", "v": "every", "q": "several", "m": "about, more than",
    "w": "straight, trading", "y": "half", "x": "these", "L": "long", "E": "old", "p": "period", "-": "hyphen",
    ",": "comma", "'": "'s", ".": "any other word or mark", "|": "paragraph end",
}  # fmt: skip

_PARTS = {
    "article": "a", "back": "l", "forward": "n", "here": "h", "that": "t", "same": "s", "edge": "e", "ago": "g",
    "before": "b", "after": "k", "from_now": "f", "of": "o", "in": "i", "to": "d", "every": "v", "some": "q",
    "about": "m",
    "between": "w", "zone": "Z", "half": "y", "these": "x", "lasting": "L", "aged": "E", "period": "p",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word or phrase can be: its code and the value that goes with it."""

    code: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words` holds single words; `phrases` the longer ones by their first word, longest first."""

    words: dict[str, Entry]
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(default_factory=dict)


@cache
def lexicon() -> Lexicon:
    """The lexicon as vocab/times.toml gives it; a word in two lists keeps the last reading below."""
    data = vocab.load("times")
    entries: dict[str, Entry] = {}
    for part, code in _PARTS.items():
        entries |= {word: Entry(code) for word in data["parts"][part]}
    for table, code in (("sets", "R"), ("deictic", "X"), ("days", "F"), ("decades", "D"), ("seasons", "S")):
        entries |= {word: Entry(code, value) for word, value in data[table].items()}
    entries |= {word: Entry("P", value) for word, value in data["dayparts"].items()}
    entries |= {f"{word}s": Entry("P", "") for word in data["dayparts"]}
    entries |= {word: Entry("U", unit) for word, unit in data["units"].items()}
    entries |= {f"{word}s": Entry("u", unit) for word, unit in data["units"].items() if not word.endswith("s")}
    entries |= {word: Entry("M", number) for word, number in data["months"].items()}
    entries |= {word: Entry("W", number) for word, number in data["weekdays"].items()}
    entries |= {f"{word}s": Entry("W", None) for word in data["weekdays"]}
    entries |= {word: Entry("V") for word in data["vague"]["words"]}
    entries |= {phrase: Entry(".") for phrase in data["not_times"]["phrases"]}
    entries |= {word: Entry("N", 1.0) for word in data["parts"]["single"]}
    # "The final week" is counted from the end, as the ordinal minus one.
    entries |= {word: Entry("O", -1) for word in data["parts"]["final"]}
    singles: dict[str, Entry] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for word, entry in entries.items():
        parts = tuple(word.replace("-", " - ").replace("'s", " 's").split())
        if len(parts) == 1:
            singles[word] = entry
        else:
            phrases.setdefault(parts[0], []).append((parts, entry))
    for options in phrases.values():
        options.sort(key=lambda one: (-len(one[0]), one[0]))
    return Lexicon(singles, phrases)
