"""How well attributions are read: PolNeAR's articles, and the labelled parts of two real texts.

Scored as gold/README.md says: contents match when they share at least half their characters, one to one; the
pieces of one content count as one; predictions nested inside another are not counted against the program;
stretches marked `discard` do not count; character figures count letters and digits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from evals.harness import Counts, Figure, annotated, documents_of, f1_figure, read_lines, sample
from evals.names import bare
from rashomon.model import Annotation, Document

#: Train articles measured beside dev: a fixed sample, for the whole set takes minutes to parse.
TRAIN_SAMPLE = 150

Characters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution as sets of character positions, gold or predicted."""

    content: Characters
    source: Characters
    cue: Characters
    nested: bool = False
    label: str = ""


def measure(gold: Path) -> list[Figure]:
    """Attribution, source and character figures on PolNeAR dev and a sample of train, and on the seeds."""
    figures: list[Figure] = []
    for part, size in (("dev", None), ("train", TRAIN_SAMPLE)):
        path = gold / "attribution" / f"{part}.jsonl"
        if path.exists():
            figures += _polnear(f"attribution {part}", sample(list(read_lines(path)), size))
    if (gold / "seeds" / "attributions.json").exists():
        figures += _seeds(gold)
    return figures


def told(text: str, rows: Sequence[Annotation]) -> list[Told]:
    """The predicted attributions of a document, pieces of one content joined; scare quotes left out."""
    by_id = {row.id: row for row in rows}
    cues: dict[str, list[Annotation]] = {}
    for row in rows:
        if row.kind == "role" and row.label == "cue" and row.about is not None:
            cues.setdefault(row.about, []).append(row)
    groups: dict[str, list[Annotation]] = {}
    for row in rows:
        if row.kind == "attribution" and row.label != "scare":
            group = next((cue.value for cue in cues.get(row.id, []) if cue.value), None)
            groups.setdefault(group or row.id, []).append(row)
    found = []
    for pieces in groups.values():
        mentions = [by_id[row.who] for row in pieces if row.who]
        found.append(
            Told(
                letters(text, ((row.start, row.end) for row in pieces)),
                letters(text, (bare(text, row.start, row.end) for row in mentions)),
                letters(text, ((cue.start, cue.end) for row in pieces for cue in cues.get(row.id, []))),
                nested=pieces[0].about is not None,
                label=pieces[0].label,
            )
        )
    return found


def letters(text: str, spans: Iterable[tuple[int, int]]) -> Characters:
    """The positions of letters and digits in `spans`; of all characters where there are none (a ':' as cue)."""
    return frozenset(at for start, end in spans for at in range(start, end) if text[at].isalnum())


def pair_up(gold: Sequence[Characters], found: Sequence[Characters]) -> list[tuple[int, int]]:
    """One-to-one pairs whose intersection over union is at least a half, the best assignment."""
    if not gold or not found:
        return []
    scores = np.zeros((len(gold), len(found)))
    for row, one in enumerate(gold):
        for column, other in enumerate(found):
            shared = len(one & other)
            if shared:
                scores[row, column] = shared / len(one | other)
    rows, columns = linear_sum_assignment(-np.where(scores >= 0.5, scores, 0))
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if scores[r, c] >= 0.5]


def _polnear(name: str, lines: Sequence[dict[str, object]]) -> list[Figure]:
    counts: dict[str, dict[str, Counts]] = {
        key: {} for key in ("found", "with source", "content chars", "cue chars", "source chars")
    }
    for line, (document, rows) in zip(lines, annotated(documents_of(lines)), strict=True):
        for key, one in score(document, rows, line).items():
            counts[key][document.id] = one
    asked = {"found": 0.72, "with source": 0.63, "content chars": 0.87, "cue chars": 0.62, "source chars": 0.77}
    return [f1_figure(name, f"{key} F1", by_document, asked[key]) for key, by_document in counts.items()]


def score(document: Document, rows: Sequence[Annotation], line: dict[str, object]) -> dict[str, Counts]:
    """Counts of one PolNeAR article: attributions, attributions with source, and characters."""
    text = document.text
    thrown = letters(text, _spans(line.get("discard")))
    items = line["gold"]
    assert isinstance(items, list)
    gold = [
        Told(
            letters(text, _spans(item["content"])),
            letters(text, (bare(text, *span) for span in _spans(item["source"]))),
            letters(text, _spans(item["cue"])),
        )
        for item in items
    ]
    found = told(text, rows)
    gold = [one for one in gold if len(one.content & thrown) * 2 <= len(one.content)]
    found = [one for one in found if len(one.content & thrown) * 2 <= len(one.content)]
    pairs = pair_up([one.content for one in gold], [one.content for one in found])
    matched = {column for _, column in pairs}
    found_right = {column: row for row, column in pairs}
    counted = [one for at, one in enumerate(found) if at in matched or not one.nested]
    with_source = sum(_same_source(gold[row], found[column]) for column, row in found_right.items())
    result = {
        "found": Counts(len(pairs), len(counted), len(gold)),
        "with source": Counts(with_source, len(counted), len(gold)),
    }
    for key, pick in (("content", "content"), ("cue", "cue"), ("source", "source")):
        one = frozenset().union(*(getattr(item, pick) for item in gold)) - thrown
        other = frozenset().union(*(getattr(item, pick) for item in counted)) - thrown
        result[f"{key} chars"] = Counts(len(one & other), len(other), len(one))
    return result


