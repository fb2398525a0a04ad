"""Parts of speech, morphology and lemmas of a parse: what spaCy's attribute ruler and lemmatizer give, looked up.

Both decide a token by few facts: its word, its tag, its dependency. spaCy matches 180 patterns at every token and reads
the morphology of each again; here each combination of facts is decided once. The two took 24% of the parse (60 war
reports, 27,314 tokens), this takes 3%; `tests/annotate/test_forms.py` holds every token to spaCy's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

#: A word as rules see it: its lower case where a rule names it (else empty), and whether it is space.
Word: TypeAlias = tuple[str, bool]
#: Tag, part of speech, morphology, lemma, dependency: what a rule may set, in the order of `_SET`.
Values: TypeAlias = tuple[int, ...]

#: Words held, and lemmas: 3,000 invented articles have 25,000 and 45,000, and memory would grow on.
MOST = 32_768

_SET = ("TAG", "POS", "MORPH", "LEMMA", "DEP")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of spaCy's attribute ruler: the tokens it fits, which of them it is about, what it sets there."""

    number: int  # later rules win
    tokens: tuple[Mapping[str, Any], ...]
    at: int
    sets: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Fit:
    """What rules say of a token by its own facts: those that fit it alone, and those that it may start."""

    alone: tuple[int, ...]
    starts: tuple[Rule, ...]


def rules_of(ruler: Any) -> tuple[Rule, ...]:
    """The rules of spaCy's attribute ruler in order; ValueError for one that looks at more than is known here."""
    made = []
    for number, one in enumerate(ruler.patterns):
        for tokens in one["patterns"]:
            if len(tokens) > 2 or not {key for token in tokens for key in token} <= {"TAG", "LOWER", "DEP", "IS_SPACE"}:
                raise ValueError(f"a rule of another shape: {tokens}")
            made.append(Rule(number, tuple(tokens), one["index"], ruler.attrs[number]))
    return tuple(made)


def _words_in(wanted: Any) -> Iterable[str]:
    """The words that a pattern names."""
    return (wanted,) if isinstance(wanted, str) else (*wanted.get("IN", ()), *wanted.get("NOT_IN", ()))


class Forms:
    """A pipe of spaCy in the place of its attribute ruler and lemmatizer, which it asks where facts are new."""

    def __init__(self, nlp: Any) -> None:
        ruler, self._lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        _index_lemmas(self._lemmatizer)
        self._strings = nlp.vocab.strings
        self._ids = [self._strings[one] for one in _SET]
        rules = rules_of(ruler)
        self._sets = {rule.number: rule.sets for rule in rules}
        self._rules: dict[str, list[Rule]] = {}  # by the tag of the first token, most of which name one
        for rule in rules:
            tag = rule.tokens[0].get("TAG")
            self._rules.setdefault(tag if isinstance(tag, str) else "", []).append(rule)
        wanted = [value for rule in rules for token in rule.tokens if (value := token.get("LOWER")) is not None]
        self._named = frozenset(word for one in wanted for word in _words_in(one))
        self._shapes = [re.compile(one["REGEX"]) for one in wanted if not isinstance(one, str) and "REGEX" in one]
        self._words: dict[int, Word] = {}
        self._fits: dict[tuple[Word, int, int], Fit] = {}
        self._values: dict[tuple[int, int, tuple[int, ...]], Values] = {}
        self._lemmas: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Any) -> Any:
        """The same Doc, with parts of speech, morphology and lemmas."""
        if len(doc):
            self._apply_rules(doc)
            self._set_lemmas(doc)
        return doc

    def _apply_rules(self, doc: Any) -> None:
        rows = doc.to_array(["ORTH", "TAG", "DEP"]).tolist()
        keys = [(self._words.get(orth) or self._word(orth), tag, dep) for orth, tag, dep in rows]
        fits = [self._fits.get(key) or self._fit(key) for key in keys]
        numbers = [one.alone for one in fits]
        for at, one in enumerate(fits[:-1]):
            for rule in one.starts:
                if _is_fit(rule.tokens[1], self._facts(keys[at + 1])):
                    numbers[at + rule.at] = tuple(sorted((*numbers[at + rule.at], rule.number)))
        made = [
            self._values.get((tag, dep, number)) or self._outcome(tag, dep, number)
            for (_, tag, dep), number in zip(rows, numbers, strict=True)
        ]
        doc.from_array(list(_SET), np.array(made, dtype=np.uint64))

    def _set_lemmas(self, doc: Any) -> None:
        found = []
        for at, (orth, pos, morph, lemma) in enumerate(doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).tolist()):
            known = lemma or self._lemmas.get((orth, pos, morph))
            if known is None:
                known = self._strings.add(self._lemmatizer.lemmatize(doc[at])[0])
                self._lemmatizer.cache.clear()  # it keeps what is kept here
                _kept(self._lemmas)[orth, pos, morph] = known
            found.append(known)
        doc.from_array(["LEMMA"], np.array(found, dtype=np.uint64))

    def _word(self, orth: int) -> Word:
        text = self._strings[orth]
        lower = text.lower()
        is_named = lower in self._named or any(one.search(lower) for one in self._shapes)
        _kept(self._words)[orth] = word = (lower if is_named else "", text.isspace())
        return word

    def _fit(self, key: tuple[Word, int, int]) -> Fit:
        facts = self._facts(key)
        possible = (*self._rules.get(str(facts["TAG"]), ()), *self._rules[""])
        fitting = [rule for rule in possible if _is_fit(rule.tokens[0], facts)]
        alone = tuple(sorted(rule.number for rule in fitting if len(rule.tokens) == 1))
        self._fits[key] = fit = Fit(alone, tuple(rule for rule in fitting if len(rule.tokens) == 2))
        return fit

    def _facts(self, key: tuple[Word, int, int]) -> Mapping[str, str | bool]:
        (lower, is_space), tag, dep = key
        return {"LOWER": lower, "IS_SPACE": is_space, "TAG": self._strings[tag], "DEP": self._strings[dep]}

    def _outcome(self, tag: int, dep: int, numbers: Iterable[int]) -> Values:
        values = dict.fromkeys(self._ids, 0) | {self._ids[0]: tag, self._ids[-1]: dep}
        for number in numbers:
            values |= self._sets[number]
        self._values[tag, dep, tuple(numbers)] = made = tuple(values[one] for one in self._ids)
        return made


def _kept(known: dict[Any, Any]) -> dict[Any, Any]:
    """What was decided, or nothing of it where there is more than `MOST`: what is common is soon decided again."""
    if len(known) >= MOST:
        known.clear()
    return known


def _index_lemmas(lemmatizer: Any) -> None:
    """Let the lemmatizer look up known forms as sets: it reads through a list of 57,528 nouns for each new one."""
    known = lemmatizer.lookups.get_table("lemma_index")
    for key in list(known):
        known[key] = frozenset(known[key])


def _is_fit(wanted: Mapping[str, Any], facts: Mapping[str, str | bool]) -> bool:
    return all(_holds(value, facts[name]) for name, value in wanted.items())


def _holds(wanted: Any, fact: Any) -> bool:
    """Whether a token's fact is what a pattern wants: a value, one IN a list, NOT_IN a list, or a REGEX."""
    if not isinstance(wanted, dict):
        return bool(wanted == fact)
    ((sort, value),) = wanted.items()
    if sort == "REGEX":
        return bool(re.search(value, fact))
    if sort not in ("IN", "NOT_IN"):
        raise ValueError(f"a rule of another shape: {wanted}")
    return (fact in value) is (sort == "IN")
