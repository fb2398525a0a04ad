"""Documents grouped by the happenings they share: likeness of weighted words and dates, average linkage."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rashomon import vocab
from rashomon.link.accounts import Account
from rashomon.link.averages import Pair, average_linkage
from rashomon.link.judged import Groups, Judged, person_links
from rashomon.link.keys import content_stems
from rashomon.model import Cluster, Link, Reason

MADE_BY = "stories@1"

Vector = dict[str, float]


def vectors(accounts: Sequence[Account]) -> dict[str, Vector]:
    """Each account's weighted words (unit length): roots of counts, title and lead first, common words down.

    A word of one document only says little of likeness, and makes long documents unlike all; in a small library,
    where most words stand in one document, leaving it out makes all documents alike. So it counts the less the
    larger the library (square of the share of imagined documents: 383 documents .01, 8 documents .74).
    """
    settings = vocab.load("link_stories")
    counts = {one.id: _counts(one, settings) for one in accounts}
    documents = Counter(term for one in counts.values() for term in one)
    total = len(accounts) + settings["prior_documents"]
    known = vocab.load("common_words")["share"]
    rarity = {
        term: math.log(total / (count + settings["prior_documents"] * known.get(term, settings["prior_share"])))
        * (1.0 if count > 1 else (settings["prior_documents"] / total) ** 2)
        for term, count in documents.items()
    }
    made = {}
    for one, terms in counts.items():
        vector = {term: math.sqrt(count) * rarity[term] for term, count in terms.items() if rarity.get(term, 0.0) > 0}
        length = math.sqrt(math.fsum(value * value for value in vector.values())) or 1.0
        made[one] = {term: vector[term] / length for term in sorted(vector)}
    return made


def _counts(account: Account, settings: Mapping[str, Any]) -> dict[str, int]:
    counts = Counter(account.terms)
    for term in content_stems(heading(account)):
        counts[term] += settings["title_weight"]
    counts.update(content_stems(account.text[: settings["lead"]]))
    return dict(counts)


def heading(account: Account) -> str:
    """The title, or the text's first line where there is none, to 120 characters."""
    return account.title or next((line.strip() for line in account.text.splitlines() if line.strip()), "")[:120]


def likenesses(accounts: Sequence[Account]) -> dict[Pair, tuple[float, float]]:
    """For each pair of documents that share a weighty word: cosine, and cosine less the cost of the days between."""
    settings = vocab.load("link_stories")
    by_id = {one.id: one for one in accounts}
    weighted = vectors(accounts)
    index: dict[str, list[str]] = {}
    for one in sorted(weighted):
        best = sorted(weighted[one].items(), key=lambda item: (-item[1], item[0]))[: settings["index_terms"]]
        for term, _ in best:
            index.setdefault(term, []).append(one)
    most = max(50, settings["most_share"] * len(accounts))
    shared: Counter[Pair] = Counter()
    for holders in index.values():
        if len(holders) <= most:
            shared.update((a, b) for at, a in enumerate(holders) for b in holders[at + 1 :])
    found: dict[Pair, tuple[float, float]] = {}
    for left, right in sorted(shared):
        cosine = _cosine(weighted[left], weighted[right])
        found[left, right] = (cosine, cosine - _cost(by_id[left].day, by_id[right].day, settings))
    return found


def _cosine(one: Vector, other: Vector) -> float:
    if len(other) < len(one):
        one, other = other, one
    return math.fsum(value * other[term] for term, value in one.items() if term in other)


def _cost(one: int | None, other: int | None, settings: Mapping[str, Any]) -> float:
    if one is None or other is None:
        return 0.0
    days = max(0, abs(one - other) - settings["free_days"])
    return float(min(settings["most_cost"], days * settings["day_cost"]))


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
    scores = likenesses(accounts)
    plain = {pair: score for pair, (_, score) in scores.items()}
    every = [Groups.over([one.id for one in accounts], given) for _ in (0, *settings["circles"])]
    for groups, least in zip(every, (settings["least_likeness"], *settings["circles"]), strict=True):
        average_linkage(plain, least, groups)
    groups = every[0]
    by_id = {one.id: one for one in accounts}
    clusters = [Cluster("story", members, _title(members, by_id), "") for members in groups.members()]
    inside = [pair for pair in scores if groups.root(pair[0]) == groups.root(pair[1])]
    best: dict[str, Pair] = {}
    for left, right in sorted(inside, key=lambda pair: (-scores[pair][1], pair)):
        best.setdefault(right, (left, right))
        best.setdefault(left, (left, right))
    links = [_link(pair, scores[pair], by_id) for pair in sorted(set(best.values()))]
    links += person_links("story", by_id, given)
    return Told(links, clusters, {one: tuple(each.root(one) for each in every) for one in sorted(by_id)})


def _title(members: Sequence[str], by_id: Mapping[str, Account]) -> str:
    named = [one for one in members if by_id[one].title] or list(members)
    first = by_id[min(named, key=lambda one: (by_id[one].day or 10**9, one))]
    return heading(first)


def _link(pair: Pair, score: tuple[float, float], by_id: Mapping[str, Account]) -> Link:
    cosine, likeness = score
    left, right = by_id[pair[0]], by_id[pair[1]]
    common = sorted(
        set(left.terms) & set(right.terms), key=lambda term: (-min(left.terms[term], right.terms[term]), term)
    )
    days = "" if left.day is None or right.day is None else f"{abs(left.day - right.day)} days apart"
    reasons = [Reason("words shared", f"likeness {cosine:.2f}: " + ", ".join(common[:6]), 0.0)]
    if days:
        reasons.append(Reason("dates", days, 0.0))
    return Link("story", *pair, "same", MADE_BY, round(max(0.0, min(1.0, likeness)), 4), reasons=tuple(reasons))