def _same_source(one: Told, other: Told) -> bool:
    return bool(one.source & other.source) or (not one.source and not other.source)


def _spans(pairs: object) -> list[tuple[int, int]]:
    return [(int(start), int(end)) for start, end in pairs] if isinstance(pairs, list) else []


def _seeds(gold: Path) -> list[Figure]:
    """Explicit attributions, nested ones, sources and scare quotes on the labelled parts of the two texts."""
    seeds = json.loads((gold / "seeds" / "attributions.json").read_text(encoding="utf-8"))
    files = sorted({part["file"] for part in seeds["parts"]})
    corpus = gold.parent / "corpus" / "aleppo"
    documents = [Document(id=name, text=(corpus / name).read_text(encoding="utf-8")) for name in files]
    explicit, nested, source, scare = Counts(), Counts(), Counts(), Counts()
    for document, rows in annotated(documents):
        for part in (one for one in seeds["parts"] if one["file"] == document.id):
            window = (part["article_start"], part["complete_until"])
            items = [one for one in seeds["attributions"] if one["article"] == part["article"]]
            for total, one in zip(
                (explicit, nested, source, scare), score_part(document.text, rows, items, window), strict=True
            ):
                total.add(one)
    return [
        Figure("seeds", "explicit attribution recall", explicit.recall, int(explicit.gold), 0.75),
        Figure("seeds", "explicit attribution precision", explicit.precision, int(explicit.predicted), 0.85),
        Figure("seeds", "nested attribution recall", nested.recall, int(nested.gold), 0.6),
        Figure("seeds", "source right", source.recall, int(source.gold), 0.9),
        Figure("seeds", "scare quote recall", scare.recall, int(scare.gold), 0.9),
        Figure("seeds", "scare quote precision", scare.precision, int(scare.predicted), 0.9),
    ]


def score_part(
    text: str, rows: Sequence[Annotation], items: Sequence[dict[str, object]], window: tuple[int, int]
) -> tuple[Counts, Counts, Counts, Counts]:
    """Explicit, nested, source and scare counts of one labelled stretch. Optional labels are never missed.

    Explicit: tier `core` with a cue. A prediction that meets an `attitude`, `optional` or uncued label is neutral.
    """
    inside = [row for row in rows if row.kind != "attribution" or window[0] <= row.start < window[1]]
    found = told(text, inside)
    gold = [_label(text, item) for item in items if item["tier"] != "scare"]
    core = [item["tier"] == "core" and bool(item["cue"]) for item in items if item["tier"] != "scare"]
    deep = [bool(item["parent"]) for item in items if item["tier"] != "scare"]
    pairs = pair_up([one.content for one in gold], [one.content for one in found])
    right = [pair for pair in pairs if core[pair[0]]]
    explicit = Counts(len(right), len(found) - (len(pairs) - len(right)), sum(core))
    nested = Counts(
        sum(deep[row] and found[column].nested for row, column in right),
        0,
        sum(one and other for one, other in zip(core, deep, strict=True)),
    )
    source = Counts(sum(_same_source(gold[row], found[column]) for row, column in right), 0, len(right))
    scares = [
        letters(text, [(row.start, row.end)]) for row in inside if row.kind == "attribution" and row.label == "scare"
    ]
    wanted = [_label(text, item).content for item in items if item["tier"] == "scare"]
    optional = [_label(text, item).content for item in items if item["tier"] == "optional"]
    neutral = len(pair_up(optional, scares))
    scare = Counts(len(pair_up(wanted, scares)), len(scares) - neutral, len(wanted))
    return explicit, nested, source, scare


def _label(text: str, item: dict[str, object]) -> Told:
    def spans(key: str) -> list[tuple[int, int]]:
        value: Any = item[key]
        pieces: list[Any] = value if isinstance(value, list) else [value] if value else []
        return [(int(piece["start"]), int(piece["end"])) for piece in pieces]

    return Told(letters(text, spans("content")), letters(text, spans("source")), letters(text, spans("cue")))


def summary(figures: Iterable[Figure]) -> str:
    """One line a figure, for reading while rules are worked on."""
    return "\n".join(f"{one.key:45} {one.value:.3f}  asked {one.asked}  n {one.n}" for one in figures)


if __name__ == "__main__":
    from evals.harness import GOLD

    print(summary(measure(GOLD)))
