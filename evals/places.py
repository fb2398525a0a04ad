"""How well places are found and resolved: LGL and GeoWebNews, within 161 km of the gold point."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from evals.harness import Counts, Figure, annotated, documents_of, f1_figure, match_spans, overlap, read_lines, sample
from rashomon.model import Annotation

NEAR = 161.0  # kilometres, 100 miles: the custom of the field


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points.

    >>> round(kilometres((0, 0), (0, 1)))
    111
    """
    first, second, third, fourth = map(radians, (*one, *other))
    half = sin((third - first) / 2) ** 2 + cos(first) * cos(third) * sin((fourth - second) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, half)))


def is_right(gold: dict[str, Any], value: str | None) -> bool:
    """Whether a value is the gold place: the same id, or within 161 km."""
    if value is None:
        return False
    name, _, at = value.rpartition("@") if "@" in value else ("", "", value.removeprefix("geo:"))
    if gold["geonames"] and name == f"geonames:{gold['geonames']}":
        return True
    lat, lon = map(float, at.split(","))
    return gold["lat"] is not None and kilometres((gold["lat"], gold["lon"]), (lat, lon)) <= NEAR


def score(places: Sequence[dict[str, Any]], rows: Sequence[Annotation]) -> dict[str, Counts]:
    """Detection, resolution (of those found that have a point) and end to end, for one document."""
    gold = [one for one in places if not one["neutral"]]
    other = [(one["start"], one["end"]) for one in places if one["neutral"]]
    spans = [(row.start, row.end) for row in rows]
    matched = match_spans([(one["start"], one["end"]) for one in gold], spans)
    used = {index for _, index in matched}
    free = [one for index, one in enumerate(spans) if index not in used]
    counted = len(matched) + sum(all(overlap(one, span) == 0 for span in other) for one in free)
    resolvable = [(gold[g], rows[p]) for g, p in matched if gold[g]["lat"] is not None]
    right = sum(is_right(one, row.value) for one, row in resolvable)
    unresolved = sum(gold[g]["lat"] is None for g, _ in matched)
    return {
        "detection F1": Counts(len(matched), counted, len(gold)),
        "accuracy within 161 km": Counts(right, len(resolvable), len(resolvable)),
        "end to end F1": Counts(right, counted - unresolved, sum(one["lat"] is not None for one in gold)),
    }


def measure(gold: Path) -> list[Figure]:
    lines = sample(list(read_lines(gold / "places" / "dev.jsonl")), None)
    asked = {"detection F1": 0.89, "accuracy within 161 km": 0.89, "end to end F1": 0.76}
    by_set: dict[str, dict[str, dict[str, Counts]]] = {}
    for line, (document, rows) in zip(lines, annotated(documents_of(lines)), strict=True):
        mine = [row for row in rows if row.kind == "mention" and row.label in ("place", "country")]
        for name, counts in score(line["gold"]["places"], mine).items():
            for corpus in ("places", line["gold"]["corpus"]):
                by_set.setdefault(corpus, {}).setdefault(name, {})[document.id] = counts
    return [
        f1_figure(corpus, name, counts, asked[name] if corpus == "places" else None)
        for corpus, by_name in by_set.items()
        for name, counts in by_name.items()
    ]
