"""NewsWCL50: are the names of each actor and happening found, and do names of one concept fall into one cluster?

The source is Hamborg et al. (2019), "Automated identification of media bias by word choice and labeling". A gold
mention is found when a mention (or, for a happening, a claim) shares at least half its characters with it. Clusters
are those of the linked entities and events over the five articles of an event; what is missed is a singleton.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.harness import Figure, annotated, documents_of, match_spans, read_lines
from rashomon.engines import linking
from rashomon.model import Annotation

NAME = "naming (NewsWCL50)"


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
    for row, (_, found_rows) in zip(rows, accounts, strict=True):
        spans = [one for one in found_rows if _is_name(one)]
        mentions = row["mentions"]
        matched = match_spans([(m["start"], m["end"]) for m in mentions], [(one.start, one.end) for one in spans])
        found += len(matched)
        mine = {left: spans[right] for left, right in matched}
        for index, mention in enumerate(mentions):
            gold.append(mention["code"])
            row_id = mine[index].id if index in mine else f"missed {row['id']} {index}"
            predicted.append(cluster_of.get(row_id, row_id))
    return _b_cubed(gold, predicted), _pairwise(gold, predicted), found / len(gold)


def _is_name(row: Annotation) -> bool:
    return row.kind == "claim" or (row.kind == "mention" and row.label not in ("time", "figure"))


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
