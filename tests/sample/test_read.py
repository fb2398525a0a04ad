"""The program finds in the sample most of what its truth says; floors are a little below what was measured.

When the floors were set: 142 of 152 contents, 132 sources, 33 of 33 figures, 28 of 28 predicates,
16 of 26 forecasts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rashomon import sample
from rashomon.annotate import annotate
from rashomon.ingest import Options, read_paths
from rashomon.model import Annotation, Document, Problem

TRUTH = sample.load_truth()
Read = dict[str, tuple[str, list[Annotation]]]


@pytest.fixture(scope="module")
def read() -> Read:
    """Text and rows of each document of the truth."""
    documents = [one for one in read_paths([str(sample.folder())], Options()) if isinstance(one, Document)]
    found = {}
    for document, rows in zip(documents, annotate(documents), strict=True):
        assert not isinstance(rows, Problem), rows
        path = document.origin.path or ""
        found[(path.rpartition("/")[2], document.origin.part)] = (document.text, rows)
    return {one["id"]: found[(one["file"], one.get("part", 0))] for one in TRUTH["document"]}


def place(text: str, words: str, occurrence: int = 1) -> tuple[int, int]:
    start = -1
    for _ in range(occurrence):
        start = text.find(words, start + 1)
    return start, start + len(words)


def near(one: tuple[int, int], row: Annotation) -> float:
    """Intersection over union in characters."""
    shared = min(one[1], row.end) - max(one[0], row.start)
    return max(0, shared) / (max(one[1], row.end) - min(one[0], row.start))


def count(rows: list[dict[str, Any]], is_found: Callable[[dict[str, Any]], bool]) -> int:
    return sum(is_found(row) for row in rows)


def test_most_attributions_are_found_with_their_source(read: Read) -> None:
    with_source = 0

    def is_found(row: dict[str, Any]) -> bool:
        nonlocal with_source
        text, rows = read[row["document"]]
        span = place(text, row["content"][0], row.get("occurrence", 1))
        close = [one for one in rows if one.kind == "attribution" and near(span, one) >= 0.5]
        named = {one.id: text[one.start : one.end].lower() for one in rows if one.kind == "mention"}
        sources = {named.get(one.who or "", "") for one in close}
        asked = row["source"].lower()
        with_source += any(one and (one in asked or asked in one) for one in sources)
        return bool(close)

    assert count(TRUTH["attribution"], is_found) >= 135
    assert with_source >= 120


def test_almost_all_figures_are_found_with_their_least_value(read: Read) -> None:
    def is_found(row: dict[str, Any]) -> bool:
        text, rows = read[row["document"]]
        span = place(text, row["words"], row.get("occurrence", 1))
        figures = [one for one in rows if one.label == "figure" and one.kind == "mention" and near(span, one) > 0]
        return any((one.value or "").startswith(f"{row['low']}..") for one in figures)

    assert count(TRUTH["figure"], is_found) >= 30


def test_the_words_for_each_happening_are_predicates(read: Read) -> None:
    told = [row for row in TRUTH["telling"] if "passage" in row]

    def is_found(row: dict[str, Any]) -> bool:
        text, rows = read[row["document"]]
        start = text.find(row["passage"]) + row["passage"].index(row["words"])
        span = (start, start + len(row["words"]))
        return any(one.label == "predicate" and near(span, one) > 0 for one in rows)

    assert count(told, is_found) >= 26


def test_more_than_half_of_the_forecasts_are_found(read: Read) -> None:
    def is_found(row: dict[str, Any]) -> bool:
        text, rows = read[row["document"]]
        span = place(text, row["words"])
        return any(one.kind == "claim" and one.value == "forecast" and near(span, one) > 0 for one in rows)

    assert count(TRUTH["forecast"], is_found) >= 14
