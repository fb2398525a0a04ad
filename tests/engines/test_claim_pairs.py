"""Pairs of claims: what fits brings bits, what contradicts parts, however alike the rest is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bench.told import tell

from rashomon.annotate import annotate
from rashomon.engines import claim_pairs
from rashomon.engines.claim_pairs import score_pairs
from rashomon.engines.linking import link
from rashomon.link.events import COMPARISONS
from rashomon.model import Document, Problem

ROW: dict[str, Any] = {
    "story": "s", "near": "n", "nearest": "n", "label": "CONTROL", "stems": ["take"], "families": ["seize~"],
    "actors": [], "recipients": ["karsa"], "objects": ["turn:karsa"], "takers": [], "places": ["1"], "first_day": None,
    "last_day": None, "told": None, "until": None, "low": None, "high": None, "context": ["karsa"], "names": ["karsa"],
    "around": ["karsa"], "light": False, "rare": False, "open": False, "lead": True,
}  # fmt: skip


def parts(one: dict[str, Any], other: dict[str, Any]) -> tuple[float, dict[str, float]]:
    """The bits of two claims that are alike but for what is given here."""
    rows = [ROW | {"id": "a", "document": "da"} | one, ROW | {"id": "b", "document": "db"} | other]
    (pair,) = score_pairs(rows)
    return pair.bits, dict(zip(COMPARISONS, pair.parts, strict=True))


def day(*parts: int) -> int:
    return date(*parts).toordinal()


def test_a_place_taken_twice_months_apart_is_two_happenings() -> None:
    june = {"first_day": day(2019, 6, 3), "last_day": day(2019, 6, 3)}
    december = {"first_day": day(2019, 12, 3), "last_day": day(2019, 12, 3)}
    assert parts({}, {})[0] > 0
    assert parts(june, december)[0] < -6


def test_what_was_told_before_the_day_cannot_tell_of_it() -> None:
    bits, held = parts(
        {"told": day(2019, 6, 3), "until": day(2019, 6, 4)}, {"first_day": day(2019, 8, 1), "last_day": day(2019, 8, 1)}
    )
    assert held["days"] < -6
    assert bits < 0


def test_a_place_taken_by_others_is_another_happening() -> None:
    assert parts({"takers": ["army", "@troops"]}, {"takers": ["front", "@fighters"]})[1]["object"] < -6
    assert parts({"takers": ["army"]}, {"takers": []})[1]["object"] > 0


def read(text: str, name: str, published: str) -> tuple[Document, Any]:
    document = Document(id=name, text=text, published=published, title="Karsa and the bridge at Velm")
    (rows,) = annotate([document])
    assert not isinstance(rows, Problem)
    return document, rows


def test_two_ways_of_keeping_people_from_leaving_are_one_happening() -> None:
    told = [
        read(
            "Gunmen of the Northern Front kept families from leaving Karsa in August, a baker said.", "a", "2019-10-02"
        ),
        read(
            "The Northern Front turned families back at the gate of Karsa in August, a nurse said.", "b", "2019-10-03"
        ),
    ]
    predicate = {
        row.about: text.text[row.start : row.end] for text, rows in told for row in rows if row.label == "predicate"
    }
    shared = [
        {predicate[member] for member in one.members}
        for one in link(told).clusters
        if one.kind == "event" and len(one.members) > 1
    ]
    assert {"kept", "turned families back"} in shared


def test_one_thread_and_two_give_the_same_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    told = tell(60)
    made = []
    for threads in (1, 2):
        monkeypatch.setattr(claim_pairs, "THREADS", threads)
        made.append(link(told.accounts))
    assert any(len(one.members) > 2 for one in made[0].clusters if one.kind == "event")
    assert made[0] == made[1]
