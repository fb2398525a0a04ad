"""Are differences found and typed right: one fact changed by script in a copy of a text, and copies left alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.harness import Figure, annotated, documents_of, read_lines, sample
from rashomon.compare import Account, Comparison, Difference, compare
from rashomon.engines.linking import link
from rashomon.link.keys import is_empty_predicate
from rashomon.model import Annotation, Document

#: Texts edited; each gives up to five edited copies. 24 take 40 s with cached parses on a quiet machine.
TEXTS = 24
#: Texts of the second figure: none of the first, nothing was tuned on them.
UNSEEN = 16
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: The aspects that the issue asks for: number, day, place, negation, actor.
FIRST = ("how_many", "when", "where", "whether", "who")
PARTIES = frozenset({"person", "organisation", "armed_group", "government", "military", "people", "country"})


#: A word for a party, and another for the same.
NAMES = (
    ("rebels", "insurgents"), ("militants", "gunmen"), ("fighters", "militants"), ("terrorists", "rebels"),
    ("regime", "government"), ("insurgents", "rebels"),
)  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """One changed fact: the aspect it should be found under, and where it stands in the edited text."""

    aspect: str
    document: Document
    start: int
    end: int


def measure(gold: Path) -> list[Figure]:
    """Recall by aspect of planted edits in FA-KES texts, and false differences a pair of copies.

    `differences` are the texts that the rules were worked out on, `differences unseen` others of the same set.
    """
    rows = list(read_lines(gold / "figures" / "dev.jsonl"))
    tuned = sample(rows, TEXTS)
    known = {row["id"] for row in tuned}
    return [
        *planted(documents_of(tuned), "differences"),
        *planted(documents_of(sample([row for row in rows if row["id"] not in known], UNSEEN)), "differences unseen"),
    ]


def planted(documents: Sequence[Document], name: str) -> list[Figure]:
    """The figures of one set of texts."""
    originals = list(annotated(documents))
    edits = [(place, edit) for place, (document, rows) in enumerate(originals) for edit in plant(document, rows)]
    read = dict(zip(range(len(edits)), annotated([edit.document for _, edit in edits]), strict=True))
    found: dict[str, list[bool]] = {}
    others: list[int] = []
    for number, (place, edit) in enumerate(edits):
        differences = _compared([originals[place], read[number]]).differences
        hits = [one for one in differences if _is_at(one, edit)]
        found.setdefault(edit.aspect, []).append(any(one.aspect == edit.aspect for one in hits))
        others.append(len(differences) - len(hits))
    copies = [_untouched(one) for one in originals]
    total = [one for aspect in FIRST for one in found.get(aspect, [])]
    every = [one for values in found.values() for one in values]
    figures = [
        Figure(name, "planted edits found with the right type", _share(total), len(total), 0.9),
        Figure(name, "those and edits of whom, name and why", _share(every), len(every), 0.9),
    ]
    figures += [Figure(name, f"found: {key}", _share(values), len(values)) for key, values in sorted(found.items())]
    figures.append(_rate(name, "false a pair of untouched copies", copies, 0.1))
    figures.append(_rate(name, "false beside a planted edit", others, None))
    return figures


def plant(document: Document, rows: Sequence[Annotation]) -> list[Edit]:
    """The edited copies of a text, at most one an aspect: the first place where the edit can be made."""
    makers: tuple[Callable[[Document, Sequence[Annotation]], tuple[str, int, int, str] | None], ...] = (
        _number, _day, _negation, _place, _actor, _object, _name, _cause,
    )  # fmt: skip
    edits = []
    for make in makers:
        made = make(document, rows)
        if made is not None:
            aspect, start, end, words = made
            text = document.text[:start] + words + document.text[end:]
            copy = replace(document, id=f"{document.id}-{aspect}", text=text, source="another")
            edits.append(Edit(aspect, copy, start, start + len(words)))
    return edits


def _number(document: Document, _rows: Sequence[Annotation]) -> tuple[str, int, int, str] | None:
    """A small number before a word; no day of a month, no clock time, no measure."""
    for match in re.finditer(r"(?<![\d.,$:-])\b([2-9]|[1-9]\d{1,2})\b(?= ([a-z]{4,}))", document.text):
        before = document.text[: match.start()].split()
        is_date = bool(before) and before[-1][:3] in MONTHS
        if not is_date and match.group(2) not in ("percent", "hours", "days", "months", "years"):
            return ("how_many", match.start(), match.end(), str(int(match.group(1)) * 3 + 7))
    return None


def _day(document: Document, _rows: Sequence[Annotation]) -> tuple[str, int, int, str] | None:
    # The day of a happening, not the day on which somebody spoke of it.
    match = re.search(rf"(?<!said )(?<!told )(?<!reported )(?<!earlier )\bon ({'|'.join(DAYS)})\b", document.text)
    if match is None:
        return None
    return ("when", match.start(1), match.end(1), DAYS[(DAYS.index(match.group(1)) + 3) % 7])


def _negation(document: Document, _rows: Sequence[Annotation]) -> tuple[str, int, int, str] | None:
    match = re.search(r"\b(?:was|were|have|has) (?=[a-z]+ed\b)", document.text)
    return None if match is None else ("whether", match.start(), match.end(), match.group() + "not ")


def _place(document: Document, _rows: Sequence[Annotation]) -> tuple[str, int, int, str] | None:
    match = re.search(
        r"\b(?:in|near) (?:Aleppo|Idlib|Homs|Hama|Daraa|Raqqa|Damascus|Palmyra)\b(?! [A-Z])", document.text
    )
    if match is None:
        return None
    words = match.group().split()
    return (
        "where",
        match.start() + len(words[0]) + 1,
        match.end(),
        "Basra" if "Basra" not in document.text else "Madrid",
    )


def _actor(_document: Document, rows: Sequence[Annotation]) -> tuple[str, int, int, str] | None:
    mentions = {row.id: row for row in rows if row.kind == "mention" and row.label in PARTIES}
    for row in rows:
        who = mentions.get(row.who or "")
        if row.kind == "role" and row.label == "actor" and who is not None and who.label in ("armed_group", "military"):
            return ("who", who.start, who.end, "Harran Brigade")
    return None


def _object(document: Document, rows: Sequence[Annotation]) -> tuple[str, int, int, str] | None:
    """Another party in the place of whom it was done to, where the mention is all the words for it.

    Of a happening, as with days: whom somebody told something is no part of what happened.
    """
    deeds = {
        row.about for row in rows
        if row.label == "predicate" and not is_empty_predicate(document.text[row.start : row.end])
    }  # fmt: skip
    mentions = {row.id: row for row in rows if row.kind == "mention" and row.label in PARTIES - {"country"}}
    for row in rows:
        whom = mentions.get(row.who or "")
        if row.kind != "role" or row.label != "recipient" or whom is None or row.about not in deeds:
            continue
        if (row.start, row.end) == (whom.start, whom.end) and whom.end - whom.start > 4:
            return ("whom", whom.start, whom.end, "Harran Guild")
    return None


def _name(document: Document, _rows: Sequence[Annotation]) -> tuple[str, int, int, str] | None:
    """The same party under a word that leans: the pairs are of one sort and stand for whoever is meant."""
    for one, other in NAMES:
        match = re.search(rf"\b{one}\b", document.text)
        if match is not None:
            return ("name", match.start(), match.end(), other)
    return None


def _cause(document: Document, rows: Sequence[Annotation]) -> tuple[str, int, int, str] | None:
    for row in rows:
        if row.kind == "role" and row.label == "cause" and row.end - row.start > 12:
            words = document.text[row.start : row.end].split()
            lead = {"because": "because", "due": "due to", "after": "after"}.get(words[0].casefold(), "")
            told = {"because": "a gas pipe had leaked", "due to": "a leaking gas pipe"}.get(lead, "a leak of gas")
            return ("why", row.start, row.end, f"{lead} {told}".strip())
    return None


def _compared(read: Sequence[tuple[Document, Sequence[Annotation]]]) -> Comparison:
    linked = link(read)
    accounts = [Account(document, tuple(rows)) for document, rows in read]
    return compare(accounts, linked.clusters, [one for one in linked.links if one.kind == "copy"])


def _untouched(one: tuple[Document, Sequence[Annotation]]) -> int:
    document, rows = one
    copy = replace(document, id=f"{document.id}-copy", source="another")
    ((_, again),) = annotated([copy])
    return len(_compared([(document, rows), (copy, again)]).differences)


def _is_at(one: Difference, edit: Edit) -> bool:
    """Whether a difference points at the changed words, or at the clause around them where the status changed."""
    sides = (one.left, one.right)
    return any(side.document == edit.document.id and side.start < edit.end and edit.start < side.end for side in sides)


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _rate(set_name: str, name: str, values: Sequence[int], asked: float | None) -> Figure:
    rate = sum(values) / len(values) if values else 0.0
    return Figure(set_name, name, rate, len(values), asked, lower_is_better=True)
