"""How well places are found and resolved: LGL and GeoWebNews, within 161 km of the gold point."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from evals.harness import (
    Counts,
    Figure,
    annotated,
    documents_of,
    f1_figure,
    match_spans,
    overlap,
    read_lines,
    sample,
    summed,
)
from rashomon.model import Annotation

NEAR = 161.0  # kilometres, 100 miles: the custom of the field
FAR = 1_000.0  # kilometres: in another country, or at the other end of a very large one


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
    gold, matched, counted = _matched(places, rows)
    resolvable = [(gold[g], rows[p]) for g, p in matched if gold[g]["lat"] is not None]
    right = sum(is_right(one, row.value) for one, row in resolvable)
    unresolved = sum(gold[g]["lat"] is None for g, _ in matched)
    return {
        "detection F1": Counts(len(matched), len(counted), len(gold)),
        "accuracy within 161 km": Counts(right, len(resolvable), len(resolvable)),
        "end to end F1": Counts(right, len(counted) - unresolved, sum(one["lat"] is not None for one in gold)),
    }


def _matched(
    places: Sequence[dict[str, Any]], rows: Sequence[Annotation]
) -> tuple[list[dict[str, Any]], list[tuple[int, int]], list[int]]:
    """The gold places that count, the pairs of them with rows, and the rows that count (not those on neutral words)."""
    gold = [one for one in places if not one["neutral"]]
    other = [(one["start"], one["end"]) for one in places if one["neutral"]]
    spans = [(row.start, row.end) for row in rows]
    matched = match_spans([(one["start"], one["end"]) for one in gold], spans)
    used = {index for _, index in matched}
    counted = [i for i, one in enumerate(spans) if i in used or all(overlap(one, span) == 0 for span in other)]
    return gold, matched, counted


def right_rows(places: Sequence[dict[str, Any]], rows: Sequence[Annotation]) -> dict[int, bool]:
    """For each row that counts, by its index, whether it is right: a gold place, and within 161 km or null for none.

    A found place that the set gives no point is left out where the row has one: it cannot be judged.
    """
    gold, matched, counted = _matched(places, rows)
    of_row = {p: gold[g] for g, p in matched}
    judged = {}
    for index in counted:
        one = of_row.get(index)
        if one is None:
            judged[index] = False
        elif rows[index].value is None:
            judged[index] = True  # an unresolved row only says that there is a place
        elif one["lat"] is not None:
            judged[index] = is_right(one, rows[index].value)
    return judged


def abroad_of(places: Sequence[dict[str, Any]], rows: Sequence[Annotation]) -> Counts:
    """Of the found places with a point and a value, those put so far off that the country is another, most likely."""
    gold, matched, _ = _matched(places, rows)
    pairs = [(gold[g], rows[p].value) for g, p in matched if gold[g]["lat"] is not None and rows[p].value]
    far = sum(not is_right(one, value) and _off(one, value) > FAR for one, value in pairs if value)
    return Counts(far, len(pairs), len(pairs))


def _off(gold: dict[str, Any], value: str) -> float:
    lat, lon = map(float, value.rpartition("@")[2].removeprefix("geo:").split(","))
    return kilometres((gold["lat"], gold["lon"]), (lat, lon))


def calibration(judged: Sequence[tuple[float, bool]]) -> tuple[float, int]:
    """How far the scores are from the shares of right rows, in bins of a tenth weighted by their rows; and the rows."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for one in judged:
        bins.setdefault(min(9, int(one[0] * 10)), []).append(one)
    gaps = (abs(sum(score for score, _ in rows) - sum(right for _, right in rows)) for rows in bins.values())
    return sum(gaps) / max(1, len(judged)), len(judged)


def measure(gold: Path) -> list[Figure]:
    lines = sample(list(read_lines(gold / "places" / "dev.jsonl")), None)
    asked = {"detection F1": 0.89, "accuracy within 161 km": 0.89, "end to end F1": 0.76}
    by_set: dict[str, dict[str, dict[str, Counts]]] = {}
    judged: list[tuple[float, bool]] = []
    abroad: dict[str, Counts] = {}
    for line, (document, rows) in zip(lines, annotated(documents_of(lines)), strict=True):
        mine = [row for row in rows if row.kind == "mention" and row.label in ("place", "country")]
        judged += [(mine[index].score, right) for index, right in right_rows(line["gold"]["places"], mine).items()]
        abroad[document.id] = abroad_of(line["gold"]["places"], mine)
        for name, counts in score(line["gold"]["places"], mine).items():
            for corpus in ("places", line["gold"]["corpus"]):
                by_set.setdefault(corpus, {}).setdefault(name, {})[document.id] = counts
    off, rows_judged = calibration(judged)
    far = summed(abroad)
    return [
        *(
            f1_figure(corpus, name, counts, asked[name] if corpus == "places" else None)
            for corpus, by_name in by_set.items()
            for name, counts in by_name.items()
        ),
        Figure("places", "placed more than 1,000 km off", far.precision, int(far.predicted), lower_is_better=True),
        Figure("places", "scores off from the share right", off, rows_judged, lower_is_better=True),
    ]
