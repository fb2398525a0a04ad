"""The words of speech and thought from vocab/speech.toml, ready for look-up by dictionary form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rashomon.vocab import load


@dataclass(frozen=True, slots=True)
class Word:
    """What a cue word says of its content, and which contents it takes (see the head of speech.toml)."""

    value: str
    tone: str
    sort: str
    takes: frozenset[str]
    preps: frozenset[str]
    hearer: bool


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
    """One Word a dictionary form: value, tone and sort of its first group, takes and preps of all."""
    words: dict[str, Word] = {}
    for group in groups:
        for form in group["words"]:
            first = words.get(form)
            words[form] = Word(
                value=first.value if first else group["value"],
                tone=first.tone if first else group.get("tone", "neutral"),
                sort=first.sort if first else group.get("sort", "speech"),
                takes=frozenset(group.get("takes", ())) | (first.takes if first else frozenset()),
                preps=frozenset(group.get("preps", ())) | (first.preps if first else frozenset()),
                hearer=bool(group.get("hearer")) or bool(first and first.hearer),
            )
    return words
