"""Documents grouped by the happenings they share: likeness of words, titles and dates, average linkage, clear cuts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon import vocab
from rashomon.link.accounts import Account
from rashomon.link.averages import Pair, average_linkage, connected
from rashomon.link.judged import Groups, Judged, person_links
from rashomon.link.keys import content_stems
from rashomon.link.parting import Parting, parted
from rashomon.link.vectors import Matrix, Numbers, Weights, neighbours
from rashomon.model import Cluster, Link, Reason

MADE_BY = "stories@2"


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


@dataclass(frozen=True, slots=True)
class Likenesses:
    """Pairs of documents, by their places in `ids`, the lesser first: likeness of words, and of words and titles."""

    ids: Sequence[str]
    lefts: Numbers
    rights: Numbers
    words: Weights
    likely: Weights

    def of(self, chosen: NDArray[np.bool_]) -> Likenesses:
        """Only the chosen pairs."""
        return Likenesses(self.ids, self.lefts[chosen], self.rights[chosen], self.words[chosen], self.likely[chosen])

    def within(self, group_of: Mapping[str, str]) -> Likenesses:
        """Only the pairs both of whose documents are in one group; one without a group is with nobody."""
        numbers = {group: number for number, group in enumerate(sorted(set(group_of.values())))}
        groups = np.array([numbers.get(group_of.get(one, ""), -1) for one in self.ids])
        return self.of((groups[self.lefts] == groups[self.rights]) & (groups[self.lefts] >= 0))

    def pairs(self) -> Iterator[Pair]:
        for left, right in zip(self.lefts.tolist(), self.rights.tolist(), strict=True):
            yield self.ids[left], self.ids[right]


def likenesses(accounts: Sequence[Account], same: Iterable[Pair] = ()) -> Likenesses:
    """Of each pair of documents that share a weighty word: likeness of their words, and of words and titles.

    Both are cosines less the cost of the days between. A title has its share in the second however long the text is:
    it says which of a topic's happenings is the news. Only pairs within one part of the graph of pairs that reach the
    vocabulary's least likeness, or that a person called the `same`: no others can come into one story (see
    `average_linkage`).
    """
    settings = vocab.load("link_stories")
    accounts = sorted(accounts, key=lambda one: one.id)
    ids = [one.id for one in accounts]
    matrix, headed = weighted(accounts)
    share = settings["title_share"]
    days = {one.id: one.day for one in accounts}
    dated = np.array([np.nan if (day := days[one]) is None else day for one in ids])
    most = max(50, settings["most_share"] * len(ids))
    columns: tuple[list[Any], ...] = ([], [], [], [])
    for at, others in neighbours(matrix, settings["index_terms"], most):
        cosines = matrix.cosines(at, others)
        apart = np.abs(dated[others] - dated[at]) - settings["free_days"]
        cost = np.clip(np.nan_to_num(apart * settings["day_cost"]), 0.0, settings["most_cost"])
        both = (1.0 - share) * cosines + share * headed.cosines(at, others)
        # Places as four bytes each, and each column put together when the one before is: as blocks of all four, and
        # then an object a pair, memory peaked 65 MB higher (291 MB to 226, 10,000 documents of bench/told).
        made = (np.full(len(others), at, np.int32), others.astype(np.int32), cosines - cost, both - cost)
        for column, block in zip(columns, made, strict=True):
            column.append(block)
    found = Likenesses(ids, *(_column(column) for column in columns))
    strong = found.of(found.likely >= settings["least_likeness"] - 1e-9)
    joined = connected([*strong.pairs(), *((a, b) for a, b in same if a in days and b in days)])
    return found.within(joined)


def _column(blocks: list[Any]) -> Any:
    """The blocks as one array; they are let go of."""
    whole = np.concatenate(blocks) if blocks else np.zeros(0, np.int32)
    blocks.clear()
    return whole


@dataclass(frozen=True, slots=True)
class Told:
    """The stories of a library, the links that made them, and for each document its ever narrower circles.

    `circles` of a document: the ids of its story, and of the parts into which the story falls at each of the
    vocabulary's `circles` of likeness. Documents of one narrow circle tell of the same happenings, mostly.
    """

    links: list[Link]
    clusters: list[Cluster]
    circles: dict[str, tuple[str, ...]]


def find_stories(accounts: Sequence[Account], given: Judged) -> Told:
    """The stories of these accounts, and for each document of a story the link to its nearest fellow."""
    settings = vocab.load("link_stories")
    found = likenesses(accounts, given.same)
    by_id = {one.id: one for one in accounts}
    groups = _stories(list(by_id), dict(zip(found.pairs(), found.likely.tolist(), strict=True)), given)
    found = found.within({one: groups.root(one) for one in by_id})
    likely = zip(found.words.tolist(), found.likely.tolist(), strict=True)
    scores = dict(zip(found.pairs(), likely, strict=True))
    plain = {pair: words for pair, (words, _) in scores.items()}
    every = [groups, *(Groups.over(by_id, given) for _ in settings["circles"])]
    for circle, least in zip(every[1:], settings["circles"], strict=True):
        average_linkage(plain, least, circle)
    clusters = [Cluster("story", members, _title(members, by_id), "") for members in groups.members()]
    best: dict[str, Pair] = {}
    for left, right in sorted(scores, key=lambda pair: (-scores[pair][1], pair)):
        best.setdefault(right, (left, right))
        best.setdefault(left, (left, right))
    links = [_link(pair, scores[pair], by_id) for pair in sorted(set(best.values()))]
    links += person_links("story", by_id, given)
    return Told(links, clusters, {one: tuple(each.root(one) for each in every) for one in sorted(by_id)})


def _stories(ids: Sequence[str], scores: Mapping[Pair, float], given: Judged) -> Groups:
    """Documents joined by average linkage, then cut where a group is two, unless a person joined across the cut."""
    settings = vocab.load("link_stories")
    rule = Parting(settings["part_members"], settings["part_clear"], settings["circles"][-1], settings["part_share"])
    joined = Groups.over(ids, given)
    average_linkage(scores, settings["least_likeness"], joined)
    groups = Groups.over(ids, given)
    for members in joined.members():
        for first, *others in parted(members, scores, rule):
            for other in others:
                groups.join(first, other)
    return groups


def _title(members: Sequence[str], by_id: Mapping[str, Account]) -> str:
    named = [one for one in members if by_id[one].title] or list(members)
    first = by_id[min(named, key=lambda one: (by_id[one].day or 10**9, one))]
    return heading(first)


def _link(pair: Pair, score: tuple[float, float], by_id: Mapping[str, Account]) -> Link:
    words, likeness = score
    left, right = by_id[pair[0]], by_id[pair[1]]
    common = sorted(
        set(left.terms) & set(right.terms), key=lambda term: (-min(left.terms[term], right.terms[term]), term)
    )
    days = "" if left.day is None or right.day is None else f"{abs(left.day - right.day)} days apart"
    reasons = [Reason("words shared", f"likeness {words:.2f}: " + ", ".join(common[:6]), 0.0)]
    if days:
        reasons.append(Reason("dates", days, 0.0))
    return Link("story", *pair, "same", MADE_BY, round(max(0.0, min(1.0, likeness)), 4), reasons=tuple(reasons))
