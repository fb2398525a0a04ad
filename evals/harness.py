"""What every eval shares: figures, span matching, intervals, gold lines, and a cache of parses on disk.

An eval module (`evals/attribution.py`, …) has `measure(gold: Path) -> list[Figure]`; `evals/__main__.py`
runs them all, checks the floors and writes docs/accuracy.md. Gold is found by a path setting and never copied.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from rashomon.annotate import annotate_parsed, syntax
from rashomon.model import Annotation, Document

#: Where the gold sets lie; RASHOMON_GOLD overrides it.
GOLD = Path(os.environ.get("RASHOMON_GOLD", Path(__file__).resolve().parents[2] / "shared" / "gold"))
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "rashomon-evals"

SpanPair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure: `set: name`, its value in 0..1, what is asked, over how many items or documents.

    `by_document` holds a value a document (for gains and losses, and the bootstrap interval).
    `lower_is_better` marks rates of error.
    """

    set: str
    name: str
    value: float
    n: int
    asked: float | None = None
    by_document: dict[str, float] = field(default_factory=dict)
    interval: tuple[float, float] | None = None
    lower_is_better: bool = False

    @property
    def key(self) -> str:
        return f"{self.set}: {self.name}"


@dataclass(slots=True)
class Counts:
    """Right, predicted and gold counts of a document or a set, with precision, recall and F1."""

    right: float = 0.0
    predicted: float = 0.0
    gold: float = 0.0

    def add(self, other: Counts) -> None:
        self.right += other.right
        self.predicted += other.predicted
        self.gold += other.gold

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 1.0


def summed(by_document: dict[str, Counts]) -> Counts:
    total = Counts()
    for one in by_document.values():
        total.add(one)
    return total


def f1_figure(set_name: str, name: str, by_document: dict[str, Counts], asked: float | None = None) -> Figure:
    """The micro F1 over documents with its 95% bootstrap interval (1,000 resamples of documents, seed 0)."""
    counts = list(by_document.values())
    low_high = _bootstrap(counts)
    scores = {key: one.f1 for key, one in by_document.items()}
    return Figure(set_name, name, summed(by_document).f1, len(counts), asked, scores, low_high)


def _bootstrap(counts: Sequence[Counts]) -> tuple[float, float] | None:
    if len(counts) < 2:
        return None
    table = np.array([(one.right, one.predicted + one.gold) for one in counts])
    draws = np.random.default_rng(0).integers(0, len(counts), size=(1000, len(counts)))
    sums = table[draws].sum(axis=1)
    scores = 2 * sums[:, 0] / np.maximum(sums[:, 1], 1e-9)
    return (float(np.quantile(scores, 0.025)), float(np.quantile(scores, 0.975)))


def match_spans(gold: Sequence[SpanPair], predicted: Sequence[SpanPair], least: float = 0.5) -> list[tuple[int, int]]:
    """One-to-one pairs (gold index, predicted index) whose intersection over union is at least `least`.

    The assignment with the greatest summed overlap (Hungarian method).
    """
    if not gold or not predicted:
        return []
    scores = np.array([[overlap(one, other) for other in predicted] for one in gold])
    rows, columns = linear_sum_assignment(-np.where(scores >= least, scores, 0))
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if scores[r, c] >= least]


def overlap(one: SpanPair, other: SpanPair) -> float:
    """Intersection over union of two half-open spans, in characters.

    >>> overlap((0, 10), (5, 10))
    0.5
    """
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def sample(rows: Sequence[Any], size: int | None) -> list[Any]:
    """`size` of the rows, always the same ones, or all of them (RASHOMON_EVAL_SAMPLE sets it from outside)."""
    outside = os.environ.get("RASHOMON_EVAL_SAMPLE")
    size = int(outside) if outside else size
    if size is None or size >= len(rows):
        return list(rows)
    return random.Random(0).sample(list(rows), size)  # noqa: S311  a sample of gold, not a secret


def parses(documents: Sequence[Document]) -> list[Any]:
    """The parse of each document, from the cache on disk where these texts were parsed by this version before."""
    from spacy.tokens import DocBin  # noqa: PLC0415

    digest = hashlib.sha256((syntax.VERSION + syntax.MODEL_SHA256 + Path(syntax.__file__).read_text()).encode())
    for one in documents:
        digest.update(one.sha256.encode())
    path = CACHE / f"{digest.hexdigest()[:24]}.spacy"
    if path.exists():
        return list(DocBin().from_disk(path).get_docs(syntax.load_parser().vocab))
    made = list(syntax.parse(one.text for one in documents))
    CACHE.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}")
    attributes = [
        "ORTH",
        "SPACY",
        "TAG",
        "POS",
        "MORPH",
        "LEMMA",
        "DEP",
        "HEAD",
        "SENT_START",
        "ENT_IOB",
        "ENT_TYPE",
    ]
    DocBin(attrs=attributes, docs=made).to_disk(partial)
    partial.replace(path)
    return made


def annotated(documents: Sequence[Document]) -> Iterator[tuple[Document, list[Annotation]]]:
    """Each document with its rows: what `rashomon annotate` gives, over cached parses."""
    for document, parse in zip(documents, parses(documents), strict=True):
        yield document, annotate_parsed(document, parse)


def documents_of(rows: Iterable[dict[str, Any]]) -> list[Document]:
    """Gold lines as documents; what is not the document's (`gold`, `mentions`) is left out."""
    keys = ("id", "text", "title", "source", "url", "published", "language")
    return [Document.from_row({key: row.get(key) for key in keys}) for row in rows]
