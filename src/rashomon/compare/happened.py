"""The words by which an account calls what happened: "fall", "liberation", "took back", each with its group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rashomon.compare.account import Account, flat
from rashomon.compare.named import Use, bare
from rashomon.compare.passage import Passage, title_passage
from rashomon.compare.speakers import HEADLINE, voice, within
from rashomon.compare.ties import Ties
from rashomon.model import Annotation
from rashomon.vocab import load

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def happening_uses(account: Account, ties: Ties) -> Iterator[tuple[str, str, Use]]:
    """Group, word and use of each word for a happening among the account's predicates, named happenings and title."""
    groups = happening_groups()
    lists = load("comparison")["happening_names"]
    verbs = frozenset(word for name, words in lists.items() if name.endswith("_verbs") for word in words)
    seen: set[tuple[int, int]] = set()
    for row in account.of("mention", "happening") + account.of("role", "predicate"):
        idle = row.kind == "role" and _is_idle(account, row)
        for first, last in _named_happenings(account.words(row), groups):
            start, end = row.start + first, row.start + last
            word = flat(account.document.text[start:end]).casefold()
            group = groups[word]
            if idle and word in verbs:
                continue
            if (start, end) not in seen and not is_verbal(account.document.text, start):
                seen.add((start, end))
                words, place = _phrase(account, row, (start, end))
                yield group, words, Use(place, voice(account, row), within(account, row, ties))
    title = account.document.title or ""
    for start, end in _named_happenings(title, groups):
        word = flat(title[start:end])
        yield groups[word.casefold()], word, Use(title_passage(account.document, start, end), HEADLINE)


def _named_happenings(text: str, groups: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Where words for a happening stand in a text: one word or two ("took back")."""
    words = [(one.start(), one.end()) for one in WORD.finditer(text)]
    for at, (start, end) in enumerate(words):
        after = words[at + 1][1] if at + 1 < len(words) else end
        whole = next((one for one in (after, end) if flat(text[start:one]).casefold() in groups), None)
        if whole is not None:
            yield start, whole


def _is_idle(account: Account, predicate: Annotation) -> bool:
    """Whether a verb tells of no change of hands: "fell silent", "seized the chance", "lost the will"."""
    claim = account.row(predicate.about)
    return claim is not None and claim.label in ("OTHER", "STATE", "COERCE")


def _phrase(account: Account, row: Annotation, word: tuple[int, int]) -> tuple[str, Passage]:
    """The word with what it is of: its claim's words where they are a short name ("fall of Karsa"), else itself."""
    for shown in (account.row(row.about), row):
        if shown is None or not (shown.start <= word[0] and word[1] <= shown.end):
            continue
        words = account.words(shown).split()
        if len(words) <= 5 and not _clausal().intersection(one.casefold() for one in words):
            return bare(" ".join(words)), account.passage(shown)
    return account.document.text[slice(*word)], account.stretch(*word)


@cache
def _clausal() -> frozenset[str]:
    return frozenset(load("comparison")["clausal"]["words"])


def is_verbal(text: str, start: int) -> bool:
    """Whether the word at `start` is a verb of what may be ("to capture", "could fall"): no name for what was."""
    before = [one.casefold() for one in text[max(0, start - 30) : start].split()]
    # "to fully capture": an adverb may stand between.
    while before and before[-1].endswith("ly"):
        before.pop()
    return bool(before) and before[-1] in load("comparison")["verbal"]["words"]


@cache
def happening_groups() -> dict[str, str]:
    """For each word for a happening the group it is in: words of one group tell of one thing in different ways."""
    groups = load("comparison")["happening_names"]
    return {word: name.removesuffix("_verbs") for name, words in groups.items() for word in words}
