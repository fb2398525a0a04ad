"""Documents grouped by the happenings they share: likeness of words, titles and dates, average linkage, clear cuts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon import vocab
from rashomon.link.accounts import Account
from rashomon.link.averages import Across, Pair, average_linkage
from rashomon.link.judged import Groups, Judged, person_links
from rashomon.link.likeness import Likeness, heading
from rashomon.link.parting import MOST, Parting, parted
from rashomon.link.vectors import Lookup, Numbers, Weights, neighbours
from rashomon.model import Cluster, Link, Reason

MADE_BY = "stories@3"


@dataclass(frozen=True, slots=True)
class Alike:
    """Pairs of documents, by their places, the lesser first: likeness of words, and of words and titles."""

    lefts: Numbers
    rights: Numbers
    words: Weights
    likely: Weights

    def of(self, chosen: NDArray[np.bool_]) -> Alike:
        """Only the chosen pairs."""
        return Alike(self.lefts[chosen], self.rights[chosen], self.words[chosen], self.likely[chosen])


def alike(likeness: Likeness) -> Alike:
    """The pairs that share a weighty word and are at least as alike as two stories must be on the mean to be one.

    Of a document's pairs only those that are among the likeliest of either are kept: the mean likeness of groups is
    worked out over all their documents, so pairs only say which groups may meet.
    """
    settings = vocab.load("link_stories")
    most = max(50, settings["most_share"] * len(likeness.ids))
    rule = Lookup(settings["index_terms"], most, settings["near"])
    columns: tuple[list[Any], ...] = ([], [], [], [])
    for at, others in neighbours(likeness.words, likeness.days, rule):
        words, likely = likeness.between(at, others)
        near = likely >= settings["least_likeness"] - 1e-9
        made = (np.full(int(near.sum()), at, np.int32), others[near], words[near], likely[near])
        for column, block in zip(columns, made, strict=True):
            column.append(block)
    return _likeliest(Alike(*(_column(column) for column in columns)), settings["likeliest"])


def _column(blocks: list[Any]) -> Any:
    """The blocks as one array; they are let go of."""
    whole = np.concatenate(blocks) if blocks else np.zeros(0, np.int32)
    blocks.clear()
    return whole


def _likeliest(found: Alike, number: int) -> Alike:
    """Only the pairs that are among the `number` likeliest of either document."""
    kept = np.zeros(len(found.lefts), np.bool_)
    ends = (found.lefts, found.rights)
    owners = np.concatenate(ends)
    order = np.lexsort((np.concatenate(ends[::-1]), -np.tile(found.likely, 2), owners))
    sizes = np.bincount(owners)
    rank = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    kept[order[rank < number] % max(1, len(kept))] = True
    return found.of(kept)


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
    likeness = Likeness.of(accounts)
    found = alike(likeness)
    groups = _stories(likeness, found, given)
    stories = [[likeness.place[one] for one in members] for members in groups.members()]
    story_of = np.zeros(len(likeness.ids), np.int64)
    for members in stories:
        story_of[members] = members[0]
    found = found.of(story_of[found.lefts] == story_of[found.rights])
    every = [groups, *(_circles(likeness, found, least, given) for least in settings["circles"])]
    by_id = {one.id: one for one in accounts}
    clusters = [Cluster("story", members, _title(members, by_id), "") for members in groups.members()]
    links = [
        _link(left, right, (words, likely), likeness.ids, by_id)
        for left, right, words, likely in _nearest(likeness, found, stories)
    ]
    links += person_links("story", by_id, given)
    return Told(links, clusters, {one: tuple(each.root(one) for each in every) for one in likeness.ids})


def _stories(likeness: Likeness, found: Alike, given: Judged) -> Groups:
    """Documents joined by average linkage, then cut where a group is two, unless a person joined across the cut."""
    settings = vocab.load("link_stories")
    rule = Parting(settings["part_members"], settings["part_clear"], settings["circles"][-1], settings["part_share"])
    joined = Groups.over(likeness.ids, given)
    scores = _scores(likeness, found, found.likely)
    average_linkage(scores, settings["least_likeness"], joined, across=_across(likeness, titled=True))
    groups = Groups.over(likeness.ids, given)
    for members in joined.members():
        for first, *others in _cut(likeness, members, rule):
            for other in others:
                groups.join(first, other)
    return groups


def _cut(likeness: Likeness, members: Sequence[str], rule: Parting) -> list[tuple[str, ...]]:
    if not 2 * rule.members <= len(members) <= MOST:
        return [tuple(members)]
    return parted(members, likeness.square([likeness.place[one] for one in members]), rule)


def _circles(likeness: Likeness, found: Alike, least: float, given: Judged) -> Groups:
    """The parts of stories whose documents are on the mean at least so much alike in their words."""
    near = found.of(found.words >= least - 1e-9)
    circles = Groups.over(likeness.ids, given)
    average_linkage(_scores(likeness, near, near.words), least, circles, across=_across(likeness, titled=False))
    return circles


def _scores(likeness: Likeness, found: Alike, scores: Weights) -> dict[Pair, float]:
    ids = likeness.ids
    pairs = zip(found.lefts.tolist(), found.rights.tolist(), strict=True)
    return {(ids[one], ids[other]): score for (one, other), score in zip(pairs, scores.tolist(), strict=True)}


def _across(likeness: Likeness, titled: bool) -> Across:
    """The sums of likenesses between groups of documents, by their ids."""
    place = likeness.place

    def across(members: Sequence[str], others: Sequence[Sequence[str]]) -> list[float]:
        groups = [[place[one] for one in each] for each in others]
        return likeness.sums([place[one] for one in members], groups, titled)

    return across


def _nearest(likeness: Likeness, found: Alike, stories: Sequence[Sequence[int]]) -> list[tuple[int, int, float, float]]:
    """For each document of a story of several its likeliest fellow: both places, likeness of words, and with titles."""
    best: dict[int, tuple[float, tuple[int, int], float]] = {}

    def offer(one: int, others: Iterable[int], words: Weights, likely: Weights) -> None:
        for other, word, score in zip(others, words.tolist(), likely.tolist(), strict=True):
            pair = (min(one, other), max(one, other))
            for end in pair:
                if end not in best or (-score, pair) < best[end][:2]:
                    best[end] = (-score, pair, word)

    rows = zip(found.lefts.tolist(), found.rights.tolist(), strict=True)
    for at, (one, other) in enumerate(rows):
        offer(one, (other,), found.words[at : at + 1], found.likely[at : at + 1])
    for members in stories:
        for one in members:
            if len(members) > 1 and one not in best:
                others = np.array([each for each in members if each != one], np.int64)
                offer(one, others.tolist(), *likeness.between(one, others))
    return sorted({(*pair, word, -score) for score, pair, word in best.values()})


def _title(members: Sequence[str], by_id: Mapping[str, Account]) -> str:
    named = [one for one in members if by_id[one].title] or list(members)
    first = by_id[min(named, key=lambda one: (by_id[one].day or 10**9, one))]
    return heading(first)


def _link(one: int, other: int, score: tuple[float, float], ids: Sequence[str], by_id: Mapping[str, Account]) -> Link:
    words, likeness = score
    left, right = by_id[ids[one]], by_id[ids[other]]
    ours, theirs = left.terms, right.terms
    common = sorted(set(ours) & set(theirs), key=lambda term: (-min(ours[term], theirs[term]), term))
    days = "" if left.day is None or right.day is None else f"{abs(left.day - right.day)} days apart"
    reasons = [Reason("words shared", f"likeness {words:.2f}: " + ", ".join(common[:6]), 0.0)]
    if days:
        reasons.append(Reason("dates", days, 0.0))
    return Link(
        "story", left.id, right.id, "same", MADE_BY, round(max(0.0, min(1.0, likeness)), 4), reasons=tuple(reasons)
    )
