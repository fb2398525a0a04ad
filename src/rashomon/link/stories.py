"""Documents grouped by the happenings they share: likeness of words, titles and dates, average linkage, clear cuts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

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
        texts.append((_numbered(counts, numbers), np.fromiter(counts.values(), np.int64, len(counts))))
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


_NOTHING: Numbers = np.zeros(0, np.int64)


def _numbered(terms: Mapping[str, object], numbers: dict[str, int]) -> Numbers:
    """The terms by number; those met for the first time get the next ones."""
    return np.fromiter((numbers.setdefault(term, len(numbers)) for term in terms), np.int64, len(terms))


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


def likenesses(accounts: Sequence[Account], same: Iterable[Pair] = ()) -> dict[Pair, tuple[float, float]]:
    """For each pair of documents that share a weighty word: likeness of their words, and of words and titles.

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
    blocks = []
    for at, others in neighbours(matrix, settings["index_terms"], most):
        cosines = matrix.cosines(at, others)
        apart = np.abs(dated[others] - dated[at]) - settings["free_days"]
        cost = np.clip(np.nan_to_num(apart * settings["day_cost"]), 0.0, settings["most_cost"])
        both = (1.0 - share) * cosines + share * headed.cosines(at, others)
        blocks.append((np.full(len(others), at), others, cosines - cost, both - cost))
    if not blocks:
        return {}
    lefts, rights, words, likely = (np.concatenate(column) for column in zip(*blocks, strict=True))
    strong = likely >= settings["least_likeness"] - 1e-9
    edges = zip(lefts[strong].tolist(), rights[strong].tolist(), strict=True)
    part_of = connected([(ids[a], ids[b]) for a, b in edges] + [(a, b) for a, b in same if a in days and b in days])
    numbers = {part: number for number, part in enumerate(sorted(set(part_of.values())))}
    parts = np.array([numbers.get(part_of.get(one, ""), -1) for one in ids])
    kept = (parts[lefts] == parts[rights]) & (parts[lefts] >= 0)
    rows = zip(*(column[kept].tolist() for column in (lefts, rights, words, likely)), strict=True)
    return {(ids[a], ids[b]): (word, like) for a, b, word, like in rows}


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
    scores = likenesses(accounts, given.same)
    plain = {pair: score for pair, (_, score) in scores.items()}
    by_id = {one.id: one for one in accounts}
    groups = _stories(list(by_id), plain, given)
    inside = [pair for pair in scores if groups.root(pair[0]) == groups.root(pair[1])]
    plain = {pair: scores[pair][0] for pair in inside}
    every = [groups, *(Groups.over(by_id, given) for _ in settings["circles"])]
    for circle, least in zip(every[1:], settings["circles"], strict=True):
        average_linkage(plain, least, circle)
    clusters = [Cluster("story", members, _title(members, by_id), "") for members in groups.members()]
    best: dict[str, Pair] = {}
    for left, right in sorted(inside, key=lambda pair: (-scores[pair][1], pair)):
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
