"""Which lines of a page are not of its articles, why, and how far that reaches. The rules are vocab/residue.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rashomon import vocab

Reach = Literal["line", "list", "end", "close"]
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "´": "'", "`": "'", "\u00a0": " "})
WORD = re.compile(r"[^\W_][\w'.&+-]*[\w+]|[^\W_]|[&+]")
BARS = re.compile(r"\s*[|•·]\s*")
LONGEST_BARRED = 200  # characters of a line whose parts between bars are looked at one by one
LONGEST_MATCHED = 1_000  # characters: no residue line of the sets is longer; bounds the time of a pattern


@dataclass(frozen=True, slots=True)
class Rule:
    """One sort of residue as the vocabulary gives it."""

    reason: str
    reach: Reach
    whole: re.Pattern[str] | None
    opening: re.Pattern[str] | None
    words: frozenset[str]
    filler: frozenset[str]
    longest: int
    needs: tuple[str, ...]  # one of these must occur: a cheap test before the patterns

    def matches(self, line: str, low: str, words: list[str]) -> bool:
        if len(words) > self.longest:
            return False
        if self.words and self._made_of(words):
            return True
        if self.needs and not any(one in low for one in self.needs):
            return False
        if self.whole is not None and self.whole.fullmatch(line):
            return True
        return self.opening is not None and self.opening.match(line) is not None

    def _made_of(self, words: list[str]) -> bool:
        plain = [word for word in words if not word.replace(".", "").replace(",", "").rstrip("km").isdigit()]
        known = self.words | self.filler
        return (
            0 < len(plain) <= 24 and all(word in known for word in plain) and any(word in self.words for word in plain)
        )


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules of vocab/residue.toml in their order; the first that matches a line gives its reason."""
    table = vocab.load("residue")
    lists = {name: frozenset(words) for name, words in table["words"].items()}
    return tuple(
        Rule(
            reason=row["reason"], reach=row["reach"],
            whole=_either(row.get("patterns")), opening=_either(row.get("opens")),
            words=lists.get(row.get("made_of", ""), frozenset()),
            filler=lists.get(row.get("filler", ""), frozenset()), longest=row.get("longest", 40),
            needs=tuple(row.get("needs", ())),
        )
        for row in table["rule"]
    )  # fmt: skip


def _either(patterns: list[str] | None) -> re.Pattern[str] | None:
    if not patterns:
        return None
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


def rule_of(line: str) -> Rule | None:
    """The rule that a line falls under, or None when it may be of an article.

    >>> rule_of("Leave a Reply").reason
    'comments'
    >>> rule_of("He declined to comment.") is None
    True
    """
    return _remembered(line) if len(line) <= LONGEST_BARRED else _found(line)


@lru_cache(maxsize=8192)
def _remembered(line: str) -> Rule | None:
    return _found(line)  # a page's short lines are asked for again and again


def _found(line: str) -> Rule | None:
    if len(line) > LONGEST_MATCHED * 3:
        return None
    plain = line.strip().translate(STRAIGHT)
    if not any(letter.isalnum() for letter in plain):
        return None
    low = plain.lower()
    words = WORD.findall(low)
    for rule in load_rules():
        if rule.matches(plain[:LONGEST_MATCHED], low, words):
            return rule
    parts = [one for one in BARS.split(plain) if one] if len(plain) <= LONGEST_BARRED and BARS.search(plain) else []
    rules = [rule_of(part) for part in parts] if len(parts) >= 2 else [None]
    return rules[0] if None not in rules else None
