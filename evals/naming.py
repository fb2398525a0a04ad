"""NewsWCL50: are the names of each actor and happening found, and do names of one concept fall into one cluster?

The source is Hamborg et al. (2019), "Automated identification of media bias by word choice and labeling". A gold
mention is found when a mention, else a claim or the words that name its happening, shares at least half its
characters with it, leading articles aside. Clusters are those of the linked entities and events over the five
articles of an event; what is missed is a singleton.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.harness import Figure, SpanPair, annotated, documents_of, match_spans, read_lines
from evals.names import bare
from rashomon.engines import linking
from rashomon.model import Annotation

NAME = "naming (NewsWCL50)"
NUMBERS = ("time", "figure")


def measure(gold: Path) -> list[Figure]:
    """B-cubed and pairwise F1 of the clusters, and the recall of mentions, over the events of the set."""
    rows = list(read_lines(gold / "naming" / "articles.jsonl"))
    cubed, paired, recalls = {}, {}, {}
    for event in sorted({row["event"] for row in rows}):
        key = str(event)
        cubed[key], paired[key], recalls[key] = _measure_event([row for row in rows if row["event"] == event])
    return [
        _figure("clusters, B-cubed F1", cubed, 0.60),
        _figure("clusters, pairwise F1", paired, 0.50),
        _figure("mentions found, recall", recalls, 0.93),
    ]


def _figure(name: str, by_event: dict[str, float], asked: float) -> Figure:
    return Figure(NAME, name, sum(by_event.values()) / len(by_event), len(by_event), asked, by_event)


def _measure_event(rows: Sequence[dict[str, Any]]) -> tuple[float, float, float]:
    accounts = list(annotated(documents_of(rows)))
    linked = linking.link(accounts)
    cluster_of = {member: one.id for one in linked.clusters if one.kind != "story" for member in one.members}
    gold, predicted = [], []
    found = 0
    for row, (document, found_rows) in zip(rows, accounts, strict=True):
        mine = _matched(document.text, row["mentions"], found_rows)
        found += len(mine)
        for index, mention in enumerate(row["mentions"]):
            gold.append(mention["code"])
            row_id = mine.get(index, f"missed {row['id']} {index}")
            predicted.append(cluster_of.get(row_id, row_id))
    return _b_cubed(gold, predicted), _pairwise(gold, predicted), found / len(gold)


def _matched(text: str, mentions: Sequence[dict[str, Any]], rows: Sequence[Annotation]) -> dict[int, str]:
    """For each gold mention found, by index: the id of the mention or claim that it is."""
    gold = [bare(text, one["start"], one["end"]) for one in mentions]
    made: dict[int, str] = {}
    for sort in (_names, _claims):
        left = [index for index in range(len(gold)) if index not in made]
        spans = sort(rows)
        for one, other in match_spans([gold[one] for one in left], [bare(text, *span) for span, _ in spans]):
            if spans[other][1] not in made.values():  # a claim's clause and its predicate are one row between them
                made[left[one]] = spans[other][1]
    return made


def _names(rows: Sequence[Annotation]) -> list[tuple[SpanPair, str]]:
    return [((one.start, one.end), one.id) for one in rows if one.kind == "mention" and one.label not in NUMBERS]


def _claims(rows: Sequence[Annotation]) -> list[tuple[SpanPair, str]]:
    """Claims by their clause and by their predicate: both have the claim's id."""
    claims = [((one.start, one.end), one.id) for one in rows if one.kind == "claim"]
    return claims + [((one.start, one.end), one.about or "") for one in rows if one.label == "predicate"]


def _b_cubed(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998) of two labellings of the same mentions."""
    both = Counter(zip(gold, predicted, strict=True))
    by_gold, by_predicted = Counter(gold), Counter(predicted)
    precision = sum(n * n / by_predicted[p] for (_, p), n in both.items()) / len(gold)
    recall = sum(n * n / by_gold[g] for (g, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def _pairwise(gold: Sequence[str], predicted: Sequence[str]) -> float:
    def pairs(counts: Counter[Any]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    right = pairs(Counter(zip(gold, predicted, strict=True)))
    total = pairs(Counter(gold)) + pairs(Counter(predicted))
    return 2 * right / total if total else 1.0
