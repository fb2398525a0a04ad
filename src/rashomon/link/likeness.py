"""How alike documents are, by their words, titles and dates: any two, or many at once in sum."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rashomon import vocab
from rashomon.link.accounts import Account
from rashomon.link.keys import content_stems
from rashomon.link.vectors import Matrix, Numbers, Weights

#: Rows of days that are subtracted from others at a time: 4 MB for 2,000 others.
_DAYS = 256


@dataclass(frozen=True, slots=True)
class Likeness:
    """What makes two documents alike; documents are known by their places in `ids`, which are sorted.

    Both likenesses are cosines less the cost of the days between: that of the words, and that of words and titles. A
    title has its share in the second however long the text is: it says which of a topic's happenings is the news.
    """

    ids: Sequence[str]
    words: Matrix
    titles: Matrix
    days: Weights  # nan where unknown
    place: Mapping[str, int]  # of each id

    @classmethod
    def of(cls, accounts: Iterable[Account]) -> Likeness:
        """The likeness of these accounts, each read once."""
        accounts = sorted(accounts, key=lambda one: one.id)
        words, titles = weighted(accounts)
        days = np.array([np.nan if (day := one.day) is None else day for one in accounts])
        ids = [one.id for one in accounts]
        return cls(ids, words, titles, days, {one: at for at, one in enumerate(ids)})

    def between(self, row: int, others: Numbers) -> tuple[Weights, Weights]:
        """The likeness of a document with each of the others: of words, and of words and titles."""
        settings = vocab.load("link_stories")
        share, cost = settings["title_share"], self._costs([row], others, settings)
        cosines = self.words.cosines([row], others)
        return cosines - cost, (1.0 - share) * cosines + share * self.titles.cosines([row], others) - cost

    def sums(self, rows: Sequence[int], groups: Sequence[Sequence[int]], titled: bool) -> list[float]:
        """For each group the sum of the likenesses between its documents and `rows`; of words alone unless `titled`.

        A cosine is linear in both vectors, so the rows are added up first: takes as many steps as all of them have
        terms, where one by one it would take their product.
        """
        settings = vocab.load("link_stories")
        others = np.array([one for group in groups for one in group], np.int64)
        found = self.words.cosines(rows, others)
        if titled:
            share = settings["title_share"]
            found = (1.0 - share) * found + share * self.titles.cosines(rows, others)
        found = found - self._costs(rows, others, settings)
        ends = np.cumsum([len(group) for group in groups])
        return [round(math.fsum(part.tolist()), 9) for part in np.split(found, ends[:-1])]

    def square(self, rows: Sequence[int]) -> Weights:
        """The likeness of words and titles of each of these documents with each, 0 with itself."""
        made, every = np.zeros((len(rows), len(rows))), np.array(rows, np.int64)
        for at, row in enumerate(rows):
            made[at, at + 1 :] = made[at + 1 :, at] = self.between(row, every[at + 1 :])[1]
        return made

    def _costs(self, rows: Sequence[int], others: Numbers, settings: Mapping[str, Any]) -> Weights:
        """What the days between `rows` and each of the others cost, in sum."""
        cost = np.zeros(len(others))
        for at in range(0, len(rows), _DAYS):
            apart = np.abs(self.days[others][None] - self.days[rows[at : at + _DAYS]][:, None]) - settings["free_days"]
            # Of an unknown day and a number `fmax` takes the number.
            cost += np.fmin(np.fmax(apart * settings["day_cost"], 0.0), settings["most_cost"]).sum(axis=0)
        return cost


def weighted(accounts: Sequence[Account]) -> tuple[Matrix, Matrix]:
    """The accounts' weighted words, and those of their titles alone, a row each in their order (rows of unit length).

    Words of the text count by the root of how often they stand, title and lead first, common words down. A word of one
    document only says little of likeness, and makes long documents unlike all; in a small library, where most words
    stand in one document, leaving it out makes all documents alike. So it counts the less the larger the library
    (square of the share of imagined documents: 383 documents .01, 8 documents .74).
    """
    settings = vocab.load("link_stories")
    # Numbers, for words of 10,000 documents and how often they stand take 0.6 GB as dictionaries.
    numbers: dict[str, int] = {}
    texts: list[tuple[Numbers, Numbers]] = []
    titles: list[Numbers] = []
    for one in accounts:
        headed = content_stems(heading(one))
        counts = _counts(one, headed, settings)
        texts.append((_numbered(counts, numbers), np.fromiter(counts.values(), np.int32, len(counts))))
        titles.append(_numbered(dict.fromkeys(headed), numbers))
    terms = sorted(numbers)
    place = np.empty(len(terms), np.int64)
    place[[numbers[term] for term in terms]] = np.arange(len(terms))
    held = np.bincount(place[np.concatenate([*(one for one, _ in texts), _NOTHING])], minlength=len(terms))
    rarity = _rarity(terms, held.tolist(), len(accounts), settings)
    roots = np.sqrt(np.arange(1 + max((int(counts.max()) for _, counts in texts if len(counts)), default=0)))
    return (
        Matrix.of_rows((_unit(place[one], roots[counts] * rarity[place[one]]) for one, counts in texts), len(terms)),
        Matrix.of_rows((_unit(place[one], rarity[place[one]]) for one in titles), len(terms)),
    )


_NOTHING: Numbers = np.zeros(0, np.int32)


def _numbered(terms: Mapping[str, object], numbers: dict[str, int]) -> Numbers:
    """The terms by number; those met for the first time get the next ones."""
    return np.fromiter((numbers.setdefault(term, len(numbers)) for term in terms), np.int32, len(terms))


def _rarity(terms: Sequence[str], held: Sequence[int], documents: int, settings: Mapping[str, Any]) -> Weights:
    """What each term weighs, by how many documents have it and how many imagined ones."""
    total = documents + settings["prior_documents"]
    known = vocab.load("common_words")["share"]
    alone = (settings["prior_documents"] / total) ** 2
    return np.array([
        math.log(total / (count + settings["prior_documents"] * known.get(term, settings["prior_share"])))
        * (1.0 if count > 1 else alone)
        for term, count in zip(terms, held, strict=True)
    ])  # fmt: skip


def _unit(terms: Numbers, weights: Weights) -> tuple[Numbers, Weights]:
    """The terms that weigh anything, ascending, with their weights as a vector of unit length."""
    weighty = weights > 0
    terms, weights = terms[weighty], weights[weighty]
    order = np.argsort(terms)
    length = math.sqrt(math.fsum((weights * weights).tolist())) or 1.0
    return terms[order], weights[order] / length


def _counts(account: Account, headed: Iterable[str], settings: Mapping[str, Any]) -> dict[str, int]:
    counts = Counter(account.terms)
    for term in headed:
        counts[term] += settings["title_weight"]
    counts.update(content_stems(account.text[: settings["lead"]]))
    return dict(counts)


def heading(account: Account) -> str:
    """The title, or the text's first line where there is none, to 120 characters."""
    return account.title or next((line.strip() for line in account.text.splitlines() if line.strip()), "")[:120]
