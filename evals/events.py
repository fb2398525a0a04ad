"""How well claims are found: PLOVER's coded records, CAMEO classes and parties, and ECB+ event mentions.

A record's claim is the first in text order whose predicate overlaps the record's event words. A sentence's main
claim is the first in text order that has an event type and is not only asked for or imagined. Token counts leave
out articles and punctuation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evals.harness import (
    Counts,
    Figure,
    SpanPair,
    annotated,
    documents_of,
    f1_figure,
    match_spans,
    read_lines,
    sample,
)  # fmt: skip
from rashomon.model import Annotation

#: The class of CAMEO sentences that each type falls in: 1 words and 2 deeds that bring closer, 3 words and 4 deeds
#: that drive apart, 0 neither. Worked out from the sets' training half: cut relations stand with the words (3),
#: appeals and answers to charges with neither (0).
CLASS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2, "CONCEDE": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "SANCTION": 3,
    "PROTEST": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4, "CONTROL": 4,
}  # fmt: skip

_SPEECH = ("AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE")


class Reading:
    """The rows of one document by claim."""

    def __init__(self, text: str, rows: Sequence[Annotation]) -> None:
        self.text = text
        self.claims = [row for row in rows if row.kind == "claim"]
        self.roles: dict[str, list[Annotation]] = defaultdict(list)
        for row in rows:
            if row.kind == "role" and row.about is not None:
                self.roles[row.about].append(row)

    def spans(self, claim: Annotation | None, *labels: str) -> list[SpanPair]:
        if claim is None:
            return []
        return [(row.start, row.end) for row in self.roles[claim.id] if row.label in labels]

    def main(self) -> Annotation | None:
        told = [claim for claim in self.claims if claim.label in CLASS]
        done = (claim for claim in told if claim.value not in ("ordered", "hypothetical") or claim.label in _SPEECH)
        return next(done, None)

    def at(self, words: Iterable[Sequence[int]]) -> Annotation | None:
        """The first claim in text order whose predicate shares a character with `words`; None for none."""
        spans = [(one[0], one[1]) for one in words]
        for claim in self.claims:
            if any(_shared(predicate, one) for predicate in self.spans(claim, "predicate") for one in spans):
                return claim
        return None


def _shared(one: SpanPair, other: SpanPair) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def measure(gold: Path) -> list[Figure]:
    return [*plover(gold), cameo_class(gold), cameo_parties(gold), mentions_found(gold)]


def readings(rows: Sequence[dict[str, Any]]) -> dict[str, Reading]:
    return {document.id: Reading(document.text, found) for document, found in annotated(documents_of(rows))}


def plover(gold: Path) -> list[Figure]:
    """Type, actor and recipient of PLOVER's coded records: the share that is right, of those that have one."""
    found = readings(list(read_lines(gold / "events_plover" / "docs.jsonl")))
    right: dict[str, dict[str, float]] = {"type": {}, "actor": {}, "recipient": {}}
    for record in read_lines(gold / "events_plover" / "gold.jsonl"):
        one = found[record["id"]]
        claim = one.at(record["event"])
        right["type"][record["record"]] = float(claim is not None and claim.label == record["label"])
        for role in ("actor", "recipient"):
            if record[role]:
                spans = one.spans(claim, role)
                hit = any(_shared(span, (a, b)) for span in spans for a, b in record[role])
                right[role][record["record"]] = float(hit)
    asked = {"type": 0.65, "actor": 0.93, "recipient": 0.70}
    return [
        Figure("events_plover", name, sum(values.values()) / len(values), len(values), asked[name], values)
        for name, values in right.items()
    ]


def cameo_class(gold: Path) -> Figure:
    """Five-way class of a sentence, from the type of its main claim; 0 where it has none."""
    rows = list(read_lines(gold / "events_cameo_class" / "gold.jsonl"))
    found = readings(list(read_lines(gold / "events_cameo_class" / "docs.jsonl")))
    right = {}
    for row in rows:
        claim = found[row["id"]].main()
        right[row["id"]] = float((CLASS[claim.label] if claim else 0) == row["class"])
    return Figure("events_cameo_class", "class, accuracy", sum(right.values()) / len(right), len(right), 0.72, right)


def cameo_parties(gold: Path) -> Figure:
    """Token F1 of source and target: the actor and the recipient of the main claim."""
    rows = list(read_lines(gold / "events_cameo_ner" / "gold.jsonl"))
    found = readings(list(read_lines(gold / "events_cameo_ner" / "docs.jsonl")))
    by_document = {row["id"]: party_counts(row, found[row["id"]]) for row in rows}
    return f1_figure("events_cameo_ner", "parties, token F1", by_document, 0.72)


def party_counts(row: dict[str, Any], one: Reading) -> Counts:
    claim = one.main() or next((claim for claim in one.claims), None)
    actors, recipients = one.spans(claim, "actor"), one.spans(claim, "recipient")
    counts = Counts()
    for (start, end), tag in zip(row["tokens"], row["tags"], strict=True):
        word = one.text[start:end].lower()
        if word in ("the", "a", "an") or not any(letter.isalnum() for letter in word):
            continue
        said = "S" if _in(start, actors) else "T" if _in(start, recipients) else "O"
        counts.gold += tag != "O"
        counts.predicted += said != "O"
        counts.right += said != "O" and (tag in (said, "R"))
    return counts


def _in(offset: int, spans: Iterable[SpanPair]) -> bool:
    return any(start <= offset < end for start, end in spans)


def mentions_found(gold: Path) -> Figure:
    """F1 of event mentions, in the sentences that ECB+ validated: predicates against mentions."""
    rows = sample(list(read_lines(gold / "events_linked" / "gold.jsonl")), 200)
    by_document: dict[str, Counts] = {}
    for row, one in zip(rows, readings(rows).values(), strict=True):
        checked = [(a, b) for a, b in row["validated"]]
        golden = [(m["start"], m["end"]) for m in row["mentions"] if _inside(m["start"], m["end"], checked)]
        said = [span for claim in one.claims for span in one.spans(claim, "predicate") if _inside(*span, checked)]
        matched = match_spans(golden, said)
        by_document[row["id"]] = Counts(len(matched), len(said), len(golden))
    return f1_figure("events_linked", "event mentions found", by_document, 0.84)


def _inside(start: int, end: int, spans: Iterable[SpanPair]) -> bool:
    return any(a <= start and end <= b for a, b in spans)
