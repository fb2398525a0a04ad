"""How well names are found, sorted and joined: re3d (Syria and Iraq), named entities, neutral ones aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from evals.harness import (
    Counts,
    Figure,
    SpanPair,
    annotated,
    documents_of,
    f1_figure,
    overlap,
    read_lines,
)
from rashomon.model import Annotation
from rashomon.vocab import load

_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
#: Gold types that the names and places annotators answer for.
TYPES = ("Organisation", "Person", "Location", "Nationality")
LABELS = frozenset(
    (
        "person",
        "organisation",
        "armed_group",
        "government",
        "military",
        "people",
        "country",
        "place",
        "facility",
        "happening",
        "other",
    )
)
#: Neutral: re3d does not mark them.
PRONOUNS = frozenset(load("comparison")["pronouns"]["words"])


def bare(text: str, start: int, end: int) -> SpanPair:
    """A span without leading article and outer spaces."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    article = _ARTICLE.match(text, start, end)
    return (article.end() if article else start, end)


def pairs(
    gold: Sequence[dict[str, Any]], predicted: Sequence[tuple[SpanPair, str]], least: float
) -> list[tuple[int, int]]:
    """One-to-one pairs of the greatest overlap, the right sort preferred; `least` 0 asks one shared character."""
    if not gold or not predicted:
        return []
    scores = np.array([[overlap(one["span"], span) for span, _ in predicted] for one in gold])
    typed = np.array([[label in one["labels"] for _, label in predicted] for one in gold])
    counted = (scores >= least) & (scores > 0)
    rows, columns = linear_sum_assignment(-np.where(counted, scores + typed, 0))
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if counted[r, c]]


def score(text: str, entities: Sequence[dict[str, Any]], rows: Sequence[Annotation], least: float) -> dict[str, Counts]:
    """Counts of one document by measure: overlap, with type, exact with type."""
    for one in entities:
        one["span"] = bare(text, one["start"], one["end"])
    gold = [one for one in entities if one["type"] in TYPES and one["named"] and not one["neutral"]]
    other = [one for one in entities if one not in gold]
    found = [(bare(text, row.start, row.end), row.label) for row in rows]
    matched = pairs(gold, found, least)
    used = {index for _, index in matched}
    rest = [one for index, one in enumerate(found) if index not in used]
    counted = len(matched) + sum(all(overlap(one["span"], span) == 0 for one in other) for span, _ in rest)
    right = [(gold[g], found[p]) for g, p in matched if found[p][1] in gold[g]["labels"]]
    exact = sum(one["span"] == span for one, (span, _) in right)
    totals = {"overlap": len(matched), "with type": len(right), "exact with type": exact}
    return {name: Counts(value, counted, len(gold)) for name, value in totals.items()}


def join_counts(text: str, gold: dict[str, Any], rows: Sequence[Annotation]) -> tuple[Counts, Counts]:
    """Stated aliases that end in one entity, and pairs that must not (each: right of gold)."""
    del text

    def key(span: list[int]) -> str | None:
        best = max(rows, key=lambda row: overlap((row.start, row.end), (span[0], span[1])), default=None)
        if best is None or overlap((best.start, best.end), (span[0], span[1])) == 0:
            return None
        return best.value

    def joined(list_: list[Any]) -> int:
        return sum(key(left) is not None and key(left) == key(right) for left, right in list_)

    aliases, distinct = gold["aliases"], gold["distinct"]
    return (
        Counts(joined(aliases), len(aliases), len(aliases)),
        Counts(joined(distinct), len(distinct), len(distinct)),
    )


def _is_pronoun(words: str) -> bool:
    """Whether the words are a pronoun: "us", never the country "US"."""
    return words.lower() in PRONOUNS and not (len(words) > 1 and words.isupper())


def measure(gold: Path) -> list[Figure]:
    lines = list(read_lines(gold / "names" / "dev.jsonl"))
    by_name: dict[str, dict[str, Counts]] = {}
    aliases, merges = Counts(), Counts()
    for line, (document, rows) in zip(lines, annotated(documents_of(lines)), strict=True):
        mine = [row for row in rows if row.kind == "mention" and row.label in LABELS]
        mine = [row for row in mine if not _is_pronoun(document.text[row.start : row.end])]
        for least in (0.0, 0.5):
            for name, counts in score(document.text, line["gold"]["entities"], mine, least).items():
                by_name.setdefault(name if not least else f"{name}, half shared", {})[document.id] = counts
        joined, merged = join_counts(document.text, line["gold"], mine)
        aliases.add(joined)
        merges.add(merged)
    asked = {"overlap": 0.87, "with type": 0.80, "exact with type": 0.66}
    figures = [f1_figure("re3d", f"names F1, {name}", counts, asked.get(name)) for name, counts in by_name.items()]
    figures.append(Figure("re3d", "stated aliases joined", aliases.recall, int(aliases.gold), 0.6))
    figures.append(Figure("re3d", "false merges", merges.recall, int(merges.gold), 0.02, lower_is_better=True))
    return figures
