"""Does linking join what belongs together: copies, stories, wire credits, alias pairs, events across documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.coreference import Partition, conll, pairwise
from evals.harness import Counts, Figure, annotated, documents_of, f1_figure, match_spans, read_lines
from rashomon.engines.linking import Linked, link
from rashomon.ingest.credits import find_credit
from rashomon.link.accounts import account_of
from rashomon.link.copies import find_copies
from rashomon.link.judged import Judged
from rashomon.link.stories import find_stories
from rashomon.model import Annotation, Document, Link

Pair = tuple[str, str]


def measure(gold: Path) -> list[Figure]:
    """Every figure of linking on the dev halves."""
    figures = _copies(list(read_lines(gold / "copies" / "dev.jsonl")), "copies")
    figures += _copies(list(read_lines(gold / "copies" / "dev_silver.jsonl")), "copies_silver")
    figures += _stories(gold / "stories")
    figures += _credits(list(read_lines(gold / "copies" / "dev_credit.jsonl")))
    figures += _events(gold / "events_linked")
    return figures


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


# ------------------------------------------------------------------------------------------------- copies


def _copies(rows: Sequence[dict[str, Any]], name: str) -> list[Figure]:
    accounts = [account_of(document, ()) for document in documents_of(rows)]
    found = {(one.left, one.right): one for one in find_copies(accounts, Judged())}
    gold = {_ordered(row["id"], pair["other"]): pair for row in rows for pair in row["gold"]["pairs"]}
    neutral = {_ordered(row["id"], other) for row in rows for other in row["gold"]["ignore"]} - set(gold)
    hard = {_ordered(row["id"], other) for row in rows for other in row["gold"]["hard"]}
    counted = {pair: one for pair, one in found.items() if pair not in neutral}
    total = Counts(len(set(counted) & set(gold)), len(counted), len(gold))
    figures = [
        Figure(name, "pair F1", total.f1, len(gold), 0.99),
        Figure(name, "pair precision", total.precision, len(counted)),
        Figure(name, "pair recall", total.recall, len(gold)),
        Figure(name, "kind right", _kind_right(counted, gold), len(set(counted) & set(gold)), 0.93),
    ]
    small = [pair for pair, one in gold.items() if one["level"] == "excerpt_small"]
    if small:
        share = sum(pair in found for pair in small) / len(small)
        figures.append(Figure(name, "small excerpts found", share, len(small), 0.75))
    if hard:
        taken = sum(pair in found for pair in hard) / len(hard)
        figures.append(Figure(name, "hard negatives taken", taken, len(hard), 0.0, lower_is_better=True))
    return figures


def _kind_right(found: Mapping[Pair, Link], gold: Mapping[Pair, Mapping[str, Any]]) -> float:
    both = sorted(set(found) & set(gold))
    return sum(found[pair].label in gold[pair]["kinds"] for pair in both) / max(1, len(both))


# ------------------------------------------------------------------------------------------------- stories


def _stories(folder: Path) -> list[Figure]:
    documents = documents_of(read_lines(folder / "docs.jsonl"))
    truth = {row["id"]: row["story"] for row in read_lines(folder / "gold.jsonl")}
    told = find_stories([account_of(document, ()) for document in documents], Judged())
    found = {document: circles[0] for document, circles in told.circles.items()}
    total = pairwise(Partition(truth), Partition({one: found[one] for one in truth}))
    return [
        Figure("stories", "pairwise F1", total.f1, len(truth), 0.96),
        Figure("stories", "pairwise precision", total.precision, len(truth)),
        Figure("stories", "pairwise recall", total.recall, len(truth)),
    ]


# ------------------------------------------------------------------------------------------------- credits


def _credits(rows: Sequence[Mapping[str, Any]]) -> list[Figure]:
    by_document = {}
    for row in rows:
        said = find_credit(row["text"])
        # Where the page names no agency as its own, nothing in the text could tell: neither found nor missed.
        stated = row["gold"]["wire"] if row["gold"]["stated"] else None
        right = stated is not None and said is not None and stated.casefold() == said.casefold()
        by_document[row["id"]] = Counts(float(right), float(said is not None), float(stated is not None))
    return [f1_figure("wire_credits", "F1", by_document, 0.99)]


# ------------------------------------------------------------------------------------------------- events


def _events(folder: Path) -> list[Figure]:
    rows = list(read_lines(folder / "gold.jsonl"))
    accounts = list(annotated(documents_of(rows)))
    return event_figures(rows, accounts, link(accounts))


def event_figures(
    rows: Sequence[Mapping[str, Any]],
    accounts: Iterable[tuple[Document, Sequence[Annotation]]],
    linked: Linked,
) -> list[Figure]:
    """Found mentions' F1, CoNLL F1 and pairwise F1; a gold mention that was not found stands alone."""
    event_of = {member: one.id for one in linked.clusters if one.kind == "event" for member in one.members}
    predicates = {document.id: _predicates(annotations) for document, annotations in accounts}
    by_document, truth, found = {}, {}, {}
    for row in rows:
        spans = predicates[row["id"]]
        mentions = row["mentions"]
        matched = dict(match_spans([(one["start"], one["end"]) for one in mentions], [span for span, _ in spans]))
        by_document[row["id"]] = Counts(len(matched), len(_validated(spans, row)), len(mentions))
        for index, one in enumerate(mentions):
            truth[one["id"]] = one["chain"]
            claim = spans[matched[index]][1] if index in matched else one["id"]
            found[one["id"]] = event_of.get(claim, claim)
    joined = pairwise(Partition(truth), Partition(found))
    return [
        f1_figure("events_linked", "mentions F1", by_document, 0.84),
        Figure("events_linked", "CoNLL F1", conll(Partition(truth), Partition(found)), len(truth), 0.67),
        Figure("events_linked", "pairwise F1", joined.f1, len(truth), 0.42),
        Figure("events_linked", "pairwise precision", joined.precision, len(truth)),
        Figure("events_linked", "pairwise recall", joined.recall, len(truth)),
    ]


def _predicates(rows: Iterable[Annotation]) -> list[tuple[Pair_of_ints, str]]:
    return sorted(((row.start, row.end), row.about or "") for row in rows if row.label == "predicate")


Pair_of_ints = tuple[int, int]


def _validated(spans: Sequence[tuple[Pair_of_ints, str]], row: Mapping[str, Any]) -> list[Pair_of_ints]:
    """Predicates in the sentences that annotators went through: elsewhere nothing is marked."""
    return [(a, b) for (a, b), _ in spans if any(start <= a < end for start, end in row["validated"])]
