"""The words of speech and thought from vocab/speech.toml, ready for look-up by dictionary form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rashomon.vocab import load


@dataclass(frozen=True, slots=True)
class Reading:
    """How a writer puts a content: the value of the attribution, the tone of the word, its sort."""

    value: str
    tone: str
    sort: str


@dataclass(frozen=True, slots=True)
class Word:
    """Which contents a cue word takes, and what it says of each (see the head of speech.toml).

    `readings` is by sort of content: "told him to go" orders, "told him that" says.
    """

    takes: frozenset[str]
    preps: frozenset[str]
    hearer: bool
    readings: Mapping[str, Reading]

    def reading(self, content: str = "clause") -> Reading:
        """What the word says of a content of this sort; of a clause where the sort is not told apart."""
        order = (content, "clause", "quote", "as", "object", "prep", "to", "around", "unsorted")
        return next(self.readings[sort] for sort in order if sort in self.readings)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cue words by part of speech; `phrases` are prepositional cues as tuples of lower-case words."""

    verbs: Mapping[str, Word]
    nouns: Mapping[str, Word]
    adjectives: Mapping[str, Word]
    adverbs: Mapping[str, Word]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Word], ...]]
    lemmas: Mapping[str, str]
    source_labels: Mapping[str, frozenset[str]]
    lists: Mapping[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The lexicon of vocab/speech.toml."""
    data = load("speech")
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for phrase, word in _words(data["prepositions"]).items():
        parts = tuple(phrase.split())
        phrases.setdefault(parts[0], []).append((parts, word))
    return Lexicon(
        verbs=_words(data["verbs"]),
        nouns=_words(data["nouns"]),
        adjectives=_words(data["adjectives"]),
        adverbs=_words(data["adverbs"]),
        phrases={first: tuple(sorted(some, key=lambda one: -len(one[0]))) for first, some in phrases.items()},
        lemmas=data["lemmas"],
        source_labels={name: frozenset(words) for name, words in data["source_labels"].items()},
        lists={name: frozenset(words) for name, words in data["lists"].items()},
    )


def _words(groups: list[dict[str, Any]]) -> dict[str, Word]:
    """One Word a dictionary form; of two groups that give the same sort of content the first counts."""
    words: dict[str, Word] = {}
    for group in groups:
        reading = Reading(group["value"], group.get("tone", "neutral"), group.get("sort", "speech"))
        takes, preps = frozenset(group.get("takes", ())), frozenset(group.get("preps", ()))
        sorts = [*sorted(takes), *(["prep"] if preps else [])] or ["unsorted"]
        for form in group["words"]:
            known = words.get(form, Word(frozenset(), frozenset(), False, {}))
            words[form] = Word(
                takes=known.takes | takes,
                preps=known.preps | preps,
                hearer=known.hearer or bool(group.get("hearer")),
                readings=dict.fromkeys(sorts, reading) | dict(known.readings),
            )
    return words
