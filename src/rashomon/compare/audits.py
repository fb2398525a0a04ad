"""Where somebody says that he foretold what came, with what he is told to have said at the time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rashomon.compare.account import Account
from rashomon.compare.forecasts import Expectation
from rashomon.compare.nearest import Sentences
from rashomon.compare.passage import Passage, passage, sentence_around
from rashomon.compare.ties import Ties
from rashomon.compare.version import version
from rashomon.model import Document, Row
from rashomon.vocab import load

#: Statements of the time that are shown beside one look back.
MOST = 3


@dataclass(frozen=True, slots=True)
class Audit:
    """Words by which a forecast is said to have come true, and what the same writer or source foretold before."""

    passage: Passage
    sentence: Passage
    then: tuple[Passage, ...]

    @property
    def document(self) -> str:
        return self.passage.document

    def to_row(self) -> Row:
        return {**self.passage.to_row(), "then": [one.to_row() for one in self.then]}


def find_audits(
    accounts: Sequence[Account], expectations: Iterable[Expectation], ties: Ties, sentences: Sentences
) -> tuple[Audit, ...]:
    """Every look back of this kind in the accounts' order, with the nearest earlier statements of who looks back."""
    by_document = {one.document.id: one for one in accounts}
    register: dict[str, list[Expectation]] = {}
    for one in expectations:
        register.setdefault(one.document, []).append(one)
    return tuple(
        Audit(words, sentence, _then(account, (words, sentence), by_document, (register, ties, sentences)))
        for account in accounts
        for words, sentence in _looks_back(account)
    )


def _looks_back(account: Account) -> Iterator[tuple[Passage, Passage]]:
    document, seen = account.document, -1
    for match in _pattern().finditer(document.text):
        low, high = sentence_around(document.text, match.start(), match.end())
        if low != seen:
            seen = low
            yield passage(document, match.start(), match.end()), passage(document, low, high)


def _then(
    account: Account, found: tuple[Passage, Passage], accounts: Mapping[str, Account],
    looked: tuple[Mapping[str, list[Expectation]], Ties, Sentences],
) -> tuple[Passage, ...]:  # fmt: skip
    """What accounts of the same author or source foretold before, by likeness to the sentences around the look back."""
    register, ties, sentences = looked
    words, _ = found
    near_claims = [
        row
        for row in account.of("claim")
        if abs(row.start - words.start) <= 300 and row.value in ("asserted", "denied")
    ]
    near = sentences.nearest([version(account, row, ties) for row in near_claims])
    told: list[tuple[float, Passage]] = []
    for other, statements in register.items():
        if not is_before(accounts[other].document, account.document):
            continue
        scores = {one.sentence.start: one.score for one in near.get(other, [])}
        told += [(scores.get(one.sentence.start, 0.0), one.passage) for one in statements]
    told.sort(key=lambda one: (-one[0], one[1]))
    return tuple(one for score, one in told[:MOST] if score > 0)


def is_before(one: Document, other: Document) -> bool:
    """Whether one document was published before another by the same author, or source where none is named."""
    if not (one.published and other.published and one.published[:10] < other.published[:10]):
        return False
    if one.authors and other.authors:
        return bool(set(one.authors) & set(other.authors))
    return one.source is not None and one.source == other.source


@cache
def _pattern() -> re.Pattern[str]:
    lists = load("forecast")["audits"]
    before, verbs, phrases = ("|".join(re.escape(one) for one in lists[key]) for key in ("before", "verbs", "phrases"))
    speaker = r"(?:I|we|he|she|they|this (?:paper|column|blog|page|author)|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
    looked = rf"\b(?:{before}) {speaker}(?: had| have| has|['’]d)?(?: \w+ly| always| long| already)? (?:{verbs})\b"
    return re.compile(rf"{looked}|\b(?:{phrases})\b")
