"""Documents fall into stories by the happenings they tell of, in a library of fifteen as in one of hundreds."""

from __future__ import annotations

import random

import pytest

from rashomon import sample
from rashomon.ingest import read_paths
from rashomon.link.accounts import Account, account_of
from rashomon.link.judged import Judged
from rashomon.link.stories import find_stories
from rashomon.model import Document


@pytest.fixture(scope="module")
def accounts() -> list[Account]:
    return [account_of(one, ()) for one in read_paths([str(sample.folder())]) if isinstance(one, Document)]


def test_the_two_happenings_of_the_sample_are_two_stories(accounts: list[Account]) -> None:
    told = [set(one.members) for one in find_stories(accounts, Judged()).clusters]
    assert sorted(len(one) for one in told) == [7, 8]
    titles = {one.id: (one.title or "").lower() for one in accounts}
    bridge = next(one for one in told if any("destroyed" in titles[member] for member in one))
    end = next(one for one in told if any("full control" in titles[member] for member in one))
    assert bridge != end
    assert sum("bridge" in titles[member] for member in bridge) == 6
    assert not any("bridge" in titles[member] for member in end)


def test_stories_do_not_depend_on_the_order_of_documents(accounts: list[Account]) -> None:
    shuffled = random.Random(5).sample(accounts, len(accounts))  # noqa: S311
    assert find_stories(shuffled, Judged()).clusters == find_stories(accounts, Judged()).clusters


def test_a_text_of_something_else_stays_alone(accounts: list[Account]) -> None:
    words = (
        "The national library of Tessin said its readers borrowed more cookery books than novels last year. People "
        "asked for bread, soups and pickles, and staff put in longer hours in autumn. A report lists the ten best."
    )
    other = account_of(Document(id="zz", text=words, title="Cookery books are borrowed most"), ())
    told = find_stories([*accounts, other], Judged()).clusters
    assert ("zz",) in [one.members for one in told]
