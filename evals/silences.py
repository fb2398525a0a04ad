"""Are silences found and none told falsely: sentences deleted from copies, and events whose tellers are known.

Two sets. `silences planted`: of a text three accounts are made, two whole and one without the sentence that alone
tells of an event; the matrix must show that account silent on it, the others not, and nothing else silent.
`silences ECB+`: the accounts of a topic, where annotators marked every telling of an event in the sentences they
read; an account that is called silent though a telling is marked in it is a false silence. Only marked sentences
count, so the precision is an upper bound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evals.harness import Figure, annotated, documents_of, overlap, read_lines, sample
from rashomon.compare import Account, Comparison, Event, compare
from rashomon.compare.passage import sentence_around
from rashomon.compare.words import content
from rashomon.engines.linking import link
from rashomon.model import Annotation, Document

#: Texts and sentences deleted from each (one at a time): 40 texts give about 100 deletions.
TEXTS = 40
SENTENCES = 3
#: Share of a sentence's words in another sentence from which the other may tell the same: then it is not deleted.
ELSEWHERE = 0.4
#: Topics of ECB+: every fourth of the 35 dev topics, none of those that `compare/nearest.py` was tuned on (1, 5, 9 …).
TOPICS = tuple(range(3, 36, 4))
TELLING = frozenset({"asserts", "denies", "reports", "mentions"})

Read = tuple[Document, Sequence[Annotation]]


@dataclass(frozen=True)
class Deleted:
    """A text without one sentence, and where that sentence stands in the whole text."""

    document: Document
    start: int
    end: int


def measure(gold: Path) -> list[Figure]:
    documents = documents_of(sample(list(read_lines(gold / "figures" / "dev.jsonl")), TEXTS))
    figures = planted(documents)
    rows = [row for row in read_lines(gold / "events_linked" / "gold.jsonl") if row["topic"] in TOPICS]
    return figures + known(rows)


def planted(documents: Sequence[Document]) -> list[Figure]:
    """Share of the deletions that the matrix shows, and silences a comparison that were not planted."""
    wholes = list(annotated(documents))
    made = [(place, one) for place, (document, rows) in enumerate(wholes) for one in deletions(document, rows)]
    copies = list(annotated([replace(one, id=f"{one.id}-copy", source="second") for one in documents]))
    cut = list(annotated([one.document for _, one in made]))
    hits, false = [], []
    for (place, deleted), edited in zip(made, cut, strict=True):
        found = compared([wholes[place], copies[place], edited])
        recovered, others = judge(found, deleted, (wholes[place][0].id, copies[place][0].id))
        hits.append(recovered)
        false.append(others)
    name = "silences planted"
    return [
        Figure(name, "deleted sentences shown as silent", sum(hits) / max(1, len(hits)), len(hits), 0.9),
        Figure(name, "false silences a comparison", sum(false) / max(1, len(false)), len(false), lower_is_better=True),
    ]


def deletions(document: Document, rows: Sequence[Annotation]) -> Iterator[Deleted]:
    """Texts without one sentence: it tells a typed happening that no other sentence of the text has in like words."""
    text = document.text
    spans = sorted({sentence_around(text, row.start, row.end) for row in rows if row.kind == "claim"})
    typed = [row.start for row in rows if row.kind == "claim" and row.label not in ("STATE", "OTHER")]
    words = {span: content(text[slice(*span)]) for span in spans}
    usable = [
        span
        for span in spans
        if any(span[0] <= start < span[1] for start in typed)
        and len(words[span]) >= 5
        and not any(_is_told(words[span], words[other]) for other in spans if other != span)
    ]
    for number, (start, end) in enumerate(sample(usable, SENTENCES)):
        left = text[:start] + text[end:]
        yield Deleted(replace(document, id=f"{document.id}-cut{number}", source="third", text=left), start, end)


def _is_told(words: frozenset[str], other: frozenset[str]) -> bool:
    return len(words & other) >= ELSEWHERE * min(len(words), len(other))


def judge(found: Comparison, deleted: Deleted, wholes: tuple[str, str]) -> tuple[bool, int]:
    """Whether the deletion stands in the matrix as it should, and how many silent cells are false."""
    tellers = {(one.event, one.document): one for one in found.silences if one.state in TELLING}
    recovered, false = False, 0
    for cell in found.silences:
        if cell.state in TELLING:
            continue
        told = [tellers[cell.event, one].passages[0] for one in wholes if (cell.event, one) in tellers]
        is_cut = any(one.start < deleted.end and deleted.start < one.end for one in told)
        recovered |= is_cut and cell.document == deleted.document.id
        false += not is_cut or cell.document != deleted.document.id
    return recovered, false


def compared(read: Sequence[Read]) -> Comparison:
    linked = link(read)
    accounts = [Account(document, tuple(rows)) for document, rows in read]
    return compare(accounts, linked.clusters, [one for one in linked.links if one.kind == "copy"])


def known(rows: Sequence[dict[str, Any]]) -> list[Figure]:
    """Precision of the silent cells of ECB+'s topics, and how many of the accounts with no telling they are."""
    read = {document.id: (document, found) for document, found in annotated(documents_of(rows))}
    silent = false = unmarked = 0
    for topic in sorted({row["subtopic"] for row in rows}):
        mine = {row["id"]: row for row in rows if row["subtopic"] == topic}
        found = compared([read[one] for one in mine])
        cells = {(one.event, one.document): one.state for one in found.silences}
        for event in found.shared:
            chain = chain_of(event, mine)
            for one, row in mine.items() if chain else ():
                is_marked = any(mention["chain"] == chain for mention in row["mentions"])
                is_silent = cells.get((event.id, one)) in ("silent", "could_not_know")
                silent += is_silent
                false += is_silent and is_marked
                unmarked += not is_marked
    name = "silences ECB+"
    return [
        Figure(name, "silent cells without a marked telling", 1 - false / max(1, silent), silent, 0.9),
        Figure(name, "accounts without a telling shown as silent", (silent - false) / max(1, unmarked), unmarked),
    ]


def chain_of(event: Event, rows: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The annotators' chain that most of an event's predicates stand in; None where none does."""
    found: Counter[str] = Counter()
    for told in event.versions:
        spans = [(part.passage.start, part.passage.end) for part in told.of("what")]
        for mention in rows[told.document]["mentions"]:
            if any(overlap((mention["start"], mention["end"]), span) > 0 for span in spans):
                found[mention["chain"]] += 1
    return min(found, key=lambda one: (-found[one], one)) if found else None
