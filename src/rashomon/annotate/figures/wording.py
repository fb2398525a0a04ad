"""The phrases of vocab/figures.toml by their first or last word, as the scanner looks them up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from rashomon import vocab
from rashomon.annotate.figures.interval import Interval

Phrases = dict[str, list[tuple[tuple[str, ...], Any]]]


@dataclass(frozen=True, slots=True)
class Wording:
    """`rough`, `after` and `none` by first word, `before` by last word; the longest phrase stands first."""

    rough: Phrases
    before: Phrases
    after: Phrases
    none: Phrases
    numbered: frozenset[str]
    addresses: frozenset[str]
    people_counted: frozenset[str]
    undergone: frozenset[str]
    money: frozenset[str]
    over_nouns: frozenset[str]
    units: dict[str, str]


@cache
def wording() -> Wording:
    data = vocab.load("figures")
    rough = [(phrase, Interval(_bound(low), _bound(high))) for phrase, (low, high) in data["rough"].items()]
    before = [(phrase, how) for how, phrases in data["before"].items() for phrase in phrases]
    after = [(phrase, how) for how, phrases in data["after"].items() for phrase in phrases]
    return Wording(
        rough=_by_word(rough, 0), before=_by_word(before, -1), after=_by_word(after, 0),
        none=_by_word([(phrase, None) for phrase in data["no_figures"]["phrases"]], 0),
        numbered=frozenset(data["numbered"]["words"]), addresses=frozenset(data["addresses"]["words"]),
        people_counted=frozenset(data["people_counted"]["words"]), undergone=frozenset(data["undergone"]["words"]),
        money=frozenset(data["symbols"]["money"]),
        units=data["units"], over_nouns=frozenset(data["over_nouns"]["words"]),
    )  # fmt: skip


def _bound(text: str) -> float | None:
    return float(text) if text else None


def _by_word(phrases: Iterable[tuple[str, Any]], place: int) -> Phrases:
    table: Phrases = {}
    for phrase, value in phrases:
        words = tuple(phrase.replace("-", " - ").replace("'s", " 's").split())
        table.setdefault(words[place], []).append((words, value))
    for options in table.values():
        options.sort(key=lambda one: (-len(one[0]), one[0]))
    return table


def starting(table: Phrases, words: Sequence[str], at: int) -> tuple[Any, int] | None:
    """The value of the longest phrase that starts at `words[at]`, and the index after it."""
    for phrase, value in table.get(words[at], ()) if at < len(words) else ():
        if tuple(words[at : at + len(phrase)]) == phrase:
            return value, at + len(phrase)
    return None


def ending(table: Phrases, words: Sequence[str], at: int) -> tuple[Any, int] | None:
    """The value of the longest phrase that ends just before `words[at]`, and the index where it starts."""
    for phrase, value in table.get(words[at - 1], ()) if at > 0 else ():
        if at >= len(phrase) and tuple(words[at - len(phrase) : at]) == phrase:
            return value, at - len(phrase)
    return None
