"""Documents grouped by the happenings they share: likeness of weighted words and dates, average linkage."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rashomon import vocab
from rashomon.link.accounts import Account
from rashomon.link.averages import Pair, average_linkage
from rashomon.link.judged import Groups, Judged
from rashomon.link.keys import content_stems
from rashomon.model import Cluster, Link, Reason

MADE_BY = "stories@1"

Vector = dict[str, float]


def vectors(accounts: Sequence[Account]) -> dict[str, Vector]:
    """Each account's weighted words (unit length): counts damped, title and lead first, common words down."""
    settings = vocab.load("link_stories")
    counts = {one.id: _counts(one, settings) for one in accounts}
    documents = Counter(term for one in counts.values() for term in one)
    total = len(accounts) + settings["prior_documents"]
    prior = settings["prior_documents"] * settings["prior_share"]
    rarity = {term: math.log(total / (count + prior)) for term, count in documents.items()}
    made = {}
    for one, terms in counts.items():
        vector = {term: (1 + math.log(count)) * max(0.0, rarity[term]) for term, count in sorted(terms.items())}
        length = math.sqrt(math.fsum(value * value for value in vector.values())) or 1.0
        made[one] = {term: value / length for term, value in vector.items() if value > 0}
    return made


def _counts(account: Account, settings: Mapping[str, Any]) -> dict[str, float]:
    counts: Counter[str] = Counter(account.terms)
    for _ in range(settings["title_weight"] - 1):
        counts.update(content_stems(account.title))
    for _ in range(settings["lead_weight"] - 1):
        counts.update(content_stems(account.text[: settings["lead"]]))
    return dict(counts)


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


def find_stories(accounts: Sequence[Account], given: Judged) -> tuple[list[Link], list[Cluster]]:
    """The stories of these accounts, and for each document of a story the link to its nearest earlier fellow."""
    settings = vocab.load("link_stories")
    scores = likenesses(accounts)
    groups = Groups.over([one.id for one in accounts], given)
    average_linkage({pair: score for pair, (_, score) in scores.items()}, settings["least_likeness"], groups)
    by_id = {one.id: one for one in accounts}
    clusters = [Cluster("story", members, _title(members, by_id), "") for members in groups.members()]
    inside = [pair for pair in scores if groups.root(pair[0]) == groups.root(pair[1])]
    best: dict[str, Pair] = {}
    for left, right in sorted(inside, key=lambda pair: (-scores[pair][1], pair)):
        best.setdefault(right, (left, right))
        best.setdefault(left, (left, right))
    links = [_link(pair, scores[pair], by_id) for pair in sorted(set(best.values()))]
    return links, clusters


def _title(members: Sequence[str], by_id: Mapping[str, Account]) -> str:
    named = [one for one in members if by_id[one].title] or list(members)
    first = by_id[min(named, key=lambda one: (by_id[one].day or 10**9, one))]
    return first.title or next((line.strip() for line in first.text.splitlines() if line.strip()), "")[:120]


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
