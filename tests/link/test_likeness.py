"""Likeness in sum is the sum of likenesses; few pairs are looked at of a word that many documents have."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest

from rashomon.link.accounts import Account, account_of
from rashomon.link.judged import Judged
from rashomon.link.likeness import Likeness
from rashomon.link.stories import Alike, _likeliest, find_stories
from rashomon.link.vectors import Lookup, Matrix, neighbours
from rashomon.model import Document


def _accounts(number: int) -> list[Account]:
    """Documents of invented words, some of which many have; one in five has no date."""
    chance = random.Random(3)  # noqa: S311
    words = [
        one + two + three
        for one in ("ka", "to", "mi", "re")
        for two in ("nor", "sel", "dul")
        for three in ("ta", "ve", "gos")
    ]
    made = []
    for at in range(number):
        some = chance.sample(words, 14)
        day = None if at % 5 == 4 else (date(2020, 1, 1) + timedelta(chance.randrange(300))).isoformat()
        text = " ".join(chance.choices(some, k=60))
        made.append(account_of(Document(f"d{at:03}", text, title=" ".join(some[:4]), published=day), ()))
    return made


@pytest.mark.parametrize("titled", [True, False])
def test_the_likeness_of_groups_is_the_sum_of_that_of_their_documents(titled: bool) -> None:
    likeness = Likeness.of(_accounts(40))
    rows, groups = [1, 4, 9, 12], [[2], [3, 5, 14, 30], [39, 0]]
    summed = likeness.sums(rows, groups, titled)
    for group, found in zip(groups, summed, strict=True):
        each = [likeness.between(row, np.array(group))[1 if titled else 0].sum() for row in rows]
        assert found == pytest.approx(sum(each), abs=1e-9)
    square = likeness.square(rows)
    assert square[1, 2] == square[2, 1] == likeness.between(4, np.array([9]))[1][0]


def test_a_document_without_words_is_like_nobody() -> None:
    accounts = [*_accounts(5), account_of(Document("d900", ""), ()), account_of(Document("d901", ""), ())]
    likeness = Likeness.of(accounts)
    assert likeness.between(5, np.array([0, 6]))[0].tolist() == [0.0, 0.0]
    assert likeness.between(0, np.array([5, 6]))[1].tolist() == [0.0, 0.0]
    assert {len(one.members) for one in find_stories(accounts, Judged()).clusters if "d900" in one.members} == {1}


def test_of_the_holders_of_a_word_those_near_in_time_meet() -> None:
    matrix = Matrix.of_rows([(np.array([0]), np.array([1.0])) for _ in range(6)], 1)
    days = np.array([10.0, 50.0, 20.0, np.nan, 40.0, 30.0])
    everybody = {at: others.tolist() for at, others in neighbours(matrix, days, Lookup(1, 10, 6))}
    assert everybody == {at: list(range(at + 1, 6)) for at in range(5)}
    nearest = {at: others.tolist() for at, others in neighbours(matrix, days, Lookup(1, 10, 1))}
    assert nearest == {0: [2], 1: [3, 4], 2: [5], 4: [5]}
    assert not list(neighbours(matrix, days, Lookup(1, 5, 6)))


def test_of_many_pairs_the_likeliest_of_either_document_stay() -> None:
    lefts, rights = np.array([0, 0, 0, 1]), np.array([1, 2, 3, 2])
    scores = np.array([0.9, 0.5, 0.4, 0.8])
    kept = _likeliest(Alike(lefts, rights, scores, scores), 1)
    assert list(zip(kept.lefts.tolist(), kept.rights.tolist(), strict=True)) == [(0, 1), (0, 3), (1, 2)]
    assert len(_likeliest(kept.of(kept.likely > 1), 1).lefts) == 0
