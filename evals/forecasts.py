"""How well forecasts are told from plans, promises, threats, orders and the past, and their words found.

Fifteen sets: `evals/forecasts/graded.toml`, invented sentences with near-misses on which the rules were worked out;
`second.toml` and `third.toml`, written afterwards in other wording, and `varied.toml`, four batches in the prose of
news analysis, each measured once and then used to mend rules; `untouched.toml`, written later and used for none;
`fourth.toml` and `fifth.toml`, halves of one set, the first used to mend rules; `sixth.toml`, in the manner of conflict
reporting, used for none; `seventh.toml` and `eighth.toml`, halves of one set in the manner of wire reports, the first
used to mend rules and the second for none; `ninth.toml` to `twelfth.toml`, quarters of one set with near-misses of the
sorts and in the proportion that stand in articles, written by somebody who had not seen the rules, the first two used
to mend rules and the last two for none; and the seeds' labelled parts. Of `untouched` and `fifth` what was taken
wrongly has since been read. What to expect on sentences written to be hard is what `sixth` and `eighth` say, on those
of articles what `eleventh` and `twelfth` say. A sentence counts as taken for a forecast when a claim of status
`forecast` has its predicate in it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evals.harness import Counts, Figure, SpanPair, annotated, parses
from rashomon.model import Annotation, Document

SETS = Path(__file__).parent / "forecasts"
NAMES = (
    "graded",
    "second",
    "third",
    "varied",
    "untouched",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
#: Words of a role match when they share at least half the characters of the shorter: "by Friday" and "Friday".
LEAST = 0.5


def measure(gold: Path) -> list[Figure]:
    figures = [figure for name in NAMES for figure in graded(name)]
    if (gold / "seeds" / "forecasts.json").exists():
        figures += seeds(gold)
    return figures


def graded(name: str) -> list[Figure]:
    """The figures of a set of sentences, one of `NAMES`."""
    cases = tomllib.loads((SETS / f"{name}.toml").read_text(encoding="utf-8"))["cases"]
    documents = [Document(f"{name}-{index}", case["text"]) for index, case in enumerate(cases)]
    found = Counts()
    parts = {"horizon": Counts(), "hedge": Counts(), "condition": Counts()}
    forecasters: list[bool] = []
    by_document: dict[str, float] = {}
    for case, (document, rows) in zip(cases, annotated(documents), strict=True):
        said = forecasts(rows)
        is_forecast = case["sort"] == "forecast"
        found.add(Counts(float(is_forecast and bool(said)), float(bool(said)), float(is_forecast)))
        by_document[document.id] = float(is_forecast == bool(said))
        if is_forecast and said:
            forecasters.append(is_forecaster(rows, said, _place(case["text"], case.get("forecaster"))))
            for role, counts in parts.items():
                spans = [span for words in case.get(role, ()) if (span := _place(case["text"], words))]
                counts.add(matched(spans, spans_of(rows, role)))
    name = f"forecasts_{name}"
    return [
        Figure(name, "precision", found.precision, len(cases), 0.85, by_document),
        Figure(name, "recall", found.recall, int(found.gold), 0.75),
        Figure(name, "forecaster right", sum(forecasters) / len(forecasters), len(forecasters), 0.9),
        *(
            Figure(name, f"{role} words, F1", counts.f1, int(counts.gold), 0.7 if role != "condition" else None)
            for role, counts in parts.items()
            if counts.gold
        ),
    ]


def _place(text: str, words: str | None) -> SpanPair | None:
    """Where words stand in a text; None for None and for words that it doesn't hold."""
    at = text.find(words) if words else -1
    return (at, at + len(words)) if words and at >= 0 else None


def is_forecaster(rows: Sequence[Annotation], said: Sequence[Annotation], gold: SpanPair | None) -> bool:
    """Whether some forecast claim stands in words put in the mouth of `gold`, innermost; with None: of nobody named.

    Nobody named is the account's own voice, or whoever expects it in "is expected to". The words for a source match
    when they share a character, or are mentions of one entity of the document.
    """
    by_id = {row.id: row for row in rows}
    sources = [_source(claim, by_id) for claim in said]
    if gold is None:
        return any(one is None or one.kind == "attribution" for one in sources)
    entities = {row.value for row in rows if row.kind == "mention" and row.start < gold[1] and gold[0] < row.end}
    return any(
        (one.start < gold[1] and gold[0] < one.end) or (one.value and one.value in entities)
        for one in sources
        if one is not None and one.kind == "mention"
    )


def _source(claim: Annotation, by_id: dict[str, Annotation]) -> Annotation | None:
    """The mention of whoever's words a claim stands in, innermost, else the words; None for the account's own voice."""
    inside = by_id.get(claim.about or "")
    while inside is not None and inside.label == "scare":
        inside = by_id.get(inside.about or "")
    return None if inside is None else by_id.get(inside.who or "", inside)


