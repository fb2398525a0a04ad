"""The vocabulary of events as sets and tables, compiled once from vocab/events.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rashomon.vocab import load


@dataclass(frozen=True, slots=True)
class Pattern:
    """One frame: a type and the conditions that must all hold; empty conditions hold always.

    Words are lemmas; `@name` stands for a class. `complement` holds "*" for any.
    """

    type: str
    particles: frozenset[str]
    objects: frozenset[str]
    prep: frozenset[str]
    prep_objects: frozenset[str]
    complement: frozenset[str]
    subjects: frozenset[str]
    classes: frozenset[str]  # the classes named by `objects`, `prep_objects` and `subjects` that look at mentions


@dataclass(frozen=True, slots=True)
class Lexicon:
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    frames: Mapping[str, tuple[Pattern, ...]]
    noun_frames: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    nominalizations: Mapping[str, str]
    complements: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    orders: Mapping[str, tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """The compiled vocabulary; shared, so read it only."""
    data = load("events")
    classes = {name: frozenset(words) for name, words in data["classes"].items()}
    frames: dict[str, list[Pattern]] = {}
    for row in data["frames"]:
        pattern = _pattern(row, classes)
        for verb in row["verbs"]:
            frames.setdefault(verb, []).append(pattern)
    noun_frames: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for row in data["noun_frames"]:
        for noun in row["nouns"]:
            noun_frames.setdefault(noun, []).append((row["type"], frozenset(row["modifiers"])))
    nouns = dict.fromkeys(data["predicates"]["nouns"], "OTHER")
    verbs: dict[str, str] = {}
    for name, row in data["types"].items():
        for verb in row["verbs"]:
            verbs.setdefault(verb, name)
        for noun in row["nouns"]:
            if nouns.get(noun, "OTHER") == "OTHER":
                nouns[noun] = name
    return Lexicon(
        verbs,
        nouns,
        {verb: tuple(patterns) for verb, patterns in frames.items()},
        {noun: tuple(rows) for noun, rows in noun_frames.items()},
        data["nominalizations"],
        {word: name for name, words in data["complements"].items() for word in words},
        classes,
        {name: frozenset(words) for name, words in data["predicates"].items()},
        {name: tuple(words) for name, words in data["roles"].items()},
    )


def _pattern(row: Mapping[str, Any], classes: Mapping[str, frozenset[str]]) -> Pattern:
    named: set[str] = set()

    def words(key: str) -> frozenset[str]:
        found: set[str] = set()
        for word in row.get(key, ()):
            if word.startswith("@"):
                named.add(f"{key}:{word[1:]}")
                found |= classes.get(word[1:], frozenset())
            found.add(word)
        return frozenset(found)

    return Pattern(
        row["type"],
        words("particles"),
        words("objects"),
        words("prep"),
        words("prep_objects"),
        words("complement"),
        words("subjects"),
        frozenset(named),
    )