def forecasts(rows: Sequence[Annotation]) -> list[Annotation]:
    return [row for row in rows if row.kind == "claim" and row.value == "forecast"]


def spans_of(rows: Iterable[Annotation], role: str) -> list[SpanPair]:
    return sorted({(row.start, row.end) for row in rows if row.kind == "role" and row.label == role})


def matched(gold: Sequence[SpanPair], said: Sequence[SpanPair]) -> Counts:
    """Counts of one-to-one matches, in text order, of spans that overlap by half of the shorter."""
    left = list(said)
    right = 0
    for start, end in gold:
        for one in left:
            shared = min(end, one[1]) - max(start, one[0])
            if shared > 0 and shared >= LEAST * min(end - start, one[1] - one[0]):
                left.remove(one)
                right += 1
                break
    return Counts(right, len(said), len(gold))


def seeds(gold: Path) -> list[Figure]:
    """The labelled parts of the seeds: optional and earlier-reported forecasts count neither way."""
    data = json.loads((gold / "seeds" / "forecasts.json").read_text(encoding="utf-8"))
    files = {part["article"]: part["file"] for part in data["parts"]}
    corpus = gold.parent / "corpus" / "aleppo"
    documents = [Document(name, (corpus / name).read_text(encoding="utf-8")) for name in sorted(set(files.values()))]
    rows_of = {document.id: rows for document, rows in annotated(documents)}
    sentences = {
        document.id: [(one.start_char, one.end_char) for one in parse.sents]
        for document, parse in zip(documents, parses(documents), strict=True)
    }
    counts = Counts()
    parts = {"horizon": Counts(), "hedge": Counts()}
    forecasters: list[bool] = []
    near = near_taken = 0
    for part in data["parts"]:
        mine = [one for one in data["forecasts"] if one["article"] == part["article"]]
        misses = [one for one in data["near_misses"] if one["article"] == part["article"]]
        rows = rows_of[part["file"]]
        near += len(misses)
        near_taken += sum(bool(_inside(rows, one)) for one in misses)
        for one in mine:
            if one["kind"] == "forecast":
                hit = _inside(rows, one)
                counts.add(Counts(float(bool(hit)), 0.0, 1.0))
                if hit and one["forecaster"]:
                    words = one["forecaster"]
                    gold_span = None if words == "author" else (words["start"], words["end"])
                    forecasters.append(is_forecaster(rows, _claims_inside(rows, one), gold_span))
                for role, tally in parts.items():
                    if hit:
                        spans = [(words["start"], words["end"]) for words in one.get(role, ())]
                        tally.add(matched(spans, _within(spans_of(rows, role), one)))
        counts.predicted += _sentences_taken(rows, sentences[part["file"]], part, mine)
    counts.predicted += counts.right
    name = "seeds_forecasts"
    return [
        Figure(name, "precision", counts.precision, int(counts.predicted), 0.85),
        Figure(name, "recall", counts.recall, int(counts.gold), 0.75),
        Figure(name, "forecaster right", sum(forecasters) / len(forecasters), len(forecasters), 0.9),
        Figure(name, "near-misses taken", near_taken / near, near, lower_is_better=True),
        *(Figure(name, f"{role} words, F1", tally.f1, int(tally.gold), 0.7) for role, tally in parts.items()),
    ]


def _claims_inside(rows: Sequence[Annotation], one: dict[str, Any]) -> list[Annotation]:
    """The forecast claims whose predicate stands in the labelled sentence."""
    spans = set(_inside(rows, one))
    held = {row.about for row in rows if row.label == "predicate" and (row.start, row.end) in spans}
    return [row for row in forecasts(rows) if row.id in held]


def _predicates(rows: Sequence[Annotation]) -> list[SpanPair]:
    wanted = {row.id for row in forecasts(rows)}
    return [(row.start, row.end) for row in rows if row.label == "predicate" and row.about in wanted]


def _inside(rows: Sequence[Annotation], one: dict[str, Any]) -> list[SpanPair]:
    return _within(_predicates(rows), one)


def _within(spans: Iterable[SpanPair], one: dict[str, Any]) -> list[SpanPair]:
    low, high = one["sentence"]["start"], one["sentence"]["end"]
    return [span for span in spans if low <= span[0] and span[1] <= high]


def _sentences_taken(
    rows: Sequence[Annotation], sentences: Sequence[SpanPair], part: dict[str, Any], mine: Sequence[dict[str, Any]]
) -> int:
    """How many sentences of a labelled part have a forecast claim but no label of any kind that they touch."""
    labelled = [(one["sentence"]["start"], one["sentence"]["end"]) for one in mine]
    taken = 0
    for low, high in sentences:
        if low < part["article_start"] or high > part["complete_until"]:
            continue
        if any(low < end and start < high for start, end in labelled):
            continue
        taken += any(low <= start and end <= high for start, end in _predicates(rows))
    return taken
